//! How much may be asked for in a set.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Checked, Checker};

/// Most repetitions or holds of a side. Home programmes ask for 30 at most (docs: doses of the
/// built-in exercises are 1 to 12); beyond this it is a slip of the finger, and whatever counts
/// through a set would take for ever.
const MOST_REPS: u32 = 200;

/// Longest hold, in seconds: a quarter of an hour.
const LONGEST_HOLD_S: f32 = 900.0;

impl Checker<'_> {
    pub(super) fn doses(&self) -> Checked<()> {
        for (name, dose) in &self.file.doses {
            if !(1..=MOST_REPS).contains(&dose.reps) {
                return self.fail(
                    self.span_of(name, "reps"),
                    format!("{} repetitions: ask for 1 to {MOST_REPS}", dose.reps),
                );
            }
            if !(0.0..=LONGEST_HOLD_S).contains(&dose.hold_s) {
                return self.fail(
                    self.span_of(name, "hold_s"),
                    format!(
                        "a hold of {} seconds: ask for 0 to {LONGEST_HOLD_S}",
                        dose.hold_s
                    ),
                );
            }
        }
        Ok(())
    }

    /// Where a number of a dose stands; the file's beginning where that can't be told.
    fn span_of(&self, dose: &str, key: &str) -> Range<usize> {
        let Ok(file) = DeTable::parse(self.text) else {
            return 0..0;
        };
        let mut at = file.get_ref();
        for name in ["doses", dose] {
            match at.get(name).map(|value| value.get_ref()) {
                Some(DeValue::Table(table)) => at = table,
                _ => return 0..0,
            }
        }
        at.get(key).map_or(0..0, |value| value.span())
    }
}
