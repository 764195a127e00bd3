//! The history for the terminal: the sessions, each with its sets.

use std::collections::BTreeMap;

use super::ids::SessionId;
use super::names::Names;
use super::rows::{SessionRow, SetRow};
use super::summary::{repetitions, seconds};
use crate::coach::StopWhy;
use crate::words::number::clock;
use crate::words::{Language, Phrase, Text, history, pain, summary, table};

const COLUMNS: usize = history::HEADINGS.in_language(Language::English).len();

/// The narrowest terminal that a line is made for, in letters.
const WIDTH: usize = 80;
const INDENT: &str = "  ";
/// A line below a set begins under its exercise.
const BELOW_SET: &str = "        ";

/// The sessions in this order, and below each its sets, columns as wide as they need to be; one sentence
/// when there are none.
#[must_use]
pub fn history_table(
    language: Language,
    sessions: &[SessionRow],
    sets: &[SetRow],
    names: &Names,
) -> String {
    if sets.is_empty() {
        return format!("{}\n", history::NO_SESSIONS.in_language(language));
    }
    let mut of_sessions: BTreeMap<SessionId, Vec<&SetRow>> = BTreeMap::new();
    for set in sets {
        of_sessions.entry(set.session).or_default().push(set);
    }
    for sets in of_sessions.values_mut() {
        sets.sort_by_key(|set| set.id);
    }
    let listed: Vec<(&SessionRow, &Vec<&SetRow>)> = sessions
        .iter()
        .filter_map(|session| Some((session, of_sessions.get(&session.id)?)))
        .collect();
    let mut rows = vec![history::HEADINGS.in_language(language).map(String::from)];
    let all = listed.iter().flat_map(|(_, sets)| sets.iter());
    rows.extend(all.map(|set| cells(language, set, names)));
    let rows = table::columns(INDENT, &rows);
    let mut rows = rows.lines();
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    line(rows.next().unwrap_or_default());
    for (session, sets) in listed {
        line("");
        heading(language, session, sets)
            .iter()
            .for_each(|words| line(words));
        for set in sets {
            line(rows.next().unwrap_or_default());
            for note in below(language, session, set, names) {
                line(&format!("{BELOW_SET}{note}"));
            }
        }
    }
    text
}

