//! What can't be seen is said once, and never judged: hidden parts of the body, an oblique view,
//! too few frames.

use crate::blazepose::Joint;
use crate::body::Measured;
use crate::coach::cycle::Stage;
use crate::coach::event::{Event, FRAME_RATE, SIDE_VIEW};
use crate::coach::framing::{ViewQuality, point_words};
use crate::coach::measurement::Measurement;
use crate::coach::now::SetFrame;
use crate::coach::rate::Enough;
use crate::coach::since::Since;
use crate::coach::start::met;
use crate::exercise::{Exercise, Point};
use crate::words;

use super::announcer::Announcer;

/// A point has to stay unseen for this long before it is said.
const UNSEEN_S: f64 = 0.7;

/// What was not seen, and what was said of it.
#[derive(Debug, Clone, Default)]
pub(in crate::coach) struct UnseenNotices {
    /// Since when something that is needed is not seen.
    missing: Since,
    /// The joints of which it was said.
    said: Vec<Joint>,
    is_view_said: bool,
    /// The worst rate of frames of which it was said.
    rate_said: Enough,
}

impl UnseenNotices {
    /// Whether form was judged all the time. A user who was only counted can't be praised for it.
    pub(in crate::coach) fn was_judged(&self) -> bool {
        !self.is_view_said && self.rate_said == Enough::ToJudge
    }

    /// Says once what can't be seen although it is needed. Gives whether something is missing now.
    pub(in crate::coach) fn step(&mut self, frame: SetFrame, to: &mut Announcer) -> bool {
        let (now, measurement) = (frame.now, frame.measurement);
        let missing = missing(now.exercise(), measurement);
        let in_target_pose = met(&now.exercise().target, &measurement.values);
        let is_missing = !missing.is_empty() && in_target_pose != Some(false);
        self.missing.step(now.t_s, is_missing);
        if self.missing.has_lasted(now.t_s, UNSEEN_S) && !to.is_cueing() {
            self.tell(now.exercise(), measurement, missing, to);
        }
        is_missing
    }

    fn tell(
        &mut self,
        exercise: &Exercise,
        measurement: &Measurement,
        missing: Vec<Point>,
        to: &mut Announcer,
    ) {
        let Some(body_frame) = &measurement.body_frame else {
            return;
        };
        let mut what = Vec::new();
        let mut parts: Vec<&'static str> = Vec::new();
        for point in missing {
            if self.said.contains(&point.joint) {
                continue;
            }
            self.said.push(point.joint);
            what.push(point_words(body_frame, point, exercise.setup.view));
            let part = words::part(to.language(), point.joint);
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        if !what.is_empty() {
            tell(what, words::cant_see(to.language(), &parts), to);
        }
    }

    /// Says once when only the count goes on because the camera doesn't see the body side-on.
    pub(in crate::coach) fn step_view(
        &mut self,
        view: ViewQuality,
        stage: Stage,
        to: &mut Announcer,
    ) {
        let is_only_counted = view == ViewQuality::CountOnly && stage != Stage::Rest;
        if is_only_counted && !self.is_view_said && !to.is_cueing() {
            self.is_view_said = true;
            let text = words::COUNTING_ONLY.in_language(to.language()).to_owned();
            tell(vec![SIDE_VIEW.to_owned()], text, to);
        }
    }

    /// Says once that there are too few frames to judge, and once that there are too few to count.
    pub(in crate::coach) fn step_rate(
        &mut self,
        frame: SetFrame,
        has_begun: bool,
        to: &mut Announcer,
    ) {
        let SetFrame { now, rate, .. } = frame;
        let Some(enough) = rate.worse_than(self.rate_said, now.t_s, has_begun) else {
            return;
        };
        if to.is_cueing() || to.is_speaking() {
            return;
        }
        self.rate_said = enough;
        let text = words::too_few_frames(to.language(), enough == Enough::ToCount).to_owned();
        tell(vec![FRAME_RATE.to_owned()], text, to);
    }
}

fn tell(what: Vec<String>, text: String, to: &mut Announcer) {
    to.admit_unseen(&text);
    to.event(Event::Unseen { what, text });
}

/// The points that the signal and the target pose need and that are not seen.
fn missing(exercise: &Exercise, measurement: &Measurement) -> Vec<Point> {
    let cycle = &exercise.cycle;
    let signals = if cycle.parts.is_empty() {
        std::slice::from_ref(&cycle.signal)
    } else {
        &cycle.parts
    };
    let conditions = exercise.target.iter().map(|condition| &condition.measure);
    signals
        .iter()
        .chain(conditions)
        .filter_map(|measure| match measurement.values.get(*measure) {
            Measured::Unknown(why) => why.point(),
            Measured::Known(_) => None,
        })
        .collect()
}
