//! The person of one frame, as the rules see them.

use crate::blazepose::{Joint, Side};
use crate::pose::{Pose, joints};

use glam::Vec2;

use super::outline::BackEdge;

/// Visibility from which a point may be counted with. A raised far arm in front of the wall
/// reads 0.15 to 0.3 on real people although it is placed rightly; a form verdict on it would be
/// a guess, the count is not.
pub const MIN_VISIBILITY_TO_COUNT: f32 = 0.1;

/// How far the hand reaches beyond the wrist, in torso lengths: nearly a whole hand (0.108 of the
/// height; torso 0.288). The model squeezes a hand that is cut off into the picture, so a wrist
/// this near to the edge is not where it seems. In a photograph of a cut-off hand the wrist was
/// placed 0.29 torsos along the forearm from the edge, and the arm read 30° too low.
const HAND_TORSO: f32 = 0.32;

/// The person of one frame. It borrows the pose.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// Seconds of the source.
    pub t_s: f64,
    /// Width and height of the picture in pixels.
    pub size_px: [f32; 2],
    /// The pose.
    pub pose: &'a Pose,
    /// Mean brightness round the person, 0 to 255.
    pub light: Option<f32>,
    /// The edge of the back, of a recording that has no mask.
    pub back_edge: Option<&'a BackEdge>,
}

/// A point, and how well it is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sighting {
    /// Where, in picture pixels.
    pub at: Vec2,
    /// 0 to 1.
    pub visibility: f32,
    /// Whether it (and the hand beyond it) lies inside the picture.
    pub inside: bool,
}

impl Body<'_> {
    /// The place of a joint by the model, seen or not.
    #[must_use]
    pub fn at(&self, side: Side, joint: Joint) -> Vec2 {
        joints::at(&self.pose.landmarks, side, joint)
    }

    /// Half-way between the left and the right joint.
    #[must_use]
    pub fn mid(&self, joint: Joint) -> Vec2 {
        joints::mid(&self.pose.landmarks, joint)
    }

    /// Length of the trunk from mid-hip to mid-shoulder, in pixels.
    #[must_use]
    pub fn torso_px(&self) -> f32 {
        joints::torso_px(&self.pose.landmarks)
    }

    /// Visibility of a joint, 0 to 1.
    #[must_use]
    pub fn visibility(&self, side: Side, joint: Joint) -> f32 {
        self.pose.landmarks[joint.landmark(side)].visibility
    }

    /// Whether a point lies inside the picture.
    #[must_use]
    pub fn is_inside(&self, at: Vec2) -> bool {
        at.x >= 0.0 && at.y >= 0.0 && at.x <= self.size_px[0] && at.y <= self.size_px[1]
    }

    /// Whether the hand beyond a wrist lies inside the picture. Only the left and right edges
    /// count: a hand at the lower edge rests on the floor and lies across the forearm.
    #[must_use]
    pub fn has_whole_hand(&self, side: Side) -> bool {
        let wrist = self.at(side, Joint::Wrist);
        let forearm = (wrist - self.at(side, Joint::Elbow))
            .try_normalize()
            .unwrap_or_default();
        let fingers = wrist.x + forearm.x * (HAND_TORSO * self.torso_px());
        (0.0..=self.size_px[0]).contains(&fingers)
    }

    pub(super) fn sighting(&self, side: Side, joint: Joint) -> Sighting {
        let at = self.at(side, joint);
        let inside = self.is_inside(at) && (joint != Joint::Wrist || self.has_whole_hand(side));
        Sighting {
            at,
            visibility: self.visibility(side, joint),
            inside,
        }
    }
}
