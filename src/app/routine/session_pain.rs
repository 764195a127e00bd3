//! How strong the pain is before and after a routine, where somebody tells.

use super::closing::AskedAfter;
use super::front::Front;
use crate::app::live::Stop;
use crate::app::pain::{AfterStop, PainAnswer};
use crate::app::pain_before::PainBefore;
use crate::app::session_of_run::SessionOfRun;
use crate::app::set::LiveOptions;
use crate::app::set_history::note_pain_after;
use crate::routine::Ending;
use crate::words::Language;

/// What was told so far.
#[derive(Debug, Default)]
pub(super) struct SessionPain {
    /// Whether it is asked at all.
    is_asked: bool,
    before: Option<u8>,
    after: Option<u8>,
}

impl SessionPain {
    pub(super) fn new(live: &LiveOptions) -> Self {
        Self {
            is_asked: live.asks_pain,
            ..Self::default()
        }
    }

    /// Asks how strong it is before the routine. Without a window nobody could answer.
    pub(super) fn ask_before(
        &mut self,
        front: &mut Front,
        live: &LiveOptions,
        session: &SessionOfRun,
        stop: &Stop,
    ) {
        if !self.is_asked || front.shown.is_none() {
            return;
        }
        let question = PainBefore::new(live.language, live.voice_options(), live.is_muted);
        self.before = front.ask_before(question, stop);
        if let Some(pain) = self.before {
            session.tell_pain_before(pain);
        }
    }

    /// What was told after a stop that ends the session is the pain after it.
    pub(super) fn keep_last(&mut self, answer: PainAnswer, session: &SessionOfRun) {
        if answer.then != AfterStop::End {
            return;
        }
        self.after = answer.pain;
        if let (Some(session), Some(pain)) = (session.begun(), answer.pain) {
            note_pain_after(session, pain);
        }
    }

    /// Whether it is asked how strong it is now. Somebody who has stopped for pain was asked then, and
    /// where nothing of the session is kept there is nothing to keep it with.
    pub(super) fn asked_after(
        &self,
        ending: Ending,
        session: &SessionOfRun,
        language: Language,
    ) -> Option<AskedAfter> {
        let is_asked = self.is_asked && ending != Ending::Pain;
        let session = session.begun().filter(|_| is_asked)?;
        Some(AskedAfter {
            session,
            language,
            before: self.before,
        })
    }

    /// Takes what the summary was told; gives before and after.
    pub(super) fn closed(&mut self, told: Option<u8>) -> [Option<u8>; 2] {
        self.after = told.or(self.after);
        [self.before, self.after]
    }
}
