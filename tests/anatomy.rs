//! The movements of the synthetic person are possible for a body and are the ones that were asked
//! for: every exercise in good form on three bodies, and with every fault.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use glam::Vec3;
use spotter::blazepose::Side;
use spotter::exercise::keyframes::{FaultChange, Sides, SizeUnit};
use spotter::exercise::{Movement, SizedFault, ids, load, load_movement};
use spotter::performer::anatomy::{Finding, findings};
use spotter::performer::landmarks::landmarks;
use spotter::performer::skeleton::Build;
use spotter::performer::{Animation, AnimationSettings};

/// Moments per second that are examined, as many as a slow camera takes.
const RATE_HZ: f64 = 20.0;

/// Two poses are the same when no landmark is farther off, in metres.
const SAME_M: f32 = 0.001;

/// A fault shows when some landmark is at least this far from good form, in metres.
const SHOWN_M: f32 = 0.02;

/// Impossible movements that are accepted, and why: exercise, fault (`None` in good form),
/// beginning of the finding, reason.
const KNOWN: [(&str, &str, &str, &str); 1] = [(
    "piriformis-stretch",
    "",
    "left forearm inside Torso",
    "the stoutest body with the narrowest shoulders: the hand that lets go of the thigh brushes the belly, 6 mm deeper than flesh may give",
)];

/// The same of variants in good form.
const KNOWN_OF_VARIANTS: [(&str, &str, &str, &str); 1] = [(
    "knee-to-chest",
    "leg-bent",
    "right thigh inside RightArm",
    "the hand that lets go of the shin brushes past the thigh that stands beside it, 3 cm deep",
)];

fn movements() -> Vec<Movement> {
    ids()
        .iter()
        .map(|id| load_movement(id, None, None).unwrap())
        .collect()
}

/// Short and slender with narrow hips and long arms, average, tall and stout with narrow shoulders
/// and long legs.
fn bodies() -> [Build; 3] {
    [
        Build {
            height_m: 1.55,
            girth: 0.85,
            shoulders: 1.07,
            hips: 0.93,
            arms: 1.03,
            legs: 0.97,
        },
        Build::default(),
        Build {
            height_m: 1.88,
            girth: 1.2,
            shoulders: 0.93,
            hips: 1.07,
            arms: 0.97,
            legs: 1.03,
        },
    ]
}

/// One repetition.
fn take(
    movement: &Movement,
    build: Build,
    side: Option<Side>,
    faults: &[(&str, f32)],
) -> Animation {
    let faults = faults
        .iter()
        .map(|(id, size)| SizedFault {
            id: (*id).to_owned(),
            size: Some(*size),
        })
        .collect();
    let settings = AnimationSettings {
        build,
        faults,
        side,
        repetitions: Some(1),
        rest_s: Some(0.5),
        ..AnimationSettings::default()
    };
    Animation::new(movement, settings).unwrap()
}

fn good(movement: &Movement) -> Animation {
    take(movement, Build::default(), None, &[])
}

fn faulty(movement: &Movement, id: &str, size: f32) -> Animation {
    take(movement, Build::default(), None, &[(id, size)])
}

fn faults(movement: &Movement) -> impl Iterator<Item = (&str, &FaultChange)> {
    movement
        .fault_ids()
        .map(|id| (id, movement.fault(id).unwrap()))
}

fn points(take: &Animation, t_s: f64) -> Vec<Vec3> {
    landmarks(take.build(), &take.skeleton_at(t_s)).to_vec()
}

fn moments(take: &Animation) -> impl DoubleEndedIterator<Item = f64> {
    let frames = (take.length_s() * RATE_HZ) as u32;
    (0..=frames).map(|frame| f64::from(frame) / RATE_HZ)
}

/// The largest distance between two takes, in metres.
fn farthest_m(one: &Animation, other: &Animation) -> f32 {
    moments(one)
        .map(|t_s| apart_m(&points(one, t_s), &points(other, t_s)))
        .fold(0.0, f32::max)
}

fn apart_m(one: &[Vec3], other: &[Vec3]) -> f32 {
    let distances = one.iter().zip(other).map(|(a, b)| a.distance(*b));
    distances.fold(0.0, f32::max)
}

/// Left becomes right, and the other way round.
fn mirrored(points: &[Vec3]) -> Vec<Vec3> {
    (0..points.len())
        .map(|index| {
            let twin = match index {
                0 => 0,
                1..=3 => index + 3,
                4..=6 => index - 3,
                odd if odd % 2 == 1 => odd + 1,
                even => even - 1,
            };
            points[twin] * Vec3::new(-1.0, 1.0, 1.0)
        })
        .collect()
}

fn list(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| format!("\n    {finding}"));
    lines.collect()
}

