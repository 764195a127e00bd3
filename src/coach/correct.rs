//! Watches the rules of the exercise and gives one cue at a time.

use crate::body::{Measured, Why};
use crate::exercise::{CycleTime, Fault, Kind, Phase, Severity};

use super::banner::CueAbout;
use super::cue::Candidate;
use super::cycle::Stage;
use super::event::{Band, Event};
use super::fault::{Change, Watch, band_of};
use super::framing::ViewQuality;
use super::machine::{Coach, Output};
use super::rate::Enough;
use super::snapshot::FaultId;
use super::sound::Speech;
use super::start::met;
use super::words;

/// A way is told to be over so long after its end, or sooner.
const TOLD_S: f64 = 0.7;

impl Coach {
    /// Judges what can be judged now, and gives at most one cue.
    pub(super) fn watch_faults(&mut self, since_last_s: f64, out: &mut Output) {
        let mut would_speak: Vec<(usize, f64)> = Vec::new();
        for place in 0..self.watches.len() {
            if !self.judge(place, out) {
                continue;
            }
            let fault = &self.exercise.faults[place];
            let watch = &self.watches[place];
            match watch.band() {
                Some(Band::Bad) => {
                    self.tally.add_fault_s(&fault.id, since_last_s);
                    // Nothing is asked for that is being done already, or can't be seen just now.
                    if watch.is_off_now() {
                        would_speak.push((place, watch.bad_since_s().unwrap_or(self.t_s)));
                    }
                }
                // An invitation: once a set, when the movement stalls, and where the file says so
                // in a hold, which nobody takes deeper without a word.
                Some(Band::Warn)
                    if fault.limits.is_invitation()
                        && (self.counter.stage() == Stage::Stalled || self.tally.counts_holds) =>
                {
                    would_speak.push((place, self.t_s));
                }
                _ => {}
            }
        }
        self.correct(&would_speak, out);
        self.end_cue_of_what_is_over();
    }

    /// A cue leaves the banner, and its mark the figure, in the frame in which its rule no longer sees
    /// anything off: it is good again, or the movement has gone on to where the rule doesn't listen.
    fn end_cue_of_what_is_over(&mut self) {
        let is_over = self.banner.cued_rule().is_some_and(|FaultId(place)| {
            let fault = &self.exercise.faults[place];
            !self.watches[place].cue_stands(fault.limits.is_invitation())
        });
        if is_over {
            self.banner.end_cue();
        }
    }

    /// Takes a frame of one rule; false where it doesn't listen.
    fn judge(&mut self, place: usize, out: &mut Output) -> bool {
        let fault = &self.exercise.faults[place];
        let kind = &self.exercise.measure(fault.measure).kind;
        // Known only when the way in or out is over: [`Coach::judge_time`].
        let is_told_later = self.is_told_later(place);
        // True from any side, where a form verdict needs the right one.
        let is_fact = matches!(kind, Kind::Same(_) | Kind::Time(_));
        let view = self.view.value();
        let is_compared = self
            .exercise
            .needs_start(self.exercise.measure(fault.measure));
        let stage = self.counter.stage();
        if is_told_later || !listens(fault, stage, self.setup.posed) {
            self.watches[place].rest();
            return false;
        }
        let measured = self.values.get(fault.measure);
        // What looks back over some frames is not known while there are too few.
        let looks_back = matches!(kind, Kind::Speed(_) | Kind::Rate(_) | Kind::Swing(_));
        let is_seen = self.rate.judges(fault.for_s.into(), kind)
            && !(looks_back && matches!(measured, Measured::Unknown(Why::NotYet)));
        if !is_seen && stage != Stage::Rest && fault.severity >= Severity::Form {
            self.evidence.miss();
        }
        let can_judge = !(is_compared && self.is_base_doubtful)
            && (is_fact || view != ViewQuality::CountOnly)
            && is_seen
            && met(&fault.when, &self.values) == Some(true);
        let strictness = self.options.strictness;
        let is_coarse = view == ViewQuality::Coarse && !is_fact;
        // The start pose is no part of the repetition.
        if stage != Stage::Rest {
            let value = measured.judged().filter(|_| can_judge);
            let band = value.map(|value| band_of(fault.limits, value, strictness));
            self.evidence.note(place, band, is_coarse);
        }
        if !can_judge {
            self.watches[place].rest();
            return false;
        }
        let change = self.watches[place].step(fault, measured, self.t_s, strictness, is_coarse);
        if let Some(change) = change {
            self.tell_change(place, change, out);
        }
        true
    }

    fn tell_change(&mut self, place: usize, change: Change, out: &mut Output) {
        let fault = &self.exercise.faults[place];
        let (id, severity) = (fault.id.clone(), fault.severity);
        // A hold that went on beyond its goal was a good one all the same.
        let is_hold_time = matches!(
            self.exercise.measure(fault.measure).kind,
            Kind::Time(CycleTime::Hold)
        );
        if change.to == Band::Bad {
            if severity >= Severity::Form && !is_hold_time && !self.rep_faults.contains(&id) {
                self.rep_faults.push(id.clone());
            }
            self.tally.add_fault_s(&id, 0.0);
        } else if change.to == Band::Good {
            // However it came back: mostly by way of "a little off".
            let is_its_turn = self
                .banner
                .cued_rule()
                .is_none_or(|cued| cued == FaultId(place));
            if is_its_turn && self.pacer.answered(self.t_s, &id) {
                self.instruct(words::GOOD);
            }
        }
        let event = Event::Fault {
            id,
            band: change.to,
            side: self.counter.voted_side(),
            value: change.value,
        };
        self.event(out, event);
    }