/// "Session 12, 2026-03-01 18:05: Every day · 14:20 · 31 of 34 good · pain 3 before, 2 after", in two lines
/// where one is too narrow.
fn heading(language: Language, session: &SessionRow, sets: &[&SetRow]) -> Vec<String> {
    let when = history::session_heading(language, &session.id.to_string(), &session.started);
    let title = match &session.routine {
        Some(routine) => format!("{when}: {routine}"),
        None => when,
    };
    let sum = |of: fn(&SetRow) -> u32| sets.iter().map(|set| of(set)).sum::<u32>();
    let (good, judged) = (sum(|set| set.good), sum(|set| set.judged));
    let seconds = sets.iter().map(|set| set.seconds.max(0.0)).sum();
    let source = from(session.counts, &session.source);
    let facts = [
        Some(clock(seconds)),
        (judged > 0).then(|| history::good_in_all(language, good, judged)),
        pain::before_and_after(language, session.pain_before, session.pain_after),
        (!session.counts).then(|| source.said_in(language)),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let whole = format!("{title} · {facts}");
    match whole.chars().count() <= WIDTH {
        true => vec![whole],
        false => vec![title, format!("{INDENT}{facts}")],
    }
}

fn cells(language: Language, row: &SetRow, names: &Names) -> [String; COLUMNS] {
    let held: f64 = row.summary.holds.iter().map(|hold| hold.hold_s).sum();
    let or_none =
        |cell: Option<String>| cell.unwrap_or_else(|| summary::NONE.in_language(language).into());
    let is_held = !row.summary.holds.is_empty();
    [
        row.id.to_string(),
        names.exercise(&row.exercise).to_owned(),
        clock(row.seconds),
        or_none(repetitions(language, &row.summary)),
        or_none((row.judged > 0).then(|| history::good_of(language, row.good, row.judged))),
        or_none(is_held.then(|| seconds(language, held))),
    ]
}

/// What has no column: the way of doing it, whom the figures are of where that is not as in the rest of
/// the session, and what went otherwise than it should.
fn below(language: Language, session: &SessionRow, row: &SetRow, names: &Names) -> Vec<String> {
    let way = row.variant.as_deref();
    let way = way.map(|variant| names.way(&row.exercise, variant).to_owned());
    let is_other = (row.counts, &row.source) != (session.counts, &session.source);
    let source = is_other.then(|| from(row.counts, &row.source).said_in(language));
    let note = Some(set_note(language, row)).filter(|note| !note.is_empty());
    let all: Vec<String> = [way, source, note].into_iter().flatten().collect();
    let one = all.join(", ");
    match one.chars().count() + BELOW_SET.len() <= WIDTH {
        true if all.is_empty() => Vec::new(),
        true => vec![one],
        false => all,
    }
}

/// The person whom the figures are of. Sets of videos and of the synthetic person count for
/// nothing.
fn from(counts: bool, source: &str) -> Text {
    if counts {
        history::CAMERA
    } else if source.split(':').next() == Some("performer") {
        history::SYNTHETIC
    } else {
        history::VIDEO
    }
}

/// What the figures of a set don't tell by themselves; mostly empty.
#[must_use]
pub fn set_note(language: Language, row: &SetRow) -> String {
    let mut notes = Vec::new();
    match row.summary.ended {
        Some(StopWhy::Pain) => notes.push(history::STOPPED_FOR_PAIN.said_in(language)),
        Some(StopWhy::Wave) => notes.push(history::STOPPED_BY_WAVE.said_in(language)),
        Some(StopWhy::Left) => notes.push(history::HAS_LEFT.said_in(language)),
        None if row.interrupted => notes.push(history::INTERRUPTED.said_in(language)),
        None => {}
    }
    notes.extend(row.pain.map(|pain| history::pain_of(language, pain)));
    notes.extend(history::events_lost(language, row.events_lost));
    notes.extend(history::unreadable(language, row.unreadable));
    notes.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::ids::SetId;
    use super::*;
    use crate::coach::{HeldFor, RepCounts, Summary};

    fn row(id: &str, seconds: f64) -> SetRow {
        SetRow {
            id: id.parse::<SetId>().unwrap(),
            session: "1".parse().unwrap(),
            started_at: 0,
            started: "2026-03-01 18:05".into(),
            exercise: "bird-dog".into(),
            exercise_version: None,
            variant: None,
            dose: None,
            source: "camera".into(),
            counts: true,
            model: None,
            app_version: "0.1.0".into(),
            seconds,
            interrupted: false,
            events_lost: 0,
            good: 0,
            judged: 0,
            unreadable: 0,
            pain: None,
            summary: Summary::default(),
        }
    }

    fn session(id: &str) -> SessionRow {
        SessionRow {
            id: id.parse().unwrap(),
            started_at: 0,
            started: "2026-03-01 18:05".into(),
            source: "camera".into(),
            counts: true,
            app_version: "0.1.0".into(),
            routine: None,
            pain_before: None,
            pain_after: None,
            sets: Vec::new(),
        }
    }

    fn listed(sessions: &[SessionRow], sets: &[SetRow], language: Language) -> String {
        let done = sets
            .iter()
            .map(|set| (set.exercise.as_str(), set.variant.as_deref()));
        let names = Names::of(done, Language::English, None);
        history_table(language, sessions, sets, &names)
    }

    /// A routine with pain before and after, of which a set was stopped; one set of a video; and a
    /// session with a long name.
    fn three_sessions() -> (Vec<SessionRow>, Vec<SetRow>) {
        let mut first = row("7", 125.4);
        first.summary.reps = RepCounts {
            left: 6,
            right: 5,
            total: 11,
        };
        (first.good, first.judged) = (9, 10);
        let mut second = row("12", 59.9);
        second.summary.holds = [7.5, 8.7]
            .map(|hold_s| HeldFor { side: None, hold_s })
            .into();
        second.exercise = "side-plank".into();
        second.variant = Some("knees".into());
        second.summary.ended = Some(StopWhy::Pain);
        second.pain = Some(4);
        let routine = SessionRow {
            routine: Some("Every day".into()),
            pain_before: Some(3),
            pain_after: Some(2),
            ..session("3")
        };
        let mut third = row("13", 600.0);
        third.session = "4".parse().unwrap();
        third.exercise = "my-own".into();
        (third.counts, third.source) = (false, "room.mp4".into());
        let video = SessionRow {
            counts: false,
            source: "room.mp4".into(),
            ..session("4")
        };
        for set in [&mut first, &mut second] {
            set.session = "3".parse().unwrap();
        }
        let mut fourth = row("14", 61.0);
        fourth.session = "5".parse().unwrap();
        fourth.interrupted = true;
        (fourth.good, fourth.judged) = (1, 2);
        let long = SessionRow {
            routine: Some("What the therapist in the town said on Tuesday".into()),
            pain_before: Some(10),
            ..session("5")
        };
        (
            vec![long, video, routine],
            vec![fourth, third, second, first],
        )
    }

    #[test]
    fn sessions_are_listed_with_their_sets() {
        let (sessions, sets) = three_sessions();
        let table = listed(&sessions, &sets, Language::English);
        insta::assert_snapshot!(table);
        assert!(
            table.lines().all(|line| line.chars().count() <= WIDTH),
            "{table}"
        );
    }

    #[test]
    fn in_german_too() {
        let (sessions, sets) = three_sessions();
        let table = listed(&sessions, &sets, Language::German);
        insta::assert_snapshot!(table);
        assert!(
            table.lines().all(|line| line.chars().count() <= WIDTH),
            "{table}"
        );
    }

    fn noted(change: impl Fn(&mut SetRow)) -> String {
        let mut changed = row("1", 60.0);
        change(&mut changed);
        set_note(Language::English, &changed)
    }

    #[test]
    fn a_stop_for_pain_a_loss_and_what_cannot_be_read_are_noted() {
        assert_eq!(noted(|_| {}), "");
        let pain = |row: &mut SetRow| row.summary.ended = Some(StopWhy::Pain);
        assert_eq!(noted(pain), "stopped: pain");
        let cut_off = |row: &mut SetRow| (row.interrupted, row.events_lost) = (true, 3);
        assert_eq!(noted(cut_off), "interrupted, 3 events lost");
        let damaged = |row: &mut SetRow| row.unreadable = 1;
        assert_eq!(noted(damaged), "1 line of it can't be read");
    }

    #[test]
    fn a_video_and_the_synthetic_person_are_told_from_a_camera() {
        let from = |source: &str, counts| from(counts, source).in_language(Language::English);
        assert_eq!(from("camera:1", true), "camera");
        for source in ["performer", "performer:fault=sag"] {
            assert_eq!(from(source, false), "synthetic person");
        }
        for source in ["/home/ada/video.mp4", "performer.mp4"] {
            assert_eq!(from(source, false), "video");
        }
    }

    #[test]
    fn an_empty_history_says_so() {
        assert_eq!(listed(&[], &[], Language::English), "No sessions yet.\n");
    }
}
