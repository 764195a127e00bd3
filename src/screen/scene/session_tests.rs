//! Sessions as the terminal and the window tell them.

use super::{PainRow, SummaryScene, routine_scene};
use crate::blazepose::Side;
use crate::coach::{Band, Event, Observed, StopWhy, Timed};
use crate::routine::Ending;
use crate::session::{
    InSession, NewSet, SessionId, SetFigures, Store, session_recap, session_terminal,
};
use crate::words::Language;

/// Monday, 24 November 2025, at noon.
const MONDAY_S: i64 = 1_763_985_600;
const DAY_S: i64 = 86_400;

/// How a set went.
#[derive(Clone)]
struct Set {
    exercise: &'static str,
    reps: u32,
    hold_s: f64,
    range: f32,
    /// Which were good; none where nothing could be judged.
    good: fn(u32) -> Option<bool>,
    fault: Option<&'static str>,
    ended: Option<StopWhy>,
    unseen_s: f64,
    /// The part of its pictures with somebody in them, of 100.
    seen: u64,
}

const BIRD_DOG: Set = Set {
    exercise: "bird-dog",
    reps: 12,
    hold_s: 5.4,
    range: 82.0,
    good: |n| Some(n != 5),
    fault: None,
    ended: None,
    unseen_s: 0.0,
    seen: 100,
};
const SIDE_PLANK: Set = Set {
    exercise: "side-plank",
    reps: 6,
    hold_s: 12.0,
    range: 0.25,
    good: |_| Some(true),
    ..BIRD_DOG
};
const CAT_COW: Set = Set {
    exercise: "cat-cow",
    reps: 8,
    hold_s: 0.4,
    range: 2.2,
    good: |_| Some(true),
    ..BIRD_DOG
};

impl Set {
    fn has_sides(&self) -> bool {
        self.exercise != "cat-cow"
    }

    fn events(&self) -> Vec<Timed> {
        let mut events = vec![Event::Start];
        for n in 1..=self.reps {
            let side = [Side::Left, Side::Right][n as usize % 2];
            let side = self.has_sides().then_some(side);
            let good = (self.good)(n);
            if let Some(id) = self.fault
                && good == Some(false)
            {
                events.push(Event::Fault {
                    id: id.to_owned(),
                    band: Band::Bad,
                    side,
                    value: 0.0,
                });
            }
            events.push(Event::Rep {
                n,
                side,
                peak: 0.0,
                range: self.range,
                in_s: 1.5,
                hold_s: self.hold_s,
                out_s: 1.3,
                good,
                why: Vec::new(),
            });
        }
        events.extend(self.ended.map(|why| Event::Stopped { why }));
        let timed = events.into_iter().zip(0..);
        let timed = timed.map(|(event, n)| Timed {
            t_s: f64::from(n) * 8.0,
            event,
        });
        timed.collect()
    }

    /// Writes it, and gives its session.
    fn write(&self, store: &mut Store, session: InSession, started_at: i64) -> SessionId {
        let new = NewSet {
            session,
            started_at,
            exercise: self.exercise.into(),
            exercise_version: "0".into(),
            variant: None,
            dose: None,
            source: "camera".into(),
            model: "full".into(),
            app_version: "0.1.0".into(),
            coached: None,
        };
        let id = store.begin(&new).unwrap();
        let events = self.events();
        store.record(id, &events).unwrap();
        let observed = Observed {
            until_s: events.len() as f64 * 8.0,
            frames: 1000,
            frames_with_person: 10 * self.seen,
            unseen_s: self.unseen_s,
            ..Observed::default()
        };
        let end = SetFigures::of(self.exercise, &events, observed).event();
        store.record(id, &[end]).unwrap();
        store.set(id).unwrap().session
    }
}

