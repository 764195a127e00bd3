//! From names to what they stand for: roles, points, joints.

use std::ops::Range;

use toml::Spanned;

use super::{Checked, Checker, unknown};
use crate::blazepose::Joint;
use crate::exercise::file::{self, SideWith, Toward};
use crate::exercise::model::{End, OneSided, Reference, RoleId, RoleRule, Sign};
use crate::exercise::point::{Point, Role};

impl Checker<'_> {
    pub(super) fn roles(&self) -> Checked<Vec<RoleRule>> {
        let rule = |(name, role): (&Spanned<String>, &Spanned<file::Role>)| {
            let (measure, greatest) = match &role.get_ref().side_with {
                SideWith::Max(measure) => (measure, true),
                SideWith::Min(measure) => (measure, false),
            };
            Ok(RoleRule {
                name: name.get_ref().clone(),
                opposite: role.get_ref().opposite.clone(),
                by: self.one_sided(measure, role.span())?,
                greatest,
            })
        };
        self.file.roles.0.iter().map(rule).collect()
    }

    /// A measure that can be taken of either side.
    fn one_sided(&self, name: &str, span: Range<usize>) -> Checked<OneSided> {
        let measure = self.definition(name, span.clone())?.get_ref();
        let is_plain = measure.relative_to == Reference::Absolute && measure.sign == Sign::Kept;
        let joint = |name: &String| {
            Joint::from_name(name).map_or_else(|| self.unknown_joint(name, span.clone()), Ok)
        };
        Ok(match (&measure.kind, measure.toward) {
            (file::Kind::Incline([a, b]), toward) if is_plain && toward != Some(Toward::Up) => {
                OneSided::Incline([joint(a)?, joint(b)?], toward.and_then(end))
            }
            (file::Kind::Height(file::Height::OfPoint(a)), _) if is_plain => {
                OneSided::Height(joint(a)?)
            }
            (file::Kind::Angle([a, b, c]), _) if is_plain => {
                OneSided::Angle([joint(a)?, joint(b)?, joint(c)?])
            }
            (file::Kind::Offset([a, b]), _) if is_plain => OneSided::Offset([joint(a)?, joint(b)?]),
            _ => {
                let message = format!(
                    "{name:?} can't pick a side: a role compares an `incline`, a `height`, an `angle` or an `offset` of joints of one side"
                );
                return self.fail(span, message);
            }
        })
    }

    /// A point of a file: "near.knee", or "knee" of the role `of`, near without one.
    pub(super) fn point(&self, name: &str, of: Option<Role>, span: Range<usize>) -> Checked<Point> {
        let (role, joint_name) = match name.split_once('.') {
            Some((role, joint)) => (self.role_named(role, span.clone())?, joint),
            None => (of.unwrap_or(Role::Near), name),
        };
        match Joint::from_name(joint_name) {
            Some(joint) => Ok(Point { role, joint }),
            None => self.unknown_joint(joint_name, span),
        }
    }

    /// The side that a name before a dot means.
    pub(super) fn role_named(&self, name: &str, span: Range<usize>) -> Checked<Role> {
        let roles = &self.file.roles.0;
        let picked = roles.get_index_of(name);
        let is_opposite = |role: &file::Role| role.opposite.as_deref() == Some(name);
        let opposite = || {
            roles
                .iter()
                .position(|(_, role)| is_opposite(role.get_ref()))
        };
        match name {
            "near" => Ok(Role::Near),
            "far" => Ok(Role::Far),
            "mid" => Ok(Role::Mid),
            _ => match (picked, opposite()) {
                (Some(role), _) => Ok(Role::Picked(role)),
                (None, Some(role)) => Ok(Role::Opposite(role)),
                (None, None) => self.unknown_role(name, span),
            },
        }
    }

    /// A role that picks a side.
    pub(super) fn role(&self, name: &str, span: Range<usize>) -> Checked<RoleId> {
        match self.role_named(name, span.clone())? {
            Role::Picked(role) => Ok(role),
            _ => self.fail(span, format!("{name:?} picks no side: name one of [roles]")),
        }
    }

    fn unknown_joint<T>(&self, wrong: &str, span: Range<usize>) -> Checked<T> {
        self.fail(span, unknown("joint", wrong, &Joint::ALL.map(Joint::name)))
    }

    fn unknown_role<T>(&self, wrong: &str, span: Range<usize>) -> Checked<T> {
        let roles = &self.file.roles;
        let opposites = roles
            .0
            .iter()
            .filter_map(|(_, role)| role.get_ref().opposite.as_deref());
        let known: Vec<&str> = ["near", "far", "mid"]
            .into_iter()
            .chain(roles.names())
            .chain(opposites)
            .collect();
        self.fail(span, unknown("role", wrong, &known))
    }
}

/// The end of the body that an inclination is counted from; none for one against upright.
pub(super) fn end(toward: Toward) -> Option<End> {
    match toward {
        Toward::Head => Some(End::Head),
        Toward::Feet => Some(End::Feet),
        Toward::Up => None,
    }
}
