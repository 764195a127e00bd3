//! The body: which solids sit on which bone, what they are made of, and how they blend together.

mod limbs;
mod trunk;

use glam::Vec3;

use super::look::Look;
use super::shape::Shape;
use super::skeleton::{Build, Frame, Skeleton, Trunk};
use crate::blazepose::Side;

/// A group of solids. Solids of one group blend into one another. Groups only touch, so that a hand
/// on a shin stays a hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Pelvis to neck.
    Torso,
    /// Head and face.
    Head,
    /// Hair.
    Hair,
    /// Left arm and hand.
    LeftArm,
    /// Right arm and hand.
    RightArm,
    /// Left leg and foot.
    LeftLeg,
    /// Right leg and foot.
    RightLeg,
}

impl Group {
    fn arm(side: Side) -> Group {
        match side {
            Side::Left => Group::LeftArm,
            Side::Right => Group::RightArm,
        }
    }

    fn leg(side: Side) -> Group {
        match side {
            Side::Left => Group::LeftLeg,
            Side::Right => Group::RightLeg,
        }
    }
}

/// What a surface is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Material {
    /// Bare skin.
    Skin,
    /// Skin of the head, with eyes, brows and mouth in front.
    Face,
    /// Shirt.
    Shirt,
    /// Trousers.
    Trousers,
    /// Hair.
    Hair,
    /// Shoe.
    Shoe,
}

/// Where cloth ends on a limb: skin beyond, and a hem that stands out by its thickness.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hem {
    /// Towards the cloth.
    axis: Vec3,
    /// Along `axis`, in metres.
    at_m: f32,
    thickness_m: f32,
}

impl Hem {
    /// How far above the edge a place lies, on the cloth's side positive.
    fn above_m(&self, p: Vec3) -> f32 {
        p.dot(self.axis) - self.at_m
    }
}

/// One solid of the body.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// What it is, without its side.
    pub name: &'static str,
    /// Left or right, where there are two.
    pub side: Option<Side>,
    /// The group that it blends into.
    pub group: Group,
    /// Its form and place.
    pub shape: Shape,
    /// Its material; above the hem, where it has one.
    pub material: Material,
    pub(super) hem: Option<Hem>,
    /// Distance in metres over which it blends into the parts of its group that come before it.
    pub(super) blend_m: f32,
    /// The bone that it sits on. Paint and folds follow this bone.
    pub(super) frame: Frame,
}

impl Part {
    /// Distance of a place from its surface in metres, cloth included.
    #[inline(always)]
    pub(super) fn distance_m(&self, p: Vec3) -> f32 {
        let bare = self.shape.distance_m(p);
        match &self.hem {
            None => bare,
            // This is a ramp and not a step, because a distance field may not jump.
            Some(hem) => {
                let share = (hem.above_m(p) / (1.5 * hem.thickness_m) + 0.5).clamp(0.0, 1.0);
                bare - hem.thickness_m * share
            }
        }
    }

    /// A ball that holds it: centre and radius in metres.
    fn bounds(&self) -> (Vec3, f32) {
        let (centre, radius) = self.shape.bounds();
        (centre, radius + self.cloth_m())
    }

    /// How much thicker it is for its cloth, in metres.
    pub(super) fn cloth_m(&self) -> f32 {
        self.hem.as_ref().map_or(0.0, |hem| hem.thickness_m)
    }

    /// What the surface is at a place.
    pub(super) fn material_at(&self, p: Vec3) -> Material {
        match &self.hem {
            Some(hem) if hem.above_m(p) < 0.0 => Material::Skin,
            _ => self.material,
        }
    }
}

/// A body in one pose, ready to be looked at and measured.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    parts: Vec<Part>,
    /// A ball around each part, wide enough for what the part blends into. The balls are kept apart
    /// from the parts, so that skipping a part costs little.
    pub(super) bounds: Vec<BoundingSphere>,
    /// The parts of each group.
    pub(super) groups: Vec<Set>,
    scale: f32,
}

/// Some of the parts: bit n is part n.
pub(super) type Set = u128;

/// Where a part is, roughly.
#[derive(Debug, Clone, Copy)]
pub(super) struct BoundingSphere {
    pub centre: Vec3,
    /// Of the part alone, in metres.
    pub radius_m: f32,
    /// With the widest blend of its group: farther away it can't change a surface.
    pub reach_m: f32,
}

impl Figure {
    /// Puts flesh and clothes on the bones.
    #[must_use]
    pub fn new(build: &Build, look: &Look, skeleton: &Skeleton) -> Figure {
        let mut figure = Figure::default();
        figure.pose(build, look, skeleton);
        figure
    }

