use super::*;
use crate::blazepose::{LANDMARKS, index};
use crate::pose::Landmark;

const RATE_HZ: f64 = 20.0;
const TORSO_PX: f32 = 100.0;

/// Somebody on all fours, the head to the right, with a part of the right leg's and the left arm's
/// way up done.
fn on_all_fours(raised: f32) -> Pose {
    let mut landmarks = [Landmark {
        visibility: 0.9,
        presence: 1.0,
        ..Landmark::default()
    }; LANDMARKS];
    let places = [
        (Joint::Shoulder, [400.0, 200.0]),
        (Joint::Hip, [300.0, 200.0]),
        (Joint::Ear, [440.0, 190.0]),
        (Joint::Elbow, [400.0, 250.0]),
        (Joint::Wrist, [400.0, 300.0]),
        (Joint::Knee, [300.0, 290.0]),
        (Joint::Ankle, [210.0, 295.0]),
        (Joint::Heel, [200.0, 295.0]),
        (Joint::Toe, [190.0, 300.0]),
    ];
    for side in Side::BOTH {
        for (joint, [x, y]) in places {
            let landmark = &mut landmarks[joint.landmark(side)];
            (landmark.x_px, landmark.y_px) = (x, y);
            landmark.z_px = if side == Side::Left { -10.0 } else { 10.0 };
        }
    }
    let mut raise = |place: usize, to: [f32; 2]| {
        let landmark = &mut landmarks[place];
        landmark.x_px += raised * (to[0] - landmark.x_px);
        landmark.y_px += raised * (to[1] - landmark.y_px);
    };
    raise(index::RIGHT_KNEE, [210.0, 200.0]);
    raise(index::RIGHT_ANKLE, [120.0, 200.0]);
    raise(index::LEFT_ELBOW, [450.0, 200.0]);
    raise(index::LEFT_WRIST, [500.0, 200.0]);
    Pose::of_landmarks(landmarks)
}

fn moved(mut pose: Pose, by_torso: f32) -> Pose {
    for landmark in &mut pose.landmarks {
        landmark.x_px += by_torso * TORSO_PX;
    }
    pose
}

/// A leg and an arm go up within a second, stay for one and come down within another.
fn rep_at(t_s: f64) -> Pose {
    let up = t_s.clamp(0.0, 1.0) - (t_s - 2.0).clamp(0.0, 1.0);
    on_all_fours(up as f32)
}

/// The answers to a video that lasts so many seconds. Tracks are numbered in the order in which they
/// were seen, without those of glitches.
fn answers(
    seconds: f64,
    mut video: impl FnMut(f64) -> Option<Pose>,
) -> Vec<Option<(u32, Continuity)>> {
    let mut judge = ContinuityJudge::default();
    let mut tracks: Vec<TrackId> = Vec::new();
    (0..(seconds * RATE_HZ) as u32)
        .map(|frame| {
            let t_s = f64::from(frame) / RATE_HZ;
            let mut pose = video(t_s);
            judge.step(t_s, pose.as_mut(), false);
            let pose = pose?;
            if pose.continuity != Continuity::Glitch && tracks.last() != Some(&pose.track) {
                tracks.push(pose.track);
            }
            Some((tracks.len() as u32, pose.continuity))
        })
        .collect()
}

/// The answers other than `Same` in their order, a glitch of several frames once.
fn others(answers: &[Option<(u32, Continuity)>]) -> Vec<(u32, Continuity)> {
    let mut others: Vec<_> = answers.iter().flatten().copied().collect();
    others.retain(|(_, continuity)| *continuity != Continuity::Same);
    others.dedup_by(|a, b| a == b && a.1 == Continuity::Glitch);
    others
}

#[test]
fn somebody_who_exercises_stays_on_one_track() {
    let seen = answers(4.0, |t_s| Some(rep_at(t_s)));
    assert_eq!(others(&seen), [(1, Continuity::Found)]);
}

#[test]
fn landmarks_that_jump_and_come_back_are_a_glitch() {
    for (from_s, until_s) in [(1.5, 1.6), (1.5, 2.0), (0.5, 0.6), (2.4, 2.7)] {
        let seen = answers(4.0, |t_s| {
            let is_off = (from_s..until_s).contains(&t_s);
            Some(moved(rep_at(t_s), if is_off { 0.8 } else { 0.0 }))
        });
        let glitches = seen
            .iter()
            .flatten()
            .filter(|(_, continuity)| *continuity == Continuity::Glitch)
            .count();
        assert_eq!(
            others(&seen),
            [(1, Continuity::Found), (1, Continuity::Glitch)],
            "{from_s} to {until_s}"
        );
        let frames = ((until_s - from_s) * RATE_HZ).round() as usize;
        assert_eq!(glitches, frames, "{from_s} to {until_s}");
    }
}

