//! The webcam.
//!
//! ```text
//!  camera's thread                    one place          whoever wants frames
//!  open ▶ read at camera speed ──────▶ newest frame ────▶ next(): decode, at most 0.5 s
//!   ▲ fails: wait 0.5 s │              (older: dropped)
//!   └───────────────────┘
//! ```
//!
//! The camera library can block for ever when a camera stalls, and it can panic. It therefore runs
//! on a thread of its own, and nobody waits for it without a limit. A stalled camera can't be
//! interrupted; it goes on when it sends again or is unplugged. The user of a frame decodes it, so
//! a frame that nobody takes costs only a copy.

mod capture;
mod formats;
mod list;
mod mailbox;
#[cfg(target_os = "linux")]
mod v4l2;

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use nokhwa::Buffer;

use super::decode::{self, DecodeError};
use super::{Frame, FrameSource, Next, SourceError};
use capture::Connector;
use mailbox::{Mailbox, RawFrame};

pub use list::{CameraInfo, cameras};

/// How long [`Webcam::next`](FrameSource::next) waits for a frame.
const WAIT: Duration = Duration::from_millis(500);

/// A camera that sends nothing new for this long is reported.
const NO_PICTURE_AFTER: Duration = Duration::from_millis(1500);

/// A camera that sends this many undecodable frames in a row is reported.
const MANY_BAD_FRAMES: u32 = 10;

/// How long opening waits for the camera to answer. `next` waits for a camera that takes longer.
const OPEN_WITHIN: Duration = Duration::from_secs(5);

/// How long dropping waits until the camera is released, so that it can be opened again at once. A
/// frame takes at most 0.2 s; a stalled camera is left to its thread.
const RELEASE_WITHIN: Duration = Duration::from_secs(1);

/// How long the question of macOS for permission may stay unanswered.
const PERMISSION_WITHIN: Duration = Duration::from_secs(60);

/// A camera of this computer, as a live source of its newest frame.
///
/// When the camera is unplugged, stalled or used by another program, the source says so with
/// [`Next::Waiting`] and goes on when the camera is back. After it was opened it returns no error.
pub struct Webcam {
    mailbox: Arc<Mailbox>,
    thread: Option<JoinHandle<()>>,
    opened: Instant,
    last_picture: Instant,
    /// The bytes of the newest picture that was given.
    last_buffer: Option<Buffer>,
    /// The camera sends that one again and again.
    is_frozen: bool,
    bad_in_a_row: u32,
    bad: u64,
}

/// Numbers of a webcam's frames.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WebcamCounts {
    /// Frames that the camera sent.
    pub arrived: u64,
    /// Frames that newer ones replaced before anybody took them.
    pub dropped: u64,
    /// Frames that couldn't be decoded.
    pub undecodable: u64,
}

impl Webcam {
    /// Opens the camera of this number in the list of [`cameras`].
    ///
    /// # Errors
    /// [`SourceError::NoCamera`], [`SourceError::NoSuchCamera`], [`SourceError::CameraDenied`],
    /// [`SourceError::CameraUnusable`]: the errors that waiting doesn't mend. A busy camera is no
    /// error.
    pub fn open(number: u32) -> Result<Self, SourceError> {
        let mut connector = Connector::new(number);
        let mut permission_asked = !cfg!(target_os = "macos");
        Self::start(move || {
            if !permission_asked {
                ask_permission()?;
                permission_asked = true;
            }
            connector.connect()
        })
    }

    fn start<C, R>(connect: C) -> Result<Self, SourceError>
    where
        C: FnMut() -> Result<R, SourceError> + Send + 'static,
        R: FnMut() -> Result<Buffer, SourceError>,
    {
        let mailbox = Arc::new(Mailbox::new());
        let opened = Instant::now();
        let thread = std::thread::Builder::new()
            .name("camera".to_owned())
            .spawn({
                let mailbox = Arc::clone(&mailbox);
                move || capture::run(&mailbox, opened, connect)
            })
            .map_err(|e| SourceError::CameraFailed {
                name: String::new(),
                reason: e.to_string(),
            })?;
        let webcam = Self {
            mailbox,
            thread: Some(thread),
            opened,
            last_picture: opened,
            last_buffer: None,
            is_frozen: false,
            bad_in_a_row: 0,
            bad: 0,
        };
        webcam.mailbox.wait_opened(OPEN_WITHIN)?;
        Ok(webcam)
    }

