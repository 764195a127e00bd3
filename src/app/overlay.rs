//! What is drawn of a single picture: the skeleton over it, and the person's mask.

use image::{GrayImage, Luma, RgbImage};

use crate::blazepose::{Joint, Side};
use crate::pose::{Mask, Pose, SEEN};
use crate::screen::{self, Figure, ScreenError};

/// Difference in depth, as a part of the torso's length, from which a side counts as the nearer
/// one. Shoulders are 0.72 torsos apart, so this is a turn of about 25°.
const TURNED_TORSO: f32 = 0.3;

/// The picture with the skeleton over it; without a person, the picture itself.
///
/// # Errors
/// When the canvas could not be made.
pub fn draw_pose(picture: &RgbImage, pose: Option<&Pose>) -> Result<RgbImage, ScreenError> {
    match pose {
        Some(pose) => screen::draw_over(picture, &figure(pose, picture)),
        None => Ok(picture.clone()),
    }
}

/// The person's probability at every pixel: 255 where the person surely is, black where nobody is.
#[must_use]
pub fn mask_image(picture: &RgbImage, mask: Option<&Mask>) -> GrayImage {
    let (width, height) = picture.dimensions();
    match mask {
        None => GrayImage::new(width, height),
        Some(mask) => GrayImage::from_fn(width, height, |x, y| {
            let probability = mask.probability(x as f32, y as f32);
            Luma([(probability * 255.0).round() as u8])
        }),
    }
}

/// The neutral skeleton of what is seen inside the picture.
fn figure(pose: &Pose, picture: &RgbImage) -> Figure {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let points = pose.landmarks.map(|l| {
        let inside = (0.0..=width).contains(&l.x_px) && (0.0..=height).contains(&l.y_px);
        (inside && l.visibility >= SEEN).then_some([l.x_px, l.y_px])
    });
    Figure {
        points,
        near: near_side(pose),
        judged: Vec::new(),
        line: None,
        cue: None,
        outline: Vec::new(),
    }
}

/// The side nearer to the camera; `None` where shoulders and hips are about equally far, as in a
/// picture from the front.
fn near_side(pose: &Pose) -> Option<Side> {
    let [shoulders, hips] = [Joint::Shoulder, Joint::Hip].map(|joint| {
        let left = joint.left_landmark();
        [pose.landmarks[left], pose.landmarks[left + 1]]
    });
    let middle = |[a, b]: &[crate::pose::Landmark; 2]| {
        glam::Vec2::new(a.x_px + b.x_px, a.y_px + b.y_px) / 2.0
    };
    let torso_px = middle(&shoulders).distance(middle(&hips)).max(1.0);
    let lead_px = |[left, right]: &[crate::pose::Landmark; 2]| right.z_px - left.z_px;
    let left_nearer_px = (lead_px(&shoulders) + lead_px(&hips)) / 2.0;
    match left_nearer_px / torso_px {
        lead if lead > TURNED_TORSO => Some(Side::Left),
        lead if lead < -TURNED_TORSO => Some(Side::Right),
        _ => None,
    }
}