    /// Lets the pacer choose among the rules at these places, each with the time since when it
    /// has something to say; says whether a cue was given.
    fn correct(&mut self, would_speak: &[(usize, f64)], out: &mut Output) -> bool {
        if would_speak.is_empty() {
            return false;
        }
        let candidates: Vec<Candidate> = would_speak
            .iter()
            .map(|(place, since_s)| {
                let fault = &self.exercise.faults[*place];
                Candidate {
                    id: &fault.id,
                    severity: fault.severity,
                    since_s: *since_s,
                    per_set: fault.per_set,
                }
            })
            .collect();
        let Some((chosen, times)) = self.pacer.pick(self.t_s, &candidates) else {
            return false;
        };
        let (place, _) = would_speak[chosen];
        let fault = &self.exercise.faults[place];
        let text = fault.cues.wording(times as usize).to_owned();
        let (id, severity) = (fault.id.clone(), fault.severity);
        let about = if self.is_told_later(place) {
            CueAbout::NextMovement
        } else {
            CueAbout::Rule(FaultId(place))
        };
        self.give_cue(id, about, text, severity, out);
        true
    }

    /// Whether a rule is about the time of a way, which is known only when that way is over.
    fn is_told_later(&self, place: usize) -> bool {
        let fault = &self.exercise.faults[place];
        matches!(
            self.exercise.measure(fault.measure).kind,
            Kind::Time(CycleTime::Rise | CycleTime::Fall | CycleTime::Half)
        )
    }

    /// Too quick a way is over when it is known: what is asked for is about the next one, and is
    /// said with the count, before that begins. Says whether a cue was given.
    pub(super) fn correct_times(&mut self, out: &mut Output) -> bool {
        let late: Vec<(usize, f64)> = std::mem::take(&mut self.late_cues)
            .into_iter()
            .map(|place| (place, self.t_s))
            .collect();
        self.correct(&late, out)
    }

    /// Tells, says and shows a cue.
    pub(super) fn give_cue(
        &mut self,
        fault: String,
        about: CueAbout,
        text: String,
        severity: Severity,
        out: &mut Output,
    ) {
        let kind = if severity == Severity::Safety {
            Speech::Urgent
        } else {
            Speech::Remark
        };
        self.say_as(kind, &text);
        self.banner.cue(self.t_s, about, &text);
        self.tally.cues += 1;
        self.event(out, Event::Cue { fault, text });
    }

    /// Times of the cycle are judged at the moment they are known, from a view and from points that
    /// are good enough: a limb that comes out from behind the body seems to jump.
    pub(super) fn judge_time(&mut self, time: CycleTime, seconds: Option<f64>, out: &mut Output) {
        let Some(value) = seconds.map(|s| s as f32) else {
            return;
        };
        let signal = self.values.get(self.exercise.cycle.signal);
        if self.view.value() == ViewQuality::CountOnly || signal.judged().is_none() {
            return;
        }
        if self.rate.enough() > Enough::ToJudge {
            self.evidence.miss();
            return;
        }
        // It ended a little while ago: where the way in was seen to be over.
        let off_s = self.rate.time_off_s(self.t_s, f64::from(value) + TOLD_S) as f32;
        for place in 0..self.exercise.faults.len() {
            let fault = &self.exercise.faults[place];
            if !matches!(self.exercise.measure(fault.measure).kind, Kind::Time(of) if of == time) {
                continue;
            }
            if met(&fault.when, &self.values) != Some(true) {
                continue;
            }
            let band = |value| band_of(fault.limits, value, self.options.strictness);
            let to = band(value);
            // Within a gap between frames it may have been quicker or slower.
            if band(value - off_s) != band(value + off_s) {
                if fault.severity >= Severity::Form {
                    self.evidence.miss();
                }
                continue;
            }
            self.evidence.note_time(place, to);
            if to != Band::Good {
                let from = None;
                self.tell_change(place, Change { from, to, value }, out);
            }
            if to == Band::Bad && !self.late_cues.contains(&place) {
                self.late_cues.push(place);
            }
        }
    }

    /// Whether a fault of form or safety stops the clock of a hold.
    pub(super) fn form_is_bad(&self) -> bool {
        self.bad_form().next().is_some()
    }

    /// The faults of form and safety that are bad now. How long something takes is no form.
    pub(super) fn bad_form(&self) -> impl Iterator<Item = (&Fault, &Watch)> {
        self.exercise
            .faults
            .iter()
            .zip(&self.watches)
            .filter(|(fault, watch)| {
                watch.band() == Some(Band::Bad)
                    && fault.severity >= Severity::Form
                    && !matches!(self.exercise.measure(fault.measure).kind, Kind::Time(_))
            })
    }
}

/// Whether a rule listens at this stage of the movement.
fn listens(fault: &Fault, stage: Stage, posed: bool) -> bool {
    fault.phases.iter().any(|phase| match phase {
        Phase::Start => stage == Stage::Rest && posed,
        Phase::In => matches!(stage, Stage::GoingIn | Stage::Stalled),
        Phase::Hold => stage == Stage::Target,
        Phase::Out => stage == Stage::GoingOut,
        Phase::Stall => stage == Stage::Stalled,
    })
}
