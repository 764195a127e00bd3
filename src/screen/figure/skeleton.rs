//! The neutral skeleton: the parts that no rule judges at this moment. Feet, hands and face are not
//! drawn, except the way from the ear to the shoulder.

use glam::Vec2;

use super::marks::neutral_joint;
use crate::blazepose::{Joint, Side};
use crate::screen::camera::Fit;
use crate::screen::canvas::Line;
use crate::screen::scene::{Figure, JudgedBone};
use crate::screen::tokens::CREAM;
use crate::screen::ui::Ui;

/// Widths of bones and radii of joints.
#[derive(Clone, Copy)]
struct Size {
    bone: f32,
    joint: f32,
}

const NEAR: Size = Size {
    bone: 6.0,
    joint: 6.0,
};
const FAR: Size = Size {
    bone: 4.0,
    joint: 3.5,
};

/// Both ends of a bone; none where one of them is not seen.
type Bone = Option<[Vec2; 2]>;

/// Draws the bones.
pub fn draw_bones(ui: &mut Ui, figure: &Figure, fit: &Fit) {
    let at = |side, joint| seen(figure, fit, side, joint);
    let judged = Judged::of(figure, fit);
    if let Some((near, far)) = near_and_far(figure) {
        bones(ui, &limbs(far, at), FAR, &judged);
        let trunk = [
            bone(at(near, Joint::Ear), at(near, Joint::Shoulder)),
            bone(at(near, Joint::Shoulder), at(near, Joint::Hip)),
        ];
        bones(ui, &trunk, NEAR, &judged);
        bones(ui, &limbs(near, at), NEAR, &judged);
        return;
    }
    let neck = between(Joint::Shoulder, at);
    let trunk = [
        bone(neck, between(Joint::Hip, at)),
        bone(
            at(Side::Left, Joint::Shoulder),
            at(Side::Right, Joint::Shoulder),
        ),
        bone(at(Side::Left, Joint::Hip), at(Side::Right, Joint::Hip)),
    ];
    bones(ui, &trunk, FAR, &judged);
    let head = between(Joint::Ear, at);
    bones(ui, &[bone(head, neck)], NEAR, &judged);
    for side in Side::BOTH {
        bones(ui, &limbs(side, at), FAR, &judged);
    }
}

/// Draws the joints.
pub fn draw_joints(ui: &mut Ui, figure: &Figure, fit: &Fit) {
    let at = |side, joint| seen(figure, fit, side, joint);
    let judged = Judged::of(figure, fit);
    if let Some((near, far)) = near_and_far(figure) {
        // The far shoulder and hip lie behind the near ones.
        joints(ui, &limb_joints(far, at), FAR, &judged);
        joints(ui, &limb_joints(near, at), NEAR, &judged);
        let trunk = [Joint::Ear, Joint::Shoulder, Joint::Hip].map(|joint| at(near, joint));
        joints(ui, &trunk, NEAR, &judged);
        return;
    }
    for side in Side::BOTH {
        joints(ui, &limb_joints(side, at), FAR, &judged);
    }
    let head = between(Joint::Ear, at);
    joints(ui, &[head], NEAR, &judged);
}

/// Where a joint is drawn. None where it is not seen.
fn seen(figure: &Figure, fit: &Fit, side: Side, joint: Joint) -> Option<Vec2> {
    figure.points[joint.landmark(side)].map(|point| fit.point(point))
}

/// The middle between a joint of the left side and that of the right side.
fn between(joint: Joint, at: impl Fn(Side, Joint) -> Option<Vec2>) -> Option<Vec2> {
    Some(at(Side::Left, joint)?.midpoint(at(Side::Right, joint)?))
}

/// The near and the far side. None in frontal views.
fn near_and_far(figure: &Figure) -> Option<(Side, Side)> {
    figure.near.map(|near| (near, near.other()))
}

fn limbs(side: Side, at: impl Fn(Side, Joint) -> Option<Vec2>) -> [Bone; 4] {
    [
        bone(at(side, Joint::Shoulder), at(side, Joint::Elbow)),
        bone(at(side, Joint::Elbow), at(side, Joint::Wrist)),
        bone(at(side, Joint::Hip), at(side, Joint::Knee)),
        bone(at(side, Joint::Knee), at(side, Joint::Ankle)),
    ]
}

fn limb_joints(side: Side, at: impl Fn(Side, Joint) -> Option<Vec2>) -> [Option<Vec2>; 4] {
    [Joint::Elbow, Joint::Wrist, Joint::Knee, Joint::Ankle].map(|joint| at(side, joint))
}

fn bone(from: Option<Vec2>, to: Option<Vec2>) -> Bone {
    Some([from?, to?])
}

fn bones(ui: &mut Ui, bones: &[Bone], size: Size, judged: &Judged) {
    let lines = bones
        .iter()
        .flatten()
        .filter(|[from, to]| !judged.has_bone(*from, *to))
        .map(|[from, to]| Line::new(*from, *to, size.bone));
    ui.fill_all_cased(lines, CREAM);
}

fn joints(ui: &mut Ui, joints: &[Option<Vec2>], size: Size, judged: &Judged) {
    for joint in joints.iter().flatten() {
        if !judged.has_end(*joint) {
            neutral_joint(ui, *joint, size.joint);
        }
    }
}

/// The judged parts, which take the place of the neutral ones.
struct Judged<'a> {
    bones: &'a [JudgedBone],
    fit: &'a Fit,
}

/// Points closer than this, in layout units, are one joint.
const SAME_JOINT: f32 = 5.0;

impl<'a> Judged<'a> {
    fn of(figure: &'a Figure, fit: &'a Fit) -> Judged<'a> {
        Judged {
            bones: &figure.judged,
            fit,
        }
    }

    fn has_end(&self, at: Vec2) -> bool {
        self.bones
            .iter()
            .flat_map(|bone| [bone.from, bone.to])
            .any(|end| self.fit.point(end).distance(at) < SAME_JOINT)
    }

    fn has_bone(&self, from: Vec2, to: Vec2) -> bool {
        self.bones.iter().any(|bone| {
            let [a, b] = [bone.from, bone.to].map(|end| self.fit.point(end));
            let is = |p, q| a.distance(p) < SAME_JOINT && b.distance(q) < SAME_JOINT;
            is(from, to) || is(to, from)
        })
    }
}
