//! What ffprobe says of a video without decoding it.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::messages::file_url;
use super::video_reader::INPUT_LIMITS;

/// What has to be known of a video to write another one over it. Without ffprobe nothing is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VideoInfo {
    /// The longer side of its pictures, in pixels as they are stored.
    pub longest_side_px: Option<u32>,
    /// When the first picture comes, in seconds from the beginning of the file. Sound may begin
    /// earlier.
    pub picture_starts_s: f64,
    /// ffmpeg's name of the codec of its sound, "aac"; none where there is no sound.
    pub sound: Option<String>,
}

impl VideoInfo {
    /// Asks about a file.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let output = Command::new("ffprobe")
            .args(["-v", "error"])
            .args(INPUT_LIMITS)
            .args(["-show_entries"])
            .arg("stream=codec_type,codec_name,width,height,start_time:stream_disposition=attached_pic:format=start_time")
            .args(["-of", "json"])
            .args([OsStr::new("-i"), &file_url(path)])
            .stdin(Stdio::null())
            .output();
        let answer = output.ok().map(|output| output.stdout);
        let answer = answer.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        answer.map_or_else(Self::default, |answer| Self::told(&answer))
    }

    fn told(answer: &Value) -> Self {
        let streams = answer["streams"].as_array().map_or(&[][..], Vec::as_slice);
        // The cover of a song is a video stream too.
        let is_cover = |stream: &Value| stream["disposition"]["attached_pic"] == 1;
        let of_kind = |kind: &str| {
            let mut streams = streams.iter();
            streams.find(|stream| stream["codec_type"] == kind && !is_cover(stream))
        };
        let seconds = |value: &Value| value.as_str().and_then(|text| text.parse::<f64>().ok());
        let (picture, sound) = (of_kind("video"), of_kind("audio"));
        let side = |name: &str| picture.and_then(|picture| picture[name].as_u64());
        let longest = side("width").max(side("height"));
        let starts_s = picture.and_then(|picture| seconds(&picture["start_time"]));
        let begins_s = seconds(&answer["format"]["start_time"]);
        Self {
            longest_side_px: longest.and_then(|side| u32::try_from(side).ok()),
            picture_starts_s: match (starts_s, begins_s) {
                (Some(starts_s), Some(begins_s)) => (starts_s - begins_s).max(0.0),
                _ => 0.0,
            },
            sound: sound.and_then(|sound| sound["codec_name"].as_str().map(str::to_owned)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn size_start_and_sound_are_those_of_the_moving_picture() {
        let answer = json!({
            "streams": [
                {"codec_type": "audio", "codec_name": "aac", "start_time": "1.400000"},
                {"codec_type": "video", "codec_name": "mjpeg", "width": 9000, "height": 9000,
                 "disposition": {"attached_pic": 1}},
                {"codec_type": "video", "codec_name": "h264", "width": 1080, "height": 1920,
                 "start_time": "1.500000", "disposition": {"attached_pic": 0}},
            ],
            "format": {"start_time": "1.400000"},
        });
        let info = VideoInfo::told(&answer);
        assert_eq!(info.longest_side_px, Some(1920));
        assert!((info.picture_starts_s - 0.1).abs() < 1e-9, "{info:?}");
        assert_eq!(info.sound.as_deref(), Some("aac"));
    }

    #[test]
    fn what_is_not_said_is_not_known() {
        assert_eq!(VideoInfo::told(&json!({})), VideoInfo::default());
        let silent = json!({"streams": [{"codec_type": "video", "start_time": "N/A"}]});
        assert_eq!(VideoInfo::told(&silent), VideoInfo::default());
    }
}
