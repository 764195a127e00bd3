//! The numbers of sets and sessions, and what is known of a set when it begins.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::Serialize;

use super::track::Coached;

/// Number of a set, assigned when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SetId(pub(super) i64);

/// Number of a session, assigned when its first set begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SessionId(pub(super) i64);

macro_rules! as_number {
    ($($id:ident)+) => {$(
        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $id {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

as_number!(SetId SessionId);

/// What is known when a set begins.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSet {
    /// The session that it belongs to.
    pub session: InSession,
    /// Unix time in seconds.
    pub started_at: i64,
    /// Id of the exercise.
    pub exercise: String,
    /// Version of the exercise's file.
    pub exercise_version: String,
    /// Id of the variant, if not the usual one.
    pub variant: Option<String>,
    /// Id of the dose, if not the usual one.
    pub dose: Option<String>,
    /// The source of the pictures, as given to `--source`.
    pub source: String,
    /// The pose model.
    pub model: String,
    /// Version of the program.
    pub app_version: String,
    /// How it is coached, where that is noted.
    pub coached: Option<Coached>,
}

/// The session that a set belongs to: one that has begun, or one that begins with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InSession {
    /// The session that has begun. Where it is not in the history, another one begins.
    pub begun: Option<SessionId>,
    /// Name of the routine that the set is a part of.
    pub routine: Option<String>,
}

/// A set that has begun, and its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BegunSet {
    /// The set.
    pub set: SetId,
    /// Its session.
    pub session: SessionId,
}
