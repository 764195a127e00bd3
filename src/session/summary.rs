//! What is said after a set, in plain words: only what is true, the best thing first, one thing
//! for next time.

use std::fmt::Write;

use super::change::{Change, pain_change};
use super::recap::{Recap, Request};
use super::session_recap::SessionRecap;
use crate::blazepose::Side;
use crate::coach::{HeldFor, SHORT_HOLD, Summary};
use crate::exercise::Exercise;
use crate::words::number::whole_s;
use crate::words::{self, Language, Phrase, Text};
use crate::words::{pain, routine, summary};

/// A part of the picture time in which the person was seen, below which "no cue was needed" would
/// say more than is known.
const SEEN_ENOUGH: f64 = 0.9;

/// The labels in the terminal take so many letters, and more where one is longer.
const LABEL_WIDTH: usize = 14;

/// The best thing that is true and worth saying. It is `None` when nothing was counted, when
/// nothing was good, and for a user who stopped for pain.
#[must_use]
pub fn went_well(language: Language, set: &Summary) -> Option<String> {
    let reps = set.reps;
    if reps.total == 0 || set.ended.is_some() {
        return None;
    }
    if let Some(praise) = &set.praise {
        return Some(praise.clone());
    }
    if set.unjudged * 2 > reps.total {
        // Most of it was not seen well enough to say anything.
        return None;
    }
    // Sets of before the good ones were kept.
    let Some(good) = set.good else {
        return Some(summary::repetitions_done(language, reps.total));
    };
    let needed_nothing =
        set.faults.is_empty() && set.cues.is_empty() && set.partials == 0 && set.short == 0;
    if needed_nothing && good.total == reps.total && was_seen(set) {
        return Some(summary::no_cue_needed(language, reps.total));
    }
    if good.left > 1 && good.left == good.right && good.left + good.right == reps.total {
        return Some(summary::sides_alike(language, good.left));
    }
    // One good hold is at least as long as its goal, so the longest one is.
    if good.total > 0
        && let Some(longest) = longest(&set.holds)
    {
        return Some(summary::longest_hold(language, whole_s(longest)));
    }
    match (good.total, reps.total) {
        (0, _) => None,
        (1, 1) => Some(
            summary::REPETITION_WAS_GOOD
                .in_language(language)
                .to_owned(),
        ),
        (good, total) => Some(summary::good_ones(language, good, total)),
    }
}

/// One thing for next time: the cue of the fault that took the most time. Nobody who stopped for
/// pain is asked for more.
pub(super) fn next_time(set: &Summary, exercise: &Exercise) -> Option<String> {
    let language = exercise.language;
    if set.ended.is_some() {
        return None;
    }
    if let Some((id, _)) = faults(set).first() {
        return Some(exercise.first_cue(id));
    }
    if set.short > 0 {
        return Some(words::HOLD_LONGER.in_language(language).to_owned());
    }
    if let Some(invited) = set.cues.keys().find(|id| *id != SHORT_HOLD) {
        return Some(exercise.first_cue(invited));
    }
    (set.partials > 0).then(|| summary::GO_ALL_THE_WAY.in_language(language).to_owned())
}

/// The summary as plain text, a line per thing.
#[must_use]
pub fn terminal(recap: &Recap) -> String {
    let mut all = advice(recap.language, recap.is_stopped());
    let sentences = [
        (summary::WENT_WELL, recap.went_well.clone()),
        (summary::FOR_NEXT_TIME, recap.for_next_time()),
    ];
    all.extend(there(sentences));
    all.extend(rows(recap));
    format!("{}\n{}", recap.exercise, block(recap, all))
}

/// The summary of a session: first all of it, and then each exercise.
#[must_use]
pub fn session_terminal(session: &SessionRecap) -> String {
    let language = session.language;
    let mut text = format!("{}\n", session_heading(session));
    let advice = advice(language, session.is_stopped());
    text.push_str(&lines(language, [advice, session_rows(session)].concat()));
    for recap in &session.exercises {
        // Writing to a String can't fail.
        let _ = write!(text, "\n{}\n{}", recap.exercise, block(recap, rows(recap)));
    }
    text
}