    /// Numbers of the frames so far.
    pub fn counts(&self) -> WebcamCounts {
        let (arrived, dropped) = self.mailbox.counts();
        WebcamCounts {
            arrived,
            dropped,
            undecodable: self.bad,
        }
    }

    /// Whether the camera sends the picture that was given last, byte for byte. A sensor always has
    /// noise: what is the same is no picture of this moment.
    fn was_given(&self, raw: &RawFrame) -> bool {
        let last = self.last_buffer.as_ref();
        last.is_some_and(|last| last.buffer() == raw.buffer.buffer())
    }

    /// Why there is no picture, for the user.
    fn why_waiting(&self, last_error: Option<DecodeError>) -> String {
        if let Some(failure) = self.mailbox.failure() {
            return capitalized(&failure);
        }
        match last_error {
            Some(error) if self.bad_in_a_row >= MANY_BAD_FRAMES => format!(
                "The camera's pictures can't be read: {error}; unplug it and plug it in again, or use another one"
            ),
            _ if self.is_frozen && self.last_picture.elapsed() >= NO_PICTURE_AFTER => {
                "The camera's picture stands still: look at its switch and its cover, or plug it in again"
                    .to_owned()
            }
            _ if self.last_picture.elapsed() >= NO_PICTURE_AFTER => {
                "No picture comes from the camera: look at its switch and its cable, or plug it in again"
                    .to_owned()
            }
            _ => "Waiting for the camera's picture".to_owned(),
        }
    }
}

