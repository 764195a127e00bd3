//! The lines of an export.

use serde::{Deserialize, Serialize};

use crate::coach::{Summary, Timed};
use crate::session::track::Coached;

/// The format that this program writes and reads. It changes when a program that knows only the earlier one
/// would read something wrong. What is only more is added without a new number, and not read by older
/// programs.
pub(super) const FORMAT: u64 = 1;

/// A line: the first one, sessions each before its sets, and the last one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Line {
    History(Head),
    Session(Session),
    Set(Box<Set>),
    End(End),
}

/// The first line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) format: u64,
    /// Version of the program that has written it.
    pub(super) app_version: String,
    /// The day from which on it has the sessions; all of them where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) programme: Option<Programme>,
    /// The scores of the Roland-Morris questionnaire since that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) roland_morris: Vec<Answered>,
}

/// A questionnaire that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answered {
    /// Unix time in seconds.
    pub(super) answered_at: i64,
    /// 0 to 24.
    pub(super) score: u8,
}

/// A routine that goes along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// The name that `spotter routine` knows it by.
    pub name: String,
    /// Its file.
    pub text: String,
}

/// A session. Its sets follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Session {
    pub(super) id: i64,
    /// Unix time in seconds.
    pub(super) started_at: i64,
    /// The same for people; it is not read.
    #[serde(skip_deserializing)]
    pub(super) started: Option<String>,
    pub(super) source: String,
    pub(super) app_version: String,
    pub(super) routine: Option<String>,
    pub(super) pain_before: Option<u8>,
    pub(super) pain_after: Option<u8>,
}

/// A set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Set {
    pub(super) id: i64,
    pub(super) session: i64,
    /// Unix time in seconds.
    pub(super) started_at: i64,
    /// The same for people; it is not read.
    #[serde(skip_deserializing)]
    pub(super) started: Option<String>,
    pub(super) exercise: String,
    pub(super) exercise_version: Option<String>,
    pub(super) variant: Option<String>,
    pub(super) dose: Option<String>,
    pub(super) source: String,
    pub(super) model: Option<String>,
    pub(super) app_version: String,
    pub(super) seconds: f64,
    pub(super) events_lost: u64,
    pub(super) pain: Option<u8>,
    /// How it was coached, where its track is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) coached: Option<Coached>,
    /// What the coach was given, each part with its number: packed as in the history, in base64. It is no map,
    /// because serde reads no numbers as keys within a line that has a kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) track: Vec<(u32, String)>,
    /// In the lines that `--events` printed, from its start on.
    pub(super) events: Vec<Timed>,
    /// None where it was cut off.
    pub(super) summary: Option<Summary>,
}

/// The last line. A file without it is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) sessions: usize,
    pub(super) sets: usize,
}
