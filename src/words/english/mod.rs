//! English.

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
pub mod trouble;
pub mod voice;

/// The months of a year.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
