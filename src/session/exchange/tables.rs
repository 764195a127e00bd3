//! Writes the history as tables: a file of comma-separated values per kind (RFC 4180), times in seconds of
//! the set.

use std::io::Write;
use std::path::Path;

use csv::Writer;
use serde::Serialize;

use super::line::{Session, Set};
use super::units::{Units, of_fault, of_signal};
use super::write::{Exported, each_session, scores_since};
use crate::coach::{Event, Timed};
use crate::exercise::Exercise;
use crate::session::{SessionError, SetRow, Store};
use crate::words::Date;
use crate::words::number::thousandths;

/// Number of the files.
const FILES: usize = 10;

/// The names of the files, in the order in which [`export_csv`] takes them.
pub const CSV_FILES: [&str; FILES] = [
    "sessions.csv",
    "sets.csv",
    "reps.csv",
    "partials.csv",
    "holds.csv",
    "faults.csv",
    "cues.csv",
    "unseen.csv",
    "moments.csv",
    "questionnaires.csv",
];

/// The columns of each file.
const COLUMNS: [&[&str]; FILES] = [
    &[
        "session",
        "started",
        "source",
        "app_version",
        "routine",
        "pain_before_of_10",
        "pain_after_of_10",
    ],
    &[
        "set",
        "session",
        "started",
        "exercise",
        "exercise_version",
        "variant",
        "dose",
        "source",
        "model",
        "app_version",
        "duration_s",
        "interrupted",
        "ended",
        "pain_of_10",
        "reps",
        "reps_left",
        "reps_right",
        "reps_good",
        "reps_judged",
        "reps_short",
        "partials",
        "held_s",
        "unseen_s",
        "events_lost",
    ],
    &[
        "set", "t_s", "n", "side", "peak", "range", "unit", "in_s", "hold_s", "out_s", "good",
        "why",
    ],
    &["set", "t_s", "side", "peak", "unit", "why"],
    &["set", "t_s", "phase", "side", "hold_s"],
    &["set", "t_s", "fault", "band", "side", "value", "unit"],
    &["set", "t_s", "fault", "text"],
    &["set", "t_s", "what", "text"],
    &["set", "t_s", "what", "why"],
    &["answered", "score_of_24"],
];

/// Places of the files in [`CSV_FILES`].
const SESSIONS: usize = 0;
const SETS: usize = 1;
const REPS: usize = 2;
const PARTIALS: usize = 3;
const HOLDS: usize = 4;
const FAULTS: usize = 5;
const CUES: usize = 6;
const UNSEEN: usize = 7;
const MOMENTS: usize = 8;
const QUESTIONNAIRES: usize = 9;

/// Writes the sessions since a day, and gives the files back. `folder` has the user's own exercise files,
/// where the units stand.
///
/// # Errors
/// When the history can't be read, and [`SessionError::Output`].
pub fn export_csv<W: Write>(
    store: Option<&Store>,
    since: Option<Date>,
    folder: Option<&Path>,
    files: [W; FILES],
) -> Result<([W; FILES], Exported), SessionError> {
    let mut tables = Tables::begin(files)?;
    let mut units = Units::new(folder);
    let mut exported = Exported::default();
    if let Some(store) = store {
        each_session(store, since, |session, sets| {
            exported.sessions += 1;
            tables.session(&session)?;
            for (set, row) in &sets {
                exported.sets += 1;
                exported.unreadable += row.unreadable;
                tables.set(set, row)?;
                let exercise = units.exercise(&set.exercise, set.variant.as_deref());
                for event in &set.events {
                    tables.event(set.id, event, exercise)?;
                }
            }
            Ok(())
        })?;
    }
    for score in scores_since(store, since)? {
        tables.row(QUESTIONNAIRES, (&score.answered, score.score))?;
    }
    Ok((tables.end()?, exported))
}

struct Tables<W: Write>([Writer<W>; FILES]);

impl<W: Write> Tables<W> {
    fn begin(files: [W; FILES]) -> Result<Self, SessionError> {
        let mut tables = Self(files.map(|file| {
            // RFC 4180 ends lines so; the names of the columns are written by hand, because a table without
            // rows has them as well.
            csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .has_headers(false)
                .from_writer(file)
        }));
        for (number, columns) in COLUMNS.iter().enumerate() {
            tables.row(number, columns)?;
        }
        Ok(tables)
    }

    fn end(self) -> Result<[W; FILES], SessionError> {
        let mut files = Vec::new();
        for table in self.0 {
            let file = table.into_inner();
            files.push(file.map_err(|error| SessionError::Output(error.into_error()))?);
        }
        files
            .try_into()
            .map_err(|_| SessionError::Output(std::io::ErrorKind::Other.into()))
    }

    fn row(&mut self, table: usize, row: impl Serialize) -> Result<(), SessionError> {
        self.0[table]
            .serialize(row)
            .map_err(|error| SessionError::Output(error.into()))
    }

    fn session(&mut self, session: &Session) -> Result<(), SessionError> {
        let row = (
            session.id,
            &session.started,
            &session.source,
            &session.app_version,
            &session.routine,
            session.pain_before,
            session.pain_after,
        );
        self.row(SESSIONS, row)
    }

    fn set(&mut self, set: &Set, row: &SetRow) -> Result<(), SessionError> {
        let of = &row.summary;
        let held_s: f64 = of.holds.iter().map(|hold| hold.hold_s).sum();
        let known = (
            (set.id, set.session, &set.started),
            (
                &set.exercise,
                &set.exercise_version,
                &set.variant,
                &set.dose,
            ),
            (&set.source, &set.model, &set.app_version),
            (set.seconds, row.interrupted, of.ended, set.pain),
        );
        let counted = (
            (of.reps.total, of.reps.left, of.reps.right),
            (row.good, row.judged, of.short, of.partials),
            (thousandths(held_s), of.unseen_s, set.events_lost),
        );
        self.row(SETS, (known, counted))
    }

    fn event(
        &mut self,
        set: i64,
        Timed { t_s, event }: &Timed,
        exercise: Option<&Exercise>,
    ) -> Result<(), SessionError> {
        let at = (set, t_s);
        let unit = exercise.map(of_signal);
        match event {
            Event::Rep {
                n,
                side,
                peak,
                range,
                in_s,
                hold_s,
                out_s,
                good,
                why,
            } => {
                let far = (peak, range, unit);
                let row = (at, n, side, far, (in_s, hold_s, out_s), good, why.join(" "));
                self.row(REPS, row)
            }
            Event::Partial { side, peak, why } => self.row(PARTIALS, (at, side, peak, unit, why)),
            Event::Hold {
                phase,
                side,
                hold_s,
            } => self.row(HOLDS, (at, phase, side, hold_s)),
            Event::Fault {
                id,
                band,
                side,
                value,
            } => {
                let unit = exercise.and_then(|exercise| of_fault(exercise, id));
                self.row(FAULTS, (at, id, band, side, value, unit))
            }
            Event::Cue { fault, text } => self.row(CUES, (at, fault, text)),
            Event::Unseen { what, text } => self.row(UNSEEN, (at, what.join("; "), text)),
            Event::Start => self.row(MOMENTS, (at, "start", "")),
            Event::Lost => self.row(MOMENTS, (at, "lost", "")),
            Event::Found => self.row(MOMENTS, (at, "found", "")),
            Event::Stopped { why } => self.row(MOMENTS, (at, "stopped", why)),
            // Getting ready is not kept, and the summary stands with its set.
            Event::Setup { .. } | Event::Summary(_) => Ok(()),
        }
    }
}