/// Writes a session of these sets, and gives its number.
fn write(store: &mut Store, started_at: i64, pain: [Option<u8>; 2], sets: &[Set]) -> SessionId {
    let mut session = InSession {
        routine: Some("Gentle day".into()),
        pain_before: pain[0],
        begun: None,
    };
    for (set, number) in sets.iter().zip(0..) {
        let begun = set.write(store, session.clone(), started_at + 300 * number);
        session.begun = Some(begun);
    }
    let id = session.begun.unwrap();
    if let Some(pain) = pain[1] {
        store.note_pain_after(id, pain).unwrap();
    }
    id
}

/// The words of the scene, a line for each of its parts.
fn words(scene: &SummaryScene) -> String {
    let mut lines = vec![format!("{} · {}", scene.title, scene.subtitle)];
    lines.extend(scene.advice.clone());
    let sentences = [&scene.went_well, &scene.next_time];
    lines.extend(sentences.into_iter().flatten().cloned());
    for row in &scene.exercises {
        let cells = [
            &row.name,
            &row.done,
            &row.good,
            &row.measured,
            &row.last,
            &row.change,
        ];
        lines.push(cells.map(String::as_str).join(" | "));
        lines.push(format!("  {}", row.below));
    }
    if let Some(row) = &scene.pain {
        lines.push(format!("{} | {}", row.words, row.below));
    }
    lines.join("\n")
}

/// A session after another one of three days before, in the terminal and in the window.
fn told(language: Language, ending: Ending, pain: [Option<u8>; 2], sets: &[Set]) -> String {
    let mut store = Store::memory().unwrap();
    let before = [BIRD_DOG, SIDE_PLANK].map(|set| Set {
        hold_s: set.hold_s * 0.8,
        ..set
    });
    write(&mut store, MONDAY_S - 3 * DAY_S, [None, None], &before);
    let id = write(&mut store, MONDAY_S, pain, sets);
    let mut recap = session_recap(&store, id, language, None).unwrap();
    // The time of the day is that of whoever runs the test.
    recap.heading.truncate(1);
    let scene = SummaryScene {
        pain: Some(PainRow::new(language, pain[0], pain[1])),
        ..routine_scene(&recap, ending)
    };
    let terminal = session_terminal(&recap);
    format!("{terminal}\n=== in the window\n{}", words(&scene))
}

fn good_session() -> [Set; 4] {
    let second = Set {
        reps: 4,
        fault: Some("leg_high"),
        ..BIRD_DOG
    };
    [CAT_COW, BIRD_DOG, second, SIDE_PLANK]
}

#[test]
fn a_good_session() {
    let pain = [Some(5), Some(2)];
    let [english, german] = [Language::English, Language::German]
        .map(|language| told(language, Ending::Done, pain, &good_session()));
    insta::assert_snapshot!("good", english);
    insta::assert_snapshot!("good_in_german", german);
}

#[test]
fn a_session_in_which_nothing_was_good() {
    let bad = |set: Set, fault| Set {
        good: |_| Some(false),
        fault: Some(fault),
        ..set
    };
    let sets = [bad(BIRD_DOG, "leg_high"), bad(SIDE_PLANK, "sag")];
    let text = told(Language::English, Ending::Done, [Some(4), Some(3)], &sets);
    assert!(!text.contains("Went well"), "{text}");
    insta::assert_snapshot!("nothing_good", text);
}

#[test]
fn a_session_that_was_stopped_for_pain() {
    let stopped = Set {
        reps: 2,
        ended: Some(StopWhy::Pain),
        ..SIDE_PLANK
    };
    let pain = [Some(3), Some(6)];
    let text = told(Language::English, Ending::Pain, pain, &[BIRD_DOG, stopped]);
    assert!(!text.contains("next time"), "{text}");
    insta::assert_snapshot!("stopped_for_pain", text);
}

#[test]
fn a_session_of_which_little_was_seen() {
    let hidden = |set: Set| Set {
        good: |n| (n > 10).then_some(true),
        unseen_s: 41.0,
        seen: 40,
        ..set
    };
    let sets = [BIRD_DOG, SIDE_PLANK].map(hidden);
    let text = told(Language::English, Ending::Left, [None, None], &sets);
    assert!(!text.contains("no cue was needed"), "{text}");
    insta::assert_snapshot!("little_seen", text);
}
