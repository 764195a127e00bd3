//! How calm a body is: the start pose is remembered from moments without movement.

use crate::blazepose::Joint;

use std::collections::VecDeque;

use super::body_frame::BodyFrame;
use super::history::Past;
use super::person::{Body, SEEN};
use glam::Vec2;

/// Joints that every exercise moves some of.
const JOINTS: [Joint; 6] = [
    Joint::Ear,
    Joint::Shoulder,
    Joint::Wrist,
    Joint::Hip,
    Joint::Knee,
    Joint::Ankle,
];

/// A joint that goes faster, in torso lengths per second, has begun to move. Trembling of
/// 0.01 torso reads 0.05 over 0.3 s; a movement of a hand's breadth in two seconds reads 0.1 after
/// the first third of a second.
const MOVING_TORSO_S: f32 = 0.09;

/// Hips that go faster than this, in torso lengths per second (0.7 m/s), are seen in another picture:
/// a cut in a film, a camera that was pushed. Dropping into child's pose comes near it.
const JUMP_TORSO_S: f32 = 1.5;

/// The middle of hips or shoulders that is farther than this from where it was a frame ago is that
/// of another picture: in torso lengths, and in torso lengths per second (2.2 m/s, twice as fast as
/// the shoulders in a quick full sit-up) for a time of at most …
const CUT_TORSO: f32 = 0.35;
const CUT_TORSO_S: f32 = 4.5;
/// … this many seconds: whoever was not seen for longer may be anywhere near.
const CUT_GAP_S: f64 = 0.2;

/// Somebody who moves rests on something: at least two of the joints stay about where they are in
/// all exercises, also while the others move fast. Where even the slowest joint and all but it go
/// faster than these, in torso lengths per second, the picture is another one. Cuts in which the
/// hips happen to stay in the same place, spread over four frames by a smoothing network, read 0.45
/// to 1.1 and 0.8 to 1.6 on real people, brisk crunches up to 0.56 and 0.68, squats 0.2 and 1.4.
const ALL_MOVE_TORSO_S: [f32; 2] = [0.3, 0.75];
/// Of fewer joints it can't be said that all of them move.
const ALL: usize = 4;

/// The near side's joints over the last moments.
#[derive(Debug, Clone, Default)]
pub struct StillnessDetector {
    joints: [Past; JOINTS.len()],
    /// Time of the last frame and the middles of shoulders and hips in it.
    last: Option<(f64, [Vec2; 2])>,
    is_cut: bool,
    /// Where the body stood over the last moments.
    stood: VecDeque<(f64, Stand)>,
}

/// Middles of hips, knees and ankles: what stays in its place in one moment of a movement, and
/// which of left and right is which does not matter.
pub type Stand = [Vec2; 3];

/// A jump is seen up to this long after it began.
const JUMP_SEEN_S: f64 = 0.4;
/// The same place again, in torso lengths: landmarks tremble by 0.02 to 0.04, a movement goes on.
const SAME_PLACE_TORSO: f32 = 0.2;

impl StillnessDetector {
    /// Takes a frame; says whether nothing that is seen moves. Not known before a third of a
    /// second has been seen.
    pub fn step(&mut self, body: &Body, body_frame: &BodyFrame) -> Option<bool> {
        let middles = [Joint::Shoulder, Joint::Hip].map(|joint| body.mid(joint));
        self.is_cut = self.last.is_some_and(|(last_s, before)| {
            let since_s = (body.t_s - last_s).clamp(0.0, CUT_GAP_S) as f32;
            let far_px = (CUT_TORSO + CUT_TORSO_S * since_s) * body_frame.torso_px;
            let is_far = |(a, b): (&Vec2, &Vec2)| (*a - *b).length() > far_px;
            middles.iter().zip(&before).any(is_far)
        });
        self.last = Some((body.t_s, middles));
        let is_old = |(at_s, _): &(f64, Stand)| body.t_s - at_s > JUMP_SEEN_S;
        while self.stood.get(1).is_some_and(is_old) {
            self.stood.pop_front();
        }
        self.stood.push_back((body.t_s, stand(body)));
        let mut fastest: Option<f32> = None;
        for (joint, past) in JOINTS.into_iter().zip(&mut self.joints) {
            if body.visibility(body_frame.near, joint) < SEEN {
                continue;
            }
            // In pixels: where the ruler still settles after a cut, a place in torso lengths would
            // move although the body rests.
            past.note(body.t_s, body.at(body_frame.near, joint).to_array());
            let speed = past.speed().or_else(|| past.coarse_speed());
            fastest = speed.into_iter().chain(fastest).reduce(f32::max);
        }
        fastest.map(|px_s| px_s <= MOVING_TORSO_S * body_frame.torso_px)
    }

    /// Whether the hips, or all of the body, were somewhere else a moment ago.
    #[must_use]
    pub fn has_jumped(&self, body: &Body, body_frame: &BodyFrame) -> bool {
        let hips = JOINTS.iter().position(|joint| *joint == Joint::Hip);
        let px_s = hips.and_then(|place| self.joints[place].speed());
        self.is_cut
            || px_s.is_some_and(|px_s| px_s > JUMP_TORSO_S * body_frame.torso_px)
            || self.two_slowest(body, body_frame).is_some_and(|slowest| {
                let limits = ALL_MOVE_TORSO_S.map(|torso_s| torso_s * body_frame.torso_px);
                slowest[0] > limits[0] && slowest[1] > limits[1]
            })
    }

    /// Where the body stood before a jump that has just been seen.
    #[must_use]
    pub fn stood_before(&self) -> Option<Stand> {
        self.stood.front().map(|(_, stand)| *stand)
    }

    /// Whether the body stands where it stood.
    #[must_use]
    pub fn stands_at(body: &Body, before: &Stand, body_frame: &BodyFrame) -> bool {
        let far_px = SAME_PLACE_TORSO * body_frame.torso_px;
        let is_near = |(a, b): (&Vec2, &Vec2)| (*a - *b).length() <= far_px;
        stand(body).iter().zip(before).all(is_near)
    }

    /// Whether this can't be the picture of a moment ago: nobody turns round or moves so fast.
    #[must_use]
    pub fn is_another_picture(&self) -> bool {
        self.is_cut
    }

    /// Pixels per second of the two slowest joints; unknown where too few are seen.
    fn two_slowest(&self, body: &Body, body_frame: &BodyFrame) -> Option<[f32; 2]> {
        let mut slowest = [f32::INFINITY; 2];
        let mut seen = 0;
        for (joint, past) in JOINTS.into_iter().zip(&self.joints) {
            if body.visibility(body_frame.near, joint) < SEEN {
                continue;
            }
            let px_s = past.speed()?;
            seen += 1;
            if px_s < slowest[0] {
                slowest = [px_s, slowest[0]];
            } else {
                slowest[1] = slowest[1].min(px_s);
            }
        }
        (seen >= ALL).then_some(slowest)
    }
}

fn stand(body: &Body) -> Stand {
    [Joint::Hip, Joint::Knee, Joint::Ankle].map(|joint| body.mid(joint))
}
