//! A demonstration: the performer does what a coach asks for, with the number and length of the
//! dose, side after side.

use super::error::PerformerError;
use super::options::Options;
use super::video::SyntheticVideo;
use crate::blazepose::Side;
use crate::exercise::keyframes::Sides;
use crate::exercise::{Dose, Exercise, Movement};

/// Number of repetitions where none is set. It is more than any dose has, because a repetition that
/// was not counted is done again, and it still brings an end.
const REPETITIONS: u32 = 100;

/// Highest number of times that the performer turns over.
const TURNS: u32 = 20;

/// Seconds in the start pose before the first repetition. The set-up needs one or two of them; the
/// rest is for people who read the screen.
const REST_S: f32 = 4.0;

/// A hold ends this long after its goal, because a person who hears "Lower slowly" needs a moment.
const HEARS_S: f32 = 0.7;

/// What a coach asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RequestedDose {
    /// Repetitions or holds of each side, or of both at once.
    pub reps_each_side: u32,
    /// Seconds to hold.
    pub hold_s: f32,
    /// Whether all repetitions of one side come first and then all of the other. Otherwise the
    /// sides alternate.
    pub one_side_first: bool,
}

impl RequestedDose {
    /// The request that a dose of an exercise makes.
    #[must_use]
    pub fn of(exercise: &Exercise, dose: &Dose) -> RequestedDose {
        RequestedDose {
            reps_each_side: dose.reps,
            hold_s: dose.hold_s,
            one_side_first: exercise.cycle.is_side_by_side(),
        }
    }
}

/// The performer in one video, or in one for each side that it turns to.
pub struct Demonstration {
    videos: Vec<SyntheticVideo>,
    turns: u32,
}

impl Demonstration {
    /// Prepares the video of a movement. Settings in `wanted` win over what the coach asks for;
    /// without either, the movement is done as it is written.
    ///
    /// # Errors
    /// When the movement has no such fault or view.
    pub fn new(
        movement: &Movement,
        wanted: &Options,
        asked: Option<RequestedDose>,
    ) -> Result<Demonstration, PerformerError> {
        let mut wanted = wanted.clone();
        let animation = &mut wanted.animation;
        animation.rest_s.get_or_insert(REST_S);
        if let Some(asked) = asked {
            animation.hold_s.get_or_insert(asked.hold_s + HEARS_S);
            let in_a_row = if asked.one_side_first {
                asked.reps_each_side.max(1)
            } else {
                1
            };
            animation.side_reps.get_or_insert(in_a_row);
        }
        // A person who lies or kneels on one side has to turn over. In other exercises the sides
        // change in place.
        let turns_over = movement.sides == Sides::OneSided && animation.side.is_none();
        if let Some(asked) = asked.filter(|_| turns_over) {
            animation
                .repetitions
                .get_or_insert(asked.reps_each_side.max(1));
            let videos = Side::BOTH.map(|side| {
                let mut wanted = wanted.clone();
                wanted.animation.side = Some(side);
                SyntheticVideo::new(movement, &wanted)
            });
            let videos = videos.into_iter().collect::<Result<_, _>>()?;
            return Ok(Demonstration {
                videos,
                turns: TURNS,
            });
        }
        animation.repetitions.get_or_insert(REPETITIONS);
        Ok(Demonstration {
            videos: vec![SyntheticVideo::new(movement, &wanted)?],
            turns: 1,
        })
    }

    /// Length in seconds.
    #[must_use]
    pub fn length_s(&self) -> f64 {
        f64::from(self.turns) * self.videos[0].length_s()
    }

    /// Frames a second.
    #[must_use]
    pub fn rate_hz(&self) -> f64 {
        self.videos[0].rate_hz()
    }

    /// The video that shows a moment, and the time of that moment in it.
    pub fn at(&mut self, t_s: f64) -> (&mut SyntheticVideo, f64) {
        // Both sides take the same time.
        let part_s = self.videos[0].length_s();
        let part = (t_s / part_s) as usize;
        let videos = self.videos.len();
        (&mut self.videos[part % videos], t_s - part as f64 * part_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::{load, load_movement};

    fn demo(id: &str, settings: &str) -> (Demonstration, RequestedDose) {
        let exercise = load(id, None, None).unwrap();
        let asked = RequestedDose::of(&exercise, exercise.dose("standard").unwrap());
        let movement = load_movement(id, None, None).unwrap();
        let demo = Demonstration::new(&movement, &settings.parse().unwrap(), Some(asked)).unwrap();
        (demo, asked)
    }

    /// The sides of the first repetitions, two for each side.
    fn sides(demo: &mut Demonstration, reps: u32) -> Vec<Side> {
        let mut seen: Vec<(usize, u32, Side)> = Vec::new();
        for tenth in 0..(demo.length_s() * 10.0) as u32 {
            let t_s = f64::from(tenth) / 10.0;
            let part = (t_s / demo.videos[0].length_s()) as usize;
            let (video, t_s) = demo.at(t_s);
            let repetition = video.animation().repetition_at(t_s);
            let this = (part, repetition.number, repetition.side.unwrap());
            if repetition.number > 0 && seen.last() != Some(&this) {
                seen.push(this);
            }
        }
        seen.truncate(reps as usize);
        seen.into_iter().map(|(_, _, side)| side).collect()
    }

    #[test]
    fn holds_are_done_on_one_side_and_then_on_the_other_and_bird_dogs_in_turn() {
        use Side::{Left, Right};
        let (mut demo, asked) = demo_of("knee-to-chest");
        assert_eq!(asked.reps_each_side, 3);
        let in_a_row = [Left, Left, Left, Right, Right, Right];
        assert_eq!(sides(&mut demo, 6), in_a_row);
        let (mut demo, _) = demo_of("side-plank");
        assert_eq!(sides(&mut demo, 6), in_a_row);
        let (mut demo, _) = demo_of("bird-dog");
        assert_eq!(sides(&mut demo, 4), [Left, Right, Left, Right]);
    }

    fn demo_of(id: &str) -> (Demonstration, RequestedDose) {
        demo(id, "")
    }

    #[test]
    fn a_hold_lasts_as_long_as_the_dose_and_what_is_set_wins() {
        let length_s = |settings: &str| demo("childs-pose", settings).0.length_s();
        let as_asked = length_s("reps=1");
        let set = length_s("reps=1,hold=12");
        let (_, asked) = demo("childs-pose", "");
        assert!((as_asked - set - f64::from(asked.hold_s + HEARS_S - 12.0)).abs() < 1e-3);
        // A hold keeps its seconds whatever the tempo of the movement is.
        let fast = length_s("reps=1,hold=12,tempo=2") - length_s("reps=1,hold=2,tempo=2");
        assert!((fast - 10.0).abs() < 1e-3, "{fast}");
    }
}
