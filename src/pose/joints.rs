//! Where the joints of a pose are, and which side of the body is nearer to the camera.

use glam::Vec2;

use super::Landmark;
use crate::blazepose::{Joint, LANDMARKS, Side};

/// Joints of which every exercise moves some: whether a body moves is told by them.
pub(crate) const MOVING: [Joint; 6] = [
    Joint::Ear,
    Joint::Shoulder,
    Joint::Wrist,
    Joint::Hip,
    Joint::Knee,
    Joint::Ankle,
];

/// Visibility from which a landmark is seen well enough to be judged by its place or its speed
/// (specification §0.6).
pub const SEEN: f32 = 0.5;

/// The landmarks of one person in one frame.
pub(crate) type Landmarks = [Landmark; LANDMARKS];

/// A joint's place in picture pixels, seen or not.
pub(crate) fn at(landmarks: &Landmarks, side: Side, joint: Joint) -> Vec2 {
    let landmark = &landmarks[joint.landmark(side)];
    Vec2::new(landmark.x_px, landmark.y_px)
}

/// Whether a joint is seen well enough to be judged.
pub(crate) fn is_seen(landmarks: &Landmarks, side: Side, joint: Joint) -> bool {
    landmarks[joint.landmark(side)].visibility >= SEEN
}

/// The place half-way between the left and the right joint. An exchange of left and right leaves
/// it where it is.
pub(crate) fn mid(landmarks: &Landmarks, joint: Joint) -> Vec2 {
    at(landmarks, Side::Left, joint).midpoint(at(landmarks, Side::Right, joint))
}

/// The length of the trunk from mid-hip to mid-shoulder, in pixels.
pub(crate) fn torso_px(landmarks: &Landmarks) -> f32 {
    mid(landmarks, Joint::Shoulder).distance(mid(landmarks, Joint::Hip))
}

/// Evidence that the left side is nearer to the camera, about -1 to 1. The far side is less visible
/// and is placed deeper by the model.
pub(crate) fn left_is_nearer(landmarks: &Landmarks) -> f32 {
    let joints = [Joint::Shoulder, Joint::Hip, Joint::Knee];
    let torso_px = torso_px(landmarks).max(1.0);
    let sum: f32 = joints
        .into_iter()
        .map(|joint| {
            let [left, right] = Side::BOTH.map(|side| &landmarks[joint.landmark(side)]);
            let depth = right.z_px - left.z_px;
            left.visibility - right.visibility + 0.5 * (depth / torso_px).clamp(-1.0, 1.0)
        })
        .sum();
    sum / joints.len() as f32
}

/// The nearer side by such evidence.
pub(crate) fn nearer_side(left_is_nearer: f32) -> Side {
    if left_is_nearer >= 0.0 {
        Side::Left
    } else {
        Side::Right
    }
}
