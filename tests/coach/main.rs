//! Whole sets of a stick figure, judged by the events and sounds that the coach gives.

#![allow(clippy::unwrap_used)]

mod bird_dog;
#[path = "../support/figure.rs"]
#[allow(dead_code, missing_docs)]
mod figure;
mod pacing;
mod played;
mod properties;
mod seen;
mod setup;
mod side_plank;
