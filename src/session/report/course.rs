//! How each exercise went over the days.

use std::collections::BTreeMap;
use std::path::Path;

use super::named::{Measure, Named};
use super::read::{DoneSet, Rep};
use crate::blazepose::Side;
use crate::session::change::{self, Change, Course, median};
use crate::words::Language;

/// Moments of a fault from which on it is told in which repetitions they were.
const MOMENTS_TO_TELL: usize = 4;
/// An exercise that isn't about holding is held for a moment at least this long where its hold is told.
const HOLD_TO_TELL_S: f64 = 2.0;

/// How an exercise went.
#[derive(Debug)]
pub(super) struct ExerciseCourse {
    pub(super) named: Named,
    pub(super) sets: usize,
    /// Left and right, or both together.
    pub(super) sides: Vec<SideCourse>,
    /// What is told of each side.
    pub(super) measures: Vec<Measure>,
    pub(super) partials: u32,
    /// What was off, the most often first.
    pub(super) faults: Vec<FaultCourse>,
    /// What could not be seen, in how many of the sets.
    pub(super) unseen: BTreeMap<&'static str, usize>,
}

/// How a side went.
#[derive(Debug)]
pub(super) struct SideCourse {
    pub(super) side: Option<Side>,
    pub(super) counted: u32,
    /// How many were in a set, in the middle.
    pub(super) a_set: usize,
    days: Vec<SideDay>,
}

#[derive(Debug, Default)]
struct SideDay {
    day: u32,
    hold_s: Option<f32>,
    range: Option<f32>,
    good: u32,
    judged: u32,
}

/// How often something was off.
#[derive(Debug)]
pub(super) struct FaultCourse {
    pub(super) label: String,
    pub(super) sets: usize,
    /// The repetitions of a set in which the middle half of the moments were.
    pub(super) reps: Option<(u32, u32)>,
}

/// The exercises of these sets, oldest first; the one with the most sets comes first.
pub(super) fn exercises(
    sets: &[DoneSet],
    language: Language,
    folder: Option<&Path>,
) -> Vec<ExerciseCourse> {
    let mut groups: BTreeMap<(&str, Option<&str>), Vec<&DoneSet>> = BTreeMap::new();
    for set in sets {
        let key = (set.exercise.as_str(), set.variant.as_deref());
        groups.entry(key).or_default().push(set);
    }
    let course = |((id, variant), sets): ((&str, Option<&str>), Vec<&DoneSet>)| {
        let named = Named::of(language, id, variant, folder);
        ExerciseCourse::of(named, &sets, language)
    };
    let mut courses: Vec<ExerciseCourse> = groups.into_iter().map(course).collect();
    courses.sort_by_key(|course| std::cmp::Reverse(course.sets));
    courses
}

impl ExerciseCourse {
    fn of(named: Named, sets: &[&DoneSet], language: Language) -> Self {
        let reps = || sets.iter().flat_map(|set| &set.reps);
        let has_sides = named.has_sides || reps().any(|rep| rep.side.is_some());
        let sides: &[Option<Side>] = match has_sides {
            true => &[Some(Side::Left), Some(Side::Right)],
            false => &[None],
        };
        let held = median(reps().map(|rep| rep.hold_s as f32).collect());
        let is_held = held.is_some_and(|held| f64::from(held) >= HOLD_TO_TELL_S);
        let hold = (named.counts_holds || is_held).then_some(Measure::Hold);
        let measures = hold.into_iter().chain(named.range.clone());
        Self {
            sets: sets.len(),
            sides: sides
                .iter()
                .map(|side| SideCourse::of(*side, sets))
                .collect(),
            measures: measures.chain([Measure::Good]).collect(),
            partials: sets.iter().map(|set| set.partials).sum(),
            faults: faults(&named, sets),
            unseen: unseen(sets, language),
            named,
        }
    }

    /// What became of a measure: more or less on one side at least, and not the other way on the other.
    pub(super) fn change(&self, measure: &Measure) -> Change {
        let sides = self.sides.iter();
        let changes: Vec<Change> = sides
            .filter_map(|side| Some(side.course(measure)?.change))
            .collect();
        let has = |change| changes.contains(&change);
        match (has(Change::More), has(Change::Less)) {
            (true, false) => Change::More,
            (false, true) => Change::Less,
            (false, false) if !has(Change::Same) => Change::NotYet,
            _ => Change::Same,
        }
    }

