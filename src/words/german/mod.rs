//! German: the user is "du", cues are imperatives, and numbers have a decimal comma.

pub mod check;
pub mod checklist;
pub mod checks;
pub mod exchange;
pub mod history;
pub mod home;
pub mod live;
pub mod pain;
pub mod program;
pub mod questionnaire;
pub mod replay;
pub mod report;
pub mod routine;
pub mod safety;
pub mod saving;
pub mod settings;
pub mod sheet;
pub mod spoken;
pub mod summary;
pub mod terminal;

/// One decimal: "8,1".
fn one_decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

/// The months of a year.
const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
