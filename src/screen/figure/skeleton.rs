//! The neutral skeleton: the parts that no rule judges at this moment. Feet, hands and face are not
//! drawn, except the way from the ear to the shoulder.

use glam::Vec2;

use super::marks::neutral_joint;
use crate::blazepose::{Joint, Side};
use crate::screen::camera::Fit;
use crate::screen::canvas::Line;
use crate::screen::scene::Figure;
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
    let person = Skeleton { figure, fit };
    let limbs = |side| {
        [
            person.bone(side, Joint::Shoulder, Joint::Elbow),
            person.bone(side, Joint::Elbow, Joint::Wrist),
            person.bone(side, Joint::Hip, Joint::Knee),
            person.bone(side, Joint::Knee, Joint::Ankle),
        ]
    };
    if let Some(near) = figure.near {
        person.draw_bones(ui, &limbs(near.other()), FAR);
        let trunk = [
            person.bone(near, Joint::Ear, Joint::Shoulder),
            person.bone(near, Joint::Shoulder, Joint::Hip),
        ];
        person.draw_bones(ui, &trunk, NEAR);
        person.draw_bones(ui, &limbs(near), NEAR);
        return;
    }
    let [head, neck, pelvis] =
        [Joint::Ear, Joint::Shoulder, Joint::Hip].map(|joint| person.middle(joint));
    let trunk = [
        bone(neck, pelvis),
        person.across(Joint::Shoulder),
        person.across(Joint::Hip),
    ];
    person.draw_bones(ui, &trunk, FAR);
    person.draw_bones(ui, &[bone(head, neck)], NEAR);
    for side in Side::BOTH {
        person.draw_bones(ui, &limbs(side), FAR);
    }
}

/// Draws the joints.
pub fn draw_joints(ui: &mut Ui, figure: &Figure, fit: &Fit) {
    let person = Skeleton { figure, fit };
    let limbs = |side| {
        [Joint::Elbow, Joint::Wrist, Joint::Knee, Joint::Ankle].map(|joint| person.at(side, joint))
    };
    if let Some(near) = figure.near {
        // The far shoulder and hip lie behind the near ones.
        person.draw_joints(ui, &limbs(near.other()), FAR);
        person.draw_joints(ui, &limbs(near), NEAR);
        let trunk = [Joint::Ear, Joint::Shoulder, Joint::Hip].map(|joint| person.at(near, joint));
        person.draw_joints(ui, &trunk, NEAR);
        return;
    }
    for side in Side::BOTH {
        person.draw_joints(ui, &limbs(side), FAR);
    }
    person.draw_joints(ui, &[person.middle(Joint::Ear)], NEAR);
}

fn bone(from: Option<Vec2>, to: Option<Vec2>) -> Bone {
    Some([from?, to?])
}

/// Points closer than this, in layout units, are one joint.
const SAME_JOINT: f32 = 5.0;

/// A figure whose points are given in layout units.
struct Skeleton<'a> {
    figure: &'a Figure,
    fit: &'a Fit,
}

impl Skeleton<'_> {
    /// Where a joint is drawn; none where it is not seen.
    fn at(&self, side: Side, joint: Joint) -> Option<Vec2> {
        let point = self.figure.points[joint.landmark(side)];
        point.map(|point| self.fit.point(point))
    }

    /// The middle between the joints of both sides.
    fn middle(&self, joint: Joint) -> Option<Vec2> {
        self.across(joint).map(|[left, right]| left.midpoint(right))
    }

    /// From the joint of the left side to that of the right side.
    fn across(&self, joint: Joint) -> Bone {
        bone(self.at(Side::Left, joint), self.at(Side::Right, joint))
    }

    fn bone(&self, side: Side, from: Joint, to: Joint) -> Bone {
        bone(self.at(side, from), self.at(side, to))
    }

    /// Draws those bones that no judged bone replaces.
    fn draw_bones(&self, ui: &mut Ui, bones: &[Bone], size: Size) {
        let lines = bones
            .iter()
            .flatten()
            .filter(|bone| !self.is_judged_bone(**bone))
            .map(|[from, to]| Line::new(*from, *to, size.bone));
        ui.fill_all_cased(lines, CREAM);
    }

    /// Draws those joints at which no judged bone ends.
    fn draw_joints(&self, ui: &mut Ui, joints: &[Option<Vec2>], size: Size) {
        for joint in joints.iter().flatten() {
            let is_judged = self.judged().flatten().any(|end| is_same(end, *joint));
            if !is_judged {
                neutral_joint(ui, *joint, size.joint);
            }
        }
    }

    /// The ends of the judged bones.
    fn judged(&self) -> impl Iterator<Item = [Vec2; 2]> {
        let bones = self.figure.judged.iter();
        bones.map(|bone| [bone.from, bone.to].map(|end| self.fit.point(end)))
    }

    fn is_judged_bone(&self, [from, to]: [Vec2; 2]) -> bool {
        self.judged()
            .any(|[a, b]| is_same(a, from) && is_same(b, to) || is_same(a, to) && is_same(b, from))
    }
}

fn is_same(a: Vec2, b: Vec2) -> bool {
    a.distance(b) < SAME_JOINT
}
