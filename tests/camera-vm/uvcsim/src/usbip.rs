//! The wire: USB over IP as `vhci-hcd` speaks it (Documentation/usb/usbip_protocol.rst in the
//! kernel), all numbers in network order.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

const HEADER_BYTES: usize = 48;
const SUBMIT: u32 = 1;
const UNLINK: u32 = 2;
const SUBMITTED: u32 = 3;
const UNLINKED: u32 = 4;
const DIRECTION_IN: u32 = 1;
const STREAM_ENDPOINT: u32 = 1;
const EPIPE: i32 = -32;
const ECONNRESET: i32 = -104;

/// What `vhci-hcd` wants written to connect a device: port 0, the socket, bus 1 device 2,
/// high speed.
const ATTACH: &str = "/sys/devices/platform/vhci_hcd.0/attach";

/// The eight bytes that begin a control transfer.
pub struct Setup {
    pub kind: u8,
    pub request: u8,
    pub value: u16,
    /// Low byte of the index: the interface.
    pub interface: u8,
    pub length: u16,
}

impl Setup {
    /// Whether data goes to the computer.
    pub fn is_in(&self) -> bool {
        self.kind & 0x80 != 0
    }
}

/// What the kernel wants.
pub enum Request {
    Control {
        seq: u32,
        setup: Setup,
        data: Vec<u8>,
    },
    /// A transfer that waits for picture data.
    Stream {
        seq: u32,
        length: usize,
    },
    /// To take a transfer back.
    Unlink {
        seq: u32,
        target: u32,
    },
    Other {
        seq: u32,
    },
}

/// The cable.
pub struct Link {
    socket: UnixStream,
}

impl Link {
    pub fn attach() -> Self {
        let (kernels, ours) = UnixStream::pair().expect("a socket pair");
        std::fs::write(ATTACH, format!("0 {} 65538 3", kernels.as_raw_fd()))
            .expect("vhci-hcd must be loaded, and this be root");
        // The kernel has taken a reference of its own to its end.
        Self { socket: ours }
    }

    /// The next request, if one comes within `wait`.
    pub fn request(&mut self, wait: Duration) -> io::Result<Option<Request>> {
        let mut header = [0; HEADER_BYTES];
        self.socket.set_read_timeout(Some(wait))?;
        let first = match self.socket.read(&mut header) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => count,
            Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Ok(None);
            }
            Err(e) => return Err(e),
        };
        self.socket.set_read_timeout(None)?;
        self.socket.read_exact(&mut header[first..])?;

        let word = |n: usize| {
            let bytes = [0, 1, 2, 3].map(|i| header[n * 4 + i]);
            u32::from_be_bytes(bytes)
        };
        let (command, seq, direction, endpoint) = (word(0), word(1), word(3), word(4));
        if command == UNLINK {
            return Ok(Some(Request::Unlink {
                seq,
                target: word(5),
            }));
        }
        assert_eq!(command, SUBMIT, "the kernel speaks of something unknown");
        let length = word(6) as usize;
        let mut data = Vec::new();
        if direction != DIRECTION_IN {
            data.resize(length, 0);
            self.socket.read_exact(&mut data)?;
        }
        Ok(Some(match (endpoint, direction) {
            (0, _) => {
                let at = &header[40..];
                Request::Control {
                    seq,
                    setup: Setup {
                        kind: at[0],
                        request: at[1],
                        value: u16::from_le_bytes([at[2], at[3]]),
                        interface: at[4],
                        length: u16::from_le_bytes([at[6], at[7]]),
                    },
                    data,
                }
            }
            (STREAM_ENDPOINT, DIRECTION_IN) => Request::Stream { seq, length },
            _ => Request::Other { seq },
        }))
    }

    pub fn answer_in(&mut self, seq: u32, data: &[u8]) -> io::Result<()> {
        self.send(SUBMITTED, seq, 0, data.len(), data)
    }

    pub fn answer_out(&mut self, seq: u32, taken: usize) -> io::Result<()> {
        self.send(SUBMITTED, seq, 0, taken, &[])
    }

    pub fn refuse(&mut self, seq: u32) -> io::Result<()> {
        self.send(SUBMITTED, seq, EPIPE, 0, &[])
    }

    pub fn answer_unlink(&mut self, seq: u32, was_waiting: bool) -> io::Result<()> {
        let status = if was_waiting { ECONNRESET } else { 0 };
        self.send(UNLINKED, seq, status, 0, &[])
    }

    fn send(
        &mut self,
        command: u32,
        seq: u32,
        status: i32,
        length: usize,
        data: &[u8],
    ) -> io::Result<()> {
        let mut message = Vec::with_capacity(HEADER_BYTES + data.len());
        let words = [command, seq, 0, 0, 0, status as u32, length as u32];
        message.extend(words.iter().flat_map(|word| word.to_be_bytes()));
        message.resize(HEADER_BYTES, 0);
        message.extend(data);
        self.socket.write_all(&message)
    }
}
