//! Chooses one of a camera's formats.

use nokhwa::utils::{CameraFormat, FrameFormat};

use crate::source::decode::Packing;

/// Every format that can be asked for, by the camera library's name.
#[cfg(not(target_os = "linux"))]
pub(super) const KNOWN: [FrameFormat; 6] = [
    FrameFormat::MJPEG,
    FrameFormat::NV12,
    FrameFormat::YUYV,
    FrameFormat::RAWRGB,
    FrameFormat::RAWBGR,
    FrameFormat::GRAY,
];

/// The wanted size. It is large enough for a person who fills a fifth of the picture, and quick to
/// decode.
const WANTED_PIXELS: f64 = 1280.0 * 720.0;

/// Points that a format loses for every doubling or halving of the wanted number of pixels. Half
/// the pixels weigh as much as a rate of about 12.5 Hz.
const PER_DOUBLING: f64 = 10.0;

/// Below this rate in Hz movement gets lost. Every missing frame per second costs four points.
const ENOUGH_HZ: f64 = 15.0;
const PER_MISSING_HZ: f64 = 4.0;

/// Above this rate in Hz the additional frames are only dropped.
const PLENTY_HZ: f64 = 30.0;

/// Sorts formats, the best first. The best is 1280 × 720 in JPEG at 30 frames a second where the
/// camera has it. Without JPEG it is usually 640 × 480, which is what USB 2 can carry uncompressed.
pub(super) fn rank(offers: impl IntoIterator<Item = CameraFormat>) -> Vec<CameraFormat> {
    let mut ranked: Vec<_> = offers
        .into_iter()
        .filter(|offer| offer.width() > 0 && offer.height() > 0)
        .collect();
    // The sort is stable, so equal formats keep the camera's order.
    ranked.sort_by(|a, b| score(b).total_cmp(&score(a)));
    ranked
}

/// Points of a format: 0 for the ideal, less for everything else.
fn score(offer: &CameraFormat) -> f64 {
    let pixels = f64::from(offer.width()) * f64::from(offer.height());
    let size = (pixels / WANTED_PIXELS).log2().abs() * PER_DOUBLING;

    let rate_hz = f64::from(offer.frame_rate());
    let rate = (ENOUGH_HZ - rate_hz).max(0.0) * PER_MISSING_HZ + (PLENTY_HZ - rate_hz).abs() * 0.1;

    let packing = match packing(offer.format()) {
        Packing::Jpeg => 0.0,
        Packing::Nv12 => 1.0,
        Packing::Yuyv => 1.5,
        Packing::Rgb | Packing::Bgr => 4.0,
        Packing::Gray => 8.0,
    };
    -(size + rate + packing)
}

pub(super) fn packing(format: FrameFormat) -> Packing {
    match format {
        FrameFormat::MJPEG => Packing::Jpeg,
        FrameFormat::YUYV => Packing::Yuyv,
        FrameFormat::NV12 => Packing::Nv12,
        FrameFormat::RAWRGB => Packing::Rgb,
        FrameFormat::RAWBGR => Packing::Bgr,
        FrameFormat::GRAY => Packing::Gray,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nokhwa::utils::FrameFormat::{GRAY, MJPEG, NV12, YUYV};

    type Offer = (u32, u32, FrameFormat, u32);

    fn best_of(offers: &[Offer]) -> Offer {
        let formats = offers
            .iter()
            .map(|&(width, height, format, hz)| CameraFormat::new_from(width, height, format, hz));
        let best = rank(formats)[0];
        (
            best.width(),
            best.height(),
            best.format(),
            best.frame_rate(),
        )
    }

    #[test]
    fn an_ordinary_webcam_gives_720p_in_jpeg() {
        let offers = [
            (640, 480, YUYV, 30),
            (640, 360, YUYV, 30),
            (1280, 720, YUYV, 10),
            (1920, 1080, YUYV, 5),
            (640, 480, MJPEG, 30),
            (1920, 1080, MJPEG, 30),
            (1280, 720, MJPEG, 60),
            (1280, 720, MJPEG, 30),
            (1280, 720, MJPEG, 15),
        ];
        assert_eq!(best_of(&offers), (1280, 720, MJPEG, 30));
    }

    #[test]
    fn without_jpeg_a_smaller_picture_beats_a_slow_one() {
        let offers = [
            (320, 240, YUYV, 30),
            (1280, 720, YUYV, 10),
            (640, 480, YUYV, 30),
            (640, 480, NV12, 30),
        ];
        assert_eq!(best_of(&offers), (640, 480, NV12, 30));
    }

    #[test]
    fn fifteen_frames_a_second_are_enough_and_ten_are_not() {
        let small = (640, 480, MJPEG, 30);
        let at_15 = (1280, 720, MJPEG, 15);
        assert_eq!(best_of(&[small, at_15]), at_15);
        assert_eq!(best_of(&[small, (1280, 720, MJPEG, 10)]), small);
    }

    #[test]
    fn colour_is_preferred_and_nothing_is_refused() {
        assert_eq!(
            best_of(&[(640, 480, GRAY, 30), (640, 480, YUYV, 30)]),
            (640, 480, YUYV, 30)
        );
        assert_eq!(best_of(&[(160, 120, GRAY, 5)]), (160, 120, GRAY, 5));
        assert!(rank([CameraFormat::new_from(0, 480, MJPEG, 30)]).is_empty());
    }
}
