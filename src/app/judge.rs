//! A coach, and what comes of it.

use crate::coach::{Coach, Output};
use crate::screen::{self, Scene, Timeline};
use crate::session::{Mark, Recap, Seen, SetFigures};

use super::framed_pose::FramedPose;

/// Gives the coach what is seen, and adds up what comes of it. It doesn't know where that is from: a
/// camera, or a recording.
pub(super) struct Judge {
    coach: Coach,
    figures: SetFigures,
    out: Output,
    /// The person of the newest frame.
    person: Option<FramedPose>,
    /// Seconds of the source at the newest frame.
    t_s: f64,
}

impl Judge {
    pub(super) fn new(coach: Coach) -> Self {
        Judge {
            figures: SetFigures::new(&coach.exercise().id),
            coach,
            out: Output::default(),
            person: None,
            t_s: 0.0,
        }
    }

    /// Takes a frame, and who is in it; gives what came of it.
    pub(super) fn step(&mut self, t_s: f64, person: Option<FramedPose>) -> &Output {
        self.t_s = t_s;
        self.person = person;
        let body = self.person.as_ref().map(FramedPose::body);
        self.coach.step(t_s, body.as_ref(), &mut self.out);
        self.add_up();
        &self.out
    }

    /// Takes what is no frame.
    pub(super) fn mark(&mut self, mark: Mark) -> &Output {
        match mark {
            Mark::Command(command) => self.coach.command(command, &mut self.out),
            Mark::NoPicture => self.coach.no_picture(&mut self.out),
        }
        self.add_up();
        &self.out
    }

    pub(super) fn coach(&self) -> &Coach {
        &self.coach
    }

    /// What came of the last frame or mark.
    pub(super) fn out(&self) -> &Output {
        &self.out
    }

    /// Seconds of the source at the newest frame.
    pub(super) fn t_s(&self) -> f64 {
        self.t_s
    }

    /// The scene that a window shows now.
    pub(super) fn scene(&self) -> Scene {
        let body = self.person.as_ref().map(FramedPose::body);
        let coach = &self.coach;
        screen::scene(coach.exercise(), &coach.snapshot(), body.as_ref())
    }

    /// The scene of a set that is played again, of a picture of this width and height in pixels.
    pub(super) fn replay_scene(
        &self,
        size_px: [u32; 2],
        timeline: Timeline,
        is_playing: bool,
    ) -> Scene {
        let body = self.person.as_ref().map(FramedPose::body);
        let (coach, body) = (&self.coach, body.as_ref());
        let snapshot = coach.snapshot();
        screen::replay_scene(
            coach.exercise(),
            &snapshot,
            body,
            size_px,
            timeline,
            is_playing,
        )
    }

    /// What the coach was given of the newest frame.
    pub(super) fn seen(&self) -> Seen {
        let mut seen = Seen::at(self.t_s, self.person.as_ref().map(|p| p.seen().clone()));
        seen.set_back_edge(self.coach.back_edge().copied());
        seen
    }

    /// The figures of the set so far, for what no event tells.
    pub(super) fn figures_mut(&mut self) -> &mut SetFigures {
        &mut self.figures
    }

    /// Ends the set; gives its recap, and the last events with the summary.
    pub(super) fn finish(&mut self) -> (Recap, &Output) {
        let observed = self.coach.finish(&mut self.out);
        self.add_up();
        self.figures.end(observed);
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
