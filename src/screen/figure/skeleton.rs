//! The neutral skeleton: what nobody judges at this moment. Feet, hands and face are not
//! drawn, except the way from the ear to the shoulder.

use super::marks::neutral_joint;
use super::{distance, middle};
use crate::blazepose::Side;
use crate::screen::canvas::{Line, Point};
use crate::screen::picture::Fit;
use crate::screen::scene::{Figure, JudgedBone};
use crate::screen::tokens::CREAM;
use crate::screen::ui::Ui;

/// BlazePose landmarks of one side.
struct SideLandmarks {
    ear: usize,
    shoulder: usize,
    elbow: usize,
    wrist: usize,
    hip: usize,
    knee: usize,
    ankle: usize,
}

static LEFT: SideLandmarks = SideLandmarks {
    ear: 7,
    shoulder: 11,
    elbow: 13,
    wrist: 15,
    hip: 23,
    knee: 25,
    ankle: 27,
};
static RIGHT: SideLandmarks = SideLandmarks {
    ear: 8,
    shoulder: 12,
    elbow: 14,
    wrist: 16,
    hip: 24,
    knee: 26,
    ankle: 28,
};

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

type Bone = Option<(Point, Point)>;

/// Draws the bones.
pub fn draw_bones(ui: &mut Ui, figure: &Figure, fit: &Fit) {
    let at = |landmark: usize| figure.points[landmark].map(|point| fit.point(point));
    let judged = Judged::of(figure, fit);
    if let Some((near, far)) = near_and_far(figure) {
        bones(ui, &limbs(far, at), FAR, &judged);
        let trunk = [
            bone(at(near.ear), at(near.shoulder)),
            bone(at(near.shoulder), at(near.hip)),
        ];
        bones(ui, &trunk, NEAR, &judged);
        bones(ui, &limbs(near, at), NEAR, &judged);
        return;
    }
    let between = |a: usize, b: usize| Some(middle(at(a)?, at(b)?));
    let neck = between(LEFT.shoulder, RIGHT.shoulder);
    let trunk = [
        bone(neck, between(LEFT.hip, RIGHT.hip)),
        bone(at(LEFT.shoulder), at(RIGHT.shoulder)),
        bone(at(LEFT.hip), at(RIGHT.hip)),
    ];
    bones(ui, &trunk, FAR, &judged);
    let head = between(LEFT.ear, RIGHT.ear);
    bones(ui, &[bone(head, neck)], NEAR, &judged);
    for side in [&LEFT, &RIGHT] {
        bones(ui, &limbs(side, at), FAR, &judged);
    }
}

/// Draws the joints.
pub fn draw_joints(ui: &mut Ui, figure: &Figure, fit: &Fit) {
    let at = |landmark: usize| figure.points[landmark].map(|point| fit.point(point));
    let judged = Judged::of(figure, fit);
    if let Some((near, far)) = near_and_far(figure) {
        // The far shoulder and hip lie behind the near ones.
        joints(ui, &limb_joints(far, at), FAR, &judged);
        joints(ui, &limb_joints(near, at), NEAR, &judged);
        let trunk = [near.ear, near.shoulder, near.hip].map(at);
        joints(ui, &trunk, NEAR, &judged);
        return;
    }
    for side in [&LEFT, &RIGHT] {
        joints(ui, &limb_joints(side, at), FAR, &judged);
    }
    if let (Some(left), Some(right)) = (at(LEFT.ear), at(RIGHT.ear)) {
        joints(ui, &[Some(middle(left, right))], NEAR, &judged);
    }
}

/// The landmarks of the near and of the far side; none in frontal views.
fn near_and_far(figure: &Figure) -> Option<(&'static SideLandmarks, &'static SideLandmarks)> {
    Some(match figure.near? {
        Side::Left => (&LEFT, &RIGHT),
        Side::Right => (&RIGHT, &LEFT),
    })
}

fn limbs(side: &SideLandmarks, at: impl Fn(usize) -> Option<Point>) -> [Bone; 4] {
    [
        bone(at(side.shoulder), at(side.elbow)),
        bone(at(side.elbow), at(side.wrist)),
        bone(at(side.hip), at(side.knee)),
        bone(at(side.knee), at(side.ankle)),
    ]
}

fn limb_joints(side: &SideLandmarks, at: impl Fn(usize) -> Option<Point>) -> [Option<Point>; 4] {
    [side.elbow, side.wrist, side.knee, side.ankle].map(at)
}

fn bone(from: Option<Point>, to: Option<Point>) -> Bone {
    Some((from?, to?))
}

fn bones(ui: &mut Ui, bones: &[Bone], size: Size, judged: &Judged) {
    let lines = bones
        .iter()
        .flatten()
        .filter(|(from, to)| !judged.has_bone(*from, *to))
        .map(|(from, to)| Line {
            from: *from,
            to: *to,
            width: size.bone,
        });
    ui.fill_all_cased(lines, CREAM);
}

fn joints(ui: &mut Ui, joints: &[Option<Point>], size: Size, judged: &Judged) {
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

    fn has_end(&self, at: Point) -> bool {
        self.bones
            .iter()
            .flat_map(|bone| [bone.from, bone.to])
            .any(|end| distance(self.fit.point(end), at) < SAME_JOINT)
    }

    fn has_bone(&self, from: Point, to: Point) -> bool {
        self.bones.iter().any(|bone| {
            let [a, b] = [bone.from, bone.to].map(|end| self.fit.point(end));
            let is = |p, q| distance(a, p) < SAME_JOINT && distance(b, q) < SAME_JOINT;
            is(from, to) || is(to, from)
        })
    }
}
