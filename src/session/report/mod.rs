//! The report for a visit to the doctor: one page of HTML that needs nothing else, no script and no
//! file from elsewhere, in light and dark, and on one sheet of A4.
//!
//! ```text
//!  Store ──read──▶ sets ──course, change──▶ figures of each exercise ──page, plot──▶ HTML
//! ```
//!
//! It says only what was measured, and a change only where it is more than the measurement error.

mod course;
mod curve;
mod named;
mod page;
mod pain;
mod period;
mod plot;
mod read;
mod set;
mod trend;

use std::path::PathBuf;

pub use trend::{ExerciseTrend, TrendMeasure, TrendSide};

use super::error::SessionError;
use super::ids::SetId;
use super::store::Store;
use crate::exercise::Exercise;
use crate::words::{Language, number, summary};

pub use curve::{Moment, SetCurve};

/// What a report is written with, beside the history.
#[derive(Debug, Clone)]
pub struct ReportContext {
    /// The language of all that it says.
    pub language: Language,
    /// The day of today, as days since 1970 where the user lives.
    pub today: u32,
    /// On how many days a week the user wants to exercise.
    pub weekly_goal_days: u8,
    /// The user's own exercise files.
    pub folder: Option<PathBuf>,
}

/// The report of the sets that count, from a day on. None where there is no such set.
///
/// # Errors
/// When the history can't be read.
pub fn report_since(
    store: &Store,
    since: u32,
    context: &ReportContext,
) -> Result<Option<String>, SessionError> {
    let (sets, first) = read::counting_since(store, since)?;
    let Some(first) = first.filter(|_| !sets.is_empty()) else {
        return Ok(None);
    };
    let from = first.max(since);
    let told = read::ToldByUser {
        pains: read::pain_since(store, from)?,
        scores: read::scores_since(store, from)?,
    };
    Ok(Some(
        period::Period::new(&sets, &told, from, context).html(),
    ))
}

/// The report of one set, whether it counts or not, with what its track tells and the exercise that it is
/// of, where there is one.
///
/// # Errors
/// [`SessionError::NoSet`], or when the history can't be read.
pub fn report_of_set(
    store: &Store,
    id: SetId,
    curve: Option<(&Exercise, &SetCurve)>,
    context: &ReportContext,
) -> Result<String, SessionError> {
    let pictures = store.pictures(id)?;
    Ok(set::html(&read::one(store, id)?, curve, &pictures, context))
}

/// "12 s" or "1:05" after the beginning.
fn clock(t_s: f64, language: Language) -> String {
    let seconds = t_s.max(0.0) as u64;
    match seconds / 60 {
        0 => summary::seconds(language, seconds),
        _ => number::clock(t_s),
    }
}

#[cfg(test)]
mod tests;
