//! What is really spoken: real sets through the real voice, with a speech program that logs every
//! sentence that it has spoken to its end.
#![cfg(unix)]

use std::thread;
use std::time::{Duration, Instant};

use spotter::blazepose::Side;
use spotter::coach::{Sound, Speech};
use spotter::exercise::Severity;

use crate::figure::SidePlank;
use crate::motion::{begun, motion};
use crate::played::{Played, live};
use crate::recording_voice::RecordingVoice;

/// The factor by which sets are played and spoken faster than in reality.
const SPEED: f64 = 40.0;

/// Plays the sounds of a set to a voice, each at its time, and returns what was spoken. `slower` says
/// how many times slower than a voice the speech program is. Every count carries its place in the
/// order, so that it can be told from seconds and from other counts.
fn heard(played: &Played, slower: f64) -> (usize, Vec<String>) {
    let program = RecordingVoice::new(SPEED / slower);
    let voice = program.start();
    let begun = Instant::now();
    let mut counts = 0;
    for (t_s, sound) in &played.sounds {
        let due = Duration::from_secs_f64(t_s / SPEED);
        thread::sleep(due.saturating_sub(begun.elapsed()));
        voice.post(match sound {
            Sound::Say { text, kind } if *kind == Speech::Count => {
                counts += 1;
                Sound::Say {
                    text: format!("#{counts} {text}"),
                    kind: *kind,
                }
            }
            sound => sound.clone(),
        });
    }
    voice.shutdown();
    (counts, program.spoken())
}

/// The numbers of the counts that were spoken, in order.
fn numbers(spoken: &[String]) -> Vec<usize> {
    let words = spoken.iter().flat_map(|text| text.split(' '));
    words
        .filter_map(|word| word.strip_prefix('#')?.parse().ok())
        .collect()
}

#[test]
fn every_count_is_heard_once_and_in_order_whatever_else_is_said() {
    let sides = |n: u32| [Side::Left, Side::Right][n as usize % 2];
    let calm = begun().times(12, |motion, n| motion.rep(sides(n), 5.0));
    // The holds are short, so a cue follows each count.
    let quick = begun().times(12, |motion, n| motion.rep(sides(n), 1.2));
    // There is a safety cue in every repetition.
    let high = begun().times(8, |motion, n| {
        motion
            .lift(sides(n), 1.2)
            .hold(2.5, |figure| figure.leg_deg = 35.0)
            .lower(1.2)
            .rest(0.8)
    });
    let holds = motion(SidePlank::default())
        .rest(2.0)
        .times(4, |motion, _| {
            motion.raise(1.0).stay(10.5).lower(1.0).rest(1.0)
        });
    let bird_dog = || live("bird-dog").dose(6, 5.0);
    let sets = [
        bird_dog().play(&calm),
        bird_dog().play(&quick),
        bird_dog()
            .fault("leg_high", |fault| {
                fault.severity = Severity::Safety;
                fault.per_set = 9;
            })
            .play(&high),
        live("side-plank").dose(4, 10.0).play(&holds),
    ];
    // All sets run at once, with a voice that keeps up and with one that doesn't, as on a busy
    // machine.
    thread::scope(|scope| {
        for slower in [1.0, 3.0] {
            for played in &sets {
                scope.spawn(move || {
                    let (counts, spoken) = heard(played, slower);
                    assert!(counts >= 4, "{:?}", played.said());
                    let expected: Vec<usize> = (1..=counts).collect();
                    assert_eq!(numbers(&spoken), expected, "{spoken:#?}");
                });
            }
        }
    });
}

#[test]
fn counts_that_a_slow_voice_is_late_with_are_caught_up_in_one_sentence() {
    let motion = begun().times(6, |motion, n| {
        motion.rep([Side::Left, Side::Right][n as usize % 2], 1.0)
    });
    let played = live("bird-dog").dose(3, 5.0).play(&motion);
    let (counts, spoken) = heard(&played, 10.0);
    assert_eq!(numbers(&spoken), (1..=counts).collect::<Vec<_>>());
    assert!(spoken.len() < counts, "{spoken:#?}");
}