/// What is told of all of a session, without its exercises.
#[must_use]
pub fn session_head(session: &SessionRecap) -> String {
    lines(session.language, session_rows(session))
}

/// "Gentle day · 2026-03-01 18:05 · 4 exercises · 12 minutes".
fn session_heading(session: &SessionRecap) -> String {
    let language = session.language;
    let minutes = (session.seconds / 60.0).round() as u32;
    let took = routine::exercises_and_minutes(language, session.exercises.len(), minutes);
    let heading: Vec<&str> = session.heading.iter().map(String::as_str).collect();
    [heading, vec![took.as_str()]].concat().join(" · ")
}

fn session_rows(session: &SessionRecap) -> Vec<(Text, String)> {
    let [before, after] = session.pain;
    let pain = pain_told(session.language, before, after);
    let rows = [
        (summary::WENT_WELL, session.went_well.clone()),
        (summary::FOR_NEXT_TIME, session.next_time.clone()),
        (summary::PAIN, pain),
    ];
    there(rows).collect()
}

/// "4 before, 1 after, clearly less".
fn pain_told(language: Language, before: Option<u8>, after: Option<u8>) -> Option<String> {
    let told = pain::numbers(language, before, after)?;
    let change = before
        .zip(after)
        .map(|(before, after)| pain_change(f32::from(before), f32::from(after)));
    let felt = match change {
        Some(Change::Less) => pain::CLEARLY_LESS,
        Some(Change::More) => pain::CLEARLY_MORE,
        _ => return Some(told),
    };
    Some(format!("{told}, {}", felt.in_language(language)))
}

/// What to do for somebody who has stopped.
fn advice(language: Language, is_stopped: bool) -> Vec<(Text, String)> {
    let advice = words::PAIN.in_language(language).into_iter();
    let advice = advice.filter(|_| is_stopped);
    advice
        .map(|words| (summary::NOW, words.to_owned()))
        .collect()
}

fn there<const N: usize>(
    rows: [(Text, Option<String>); N],
) -> impl Iterator<Item = (Text, String)> {
    let rows = rows.into_iter();
    rows.filter_map(|(label, words)| Some((label, words?)))
}

/// The rows of an exercise; one sentence where nothing was counted.
fn block(recap: &Recap, rows: Vec<(Text, String)>) -> String {
    let (set, language) = (&recap.summary, recap.language);
    let mut text = lines(language, rows);
    if set.reps.total == 0 && set.holds.is_empty() && !recap.is_stopped() {
        let words = summary::NOTHING_COUNTED_THIS_TIME.in_language(language);
        let _ = writeln!(text, "  {words}");
    }
    text
}

/// A line per row. Of rows with the same label only the first shows it.
fn lines(language: Language, rows: Vec<(Text, String)>) -> String {
    let mut text = String::new();
    let mut shown = "";
    let rows: Vec<(&str, String)> = rows
        .into_iter()
        .map(|(label, words)| (label.in_language(language), words))
        .collect();
    let longest = rows.iter().map(|(label, _)| label.chars().count()).max();
    let width = longest.map_or(0, |longest| longest + 1).max(LABEL_WIDTH);
    for (label, words) in rows {
        let new = if label == shown { "" } else { label };
        shown = label;
        // Writing to a String can't fail.
        let _ = writeln!(text, "  {new:<width$}{words}");
    }
    text
}

/// Each thing that is told, with its label.
fn rows(recap: &Recap) -> Vec<(Text, String)> {
    let (set, language) = (&recap.summary, recap.language);
    let mut rows = Vec::new();
    rows.extend(there([
        (summary::REPETITIONS, repetitions(language, set)),
        (summary::HELD_SHORT, times(language, set.short)),
        (summary::PART_WAY, times(language, set.partials)),
        (summary::HOLDS, holds(language, &set.holds)),
    ]));
    rows.extend(measured(recap));
    let corrections = recap.corrections().map(|request| asked(language, request));
    rows.extend(corrections.map(|words| (summary::CUES_NEEDED, words)));
    let suggestions = recap.suggestions().map(|request| asked(language, request));
    rows.extend(suggestions.map(|words| (summary::SUGGESTED, words)));
    if set.unseen_s >= 0.5 {
        rows.push((summary::NOT_SEEN, seconds(language, set.unseen_s)));
    }
    rows
}

