//! Which correction is given, and what follows from it.

use crate::blazepose::Side;
use crate::coach::event::{Band, Event};
use crate::coach::fault::FaultId;
use crate::coach::now::Now;
use crate::coach::rules::{BandChange, RepVerdict, is_about_a_way};
use crate::coach::sound::Speech;
use crate::exercise::{Exercise, Severity};
use crate::words;

use super::announcer::Announcer;
use super::banner::CueAbout;
use super::pacer::{Candidate, CueId, Pacer};

/// How often a set may be asked for longer holds.
const HOLD_LONGER_PER_SET: u32 = 2;

/// The corrections of a set.
#[derive(Debug, Default)]
pub(in crate::coach) struct Corrector {
    pacer: Pacer,
}

impl Corrector {
    /// A new repetition or hold begins.
    pub(in crate::coach) fn new_rep(&mut self) {
        self.pacer.new_rep();
    }

    /// Whether a cue was given in this repetition or hold.
    pub(in crate::coach) fn has_cued_in_rep(&self) -> bool {
        self.pacer.has_spoken_in_rep()
    }

    /// Whether a cue was given about this fault.
    pub(in crate::coach) fn was_cued(&self, id: FaultId) -> bool {
        self.pacer.times(CueId::Fault(id)) > 0
    }

    /// Tells that a fault has changed its band, and says "Good" where a cue was answered.
    pub(in crate::coach) fn band_changed(
        &mut self,
        now: &Now,
        change: BandChange,
        side: Option<Side>,
        to: &mut Announcer,
    ) {
        // However it came back: mostly by way of "a little off".
        if change.to == Band::Good {
            let is_its_turn = to.cued_rule().is_none_or(|cued| cued == change.fault);
            if is_its_turn && self.pacer.answered(now.t_s, CueId::Fault(change.fault)) {
                to.announce(words::GOOD);
            }
        }
        to.event(Event::Fault {
            id: change.fault.of(now.exercise()).id.clone(),
            band: change.to,
            side,
            value: change.value,
        });
    }

    /// Gives at most one cue about these faults, each with the time since when it is off, in a
    /// movement before which `done_of_side` were counted. Gives what was cued.
    pub(in crate::coach) fn correct(
        &mut self,
        now: &Now,
        would_cue: &[(FaultId, f64)],
        done_of_side: u32,
        to: &mut Announcer,
    ) -> Option<CueId> {
        let exercise = now.exercise();
        // A fault that stops the clock of a hold is no less pressing than safety: the user would wait
        // for an end that does not come.
        let can_wait = |id: &FaultId| {
            let severity = id.of(exercise).severity;
            let stops_clock = now.counts_holds() && severity.stops_clock();
            severity != Severity::Safety && !stops_clock
        };
        let corrects = now.fading().corrects(done_of_side);
        let would_cue: Vec<(FaultId, f64)> = would_cue
            .iter()
            .filter(|(id, _)| corrects || !can_wait(id))
            .copied()
            .collect();
        let candidate = |(id, since_s): &(FaultId, f64)| {
            let fault = id.of(exercise);
            Candidate {
                id: CueId::Fault(*id),
                severity: fault.severity,
                since_s: *since_s,
                per_set: fault.per_set,
            }
        };
        let candidates: Vec<Candidate> = would_cue.iter().map(candidate).collect();
        let (chosen, times) = self.pacer.pick(now.t_s, &candidates)?;
        let (id, _) = would_cue[chosen];
        let fault = id.of(exercise);
        let text = fault.cues.wording(times as usize);
        // The way that was too quick is over: what is asked for is about the next one, and is said
        // with the count, before that begins.
        let about = if is_about_a_way(exercise, fault) {
            CueAbout::NextMovement
        } else {
            CueAbout::Rule(id)
        };
        let id = CueId::Fault(id);
        give(exercise, id, about, fault.severity, text, to);
        Some(id)
    }

    /// Gives the corrections that a counted repetition asks for: it was too quick or too short. Gives
    /// what was cued.
    pub(in crate::coach) fn correct_rep(
        &mut self,
        now: &Now,
        verdict: &RepVerdict,
        done_of_side: u32,
        to: &mut Announcer,
    ) -> Option<CueId> {
        let too_quick: Vec<(FaultId, f64)> =
            verdict.too_quick.iter().map(|id| (*id, now.t_s)).collect();
        let cued = self.correct(now, &too_quick, done_of_side, to);
        // A user knows how long a hold should last only when told so. Nobody in a video was told.
        let may_ask = verdict.is_only_short && (!now.counts_holds() || now.is_live());
        if cued.is_some() || !may_ask || !now.fading().corrects(done_of_side) {
            return cued;
        }
        let candidate = Candidate {
            id: CueId::ShortHold,
            severity: Severity::Polish,
            since_s: now.t_s,
            per_set: HOLD_LONGER_PER_SET,
        };
        self.pacer.pick(now.t_s, &[candidate])?;
        let (about, text) = (
            CueAbout::NextMovement,
            words::HOLD_LONGER.in_language(to.language()),
        );
        give(
            now.exercise(),
            candidate.id,
            about,
            candidate.severity,
            text,
            to,
        );
        Some(candidate.id)
    }
}

/// Tells, says and shows a cue.
fn give(
    exercise: &Exercise,
    id: CueId,
    about: CueAbout,
    severity: Severity,
    text: &str,
    to: &mut Announcer,
) {
    let kind = if severity == Severity::Safety {
        Speech::Urgent
    } else {
        Speech::Remark
    };
    to.cue(kind, about, text);
    to.event(Event::Cue {
        fault: id.name(exercise).to_owned(),
        text: text.to_owned(),
    });
}
