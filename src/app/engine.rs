//! One frame through pose, body and coach.

use std::time::Instant;

use crate::coach::{Coach, Output};
use crate::pose::{MaskArea, PoseError, Tracker};
use crate::screen::Scene;
use crate::session::{Mark, Recap, Seen};
use crate::source::Frame;

use super::framed_pose::FramedPose;
use super::judge::Judge;
use super::timing::{Stage, Timing};

/// Takes frames through tracker and coach, and adds up what came of them.
pub struct Engine {
    tracker: Tracker,
    judge: Judge,
    timing: Timing,
    is_shown: bool,
}

impl Engine {
    /// An engine of a tracker and a coach.
    #[must_use]
    pub fn new(tracker: Tracker, coach: Coach) -> Self {
        Engine {
            tracker,
            judge: Judge::new(coach),
            timing: Timing::default(),
            is_shown: false,
        }
    }

    /// The set is shown in a window, whose set-up screen draws the person's outline.
    pub(super) fn show(&mut self) {
        self.is_shown = true;
    }

    /// Takes a frame; gives what came of it.
    ///
    /// # Errors
    /// When the pose engine fails.
    pub fn frame(&mut self, frame: &Frame) -> Result<&Output, PoseError> {
        let begun = Instant::now();
        let pose = self.tracker.step(&frame.picture, frame.t_s)?;
        self.timing.note(Stage::Pose, begun.elapsed());
        let t_s = Seen::at(frame.t_s, None).t_s();
        let mut person = pose.map(|pose| FramedPose::new(&frame.picture, t_s, pose));
        if let Some(person) = &mut person {
            self.add_mask(person)?;
        }
        let begun = Instant::now();
        self.judge.step(t_s, person);
        self.timing.note(Stage::Coach, begun.elapsed());
        Ok(self.judge.out())
    }

    /// Adds what is needed of the person's mask.
    fn add_mask(&mut self, person: &mut FramedPose) -> Result<(), PoseError> {
        let coach = self.judge.coach();
        let draws_outline = self.is_shown && !coach.has_begun();
        let area = if draws_outline {
            Some(MaskArea::Whole)
        } else {
            coach.mask_area(&person.body())
        };
        let Some(area) = area else {
            return Ok(());
        };
        person.set_mask(self.tracker.mask(person.pose(), area)?);
        if let Some(ms) = self.tracker.times().mask_ms {
            self.timing.note_ms(Stage::Mask, ms);
        }
        Ok(())
    }

    /// The scene that a window shows now.
    pub(super) fn scene(&self) -> Scene {
        self.judge.scene()
    }

    pub(super) fn coach(&self) -> &Coach {
        self.judge.coach()
    }

    /// The times of the stages so far.
    pub(super) fn timing(&mut self) -> &mut Timing {
        &mut self.timing
    }

    /// Does what is asked by key, or takes that no picture has come for a while.
    pub(super) fn mark(&mut self, mark: Mark) {
        self.judge.mark(mark);
    }

    /// What came of the last frame or mark.
    pub(super) fn out(&self) -> &Output {
        self.judge.out()
    }

    /// Seconds of the source at the newest frame.
    pub(super) fn t_s(&self) -> f64 {
        self.judge.t_s()
    }

    /// What the coach was given of the newest frame.
    pub(super) fn seen(&self) -> Seen {
        self.judge.seen()
    }

    /// Ends the set; gives its recap, and the last events with the summary.
    pub fn finish(&mut self, with_timing: bool) -> (Recap, &Output) {
        let figures = self.judge.figures_mut();
        figures.set_model(self.tracker.model().to_string());
        if with_timing {
            let timing = &self.timing;
            figures.set_timing(timing.report(), timing.cost());
        }
        self.judge.finish()
    }
}
