//! German: the user is "du", cues are imperatives, and numbers have a decimal comma.

pub mod check;
pub mod checklist;
pub mod history;
pub mod home;
pub mod live;
pub mod pain;
pub mod program;
pub mod routine;
pub mod saving;
pub mod sheet;
pub mod spoken;
pub mod summary;
pub mod terminal;

/// One decimal: "8,1".
fn one_decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}
