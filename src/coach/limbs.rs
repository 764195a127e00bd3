//! The limbs of a movement that takes several at once: which one has gone farthest, and whether
//! it is held as in the target pose, whatever the others do.

use crate::body::Values;
use crate::exercise::{Condition, Exercise, Kind, MeasureId, Role, RoleId};

use super::start::met;

/// The parts of a composed signal.
#[derive(Debug, Clone, Default)]
pub(super) struct Limbs(Vec<Limb>);

#[derive(Debug, Clone)]
struct Limb {
    part: MeasureId,
    /// The conditions of the target pose that say something of this limb or of the trunk. Those
    /// on another limb don't matter: it may be at rest, where its knee is bent.
    conditions: Vec<Condition>,
}

/// The limb that has gone farthest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Farthest {
    /// Its part of the signal.
    pub value: f32,
    /// Whether it is held as in the target pose.
    pub is_posed: Option<bool>,
}

impl Limbs {
    pub(super) fn of(exercise: &Exercise) -> Self {
        let roles = |id: MeasureId| roles(&exercise.measure(id).kind);
        let all: Vec<RoleId> = exercise
            .cycle
            .parts
            .iter()
            .flat_map(|part| roles(*part))
            .collect();
        let limb = |part: &MeasureId| {
            let own = roles(*part);
            let is_other = |role: &RoleId| all.contains(role) && !own.contains(role);
            Limb {
                part: *part,
                conditions: exercise
                    .target
                    .iter()
                    .filter(|condition| !roles(condition.measure).iter().any(is_other))
                    .copied()
                    .collect(),
            }
        };
        Limbs(exercise.cycle.parts.iter().map(limb).collect())
    }

    /// The limb that has gone farthest, of those that are seen well.
    pub(super) fn farthest(&self, values: &Values, rising: bool) -> Option<Farthest> {
        let (value, limb) = self
            .0
            .iter()
            .filter_map(|limb| Some((values.get(limb.part).judged()?, limb)))
            .reduce(|a, b| if (a.0 > b.0) == rising { a } else { b })?;
        Some(Farthest {
            value,
            is_posed: met(&limb.conditions, values),
        })
    }
}

/// The roles whose points a measure looks at.
fn roles(kind: &Kind) -> Vec<RoleId> {
    kind.points()
        .into_iter()
        .filter_map(|point| match point.role {
            Role::Picked(role) | Role::Opposite(role) => Some(role),
            Role::Near | Role::Far | Role::Mid => None,
        })
        .collect()
}
