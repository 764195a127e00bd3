//! Whole sets of a stick figure, judged by the events and sounds that the coach gives.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[macro_use]
#[path = "../support/each_exercise.rs"]
mod each_exercise;

#[path = "../support/banner_sentences.rs"]
mod banner_sentences;
mod bird_dog;
mod continuity;
mod cues_end;
mod demo;
#[path = "../support/demonstration.rs"]
mod demonstration;
#[path = "../support/figure.rs"]
mod figure;
#[path = "../support/geometry.rs"]
mod geometry;
mod heard;
#[path = "../support/limits.rs"]
mod limits;
mod lost;
#[path = "../support/motion.rs"]
mod motion;
mod near_misses;
mod near_misses_floor;
mod on_the_back;
mod one_limb;
mod pacing;
mod pairs;
mod performed;
mod played;
mod praise;
mod properties;
mod rate;
mod reachable;
#[path = "../support/recording.rs"]
mod recording;
#[cfg(unix)]
#[path = "../support/recording_voice.rs"]
mod recording_voice;
mod scripts;
mod seen;
mod setup;
mod side_plank;
#[cfg(unix)]
mod spoken;
#[path = "../support/stick.rs"]
mod stick;
mod stop_gesture;
mod times;
mod unsteady;
