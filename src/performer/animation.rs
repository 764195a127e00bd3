//! An animation: the repetitions of a movement in time, and the bones at any moment.

use glam::Vec3;

use super::skeleton::{Build, Skeleton};
use super::solve::Solver;
use crate::blazepose::Side;
use crate::exercise::keyframes::{Sides, WrittenFor};
use crate::exercise::{Course, ExerciseError, Movement, SizedFault};

/// Settings of how a movement is done.
#[derive(Debug, Clone, PartialEq)]
pub struct AnimationSettings {
    /// The body.
    pub build: Build,
    /// Faults to show.
    pub faults: Vec<SizedFault>,
    /// Numbers, from 1, of the repetitions that show the faults. Empty means all repetitions.
    pub faulty: Vec<u32>,
    /// The side at work. `None` keeps the side of the movement.
    pub side: Option<Side>,
    /// Tempo; 2 is twice as fast.
    pub tempo: f32,
    /// Number of repetitions; `None` is 2. The first pose is kept after them.
    pub repetitions: Option<u32>,
    /// Repetitions of one side before the side changes, where sides change. `None` keeps the number
    /// of the movement. No setting gives it, because it follows from the dose.
    pub side_reps: Option<u32>,
    /// Seconds in the pose that is held. `None` keeps the time of the movement.
    pub hold_s: Option<f32>,
    /// Seconds in the first pose before the first repetition and after the last; `None` is 2.
    pub rest_s: Option<f32>,
}

/// Number of repetitions where none is set.
const REPETITIONS: u32 = 2;

/// Seconds of rest where none are set.
const REST_S: f32 = 2.0;

impl Default for AnimationSettings {
    fn default() -> Self {
        AnimationSettings {
            build: Build::default(),
            faults: Vec::new(),
            faulty: Vec::new(),
            side: None,
            tempo: 1.0,
            repetitions: None,
            side_reps: None,
            hold_s: None,
            rest_s: None,
        }
    }
}

/// Number of sizes, from none to full, in which a swaying fault is drawn.
const SWAYS: usize = 32;

/// A movement that is being done.
#[derive(Debug, Clone)]
pub struct Animation {
    settings: AnimationSettings,
    sides: Sides,
    written_for: Side,
    good_form: RepetitionPlan,
    /// Repetitions with the faults, from none to full where they sway.
    with_faults: Vec<RepetitionPlan>,
    sway_hz: Option<f32>,
}

/// A repetition in good form or with faults, for either side.
#[derive(Debug, Clone)]
struct RepetitionPlan {
    /// The poses as written or mirrored, by the index of the [`Side`] at work.
    course: [Course; 2],
    solver: [Solver; 2],
    length_s: f64,
}

/// The place of a moment in an animation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Repetition {
    /// Number of the repetition, from 1. It is 0 before the first.
    pub number: u32,
    /// The side at work; `None` where both are.
    pub side: Option<Side>,
    /// Whether the repetition shows the faults.
    pub is_faulty: bool,
    /// Seconds since the repetition began, at the tempo of the exercise file.
    pub t_s: f64,
}

impl Animation {
    /// # Errors
    /// When the movement has no such fault.
    pub fn new(
        movement: &Movement,
        settings: AnimationSettings,
    ) -> Result<Animation, ExerciseError> {
        let good = movement.course(&[], 1.0)?;
        let plan = |course| RepetitionPlan::new(&settings, movement, &good, course);
        let good_form = plan(good.clone());
        let faults = &settings.faults;
        let sway_hz = movement.sway_hz(faults);
        let shares = if sway_hz.is_some() { SWAYS } else { 0 };
        let with_faults = (0..=shares)
            .map(|n| {
                let share = if shares == 0 {
                    1.0
                } else {
                    n as f32 / shares as f32
                };
                Ok(plan(movement.course(faults, share)?))
            })
            .collect::<Result<_, ExerciseError>>()?;
        Ok(Animation {
            sides: movement.sides,
            written_for: written_for(movement),
            settings,
            good_form,
            with_faults,
            sway_hz,
        })
    }

    /// The body.
    #[must_use]
    pub fn build(&self) -> &Build {
        &self.settings.build
    }

    /// Tempo; 2 is twice as fast.
    #[must_use]
    pub(super) fn tempo(&self) -> f32 {
        self.settings.tempo
    }

    /// Ids of the faults that faulty repetitions show.
    pub fn faults(&self) -> impl Iterator<Item = &str> {
        self.settings.faults.iter().map(|fault| fault.id.as_str())
    }

    /// Seconds until the last rest is over.
    #[must_use]
    pub fn length_s(&self) -> f64 {
        let rests = 2.0 * self.rest_s();
        let work: f64 = (1..=self.repetitions())
            .map(|number| self.rep_length_s(number))
            .sum();
        rests + work
    }

    /// The repetition that a moment belongs to. The rest before the first is number 0; the rest
    /// after the last belongs to the last.
    #[must_use]
    pub fn repetition_at(&self, t_s: f64) -> Repetition {
        let mut since_s = t_s - self.rest_s();
        let mut number = 1;
        while number < self.repetitions() && since_s >= self.rep_length_s(number) {
            since_s -= self.rep_length_s(number);
            number += 1;
        }
        let has_begun = since_s >= 0.0;
        Repetition {
            number: if has_begun { number } else { 0 },
            side: self.side_of(number),
            is_faulty: self.is_faulty(number),
            t_s: since_s.max(0.0) * f64::from(self.settings.tempo),
        }
    }

