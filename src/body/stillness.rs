//! Whether a body holds still. The start pose is remembered from moments without movement.

use crate::pose::joints::{self, MOVING};

use super::body_frame::BodyFrame;
use super::history::Past;
use super::person::Body;

/// A joint that goes faster, in torso lengths per second, has begun to move. Jitter of 0.01 torso
/// reads 0.05 over 0.3 s; a movement of a hand's breadth in two seconds reads 0.1 after the first
/// third of a second.
const MOVING_TORSO_S: f32 = 0.09;

/// Watches the joints of the near side over the last moments.
#[derive(Debug, Clone, Default)]
pub struct StillnessDetector {
    joints: [Past; MOVING.len()],
}

impl StillnessDetector {
    /// Takes a frame and says whether everything that is seen holds still. Unknown before a third of
    /// a second has been seen.
    pub fn step(&mut self, body: &Body, body_frame: &BodyFrame) -> Option<bool> {
        let mut fastest: Option<f32> = None;
        for (joint, past) in MOVING.into_iter().zip(&mut self.joints) {
            if !joints::is_seen(&body.pose.landmarks, body_frame.near, joint) {
                continue;
            }
            // In pixels: while the torso length still settles, a place in torso lengths would move
            // although the body rests.
            past.note(body.t_s, body.at(body_frame.near, joint).to_array());
            let speed = past.speed().or_else(|| past.coarse_speed());
            fastest = speed.into_iter().chain(fastest).reduce(f32::max);
        }
        fastest.map(|px_s| px_s <= MOVING_TORSO_S * body_frame.torso_px)
    }
}
