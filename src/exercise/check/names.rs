//! From names to the places they stand for: points, roles, joints.

use std::ops::Range;

use super::{Checked, Checker};
use crate::blazepose::Joint;
use crate::exercise::error::nearest;
use crate::exercise::model::RoleId;
use crate::exercise::point::{Point, Role};

impl Checker<'_> {
    pub(super) fn point(&self, name: &str, span: Range<usize>) -> Checked<Point> {
        let Some((role_name, joint_name)) = name.split_once('.') else {
            return self.fail(
                span,
                format!("{name:?} needs a role and a joint, as in \"near.hip\""),
            );
        };
        let role = match role_name {
            "near" => Role::Near,
            "far" => Role::Far,
            "mid" => Role::Mid,
            _ => {
                let picked = self.roles.iter().position(|(name, _)| *name == role_name);
                let opposite = self
                    .roles
                    .iter()
                    .position(|(_, role)| role.opposite.as_deref() == Some(role_name));
                match (picked, opposite) {
                    (Some(role), _) => Role::Picked(role),
                    (None, Some(role)) => Role::Opposite(role),
                    (None, None) => return self.unknown_role(role_name, span),
                }
            }
        };
        let Some(joint) = Joint::from_name(joint_name) else {
            return self.unknown_joint(joint_name, span);
        };
        Ok(Point { role, joint })
    }

    pub(super) fn role(&self, name: &str, span: Range<usize>) -> Checked<RoleId> {
        match self.roles.iter().position(|(known, _)| *known == name) {
            Some(role) => Ok(role),
            None => self.unknown_role(name, span),
        }
    }

    pub(super) fn unknown_joint<T>(&self, wrong: &str, span: Range<usize>) -> Checked<T> {
        let names = Joint::ALL.map(Joint::name);
        let hint =
            nearest(wrong, names).map_or_else(String::new, |n| format!(" (did you mean {n:?}?)"));
        self.fail(
            span,
            format!(
                "there is no joint {wrong:?}{hint}; the joints are {}",
                names.join(", ")
            ),
        )
    }

    fn unknown_role<T>(&self, wrong: &str, span: Range<usize>) -> Checked<T> {
        let known: Vec<&str> = ["near", "far", "mid"]
            .into_iter()
            .chain(self.roles.iter().map(|(name, _)| *name))
            .chain(
                self.roles
                    .iter()
                    .filter_map(|(_, role)| role.opposite.as_deref()),
            )
            .collect();
        let hint = nearest(wrong, known.iter().copied())
            .map_or_else(String::new, |name| format!(" (did you mean {name:?}?)"));
        self.fail(
            span,
            format!(
                "there is no role {wrong:?}{hint}; the roles are {}",
                known.join(", ")
            ),
        )
    }
}