#[test]
fn good_form_of_every_variant_is_possible_and_another_one_where_it_looks_different() {
    // Told apart by limits and doses alone.
    const LOOK_ALIKE: [&str; 3] = ["gentle", "hold", "rocking"];
    let mut wrong = String::new();
    for id in ids() {
        let usual = good(&load_movement(&id, None, None).unwrap());
        for variant in load(&id, None, None).unwrap().variants {
            let variant = variant.id;
            let movement = load_movement(&id, Some(&variant), None).unwrap();
            let take = good(&movement);
            let mut found = findings(&take, RATE_HZ);
            found.retain(|finding| {
                !KNOWN_OF_VARIANTS.iter().any(|(of, known, begins, _)| {
                    *of == id && *known == variant && finding.what.starts_with(begins)
                })
            });
            if !found.is_empty() {
                wrong.push_str(&format!("\n  {id}, {variant}:{}", list(&found)));
            }
            let is_other = farthest_m(&usual, &take) > SHOWN_M;
            if !is_other && !LOOK_ALIKE.contains(&variant.as_str()) {
                wrong.push_str(&format!("\n  {id}, {variant}: looks as without it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn good_form_is_possible_for_every_body() {
    let mut wrong = String::new();
    for movement in movements() {
        for build in bodies() {
            let mut found = findings(&take(&movement, build, None, &[]), RATE_HZ);
            found.retain(|finding| {
                !KNOWN.iter().any(|(exercise, fault, begins, _)| {
                    *exercise == movement.id && fault.is_empty() && finding.what.starts_with(begins)
                })
            });
            if !found.is_empty() {
                let (id, height_m) = (&movement.id, build.height_m);
                wrong += &format!("\n  {id}, {height_m} m:{}", list(&found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn faults_are_possible_too() {
    let mut wrong = String::new();
    for movement in movements() {
        for (id, fault) in faults(&movement) {
            let known = KNOWN
                .iter()
                .filter(|(exercise, of, ..)| *exercise == movement.id && *of == id);
            let mut found = findings(&faulty(&movement, id, fault.size), RATE_HZ);
            for (_, _, begins, _) in known {
                let before = found.len();
                found.retain(|finding| !finding.what.starts_with(begins));
                if found.len() == before {
                    wrong += &format!("\n  {}:{id}: no longer {begins:?}", movement.id);
                }
            }
            if !found.is_empty() {
                wrong += &format!("\n  {}:{id}:{}", movement.id, list(&found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_other_side_is_the_mirror_image() {
    let sided = movements()
        .into_iter()
        .filter(|movement| movement.sides != Sides::Both);
    for movement in sided {
        let [left, right] =
            Side::BOTH.map(|side| take(&movement, Build::default(), Some(side), &[]));
        for t_s in moments(&left) {
            let off_m = apart_m(&mirrored(&points(&left, t_s)), &points(&right, t_s));
            let id = &movement.id;
            assert!(
                off_m < SAME_M,
                "{id} at {t_s} s: {off_m} m from its mirror image"
            );
        }
    }
}

#[test]
fn the_same_take_is_the_same_again() {
    for movement in movements() {
        for (id, fault) in faults(&movement) {
            let [one, other] = [(); 2].map(|()| faulty(&movement, id, fault.size));
            // A moment does not depend on those looked at before it.
            let forward: Vec<_> = moments(&one).map(|t_s| one.skeleton_at(t_s)).collect();
            let mut backward: Vec<_> = moments(&other)
                .rev()
                .map(|t_s| other.skeleton_at(t_s))
                .collect();
            backward.reverse();
            assert!(
                forward == backward,
                "{}:{id} differs from itself",
                movement.id
            );
        }
    }
}

#[test]
fn a_fault_shows() {
    for movement in movements() {
        let good = good(&movement);
        for (id, fault) in faults(&movement) {
            let off_m = farthest_m(&faulty(&movement, id, fault.size), &good);
            let exercise = &movement.id;
            assert!(
                off_m > SHOWN_M,
                "{exercise}:{id} is only {off_m} m from good form"
            );
        }
    }
}

#[test]
fn a_fault_of_size_nothing_is_good_form() {
    for movement in movements() {
        let good = good(&movement);
        for (id, fault) in faults(&movement) {
            let none = match fault {
                // The whole way is left.
                FaultChange { depth, .. } if !depth.is_empty() => 1.0,
                FaultChange {
                    move_s,
                    stay_s,
                    set,
                    ..
                } if !(move_s.is_empty() && stay_s.is_empty() && set.is_empty()) => {
                    continue;
                }
                FaultChange {
                    swaps_legs: true, ..
                } => continue,
                _ => 0.0,
            };
            let off_m = farthest_m(&faulty(&movement, id, none), &good);
            let exercise = &movement.id;
            assert!(
                off_m < SAME_M,
                "{exercise}:{id}={none} is {off_m} m from good form"
            );
        }
    }
}

#[test]
fn a_fault_grows_with_its_size() {
    for movement in movements() {
        let good = good(&movement);
        for (id, fault) in faults(&movement) {
            if fault.add.is_empty() || fault.unit == SizeUnit::None {
                continue;
            }
            let off_m = |size| farthest_m(&faulty(&movement, id, size), &good);
            let [small, whole] = [0.5, 1.0].map(|share| off_m(share * fault.size));
            let exercise = &movement.id;
            assert!(
                small < whole,
                "{exercise}:{id}: {small} m at half its size, {whole} m at all"
            );
        }
    }
}
