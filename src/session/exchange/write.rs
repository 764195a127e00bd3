//! Writes the history as JSON.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{Connection, OptionalExtension};

use super::line::{Answered, End, FORMAT, Head, Line, Programme, Session, Set};
use crate::coach::Timed;
use crate::session::ids::SessionId;
use crate::session::scores::Score;
use crate::session::{SessionError, SessionRow, SetId, SetRow, Store};
use crate::words::Date;

/// What is to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The sessions since this day where the user lives; all of them where there is none.
    pub since: Option<Date>,
    /// A routine that goes along.
    pub programme: Option<Programme>,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exported {
    /// Number of sessions.
    pub sessions: usize,
    /// Number of sets.
    pub sets: usize,
    /// Number of events that were left out, because they can't be read.
    pub unreadable: u32,
}

/// Writes the history as it is at one moment, while others may go on writing to it. Without a history
/// there are no sessions.
///
/// # Errors
/// When it can't be read, and [`SessionError::Output`].
pub fn export_json(
    store: Option<&Store>,
    wanted: &Wanted,
    out: &mut impl Write,
) -> Result<Exported, SessionError> {
    let head = Head {
        format: FORMAT,
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        since: wanted.since.map(|day| day.to_string()),
        programme: wanted.programme.clone(),
        roland_morris: scores_since(store, wanted.since)?
            .into_iter()
            .map(|score| Answered {
                answered_at: score.answered_at,
                score: score.score,
            })
            .collect(),
    };
    write(out, &Line::History(head))?;
    let mut exported = Exported::default();
    if let Some(store) = store {
        each_session(store, wanted.since, |session, sets| {
            exported.sessions += 1;
            write(out, &Line::Session(session))?;
            for (set, row) in sets {
                exported.sets += 1;
                exported.unreadable += row.unreadable;
                write(out, &Line::Set(Box::new(set)))?;
            }
            Ok(())
        })?;
    }
    let Exported { sessions, sets, .. } = exported;
    write(out, &Line::End(End { sessions, sets }))?;
    out.flush().map_err(SessionError::Output)?;
    Ok(exported)
}

fn write(out: &mut impl Write, line: &Line) -> Result<(), SessionError> {
    serde_json::to_writer(&mut *out, line).map_err(|error| SessionError::Output(error.into()))?;
    out.write_all(b"\n").map_err(SessionError::Output)
}

/// Gives each session since a day with its sets, in order, all as they are at one moment.
pub(super) fn each_session(
    store: &Store,
    since: Option<Date>,
    mut take: impl FnMut(Session, Vec<(Set, SetRow)>) -> Result<(), SessionError>,
) -> Result<(), SessionError> {
    store.at_one_moment(|| {
        for id in store.read(|connection| session_ids(connection, since))? {
            let row = store.session(id)?;
            let sets = row.sets.iter().map(|&id| set(store, id));
            let sets = sets.collect::<Result<Vec<_>, _>>()?;
            take(session(store, row)?, sets)?;
        }
        Ok(())
    })
}

/// The scores of the questionnaire since a day, oldest first.
pub(super) fn scores_since(
    store: Option<&Store>,
    since: Option<Date>,
) -> Result<Vec<Score>, SessionError> {
    let mut scores = store.map_or(Ok(Vec::new()), Store::scores)?;
    if let Some(since) = since.and_then(Date::number) {
        scores.retain(|score| score.day().is_some_and(|day| day >= since));
    }
    Ok(scores)
}

fn session_ids(connection: &Connection, since: Option<Date>) -> rusqlite::Result<Vec<SessionId>> {
    connection
        .prepare(
            "SELECT id FROM session
             WHERE ?1 IS NULL OR date(started_at, 'unixepoch', 'localtime') >= ?1 ORDER BY id",
        )?
        .query_map([since.map(|day| day.to_string())], |row| {
            row.get(0).map(SessionId)
        })?
        .collect()
}

fn session(store: &Store, row: SessionRow) -> Result<Session, SessionError> {
    Ok(Session {
        id: row.id.0,
        started_at: row.started_at,
        started: store.read(|connection| local_time(connection, row.started_at))?,
        source: row.source,
        app_version: row.app_version,
        routine: row.routine,
        pain_before: row.pain_before,
        pain_after: row.pain_after,
    })
}

fn set(store: &Store, id: SetId) -> Result<(Set, SetRow), SessionError> {
    let row = store.set(id)?;
    let lines = store.lines(id)?;
    let readable = |line: &String| serde_json::from_str::<Timed>(line).ok();
    let events: Vec<Timed> = lines.iter().filter_map(readable).collect();
    let unreadable = u32::try_from(lines.len() - events.len()).unwrap_or(u32::MAX);
    let (coached, parts) = store.packed_track(id)?;
    let set = Set {
        id: id.0,
        session: row.session.0,
        started_at: row.started_at,
        started: store.read(|connection| local_time(connection, row.started_at))?,
        exercise: row.exercise.clone(),
        exercise_version: row.exercise_version.clone(),
        variant: row.variant.clone(),
        dose: row.dose.clone(),
        source: row.source.clone(),
        model: row.model.clone(),
        app_version: row.app_version.clone(),
        seconds: row.seconds,
        events_lost: row.events_lost,
        pain: row.pain,
        coached,
        track: parts
            .into_iter()
            .map(|part| (part.n, STANDARD.encode(part.bytes)))
            .collect(),
        events,
        summary: (!row.interrupted).then(|| row.summary.clone()),
    };
    Ok((set, SetRow { unreadable, ..row }))
}

/// "2026-03-01T18:05:12+01:00"; none for a year that no calendar has.
fn local_time(connection: &Connection, unix_s: i64) -> rusqlite::Result<Option<String>> {
    let query = "SELECT strftime('%Y-%m-%dT%H:%M:%S', ?1, 'unixepoch', 'localtime'),
                 unixepoch(datetime(?1, 'unixepoch', 'localtime')) - ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (time, offset_s): (Option<String>, Option<i64>) = connection
        .prepare_cached(query)?
        .query_row([unix_s], read)
        .optional()?
        .unwrap_or_default();
    let with_offset = |(time, offset_s): (String, i64)| {
        let minutes = offset_s.abs() / 60;
        let sign = if offset_s < 0 { '-' } else { '+' };
        format!("{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    };
    Ok(time.zip(offset_s).map(with_offset))
}
