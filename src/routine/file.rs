//! The routine file as it is written.

use schemars::{JsonSchema, Schema};
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use toml::value::Datetime as Date;

/// Rest between two exercises, in seconds, where the file doesn't say. Half a minute to a minute is
/// usual between sets for strength endurance; getting into the next position is part of it.
const REST_S: f32 = 30.0;

/// A routine: exercises one after the other.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoutineFile {
    /// Name on the screen.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// What it is for, in a line.
    pub about: Option<String>,
    /// Who has made it, where it is a therapist's programme.
    pub therapist: Option<String>,
    /// What its author has to say about it.
    pub note: Option<String>,
    /// The day until which it is to be done: 2026-12-24, without quotation marks.
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// How much of each exercise: beginner, standard or long. Left out, it grows over eight weeks.
    #[schemars(with = "Option<String>")]
    pub dose: Option<Spanned<String>>,
    /// Seconds of rest between two exercises.
    #[serde(default = "rest_s")]
    #[schemars(with = "f32")]
    pub rest_s: Spanned<f32>,
    /// The exercises, in their order.
    pub sets: Vec<SetInFile>,
}

/// One exercise of a routine.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetInFile {
    /// Id of the exercise, or a list of which each day takes the next one.
    #[schemars(with = "Turns")]
    pub exercise: Spanned<Turns>,
    /// Variant of the exercise.
    #[schemars(with = "Option<String>")]
    pub variant: Option<Spanned<String>>,
    /// How much of this exercise, where it is not as much as of the others.
    #[schemars(with = "Option<String>")]
    pub dose: Option<Spanned<String>>,
    /// Seconds of rest after this exercise.
    #[schemars(with = "Option<f32>")]
    pub rest_s: Option<Spanned<f32>>,
}

/// One exercise, or several that take turns from day to day.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Turns {
    One(String),
    Several(Vec<String>),
}

impl Turns {
    pub(super) fn ids(&self) -> &[String] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Several(ids) => ids,
        }
    }
}

fn rest_s() -> Spanned<f32> {
    Spanned::new(0..0, REST_S)
}

/// The JSON Schema of a routine file.
#[must_use]
pub fn schema() -> Value {
    let schema: Schema = schemars::schema_for!(RoutineFile);
    schema.to_value()
}
