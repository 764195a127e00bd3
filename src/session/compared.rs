//! What is measured of an exercise this time, beside the last time and the best so far. A difference
//! that is no larger than the measurement error says nothing.

use super::change::Change;
use super::earlier::Earlier;
use super::figures::SideFigures;
use super::measure::Measure;
use super::recap::Recap;
use crate::blazepose::Side;
use crate::words::number::tenths_s;
use crate::words::{Date, Language, Text, history, report, summary};

/// An exercise that isn't about holding is held for a moment at least this long where its hold is told.
const HOLD_TO_TELL_S: f64 = 2.0;

/// A figure in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldFigure {
    /// "Held".
    pub label: Text,
    /// "left 8.1 s, right 7.4 s".
    pub now: String,
    /// The same of the last time, where there was one.
    pub last: Option<String>,
    /// The best so far, where there is one.
    pub best: Option<String>,
}

/// The last time that an exercise was done.
#[derive(Debug, Clone, PartialEq)]
pub struct LastTime {
    /// "24 Nov".
    pub date: String,
    /// What became of the main measure since then. None where the sides went apart, and where only
    /// chance decides.
    pub change: Option<Change>,
}

/// What is known of earlier sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// None the first time, and where nothing is compared.
    pub last: Option<LastTime>,
    /// The user has not done it before.
    pub is_first_time: bool,
    /// The figures, what the exercise is followed by first.
    pub figures: Vec<ToldFigure>,
}

impl Compared {
    pub(super) fn of(recap: &Recap, earlier: &Earlier) -> Self {
        let now = shown(recap.sides, recap.total);
        let last = earlier.last.as_ref();
        let then = last.map(|(day, figures)| {
            let side = |side| figures.of_side(Some(side));
            let sides = recap.sides.map(|_| Side::BOTH.map(side));
            (*day, shown(sides, figures.of_side(None)))
        });
        let language = recap.language;
        let in_words = |measure: &Measure, sides: &[SideFigures]| words(language, measure, sides);
        let of_measure = |measure: &Measure| {
            Some(ToldFigure {
                label: label(measure),
                now: in_words(measure, &now)?,
                last: then.as_ref().and_then(|(_, then)| in_words(measure, then)),
                best: best(language, measure, earlier, &recap.total),
            })
        };
        let mut figures: Vec<ToldFigure> = measures(recap).iter().filter_map(of_measure).collect();
        figures.extend(tempo(language, &now));
        Self {
            last: then.map(|(day, then)| LastTime {
                date: date(language, day),
                change: change(&recap.main, &now, &then),
            }),
            is_first_time: false,
            figures,
        }
    }
}

/// Left and right, or both together.
fn shown(sides: Option<[SideFigures; 2]>, total: SideFigures) -> Vec<SideFigures> {
    sides.map_or_else(|| vec![total], |sides| sides.to_vec())
}

/// What is told of an exercise, the most important first.
fn measures(recap: &Recap) -> Vec<Measure> {
    let held_s = recap.total.mean_hold_s.unwrap_or(0.0);
    let mut measures = vec![recap.main.clone()];
    let hold = (held_s >= HOLD_TO_TELL_S).then_some(Measure::Hold);
    // How far a hold is from where it began is told by its rules, not by a part of the trunk.
    let is_told = |range: &Measure| !(recap.counts_holds && matches!(range, Measure::OfTrunk(_)));
    let range = recap.range.clone().filter(is_told);
    for measure in range.into_iter().chain(hold) {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    measures.retain(|measure| *measure != Measure::Good);
    measures.push(Measure::Good);
    measures
}

fn label(measure: &Measure) -> Text {
    match measure {
        Measure::Hold => report::HELD,
        Measure::Degrees(_) | Measure::OfTrunk(_) => report::RANGE,
        Measure::Good => report::GOOD,
    }
}

fn value(measure: &Measure, side: &SideFigures) -> Option<f32> {
    match measure {
        Measure::Hold => side.mean_hold_s.map(|held_s| held_s as f32),
        Measure::Degrees(_) | Measure::OfTrunk(_) => side.mean_range,
        Measure::Good => None,
    }
}

/// "left 8.1 s, right 7.4 s"; how many were good of both together.
fn words(language: Language, measure: &Measure, sides: &[SideFigures]) -> Option<String> {
    if *measure == Measure::Good {
        let good = sides.iter().map(|side| side.good).sum();
        let judged = sides.iter().map(|side| side.counted - side.unjudged).sum();
        return (judged > 0).then(|| history::good_of(language, good, judged));
    }
    let values: Vec<Option<f32>> = sides.iter().map(|side| value(measure, side)).collect();
    let of = |value: &Option<f32>| match value {
        Some(value) => measure.words(language, *value),
        None => summary::NONE.in_language(language).to_owned(),
    };
    let told = match &values[..] {
        [left, right] if left.or(*right).is_some() => {
            summary::sides(language, &of(left), &of(right))
        }
        [all @ Some(_)] => of(all),
        _ => return None,
    };
    Some(match measure {
        Measure::OfTrunk(_) => summary::of_trunk(language, &told),
        _ => told,
    })
}

/// How long the ways there and back took. Nobody is compared with an earlier tempo.
fn tempo(language: Language, sides: &[SideFigures]) -> Option<ToldFigure> {
    let known = sides.iter().filter_map(|side| side.mean_ways_s);
    let all: Vec<[f64; 2]> = known.collect();
    if all.is_empty() {
        return None;
    }
    let mean = |way: usize| all.iter().map(|ways| ways[way]).sum::<f64>() / all.len() as f64;
    let [there_s, back_s] = [0, 1].map(|way| tenths_s(mean(way)));
    Some(ToldFigure {
        label: summary::TEMPO,
        now: summary::there_and_back(language, there_s, back_s),
        last: None,
        best: None,
    })
}

/// The best so far, this time included. That it was this time is said where it is more than the error.
fn best(
    language: Language,
    measure: &Measure,
    earlier: &Earlier,
    now: &SideFigures,
) -> Option<String> {
    let seconds = |held_s: Option<f64>| held_s.map(|held_s| held_s as f32);
    let (before, now) = match measure {
        Measure::Hold => (seconds(earlier.longest_s), seconds(now.longest_s)),
        Measure::Degrees(_) | Measure::OfTrunk(_) => (earlier.farthest, now.farthest),
        Measure::Good => return None,
    };
    let (before, now) = (before?, now.unwrap_or(0.0));
    let best = measure.words(language, before.max(now));
    Some(match now - before > measure.error() {
        true => summary::this_time(language, &best),
        false => best,
    })
}

/// More or less on one side at least, and not the other way on the other.
fn change(measure: &Measure, now: &[SideFigures], then: &[SideFigures]) -> Option<Change> {
    let error = measure.error();
    let pairs = now.iter().zip(then);
    let changes: Vec<f32> = pairs
        .filter_map(|(now, then)| Some(value(measure, now)? - value(measure, then)?))
        .collect();
    let is_more = changes.iter().any(|change| *change > error);
    let is_less = changes.iter().any(|change| *change < -error);
    match (is_more, is_less) {
        _ if changes.is_empty() => None,
        (true, true) => None,
        (true, false) => Some(Change::More),
        (false, true) => Some(Change::Less),
        (false, false) => Some(Change::Same),
    }
}

fn date(language: Language, day: u32) -> String {
    let date = Date::of_day(day);
    history::short_date(language, date.day, date.month)
}
