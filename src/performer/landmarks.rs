//! The places on these bones where the pose model sees its 33 landmarks.
//!
//! Offsets from the joints were fitted once to what BlazePose answers on 120 upright figures seen
//! from all round, and are not refitted per exercise.

use glam::Vec3;

use super::skeleton::{Build, Frame, Skeleton, Trunk};
use crate::blazepose::{LANDMARKS, Side};

/// The landmarks of a body in metres, in the order of [`crate::pose::Landmark`] indices.
#[must_use]
pub fn landmarks(build: &Build, skeleton: &Skeleton) -> [Vec3; LANDMARKS] {
    let k = build.scale();
    let at = |frame: &Frame, x: f32, y: f32, z: f32| frame.at(Vec3::new(x, y, z) * k);
    let Trunk {
        pelvis,
        spine,
        head,
        ..
    } = &skeleton.trunk;
    let mut points = [Vec3::ZERO; LANDMARKS];
    points[0] = at(head, 0.0, 0.050, 0.100);
    for side in Side::BOTH {
        let s = side.sign();
        let i = side.index();
        let (arm, leg) = (&skeleton.arms[i], &skeleton.legs[i]);
        // Eyes come as left inner, middle, outer, then right.
        for (n, (x, z)) in [(0.016, 0.070), (0.027, 0.068), (0.038, 0.064)]
            .into_iter()
            .enumerate()
        {
            points[1 + 3 * i + n] = at(head, s * x, 0.082, z);
        }
        points[7 + i] = at(head, s * 0.058, 0.065, 0.016);
        points[9 + i] = at(head, s * 0.020, 0.018, 0.084);
        points[11 + i] = arm.upper.origin + spine[2].axes * Vec3::new(0.0, 0.013, 0.004) * k;
        points[13 + i] = at(&arm.lower, 0.0, 0.0, 0.012);
        points[15 + i] = at(&arm.end, 0.0, -0.007, 0.006);
        points[17 + i] = at(&arm.end, 0.0, -0.086, -0.010);
        points[19 + i] = at(&arm.end, 0.0, -0.090, 0.018);
        points[21 + i] = at(&arm.end, -s * 0.005, -0.062, 0.028);
        points[23 + i] = leg.upper.origin + pelvis.axes * Vec3::new(s * 0.004, -0.002, -0.004) * k;
        points[25 + i] = at(&leg.lower, 0.0, 0.011, 0.0);
        // The ankles belong to the shank, as the malleoli do, so that a pointed foot doesn't move
        // them.
        points[27 + i] = leg.end.origin + leg.lower.axes * Vec3::new(0.0, 0.015, 0.0) * k;
        points[29 + i] = at(&leg.end, 0.0, -0.043, -0.040);
        points[31 + i] = at(&leg.end, -s * 0.008, -0.044, 0.161);
    }
    points
}
