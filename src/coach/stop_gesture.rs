//! The gesture that stops a set: a hand waved at the camera.
//!
//! It has to be within reach of somebody who lies on the floor in pain, whatever the posture, and no
//! exercise may contain it. A raised hand that swings to and fro, faster than any exercise is done,
//! while the trunk rests, is both.

use std::array;

use glam::Vec2;

use crate::blazepose::{Joint, Side};
use crate::body::Body;
use crate::pose::{Continuity, SEEN};

/// So many swings in a row are a wave: twice to and fro. One or two are a hand that brushes away hair.
const SWINGS: u32 = 4;
/// Least width of a swing, in torso lengths. A forearm of half a torso that swings by 15° to either
/// side is as wide.
const WIDTH_TORSO: f32 = 0.25;
/// A hand that comes back by this much turns, in torso lengths: more than the jitter of a wrist at
/// rest, 0.04 (specification §0.6), and half of the narrowest swing.
const TURN_TORSO: f32 = 0.12;
/// A swing takes at least so long: a faster one is a landmark that jumps, in seconds.
const FASTEST_S: f64 = 0.1;
/// … and at most so long: limbs in an exercise, and hands that reach for something, are slower.
const SLOWEST_S: f64 = 0.7;
/// The wrist is so far above the elbow while it swings, in torso lengths: a hand held up.
const RAISED_TORSO: f32 = 0.12;
/// The trunk may move by this share of a swing's width. Where it moves more, the whole body moves.
const TRUNK_SHARE: f32 = 0.35;
/// The forearm is at least so much of a torso (0.146 of the height to 0.288). A trunk that points to
/// the camera looks short, and lengths are then taken from the forearm.
const FOREARM_TORSO: f32 = 0.5;

/// Looks for the gesture, frame after frame.
#[derive(Debug, Clone, Default)]
pub struct StopGesture {
    hands: [Hand; 2],
}

impl StopGesture {
    /// Takes a frame with somebody; gives whether the wave is complete with it.
    pub fn step(&mut self, body: &Body) -> bool {
        match body.pose.continuity {
            Continuity::Same => {}
            // Landmarks that have jumped show nothing.
            Continuity::Glitch => return false,
            Continuity::Cut | Continuity::Found => self.reset(),
        }
        let seen: [Option<Moment>; 2] = array::from_fn(|i| Moment::of(body, Side::BOTH[i]));
        let mut is_waved = false;
        for (hand, moment) in self.hands.iter_mut().zip(seen) {
            is_waved |= match moment {
                Some(moment) => hand.step(moment),
                None => {
                    *hand = Hand::default();
                    false
                }
            };
        }
        if is_waved {
            self.reset();
        }
        is_waved
    }

    /// Forgets what was seen so far.
    pub fn reset(&mut self) {
        self.hands = Default::default();
    }
}

/// A raised hand in one frame.
#[derive(Debug, Clone, Copy)]
struct Moment {
    t_s: f64,
    /// The wrist to the right of its shoulder.
    across_torso: f32,
    trunk_px: Vec2,
    torso_px: f32,
}

impl Moment {
    /// None where the hand is not raised, or not seen.
    fn of(body: &Body, side: Side) -> Option<Self> {
        let is_seen = |joint| body.visibility(side, joint) >= SEEN;
        if ![Joint::Shoulder, Joint::Elbow, Joint::Wrist]
            .into_iter()
            .all(is_seen)
        {
            return None;
        }
        let [shoulder, elbow, wrist] =
            [Joint::Shoulder, Joint::Elbow, Joint::Wrist].map(|joint| body.at(side, joint));
        let torso_px = body
            .torso_px()
            .max(elbow.distance(wrist) / FOREARM_TORSO)
            .max(1.0);
        ((elbow.y - wrist.y) / torso_px > RAISED_TORSO).then(|| Moment {
            t_s: body.t_s,
            across_torso: (wrist.x - shoulder.x) / torso_px,
            trunk_px: body.mid(Joint::Shoulder).midpoint(body.mid(Joint::Hip)),
            torso_px,
        })
    }
}

/// One hand over time.
#[derive(Debug, Clone, Copy, Default)]
struct Hand {
    /// Where it last turned, and the farthest place since then.
    way: Option<[Moment; 2]>,
    swings: u32,
}

impl Hand {
    /// Follows the hand; gives whether it has been waved.
    fn step(&mut self, moment: Moment) -> bool {
        let Some([from, farthest]) = self.way else {
            self.way = Some([moment, moment]);
            return false;
        };
        let way = farthest.across_torso - from.across_torso;
        let goes_on = (moment.across_torso - farthest.across_torso) * way >= 0.0;
        if way == 0.0 || goes_on {
            self.way = Some([from, moment]);
            if moment.t_s - from.t_s > SLOWEST_S {
                // A hand that is held up, or on a slow way.
                *self = Hand::from(moment);
            }
            return false;
        }
        if (moment.across_torso - farthest.across_torso).abs() < TURN_TORSO {
            if moment.t_s - farthest.t_s > SLOWEST_S {
                *self = Hand::from(moment);
            }
            return false;
        }
        self.swings = if is_swing(&from, &farthest) {
            self.swings + 1
        } else {
            0
        };
        self.way = Some([farthest, moment]);
        self.swings >= SWINGS
    }
}

impl From<Moment> for Hand {
    fn from(moment: Moment) -> Self {
        Hand {
            way: Some([moment, moment]),
            swings: 0,
        }
    }
}

/// Whether the way between two turns is a swing of a wave.
fn is_swing(from: &Moment, to: &Moment) -> bool {
    let width_torso = (to.across_torso - from.across_torso).abs();
    let trunk_torso = from.trunk_px.distance(to.trunk_px) / to.torso_px;
    width_torso >= WIDTH_TORSO
        && (FASTEST_S..=SLOWEST_S).contains(&(to.t_s - from.t_s))
        && trunk_torso <= TRUNK_SHARE * width_torso
}
