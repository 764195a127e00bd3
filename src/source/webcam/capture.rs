//! The camera's thread. It opens the camera, reads it at the camera's pace, and opens it again when
//! it goes away.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use nokhwa::utils::{CameraFormat, RequestedFormat, RequestedFormatType};
use nokhwa::{Buffer, Camera};

use super::formats;
use super::list::{self, CameraInfo};
use super::mailbox::{Mailbox, Status};
use crate::source::SourceError;

/// How long to wait before the camera is tried again.
const RETRY_AFTER: Duration = Duration::from_millis(500);

/// How many formats are tried before a camera counts as failed. Drivers list some formats that they
/// then refuse.
const FORMATS_TRIED: usize = 3;

/// Moves frames from a camera to the mailbox until the mailbox is closed. `connect` opens the
/// camera and returns a function that reads a frame. Both may block, fail and panic.
pub(super) fn run<C, R>(mailbox: &Mailbox, opened: Instant, mut connect: C)
where
    C: FnMut() -> Result<R, SourceError>,
    R: FnMut() -> Result<Buffer, SourceError>,
{
    let mut stream = || -> Result<(), SourceError> {
        let mut read = connect()?;
        mailbox.report(Status::Streaming);
        loop {
            let buffer = read()?;
            // The time is taken here, because the times of drivers can't be relied on: some give
            // none.
            if !mailbox.put(buffer, opened.elapsed().as_secs_f64()) {
                return Ok(());
            }
        }
    };
    // The camera library panics at some errors, such as those of stopping. A panic leaves nothing
    // behind but the camera, which is opened anew.
    while !mailbox.wait_closed(Duration::ZERO) {
        let failure = match catch_unwind(AssertUnwindSafe(&mut stream)) {
            Ok(Ok(())) => break,
            Ok(Err(error)) => error,
            Err(_) => SourceError::CameraFailed {
                name: String::new(),
                reason: "its driver library broke off".to_owned(),
            },
        };
        mailbox.report(Status::Failed(failure));
        mailbox.wait_closed(RETRY_AFTER);
    }
    mailbox.end();
}

/// Finds one camera and opens it, as often as that is needed.
pub(super) struct Connector {
    number: u32,
    /// The camera's name, once it has been opened. After that no other camera is used in its place.
    /// A camera that was unplugged may come back with another number.
    name: Option<String>,
}

impl Connector {
    pub(super) fn new(number: u32) -> Self {
        Self { number, name: None }
    }

    /// Opens the camera and returns a function that reads a frame from it.
    pub(super) fn connect(
        &mut self,
    ) -> Result<impl FnMut() -> Result<Buffer, SourceError> + use<>, SourceError> {
        let info = self.find(list::cameras())?;
        let mut camera = open(&info)?;
        self.name = Some(info.name.clone());
        Ok(move || {
            camera
                .frame()
                .map_err(|e| SourceError::from_camera(&info.name, &e))
        })
    }

    fn find(&self, cameras: Vec<CameraInfo>) -> Result<CameraInfo, SourceError> {
        if let Some(name) = &self.name {
            // Of two cameras with the same name, the one at the old place is taken.
            return cameras
                .into_iter()
                .filter(|c| c.name == *name)
                .min_by_key(|c| c.number.abs_diff(self.number))
                .ok_or_else(|| SourceError::CameraGone { name: name.clone() });
        }
        if cameras.is_empty() {
            return Err(SourceError::NoCamera);
        }
        let describe = |c: &CameraInfo| format!("camera:{} ({})", c.number, c.name);
        let known = cameras.iter().map(describe).collect::<Vec<_>>().join(", ");
        cameras
            .into_iter()
            .find(|c| c.number == self.number)
            .ok_or(SourceError::NoSuchCamera {
                number: self.number,
                known,
            })
    }
}

/// Opens a camera in the best format that it accepts, and starts it.
fn open(info: &CameraInfo) -> Result<Camera, SourceError> {
    let mut failure = SourceError::CameraUnusable {
        name: info.name.clone(),
        reason: "it offers no format that can be read".to_owned(),
    };
    for format in formats::rank(offers(info)?).into_iter().take(FORMATS_TRIED) {
        match open_in(info, &format) {
            Ok(camera) => return Ok(camera),
            // A refusal of this format says nothing about the other formats.
            Err(error @ SourceError::CameraFailed { .. }) => failure = error,
            Err(error) => return Err(error),
        }
    }
    Err(failure)
}

