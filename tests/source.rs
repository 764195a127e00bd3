//! Videos and pictures as sources: real files that ffmpeg makes during the test.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/ffmpeg.rs"]
mod ffmpeg;

use std::path::{Path, PathBuf};
use std::process::Command;

use ffmpeg::{clip, ffmpeg};

use spotter::ffmpeg::FfmpegError;
use spotter::source::{
    self, Frame, FrameSource, Next, SourceError, SourceOptions, SourceSpec, Video,
};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn open(path: &Path) -> Result<Video, SourceError> {
    Video::open(path, &SourceOptions::default())
}

/// Reads all frames up to the end or an error.
fn play(video: &mut dyn FrameSource) -> (Vec<Frame>, Result<(), SourceError>) {
    let mut frames = Vec::new();
    loop {
        match video.next() {
            Ok(Next::Frame(frame)) => frames.push(frame),
            Ok(Next::End) => return (frames, Ok(())),
            // On a busy machine a picture takes longer.
            Ok(Next::Waiting(_)) => {}
            Err(error) => return (frames, Err(error)),
        }
    }
}

fn size_of(path: &Path) -> (u32, u32) {
    let mut video = open(path).unwrap();
    match video.next().unwrap() {
        Next::Frame(frame) => frame.picture.dimensions(),
        other => panic!("no first frame: {other:?}"),
    }
}

#[test]
fn a_video_is_frames_at_an_even_rate() {
    let folder = folder();
    let path = clip(folder.path(), "clip.mp4", "320x240", 30, 2);
    let spec: SourceSpec = path.to_str().unwrap().parse().unwrap();
    let mut video = source::open(&spec, &SourceOptions::default()).unwrap();
    assert!(!video.is_live());
    assert_eq!(video.frames_expected(), Some(40));

    let (frames, end) = play(video.as_mut());
    end.unwrap();
    assert_eq!(frames.len(), 40);
    for (n, frame) in frames.iter().enumerate() {
        assert_eq!(frame.number, n as u64);
        assert_eq!(frame.t_s, n as f64 / 20.0);
        assert_eq!(frame.picture.dimensions(), (320, 240));
    }
    assert_ne!(frames[0].picture, frames[39].picture, "the picture moves");
    assert!(
        matches!(video.next(), Ok(Next::End)),
        "the end stays the end"
    );
}

#[test]
fn the_rate_can_be_chosen_and_does_not_depend_on_the_files_own() {
    let folder = folder();
    let path = clip(folder.path(), "slow.mp4", "64x64", 10, 2);
    let options = SourceOptions {
        video_rate_hz: 12.5,
        ..SourceOptions::default()
    };
    let mut video = Video::open(&path, &options).unwrap();
    let (frames, end) = play(&mut video);
    end.unwrap();
    assert_eq!(frames.len(), 25);
    assert_eq!(frames[24].t_s, 24.0 / 12.5);
}

#[test]
fn large_videos_are_scaled_down_to_even_sides_and_small_ones_left_alone() {
    let folder = folder();
    for (size, expected) in [
        ("1920x1080", (1280, 720)),
        ("1080x1920", (720, 1280)),
        ("2000x602", (1280, 384)),
        ("640x480", (640, 480)),
        ("2x2", (2, 2)),
    ] {
        let path = clip(folder.path(), &format!("{size}.mp4"), size, 5, 1);
        assert_eq!(size_of(&path), expected, "{size}");
    }
}

#[test]
fn a_turned_video_comes_the_right_way_up() {
    let folder = folder();
    clip(folder.path(), "flat.mp4", "320x240", 10, 1);
    ffmpeg(
        folder.path(),
        "-i flat.mp4 -metadata:s:v rotate=90 -c copy turned.mp4",
    );
    assert_eq!(size_of(&folder.path().join("turned.mp4")), (240, 320));
}

#[test]
fn oblong_pixels_become_square() {
    let folder = folder();
    ffmpeg(
        folder.path(),
        "-f lavfi -i testsrc=size=360x288:rate=5:duration=1 -vf setsar=16/9 -pix_fmt yuv420p wide.mp4",
    );
    assert_eq!(size_of(&folder.path().join("wide.mp4")), (640, 288));
}

#[test]
fn names_are_taken_literally() {
    let folder = folder();
    for name in ["-i.mp4", "with space.mp4", "http:a.mp4", "100%d.mp4"] {
        let plain = clip(folder.path(), "plain.mp4", "64x64", 10, 1);
        let path = folder.path().join(name);
        std::fs::rename(plain, &path).unwrap();
        assert_eq!(size_of(&path), (64, 64), "{name}");
    }
}

/// The message of a file that can't be opened. It must name the file.
fn complaint(path: &Path) -> String {
    let message = open(path).unwrap_err().to_string();
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(message.contains(name), "{message}");
    assert!(!message.contains('\n'), "one line: {message}");
    message
}

#[test]
fn what_is_no_video_is_an_error_that_says_why() {
    let folder = folder();
    let missing = folder.path().join("missing.mp4");
    assert!(matches!(open(&missing), Err(SourceError::NoSuchFile(path)) if path == missing));

    let text = folder.path().join("text.mp4");
    std::fs::write(&text, "this is a letter\n").unwrap();
    let message = complaint(&text);
    assert!(message.contains("Invalid data found"), "{message}");

    let empty = folder.path().join("empty.mp4");
    std::fs::write(&empty, "").unwrap();
    let message = complaint(&empty);
    assert!(message.contains("empty"), "{message}");

    ffmpeg(folder.path(), "-f lavfi -i sine=duration=1 sound.m4a");
    let message = complaint(&folder.path().join("sound.m4a"));
    assert!(message.contains("no moving picture"), "{message}");
}

