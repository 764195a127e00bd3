//! The real program with damaged, empty and stalling videos and folders.

#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::ffmpeg::{clip, ffmpeg};
use crate::support::User;
use nix::sys::signal::Signal;
use spotter::source::{self, Next, SourceOptions, SourceSpec, Video};

/// Makes a video of this many seconds.
fn video(user: &User, name: &str, seconds: u32) -> PathBuf {
    clip(user.home(), name, "160x120", 20, seconds)
}

const ANALYZE: &str = "analyze --model lite --exercise bird-dog";

mod what_breaks_off {
    use super::*;

    #[test]
    fn a_video_gives_the_summary_of_what_was_read_and_then_what_is_missing() {
        let user = User::new();
        let path = video(&user, "cut.mkv", 4);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();

        let ran = user.run(&format!("{ANALYZE} cut.mkv --json --annotate out.mp4"));
        assert_eq!(ran.code, 1, "{}", ran.err);
        let summary = ran.json().pop().unwrap();
        assert_eq!(summary["event"], "summary");
        let frames = summary["frames"].as_u64().unwrap();
        assert!((10..80).contains(&frames), "{frames}");
        assert!(ran.err.contains("breaks off after"), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(
            user.home().join("out.mp4").exists(),
            "what was read is shown"
        );

        let ran = user.run(&format!("{ANALYZE} cut.mkv"));
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains("Bird dog\n"), "{}", ran.out);
    }

    #[test]
    fn a_bad_picture_of_a_folder_is_passed_over_and_told() {
        let user = User::new();
        fs::create_dir(user.home().join("fold")).unwrap();
        ffmpeg(
            user.home(),
            "-f lavfi -i testsrc=size=64x48:rate=5:duration=2 fold/%02d.png",
        );
        fs::write(user.home().join("fold/03.png"), "").unwrap();
        fs::write(user.home().join("fold/05.png"), "no picture").unwrap();
        let ran = user.run(&format!("{ANALYZE} fold --json"));
        assert_eq!(ran.code, 1);
        assert_eq!(ran.json().pop().unwrap()["frames"], 8);
        for words in [
            "03.png",
            "05.png",
            "skipped",
            "2 pictures could not be read",
        ] {
            assert!(ran.err.contains(words), "{}", ran.err);
        }
        let ran =
            user.run("coach bird-dog --model lite --headless --no-voice --source fold --events -");
        assert_eq!(ran.json().pop().unwrap()["frames"], 8, "{}", ran.err);
    }

    #[test]
    fn a_folder_or_a_picture_of_which_nothing_can_be_read_is_a_failure_without_a_summary() {
        let user = User::new();
        fs::create_dir(user.home().join("fold")).unwrap();
        for name in ["fold/1.png", "fold/2.jpg", "text.png"] {
            fs::write(user.home().join(name), "no picture").unwrap();
        }
        for name in ["fold", "text.png"] {
            let ran = user.run(&format!("{ANALYZE} {name} --json"));
            assert_eq!(ran.code, 1);
            assert!(!ran.out.contains("summary"), "{}", ran.out);
            assert!(ran.err.contains("none of the known kinds"), "{}", ran.err);
        }
        let ran = user.run(&format!("{ANALYZE} text.png"));
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
}

mod an_annotated_video {
    use super::*;

