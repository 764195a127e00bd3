//! The stage of the cues: one voice, one thing at a time, with pauses (specification §12.2). Decides
//! which cue is given, what is said of a hold, what is praised, and what is admitted not to be seen.

mod announcer;
mod banner;
mod hold;
mod pacer;
mod praise;
mod unseen;

use crate::blazepose::Side;
use crate::exercise::{Exercise, Severity};
use crate::words;

use super::cycle::Stage;
use super::event::{Band, Event};
use super::fault::FaultId;
use super::framing::ViewQuality;
use super::measurement::Measurement;
use super::now::Now;
use super::rate::FrameRate;
use super::rules::{BandChange, RepVerdict, Rules, is_about_a_way};
use super::snapshot::Movement;
use super::sound::Speech;
use super::tally::Tally;

use hold::HoldAnnouncements;
use pacer::{Candidate, Pacer};
use praise::{Praise, PraiseFor};
use unseen::UnseenNotices;

pub(super) use announcer::Announcer;
pub use banner::{Banner, CueAbout};
pub(super) use pacer::CueId;
pub(crate) use pacer::SHORT_HOLD;

/// How often a set may be asked for longer holds.
const HOLD_LONGER_PER_SET: u32 = 2;

/// The cues of a set.
#[derive(Debug)]
pub(super) struct Cues {
    pacer: Pacer,
    hold: HoldAnnouncements,
    praise: Praise,
    unseen: UnseenNotices,
}

impl Cues {
    pub(super) fn new(now: &Now) -> Self {
        Cues {
            pacer: Pacer::default(),
            hold: HoldAnnouncements::default(),
            praise: Praise::new(now.options().best),
            unseen: UnseenNotices::default(),
        }
    }

    /// A frame between two repetitions.
    pub(super) fn rest(&mut self) {
        self.pacer.new_rep();
    }

    /// The present repetition is over or void.
    pub(super) fn new_rep(&mut self, to: &mut Announcer) {
        self.pacer.new_rep();
        self.hold.end();
        to.end_cue();
    }

    /// The target pose is reached; `first` in the first movement of a side.
    pub(super) fn reached(
        &mut self,
        now: &Now,
        movement: &Movement,
        first: bool,
        to: &mut Announcer,
    ) {
        self.hold.begin(now, movement, first, to);
    }

    /// Whether a hold was told to have begun and not yet to have ended.
    pub(super) fn is_hold_told(&self) -> bool {
        self.hold.is_under_way()
    }

