//! What can't be seen is said once, and never judged.

use crate::blazepose::Joint;
use crate::body::Measured;
use crate::exercise::Point;

use super::cycle::Stage;
use super::event::{Event, SIDE_VIEW};
use super::framing::{ViewQuality, point_words};
use super::machine::{Coach, Output};
use super::words;

/// Something has to stay unseen for so long before it is said.
const UNSEEN_S: f64 = 0.7;

/// What was not seen, and what was said of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Unseen {
    since_s: Option<f64>,
    said: Vec<Joint>,
    view_said: bool,
}

impl Coach {
    /// Says once what can't be seen although it is needed.
    pub(super) fn watch_unseen(
        &mut self,
        since_last_s: f64,
        in_target_pose: Option<bool>,
        out: &mut Output,
    ) {
        let cycle = &self.exercise.cycle;
        let signals = if cycle.parts.is_empty() {
            std::slice::from_ref(&cycle.signal)
        } else {
            &cycle.parts
        };
        let missing: Vec<Point> = signals
            .iter()
            .filter_map(|id| match self.values.get(*id) {
                Measured::Unknown(why) => why.point(),
                Measured::Known(_) => None,
            })
            .chain(self.exercise.target.iter().filter_map(|condition| {
                match self.values.get(condition.measure) {
                    Measured::Unknown(why) => why.point(),
                    Measured::Known(_) => None,
                }
            }))
            .collect();
        if missing.is_empty() || in_target_pose == Some(false) {
            self.unseen.since_s = None;
            return;
        }
        self.tally.unseen_s += since_last_s;
        let since = *self.unseen.since_s.get_or_insert(self.t_s);
        if self.t_s - since < UNSEEN_S || self.banner.is_cueing(self.t_s) {
            return;
        }
        let Some(body_frame) = &self.body_frame else {
            return;
        };
        let mut what = Vec::new();
        let mut parts: Vec<&'static str> = Vec::new();
        for point in missing {
            let part = words::part(point.joint);
            let word = point_words(body_frame, point, self.exercise.setup.view);
            if !self.unseen.said.contains(&point.joint) && !what.contains(&word) {
                what.push(word);
                if !parts.contains(&part) {
                    parts.push(part);
                }
                self.unseen.said.push(point.joint);
            }
        }
        if !what.is_empty() {
            let text = words::cant_see(&parts);
            self.admit(&text);
            self.event(out, Event::Unseen { what, text });
        }
    }

    /// Whether form was judged at all: who was only counted can't be praised for it.
    pub(super) fn was_judged(&self) -> bool {
        !self.unseen.view_said && !self.rate.was_said()
    }

    /// Says once when only the count goes on because the camera doesn't see the body side-on.
    pub(super) fn say_view(&mut self, out: &mut Output) {
        if self.view.value() == ViewQuality::CountOnly
            && !self.unseen.view_said
            && self.counter.stage() != Stage::Rest
            && !self.banner.is_cueing(self.t_s)
        {
            self.unseen.view_said = true;
            let text = words::COUNTING_ONLY.to_owned();
            self.admit(&text);
            self.event(
                out,
                Event::Unseen {
                    what: vec![SIDE_VIEW.to_owned()],
                    text,
                },
            );
        }
    }
}
