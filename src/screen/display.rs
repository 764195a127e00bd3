//! Asks the X server about its screen, and watches whether the server is still there.
//!
//! The window is opened through Xlib, which crashes where it doesn't know the screen's colours, and
//! ends the whole program when its server is gone. The server is therefore asked beforehand over a
//! connection of our own. That connection is kept: its end tells that the server has gone, before
//! Xlib is called the next time. Where the server can't be asked, nothing is known and everything
//! goes on.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use x11rb_protocol::connect::Connect;
use x11rb_protocol::parse_display::{ConnectAddress, parse_display};
use x11rb_protocol::protocol::xproto::{Screen, Setup, VisualClass};
use x11rb_protocol::xauth::{Family, get_auth};

use super::window::ScreenError;

/// How long the server may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// The masks of red, green and blue in a pixel as the canvas has them, and its size.
const MASKS: [u32; 3] = [0x00ff_0000, 0x0000_ff00, 0x0000_00ff];
const BITS_PER_PIXEL: u8 = 32;

/// The display that a window would be opened on.
#[derive(Debug)]
pub(super) struct Display {
    size: (usize, usize),
    stream: UnixStream,
}

impl Display {
    /// Asks the server that `DISPLAY` names. `None` where there is none or it doesn't answer.
    ///
    /// # Errors
    /// [`ScreenError::Colours`] when the screen has other colours than the canvas.
    pub(super) fn ask() -> Result<Option<Self>, ScreenError> {
        let Some((setup, number, stream)) = greet() else {
            return Ok(None);
        };
        let Some(screen) = setup.roots.get(usize::from(number)) else {
            return Ok(None);
        };
        if !has_our_colours(&setup, screen) {
            return Err(ScreenError::Colours(screen.root_depth));
        }
        let size = (screen.width_in_pixels, screen.height_in_pixels);
        Ok(Some(Self {
            size: (size.0.into(), size.1.into()),
            stream,
        }))
    }

    /// Width and height of the whole screen in pixels.
    pub(super) fn size(&self) -> (usize, usize) {
        self.size
    }

    /// Starts to watch whether the server is there.
    pub(super) fn watch(self) -> io::Result<DisplayWatch> {
        let is_gone = Arc::new(AtomicBool::new(false));
        let mut reader = self.stream.try_clone()?;
        reader.set_read_timeout(None)?;
        let tell = Arc::clone(&is_gone);
        thread::Builder::new()
            .name("display".to_owned())
            .spawn(move || {
                // The server sends hardly anything to a client that has asked for nothing.
                let mut unread = [0; 256];
                while reader.read(&mut unread).is_ok_and(|bytes| bytes > 0) {}
                tell.store(true, Ordering::Relaxed);
            })?;
        Ok(DisplayWatch {
            is_gone,
            stream: self.stream,
        })
    }
}

/// Knows when the X server has gone.
#[derive(Debug)]
pub(super) struct DisplayWatch {
    is_gone: Arc<AtomicBool>,
    stream: UnixStream,
}

impl DisplayWatch {
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone.load(Ordering::Relaxed)
    }
}

impl Drop for DisplayWatch {
    fn drop(&mut self) {
        // This ends the thread. It fails only where the server has already ended the connection.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// The server's greeting, the number of the screen, and the connection.
fn greet() -> Option<(Setup, u16, UnixStream)> {
    let display = parse_display(None).ok()?;
    let mut stream = display
        .connect_instruction()
        .find_map(|address| connect(&address).ok())?;
    // A server without a lock takes an empty key.
    let (name, key) = get_auth(Family::WILD, &[], display.display)
        .ok()
        .flatten()
        .unwrap_or_default();
    let (mut connect, request) = Connect::with_authorization(name, key);
    stream.write_all(&request).ok()?;
    loop {
        let bytes = stream.read(connect.buffer()).ok()?;
        if bytes == 0 {
            return None;
        }
        if connect.advance(bytes) {
            return Some((connect.into_setup().ok()?, display.screen, stream));
        }
    }
}

fn has_our_colours(setup: &Setup, screen: &Screen) -> bool {
    let bits = setup
        .pixmap_formats
        .iter()
        .find(|format| format.depth == screen.root_depth)
        .map(|format| format.bits_per_pixel);
    let mut visuals = screen
        .allowed_depths
        .iter()
        .flat_map(|depth| &depth.visuals);
    let visual = visuals.find(|visual| visual.visual_id == screen.root_visual);
    bits == Some(BITS_PER_PIXEL)
        && visual.is_some_and(|visual| {
            visual.class == VisualClass::TRUE_COLOR
                && [visual.red_mask, visual.green_mask, visual.blue_mask] == MASKS
        })
}

/// A connection on this computer, or through a network as `ssh -X` makes one. Both are used through
/// the type for the first: reading, writing, time limits and the end are the same system calls.
fn connect(address: &ConnectAddress<'_>) -> io::Result<UnixStream> {
    let stream = match address {
        ConnectAddress::Socket(path) => UnixStream::connect(path)?,
        ConnectAddress::Hostname(host, port) => {
            OwnedFd::from(TcpStream::connect((*host, *port))?).into()
        }
        _ => return Err(io::ErrorKind::Unsupported.into()),
    };
    stream.set_read_timeout(Some(ANSWER_WITHIN))?;
    stream.set_write_timeout(Some(ANSWER_WITHIN))?;
    Ok(stream)
}
