//! The summary scene as plain data, made from what is told of the set.

use super::PainRow;
use crate::session::{Recap, Request, SideFigures, ToldFigure, WithoutRequests};
use crate::words::number::whole_s;
use crate::words::summary;
use crate::words::{self, Phrase, Text};

/// The bars of the average hold are full at this many seconds where the dose asks for less.
const LEAST_FULL_BAR_S: f32 = 10.0;

/// The summary scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryScene {
    /// "Bird dog, done".
    pub title: String,
    /// "1 set · 2 minutes".
    pub subtitle: String,
    /// What was said when the set was stopped for pain, in place of the two sentences.
    pub advice: Vec<String>,
    /// What went well; none when nothing can truly be said.
    pub went_well: Option<String>,
    /// One thing for next time.
    pub next_time: Option<String>,
    /// The figures; empty where no set was begun.
    pub rows: Vec<SummaryRow>,
    /// How often each cue was needed.
    pub cues: Vec<CueRow>,
    /// What stands there where none was given.
    pub without_cues: String,
    /// What was measured in a set, beside earlier sessions.
    pub figures: SummaryFigures,
    /// The exercises of a session, in place of the figures of a set.
    pub exercises: Vec<ExerciseRow>,
    /// How strong the pain is after a routine, where that is asked.
    pub pain: Option<PainRow>,
    /// Whether the set can be seen again.
    pub can_replay: bool,
    /// Right end of the footer, "Saved on this computer only".
    pub footer: String,
}

/// What was measured in a set, beside earlier sessions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SummaryFigures {
    /// What became of it since the last time: "now about the same".
    pub change: String,
    /// "Last time, 24 Nov"; none the first time.
    pub last: Option<String>,
    /// The figures, the most important first.
    pub rows: Vec<FigureRow>,
}

/// A figure of this time, of the last time, and the best so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// "Held".
    pub label: String,
    /// "left 8.1 s, right 7.4 s".
    pub now: String,
    /// The same of the last time; may be empty.
    pub last: String,
    /// "9.2 s"; may be empty.
    pub best: String,
}

/// An exercise of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExerciseRow {
    /// "Side plank, from the knees".
    pub name: String,
    /// "left 6, right 6".
    pub done: String,
    /// "11/12", the good ones of those that were judged.
    pub good: String,
    /// How long it was held, or how far it went.
    pub measured: String,
    /// The same of the last time.
    pub last: String,
    /// What was off and when, what was not seen, the best so far, the tempo; may be empty.
    pub below: String,
    /// What became of it since the last time; may be empty.
    pub change: String,
}

/// One row of the summary's left-and-right card.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRow {
    /// "Repetitions".
    pub label: String,
    /// The left side, or both in an exercise without sides.
    pub left: Share,
    /// The right side; none in an exercise without sides.
    pub right: Option<Share>,
}

/// A figure with its bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The figure as it is written, "12".
    pub text: String,
    /// The filled part of the bar, 0 to 1.
    pub part: f32,
}

/// How often a cue was needed.
#[derive(Debug, Clone, PartialEq)]
pub struct CueRow {
    /// What it is about, "Heel height".
    pub label: String,
    /// How often it was off, or was suggested.
    pub times: u32,
    /// Whole seconds for which it was off; none for a suggestion.
    pub seconds: Option<u64>,
    /// The repetitions between which it was off.
    pub reps: Option<(u32, u32)>,
}