/// Turns an error's message into a sentence.
fn capitalized(message: &str) -> String {
    let mut letters = message.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

impl FrameSource for Webcam {
    fn next(&mut self) -> Result<Next, SourceError> {
        let deadline = Instant::now() + WAIT;
        let mut last_error = None;
        while let Some(raw) = self.mailbox.take(deadline) {
            self.is_frozen = self.was_given(&raw);
            if self.is_frozen {
                continue;
            }
            match decode(&raw) {
                Ok(picture) => {
                    self.last_picture = Instant::now();
                    self.bad_in_a_row = 0;
                    self.last_buffer = Some(raw.buffer);
                    return Ok(Next::Frame(Frame {
                        t_s: raw.arrived_s,
                        number: raw.number,
                        arrived: self.opened + Duration::from_secs_f64(raw.arrived_s),
                        picture,
                    }));
                }
                Err(error) => {
                    self.bad_in_a_row += 1;
                    self.bad += 1;
                    last_error = Some(error);
                }
            }
            if Instant::now() >= deadline {
                break;
            }
        }
        Ok(Next::Waiting(self.why_waiting(last_error)))
    }

    fn is_live(&self) -> bool {
        true
    }
}

impl Drop for Webcam {
    fn drop(&mut self) {
        self.mailbox.close();
        if let Some(thread) = self.thread.take()
            && self.mailbox.wait_ended(RELEASE_WITHIN)
        {
            // The thread catches its own panics, and has just said that it is done.
            let _ = thread.join();
        }
    }
}

fn decode(raw: &RawFrame) -> Result<image::RgbImage, DecodeError> {
    let (size, format) = (raw.buffer.resolution(), raw.buffer.source_frame_format());
    let packing = formats::packing(format);
    decode::decode(raw.buffer.buffer(), packing, size.width(), size.height())
}

/// Asks macOS for permission, which it demands before the first camera is opened. The answer comes
/// when the user has given it.
fn ask_permission() -> Result<(), SourceError> {
    let (answer, answered) = std::sync::mpsc::sync_channel(1);
    nokhwa::nokhwa_initialize(move |granted| {
        // The receiver may have given up waiting.
        let _ = answer.try_send(granted);
    });
    match answered.recv_timeout(PERMISSION_WITHIN) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(SourceError::CameraDenied {
            name: String::new(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{self, Sender};

    use nokhwa::utils::{FrameFormat, Resolution};

    /// A frame of one pixel, or one that is too short to be a frame.
    fn frame(good: bool) -> Buffer {
        let bytes: &[u8] = if good { &[7] } else { &[] };
        Buffer::new(Resolution::new(1, 1), bytes, FrameFormat::GRAY)
    }

    fn grey(level: u8) -> Buffer {
        Buffer::new(Resolution::new(1, 1), &[level], FrameFormat::GRAY)
    }

    fn why_waiting(webcam: &mut Webcam) -> String {
        match webcam.next().unwrap() {
            Next::Waiting(why) => why,
            other => panic!("not waiting: {other:?}"),
        }
    }

    /// A camera that sends `frames` and then nothing until its cable is dropped.
    fn sending(frames: Vec<Buffer>) -> (Webcam, Sender<Buffer>) {
        let (cable, end) = mpsc::channel();
        let mut end = Some(end);
        for frame in frames {
            cable.send(frame).unwrap();
        }
        let gone = || SourceError::CameraGone {
            name: "Cam".to_owned(),
        };
        let webcam = Webcam::start(move || {
            let end = end.take().ok_or_else(gone)?;
            Ok(move || end.recv().map_err(|_| gone()))
        });
        (webcam.unwrap(), cable)
    }

    fn all_arrived(webcam: &Webcam, count: u64) {
        while webcam.counts().arrived < count {
            std::thread::yield_now();
        }
    }

    #[test]
    fn the_newest_frame_is_given_and_the_ones_before_are_counted() {
        let (mut webcam, _cable) = sending(vec![frame(true); 5]);
        all_arrived(&webcam, 5);
        assert!(matches!(webcam.next(), Ok(Next::Frame(frame)) if frame.number == 4));
        let expected = WebcamCounts {
            arrived: 5,
            dropped: 4,
            undecodable: 0,
        };
        assert_eq!(webcam.counts(), expected);
        assert!(why_waiting(&mut webcam).contains("Waiting for"));
    }

    #[test]
    fn a_camera_that_stays_silent_is_said_to_be() {
        let (mut webcam, _cable) = sending(Vec::new());
        webcam.last_picture -= NO_PICTURE_AFTER;
        assert!(why_waiting(&mut webcam).contains("No picture comes"));
    }

    #[test]
    fn a_picture_that_stands_still_is_none_until_it_moves() {
        let (mut webcam, cable) = sending(vec![grey(1)]);
        assert!(matches!(webcam.next(), Ok(Next::Frame(_))));
        for _ in 0..3 {
            cable.send(grey(1)).unwrap();
        }
        assert!(
            why_waiting(&mut webcam).contains("Waiting for"),
            "for a moment"
        );
        webcam.last_picture -= NO_PICTURE_AFTER;
        cable.send(grey(1)).unwrap();
        assert!(why_waiting(&mut webcam).contains("stands still"));
        cable.send(grey(2)).unwrap();
        assert!(matches!(webcam.next(), Ok(Next::Frame(_))));
    }

    #[test]
    fn a_bad_frame_is_passed_over() {
        let (mut webcam, _cable) = sending(vec![frame(false)]);
        assert!(why_waiting(&mut webcam).contains("Waiting for"));
        assert_eq!(webcam.counts().undecodable, 1);
    }

    #[test]
    fn many_bad_frames_in_a_row_are_said() {
        let (mut webcam, _cable) = sending(vec![frame(false)]);
        webcam.bad_in_a_row = MANY_BAD_FRAMES - 1;
        let why = why_waiting(&mut webcam);
        assert!(why.contains("can't be read"), "{why}");
    }

    #[test]
    fn trouble_is_told_and_ends_when_the_camera_is_back() {
        // There is an attempt every half second. Three of them are reported even on a busy machine.
        let mut attempts = 0;
        let mut webcam = Webcam::start(move || {
            attempts += 1;
            if attempts <= 3 {
                return Err(SourceError::CameraBusy {
                    name: "Cam".to_owned(),
                });
            }
            Ok(move || Ok(frame(true)))
        })
        .unwrap();
        let mut told = Vec::new();
        while let Next::Waiting(why) = webcam.next().unwrap() {
            told.push(why);
        }
        assert!(
            told.iter().any(|why| why.starts_with("Another program")),
            "{told:?}"
        );
    }

    #[test]
    fn what_waiting_does_not_mend_is_an_error_of_opening() {
        let refused = Webcam::start(|| -> Result<fn() -> Result<Buffer, SourceError>, _> {
            Err(SourceError::CameraDenied {
                name: "Cam".to_owned(),
            })
        });
        assert!(matches!(refused, Err(SourceError::CameraDenied { .. })));
    }

    #[test]
    fn dropping_releases_the_camera() {
        struct Device(Arc<()>);
        let in_use = Arc::new(());
        let device = Arc::clone(&in_use);
        let webcam = Webcam::start(move || {
            let device = Device(Arc::clone(&device));
            Ok(move || {
                let _open = &device.0;
                Ok(frame(true))
            })
        })
        .unwrap();
        drop(webcam);
        assert_eq!(Arc::strong_count(&in_use), 1);
    }
}
