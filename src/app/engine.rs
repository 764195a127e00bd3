//! One frame through pose, body and coach.

use std::time::Instant;

use crate::coach::{Coach, Command, Output};
use crate::pose::{MaskArea, PoseError, Tracker};
use crate::screen::{self, Scene};
use crate::session::{Recap, SetFigures};
use crate::source::Frame;

use super::framed_pose::FramedPose;
use super::timing::{Stage, Timing};

/// Takes frames through tracker and coach, and adds up what came of them.
pub struct Engine {
    tracker: Tracker,
    coach: Coach,
    figures: SetFigures,
    out: Output,
    timing: Timing,
    /// The person of the newest frame.
    person: Option<FramedPose>,
    /// Seconds of the source at the newest frame.
    t_s: f64,
    is_shown: bool,
}

impl Engine {
    /// An engine of a tracker and a coach.
    #[must_use]
    pub fn new(tracker: Tracker, coach: Coach) -> Self {
        Engine {
            tracker,
            figures: SetFigures::new(&coach.exercise().id),
            coach,
            out: Output::default(),
            timing: Timing::default(),
            person: None,
            t_s: 0.0,
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
        self.t_s = frame.t_s;
        self.person = pose.map(|pose| FramedPose::new(&frame.picture, frame.t_s, pose));
        self.add_mask()?;
        let begun = Instant::now();
        let body = self.person.as_ref().map(FramedPose::body);
        self.coach.step(frame.t_s, body.as_ref(), &mut self.out);
        self.add_up();
        self.timing.note(Stage::Coach, begun.elapsed());
        Ok(&self.out)
    }

    /// Adds what is needed of the person's mask to the newest frame.
    fn add_mask(&mut self) -> Result<(), PoseError> {
        let Some(person) = &mut self.person else {
            return Ok(());
        };
        let draws_outline = self.is_shown && !self.coach.has_begun();
        let area = if draws_outline {
            Some(MaskArea::Whole)
        } else {
            self.coach.mask_area(&person.body())
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
        let body = self.person.as_ref().map(FramedPose::body);
        let coach = &self.coach;
        screen::scene(coach.exercise(), &coach.snapshot(), body.as_ref())
    }

    pub(super) fn coach(&self) -> &Coach {
        &self.coach
    }

    /// The times of the stages so far.
    pub(super) fn timing(&mut self) -> &mut Timing {
        &mut self.timing
    }

    /// Does what the user asks for by key.
    pub(super) fn command(&mut self, command: Command) {
        self.coach.command(command, &mut self.out);
        self.add_up();
    }

    /// No picture has come for a while.
    pub(super) fn no_picture(&mut self) {
        self.coach.no_picture(&mut self.out);
        self.add_up();
    }

    /// What came of the last frame, command or outage.
    pub(super) fn out(&self) -> &Output {
        &self.out
    }

    /// Seconds of the source at the newest frame.
    pub(super) fn t_s(&self) -> f64 {
        self.t_s
    }

    /// Ends the set; gives its recap, and the last events with the summary.
    pub fn finish(&mut self, with_timing: bool) -> (Recap, &Output) {
        let observed = self.coach.finish(&mut self.out);
        self.add_up();
        self.figures.end(observed);
        self.figures.set_model(self.tracker.model().to_string());
        if with_timing {
            let timing = &self.timing;
            self.figures.set_timing(timing.report(), timing.cost());
        }
        let dose = &self.coach.options().dose;
        let recap = Recap::of(self.coach.exercise(), dose, &self.figures);
        self.out.events.push(self.figures.event());
        (recap, &self.out)
    }

    /// Adds the newest events to the figures of the set.
    fn add_up(&mut self) {
        for event in &self.out.events {
            self.figures.add(event);
        }
    }
}
