//! What real pictures do to a set, for every exercise: frames that never arrive, landmarks that
//! tremble, slow and fast cameras, left and right exchanged for a moment, somebody who leaves and
//! comes back, a cut to another camera. The same is counted, and good form is not corrected.

use std::cell::RefCell;

use spotter::blazepose::{LANDMARKS, index};
use spotter::coach::Event;
use spotter::exercise::{Exercise, Movement, load_movement};
use spotter::pose::{Landmark, Pose};

use crate::film::Dice;
use crate::rehearsal::{
    Part, RATE_HZ, Rehearsed, Take, other_side, rehearse_film, with_short_holds,
};

/// Jitter of the landmarks in torsos (specification §0.6, the middle one of its three).
const JITTER_TORSO: f32 = 0.02;

struct Performed {
    exercise: Exercise,
    movement: Movement,
}

impl Performed {
    fn of(id: &str) -> Self {
        let exercise = with_short_holds(id);
        Performed {
            exercise,
            movement: load_movement(id, None).unwrap(),
        }
    }

    fn takes(&self, film: &[Part], rate_hz: f64, takes: Vec<(String, Take)>) -> Vec<String> {
        let (names, takes): (Vec<_>, Vec<_>) = takes.into_iter().unzip();
        let done = rehearse_film(&self.exercise, &self.movement, film, rate_hz, takes);
        names
            .iter()
            .zip(&done)
            .filter_map(|(name, done)| wrong(done).map(|wrong| format!("{name}: {wrong}")))
            .collect()
    }
}

/// What is wrong with a set of two good repetitions.
fn wrong(done: &Rehearsed) -> Option<String> {
    let reps = done
        .events
        .iter()
        .filter(|timed| matches!(timed.event, Event::Rep { .. }))
        .count();
    let (bad, partials) = (done.bad(), done.summary.partials);
    (reps != 2 || partials != 0 || !bad.is_empty())
        .then(|| format!("{reps} counted, {partials} half, bad {bad:?}"))
}

/// The torso in pixels, near enough.
fn torso_px(landmarks: &[Landmark; LANDMARKS]) -> f32 {
    let middle = |a: usize, b: usize| {
        let (a, b) = (&landmarks[a], &landmarks[b]);
        [(a.x_px + b.x_px) / 2.0, (a.y_px + b.y_px) / 2.0]
    };
    let shoulders = middle(index::LEFT_SHOULDER, index::RIGHT_SHOULDER);
    let hips = middle(index::LEFT_HIP, index::RIGHT_HIP);
    (shoulders[0] - hips[0]).hypot(shoulders[1] - hips[1])
}

fn jitter(pose: &mut Pose, dice: &mut Dice) {
    let by_px = JITTER_TORSO * torso_px(&pose.landmarks);
    for landmark in &mut pose.landmarks {
        landmark.x_px += by_px * dice.normal();
        landmark.y_px += by_px * dice.normal();
    }
}

fn exchange_sides(pose: &mut Pose, only_legs: bool) {
    let before = pose.landmarks;
    for (place, landmark) in pose.landmarks.iter_mut().enumerate() {
        if !only_legs || place >= index::LEFT_HIP {
            *landmark = before[other_side(place)];
        }
    }
}

fn unsteady(id: &str) {
    let performed = Performed::of(id);
    let two = [Part::Performer("reps=2")];
    let dice = RefCell::new(Dice::new(7));
    let mut trembling = |_: u64, pose: &mut Pose| {
        jitter(pose, &mut dice.borrow_mut());
        true
    };
    // A tenth of the frames, in runs of 0.2 s.
    let mut exchanged = |number: u64, pose: &mut Pose| {
        if number % 40 < 4 {
            exchange_sides(pose, false);
        }
        true
    };
    let mut legs_exchanged = |number: u64, pose: &mut Pose| {
        if number % 40 < 4 {
            exchange_sides(pose, true);
        }
        true
    };
    // Found somewhere else for 0.1 s, now and then.
    let mut jumping = |number: u64, pose: &mut Pose| {
        if number % 57 < 2 {
            let by_px = 0.8 * torso_px(&pose.landmarks);
            for landmark in &mut pose.landmarks {
                landmark.x_px += by_px;
            }
        }
        true
    };
    let mut takes = vec![
        ("as it is".to_owned(), Take::default()),
        (
            "trembling".to_owned(),
            Take {
                change: Some(&mut trembling),
                ..Take::default()
            },
        ),
        (
            "jumping for moments".to_owned(),
            Take {
                change: Some(&mut jumping),
                ..Take::default()
            },
        ),
        (
            "left and right exchanged for moments".to_owned(),
            Take {
                change: Some(&mut exchanged),
                ..Take::default()
            },
        ),
        (
            "legs exchanged for moments".to_owned(),
            Take {
                change: Some(&mut legs_exchanged),
                ..Take::default()
            },
        ),
    ];
    // 37 and 61 are prime to 100: the dropped frames come at no rhythm of the movement.
    let mut thinned = |name: &str, arrives: fn(u64) -> bool| {
        let take = Take {
            arrives,
            ..Take::default()
        };
        takes.push((name.to_owned(), take));
    };
    thinned("a quarter dropped", |number| number * 37 % 100 >= 25);
    thinned("another quarter dropped", |number| number * 61 % 100 >= 25);
    thinned("half as many frames", |number| number % 2 == 0);
    let mut wrong = performed.takes(&two, RATE_HZ, takes);
    let films: [(&str, Vec<Part>); 4] = [
        (
            "left and came back",
            vec![
                Part::Performer("reps=1"),
                Part::Nobody(6.0),
                Part::Performer("reps=1"),
            ],
        ),
        (
            "lost for a moment",
            vec![
                Part::Performer("reps=1"),
                Part::Nobody(1.0),
                Part::Performer("reps=1"),
            ],
        ),
        (
            "a cut to the other side",
            vec![
                Part::Performer("reps=1"),
                Part::Performer("reps=1,azimuth=180"),
            ],
        ),
        (
            "a cut to another place",
            vec![
                Part::Performer("reps=1"),
                Part::Performer("reps=1,azimuth=12,distance=3.4,lens=0.7"),
            ],
        ),
    ];
    for (name, film) in &films {
        let take = vec![((*name).to_owned(), Take::default())];
        wrong.extend(performed.takes(film, RATE_HZ, take));
    }
    for rate_hz in [10.0, 60.0] {
        let take = vec![(format!("{rate_hz} frames a second"), Take::default())];
        wrong.extend(performed.takes(&two, rate_hz, take));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

each_exercise! { unsteady }
