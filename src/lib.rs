//! Spotter coaches back exercises through an ordinary webcam.
//!
//! ```text
//!  source ──Frame──▶ pose ──Pose──▶ body ──Body──▶ coach ──Events, Snapshot──▶ screen   (window)
//!  webcam            find the        torso lengths,   exercise file               voice    (speech, tones)
//!  video file        person, 33      floor line,      + a pipeline of             session  (SQLite) ──▶ summary
//!  photographs       landmarks,      near/far side,     small pure stages
//!  performer         same person?    outline of back
//!                    mask on demand
//! ```
//!
//! There is one direction, with one plain type for each arrow: [`source::Frame`], [`pose::Pose`],
//! [`body::Body`], [`coach::Timed`] events and [`coach::Snapshot`]. Three rules hold everywhere:
//!
//! * **Time comes with the frame.** Nothing from [`pose`] to [`coach`] reads a clock, a random
//!   number, a file or a global. The same frames give the same events, byte for byte.
//! * **Unknown is a value.** A measure is known, or unknown with a reason. A rule with an unknown
//!   input is silent.
//! * **One owner per question.** [`pose`] answers whether this is still the same person in the same
//!   picture ([`pose::Continuity`]). [`session`] folds the events of a set into its summary.
//!
//! [`exercise`] reads the exercise files that [`coach`] judges by. [`performer`] is a synthetic person
//! who can take the place of the camera. [`app`] composes a live set and the analysis of a video, and
//! [`cli`] parses and prints. `docs/architecture.md` walks through the rooms with one frame and one
//! event.

// Files of tests/support that unit tests share name the crate as every other test does.
#[cfg(test)]
extern crate self as spotter;

pub mod app;
pub mod blazepose;
pub mod body;
pub mod cli;
pub mod coach;
pub mod exercise;
pub mod ffmpeg;
pub mod notice;
pub mod output_file;
pub mod performer;
pub mod pose;
pub mod routine;
pub mod screen;
pub mod session;
pub mod settings;
pub mod source;
pub mod voice;
pub mod words;