#[test]
fn landmarks_that_do_not_come_back_are_another_picture_after_a_while() {
    let seen = answers(4.0, |t_s| {
        let by_torso = if t_s >= 1.5 { 1.2 } else { 0.0 };
        Some(moved(on_all_fours(1.0), by_torso))
    });
    assert_eq!(
        others(&seen),
        [
            (1, Continuity::Found),
            (1, Continuity::Glitch),
            (2, Continuity::Cut)
        ]
    );
    let cut = |answer: &Option<(u32, Continuity)>| *answer == Some((2, Continuity::Cut));
    let at = seen.iter().position(cut).unwrap();
    assert!((at as f64 / RATE_HZ - 1.5 - GLITCH_S).abs() < 0.06);
    assert_eq!(seen.last(), Some(&Some((2, Continuity::Same))));
}

#[test]
fn a_jump_that_a_filter_spreads_over_four_frames_is_another_picture() {
    let seen = answers(4.0, |t_s| {
        let by_torso = ((t_s - 1.5) / 0.2).clamp(0.0, 1.0) as f32;
        Some(moved(on_all_fours(0.0), by_torso))
    });
    assert_eq!(
        others(&seen),
        [
            (1, Continuity::Found),
            (1, Continuity::Glitch),
            (2, Continuity::Cut)
        ]
    );
}

#[test]
fn a_cut_begins_the_track_that_its_glitch_was_said_to_be_on() {
    let mut judge = ContinuityJudge::default();
    let mut seen = Vec::new();
    for frame in 0..60 {
        let t_s = f64::from(frame) / RATE_HZ;
        let mut pose = moved(on_all_fours(1.0), if frame >= 30 { 1.2 } else { 0.0 });
        judge.step(t_s, Some(&mut pose), false);
        seen.push((pose.track, pose.continuity));
    }
    assert_eq!(seen[29], (TrackId(1), Continuity::Same));
    assert!(
        seen[30..]
            .iter()
            .all(|(track, continuity)| *track == TrackId(2) && *continuity != Continuity::Found)
    );
}

#[test]
fn a_cut_of_the_image_is_one_at_once_unless_the_body_is_where_it_was() {
    for (by_torso, expected) in [(1.2, (2, Continuity::Cut)), (0.05, (1, Continuity::Same))] {
        let mut judge = ContinuityJudge::default();
        let mut first = on_all_fours(0.0);
        judge.step(0.0, Some(&mut first), false);
        let mut second = moved(on_all_fours(0.0), by_torso);
        judge.step(0.05, None, true);
        judge.step(0.1, Some(&mut second), false);
        assert_eq!((second.track.0, second.continuity), expected);
    }
}

#[test]
fn dropped_frames_change_nothing() {
    let seen = answers(4.0, |t_s| {
        let is_dropped = (t_s * RATE_HZ).round() as u32 % 4 == 1 || (1.2..1.8).contains(&t_s);
        (!is_dropped).then(|| rep_at(t_s))
    });
    assert_eq!(others(&seen), [(1, Continuity::Found)]);
}

#[test]
fn somebody_found_in_the_same_place_is_on_the_same_track() {
    for (by_torso, track) in [(0.05, 1), (0.6, 2)] {
        let seen = answers(6.0, |t_s| {
            let is_away = (2.0..5.0).contains(&t_s);
            let by_torso = if t_s >= 5.0 { by_torso } else { 0.0 };
            (!is_away).then(|| moved(on_all_fours(1.0), by_torso))
        });
        assert_eq!(
            others(&seen),
            [(1, Continuity::Found), (track, Continuity::Found)],
            "{by_torso}"
        );
    }
}

#[test]
fn left_and_right_exchanged_for_a_moment_are_no_jump() {
    let seen = answers(4.0, |t_s| {
        let mut pose = rep_at(t_s);
        if (1.5..1.7).contains(&t_s) {
            for joint in Joint::ALL {
                let [left, right] = Side::BOTH.map(|side| joint.landmark(side));
                pose.landmarks.swap(left, right);
            }
        }
        Some(pose)
    });
    assert_eq!(others(&seen), [(1, Continuity::Found)]);
}

#[test]
fn the_size_of_the_picture_makes_no_difference() {
    let video = |t_s: f64| {
        moved(
            rep_at(t_s),
            if (1.5..1.7).contains(&t_s) { 0.8 } else { 0.0 },
        )
    };
    let small = answers(4.0, |t_s| Some(video(t_s)));
    let large = answers(4.0, |t_s| {
        let mut pose = video(t_s);
        for landmark in &mut pose.landmarks {
            landmark.x_px *= 3.0;
            landmark.y_px *= 3.0;
            landmark.z_px *= 3.0;
        }
        Some(pose)
    });
    assert_eq!(small, large);
}
