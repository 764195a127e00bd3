//! Does on Linux what the camera library can't, with the library below it: it lists formats that
//! come in steps, and sets a format. nokhwa 0.10 refuses to open a camera whose *current* format it
//! doesn't know (H.264, 7.5 frames per second), and goes on refusing until somebody sets another
//! format.

use std::io;
use std::path::PathBuf;

use nokhwa::utils::{CameraFormat, FrameFormat};
use v4l::capability::Flags;
use v4l::frameinterval::FrameIntervalEnum;
use v4l::framesize::{FrameSizeEnum, Stepwise};
use v4l::video::Capture;
use v4l::video::capture::Parameters;
use v4l::{Device, Format, FourCC};

use crate::source::SourceError;

/// Sizes that are asked for where a camera accepts any size, best first.
const STEPWISE_SIZES: [(u32, u32); 3] = [(1280, 720), (640, 480), (320, 240)];

/// Rates in Hz that are asked for where a camera accepts any rate or says nothing about it.
const STEPWISE_RATES_HZ: [u32; 2] = [30, 15];

/// The file of a camera.
pub(super) fn path(node: u32) -> PathBuf {
    PathBuf::from(format!("/dev/video{node}"))
}

/// Whether a device gives pictures. Encoders and outputs don't. A device that can't be asked is
/// taken for a camera, so that opening it gives the reason.
pub(super) fn may_capture(node: u32) -> bool {
    let about = Device::new(node as usize).and_then(|device| device.query_caps());
    !about.is_ok_and(|about| !about.capabilities.contains(Flags::VIDEO_CAPTURE))
}

/// The formats of a camera that can be used.
///
/// # Errors
/// [`SourceError::CameraUnusable`] where no format can be used, with the formats that there are;
/// other errors where the camera can't be asked.
pub(super) fn offers(node: u32, name: &str) -> Result<Vec<CameraFormat>, SourceError> {
    let failed = |e: io::Error| SourceError::from_camera(name, &e);
    let device = Device::new(node as usize).map_err(failed)?;
    let packings = device.enum_formats().map_err(failed)?;

    let mut offers = Vec::new();
    for fourcc in packings.iter().map(|packing| packing.fourcc) {
        let Some(format) = known(fourcc) else {
            continue;
        };
        for size in device.enum_framesizes(fourcc).unwrap_or_default() {
            for (width, height) in sizes(&size.size) {
                offers.extend(
                    rates_hz(&device, fourcc, width, height)
                        .into_iter()
                        .map(|hz| CameraFormat::new_from(width, height, format, hz)),
                );
            }
        }
    }
    if offers.is_empty() {
        let names: Vec<_> = packings.iter().map(|p| p.fourcc.to_string()).collect();
        return Err(SourceError::CameraUnusable {
            name: name.to_owned(),
            reason: if packings.iter().any(|p| known(p.fourcc).is_some()) {
                "none of its frame rates is a whole number".to_owned()
            } else {
                format!(
                    "it gives {}, and only MJPG, YUYV, NV12, RGB3 and BGR3 can be read",
                    names.join(", ")
                )
            },
        });
    }
    Ok(offers)
}

/// Sets a format that nokhwa understands.
///
/// # Errors
/// When the camera refuses or is in use.
pub(super) fn set(node: u32, name: &str, format: &CameraFormat) -> Result<(), SourceError> {
    let failed = |e: io::Error| SourceError::from_camera(name, &e);
    let device = Device::new(node as usize).map_err(failed)?;
    let fourcc = fourcc(format.format());
    device
        .set_format(&Format::new(format.width(), format.height(), fourcc))
        .and_then(|_| device.set_params(&Parameters::with_fps(format.frame_rate())))
        .map(|_| ())
        .map_err(failed)
}

fn sizes(size: &FrameSizeEnum) -> Vec<(u32, u32)> {
    match size {
        FrameSizeEnum::Discrete(size) => vec![(size.width, size.height)],
        FrameSizeEnum::Stepwise(steps) => STEPWISE_SIZES
            .into_iter()
            .filter(|&(width, height)| reaches(steps, width, height))
            .collect(),
    }
}

fn reaches(steps: &Stepwise, width: u32, height: u32) -> bool {
    let on_step = |value: u32, min: u32, max: u32, step: u32| {
        (min..=max).contains(&value) && (value - min).is_multiple_of(step.max(1))
    };
    on_step(width, steps.min_width, steps.max_width, steps.step_width)
        && on_step(
            height,
            steps.min_height,
            steps.max_height,
            steps.step_height,
        )
}

/// Rates in whole frames per second. nokhwa has no others.
fn rates_hz(device: &Device, fourcc: FourCC, width: u32, height: u32) -> Vec<u32> {
    let intervals = device.enum_frameintervals(fourcc, width, height);
    let mut rates = Vec::new();
    match intervals {
        Ok(intervals) if !intervals.is_empty() => {
            for interval in intervals {
                match interval.interval {
                    FrameIntervalEnum::Discrete(i) if i.numerator == 1 => rates.push(i.denominator),
                    FrameIntervalEnum::Discrete(_) => {}
                    FrameIntervalEnum::Stepwise(_) => rates.extend(STEPWISE_RATES_HZ),
                }
            }
        }
        _ => rates.extend(STEPWISE_RATES_HZ),
    }
    rates
}

fn known(fourcc: FourCC) -> Option<FrameFormat> {
    match &fourcc.repr {
        b"MJPG" => Some(FrameFormat::MJPEG),
        b"YUYV" => Some(FrameFormat::YUYV),
        b"NV12" => Some(FrameFormat::NV12),
        b"RGB3" => Some(FrameFormat::RAWRGB),
        b"BGR3" => Some(FrameFormat::RAWBGR),
        _ => None,
    }
}

fn fourcc(format: FrameFormat) -> FourCC {
    FourCC::new(match format {
        FrameFormat::MJPEG => b"MJPG",
        FrameFormat::YUYV => b"YUYV",
        FrameFormat::NV12 => b"NV12",
        FrameFormat::RAWRGB => b"RGB3",
        FrameFormat::RAWBGR => b"BGR3",
        // This is nokhwa's name. V4L2 says GREY, so no Linux camera offers it.
        FrameFormat::GRAY => b"GRAY",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_must_be_on_a_step() {
        let steps = Stepwise {
            min_width: 16,
            max_width: 1280,
            step_width: 16,
            min_height: 2,
            max_height: 700,
            step_height: 2,
        };
        assert!(reaches(&steps, 640, 480));
        assert!(!reaches(&steps, 1280, 720), "too high");
        assert!(!reaches(&steps, 641, 480), "between two steps");
    }

    #[test]
    fn every_known_format_is_asked_for_by_the_name_it_is_listed_under() {
        for name in [b"MJPG", b"YUYV", b"NV12", b"RGB3", b"BGR3"] {
            let format = known(FourCC::new(name)).unwrap();
            assert_eq!(&fourcc(format).repr, name);
        }
        assert_eq!(known(FourCC::new(b"GREY")), None);
    }
}
