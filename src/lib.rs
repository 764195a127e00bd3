//! Spotter coaches back exercises through an ordinary webcam.
//!
//! ```text
//!  source ──Frame──▶ pose ──Pose──▶ body ──Body──▶ coach ──Events, Scene──▶ screen   (window)
//!  webcam            find the        torso lengths,   exercise file             voice    (speech, tones)
//!  video file        person, 33      floor line,      + state machine           session  (SQLite) ──▶ summary
//!  photographs       landmarks,      near/far side,   + faults + cues
//!                    mask on demand  outline of back
//! ```
//!
//! One direction, one plain type per arrow. Two rules hold everywhere:
//!
//! * **Time comes with the frame.** Nothing from [`pose`] to [`coach`] reads a clock, a random
//!   number, a file or a global: the same frames give the same events, byte for byte.
//! * **Unknown is a value.** A measure is known or unknown with a reason; a rule with an unknown
//!   input is silent.

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
pub mod screen;
pub mod session;
pub mod source;
pub mod voice;
pub mod words;
