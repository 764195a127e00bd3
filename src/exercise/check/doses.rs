//! How much may be asked for in a set.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{Checked, Checker};
use crate::exercise::model::Dose;

/// Most repetitions or holds of a side. Home programmes ask for 30 at most (the doses of the
/// built-in exercises are 1 to 12); beyond this it is a typing error, and a program that counts
/// through a set would take for ever.
const MOST_REPS: u32 = 200;

/// Longest hold, in seconds: a quarter of an hour.
const LONGEST_HOLD_S: f32 = 900.0;

impl Checker<'_> {
    pub(super) fn doses(&self) -> Checked<BTreeMap<String, Dose>> {
        let doses = &self.file.doses;
        if !doses.contains_key("standard") {
            let message = "there is no dose `standard`: say in [doses] how much a usual set is";
            return self.fail(self.read.at.clone(), message);
        }
        let checked = |(name, dose): (&String, &Spanned<Dose>)| {
            let (span, dose) = (dose.span(), dose.get_ref());
            if !(1..=MOST_REPS).contains(&dose.reps) {
                let message = format!("{} repetitions: ask for 1 to {MOST_REPS}", dose.reps);
                return self.fail(span, message);
            }
            if !(0.0..=LONGEST_HOLD_S).contains(&dose.hold_s) {
                let message = format!(
                    "a hold of {} seconds: ask for 0 to {LONGEST_HOLD_S}",
                    dose.hold_s
                );
                return self.fail(span, message);
            }
            Ok((name.clone(), dose.clone()))
        };
        doses.iter().map(checked).collect()
    }
}
