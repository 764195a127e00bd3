//! What can be chosen about a source.

use super::SourceError;

/// What can be chosen about a source; the default is right for coaching.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SourceOptions {
    /// Frames taken per second of a video, in Hz. 20 is what a laptop manages live, so a video
    /// is judged as its scene would have been: a hold of one second is 20 frames, and a brisk
    /// repetition still has its turning point. More costs time in proportion and finds the same.
    pub video_rate_hz: f64,
    /// Pictures per second of a folder of pictures, in Hz. They carry no time of their own, so
    /// they are taken as a video at this rate; 15 is what people export frames at.
    pub folder_rate_hz: f64,
    /// Videos larger than this on the longer side are scaled down to it, in pixels. The pose
    /// model looks at 256 pixels; 1280 leaves enough for a person who fills a fifth of the
    /// picture and for showing it.
    pub video_longest_side_px: u32,
}

impl Default for SourceOptions {
    fn default() -> Self {
        Self {
            video_rate_hz: 20.0,
            folder_rate_hz: 15.0,
            video_longest_side_px: 1280,
        }
    }
}

/// Below one frame a second nothing can be counted; above 120 no camera records.
pub(super) fn check_rate(rate_hz: f64) -> Result<f64, SourceError> {
    if (1.0..=120.0).contains(&rate_hz) {
        Ok(rate_hz)
    } else {
        Err(SourceError::BadRate(rate_hz))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_between_1_and_120_hz() {
        assert_eq!(check_rate(20.0).unwrap(), 20.0);
        for wrong in [0.0, -5.0, 121.0, f64::NAN, f64::INFINITY] {
            let error = check_rate(wrong).unwrap_err();
            assert!(matches!(error, SourceError::BadRate(_)), "{wrong}");
        }
    }
}
