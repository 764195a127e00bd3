//! Puts what has changed on the canvas into the window, over a connection to the X server of its own.
//!
//! minifb copies the whole canvas and sends all of it each time. In a live set only the camera picture
//! changes, and any client of a server may draw into any window. Where this doesn't work, minifb does it.

use std::borrow::Cow;
use std::io::{self, IoSlice, Read, Write};
use std::os::unix::net::UnixStream;

use x11rb_protocol::protocol::xproto::{
    ChangeWindowAttributesAux, ChangeWindowAttributesRequest, CreateGCAux, CreateGCRequest,
    EXPOSE_EVENT, EventMask, ImageFormat, ImageOrder, PUT_IMAGE_REQUEST,
};

use super::{greet, has_our_colours};
use crate::screen::canvas::Canvas;
use crate::screen::layout::PixelRect;

/// The first byte of a packet that says that a request was refused.
const ERROR: u8 = 0;

/// Draws into a window.
#[derive(Debug)]
pub(in crate::screen) struct Painter {
    stream: UnixStream,
    window: u32,
    /// The graphics context, which every request to draw has to name.
    context: u32,
    depth: u8,
    /// How long a request may be.
    most_bytes: usize,
    /// What the server has sent and is not a whole packet yet.
    unread: Vec<u8>,
    /// The window has lost what was in it: it was covered, or has another size.
    is_bare: bool,
}

impl Painter {
    /// `None` where the server can't be asked, or wants its pixels in another form.
    pub(in crate::screen) fn open(window: u32) -> Option<Self> {
        let (setup, number, mut stream) = greet()?;
        let screen = setup.roots.get(usize::from(number))?;
        let order = if cfg!(target_endian = "little") {
            ImageOrder::LSB_FIRST
        } else {
            ImageOrder::MSB_FIRST
        };
        if !has_our_colours(&setup, screen) || setup.image_byte_order != order {
            return None;
        }
        // The first number that the server lets us choose.
        let context = setup.resource_id_base;
        let events = ChangeWindowAttributesAux::new().event_mask(EventMask::EXPOSURE);
        let tell = ChangeWindowAttributesRequest {
            window,
            value_list: Cow::Owned(events),
        };
        let create = CreateGCRequest {
            cid: context,
            drawable: window,
            value_list: Cow::Owned(CreateGCAux::new()),
        };
        for part in tell.serialize().0.iter().chain(&create.serialize().0) {
            stream.write_all(part).ok()?;
        }
        Some(Self {
            stream,
            window,
            context,
            depth: screen.root_depth,
            most_bytes: usize::from(setup.maximum_request_length) * 4,
            unread: Vec::new(),
            is_bare: true,
        })
    }

    /// Whether all of the window has to be drawn. Also where the server can't be heard, which
    /// [`paint`](Painter::paint) then finds out.
    pub(in crate::screen) fn is_bare(&mut self) -> bool {
        self.listen().is_err() || self.is_bare
    }

    /// Draws the changed parts of the canvas, and all of it where that is needed.
    ///
    /// # Errors
    /// When the server is gone, takes too long or refuses. The painter is of no use after that.
    pub(in crate::screen) fn paint(
        &mut self,
        canvas: &Canvas,
        changes: &[PixelRect],
    ) -> io::Result<()> {
        self.listen()?;
        if std::mem::take(&mut self.is_bare) {
            return self.put(canvas, canvas.area());
        }
        changes.iter().try_for_each(|area| self.put(canvas, *area))
    }

    /// Takes in what the server has sent, and doesn't wait for more. A thread that waits for it would
    /// be woken by every request that the server takes.
    fn listen(&mut self) -> io::Result<()> {
        self.stream.set_nonblocking(true)?;
        let end = loop {
            let mut bytes = [0; 1024];
            match self.stream.read(&mut bytes) {
                Ok(0) => break Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => self.unread.extend(&bytes[..count]),
                Err(error) => break Err(error),
            }
        };
        self.stream.set_nonblocking(false)?;
        // Errors and events have 32 bytes. Nothing is asked that would have a longer answer.
        let (packets, rest) = self.unread.as_chunks::<32>();
        for packet in packets {
            match packet[0] {
                ERROR => return Err(io::ErrorKind::InvalidInput.into()),
                EXPOSE_EVENT => self.is_bare = true,
                _ => {}
            }
        }
        self.unread = rest.to_vec();
        end.or_else(|error: io::Error| match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => Ok(()),
            _ => Err(error),
        })
    }

    /// Draws a box, in as many requests as it takes.
    fn put(&mut self, canvas: &Canvas, area: PixelRect) -> io::Result<()> {
        const HEADER: usize = 24;
        let area = area.shared(canvas.area());
        let row_bytes = (area.right - area.left) as usize * 4;
        if row_bytes == 0 {
            return Ok(());
        }
        let rows = self.most_bytes.saturating_sub(HEADER) / row_bytes;
        if rows == 0 {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let mut top = area.top;
        while top < area.bottom {
            let bottom = area.bottom.min(top + rows as i32);
            self.put_rows(canvas, PixelRect::new(area.left, top, area.right, bottom))?;
            top = bottom;
        }
        Ok(())
    }

    /// Draws a box that is small enough for one request.
    fn put_rows(&mut self, canvas: &Canvas, area: PixelRect) -> io::Result<()> {
        let columns = area.left as usize..area.right as usize;
        let rows = area.top as usize..area.bottom as usize;
        let units = 6 + columns.len() * rows.len();
        let mut header = Vec::with_capacity(24);
        header.extend([PUT_IMAGE_REQUEST, u8::from(ImageFormat::Z_PIXMAP)]);
        header.extend((units as u16).to_ne_bytes());
        header.extend(self.window.to_ne_bytes());
        header.extend(self.context.to_ne_bytes());
        header.extend((columns.len() as u16).to_ne_bytes());
        header.extend((rows.len() as u16).to_ne_bytes());
        header.extend((area.left as i16).to_ne_bytes());
        header.extend((area.top as i16).to_ne_bytes());
        header.extend([0, self.depth, 0, 0]);
        let row = |row: usize| {
            let start = row * canvas.width();
            let pixels = &canvas.pixels()[start + columns.start..start + columns.end];
            IoSlice::new(bytemuck::cast_slice(pixels))
        };
        let parts = std::iter::once(IoSlice::new(&header)).chain(rows.map(row));
        write_all(&mut self.stream, &mut parts.collect::<Vec<_>>())
    }
}

/// Writes all parts, in as few calls as the system needs.
fn write_all(stream: &mut impl Write, mut parts: &mut [IoSlice<'_>]) -> io::Result<()> {
    while !parts.is_empty() {
        match stream.write_vectored(parts) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(bytes) => IoSlice::advance_slices(&mut parts, bytes),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
