//! The first stage: measures a frame. Knows where the floor is, which side is near, what the start pose
//! looked like, and whether somebody is in it.

use crate::blazepose::Side;
use crate::body::{
    BackOutline, Body, BodyFrame, CycleTimes, Measured, OfLimb, StillnessDetector, Values,
};
use crate::exercise::Exercise;
use crate::pose::{Continuity, TrackId};

use super::cycle::Stage;
use super::framing::{Framing, ViewQuality};
use super::measurement::Measurement;
use super::now::Now;
use super::since::{Since, Steady};
use super::start::{StartWatch, met_any};

/// A user who holds still outside the start pose for this long has probably moved, or the camera was
/// moved slowly: floor and torso length are measured anew. Shorter than the stillness that makes a
/// base, this would follow every halt on a way in.
const ELSEWHERE_S: f64 = 0.5;
/// The view is believed to have changed when the change lasts for so long.
const VIEW_SETTLE_S: f64 = 0.4;
/// What looks back over some frames is known again so long after landmarks had jumped. It looks back
/// over 0.3 s, at ten frames a second over four of them.
const RECOVERS_S: f64 = 0.4;

/// Measures frames.
#[derive(Debug)]
pub(super) struct Measuring {
    present: Picture,
    /// What the frames of a glitch show, in case they turn out to be another picture: most users rest
    /// for less than a second, and the new start pose may be seen in these frames only.
    candidate: Option<Box<Picture>>,
    /// When landmarks that had jumped were last seen.
    glitch_s: Option<f64>,
}

/// All that is learned of one picture, and becomes void with it.
#[derive(Debug)]
struct Picture {
    track: Option<TrackId>,
    measurement: Measurement,
    stillness: StillnessDetector,
    /// Since when the body is still outside the start pose.
    still_elsewhere: Since,
    start: StartWatch,
    view: Steady<ViewQuality>,
}

/// What the later stages know from the frame before.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeasureIn {
    /// Whether the set has not begun.
    pub is_setup: bool,
    pub stage: Stage,
    /// Whether the body rests, so that a start pose can be learnt from it.
    pub rests: bool,
    pub times: CycleTimes,
    /// For how long the start pose may be out of sight and go on.
    pub longest_gap_s: f64,
}

impl Measuring {
    pub(super) fn new() -> Self {
        Measuring {
            present: Picture::new(),
            candidate: None,
            glitch_s: None,
        }
    }

    /// What the newest frame with a person has shown.
    pub(super) fn measurement(&self) -> &Measurement {
        &self.present.measurement
    }

    /// The outline of the back in the newest frame with a person, where it was looked for.
    pub(super) fn outline(&self) -> Option<&BackOutline> {
        let newest = self.candidate.as_deref().unwrap_or(&self.present);
        newest.measurement.outline.as_ref()
    }

    /// For how long the start pose has been held.
    pub(super) fn start_held_s(&self, t_s: f64) -> f64 {
        self.present.start.held_s(t_s)
    }

    /// What was held of the start pose so far doesn't count.
    pub(super) fn interrupt_start(&mut self) {
        self.present.start.interrupt();
    }

    /// A frame without anybody. The start pose goes on over a short gap, as a slow camera has one.
    pub(super) fn miss(&mut self, is_short_gap: bool) {
        self.present.measurement.is_posed &= is_short_gap;
    }

    /// Measures a frame.
    pub(super) fn step(&mut self, now: &Now, body: &Body, seen: MeasureIn) {
        let track = Some(body.pose.track);
        match body.pose.continuity {
            Continuity::Glitch => {
                self.step_glitch(now, body, seen);
                return;
            }
            Continuity::Cut => {
                let known = self.candidate.take().filter(|seen| seen.track == track);
                self.present = known.map_or_else(|| self.present.after_cut(), |seen| *seen);
            }
            Continuity::Same | Continuity::Found => {
                self.candidate = None;
                if self.present.track != track {
                    self.present.forget_place();
                }
            }
        }
        self.present.track = track;
        self.present.step(now, body, seen);
        self.present.measurement.recovers_from_glitch = self
            .glitch_s
            .is_some_and(|glitch_s| now.t_s - glitch_s <= RECOVERS_S);
    }

    /// A frame in which landmarks have jumped: what was learned so far stays as it is.
    fn step_glitch(&mut self, now: &Now, body: &Body, seen: MeasureIn) {
        self.glitch_s = Some(now.t_s);
        let track = Some(body.pose.track);
        let candidate = self
            .candidate
            .get_or_insert_with(|| Box::new(self.present.after_cut()));
        if candidate.track != track {
            // The landmarks still jump, or are being smoothed from one place to the other.
            candidate.start.doubt_base();
            candidate.track = track;
        }
        candidate.step(now, body, seen);
    }
}

impl Picture {
    fn new() -> Self {
        Picture {
            track: None,
            measurement: Measurement::default(),
            stillness: StillnessDetector::default(),
            still_elsewhere: Since::default(),
            start: StartWatch::default(),
            view: Steady::new(ViewQuality::Fine, VIEW_SETTLE_S),
        }
    }

