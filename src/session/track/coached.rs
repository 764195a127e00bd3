//! How a set was coached, as far as its frames don't say.

use serde::{Deserialize, Serialize};

use crate::coach::{Options, Strictness};
use crate::exercise::Dose;

/// How a set was coached, as far as its frames don't say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coached {
    /// The code of the language of its sentences.
    pub language: String,
    dose: Dose,
    strictness: Strictness,
    live: bool,
    best: Option<f32>,
    good_sets: u32,
}

impl Coached {
    /// A set that is coached so, in the language of this code.
    #[must_use]
    pub fn of(options: &Options, language: &str) -> Self {
        Coached {
            language: language.to_owned(),
            dose: options.dose.clone(),
            strictness: options.strictness,
            live: options.live,
            best: options.best,
            good_sets: options.good_sets,
        }
    }

    /// The same for a coach.
    #[must_use]
    pub fn options(&self) -> Options {
        Options {
            dose: self.dose.clone(),
            strictness: self.strictness,
            live: self.live,
            best: self.best,
            good_sets: self.good_sets,
        }
    }
}
