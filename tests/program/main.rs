//! The real program, run as a user runs it: its command line, its files, its history, whole sets.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod cli;
#[path = "../support/demonstration.rs"]
mod demonstration;
mod exchange;
mod faults;
#[path = "../support/ffmpeg.rs"]
mod ffmpeg;
mod history;
mod kept;
mod live;
mod outputs;
mod performer;
mod printing;
#[path = "../support/recording.rs"]
mod recording;
#[cfg(unix)]
#[path = "../support/recording_voice.rs"]
mod recording_voice;
mod report;
mod routine;
#[path = "../support/schema.rs"]
mod schema;
mod settings;
mod spoken;
#[path = "../support/mod.rs"]
mod support;
#[cfg(target_os = "linux")]
mod under_way;
mod videos;
