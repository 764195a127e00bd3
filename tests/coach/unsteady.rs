//! Disturbances of real pictures, for every exercise: frames that never arrive, jitter of
//! landmarks, slow and fast cameras, left and right exchanged for a moment, a person who leaves and
//! comes back, a cut to another camera. The count stays the same, and good form is not corrected.

use rand::SeedableRng;
use rand::rngs::StdRng;
use spotter::blazepose::index;
use spotter::exercise::{Movement, load_movement};
use spotter::pose::Pose;

use crate::geometry::torso_px;
use crate::motion::normal;
use crate::recording::{
    Coached, RATE_HZ, Recording, TWO_GOOD, exchange_sides, two_good, with_short_holds,
};

/// Jitter of the landmarks in torsos (specification §0.6, the middle one of its three).
const JITTER_TORSO: f32 = 0.02;

/// What is wrong with a set of two good repetitions.
fn wrong(done: &Coached) -> Option<String> {
    let (reps, bad, partials) = (done.reps(), done.bad(), done.summary.partials);
    (reps != 2 || partials != 0 || !bad.is_empty())
        .then(|| format!("{reps} counted, {partials} half, bad {bad:?}"))
}

fn jitter(pose: &mut Pose, rng: &mut StdRng) {
    let by_px = JITTER_TORSO * torso_px(&pose.landmarks);
    for landmark in &mut pose.landmarks {
        landmark.x_px += by_px * normal(rng);
        landmark.y_px += by_px * normal(rng);
    }
}

/// Two good repetitions as disturbed cameras, computers and models give them.
fn unsteady(two: &Recording) -> Vec<(&'static str, Recording)> {
    let of = || two.clone();
    let mut rng = StdRng::seed_from_u64(7);
    // A tenth of the frames, in runs of 0.2 s.
    let exchanged = |is_wanted: fn(usize) -> bool| {
        of().changed(|number, pose| {
            if number % 40 < 4 {
                exchange_sides(&mut pose.landmarks, is_wanted);
            }
        })
    };
    // Found somewhere else for 0.1 s, now and then.
    let jumping = of().changed(|number, pose| {
        if number % 57 < 2 {
            let by_px = 0.8 * torso_px(&pose.landmarks);
            for landmark in &mut pose.landmarks {
                landmark.x_px += by_px;
            }
        }
    });
    vec![
        ("as it is", of()),
        ("jittering", of().changed(|_, pose| jitter(pose, &mut rng))),
        ("jumping for moments", jumping),
        ("left and right exchanged for moments", exchanged(|_| true)),
        (
            "legs exchanged for moments",
            exchanged(|place| place >= index::LEFT_HIP),
        ),
        // 37 and 61 are prime to 100: the dropped frames come at no rhythm of the movement.
        (
            "a quarter dropped",
            of().thinned(|number| number * 37 % 100 >= 25),
        ),
        (
            "another quarter dropped",
            of().thinned(|number| number * 61 % 100 >= 25),
        ),
        (
            "half as many frames",
            of().thinned(|number| number % 2 == 0),
        ),
    ]
}

/// One repetition and another one, with something in between.
fn interrupted(movement: &Movement) -> [(&'static str, Recording); 4] {
    let one =
        |settings: &str| Recording::performed(movement, &format!("reps=1{settings}"), RATE_HZ);
    let elsewhere = one(",azimuth=12,distance=3.4,lens=0.7");
    [
        ("left and came back", one("").then_nobody(6.0).then(one(""))),
        ("lost for a moment", one("").then_nobody(1.0).then(one(""))),
        ("a cut to the other side", one("").then(one(",azimuth=180"))),
        ("a cut to another place", one("").then(elsewhere)),
    ]
}

fn two_good_ones_count_whatever_happens(id: &str) {
    let exercise = with_short_holds(id);
    let movement = load_movement(id, None, None).unwrap();
    let mut all = unsteady(&two_good(&exercise, &movement));
    all.extend(interrupted(&movement));
    for (name, rate_hz) in [("10 frames a second", 10.0), ("60 frames a second", 60.0)] {
        all.push((name, Recording::performed(&movement, TWO_GOOD, rate_hz)));
    }
    let wrong: Vec<String> = all
        .iter()
        .filter_map(|(name, recording)| {
            let wrong = wrong(&recording.coached(&exercise))?;
            Some(format!("{name}: {wrong}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

each_exercise! { two_good_ones_count_whatever_happens }
