//! Finds what is impossible about a movement: bodies that sink into the floor, supports that slide,
//! joints beyond their range, limbs inside one another.
//!
//! Keyframes are written by hand, and an impossible pose also raises the pose model's error. This
//! file is the test of keyframes.

use std::fmt;

use glam::{Mat3, Vec3};

use super::animation::Animation;
use super::figure::{Figure, Group};
use super::look::Look;
use super::skeleton::{Build, Frame, Limb, Skeleton};
use crate::blazepose::Side;

/// Depth in metres by which flesh gives way where it rests on the floor.
pub const SINK_M: f32 = 0.015;
/// Distance in metres within which a support has to stay in its place.
pub const SLIDE_M: f32 = 0.02;
/// Depth in metres of the reference body by which two limbs may press into one another, as a hand
/// that holds or a calf under a thigh does. More flesh gives way by more.
pub const PRESS_M: f32 = 0.03;
/// Depth in metres by which a limb may press into the soft trunk, as a thigh does against the
/// belly.
pub const PRESS_TRUNK_M: f32 = 0.06;

/// Something that is impossible for a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Second of the animation.
    pub t_s: f64,
    /// A description, such as "left hand slides".
    pub what: String,
    /// Its size in centimetres or degrees.
    pub amount: f32,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {:.1} s: {:.1}", self.what, self.t_s, self.amount)
    }
}

/// Finds the worst impossibility of each kind. The animation is examined `rate_hz` times a second.
#[must_use]
pub fn findings(animation: &Animation, rate_hz: f64) -> Vec<Finding> {
    let mut worst: Vec<Finding> = Vec::new();
    let frames = (animation.length_s() * rate_hz) as u32;
    for frame in 0..=frames {
        let t_s = f64::from(frame) / rate_hz;
        for (what, amount) in findings_at(animation, t_s) {
            match worst.iter_mut().find(|finding| finding.what == what) {
                Some(finding) if finding.amount >= amount => {}
                Some(finding) => *finding = Finding { t_s, what, amount },
                None => worst.push(Finding { t_s, what, amount }),
            }
        }
    }
    worst
}

fn findings_at(animation: &Animation, t_s: f64) -> Vec<(String, f32)> {
    let build = animation.build();
    let skeleton = animation.skeleton_at(t_s);
    let figure = Figure::new(build, &Look::default(), &skeleton);
    let mut found = Vec::new();
    for part in figure.parts() {
        let sunk = -part.shape.lowest_m();
        if sunk > SINK_M {
            let side = part.side.map_or("", name_of);
            found.push((
                format!("{side}{} below the floor (cm)", part.name),
                sunk * 100.0,
            ));
        }
    }
    for (what, wanted, is) in animation.contacts_at(t_s, &skeleton) {
        let off = wanted.distance(is);
        if off > SLIDE_M {
            found.push((format!("{what} slides (cm)"), off * 100.0));
        }
    }
    ranges(&skeleton, &mut found);
    presses(build, &figure, &skeleton, &mut found);
    found
}

fn name_of(side: Side) -> &'static str {
    match side {
        Side::Left => "left ",
        Side::Right => "right ",
    }
}

/// Ranges of motion of supple people in degrees, a little beyond the clinical norms of
/// goniometry (hip flexion 125, shoulder flexion 180, knee 150, elbow 150).
fn ranges(skeleton: &Skeleton, found: &mut Vec<(String, f32)>) {
    let mut check = |side: Side, what: &str, value: f32, from: f32, to: f32| {
        if !(from..=to).contains(&value) {
            found.push((format!("{}{what} (deg)", name_of(side)), value));
        }
    };
    for side in Side::BOTH {
        let (arm, leg) = (&skeleton.arms[side.index()], &skeleton.legs[side.index()]);
        check(side, "elbow", arm.bend_deg(), 0.0, 157.0);
        check(side, "knee", leg.bend_deg(), 0.0, 160.0);
        let (flex, abduct) = swing(&skeleton.trunk.pelvis, leg, side);
        check(side, "hip flexion", flex, -35.0, 142.0);
        check(side, "hip abduction", abduct, -40.0, 60.0);
        // An arm overhead can read 180 or -180.
        let (flex, _) = swing(&skeleton.trunk.spine[2], arm, side);
        check(
            side,
            "shoulder flexion",
            (flex + 90.0).rem_euclid(360.0) - 90.0,
            -65.0,
            200.0,
        );
        check(side, "ankle", pointed(leg), -35.0, 95.0);
    }
}

