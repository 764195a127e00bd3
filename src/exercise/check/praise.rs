//! Praise: everything that it says has a rule that can see it.

use toml::Spanned;

use super::{Checked, Checker};
use crate::exercise::error::nearest;
use crate::exercise::file::{self, Phase};
use crate::exercise::model::{Claim, Praise};

impl Checker<'_> {
    pub(super) fn praise(&self) -> Checked<Praise> {
        let file::Praise { hold, clean_set } = &self.file.praise;
        let claim = |claim: &Option<Spanned<file::Claim>>| {
            claim.as_ref().map(|claim| self.claim(claim)).transpose()
        };
        Ok(Praise {
            hold: claim(hold)?,
            clean_set: claim(clean_set)?,
        })
    }

    fn claim(&self, claim: &Spanned<file::Claim>) -> Checked<Claim> {
        let file::Claim { text, claims } = claim.get_ref();
        if claims.is_empty() {
            return self.fail(
                claim.span(),
                format!(
                    "the praise {text:?} claims nothing that is seen: name the rules behind its words in `claims`"
                ),
            );
        }
        Ok(Claim {
            text: text.clone(),
            rules: self.claimed(claims)?,
        })
    }

    /// The places of the rules of these ids.
    pub(super) fn claimed(&self, claims: &[Spanned<String>]) -> Checked<Vec<usize>> {
        let faults = &self.file.faults;
        claims
            .iter()
            .map(|id| {
                let place = faults
                    .iter()
                    .position(|fault| fault.id.get_ref() == id.get_ref());
                let Some(place) = place else {
                    let known = faults.iter().map(|fault| fault.id.get_ref().as_str());
                    let hint = nearest(id.get_ref(), known)
                        .map_or_else(String::new, |near| format!(" (did you mean {near:?}?)"));
                    return self.fail(
                        id.span(),
                        format!(
                            "this praise claims the rule {:?}, and there is none{hint}: claim rules that this exercise or variant has",
                            id.get_ref()
                        ),
                    );
                };
                // The start pose is no part of the repetition that is praised.
                if faults[place].phases.iter().all(|phase| *phase == Phase::Start) {
                    return self.fail(
                        id.span(),
                        format!(
                            "{:?} listens in the start pose only, so praise of a repetition can't claim it",
                            id.get_ref()
                        ),
                    );
                }
                Ok(place)
            })
            .collect()
    }
}
