//! What a report takes from the store: sets with their repetitions and the moments of their faults.
//! Nothing else of this folder knows how a history is kept.

use std::collections::BTreeSet;

use crate::blazepose::{Joint, Side};
use crate::coach::{Band, Event, FaultTally, StopWhy, Timed};
use crate::session::figures::SetFigures;
use crate::session::{SessionError, SetId, SetRow, SideFigures, Store};
use crate::words::{Language, report};

/// A set that was done.
#[derive(Debug, Clone)]
pub(super) struct DoneSet {
    /// Days since 1970, where the user lives.
    pub(super) day: u32,
    /// Time of the day, "18:05".
    pub(super) time: String,
    pub(super) exercise: String,
    pub(super) variant: Option<String>,
    pub(super) model: Option<String>,
    pub(super) app_version: String,
    pub(super) seconds: f64,
    pub(super) is_cut_off: bool,
    /// Whether the user's camera saw it.
    pub(super) counts: bool,
    /// The figures of left, right and both.
    pub(super) sides: [SideFigures; 3],
    pub(super) reps: Vec<Rep>,
    pub(super) partials: u32,
    /// What was off, with how often and how long.
    pub(super) faults: Vec<(String, FaultTally)>,
    /// When it became bad.
    pub(super) onsets: Vec<Onset>,
    /// What could not be seen, as the events name it.
    pub(super) unseen: Vec<String>,
    pub(super) unseen_s: f64,
    pub(super) ended: Option<StopWhy>,
    pub(super) pain: Option<u8>,
}

impl DoneSet {
    /// The figures of a side; of both together for `None`.
    pub(super) fn figures(&self, side: Option<Side>) -> SideFigures {
        self.sides[side.map_or(2, Side::index)]
    }

    /// What could not be seen, each once.
    pub(super) fn unseen_parts(&self, language: Language) -> BTreeSet<&'static str> {
        let parts = self.unseen.iter();
        parts.filter_map(|what| part(language, what)).collect()
    }
}

/// A counted repetition or hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rep {
    pub(super) t_s: f64,
    pub(super) side: Option<Side>,
    /// How far the signal went from where it began.
    pub(super) range: f32,
    pub(super) hold_s: f64,
    pub(super) good: Option<bool>,
}

/// The moment at which a fault became bad.
#[derive(Debug, Clone)]
pub(super) struct Onset {
    pub(super) t_s: f64,
    pub(super) fault: String,
    /// In which repetition of the set that was, from 1.
    pub(super) rep: u32,
}

/// The sets that count, from a day on, oldest first; and the first day with one in the whole history.
pub(super) fn counting_since(
    store: &Store,
    since: u32,
) -> Result<(Vec<DoneSet>, Option<u32>), SessionError> {
    let rows = store.counting_since(since)?.into_iter();
    let sets = rows.map(|row| done_set(store, row));
    Ok((sets.collect::<Result<_, _>>()?, store.first_day()?))
}

/// What the user has told of some weeks.
#[derive(Debug, Default)]
pub(super) struct ToldByUser {
    /// Of each session, oldest first.
    pub(super) pains: Vec<ToldPain>,
    /// Of each questionnaire: day and score, oldest first.
    pub(super) scores: Vec<(u32, u8)>,
}

/// How strong the pain was before and after a session, 0 to 10, where that was told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ToldPain {
    pub(super) day: u32,
    pub(super) before: Option<u8>,
    pub(super) after: Option<u8>,
}

/// The pain of the sessions that count, from a day on, oldest first.
pub(super) fn pain_since(store: &Store, since: u32) -> Result<Vec<ToldPain>, SessionError> {
    let sessions = store.sessions(u32::MAX)?.into_iter().rev();
    let told = sessions.filter(|session| session.counts).filter_map(|row| {
        let (day, before, after) = (row.day()?, row.pain_before, row.pain_after);
        let told = ToldPain { day, before, after };
        (before.or(after).is_some() && day >= since).then_some(told)
    });
    Ok(told.collect())
}

/// The questionnaires of a period: day and score, oldest first.
pub(super) fn scores_since(store: &Store, since: u32) -> Result<Vec<(u32, u8)>, SessionError> {
    let scores = store.scores()?.into_iter();
    let scores = scores.filter_map(|score| Some((score.day()?, score.score)));
    Ok(scores.filter(|(day, _)| *day >= since).collect())
}

/// One set, whether it counts or not.
pub(super) fn one(store: &Store, id: SetId) -> Result<DoneSet, SessionError> {
    done_set(store, store.set(id)?)
}

pub(super) fn done_set(store: &Store, row: SetRow) -> Result<DoneSet, SessionError> {
    let events = match store.events(row.id) {
        // The figures of the summary are still true.
        Err(SessionError::Line { .. }) => Vec::new(),
        events => events?,
    };
    let figures = SetFigures::of_cut_off(&row.exercise, &events, row.seconds);
    // Both are missing for a year that no calendar has.
    let day = row.day().unwrap_or_default();
    let time = row.started.split_once(' ').unwrap_or_default().1.to_owned();
    let (reps, onsets) = moments(&events);
    let faults = row.summary.faults.into_iter().collect();
    Ok(DoneSet {
        day,
        time,
        exercise: row.exercise,
        variant: row.variant,
        model: row.model,
        app_version: row.app_version,
        seconds: row.seconds,
        is_cut_off: row.interrupted,
        counts: row.counts,
        sides: [Some(Side::Left), Some(Side::Right), None].map(|side| figures.of_side(side)),
        reps,
        partials: row.summary.partials,
        faults,
        onsets,
        unseen: unseen(&events),
        unseen_s: row.summary.unseen_s,
        ended: row.summary.ended,
        pain: row.pain,
    })
}

/// The repetitions, and when faults became bad.
fn moments(events: &[Timed]) -> (Vec<Rep>, Vec<Onset>) {
    let (mut reps, mut onsets) = (Vec::new(), Vec::new());
    for Timed { t_s, event } in events {
        match event {
            Event::Rep {
                side,
                range,
                hold_s,
                good,
                ..
            } => reps.push(Rep {
                t_s: *t_s,
                side: *side,
                range: *range,
                hold_s: *hold_s,
                good: *good,
            }),
            Event::Fault {
                id,
                band: Band::Bad,
                ..
            } => onsets.push(Onset {
                t_s: *t_s,
                fault: id.clone(),
                rep: reps.len() as u32 + 1,
            }),
            _ => {}
        }
    }
    (reps, onsets)
}

fn unseen(events: &[Timed]) -> Vec<String> {
    let named = events.iter().filter_map(|timed| match &timed.event {
        Event::Unseen { what, .. } => Some(what.clone()),
        _ => None,
    });
    named.flatten().collect()
}

/// What an event names as not seen, in words: a point of the body such as "near wrist", the view from
/// the side, or the rate of frames.
fn part(language: Language, what: &str) -> Option<&'static str> {
    match what {
        "side view" => Some(report::SIDE_VIEW.in_language(language)),
        "frame rate" => Some(report::ENOUGH_PICTURES.in_language(language)),
        point => {
            let joint = Joint::from_name(point.rsplit(' ').next()?)?;
            Some(report::part(language, joint))
        }
    }
}