#[test]
fn a_playlist_is_not_followed() {
    let folder = folder();
    clip(folder.path(), "clip.mp4", "64x64", 5, 1);
    for (name, text) in [
        (
            "live.m3u8",
            "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n",
        ),
        ("list.mp4", "ffconcat version 1.0\nfile clip.mp4\n"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let message = complaint(&path);
        assert!(message.contains("none of the known kinds"), "{message}");
    }
}

#[test]
fn a_video_cut_off_gives_its_frames_and_then_an_error() {
    let folder = folder();
    for name in ["cut.mkv", "cut.mp4"] {
        let whole = folder.path().join(format!("whole {name}"));
        let clip = clip(folder.path(), name, "320x240", 30, 4);
        // The index comes first, as in a file whose download was cut off.
        ffmpeg(
            folder.path(),
            &format!("-i {name} -c copy -movflags +faststart ./moved_{name}"),
        );
        std::fs::rename(folder.path().join(format!("moved_{name}")), &whole).unwrap();
        let bytes = std::fs::read(&whole).unwrap();
        std::fs::write(&clip, &bytes[..bytes.len() * 6 / 10]).unwrap();

        let mut video = open(&clip).unwrap();
        let (frames, end) = play(&mut video);
        assert!((20..80).contains(&frames.len()), "{name}: {}", frames.len());
        let error = end.expect_err(name);
        assert!(
            matches!(error, SourceError::VideoBreaksOff { .. }),
            "{error}"
        );
        assert!(matches!(video.next(), Ok(Next::End)), "said once");
    }

    let headless = folder.path().join("headless.mp4");
    clip(folder.path(), "headless.mp4", "320x240", 30, 4);
    let bytes = std::fs::read(&headless).unwrap();
    std::fs::write(&headless, &bytes[..bytes.len() / 2]).unwrap();
    let message = complaint(&headless);
    assert!(message.contains("moov atom not found"), "{message}");
}

/// The ids of the ffmpeg processes that read `path`.
#[cfg(target_os = "linux")]
fn readers_of(path: &Path) -> Vec<PathBuf> {
    let wanted = format!("file:{}", path.display());
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|process| {
            let command = std::fs::read(process.join("cmdline")).unwrap_or_default();
            command
                .split(|b| *b == 0)
                .any(|arg| arg == wanted.as_bytes())
        })
        .collect()
}

#[test]
#[cfg(target_os = "linux")]
fn dropped_early_it_leaves_no_process() {
    let folder = folder();
    let path = clip(folder.path(), "long.mp4", "320x240", 10, 10);
    let mut video = open(&path).unwrap();
    assert!(matches!(video.next(), Ok(Next::Frame(_))));
    let readers = readers_of(&path);
    assert_eq!(readers.len(), 1, "ffmpeg waits for its pipe to be read");

    drop(video);
    // There is not even a zombie, which would still have its folder in /proc.
    assert!(!readers[0].exists());
}

#[test]
fn without_ffmpeg_the_message_says_how_to_get_it() {
    const INNER: &str = "SPOTTER_TEST_CLIP";
    if let Some(path) = std::env::var_os(INNER) {
        assert!(matches!(
            open(Path::new(&path)),
            Err(SourceError::Ffmpeg(FfmpegError::NotInstalled))
        ));
        return;
    }
    // A process can't safely change its own PATH while other tests run. This test therefore runs
    // itself again in a process without PATH.
    let folder = folder();
    let path = clip(folder.path(), "clip.mp4", "64x64", 5, 1);
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "without_ffmpeg_the_message_says_how_to_get_it"])
        .env(INNER, path)
        .env("PATH", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
    assert!(FfmpegError::NotInstalled.to_string().contains("run `"));
}

#[test]
fn a_picture_and_a_folder_open_by_their_path() {
    let folder = folder();
    ffmpeg(
        folder.path(),
        "-f lavfi -i testsrc=size=40x30:rate=5:duration=1 %d.png",
    );
    let one: SourceSpec = folder
        .path()
        .join("3.png")
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    let all: SourceSpec = folder.path().to_str().unwrap().parse().unwrap();
    for (spec, expected) in [(one, 1), (all, 5)] {
        let mut source = source::open(&spec, &SourceOptions::default()).unwrap();
        assert_eq!(source.frames_expected(), Some(expected));
        let (frames, end) = play(source.as_mut());
        end.unwrap();
        assert_eq!(frames.len() as u64, expected);
    }
}

/// A picture keeps its size, because results are given in its pixels.
#[test]
fn a_very_large_picture_keeps_its_size() {
    let folder = folder();
    ffmpeg(
        folder.path(),
        "-f lavfi -i color=gray:size=12000x3000:duration=1 -frames:v 1 large.jpg",
    );
    let picture = source::read_picture(&folder.path().join("large.jpg")).unwrap();
    assert_eq!(picture.dimensions(), (12_000, 3_000));
}
