//! Where the points of a measure are, and how well they are seen.

use glam::Vec2;

use crate::blazepose::{Joint, Side};
use crate::body::body_frame::BodyFrame;
use crate::body::person::{Body, MIN_VISIBILITY_TO_COUNT};
use crate::exercise::{Point, Role};

use super::measured::{Known, Measured, Why};

/// The points of a frame.
#[derive(Clone, Copy)]
pub(super) struct Points<'a> {
    pub(super) body: &'a Body<'a>,
    pub(super) body_frame: &'a BodyFrame,
    /// Whether picked roles mean the limb that they have *not* picked.
    pub(super) is_other_limb: bool,
}

/// A point that may be counted with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Located {
    /// In picture pixels.
    pub(super) at: Vec2,
    /// 0 to 1; between two joints that of the less visible one.
    pub(super) visibility: f32,
}

impl Points<'_> {
    /// Measures `N` points, or says which one is missing.
    pub(super) fn measure<const N: usize>(
        &self,
        points: [Point; N],
        measure: impl FnOnce([Vec2; N]) -> Option<f32>,
    ) -> Measured {
        let mut at = [Vec2::default(); N];
        let mut visibility = 1.0_f32;
        for (place, point) in points.into_iter().enumerate() {
            match self.locate(point) {
                Ok(located) => {
                    at[place] = located.at;
                    visibility = visibility.min(located.visibility);
                }
                Err(why) => return Measured::Unknown(why),
            }
        }
        match measure(at) {
            Some(value) => Measured::Known(Known { value, visibility }),
            // Points that coincide have no direction.
            None => Measured::Unknown(
                points
                    .first()
                    .map_or(Why::NotYet, |point| Why::Hidden(*point)),
            ),
        }
    }

    /// Where a point is; half-way between both joints where its role means both.
    ///
    /// # Errors
    /// Why it may not be counted with.
    pub(super) fn locate(&self, point: Point) -> Result<Located, Why> {
        if self.may_be_the_other_leg(point) {
            return Err(Why::SideUnclear);
        }
        let sides: &[Side] = match self.side(point.role) {
            Some(Side::Left) => &[Side::Left],
            Some(Side::Right) => &[Side::Right],
            None => &Side::BOTH,
        };
        let mut at = Vec2::default();
        let mut visibility = 1.0_f32;
        for side in sides {
            let sighting = self.body.sighting(*side, point.joint);
            if !sighting.inside {
                return Err(Why::OutOfPicture(point));
            }
            if sighting.visibility < MIN_VISIBILITY_TO_COUNT {
                return Err(Why::Hidden(point));
            }
            at += sighting.at * (1.0 / sides.len() as f32);
            visibility = visibility.min(sighting.visibility);
        }
        Ok(Located { at, visibility })
    }

    /// Whether a point of a leg is asked for by the leg's name while the legs' names may be exchanged.
    /// A limb that was picked by where it is remains that limb, whatever its name.
    fn may_be_the_other_leg(&self, point: Point) -> bool {
        let by_name = matches!(point.role, Role::Near | Role::Far);
        let of_leg = matches!(
            point.joint,
            Joint::Knee | Joint::Ankle | Joint::Heel | Joint::Toe
        );
        by_name && of_leg && !self.body.pose.sides_known
    }

    fn side(&self, role: Role) -> Option<Side> {
        let side = self.body_frame.side(role);
        if self.is_other_limb && role.is_picked() {
            side.map(Side::other)
        } else {
            side
        }
    }
}