fn open_in(info: &CameraInfo, format: &CameraFormat) -> Result<Camera, SourceError> {
    #[cfg(target_os = "linux")]
    if let nokhwa::utils::CameraIndex::Index(node) = info.index {
        super::v4l2::set(node, &info.name, format)?;
    }
    let failed = |e| SourceError::from_camera(&info.name, &e);
    let exactly = RequestedFormatType::Exact(*format);
    let packings = [format.format()];
    let request = RequestedFormat::with_formats(exactly, &packings);
    let mut camera = Camera::new(info.index.clone(), request).map_err(failed)?;
    camera.open_stream().map_err(failed)?;
    Ok(camera)
}

#[cfg(target_os = "linux")]
fn offers(info: &CameraInfo) -> Result<Vec<CameraFormat>, SourceError> {
    match info.index {
        nokhwa::utils::CameraIndex::Index(node) => super::v4l2::offers(node, &info.name),
        nokhwa::utils::CameraIndex::String(_) => Ok(Vec::new()),
    }
}

#[cfg(not(target_os = "linux"))]
fn offers(info: &CameraInfo) -> Result<Vec<CameraFormat>, SourceError> {
    let failed = |e| SourceError::from_camera(&info.name, &e);
    // Any format is good enough for asking. The camera is closed again before it is opened for use.
    let any = RequestedFormat::with_formats(RequestedFormatType::None, &formats::KNOWN);
    let mut camera = Camera::new(info.index.clone(), any).map_err(failed)?;
    camera.compatible_camera_formats().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nokhwa::utils::{CameraIndex, FrameFormat, Resolution};

    fn camera(number: u32, name: &str) -> CameraInfo {
        CameraInfo {
            number,
            name: name.to_owned(),
            device: String::new(),
            index: CameraIndex::Index(number * 2),
        }
    }

    #[test]
    fn a_camera_is_found_by_its_place_and_later_by_its_name() {
        let mut connector = Connector::new(1);
        assert!(matches!(connector.find(vec![]), Err(SourceError::NoCamera)));
        let message = connector
            .find(vec![camera(0, "A")])
            .unwrap_err()
            .to_string();
        assert!(message.contains("camera:0 (A)"), "{message}");
        let both = vec![camera(0, "A"), camera(1, "B")];
        assert_eq!(connector.find(both.clone()).unwrap().name, "B");

        connector.name = Some("B".to_owned());
        let moved = vec![camera(0, "B"), camera(1, "A")];
        assert_eq!(connector.find(moved).unwrap().number, 0);
        let other = connector.find(vec![camera(0, "A"), camera(1, "C")]);
        assert!(matches!(other, Err(SourceError::CameraGone { name }) if name == "B"));
        let twins = vec![camera(0, "B"), camera(1, "B")];
        assert_eq!(connector.find(twins).unwrap().number, 1);
    }

    fn failed(reason: &str) -> SourceError {
        SourceError::CameraFailed {
            name: "Cam".to_owned(),
            reason: reason.to_owned(),
        }
    }

    #[test]
    fn a_camera_that_fails_in_every_way_is_opened_again_each_time() {
        let mailbox = Mailbox::new();
        let mut attempts = 0;
        run(&mailbox, Instant::now(), || {
            attempts += 1;
            let attempt = attempts;
            if attempt == 1 {
                return Err(failed("at once"));
            }
            let mut frames = 0;
            Ok({
                let mailbox = &mailbox;
                move || {
                    frames += 1;
                    match (attempt, frames) {
                        (2, 3) => Err(failed("after two frames")),
                        (3, 2) => panic!("after one frame"),
                        (4, 1) => {
                            mailbox.close();
                            Ok(buffer())
                        }
                        _ => Ok(buffer()),
                    }
                }
            })
        });
        assert_eq!(attempts, 4);
        let (arrived, _) = mailbox.counts();
        assert_eq!(arrived, 2 + 1 + 1);
        assert!(mailbox.wait_ended(Duration::ZERO));
    }

    fn buffer() -> Buffer {
        Buffer::new(Resolution::new(1, 1), &[0], FrameFormat::GRAY)
    }
}