    /// Whether a side has less of a measure than the other one.
    pub(super) fn is_weaker(&self, side: Side, measure: &Measure) -> bool {
        let [left, right] = &self.sides[..] else {
            return false;
        };
        let (one, other) = match side {
            Side::Left => (left, right),
            Side::Right => (right, left),
        };
        let other: BTreeMap<u32, f32> = other.points(measure).into_iter().collect();
        let days: Vec<(f32, f32)> = one
            .points(measure)
            .into_iter()
            .filter_map(|(day, one)| Some((one, *other.get(&day)?)))
            .collect();
        // How many are good is not compared: the few of a day differ by chance.
        *measure != Measure::Good && change::is_less(&days, measure.error())
    }
}

impl SideCourse {
    fn of(side: Option<Side>, sets: &[&DoneSet]) -> Self {
        let mut days: Vec<(SideDay, Vec<Rep>)> = Vec::new();
        let mut of_sets = Vec::new();
        for set in sets {
            let figures = set.figures(side);
            of_sets.push(figures.counted);
            if days.last().is_none_or(|(day, _)| day.day != set.day) {
                let day = SideDay {
                    day: set.day,
                    ..SideDay::default()
                };
                days.push((day, Vec::new()));
            }
            if let Some((day, reps)) = days.last_mut() {
                day.good += figures.good;
                day.judged += figures.counted - figures.unjudged;
                reps.extend(set.reps.iter().filter(|rep| rep.side == side));
            }
        }
        let with_medians = |(mut day, reps): (SideDay, Vec<Rep>)| {
            day.hold_s = median(reps.iter().map(|rep| rep.hold_s as f32).collect());
            day.range = median(reps.iter().map(|rep| rep.range).collect());
            day
        };
        Self {
            side,
            counted: of_sets.iter().sum(),
            a_set: median(of_sets.iter().map(|counted| *counted as f32).collect()).unwrap_or(0.0)
                as usize,
            days: days.into_iter().map(with_medians).collect(),
        }
    }

    /// What was measured on each day on which there was something to measure.
    pub(super) fn points(&self, measure: &Measure) -> Vec<(u32, f32)> {
        let value = |day: &SideDay| match measure {
            Measure::Hold => day.hold_s,
            Measure::Degrees(_) | Measure::OfTrunk(_) => day.range,
            Measure::Good => (day.judged > 0).then(|| day.good as f32 / day.judged as f32),
        };
        let points = self.days.iter();
        points
            .filter_map(|day| Some((day.day, value(day)?)))
            .collect()
    }

    pub(super) fn course(&self, measure: &Measure) -> Option<Course> {
        if *measure == Measure::Good {
            let days: Vec<_> = self.days.iter().map(|day| (day.good, day.judged)).collect();
            return change::of_shares(&days);
        }
        let points = self.points(measure).into_iter();
        let values: Vec<f32> = points.map(|(_, value)| value).collect();
        change::of_days(&values, measure.error())
    }
}

fn faults(named: &Named, sets: &[&DoneSet]) -> Vec<FaultCourse> {
    let mut found: BTreeMap<&str, (usize, Vec<u32>)> = BTreeMap::new();
    for set in sets {
        for (id, _) in &set.faults {
            found.entry(id).or_default().0 += 1;
        }
        for onset in &set.onsets {
            found.entry(&onset.fault).or_default().1.push(onset.rep);
        }
    }
    let mut faults: Vec<FaultCourse> = found
        .into_iter()
        .filter(|(_, (sets, _))| *sets > 0)
        .map(|(id, (sets, reps))| FaultCourse {
            label: named.fault(id).to_owned(),
            sets,
            reps: middle_half(reps),
        })
        .collect();
    faults.sort_by_key(|fault| std::cmp::Reverse(fault.sets));
    faults
}

/// The repetitions between which the middle half of the moments lies; none where they are few.
fn middle_half(mut reps: Vec<u32>) -> Option<(u32, u32)> {
    reps.sort_unstable();
    let quarter = reps.len() / 4;
    let is_told = reps.len() >= MOMENTS_TO_TELL;
    is_told.then(|| (reps[quarter], reps[reps.len() - 1 - quarter]))
}

fn unseen(sets: &[&DoneSet], language: Language) -> BTreeMap<&'static str, usize> {
    let mut unseen = BTreeMap::new();
    for set in sets {
        for part in set.unseen_parts(language) {
            *unseen.entry(part).or_default() += 1;
        }
    }
    unseen
}
