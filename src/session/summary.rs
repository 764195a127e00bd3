//! What is said after a set, in plain words: only what is true, the best thing first, one thing
//! for next time.

use std::fmt::Write;

use super::recap::{Recap, Request};
use crate::blazepose::Side;
use crate::coach::{HeldFor, SHORT_HOLD, Summary};
use crate::exercise::Exercise;
use crate::words::number::whole_s;
use crate::words::summary;
use crate::words::{self, Language, Text};

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

/// The summary as plain text, a line per thing. Of rows with the same label only the first shows it.
#[must_use]
pub fn terminal(recap: &Recap) -> String {
    let set = &recap.summary;
    let mut text = format!("{}\n", recap.exercise);
    let language = recap.language;
    let mut shown = "";
    let rows: Vec<(&str, String)> = rows(recap)
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
    if set.reps.total == 0 && set.holds.is_empty() && !recap.is_stopped() {
        let _ = writeln!(
            text,
            "  {}",
            summary::NOTHING_COUNTED_THIS_TIME.in_language(language)
        );
    }
    text
}

/// Each thing that is told, with its label.
fn rows(recap: &Recap) -> Vec<(Text, String)> {
    let (set, language) = (&recap.summary, recap.language);
    let mut rows = Vec::new();
    if recap.is_stopped() {
        let advice = words::PAIN.in_language(language);
        rows.extend(advice.map(|words| (summary::NOW, words.to_owned())));
    }
    let single = [
        (summary::WENT_WELL, recap.went_well.clone()),
        (summary::FOR_NEXT_TIME, recap.for_next_time()),
        (summary::REPETITIONS, repetitions(language, set)),
        (summary::HELD_SHORT, times(language, set.short)),
        (summary::PART_WAY, times(language, set.partials)),
        (summary::HOLDS, holds(language, &set.holds)),
    ];
    rows.extend(
        single
            .into_iter()
            .filter_map(|(label, words)| Some((label, words?))),
    );
    let corrections = recap.corrections().map(|request| asked(language, request));
    rows.extend(corrections.map(|words| (summary::CUES_NEEDED, words)));
    let suggestions = recap.suggestions().map(|request| asked(language, request));
    rows.extend(suggestions.map(|words| (summary::SUGGESTED, words)));
    if set.unseen_s >= 0.5 {
        rows.push((summary::NOT_SEEN, seconds(language, set.unseen_s)));
    }
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
    match request.seconds {
        Some(off_s) => format!("{asked}, {}", seconds(language, off_s)),
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
mod tests {
    use super::*;
    use crate::coach::{FaultTally, RepCounts};
    use crate::exercise::load;

    fn exercise() -> Exercise {
        load("bird-dog", None, None).unwrap()
    }

    fn told(summary: &Summary) -> String {
        terminal(&Recap::of_summary(&exercise(), summary.clone()))
    }

    fn reps(left: u32, right: u32) -> RepCounts {
        RepCounts {
            left,
            right,
            total: left + right,
        }
    }

    fn bird_dog() -> Summary {
        let held = |side, hold_s| HeldFor {
            side: Some(side),
            hold_s,
        };
        Summary {
            exercise: "bird-dog".into(),
            frames: 900,
            frames_with_person: 890,
            reps: reps(2, 3),
            good: Some(reps(2, 3)),
            holds: vec![
                held(Side::Left, 5.2),
                held(Side::Right, 6.97),
                held(Side::Left, 5.0),
            ],
            ..Summary::default()
        }
    }

    #[test]
    fn a_set_with_cues() {
        let mut summary = bird_dog();
        let mut add = |id: &str, count, seconds| {
            let tally = FaultTally { count, seconds };
            summary.faults.insert(id.into(), tally);
        };
        add("leg_high", 1, 2.9);
        add("back_sag", 3, 8.4);
        summary.good = Some(reps(1, 2));
        summary.cues = [("back_sag".to_owned(), 2), ("limb_low".to_owned(), 1)].into();
        summary.partials = 2;
        summary.unseen_s = 1.2;
        assert_eq!(
            told(&summary),
            "Bird dog\n\
             \x20 Went well     The longest hold was 6 seconds.\n\
             \x20 For next time Keep your back a table\n\
             \x20 Repetitions   left 2, right 3\n\
             \x20 Part way      twice\n\
             \x20 Holds         left 5 s, 5 s · right 6 s\n\
             \x20 Cues needed   Keep your back a table: 3 times, 8 s\n\
             \x20               Push heel back, not up: once, 2 s\n\
             \x20 Invited       Reach for both walls: once\n\
             \x20 Not seen      1 s\n"
        );
    }

    #[test]
    fn no_cue_was_needed_is_only_said_of_a_set_that_was_seen() {
        let mut summary = bird_dog();
        let clean = Some("5 repetitions, and no cue was needed.");
        assert_eq!(went_well(Language::English, &summary).as_deref(), clean);
        summary.unseen_s = 4.0;
        assert_ne!(went_well(Language::English, &summary).as_deref(), clean);
        summary.unseen_s = 0.0;
        summary.frames_with_person = 400;
        assert_ne!(went_well(Language::English, &summary).as_deref(), clean);
        // Counted from the events of a set that was cut off: frames are not known.
        summary.frames = 0;
        summary.frames_with_person = 0;
        assert_ne!(went_well(Language::English, &summary).as_deref(), clean);
    }

    #[test]
    fn a_cue_that_was_given_was_needed() {
        let mut summary = bird_dog();
        summary.cues = [("limb_low".to_owned(), 1)].into();
        let words = went_well(Language::English, &summary).unwrap();
        assert!(!words.contains("no cue"), "{words}");
        let next = next_time(&summary, &exercise());
        assert_eq!(next.as_deref(), Some("Reach for both walls"));
    }

    #[test]
    fn what_went_well_is_good_or_left_out() {
        let mut summary = bird_dog();
        summary.reps = reps(3, 3);
        let mut said = |left, right| {
            summary.good = Some(reps(left, right));
            summary.short = 6 - left - right;
            summary.partials = 1;
            went_well(Language::English, &summary)
        };
        assert_eq!(said(0, 0), None, "neither the same sides nor a long hold");
        assert_eq!(
            said(3, 3).as_deref(),
            Some("Left and right alike: 3 good each.")
        );
        assert_eq!(
            said(1, 0).as_deref(),
            Some("The longest hold was 6 seconds.")
        );
        summary.holds.clear();
        assert_eq!(
            went_well(Language::English, &summary).as_deref(),
            Some("1 of 6 were good.")
        );
    }

    #[test]
    fn what_could_not_be_judged_is_said_and_praised_for_nothing() {
        let mut summary = bird_dog();
        summary.reps = reps(2, 2);
        summary.good = Some(reps(1, 1));
        summary.unjudged = 2;
        let text = told(&summary);
        let row = "Repetitions   left 2, right 2; 2 could not be judged\n";
        assert!(text.contains(row), "{text}");
        assert!(!text.contains("no cue was needed"), "{text}");
        summary.good = Some(reps(0, 0));
        summary.unjudged = 4;
        assert_eq!(went_well(Language::English, &summary), None);
    }

    #[test]
    fn who_stopped_for_pain_reads_what_was_said_and_neither_praise_nor_next_time() {
        let mut summary = bird_dog();
        summary.short = 3;
        summary.ended = Some(crate::coach::StopWhy::Pain);
        let text = told(&summary);
        for words in words::PAIN.in_language(Language::English) {
            assert!(text.contains(words), "{text}");
        }
        assert!(
            !text.contains("Went well") && !text.contains("next time"),
            "{text}"
        );
        let before_anything = Summary {
            ended: summary.ended,
            ..Summary::default()
        };
        let text = told(&before_anything);
        assert!(
            text.contains(words::PAIN.in_language(Language::English)[0])
                && !text.contains("Nothing was counted"),
            "{text}"
        );
    }

    #[test]
    fn an_empty_set_is_told_calmly() {
        let summary = Summary::default();
        assert_eq!(went_well(Language::English, &summary), None);
        assert_eq!(next_time(&summary, &exercise()), None);
        assert_eq!(
            told(&summary),
            "Bird dog\n  Nothing was counted this time.\n"
        );
    }

    #[test]
    fn a_set_without_sides() {
        let mut summary = bird_dog();
        summary.reps = RepCounts {
            total: 6,
            ..RepCounts::default()
        };
        summary.holds = vec![HeldFor {
            side: None,
            hold_s: 9.9,
        }];
        let text = told(&summary);
        assert!(text.contains("Repetitions   6\n"), "{text}");
        assert!(text.contains("Holds         9 s\n"), "{text}");
    }

    #[test]
    fn labels_of_every_language_are_apart_from_what_they_tell() {
        for language in Language::ALL {
            let exercise = crate::exercise::load_in(language, "bird-dog", None, None).unwrap();
            let set = Summary {
                reps: RepCounts {
                    left: 3,
                    right: 3,
                    total: 6,
                },
                partials: 2,
                ..Summary::default()
            };
            let text = terminal(&Recap::of_summary(&exercise, set));
            for label in [summary::FOR_NEXT_TIME, summary::REPETITIONS] {
                let label = format!("{} ", label.in_language(language));
                assert!(text.contains(&label), "{text}");
            }
        }
    }
}
