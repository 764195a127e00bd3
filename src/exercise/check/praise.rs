//! Praise: everything that it says has a fault that would have been seen.

use toml::Spanned;

use super::{Checked, Checker};
use crate::exercise::error::hint;
use crate::exercise::file;
use crate::exercise::model::{Claim, CycleKind, Exercise, Fault, Personal, Phase, Praise};

/// How much farther a repetition must come to be a new best: twice the noise of a joint angle (EJ-N), and
/// of a length.
const NEW_BEST_DEG: f32 = 5.0;
const NEW_BEST_TORSO: f32 = 0.05;

impl Checker<'_> {
    pub(super) fn praise(&self, faults: &[Fault]) -> Checked<Praise> {
        let claim = |claim: &Option<Spanned<file::Claim>>| {
            claim
                .as_ref()
                .map(|claim| self.claim(claim, faults))
                .transpose()
        };
        Ok(Praise {
            hold: claim(&self.file.praise.hold)?,
            clean_set: claim(&self.file.praise.clean_set)?,
        })
    }

    /// The goal of one's own, for exercises that praise a new best.
    pub(super) fn personal(&self, exercise: &Exercise) -> Checked<Option<Personal>> {
        let Some(praise) = &self.file.praise.new_best else {
            return Ok(None);
        };
        if exercise.cycle.kind == CycleKind::Flow {
            let message =
                "a flow between two ends has no farthest repetition: leave `new_best` out";
            return self.fail(praise.span(), message);
        }
        let beyond = match exercise.measure(exercise.cycle.signal).unit(exercise) {
            "deg" => NEW_BEST_DEG,
            "torso" => NEW_BEST_TORSO,
            unit => {
                let message = format!(
                    "the signal's unit is {unit}, and only of angles and lengths is it known how far a new best has to be from noise: leave `new_best` out"
                );
                return self.fail(praise.span(), message);
            }
        };
        let praise = self.claim(praise, &exercise.faults)?;
        Ok(Some(Personal { beyond, praise }))
    }

    fn claim(&self, claim: &Spanned<file::Claim>, faults: &[Fault]) -> Checked<Claim> {
        let file::Claim { text, claims } = claim.get_ref();
        if claims.is_empty() {
            let message = format!(
                "the praise {text:?} claims nothing that is seen: name the faults behind its words in `claims`"
            );
            return self.fail(claim.span(), message);
        }
        Ok(Claim {
            text: text.clone(),
            rules: self.claimed(claims, faults)?,
        })
    }

    /// The places of the faults of these ids.
    fn claimed(&self, claims: &[Spanned<String>], faults: &[Fault]) -> Checked<Vec<usize>> {
        let place_of = |id: &Spanned<String>| {
            let place = faults.iter().position(|fault| fault.id == *id.get_ref());
            let Some(place) = place else {
                let known: Vec<&str> = faults.iter().map(|fault| fault.id.as_str()).collect();
                let hint = hint(id.get_ref(), &known);
                let message = format!(
                    "this praise claims the fault {:?}, and there is none{hint}: claim faults that this exercise or variant has",
                    id.get_ref()
                );
                return self.fail(id.span(), message);
            };
            // The start pose is no part of the repetition that is praised.
            if faults[place]
                .phases
                .iter()
                .all(|phase| *phase == Phase::Start)
            {
                let message = format!(
                    "{:?} is looked for in the start pose only, so praise of a repetition can't claim it",
                    id.get_ref()
                );
                return self.fail(id.span(), message);
            }
            Ok(place)
        };
        claims.iter().map(place_of).collect()
    }
}
