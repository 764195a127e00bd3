//! A hand waved at the camera stops a set, in every exercise, and nothing else that people do there is
//! taken for it.

use std::fs;

use spotter::coach::{Command, Event, StopGesture, StopWhy};
use spotter::exercise::load_movement;

use crate::played::live;
use crate::recording::{RATE_HZ, Recording, track_path};

/// When the performer waves, in seconds: after the start, within the first repetition.
const WAVES_S: f64 = 5.0;

fn a_wave_stops_the_set(id: &str) {
    let movement = load_movement(id, None, None).unwrap();
    // So far away that a raised hand is in the picture whatever the posture.
    let settings = format!("reps=2,rest=4,wave={WAVES_S},distance=4");
    let recording = Recording::performed(&movement, &settings, RATE_HZ);
    let played = live(id).play_recording(recording);
    let stopped = played.events.iter().find_map(|timed| match timed.event {
        Event::Stopped { why } => Some((timed.t_s, why)),
        _ => None,
    });
    let Some((t_s, why)) = stopped else {
        panic!("{id}: {:?}", played.events);
    };
    assert_eq!(why, StopWhy::Wave, "{id}");
    assert!((WAVES_S..WAVES_S + 3.0).contains(&t_s), "{id}: {t_s:.1} s");
    assert_eq!(played.summary.ended, Some(StopWhy::Wave), "{id}");
}

each_exercise! { a_wave_stops_the_set }

#[test]
fn nothing_in_any_recording_is_taken_for_a_wave() {
    let folder = track_path("a_bird-dog");
    let files = fs::read_dir(folder.parent().unwrap()).unwrap();
    let mut tracks = 0;
    for path in files.map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|end| end != "gz") {
            continue;
        }
        tracks += 1;
        let recording = Recording::read(&path).unwrap();
        let mut gesture = StopGesture::default();
        for body in recording.bodies() {
            assert!(
                !gesture.step(&body),
                "{}: {:.1} s",
                path.display(),
                body.t_s
            );
        }
    }
    assert!(tracks > 50, "{tracks}");
}

fn no_fault_is_taken_for_a_wave(id: &str) {
    let movement = load_movement(id, None, None).unwrap();
    for fault in movement.fault_ids() {
        let settings = format!("reps=2,distance=4,fault={fault}");
        let recording = Recording::performed(&movement, &settings, RATE_HZ);
        let mut gesture = StopGesture::default();
        for body in recording.bodies() {
            assert!(!gesture.step(&body), "{id}: {fault}: {:.1} s", body.t_s);
        }
    }
}

mod faults {
    each_exercise! { super::no_fault_is_taken_for_a_wave }
}

#[test]
fn a_hand_that_is_held_up_and_moved_once_is_no_wave() {
    let movement = load_movement("cat-cow", None, None).unwrap();
    let mut recording = Recording::performed(&movement, "reps=2,rest=4,wave=5", RATE_HZ);
    let frames = recording.frames.iter();
    let swung_once = frames.take_while(|frame| frame.t_s < 6.1).count();
    let held_up = recording.frames[swung_once].pose.clone();
    for frame in &mut recording.frames[swung_once..] {
        frame.pose.clone_from(&held_up);
    }
    let played = live("cat-cow").play_recording(recording);
    assert_eq!(played.summary.ended, None, "{:?}", played.events);
}

#[test]
fn who_leaves_and_does_not_come_back_has_ended_the_set() {
    let movement = load_movement("cobra", None, None).unwrap();
    let done = Recording::performed(&movement, "reps=1", RATE_HZ);
    let back = live("cobra").play_recording(done.clone().then_nobody(170.0).then(done.clone()));
    assert_eq!(back.summary.ended, None);
    assert_eq!(back.summary.reps.total, 2);
    let gone = live("cobra").play_recording(done.then_nobody(190.0));
    assert_eq!(gone.summary.ended, Some(StopWhy::Left));
    assert_eq!(gone.summary.reps.total, 1);
}

#[test]
fn who_has_asked_for_a_pause_may_be_away_for_long() {
    let movement = load_movement("cobra", None, None).unwrap();
    let done = Recording::performed(&movement, "reps=1", RATE_HZ);
    let paused_s = done.frames.last().unwrap().t_s;
    let away = done.clone().then_nobody(400.0).then(done);
    let played = live("cobra")
        .press(paused_s, Command::Pause)
        .play_recording(away);
    assert_eq!(played.summary.ended, None);
    assert_eq!(played.summary.reps.total, 2, "{:?}", played.events);
}