    /// What is known of the picture after a cut. The base serves only for measures that are hidden in
    /// the next start pose, the view until it is seen.
    fn after_cut(&self) -> Self {
        let mut start = self.start.clone();
        start.doubt_base();
        Picture {
            start,
            view: self.view,
            ..Picture::new()
        }
    }

    /// The user is found in another place. The floor and the torso length of the start pose can't be
    /// taken from there; the start pose is still known.
    fn forget_place(&mut self) {
        self.measurement.body_frame = None;
        self.stillness = StillnessDetector::default();
        self.still_elsewhere = Since::default();
    }

    /// Measures a frame.
    fn step(&mut self, now: &Now, body: &Body, seen: MeasureIn) {
        let exercise = now.exercise();
        self.start.set_longest_gap(seen.longest_gap_s);
        let at_rest = seen.stage == Stage::Rest;
        let body_frame = &self.measurement.body_frame;
        let is_still = body_frame
            .as_ref()
            .and_then(|body_frame| self.stillness.step(body, body_frame));
        let is_moving = is_still == Some(false);
        let body_frame = self.follow_body(now, body, seen, is_still);
        self.measurement.outline = BackOutline::of(exercise, body, &body_frame);
        // Before the start pose is looked at: a new base serves from the next frame on.
        self.measurement.is_start_doubtful = self.start.is_doubtful();
        self.measurement.values.measure(
            exercise,
            body,
            &body_frame,
            self.start.base(),
            seen.times,
            self.measurement.outline.as_ref(),
        );
        let values = &self.measurement.values;
        let is_posed = met_any(&exercise.start, values) == Some(true);
        // After a cut any rest is better than none.
        if at_rest && (seen.rests || self.start.is_doubtful()) {
            self.start.step(now.t_s, is_posed, is_moving, values);
        } else {
            self.start.interrupt();
        }
        let framing = Framing::of(exercise, body, &body_frame);
        if at_rest && is_posed {
            self.view.step(now.t_s, framing.view);
        }
        self.measurement.framing = Some(framing);
        self.measurement.view = self.view.value();
        self.measurement.is_posed = is_posed;
        self.measurement.body_frame = Some(body_frame);
    }

    /// Sides, floor line and torso length of this frame.
    fn follow_body(
        &mut self,
        now: &Now,
        body: &Body,
        seen: MeasureIn,
        is_still: Option<bool>,
    ) -> BodyFrame {
        let at_rest = seen.stage == Stage::Rest;
        let was_posed = self.measurement.is_posed;
        let is_moving = is_still == Some(false);
        // A hand that has just left the floor must not lift the floor line: once the set has begun,
        // the floor and the torso length follow the resting start pose only, as the base does.
        let is_resting = was_posed && !(is_moving && self.start.has_fresh_base(now.t_s));
        let keeps_still = at_rest && is_still == Some(true) && !was_posed;
        self.still_elsewhere.step(now.t_s, keeps_still);
        let is_elsewhere = self.still_elsewhere.has_lasted(now.t_s, ELSEWHERE_S);
        let settled = at_rest && (seen.is_setup || is_resting || is_elsewhere);
        let Some(mut body_frame) = self.measurement.body_frame.take() else {
            return BodyFrame::new(now.exercise(), body);
        };
        let head_right = body_frame.head_right;
        body_frame.follow(now.exercise(), body, at_rest, settled);
        if body_frame.head_right != head_right {
            self.start.doubt_base();
        }
        body_frame
    }
}

/// Measures a still picture. `start` shows the start pose that changes are measured from; `side`
/// forces the side at work.
pub(super) fn still(
    exercise: &Exercise,
    body: &Body,
    start: Option<&Body>,
    side: Option<Side>,
) -> Measurement {
    let base: Vec<_> = start.map_or_else(Vec::new, |start| {
        let seen = still_with(exercise, start, BodyFrame::new(exercise, start), &[]);
        let raw = seen.values.raw().iter();
        raw.map(|of_limb| of_limb.map(Measured::value)).collect()
    });
    let mut body_frame = BodyFrame::new(exercise, body);
    if let Some(side) = side {
        body_frame = body_frame.with_side_at_work(exercise, side);
    }
    still_with(exercise, body, body_frame, &base)
}

fn still_with(
    exercise: &Exercise,
    body: &Body,
    body_frame: BodyFrame,
    base: &[OfLimb<Option<f32>>],
) -> Measurement {
    let outline = BackOutline::of(exercise, body, &body_frame);
    let mut values = Values::default();
    let times = CycleTimes::default();
    values.measure(exercise, body, &body_frame, base, times, outline.as_ref());
    Measurement {
        is_posed: met_any(&exercise.start, &values) == Some(true),
        view: Framing::of(exercise, body, &body_frame).view,
        values,
        body_frame: Some(body_frame),
        outline,
        ..Measurement::default()
    }
}
