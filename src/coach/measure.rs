//! The first stage: measures a frame. Knows where the floor is, which side is near, what the start pose
//! looked like, and whether somebody is in it.

use crate::blazepose::Side;
use crate::body::{
    BackOutline, Body, BodyFrame, CycleTimes, Measured, OfLimb, Stand, StillnessDetector, Values,
};
use crate::exercise::Exercise;

use super::cycle::Stage;
use super::framing::{Framing, ViewQuality};
use super::measurement::Measurement;
use super::now::Now;
use super::since::{Since, Steady};
use super::start::{StartWatch, met_any};

/// A user who holds still outside the start pose for this long has probably moved: the start pose is
/// seen from a new place. Shorter than the stillness that makes a base, this would follow every halt
/// on a way in.
const ELSEWHERE_S: f64 = 0.5;
/// Landmarks that jumped are back within this time, or the picture is another one: a tracker looks
/// for a lost person anew for some tenths of a second.
const GLITCH_S: f64 = 0.8;
/// The view is believed to have changed when the change lasts for so long.
const VIEW_SETTLE_S: f64 = 0.4;

/// Measures frames.
#[derive(Debug)]
pub(super) struct Measuring {
    measurement: Measurement,
    framing: Option<Framing>,
    stillness: StillnessDetector,
    /// What stood before the jump that put the start pose in doubt.
    before_jump: Option<BeforeJump>,
    /// Where somebody stood who was lost from sight, and how that was seen.
    before_loss: Option<(Stand, BodyFrame)>,
    /// Since when the body is still outside the start pose.
    still_elsewhere: Since,
    /// Whether nothing that is seen moves; none where that is not known yet.
    is_still: Option<bool>,
    start: StartWatch,
    view: Steady<ViewQuality>,
}

/// What there was before landmarks jumped.
#[derive(Debug, Clone)]
struct BeforeJump {
    at_s: f64,
    stood: Stand,
    body_frame: BodyFrame,
    /// No body moves so far in a frame.
    is_cut: bool,
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
    pub blink_s: f64,
}

impl Measuring {
    pub(super) fn new() -> Self {
        Measuring {
            measurement: Measurement::default(),
            framing: None,
            stillness: StillnessDetector::default(),
            before_jump: None,
            before_loss: None,
            still_elsewhere: Since::default(),
            is_still: None,
            start: StartWatch::default(),
            view: Steady::new(ViewQuality::Fine, VIEW_SETTLE_S),
        }
    }

    /// What the newest frame with a person has shown.
    pub(super) fn measurement(&self) -> &Measurement {
        &self.measurement
    }

    /// The framing of the newest frame with a person.
    pub(super) fn framing(&self) -> Option<Framing> {
        self.framing
    }

    /// For how long the start pose has been held.
    pub(super) fn start_held_s(&self, t_s: f64) -> f64 {
        self.start.held_s(t_s)
    }

    /// What was held of the start pose so far doesn't count.
    pub(super) fn interrupt_start(&mut self) {
        self.start.interrupt();
    }

    /// A frame without anybody. The start pose goes on for the blink of a slow camera.
    pub(super) fn miss(&mut self, is_blink: bool) {
        self.measurement.is_posed &= is_blink;
    }

    /// The person is lost from sight.
    pub(super) fn lose(&mut self) {
        self.before_loss = self
            .stillness
            .stood_before()
            .zip(self.measurement.body_frame.take());
        self.start.interrupt();
    }

    /// After a cut the other side may be near, the head lie at the other end, and the start pose be
    /// another one. Landmarks that jump and come back were a glitch: all is as before, and a hold that
    /// was under way goes on. Gives since when the picture is another one, once that is known.
    pub(super) fn follow_jumps(&mut self, now: &Now, body: &Body) -> Option<f64> {
        let found = self.found_in_place(body);
        let body_frame = &mut self.measurement.body_frame;
        *body_frame = body_frame.take().or(found);
        let Some(before) = body_frame.clone() else {
            self.is_still = None;
            return None;
        };
        self.is_still = self.stillness.step(body, &before);
        if self.stillness.has_jumped(body, &before) {
            if self.before_jump.is_none()
                && let Some(stood) = self.stillness.stood_before()
            {
                self.before_jump = Some(BeforeJump {
                    at_s: now.t_s,
                    stood,
                    body_frame: before,
                    is_cut: false,
                });
            }
            if let Some(jump) = &mut self.before_jump {
                jump.is_cut |= self.stillness.is_another_picture();
            }
            self.start.doubt_base();
            if self.stillness.is_another_picture() {
                self.measurement.body_frame = None;
            }
            return None;
        }
        let jump = self.before_jump.take()?;
        if StillnessDetector::stands_at(body, &jump.stood, &jump.body_frame) {
            self.start.trust_base();
            self.measurement.body_frame = Some(jump.body_frame);
            return None;
        }
        if now.t_s - jump.at_s < GLITCH_S {
            self.before_jump = Some(jump);
            return None;
        }
        jump.is_cut.then_some(jump.at_s)
    }

    /// A person who is found where they were lost is seen as before: the floor and the ruler of the
    /// start pose can't be taken from somebody in the middle of a hold.
    fn found_in_place(&mut self, body: &Body) -> Option<BodyFrame> {
        let (stood, body_frame) = self.before_loss.take()?;
        StillnessDetector::stands_at(body, &stood, &body_frame).then_some(body_frame)
    }

    /// Measures a frame.
    pub(super) fn step(&mut self, now: &Now, body: &Body, seen: MeasureIn) {
        let exercise = now.exercise();
        self.start.set_blink(seen.blink_s);
        let at_rest = seen.stage == Stage::Rest;
        let is_moving = self.is_still == Some(false);
        let body_frame = self.follow_body(now, body, seen, at_rest);
        self.measurement.outline = BackOutline::of(exercise, body, &body_frame);
        // Before the start pose is looked at: a new base serves from the next frame on.
        self.measurement.is_start_doubtful = self.start.is_doubtful();
        self.measurement.may_be_glitch = self.before_jump.is_some();
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
        self.framing = Some(framing);
        self.measurement.view = self.view.value();
        self.measurement.is_posed = is_posed;
        self.measurement.body_frame = Some(body_frame);
    }

    /// Sides, floor line and torso length of this frame.
    fn follow_body(&mut self, now: &Now, body: &Body, seen: MeasureIn, at_rest: bool) -> BodyFrame {
        let was_posed = self.measurement.is_posed;
        let is_moving = self.is_still == Some(false);
        // A hand that has just left the floor must not lift the floor line: once the set has begun,
        // the floor and the torso length follow the resting start pose only, as the base does.
        let is_resting = was_posed && !(is_moving && self.start.has_fresh_base(now.t_s));
        // A user who keeps still and is not in the start pose may be in it as seen from another place:
        // after a cut or a push at the camera the old floor and ruler would never let the set go on.
        let keeps_still = at_rest && self.is_still == Some(true) && !was_posed;
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
    if let (Some(side), Some(role)) = (side, exercise.cycle.side) {
        body_frame.picks[role] = side;
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