    /// The bones at a moment.
    #[must_use]
    pub fn skeleton_at(&self, t_s: f64) -> Skeleton {
        let repetition = self.repetition_at(t_s);
        let plan = match (repetition.is_faulty, self.sway_hz) {
            (false, _) => &self.good_form,
            (true, None) => &self.with_faults[0],
            (true, Some(hz)) => {
                let share = 0.5 - 0.5 * (std::f64::consts::TAU * f64::from(hz) * t_s).cos();
                &self.with_faults[(share * SWAYS as f64).round() as usize]
            }
        };
        let side = repetition.side.unwrap_or(self.written_for);
        plan.skeleton(side, repetition.t_s as f32)
    }

    /// The supports at a moment: name, place where the support should be, and place where it is in
    /// `skeleton`, the bones of that moment.
    #[must_use]
    pub fn contacts_at(&self, t_s: f64, skeleton: &Skeleton) -> Vec<(String, Vec3, Vec3)> {
        let repetition = self.repetition_at(t_s);
        let plan = if repetition.is_faulty {
            &self.with_faults[0]
        } else {
            &self.good_form
        };
        plan.contacts(
            repetition.side.unwrap_or(self.written_for),
            repetition.t_s as f32,
            skeleton,
        )
    }

    fn repetitions(&self) -> u32 {
        self.settings.repetitions.unwrap_or(REPETITIONS)
    }

    fn rest_s(&self) -> f64 {
        self.settings.rest_s.unwrap_or(REST_S).into()
    }

    fn rep_length_s(&self, number: u32) -> f64 {
        let plan = if self.is_faulty(number) {
            &self.with_faults[0]
        } else {
            &self.good_form
        };
        plan.length_s / f64::from(self.settings.tempo)
    }

    fn is_faulty(&self, number: u32) -> bool {
        !self.settings.faults.is_empty()
            && (self.settings.faulty.is_empty() || self.settings.faulty.contains(&number))
    }

    fn side_of(&self, number: u32) -> Option<Side> {
        match (self.sides, self.settings.side) {
            (Sides::Both, _) => None,
            (_, Some(side)) => Some(side),
            (Sides::OneSided, None) => Some(self.written_for),
            (Sides::Alternate, None) => {
                let in_a_row = self.settings.side_reps.unwrap_or(1).max(1);
                let turns = (number.max(1) - 1) / in_a_row;
                Some(if turns.is_multiple_of(2) {
                    Side::Left
                } else {
                    Side::Right
                })
            }
        }
    }
}

impl RepetitionPlan {
    fn new(
        settings: &AnimationSettings,
        movement: &Movement,
        good: &Course,
        course: Course,
    ) -> RepetitionPlan {
        let mut course = course;
        if let Some(hold_s) = settings.hold_s {
            // The times of a course are at the tempo of the exercise file.
            course.hold_for(hold_s * settings.tempo);
        }
        let by_side = |course: &Course| match written_for(movement) {
            Side::Left => [course.clone(), mirrored(course)],
            Side::Right => [mirrored(course), course.clone()],
        };
        let (good, both) = (by_side(good), by_side(&course));
        let solver = Side::BOTH.map(|side| {
            let i = side.index();
            let (good, own) = (&good[i].stations[1].pose, &both[i].stations[1].pose);
            Solver::new(settings.build, movement.support, good, own)
        });
        RepetitionPlan {
            length_s: length_s(&course).into(),
            course: both,
            solver,
        }
    }

    fn contacts(&self, side: Side, t_s: f32, skeleton: &Skeleton) -> Vec<(String, Vec3, Vec3)> {
        let course = &self.course[side.index()];
        let (from, to, _) = moment(course, t_s);
        let pose = |index: usize| &course.stations[index].pose;
        self.solver[side.index()].contacts(pose(from), pose(to), skeleton)
    }

    fn skeleton(&self, side: Side, t_s: f32) -> Skeleton {
        let course = &self.course[side.index()];
        let (from, to, u) = moment(course, t_s);
        let pose = |index: usize| &course.stations[index].pose;
        let (from, to, u) = match course.shortened {
            Some((deep, depth)) if to == deep => (from, to, u * depth),
            Some((deep, depth)) if from == deep => (to, from, (1.0 - u) * depth),
            _ => (from, to, u),
        };
        self.solver[side.index()].blend(pose(from), pose(to), u)
    }
}

fn written_for(movement: &Movement) -> Side {
    match movement.written_for {
        WrittenFor::Left => Side::Left,
        WrittenFor::Right => Side::Right,
    }
}

fn mirrored(course: &Course) -> Course {
    let mut course = course.clone();
    for station in &mut course.stations {
        station.pose = station.pose.mirrored();
    }
    course
}

fn length_s(course: &Course) -> f32 {
    let stations: f32 = course
        .stations
        .iter()
        .skip(1)
        .map(|station| station.move_s + station.stay_s)
        .sum();
    stations + course.back_s + course.stations[0].stay_s
}

/// The two stations that a moment lies between, and the share of the way between them.
fn moment(course: &Course, t_s: f32) -> (usize, usize, f32) {
    let mut left_s = t_s;
    let last = course.stations.len() - 1;
    for (index, station) in course.stations.iter().enumerate().skip(1) {
        if left_s < station.move_s {
            return (index - 1, index, smooth(left_s / station.move_s));
        }
        left_s -= station.move_s;
        if left_s < station.stay_s {
            return (index - 1, index, 1.0);
        }
        left_s -= station.stay_s;
    }
    if left_s < course.back_s {
        return (last, 0, smooth(left_s / course.back_s));
    }
    (last, 0, 1.0)
}

/// Eases a share of a way, so that movement starts and ends gently.
pub(super) fn smooth(u: f32) -> f32 {
    u * u * (3.0 - 2.0 * u)
}
