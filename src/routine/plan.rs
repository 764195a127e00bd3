//! A checked routine, and the sets that a day takes from it.

/// Which day it is for somebody who does a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Day {
    /// Days since any fixed day. Exercises that take turns go by it.
    pub number: u32,
    /// Whole weeks since the first session.
    pub weeks_done: u32,
}

/// A routine whose exercises, variants and doses are all there.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// Name on the screen, "Gentle day".
    pub name: String,
    /// What it is for, in a line.
    pub about: Option<String>,
    /// Who has made it, where it is a therapist's programme.
    pub therapist: Option<String>,
    /// What its author has to say about it.
    pub note: Option<String>,
    /// The day until which it is to be done, as it is written.
    pub until: Option<String>,
    pub(super) sets: Vec<RoutineSet>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct RoutineSet {
    /// The exercises that take turns; at least one.
    pub(super) exercises: Vec<String>,
    pub(super) variant: Option<String>,
    /// None where the dose grows with the weeks.
    pub(super) dose: Option<String>,
    pub(super) rest_s: f32,
}

/// One set of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedSet {
    /// Id of the exercise.
    pub exercise: String,
    /// Its variant, if one was chosen.
    pub variant: Option<String>,
    /// Name of the dose.
    pub dose: String,
    /// Seconds of rest after it.
    pub rest_s: f32,
    /// The other exercises of its list that are not set aside: those whose turn comes next.
    pub others: Vec<String>,
}

impl Routine {
    /// The sets of a day, in their order.
    #[must_use]
    pub fn sets_of(&self, day: Day) -> Vec<PlannedSet> {
        self.sets_without(day, |_| false)
    }

    /// The sets of a day for somebody who sets some exercises aside. The next one of the list takes
    /// the place of such an exercise; where all of the list are set aside, the set is left out.
    #[must_use]
    pub fn sets_without(&self, day: Day, is_set_aside: impl Fn(&str) -> bool) -> Vec<PlannedSet> {
        let planned = self.sets.iter().filter_map(|set| {
            let turn = day.number as usize % set.exercises.len();
            let in_turn = set.exercises.iter().cycle().skip(turn);
            let in_turn = in_turn.take(set.exercises.len());
            let mut in_turn = in_turn.filter(|id| !is_set_aside(id)).cloned();
            Some(PlannedSet {
                exercise: in_turn.next()?,
                others: in_turn.collect(),
                variant: set.variant.clone(),
                dose: set
                    .dose
                    .clone()
                    .unwrap_or_else(|| dose_after(day.weeks_done).to_owned()),
                rest_s: set.rest_s,
            })
        });
        planned.collect()
    }
}

/// The dose that somebody has grown into. Programmes begin with few repeats and take eight weeks
/// (specification §12.3; JMIR mHealth 2024;12:e56580).
fn dose_after(weeks_done: u32) -> &'static str {
    match weeks_done {
        0 | 1 => "beginner",
        2..=5 => "standard",
        _ => "long",
    }
}
