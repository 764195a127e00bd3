//! Distances and angles between points of a picture, in pixels and degrees.

// Every test binary and example that includes this file uses another part of it.
#![allow(dead_code)]

use glam::Vec2;
use spotter::blazepose::{LANDMARKS, index};
use spotter::pose::Landmark;

pub fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    Vec2::from(a).distance(Vec2::from(b))
}

pub fn middle(a: [f32; 2], b: [f32; 2]) -> [f32; 2] {
    Vec2::from(a).midpoint(Vec2::from(b)).to_array()
}

/// The angle at `b`, 0 to 180.
pub fn angle_deg(a: [f32; 2], b: [f32; 2], c: [f32; 2]) -> f32 {
    let [a, b, c] = [a, b, c].map(Vec2::from);
    (a - b).angle_to(c - b).abs().to_degrees()
}

/// From mid-hip to mid-shoulder.
pub fn torso_px(landmarks: &[Landmark; LANDMARKS]) -> f32 {
    let at = |place: usize| [landmarks[place].x_px, landmarks[place].y_px];
    distance(
        middle(at(index::LEFT_SHOULDER), at(index::RIGHT_SHOULDER)),
        middle(at(index::LEFT_HIP), at(index::RIGHT_HIP)),
    )
}