    /// Tells that a fault has changed its band, and says "Good" where a cue was answered.
    pub(super) fn band_changed(
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

    /// Gives at most one cue about these faults, each with the time since when it is off. Gives what
    /// was cued.
    pub(super) fn correct(
        &mut self,
        now: &Now,
        would_cue: &[(FaultId, f64)],
        to: &mut Announcer,
    ) -> Option<CueId> {
        let exercise = now.exercise();
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
        give(exercise, id, (about, fault.severity, text), to);
        Some(id)
    }

    /// Takes down a cue in the frame in which its rule no longer sees anything off: it is good again,
    /// or the movement has gone on to where the rule doesn't listen.
    pub(super) fn end_cue_of_what_is_over(
        &self,
        exercise: &Exercise,
        rules: &Rules,
        to: &mut Announcer,
    ) {
        if to
            .cued_rule()
            .is_some_and(|cued| !rules.cue_stands(exercise, cued))
        {
            to.end_cue();
        }
    }

    /// What the repetition that was just counted may be praised for; `count` with it.
    pub(super) fn praise_for(
        &mut self,
        exercise: &Exercise,
        verdict: &RepVerdict,
        peak: f32,
        count: u32,
    ) -> Option<PraiseFor> {
        self.praise.step(exercise, verdict, peak, count)
    }

    /// Gives the corrections that a counted repetition asks for: it was too quick or too short. Gives
    /// what was cued.
    pub(super) fn correct_rep(
        &mut self,
        now: &Now,
        verdict: &RepVerdict,
        to: &mut Announcer,
    ) -> Option<CueId> {
        let late: Vec<(FaultId, f64)> = verdict.late.iter().map(|id| (*id, now.t_s)).collect();
        let cued = self.correct(now, &late, to);
        // A user knows how long a hold should last only when told so. Nobody in a video was told.
        let may_ask = verdict.is_only_short && (!now.counts_holds() || now.is_live());
        if cued.is_some() || !may_ask {
            return cued;
        }
        let candidate = Candidate {
            id: CueId::ShortHold,
            severity: Severity::Polish,
            since_s: now.t_s,
            per_set: HOLD_LONGER_PER_SET,
        };
        self.pacer.pick(now.t_s, &[candidate])?;
        let cue = (CueAbout::NextMovement, Severity::Polish, words::HOLD_LONGER);
        give(now.exercise(), CueId::ShortHold, cue, to);
        Some(CueId::ShortHold)
    }

    /// What follows the count in its sentence, one thing: where to go on, how much is left, or praise.
    pub(super) fn after_count(
        &mut self,
        now: &Now,
        tally: &Tally,
        side: Option<Side>,
        praise: Option<PraiseFor>,
        to: &mut Announcer,
    ) {
        let exercise = now.exercise();
        // A user who lies on one side has to be told to turn over; one who alternates does it anyway.
        let is_side_done =
            exercise.cycle.is_side_by_side() && tally.of_side(side) >= now.dose().reps;
        if let Some(other) = side_word(exercise, side.map(Side::other))
            && is_side_done
        {
            to.announce(&words::other_side(other));
            return;
        }
        let praise = praise.and_then(|what| Some((what, what.text(exercise)?)));
        match (tally.left_to_do(now), praise) {
            (2, _) => to.mention(words::TWO_MORE),
            (1, _) => to.mention(words::LAST_ONE),
            (_, Some((what, text))) if !to.is_cueing() => {
                self.praise.given(what, tally.of_side(None));
                to.announce(text);
            }
            _ => {}
        }
    }

    /// Half-time, last seconds, goal, and when to rest. Gives whether the hold is to be ended because
    /// one of these faults stays in spite of its cue.
    pub(super) fn follow_hold(
        &mut self,
        now: &Now,
        movement: &Movement,
        enders: &[FaultId],
        first: bool,
        to: &mut Announcer,
    ) -> bool {
        let was_cued = |id: &FaultId| self.pacer.times(CueId::Fault(*id)) > 0;
        let must_rest = now.counts_holds() && enders.iter().any(was_cued);
        self.hold.step(now, movement, must_rest, first, to);
        must_rest && self.hold.is_under_way() && movement.held_s.is_some()
    }

    /// Says what can't be seen although it is needed. Gives whether something is missing now.
    pub(super) fn notice_unseen(
        &mut self,
        now: &Now,
        measurement: &Measurement,
        to: &mut Announcer,
    ) -> bool {
        self.unseen.step(now, measurement, to)
    }

    /// Says that only the count goes on because of the view.
    pub(super) fn notice_view(&mut self, view: ViewQuality, stage: Stage, to: &mut Announcer) {
        self.unseen.step_view(view, stage, to);
    }

    /// Says that there are too few frames.
    pub(super) fn notice_rate(
        &mut self,
        now: &Now,
        rate: &FrameRate,
        has_begun: bool,
        to: &mut Announcer,
    ) {
        self.unseen.step_rate(now, rate, has_begun, to);
    }

    /// The farthest good repetition so far, in exercises where the goal is personal.
    pub(super) fn best(&self, exercise: &Exercise) -> Option<f32> {
        self.praise.best().filter(|_| exercise.personal.is_some())
    }

    /// Whether form was judged all the time.
    pub(super) fn was_judged(&self) -> bool {
        self.unseen.was_judged()
    }

    /// What a whole set is praised for: all of its dose was good, nothing had to be said, and all that
    /// the praise claims was seen and was good in every repetition.
    pub(super) fn praise_of_set(&self, now: &Now, tally: &Tally) -> Option<String> {
        let claim = now.exercise().praise.clean_set.as_ref()?;
        let is_clean = self.praise.is_set_backed() && self.was_judged() && tally.is_clean(now);
        is_clean.then(|| claim.text.clone())
    }
}

/// Tells, says and shows a cue.
fn give(
    exercise: &Exercise,
    id: CueId,
    (about, severity, text): (CueAbout, Severity, &str),
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

/// The words of the exercise for a side.
pub(super) fn side_word(exercise: &Exercise, side: Option<Side>) -> Option<&str> {
    let words = exercise.cycle.side_words.as_ref()?;
    Some(match side? {
        Side::Left => words.left.as_str(),
        Side::Right => words.right.as_str(),
    })
}
