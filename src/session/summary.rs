//! What is said after a set, in plain words: only what is true, the best thing first, one thing
//! for next time.

use std::fmt::Write;

use crate::blazepose::Side;
use crate::coach::{HOLD_LONGER, HeldFor, PAIN, SHORT_HOLD, Summary};

/// The words of the exercise file that a summary needs.
#[derive(Clone, Copy)]
pub struct Names<'n> {
    /// Name of the exercise, "Bird dog".
    pub exercise: &'n str,
    /// From a fault's id to the cue that helps with it, "Push heel back, not up".
    pub cue: &'n dyn Fn(&str) -> String,
}

/// A part of the picture time in which the person was seen, below which "no cue was needed" would
/// say more than is known.
const SEEN_ENOUGH: f64 = 0.9;

/// The best thing that can truly be said and is worth saying; none when nothing was counted, when
/// nothing was good, and to somebody who stopped for pain.
#[must_use]
pub fn went_well(summary: &Summary) -> Option<String> {
    let reps = summary.reps;
    if reps.total == 0 || summary.ended.is_some() {
        return None;
    }
    if let Some(praise) = &summary.praise {
        return Some(praise.clone());
    }
    // Sets of before the good ones were kept.
    let Some(good) = summary.good else {
        return Some(match reps.total {
            1 => "One repetition done.".into(),
            n => format!("{n} repetitions done."),
        });
    };
    let needed_nothing = summary.faults.is_empty()
        && summary.cues.is_empty()
        && summary.partials == 0
        && summary.short == 0;
    if needed_nothing && good.total == reps.total && was_seen(summary) {
        return Some(match reps.total {
            1 => "No cue was needed.".into(),
            n => format!("{n} repetitions, and no cue was needed."),
        });
    }
    if good.left > 1 && good.left == good.right && good.left + good.right == reps.total {
        return Some(format!("Left and right alike: {} good each.", good.left));
    }
    // One good hold is at least as long as its goal, so the longest one is.
    if good.total > 0
        && let Some(longest) = longest(&summary.holds)
    {
        return Some(format!("The longest hold was {} seconds.", whole(longest)));
    }
    match (good.total, reps.total) {
        (0, _) => None,
        (1, 1) => Some("The repetition was good.".into()),
        (good, total) if good == total => Some(format!("All {total} repetitions were good.")),
        (good, total) => Some(format!("{good} of {total} were good.")),
    }
}

/// One thing for next time: the cue of the fault that took the most time. Nobody who stopped for pain
/// is asked for more.
#[must_use]
pub fn next_time(summary: &Summary, names: Names<'_>) -> Option<String> {
    if summary.ended.is_some() {
        return None;
    }
    if let Some((id, _)) = faults(summary).first() {
        return Some((names.cue)(id));
    }
    if summary.short > 0 {
        return Some(HOLD_LONGER.into());
    }
    if let Some(invited) = summary.cues.keys().find(|id| *id != SHORT_HOLD) {
        return Some((names.cue)(invited));
    }
    (summary.partials > 0).then(|| "Go all the way, then stay a moment".into())
}

