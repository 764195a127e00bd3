//! The real program, run as a user runs it: its command line, its files, its history, whole sets.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod cli;
#[path = "../support/demonstration.rs"]
#[allow(dead_code)]
mod demonstration;
mod films;
mod history;
mod kept;
mod live;
mod outputs;
mod performer;
mod printing;
#[path = "../support/recording.rs"]
#[allow(dead_code)]
mod recording;
#[cfg(unix)]
#[path = "../support/recording_voice.rs"]
mod recording_voice;
#[path = "../support/schema.rs"]
mod schema;
mod spoken;
#[path = "../support/mod.rs"]
mod support;
