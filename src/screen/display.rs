//! Asks the X server about its screen, and watches whether the server is still there.
//!
//! The window is opened through Xlib, which crashes where it doesn't know the screen's colours, and
//! ends the whole program when its server is gone. The server is therefore asked beforehand over a
//! connection of our own. That connection is kept: its end tells that the server has gone, before
//! Xlib is called the next time. Where the server can't be asked, nothing is known and everything
//! goes on.

mod painter;

pub(super) use painter::Painter;

use std::borrow::Cow;
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
use x11rb_protocol::protocol::xproto::{
    Atom, ClientMessageEvent, EventMask, InternAtomReply, InternAtomRequest, Screen,
    SendEventRequest, Setup, VisualClass,
};
use x11rb_protocol::x11_utils::{Serialize, TryParse};
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
    root: u32,
    states: Option<StateNames>,
    stream: UnixStream,
}

/// The numbers of the names by which a window manager knows the states of a window
/// (Extended Window Manager Hints, `_NET_WM_STATE`).
#[derive(Debug, Clone, Copy)]
struct StateNames {
    state: Atom,
    full_screen: Atom,
    wide: Atom,
    high: Atom,
}

/// What a window manager can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WindowState {
    /// As large as the desktop has room for, with its frame.
    Maximized,
    /// All of the screen, or no longer so.
    FullScreen(bool),
}

impl Display {
    /// Asks the server that `DISPLAY` names. `None` where there is none or it doesn't answer.
    ///
    /// # Errors
    /// [`ScreenError::Colours`] when the screen has other colours than the canvas.
    pub(super) fn ask() -> Result<Option<Self>, ScreenError> {
        let Some((setup, number, mut stream)) = greet() else {
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
            root: screen.root,
            states: StateNames::ask(&mut stream),
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
            root: self.root,
            states: self.states,
            stream: self.stream,
        })
    }
}

/// Knows when the X server has gone.
#[derive(Debug)]
pub(super) struct DisplayWatch {
    is_gone: Arc<AtomicBool>,
    root: u32,
    states: Option<StateNames>,
    stream: UnixStream,
}

impl DisplayWatch {
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone.load(Ordering::Relaxed)
    }

    /// Asks the window manager for a state of this window. Where there is no window manager, or it
    /// doesn't know the state, nothing happens.
    pub(super) fn ask_for(&mut self, window: u32, wanted: WindowState) {
        /// What is to become of a state, and who asks: an ordinary program.
        const REMOVE: u32 = 0;
        const ADD: u32 = 1;
        const BY_PROGRAM: u32 = 1;
        let Some(names) = self.states else { return };
        let data = match wanted {
            WindowState::Maximized => [ADD, names.wide, names.high, BY_PROGRAM, 0],
            WindowState::FullScreen(true) => [ADD, names.full_screen, 0, BY_PROGRAM, 0],
            WindowState::FullScreen(false) => [REMOVE, names.full_screen, 0, BY_PROGRAM, 0],
        };
        let event = ClientMessageEvent::new(32, window, names.state, data);
        let request = SendEventRequest {
            propagate: false,
            destination: self.root,
            event_mask: EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY,
            event: Cow::Owned(event.serialize()),
        };
        let (parts, _) = request.serialize();
        // A server that is gone is found out by `is_gone`.
        let _ = parts
            .iter()
            .try_for_each(|part| self.stream.write_all(part));
    }
}

impl StateNames {
    fn ask(stream: &mut UnixStream) -> Option<Self> {
        let mut number = |name: &'static [u8]| {
            let request = InternAtomRequest {
                only_if_exists: false,
                name: name.into(),
            };
            let (parts, _) = request.serialize();
            for part in &parts {
                stream.write_all(part).ok()?;
            }
            // Answers, errors and events have 32 bytes. A server may tell everybody of a change to
            // the keyboard at any time.
            const ERROR: u8 = 0;
            const ANSWER: u8 = 1;
            loop {
                let mut packet = [0; 32];
                stream.read_exact(&mut packet).ok()?;
                match packet[0] {
                    ERROR => return None,
                    ANSWER => return Some(InternAtomReply::try_parse(&packet).ok()?.0.atom),
                    _ => {}
                }
            }
        };
        Some(Self {
            state: number(b"_NET_WM_STATE")?,
            full_screen: number(b"_NET_WM_STATE_FULLSCREEN")?,
            wide: number(b"_NET_WM_STATE_MAXIMIZED_HORZ")?,
            high: number(b"_NET_WM_STATE_MAXIMIZED_VERT")?,
        })
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