/// The summary as plain text, a line per thing.
#[must_use]
pub fn terminal(summary: &Summary, names: Names<'_>) -> String {
    let mut text = format!("{}\n", names.exercise);
    let mut row = |label: &str, words: &str| {
        // Writing to a String can't fail.
        let _ = writeln!(text, "  {label:<14}{words}");
    };
    if summary.ended.is_some() {
        for (n, words) in PAIN.iter().enumerate() {
            row(if n == 0 { "Now" } else { "" }, words);
        }
    }
    if let Some(words) = went_well(summary) {
        row("Went well", &words);
    }
    if let Some(words) = next_time(summary, names) {
        row("For next time", &words);
    }
    if let Some(words) = repetitions(summary) {
        row("Repetitions", &words);
    }
    if summary.short > 0 {
        row("Held short", &times(summary.short));
    }
    if summary.partials > 0 {
        row("Part way", &times(summary.partials));
    }
    if let Some(words) = holds(&summary.holds) {
        row("Holds", &words);
    }
    for (n, (id, tally)) in faults(summary).into_iter().enumerate() {
        let words = format!(
            "{}: {}, {} s",
            (names.cue)(id),
            times(tally.count),
            whole(tally.seconds)
        );
        row(if n == 0 { "Cues needed" } else { "" }, &words);
    }
    // Invitations and "Hold it a little longer" were spoken too, though nothing was at fault.
    let is_fault = |id: &str| summary.faults.contains_key(id);
    let invitations = summary.cues.iter().filter(|(id, _)| !is_fault(id));
    for (n, (id, given)) in invitations.enumerate() {
        let words = match id.as_str() {
            SHORT_HOLD => HOLD_LONGER.to_owned(),
            id => (names.cue)(id),
        };
        row(
            if n == 0 { "Invited" } else { "" },
            &format!("{words}: {}", times(*given)),
        );
    }
    if summary.unseen_s >= 0.5 {
        row("Not seen", &format!("{} s", whole(summary.unseen_s)));
    }
    if summary.reps.total == 0 && summary.holds.is_empty() && summary.ended.is_none() {
        text.push_str("  Nothing was counted this time.\n");
    }
    text
}

/// "left 5, right 6", or "6" without sides; and how many of them could not be judged.
pub(super) fn repetitions(summary: &Summary) -> Option<String> {
    let reps = summary.reps;
    let counted = match (reps.total, reps.left + reps.right) {
        (0, _) => return None,
        (total, 0) => total.to_string(),
        _ => format!("left {}, right {}", reps.left, reps.right),
    };
    Some(match summary.unjudged {
        0 => counted,
        1 if reps.total == 1 => format!("{counted}; it could not be judged"),
        unjudged if unjudged == reps.total => format!("{counted}; they could not be judged"),
        unjudged => format!("{counted}; {unjudged} could not be judged"),
    })
}