/// The scene of a set that is over. `not_kept` says that it is not saved, where that is so.
#[must_use]
pub fn summary_scene(recap: &Recap, not_kept: Option<&str>) -> SummaryScene {
    let language = recap.language;
    let is_stopped = recap.is_stopped();
    let footer = match (not_kept, recap.has_begun) {
        (Some(words), _) => words,
        (None, true) => summary::SAVED_HERE.in_language(language),
        (None, false) => summary::NOTHING_LEAVES.in_language(language),
    };
    SummaryScene {
        title: summary::title(language, &recap.exercise, is_stopped),
        subtitle: if recap.has_begun {
            summary::one_set(language, (recap.duration_s / 60.0).round() as u32)
        } else {
            String::new()
        },
        advice: if is_stopped {
            words::PAIN
                .in_language(language)
                .map(str::to_owned)
                .to_vec()
        } else {
            Vec::new()
        },
        went_well: recap.went_well.clone(),
        next_time: recap.for_next_time(),
        rows: if recap.has_begun {
            rows(recap)
        } else {
            Vec::new()
        },
        cues: recap.requests.iter().map(CueRow::of).collect(),
        without_cues: without_cues(recap.without_requests)
            .map_or_else(String::new, |text| text.said_in(language)),
        figures: figures(recap),
        exercises: Vec::new(),
        pain: None,
        footer: footer.to_owned(),
        can_replay: false,
    }
}

impl CueRow {
    pub(super) fn of(request: &Request) -> Self {
        Self {
            label: request.label.clone(),
            times: request.times,
            seconds: request.seconds.map(whole_s),
            reps: request.reps,
        }
    }
}

fn figures(recap: &Recap) -> SummaryFigures {
    let language = recap.language;
    let compared = &recap.compared;
    let row = |figure: &ToldFigure| FigureRow {
        label: figure.label.said_in(language),
        now: figure.now.clone(),
        last: figure.last.clone().unwrap_or_default(),
        best: figure.best.clone().unwrap_or_default(),
    };
    let last = compared.last.as_ref();
    SummaryFigures {
        change: change(recap),
        last: last.map(|last| summary::last_time_on(language, &last.date)),
        rows: compared.figures.iter().map(row).collect(),
    }
}

/// What became of the exercise since the last time; nothing where that can't be said.
pub(super) fn change(recap: &Recap) -> String {
    let first = recap.compared.is_first_time.then_some(summary::FIRST_TIME);
    let change = recap.change_since_last().or(first);
    change.map_or_else(String::new, |words| words.said_in(recap.language))
}

fn without_cues(without: Option<WithoutRequests>) -> Option<Text> {
    Some(match without? {
        WithoutRequests::Stopped => return None,
        WithoutRequests::NothingCounted => summary::NOTHING_COUNTED,
        WithoutRequests::NotAllJudged => summary::NOT_ALL_JUDGED,
        WithoutRequests::NoneNeeded => summary::NO_CUE_NEEDED,
    })
}

