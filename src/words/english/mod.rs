//! English.

pub mod check;
pub mod checklist;
pub mod history;
pub mod home;
pub mod live;
pub mod pain;
pub mod program;
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
