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
#[allow(dead_code)]
mod demonstration;
#[path = "../support/figure.rs"]
mod figure;
#[path = "../support/film.rs"]
mod film;
#[path = "../support/geometry.rs"]
#[allow(dead_code)]
mod geometry;
mod heard;
#[path = "../support/limits.rs"]
#[allow(dead_code)]
mod limits;
mod lost;
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
#[allow(dead_code)]
mod recording;
#[cfg(unix)]
#[path = "../support/recording_voice.rs"]
mod recording_voice;
mod seen;
mod setup;
mod side_plank;
#[cfg(unix)]
mod spoken;
#[path = "../support/stick.rs"]
mod stick;
mod times;
mod unsteady;