fn rows(recap: &Recap) -> Vec<SummaryRow> {
    let language = recap.language;
    let row = |label: Text, share: &dyn Fn(&SideFigures) -> Share| {
        let (left, right) = match &recap.sides {
            Some([left, right]) => (share(left), Some(share(right))),
            None => (share(&recap.total), None),
        };
        let label = label.said_in(language);
        SummaryRow { label, left, right }
    };
    let wanted = recap.dose.reps.max(1) as f32;
    let of_dose = |n: u32| Share {
        text: n.to_string(),
        part: (n as f32 / wanted).min(1.0),
    };
    let full_s = recap.dose.hold_s.max(LEAST_FULL_BAR_S);
    let label = if recap.counts_holds {
        summary::HOLDS
    } else {
        summary::REPETITIONS
    };
    let mut rows = vec![
        row(label, &|side| of_dose(side.counted)),
        row(summary::GOOD_ONES, &|side| of_dose(side.good)),
    ];
    if recap.total.unjudged > 0 {
        rows.push(row(summary::COULD_NOT_BE_JUDGED, &|side| {
            of_dose(side.unjudged)
        }));
    }
    let average_hold = row(summary::AVERAGE_HOLD, &|side| Share {
        text: match side.mean_hold_s {
            Some(mean_s) => summary::tenths(language, mean_s),
            None => summary::NONE.said_in(language),
        },
        part: (side.mean_hold_s.unwrap_or(0.0) as f32 / full_s).min(1.0),
    });
    // There is room for three.
    rows.extend((recap.total.unjudged == 0).then_some(average_hold));
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::blazepose::Side;
    use crate::coach::{Band, Event, HoldPhase, Observed, PartialWhy, SHORT_HOLD, StopWhy, Timed};
    use crate::exercise::{Exercise, load};
    use crate::session::{SetFigures, terminal};

    fn rep(side: Option<Side>, good: Option<bool>, hold_s: f64) -> Event {
        Event::Rep {
            n: 1,
            side,
            peak: 0.0,
            range: 1.0,
            in_s: 1.0,
            hold_s,
            out_s: 1.0,
            good,
            why: Vec::new(),
        }
    }

    /// A repetition, an uncounted movement, or a phase of a hold.
    fn movement(side: impl Strategy<Value = Option<Side>> + Clone) -> impl Strategy<Value = Event> {
        let rep = (side.clone(), any::<Option<bool>>(), 0.0..20.0)
            .prop_map(|(side, good, hold_s)| rep(side, good, hold_s));
        let partial = side.clone().prop_map(|side| Event::Partial {
            side,
            peak: 0.0,
            why: PartialWhy::NotHeld,
        });
        let phases = select(vec![
            HoldPhase::Begin,
            HoldPhase::Pause,
            HoldPhase::Resume,
            HoldPhase::End,
        ]);
        let hold = (phases, side, 0.0..20.0).prop_map(|(phase, side, hold_s)| Event::Hold {
            phase,
            side,
            hold_s,
        });
        prop_oneof![2 => rep, 1 => partial, 1 => hold]
    }

    /// An event of a set of this exercise.
    fn event(exercise: &Exercise) -> impl Strategy<Value = Event> + use<> {
        let side = select(if exercise.cycle.side.is_some() {
            vec![Some(Side::Left), Some(Side::Right)]
        } else {
            vec![None]
        });
        let faults = exercise.faults.iter().map(|fault| fault.id.clone());
        let faults: Vec<String> = faults.collect();
        let mut cues = faults.clone();
        cues.push(SHORT_HOLD.to_owned());
        let bands = select(vec![Band::Good, Band::Warn, Band::Bad]);
        let fault = (select(faults), bands, side.clone());
        let fault = fault.prop_map(|(id, band, side)| Event::Fault {
            id,
            band,
            side,
            value: 0.0,
        });
        let cue = select(cues).prop_map(|fault| Event::Cue {
            fault,
            text: "words".to_owned(),
        });
        let unseen = select(vec!["side view", "near wrist"]).prop_map(|what| Event::Unseen {
            what: vec![what.to_owned()],
            text: "words".to_owned(),
        });
        let why = StopWhy::Pain;
        prop_oneof![
            8 => movement(side),
            2 => fault,
            2 => cue,
            1 => unseen,
            1 => Just(Event::Lost),
            1 => Just(Event::Stopped { why }),
        ]
    }

    /// What is observed in a set besides its events.
    fn observed() -> impl Strategy<Value = Observed> {
        (0.0..5.0, 0_u64..100, 60.0..600.0).prop_map(|(unseen_s, frames, until_s)| Observed {
            until_s,
            frames,
            frames_with_person: frames,
            unseen_s,
            ..Observed::default()
        })
    }

    /// The rows of the terminal's text at a label. Rows without a label belong to the label above them.
    fn rows_of<'a>(text: &'a str, label: &str) -> Vec<&'a str> {
        let mut is_below = false;
        let rows = text.lines().skip(1).filter_map(|line| {
            let (of, words) = line.split_at_checked(16)?;
            if !of.trim().is_empty() {
                is_below = of.trim() == label;
            }
            is_below.then_some(words)
        });
        rows.collect()
    }

    /// The window and the terminal say the same of these events.
    fn check(exercise: &Exercise, events: &[Timed], observed: Observed) {
        let figures = SetFigures::of(&exercise.id, events, observed);
        let recap = Recap::of(exercise, exercise.dose("standard").unwrap(), &figures);
        let scene = summary_scene(&recap, None);
        let text = terminal(&recap);
        let one = |label: &str| rows_of(&text, label).first().copied();
        assert_eq!(scene.went_well.as_deref(), one("Went well"), "{text}");
        assert_eq!(scene.next_time.as_deref(), one("For next time"), "{text}");
        assert_eq!(scene.advice, rows_of(&text, "Now"), "{text}");
        let asked: Vec<String> = ["Cues needed", "Invited"]
            .into_iter()
            .flat_map(|label| rows_of(&text, label))
            .filter_map(|row| Some(row.rsplit_once(": ")?.1.to_owned()))
            .collect();
        let in_words = |cue: &CueRow| {
            let times = summary::times(recap.language, cue.times);
            let seconds = cue.seconds.map(|seconds| format!("{seconds} s"));
            let reps = cue
                .reps
                .map(|(first, last)| summary::in_repetitions(recap.language, first, last));
            let parts: Vec<String> = [times].into_iter().chain(seconds).chain(reps).collect();
            parts.join(", ")
        };
        let shown: Vec<String> = scene.cues.iter().map(in_words).collect();
        assert_eq!(asked, shown, "{text}");
        let is_cued = events
            .iter()
            .any(|timed| matches!(timed.event, Event::Cue { .. }));
        assert!(!is_cued || !scene.cues.is_empty(), "{text}");
        let says_none = scene.without_cues == summary::NO_CUE_NEEDED.in_language(recap.language);
        assert!(!says_none || asked.is_empty(), "{text}");
        let counted = match (&scene.rows[0].left.text, &scene.rows[0].right) {
            (left, Some(right)) => summary::left_and_right(
                recap.language,
                left.parse().unwrap(),
                right.text.parse().unwrap(),
            ),
            (all, None) => all.clone(),
        };
        match one("Repetitions") {
            Some(told) => assert_eq!(told.split(';').next(), Some(counted.as_str()), "{text}"),
            None => assert_eq!(recap.total.counted, 0, "{text}"),
        }
    }

    proptest! {
        #[test]
        fn the_window_and_the_terminal_say_the_same(
            (exercise, events, observed) in select(vec!["bird-dog", "side-plank", "cobra", "cat-cow"])
                .prop_map(|id| load(id, None, None).unwrap())
                .prop_flat_map(|exercise| {
                    let events = prop::collection::vec(event(&exercise), 0..40);
                    (Just(exercise), events, observed())
                })
        ) {
            let start = std::iter::once(Event::Start);
            let events: Vec<Timed> = start
                .chain(events)
                .zip(0..)
                .map(|(event, n)| Timed { t_s: f64::from(n), event })
                .collect();
            check(&exercise, &events, observed);
        }
    }

    #[test]
    fn a_single_hold_has_the_same_seconds_everywhere() {
        let exercise = load("side-plank", None, None).unwrap();
        let mut figures = SetFigures::new(&exercise.id);
        let side = Some(Side::Left);
        let hold_s = 3.97;
        let events = [
            Event::Start,
            Event::Hold {
                phase: HoldPhase::Begin,
                side,
                hold_s: 0.0,
            },
            Event::Hold {
                phase: HoldPhase::End,
                side,
                hold_s,
            },
            rep(side, Some(true), hold_s),
        ];
        for event in events {
            figures.add(&Timed { t_s: 1.0, event });
        }
        let recap = Recap::of(&exercise, exercise.dose("standard").unwrap(), &figures);
        let scene = summary_scene(&recap, None);
        assert_eq!(scene.rows.last().unwrap().left.text, "3.9 s");
        assert!(
            terminal(&recap).contains("left 3 s"),
            "{}",
            terminal(&recap)
        );
    }
}