/// What was measured, the last time, and the best so far.
fn measured(recap: &Recap) -> Vec<(Text, String)> {
    let figures = recap.compared.figures.iter();
    let mut rows: Vec<(Text, String)> = figures
        .map(|figure| (figure.label, figure.now.clone()))
        .collect();
    let Some(main) = recap.compared.figures.first() else {
        return rows;
    };
    if let Some(last) = &recap.compared.last {
        let change = recap.change_since_last();
        let change = change.map(|change| change.said_in(recap.language));
        let parts: Vec<String> = main.last.clone().into_iter().chain(change).collect();
        rows.push((
            summary::LAST_TIME,
            format!("{}: {}", last.date, parts.join("; ")),
        ));
    }
    rows.extend(main.best.clone().map(|best| (summary::BEST, best)));
    rows
}

/// "3 times"; none where it never happened.
fn times(language: Language, count: u32) -> Option<String> {
    (count > 0).then(|| summary::times(language, count))
}

/// "Keep a cup of tea level: 3 times, 8 s".
fn asked(language: Language, request: &Request) -> String {
    let asked = format!(
        "{}: {}",
        request.cue,
        summary::times(language, request.times)
    );
    let asked = match request.seconds {
        Some(off_s) => format!("{asked}, {}", seconds(language, off_s)),
        None => asked,
    };
    match request.reps {
        Some((first, last)) => {
            format!(
                "{asked}, {}",
                summary::in_repetitions(language, first, last)
            )
        }
        None => asked,
    }
}

/// "left 5, right 6", or "6" without sides; and how many of them could not be judged.
#[must_use]
pub fn repetitions(language: Language, set: &Summary) -> Option<String> {
    let reps = set.reps;
    let counted = match (reps.total, reps.left + reps.right) {
        (0, _) => return None,
        (total, 0) => total.to_string(),
        _ => summary::left_and_right(language, reps.left, reps.right),
    };
    Some(summary::with_unjudged(
        language,
        &counted,
        set.unjudged,
        reps.total,
    ))
}

/// "left 10 s, 9 s · right 12 s", or "10 s, 9 s" without sides.
fn holds(language: Language, holds: &[HeldFor]) -> Option<String> {
    let of = |side: Option<Side>, name: &str| {
        let seconds: Vec<String> = holds
            .iter()
            .filter(|hold| hold.side == side)
            .map(|hold| self::seconds(language, hold.hold_s))
            .collect();
        (!seconds.is_empty()).then(|| format!("{name}{}", seconds.join(", ")))
    };
    let parts: Vec<String> = [
        of(Some(Side::Left), summary::LEFT.in_language(language)),
        of(Some(Side::Right), summary::RIGHT.in_language(language)),
        of(None, ""),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The faults that took the most time first; equal ones by their id.
pub(super) fn faults(set: &Summary) -> Vec<(&str, crate::coach::FaultTally)> {
    let mut faults: Vec<_> = set
        .faults
        .iter()
        .map(|(id, tally)| (id.as_str(), *tally))
        .collect();
    faults.sort_by(|(_, a), (_, b)| b.seconds.total_cmp(&a.seconds));
    faults
}

fn was_seen(set: &Summary) -> bool {
    set.frames > 0
        && set.unseen_s < 0.5
        && set.frames_with_person as f64 >= SEEN_ENOUGH * set.frames as f64
}

fn longest(holds: &[HeldFor]) -> Option<f64> {
    holds.iter().map(|hold| hold.hold_s).max_by(f64::total_cmp)
}

/// "8 s".
pub(super) fn seconds(language: Language, seconds: f64) -> String {
    summary::seconds(language, whole_s(seconds))
}

#[cfg(test)]
mod tests;
