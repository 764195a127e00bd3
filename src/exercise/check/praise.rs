//! Praise: everything that it says has a fault that would have been seen.

use toml::Spanned;

use super::{Checked, Checker};
use crate::exercise::error::{nearest, suggestion};
use crate::exercise::file;
use crate::exercise::model::{Claim, Fault, Phase, Praise};

impl Checker<'_> {
    pub(super) fn praise(&self, faults: &[Fault]) -> Checked<Praise> {
        let file::Praise { hold, clean_set } = &self.file.praise;
        let claim = |claim: &Option<Spanned<file::Claim>>| {
            claim
                .as_ref()
                .map(|claim| self.claim(claim, faults))
                .transpose()
        };
        Ok(Praise {
            hold: claim(hold)?,
            clean_set: claim(clean_set)?,
        })
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
    pub(super) fn claimed(
        &self,
        claims: &[Spanned<String>],
        faults: &[Fault],
    ) -> Checked<Vec<usize>> {
        let place_of = |id: &Spanned<String>| {
            let place = faults.iter().position(|fault| fault.id == *id.get_ref());
            let Some(place) = place else {
                let known = faults.iter().map(|fault| fault.id.as_str());
                let hint = suggestion(&nearest(id.get_ref(), known));
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