/// Flexion and abduction of the upper bone of a limb against its parent, in degrees.
fn swing(parent: &Frame, limb: &Limb, side: Side) -> (f32, f32) {
    let bone =
        parent.axes.transpose() * (limb.lower.origin - limb.upper.origin).normalize_or(Vec3::NEG_Y);
    let flex = bone.z.atan2(-bone.y).to_degrees();
    (flex, (side.sign() * bone.x).asin().to_degrees())
}

/// Plantar flexion of the foot against the shank, in degrees.
fn pointed(leg: &Limb) -> f32 {
    let foot: Mat3 = leg.lower.axes.transpose() * leg.end.axes;
    (-foot.z_axis.y).atan2(foot.z_axis.z).to_degrees()
}

/// A stretch of a bone: ends and radius in metres at the reference size.
struct Rod {
    limb: Group,
    name: &'static str,
    ends: [Vec3; 2],
    radius_m: f32,
}

fn presses(build: &Build, figure: &Figure, skeleton: &Skeleton, found: &mut Vec<(String, f32)>) {
    let thick = build.scale() * build.girth;
    for rod in rods(skeleton) {
        for other in [
            Group::Torso,
            Group::Head,
            Group::LeftArm,
            Group::RightArm,
            Group::LeftLeg,
            Group::RightLeg,
        ] {
            if other == rod.limb || (other == Group::Torso && !rod.meets_trunk()) {
                continue;
            }
            // Samples along the bone are compared with all solids of the other group.
            let deepest = (0..=6)
                .map(|n| rod.ends[0].lerp(rod.ends[1], n as f32 / 6.0))
                .flat_map(|p| {
                    figure
                        .parts()
                        .iter()
                        .filter(|part| part.group == other)
                        .map(move |part| rod.radius_m * thick - part.shape.distance_m(p))
                })
                .fold(f32::NEG_INFINITY, f32::max);
            let allowed = if other == Group::Torso {
                PRESS_TRUNK_M
            } else {
                PRESS_M
            };
            if deepest > allowed * thick {
                found.push((
                    format!("{} {} inside {other:?} (cm)", side_of(rod.limb), rod.name),
                    deepest * 100.0,
                ));
            }
        }
    }
}

fn side_of(limb: Group) -> &'static str {
    match limb {
        Group::LeftArm | Group::LeftLeg => "left",
        _ => "right",
    }
}

impl Rod {
    /// Whether the bone grows out of the trunk, and so lies inside it anyway.
    fn meets_trunk(&self) -> bool {
        !matches!(self.name, "thigh" | "upper arm")
    }
}

fn rods(skeleton: &Skeleton) -> impl Iterator<Item = Rod> {
    Side::BOTH.into_iter().flat_map(|side| {
        let (arm, leg) = (&skeleton.arms[side.index()], &skeleton.legs[side.index()]);
        let (arms, legs) = match side {
            Side::Left => (Group::LeftArm, Group::LeftLeg),
            Side::Right => (Group::RightArm, Group::RightLeg),
        };
        let knuckles = arm.end.at(Vec3::new(0.0, -0.09, 0.0));
        [
            (
                arms,
                "upper arm",
                [arm.upper.origin, arm.lower.origin],
                0.045,
            ),
            (arms, "forearm", [arm.lower.origin, arm.end.origin], 0.033),
            (arms, "hand", [arm.end.origin, knuckles], 0.014),
            (
                legs,
                "thigh",
                [
                    leg.upper.origin.lerp(leg.lower.origin, 0.35),
                    leg.lower.origin,
                ],
                0.060,
            ),
            (legs, "shank", [leg.lower.origin, leg.end.origin], 0.042),
        ]
        .map(|(limb, name, ends, radius_m)| Rod {
            limb,
            name,
            ends,
            radius_m,
        })
    })
}