    /// Does the same in place, without a new allocation.
    pub(super) fn pose(&mut self, build: &Build, look: &Look, skeleton: &Skeleton) {
        self.scale = build.scale();
        let mut builder = BodyBuilder {
            parts: std::mem::take(&mut self.parts),
            build,
            look,
            k: build.scale(),
            group: Group::Torso,
        };
        builder.parts.clear();
        builder.torso(&skeleton.trunk);
        builder.head(&skeleton.trunk.head);
        for side in Side::BOTH {
            builder.arm(side, &skeleton.arms[side.index()]);
        }
        for side in Side::BOTH {
            builder.leg(side, &skeleton.legs[side.index()]);
        }
        self.parts = builder.parts;
        // Parts of a group stand together. All parts of a group get its widest blend.
        self.bounds.clear();
        self.groups.clear();
        for group in self.parts.chunk_by(|a, b| a.group == b.group) {
            let widest = group.iter().map(|part| part.blend_m).fold(0.0, f32::max);
            let first = self.bounds.len();
            let members = (first..first + group.len()).fold(0, |set, i| set | 1 << i);
            self.groups.push(members);
            self.bounds.extend(group.iter().map(|part| {
                let (centre, radius_m) = part.bounds();
                BoundingSphere {
                    centre,
                    radius_m,
                    reach_m: radius_m + widest,
                }
            }));
        }
        debug_assert!(self.parts.len() <= 128, "a set of parts is a u128");
    }

    /// All solids, group by group.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Size of this body as a factor on a person of reference height.
    pub(super) fn scale(&self) -> f32 {
        self.scale
    }

    /// Height of the lowest point of all chosen parts above the floor in metres, negative below it.
    /// It is exact for the solids; where they blend together the body can be thicker by
    /// millimetres.
    #[must_use]
    pub fn lowest_m(&self, chosen: impl Fn(&Part) -> bool) -> f32 {
        let lowest = |part: &Part| part.shape.lowest_m();
        self.parts
            .iter()
            .filter(|part| chosen(part))
            .map(lowest)
            .fold(f32::INFINITY, f32::min)
    }
}

/// The parts of the trunk that a lying or sitting body rests on. Softer parts give way.
const RESTS: [&str; 5] = ["pelvis", "seat", "waist", "ribs", "chest"];

/// Height of the lowest point of the parts that a trunk rests on, in metres.
pub(super) fn rest_of_trunk_m(build: &Build, trunk: &Trunk) -> f32 {
    let mut builder = BodyBuilder {
        parts: Vec::new(),
        build,
        look: &Look::default(),
        k: build.scale(),
        group: Group::Torso,
    };
    builder.torso(trunk);
    let rests = builder
        .parts
        .iter()
        .filter(|part| RESTS.contains(&part.name));
    rests
        .map(|part| part.shape.lowest_m())
        .fold(f32::INFINITY, f32::min)
}

/// Makes the parts of one body.
struct BodyBuilder<'a> {
    parts: Vec<Part>,
    build: &'a Build,
    look: &'a Look,
    /// Size of the body against the reference height.
    k: f32,
    group: Group,
}

/// How a part is made up.
#[derive(Clone, Copy)]
struct PartStyle {
    material: Material,
    /// At the reference height, in metres.
    blend_m: f32,
    hem: Option<Hem>,
}

impl PartStyle {
    fn new(material: Material, blend_m: f32) -> PartStyle {
        PartStyle {
            material,
            blend_m,
            hem: None,
        }
    }
}

/// A round cone at the reference height: ends, radii, stretch along x.
struct Cone {
    ends: [Vec3; 2],
    radii_m: [f32; 2],
    stretch: f32,
}

impl BodyBuilder<'_> {
    fn cone(
        &mut self,
        name: &'static str,
        side: Option<Side>,
        frame: &Frame,
        cone: &Cone,
        style: PartStyle,
    ) {
        let ends = cone.ends.map(|end| end * self.k);
        let radii = cone.radii_m.map(|radius| radius * self.k);
        let shape = Shape::round_cone(frame, ends, radii, cone.stretch);
        self.add(name, side, frame, shape, style);
    }

    fn ellipsoid(
        &mut self,
        name: &'static str,
        side: Option<Side>,
        frame: &Frame,
        [centre, radii]: [Vec3; 2],
        style: PartStyle,
    ) {
        let shape = Shape::ellipsoid(frame, centre * self.k, radii * self.k);
        self.add(name, side, frame, shape, style);
    }

    fn add(
        &mut self,
        name: &'static str,
        side: Option<Side>,
        frame: &Frame,
        shape: Shape,
        style: PartStyle,
    ) {
        self.parts.push(Part {
            name,
            side,
            group: self.group,
            shape,
            material: style.material,
            hem: style.hem,
            blend_m: style.blend_m * self.k,
            frame: *frame,
        });
    }
}

/// A vector; the name is short for the tables of solids.
const fn v(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3::new(x, y, z)
}
