//! The synthetic person as users meet it: labelled videos, and a set without a camera.

use crate::support::User;
use image::GenericImageView;
use spotter::exercise::load_movement;
use spotter::performer::{Options, SyntheticVideo, Truth};
use spotter::source;

#[test]
fn a_folder_of_frames_comes_with_the_truth_about_each() {
    let user = User::new();
    let settings = "--set size=320x240 --set fps=2 --set reps=1 --set shadow=off --view right";
    let ran = user.run(&format!(
        "performer --exercise bird-dog {settings} --out video --truth truth.jsonl"
    ));
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let truth = std::fs::read_to_string(user.home().join("truth.jsonl")).unwrap();
    let truth: Vec<Truth> = truth
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let frames = std::fs::read_dir(user.home().join("video"))
        .unwrap()
        .count();
    assert_eq!(truth.len(), frames);
    assert!(truth.iter().any(|moment| moment.rep == 1));

    // The picture of any line is the one that the library draws, and seen landmarks lie on the
    // figure and not on the wall.
    let moment = &truth[frames / 2];
    let picture = user
        .home()
        .join(format!("video/frame-{:04}.png", moment.frame + 1));
    let picture = image::open(picture).unwrap().to_rgb8();
    let options: Options = "size=320x240,fps=2,reps=1,shadow=off,view=right"
        .parse()
        .unwrap();
    let mut video =
        SyntheticVideo::new(&load_movement("bird-dog", None, None).unwrap(), &options).unwrap();
    let mut drawn = image::RgbImage::default();
    video.frame_at(moment.t_s, moment.frame, &mut drawn);
    assert!(picture == drawn, "another picture than the library's");
    let mut empty = image::RgbImage::default();
    let mut mask = video.renderer().coverage().to_vec();
    for [x, y, _, is_seen] in &moment.landmarks {
        if *is_seen == 1.0 {
            let (x, y) = (*x as usize, *y as usize);
            let near = (y - 1..=y + 1).flat_map(|y| (x - 1..=x + 1).map(move |x| (x, y)));
            let on_figure = near.filter(|(x, y)| mask[y * 320 + x] > 128).count();
            assert!(on_figure > 0, "{x} {y}");
        }
    }
    // The mask is no wall-to-wall answer.
    mask.retain(|covered| *covered > 128);
    assert!((500..20_000).contains(&mask.len()), "{}", mask.len());
    assert_eq!(picture.view(0, 0, 320, 240).dimensions(), (320, 240));
    video.frame_at(0.0, 0, &mut empty);
    assert!(empty != drawn);
}

#[test]
fn a_video_can_be_judged() {
    let user = User::new();
    let ran = user.run(
        "performer --exercise side-plank --set size=320x240 --set reps=1 --set shadow=off --out plank.mp4",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = user.run("analyze plank.mp4 --exercise side-plank --model lite --json");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let summary = ran.json().pop().unwrap();
    assert_eq!(
        summary["frames"], summary["frames_with_person"],
        "{summary}"
    );
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let user = User::new();
    for (command, words) in [
        ("performer --exercise bird-dgo --out video", "bird-dog"),
        (
            "performer --exercise bird-dog --fault lazy --out video",
            "lazy",
        ),
        (
            "performer --exercise bird-dog --set skni=2 --out video",
            "skin",
        ),
        (
            "performer --exercise bird-dog --set skin=2,shoes=on --out video",
            "repeat --set",
        ),
        (
            "performer --exercise bird-dog --view back --out video",
            "left, right",
        ),
        ("performer --exercise bird-dog", "--out"),
        ("performer --out video", "--exercise"),
        (
            "coach bird-dog --source performer:light=dimm --headless",
            "did you mean \"dim\"",
        ),
        (
            "coach bird-dog --source performer:fault=lazy --headless",
            "lazy",
        ),
    ] {
        let ran = user.run(command);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (2, ""),
            "{command}: {}",
            ran.err
        );
        assert!(ran.err.contains(words), "{command}: {}", ran.err);
        assert!(!user.home().join("video").exists(), "{command}");
    }
}

#[test]
fn what_cannot_be_written_is_told_before_the_work() {
    let user = User::new();
    for out in ["no/such/video.mp4", "video --truth no/such/truth.jsonl"] {
        let ran = user.run(&format!("performer --exercise cobra --out {out}"));
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains("can't write \"no/such/"), "{}", ran.err);
    }
    let output = user
        .command("performer --exercise cobra --out video.mp4")
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("ffmpeg isn't installed"), "{told}");
    assert!(!user.home().join("video.mp4").exists());
}

#[test]
fn the_list_names_every_exercise() {
    let ran = User::new().run("performer --list");
    assert_eq!(ran.code, 0);
    for id in spotter::exercise::ids() {
        assert!(ran.out.lines().any(|line| line == id), "{id}: {}", ran.out);
    }
}

#[test]
fn a_set_runs_without_a_camera() {
    let user = User::new();
    let ran = user.run(
        "coach bird-dog --dose beginner --headless --no-voice --events - --save --model lite --source performer:size=320x240,reps=2,rest=2",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let events = ran.json();
    let reps = events.iter().filter(|event| event["event"] == "rep");
    let sides: Vec<&str> = reps.map(|rep| rep["side"].as_str().unwrap()).collect();
    assert_eq!(sides[..2], ["left", "right"]);
    assert_eq!(events.last().unwrap()["reps"]["total"], sides.len());
    let history = user.run("history --json").object();
    assert_eq!(history["exercise"], "bird-dog");
}

#[test]
fn without_a_camera_and_a_display_it_says_what_to_do() {
    if !source::cameras().is_empty() {
        return;
    }
    let output = User::new()
        .command("")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("--source performer --headless"), "{told}");
    let ran = User::new().run("coach bird-dog --headless");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("performer"), "{}", ran.err);
}
