//! Waving at the camera: the gesture that stops a set, over whatever the performer does.

use std::f32::consts::TAU;

use glam::{Mat3, Vec3};

use super::animation::smooth;
use super::camera::View;
use super::skeleton::{Build, Hinge, Limb, Skeleton};
use crate::blazepose::Side;

/// Seconds in which the hand is raised, and in which it goes back.
const RAISE_S: f32 = 0.6;
/// Seconds for which it is waved.
const WAVE_S: f32 = 3.0;
/// To and fro so many times a second. People wave two or three times a second (EJ-T).
const WAVE_HZ: f32 = 2.0;
/// The forearm swings to either side by so much, in degrees.
const SWING_DEG: f32 = 32.0;
/// A shoulder that lies higher than the other by this much, in metres, is that of the free arm: the
/// other one carries a body that lies on its side.
const CLEARLY_HIGHER_M: f32 = 0.15;

/// A wave of one hand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wave {
    /// When the hand begins to rise, in seconds.
    pub at_s: f64,
    /// 2 is twice as fast.
    pub tempo: f32,
}

impl Wave {
    /// Puts the wave into the bones of a moment. The arm nearer to the camera waves, its palm to the
    /// camera.
    pub(super) fn add_to(&self, skeleton: &mut Skeleton, t_s: f64, build: &Build, view: &View) {
        let since_s = (t_s - self.at_s) as f32;
        let end_s = 2.0 * RAISE_S + WAVE_S;
        if !(0.0..end_s).contains(&since_s) {
            return;
        }
        let raised = smooth((since_s.min(end_s - since_s) / RAISE_S).min(1.0));
        let arm = &mut skeleton.arms[free_arm(skeleton, view).index()];
        let [upper_m, lower_m] = build.arm_m();
        let shoulder = arm.upper.origin;
        let elbow = shoulder + (Vec3::Y + view.toward() * 0.8).normalize() * upper_m;
        let waved_s = (since_s - RAISE_S).clamp(0.0, WAVE_S);
        let swing = SWING_DEG.to_radians() * (TAU * WAVE_HZ * self.tempo * waved_s).sin();
        let wrist = elbow + (Vec3::Y * swing.cos() + view.right * swing.sin()) * lower_m;
        let palm = Mat3::from_cols(view.toward(), Vec3::NEG_Y, view.right);
        *arm = Limb::reaching(
            shoulder,
            arm.end.origin.lerp(wrist, raised),
            [upper_m, lower_m],
            arm.lower.origin.lerp(elbow, raised),
            Hinge::Elbow,
            if raised < 0.5 { arm.end.axes } else { palm },
        );
    }
}

/// The arm that nothing rests on.
fn free_arm(skeleton: &Skeleton, view: &View) -> Side {
    let shoulder = |side: Side| skeleton.arms[side.index()].upper.origin;
    let [left, right] = Side::BOTH.map(shoulder);
    let is_left = if (left.y - right.y).abs() > CLEARLY_HIGHER_M {
        left.y > right.y
    } else {
        (left - right).dot(view.toward()) > 0.0
    };
    if is_left { Side::Left } else { Side::Right }
}