/// "left 10 s, 9 s · right 12 s", or "10 s, 9 s" without sides.
fn holds(holds: &[HeldFor]) -> Option<String> {
    let of = |side: Option<Side>, name: &str| {
        let seconds: Vec<String> = holds
            .iter()
            .filter(|hold| hold.side == side)
            .map(|hold| format!("{} s", whole(hold.hold_s)))
            .collect();
        (!seconds.is_empty()).then(|| format!("{name}{}", seconds.join(", ")))
    };
    let parts: Vec<String> = [
        of(Some(Side::Left), "left "),
        of(Some(Side::Right), "right "),
        of(None, ""),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The longest first; equal ones by their id.
fn faults(summary: &Summary) -> Vec<(&str, crate::coach::FaultTally)> {
    let mut faults: Vec<_> = summary
        .faults
        .iter()
        .map(|(id, tally)| (id.as_str(), *tally))
        .collect();
    faults.sort_by(|(_, a), (_, b)| b.seconds.total_cmp(&a.seconds));
    faults
}

fn was_seen(summary: &Summary) -> bool {
    summary.frames > 0
        && summary.unseen_s < 0.5
        && summary.frames_with_person as f64 >= SEEN_ENOUGH * summary.frames as f64
}

fn longest(holds: &[HeldFor]) -> Option<f64> {
    holds.iter().map(|hold| hold.hold_s).max_by(f64::total_cmp)
}

fn times(n: u32) -> String {
    match n {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    }
}

/// Whole seconds: what a hold's clock shows is never rounded up to a second that was not held.
pub(super) fn whole(seconds: f64) -> String {
    format!("{:.0}", seconds.max(0.0).floor())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{FaultTally, RepCounts};

    fn names(cue: &dyn Fn(&str) -> String) -> Names<'_> {
        Names {
            exercise: "Bird dog",
            cue,
        }
    }

    fn cue(id: &str) -> String {
        match id {
            "leg-high" => "Push heel back, not up".into(),
            "sag" => "Keep a cup of tea level".into(),
            "reach" => "Reach for both walls".into(),
            other => panic!("unknown fault {other}"),
        }
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
        add("leg-high", 1, 2.9);
        add("sag", 3, 8.4);
        summary.good = Some(reps(1, 2));
        summary.cues = [("sag".to_owned(), 2), ("reach".to_owned(), 1)].into();
        summary.partials = 2;
        summary.unseen_s = 1.2;
        assert_eq!(
            terminal(&summary, names(&cue)),
            "Bird dog\n\
             \x20 Went well     The longest hold was 6 seconds.\n\
             \x20 For next time Keep a cup of tea level\n\
             \x20 Repetitions   left 2, right 3\n\
             \x20 Part way      twice\n\
             \x20 Holds         left 5 s, 5 s · right 6 s\n\
             \x20 Cues needed   Keep a cup of tea level: 3 times, 8 s\n\
             \x20               Push heel back, not up: once, 2 s\n\
             \x20 Invited       Reach for both walls: once\n\
             \x20 Not seen      1 s\n"
        );
    }

    #[test]
    fn no_cue_was_needed_is_only_said_of_a_set_that_was_seen() {
        let mut summary = bird_dog();
        let clean = Some("5 repetitions, and no cue was needed.");
        assert_eq!(went_well(&summary).as_deref(), clean);
        summary.unseen_s = 4.0;
        assert_ne!(went_well(&summary).as_deref(), clean);
        summary.unseen_s = 0.0;
        summary.frames_with_person = 400;
        assert_ne!(went_well(&summary).as_deref(), clean);
        // Counted from the events of a set that was cut off: frames are not known.
        summary.frames = 0;
        summary.frames_with_person = 0;
        assert_ne!(went_well(&summary).as_deref(), clean);
    }

    #[test]
    fn a_cue_that_was_given_was_needed() {
        let mut summary = bird_dog();
        summary.cues = [("reach".to_owned(), 1)].into();
        let words = went_well(&summary).unwrap();
        assert!(!words.contains("no cue"), "{words}");
        let next = next_time(&summary, names(&cue));
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
            went_well(&summary)
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
        assert_eq!(went_well(&summary).as_deref(), Some("1 of 6 were good."));
    }

    #[test]
    fn what_could_not_be_judged_is_said_and_praised_for_nothing() {
        let mut summary = bird_dog();
        summary.reps = reps(2, 2);
        summary.good = Some(reps(1, 1));
        summary.unjudged = 2;
        let text = terminal(&summary, names(&cue));
        let row = "Repetitions   left 2, right 2; 2 could not be judged\n";
        assert!(text.contains(row), "{text}");
        assert!(!text.contains("no cue was needed"), "{text}");
        summary.good = Some(reps(0, 0));
        summary.unjudged = 4;
        assert_eq!(went_well(&summary), None);
    }

    #[test]
    fn who_stopped_for_pain_reads_what_was_said_and_neither_praise_nor_next_time() {
        let mut summary = bird_dog();
        summary.short = 3;
        summary.ended = Some(crate::coach::StopWhy::Pain);
        let text = terminal(&summary, names(&cue));
        for words in PAIN {
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
        let text = terminal(&before_anything, names(&cue));
        assert!(
            text.contains(PAIN[0]) && !text.contains("Nothing was counted"),
            "{text}"
        );
    }

    #[test]
    fn an_empty_set_is_told_calmly() {
        let summary = Summary::default();
        assert_eq!(went_well(&summary), None);
        assert_eq!(next_time(&summary, names(&cue)), None);
        assert_eq!(
            terminal(&summary, names(&cue)),
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
        let text = terminal(&summary, names(&cue));
        assert!(text.contains("Repetitions   6\n"), "{text}");
        assert!(text.contains("Holds         9 s\n"), "{text}");
    }
}