    /// What ffprobe says, line by line.
    fn probe(user: &User, entries: &str, name: &str) -> Vec<String> {
        let output = std::process::Command::new("ffprobe")
            .args(["-v", "error", "-of", "csv=p=0"])
            .args(entries.split(' '))
            .arg(name)
            .current_dir(user.home())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let lines = said.lines().map(|line| line.trim_matches(',').to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    }

    fn times(user: &User, name: &str) -> Vec<f64> {
        let times = probe(user, "-select_streams v -show_entries frame=pts_time", name);
        times.iter().map(|time| time.parse().unwrap()).collect()
    }

    fn size(user: &User, name: &str) -> Vec<String> {
        probe(
            user,
            "-select_streams v -show_entries stream=width,height",
            name,
        )
    }

    fn sound(user: &User, name: &str) -> Vec<String> {
        probe(
            user,
            "-select_streams a -show_entries stream=codec_name",
            name,
        )
    }

    /// When the first tone begins, in seconds.
    fn tone_s(user: &User, name: &str) -> f64 {
        const RATE_HZ: usize = 8000;
        ffmpeg(
            user.home(),
            &format!("-i {name} -vn -ac 1 -ar {RATE_HZ} -f s16le tone.raw"),
        );
        let bytes = fs::read(user.home().join("tone.raw")).unwrap();
        let mut samples = bytes
            .chunks_exact(2)
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]));
        let first = samples
            .position(|sample| sample.unsigned_abs() > 1000)
            .unwrap();
        let first_s = probe(
            user,
            "-select_streams a -show_entries stream=start_time",
            name,
        );
        first as f64 / RATE_HZ as f64 + first_s[0].parse::<f64>().unwrap()
    }

    const TONE: &str = "-f lavfi -i sine=frequency=900:duration=4,volume=enable='lt(t,2)':volume=0";

    /// A video of four seconds whose pictures come as they like, with a tone after two seconds.
    fn uneven(user: &User, name: &str, how: &str) {
        let picture = "-f lavfi -i testsrc=size=160x120:rate=30:duration=4";
        let some = "-vf select='not(mod(n*n,7)-1)+not(mod(n,5))' -vsync vfr -pix_fmt yuv420p";
        ffmpeg(
            user.home(),
            &format!("{picture} {TONE} {some} {how} {name}"),
        );
    }

    #[test]
    fn every_picture_keeps_its_time_and_the_sound_stays_in_step() {
        let user = User::new();
        uneven(&user, "uneven.mp4", "-c:a aac");
        let ran = user.run(&format!("{ANALYZE} uneven.mp4 --annotate out.mp4"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let [before, after] = ["uneven.mp4", "out.mp4"].map(|name| times(&user, name));
        assert!(before.len() > 30, "{before:?}");
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            assert!(
                (before - after).abs() < 0.001,
                "{before} s became {after} s"
            );
        }
        assert_eq!(sound(&user, "out.mp4"), ["aac"]);
        let [before_s, after_s] = ["uneven.mp4", "out.mp4"].map(|name| tone_s(&user, name));
        assert!((before_s - 2.0).abs() < 0.05, "{before_s} s");
        assert!(
            (before_s - after_s).abs() < 0.03,
            "{before_s} s, then {after_s} s"
        );
    }

    #[test]
    fn sound_that_the_file_cannot_hold_is_encoded_and_a_silent_video_stays_silent() {
        let user = User::new();
        uneven(&user, "pcm.mkv", "-c:a pcm_s16le");
        for (name, codec) in [
            ("out.mp4", "aac"),
            ("out.mkv", "pcm_s16le"),
            ("out.avi", "pcm_s16le"),
        ] {
            let ran = user.run(&format!("{ANALYZE} pcm.mkv --annotate {name}"));
            assert_eq!(ran.code, 0, "{name}: {}", ran.err);
            assert_eq!(sound(&user, name), [codec], "{name}");
            let (first_s, tone_s) = (times(&user, name)[0], tone_s(&user, name));
            assert!((tone_s - first_s - 2.0).abs() < 0.06, "{name}: {tone_s} s");
        }
        video(&user, "silent.mkv", 2);
        let ran = user.run(&format!("{ANALYZE} silent.mkv --annotate silent.mp4"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(sound(&user, "silent.mp4"), [""; 0]);
        let silent = times(&user, "silent.mp4");
        assert_eq!((silent.len(), silent[39]), (40, 1.95));
    }

    #[test]
    fn the_shape_is_that_of_the_video_the_right_way_up() {
        let user = User::new();
        clip(user.home(), "flat.mp4", "320x180", 10, 1);
        // A telephone stores an upright video lying down, with a note.
        ffmpeg(
            user.home(),
            "-i flat.mp4 -c copy -metadata:s:v:0 rotate=90 -movflags use_metadata_tags upright.mp4",
        );
        clip(user.home(), "large.mp4", "2560x1440", 2, 1);
        for (name, out, expected) in [
            ("flat.mp4", "a.mp4", "320,180"),
            ("upright.mp4", "b.mp4", "180,320"),
            ("large.mp4", "c.mp4", "1920,1080"),
        ] {
            let ran = user.run(&format!("{ANALYZE} {name} --annotate {out}"));
            assert_eq!(ran.code, 0, "{name}: {}", ran.err);
            assert_eq!(size(&user, out), [expected], "{name}");
        }
    }

    #[test]
    fn a_video_that_breaks_off_gives_what_there_was_and_one_line() {
        let user = User::new();
        uneven(&user, "whole.mkv", "-c:a libmp3lame");
        let bytes = fs::read(user.home().join("whole.mkv")).unwrap();
        fs::write(user.home().join("cut.mkv"), &bytes[..bytes.len() / 2]).unwrap();
        let ran = user.run(&format!("{ANALYZE} cut.mkv --json --annotate out.mp4"));
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("breaks off after"), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        let [before, after] = ["cut.mkv", "out.mp4"].map(|name| times(&user, name));
        assert_eq!(before.len(), after.len());
        assert_eq!(sound(&user, "out.mp4"), ["mp3"]);
    }

    #[test]
    fn pictures_of_a_folder_and_of_a_pipe_become_a_video_of_their_size() {
        let user = User::new();
        fs::create_dir(user.home().join("fold")).unwrap();
        ffmpeg(
            user.home(),
            "-f lavfi -i testsrc=size=90x160:rate=5:duration=2 fold/%02d.png",
        );
        let ran = user.run(&format!("{ANALYZE} fold --annotate a.mp4"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(
            (size(&user, "a.mp4"), times(&user, "a.mp4").len()),
            (vec!["90,160".into()], 10)
        );

        let bytes = fs::read(video(&user, "whole.mkv", 2)).unwrap();
        let pipe = user.pipe("pipe");
        let writer = std::thread::spawn(move || fs::write(pipe, bytes));
        let ran = user.run(&format!("{ANALYZE} pipe --annotate b.mp4"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(
            (size(&user, "b.mp4"), times(&user, "b.mp4").len()),
            (vec!["160,120".into()], 40)
        );
        writer.join().unwrap().unwrap();
    }

    #[test]
    fn without_ffmpeg_it_is_said_how_to_get_it_and_nothing_is_left() {
        let user = User::new();
        video(&user, "whole.mkv", 1);
        let mut command = user.command(&format!("{ANALYZE} whole.mkv --annotate out.mp4"));
        let done = command.env("PATH", user.home()).output().unwrap();
        assert_eq!(done.status.code(), Some(1));
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains("ffmpeg isn't installed"), "{said}");
        assert!(!user.home().join("out.mp4").exists());
    }
}

#[test]
fn pictures_that_move_are_videos_whatever_their_name() {
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pictures");
    let folder = tempfile::tempdir().unwrap();
    for (name, alias) in [
        ("moving.webp", "a.webp"),
        ("moving.webp", "b.png"),
        ("moving.gif", "c.gif"),
        ("moving.png", "d.png"),
        ("moving.png", "e.apng"),
    ] {
        let path = folder.path().join(alias);
        fs::copy(stored.join(name), &path).unwrap();
        let spec = SourceSpec::from_path(&path);
        let mut source = source::open(&spec, &SourceOptions::default()).unwrap();
        let mut frames = Vec::new();
        loop {
            match source.next().unwrap() {
                Next::Frame(frame) => frames.push(frame),
                Next::Waiting(_) => {}
                Next::End => break,
            }
        }
        // There are four pictures of a quarter of a second each, read at 20 frames a second.
        assert!(
            (19..=21).contains(&frames.len()),
            "{name}: {}",
            frames.len()
        );
        let mut changes = frames
            .windows(2)
            .filter(|pair| pair[0].picture != pair[1].picture);
        assert_eq!(changes.by_ref().count(), 3, "{name}");
        assert_eq!(frames[10].t_s, 0.5);
    }
    for still in [
        "plain.webp",
        "plain.gif",
        "base.png",
        "plain.avif",
        "grey.jpg",
    ] {
        let spec = SourceSpec::from_path(&stored.join(still));
        assert!(matches!(spec, SourceSpec::Pictures(_)), "{still}");
    }
}

#[test]
fn an_hour_between_two_time_stamps_is_not_an_hour_of_copies() {
    let user = User::new();
    video(&user, "plain.mkv", 2);
    let moved = "setts=ts=if(gte(N\\,20)\\,TS+3600/TB\\,TS)";
    ffmpeg(
        user.home(),
        &format!("-i plain.mkv -c copy -bsf:v {moved} gap.mkv"),
    );
    let mut video = Video::open(&user.home().join("gap.mkv"), &SourceOptions::default()).unwrap();
    let mut last_s = 0.0;
    loop {
        match source::FrameSource::next(&mut video).unwrap() {
            Next::Frame(frame) => last_s = frame.t_s,
            Next::Waiting(_) => {}
            Next::End => break,
        }
        assert!(last_s < 20.0, "copies up to {last_s} s");
    }
    // Both halves have come. A slide may have been shown for a while between them.
    assert!(last_s > 1.9, "{last_s} s");
}

/// The children of a process.
#[cfg(target_os = "linux")]
fn children_of(id: u32) -> Vec<PathBuf> {
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let status = fs::read_to_string(path.join("status")).unwrap_or_default();
            status.lines().any(|line| line == format!("PPid:\t{id}"))
        })
        .collect()
}

fn within_10_s(mut done: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + Duration::from_secs(10);
    while Instant::now() < deadline {
        if done() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn a_named_pipe_is_read_once_and_whole() {
    let user = User::new();
    let bytes = fs::read(video(&user, "whole.mkv", 2)).unwrap();
    let pipe = user.pipe("pipe");
    let writer = std::thread::spawn(move || fs::write(pipe, bytes));
    let ran = user.run(&format!("{ANALYZE} pipe --json"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.json().pop().unwrap()["frames"], 40);
    writer
        .join()
        .unwrap()
        .expect("its reader stayed to the end");
}

/// A set whose video stalls after its first pictures, with the writer that keeps the pipe open.
#[cfg(target_os = "linux")]
fn stalled(user: &User, args: &str) -> (Child, fs::File) {
    let bytes = fs::read(video(user, "whole.mkv", 20)).unwrap();
    let pipe = user.pipe("pipe");
    let child = user
        .command(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut writer = fs::OpenOptions::new().write(true).open(pipe).unwrap();
    writer.write_all(&bytes[..bytes.len() / 2]).unwrap();
    (child, writer)
}

#[cfg(target_os = "linux")]
#[test]
fn no_ffmpeg_outlives_the_program_however_it_ends() {
    for signal in [Signal::SIGKILL, Signal::SIGTERM] {
        let user = User::new();
        let (mut child, writer) = stalled(&user, &format!("{ANALYZE} pipe --json"));
        let mut ffmpegs = Vec::new();
        assert!(within_10_s(|| {
            ffmpegs = children_of(child.id());
            !ffmpegs.is_empty()
        }));
        crate::support::send(&child, signal);
        assert!(child.wait().unwrap().signal().is_some());
        let is_gone = |path: &PathBuf| {
            let status = fs::read_to_string(path.join("status")).unwrap_or_default();
            status.is_empty() || status.contains("State:\tZ")
        };
        assert!(within_10_s(|| ffmpegs.iter().all(is_gone)), "{signal}");
        drop(writer);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_set_whose_video_stalls_ends_at_a_signal() {
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let user = User::new();
        let events = "--headless --no-voice --model lite --events events.jsonl";
        let (mut child, writer) = stalled(&user, &format!("coach bird-dog --source pipe {events}"));
        let lines = user.home().join("events.jsonl");
        let has_begun = || fs::metadata(&lines).is_ok_and(|about| about.len() > 0);
        assert!(within_10_s(has_begun));
        crate::support::send(&child, signal);
        let mut code = None;
        assert!(within_10_s(|| {
            code = child.try_wait().unwrap();
            code.is_some()
        }));
        assert_eq!(code.unwrap().code(), Some(0), "{signal}");
        assert!(fs::read_to_string(&lines).unwrap().contains("\"summary\""));
        drop(writer);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_video_that_stalls_says_so_and_can_be_left() {
    let user = User::new();
    let bytes = fs::read(video(&user, "whole.mkv", 20)).unwrap();
    let pipe = user.pipe("pipe");
    let (hold, release) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            let mut writer = fs::OpenOptions::new().write(true).open(pipe).unwrap();
            writer.write_all(&bytes[..bytes.len() / 2]).unwrap();
            let _ = release.recv();
        }
    });
    let mut video = Video::open(&pipe, &SourceOptions::default()).unwrap();
    let why = loop {
        match spotter::source::FrameSource::next(&mut video).unwrap() {
            Next::Frame(_) => {}
            Next::Waiting(why) if why.contains("may hang") => break why,
            Next::Waiting(_) => {}
            Next::End => panic!("it has not ended"),
        }
    };
    assert!(why.contains("No picture comes"), "{why}");
    drop(video);
    drop(hold);
    writer.join().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_no_video() {
    let user = User::new();
    for device in ["/dev/zero", "/dev/null"] {
        let ran = user.run(&format!("{ANALYZE} {device}"));
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("a device"), "{}", ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn endless_and_half_files_are_refused_where_a_file_is_read_whole() {
    let user = User::new();
    let picture = image::RgbImage::new(64, 48);
    picture.save(user.home().join("room.png")).unwrap();
    for (args, words) in [
        ("pose room.png --model /dev/zero", "not a file"),
        ("pose /dev/zero --model lite", "megabytes"),
        ("exercises check /dev/zero", "longer than a megabyte"),
        (
            "check room.png --exercise-file /dev/zero --model lite",
            "longer than a megabyte",
        ),
    ] {
        let ran = user.run(args);
        assert_eq!(ran.code, 1, "{args}: {}", ran.err);
        assert!(ran.err.contains(words), "{args}: {}", ran.err);
    }
}

/// If the library were loaded, the first access to its missing part would end the program with
/// SIGBUS.
#[cfg(all(target_os = "linux", not(feature = "tract")))]
#[test]
fn a_half_copied_engine_is_told_by_every_command_that_needs_it() {
    let user = User::new();
    image::RgbImage::new(64, 48)
        .save(user.home().join("room.png"))
        .unwrap();
    let whole = fs::read(spotter::pose::library::find(None).unwrap()).unwrap();
    let cut = user.home().join("cut.so");
    fs::write(&cut, &whole[..3_000_000]).unwrap();
    for args in ["pose room.png", "doctor"] {
        let done = user
            .command(args)
            .env("ORT_DYLIB_PATH", &cut)
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(1), "{args}");
        let said = [done.stdout, done.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(
            said.contains(&format!("3000000 of {} bytes", whole.len())),
            "{args}: {said}"
        );
    }
}
