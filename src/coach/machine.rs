//! The coach: takes a frame's body and says what happened, what is to be heard and, when asked,
//! what is to be seen. What it does in each mode stands in the files beside this one.

use crate::body::{BackOutline, Body, BodyFrame, CycleTimes, Stand, StillnessDetector, Values};
use crate::exercise::{CycleKind, Dose, Exercise, ExerciseError, Fault};

use super::banner::BannerClock;
use super::cue::Pacer;
use super::cycle::{CLOCK_STEP_S, Counter, Stage, Turn};
use super::event::{Band, Event, Observed, StopWhy, Timed};
use super::evidence::Evidence;
use super::fault::{Strictness, Watch, band_of};
use super::framing::{Framing, ViewQuality};
use super::hold::HoldTold;
use super::limbs::Limbs;
use super::pause::Pause;
use super::personal::Best;
use super::rate::{Enough, FrameRate};
use super::set::FIRST_PRAISE_AT;
use super::setup::SetupState;
use super::snapshot::{self, MeterReading, Movement, Progress, Readiness, RuleReading, Snapshot};
use super::sound::{Sound, Speech};
use super::speech::Utterance;
use super::start::{StartWatch, met_any};
use super::steady::Steady;
use super::tally::Tally;
use super::unseen::Unseen;
use super::words;
use crate::blazepose::Side;

/// A frame is worth at most this much time in the tallies.
const FRAME_MAX_S: f64 = CLOCK_STEP_S;

/// Who is still for so long short of the start pose is seen from a new place. Shorter than the
/// calm that makes a base would follow every halt on a way in.
const ELSEWHERE_S: f64 = 0.5;

/// Landmarks that jumped are back within this time, or the picture is another one: a tracker looks
/// for a lost person anew for some tenths of a second.
const GLITCH_S: f64 = 0.8;

/// What there was before landmarks jumped.
#[derive(Debug, Clone)]
struct BeforeJump {
    at_s: f64,
    stood: Stand,
    body_frame: BodyFrame,
    /// No body moves so far in a frame.
    is_cut: bool,
}

/// How a set is to be coached.
#[derive(Debug, Clone)]
pub struct Options {
    /// How much.
    pub dose: Dose,
    /// How strictly.
    pub strictness: Strictness,
    /// Somebody is there who can be spoken to: framing is waited for, the set ends when the
    /// dose is done. Otherwise a film is judged as it is, to its end.
    pub live: bool,
    /// The farthest good repetition of earlier sessions, in the unit of the cycle's signal: for
    /// exercises with a goal of one's own.
    pub best: Option<f32>,
}

impl Options {
    /// The standard dose at the usual strictness.
    ///
    /// # Errors
    /// As [`Exercise::dose`]; exercises that were read from a file have a standard dose.
    pub fn usual(exercise: &Exercise, live: bool) -> Result<Self, ExerciseError> {
        Ok(Options {
            dose: exercise.dose("standard")?.clone(),
            strictness: Strictness::Standard,
            live,
            best: None,
        })
    }
}

/// What the user asks for by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Start although the checklist isn't complete.
    StartAnyway,
    /// Pause, or go on.
    Pause,
    /// Pain: stop at once.
    Pain,
}

/// What came of a frame. Cleared and filled by [`Coach::step`].
#[derive(Debug, Default)]
pub struct Output {
    /// What happened.
    pub events: Vec<Timed>,
    /// What is to be heard.
    pub sounds: Vec<Sound>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mode {
    Setup,
    Active,
    Paused(Pause),
    Done,
}

/// Coaches one set of one exercise.
#[derive(Debug)]
pub struct Coach {
    pub(super) exercise: Exercise,
    pub(super) options: Options,
    pub(super) mode: Mode,
    pub(super) t_s: f64,
    last_t_s: Option<f64>,
    pub(super) rate: FrameRate,
    /// When somebody was last seen.
    pub(super) seen_s: Option<f64>,
    pub(super) lost: bool,
    /// No picture comes from the camera.
    pub(super) is_blind: bool,
    pub(super) pain: bool,
    pub(super) has_begun: bool,
    // What is measured.
    pub(super) body_frame: Option<BodyFrame>,
    pub(super) values: Values,
    pub(super) outline: Option<BackOutline>,
    stillness: StillnessDetector,
    /// What stood before the jump that put the start pose in doubt.
    before_jump: Option<BeforeJump>,
    /// Where somebody stood who was lost from sight, and how that was seen.
    pub(super) before_loss: Option<(Stand, BodyFrame)>,
    /// Still, but not in the start pose since.
    still_since_s: Option<f64>,
    pub(super) start: StartWatch,
    /// What is compared with the start pose is, in this frame, compared with another picture's.
    pub(super) is_base_doubtful: bool,
    pub(super) view: Steady<ViewQuality>,
    // What is made of it.
    pub(super) setup: SetupState,
    pub(super) counter: Counter,
    /// Kept from frame to frame, so that a frame allocates nothing.
    pub(super) turns: Vec<Turn>,
    pub(super) limbs: Limbs,
    /// The sides that roles picked in the frame before.
    pub(super) picks_before: Vec<Side>,
    pub(super) watches: Vec<Watch>,
    pub(super) tally: Tally,
    pub(super) best: Best,
    /// Faults of form and safety that were bad in the present repetition.
    pub(super) rep_faults: Vec<String>,
    /// What its rules have seen of it.
    pub(super) evidence: Evidence,
    /// Rules about the time of a way that was too quick, until the count.
    pub(super) late_cues: Vec<usize>,
    /// Whether all that the praise of the whole set claims was so in every repetition so far.
    pub(super) is_set_backed: bool,
    /// The next praise comes with this repetition at the earliest.
    pub(super) praise_at: u32,
    pub(super) last_activity_s: f64,
    /// Whether somebody who does nothing was asked.
    pub(super) is_asked: bool,
    // What was said.
    pub(super) utterance: Utterance,
    pub(super) pacer: Pacer,
    pub(super) banner: BannerClock,
    pub(super) hold_told: HoldTold,
    pub(super) unseen: Unseen,
}

impl Coach {
    /// A coach for one set.
    #[must_use]
    pub fn new(exercise: Exercise, options: Options) -> Self {
        let counter = Counter::new(&exercise, f64::from(options.dose.hold_s));
        let limbs = Limbs::of(&exercise);
        let watches = exercise.faults.iter().map(|_| Watch::default()).collect();
        let tally = Tally {
            counts_holds: exercise.cycle.kind == CycleKind::Hold,
            ..Tally::default()
        };
        let best = Best::of_earlier(options.best);
        let evidence = Evidence::of(&exercise);
        Coach {
            exercise,
            options,
            mode: Mode::Setup,
            t_s: 0.0,
            last_t_s: None,
            rate: FrameRate::default(),
            seen_s: None,
            lost: false,
            is_blind: false,
            pain: false,
            has_begun: false,
            body_frame: None,
            values: Values::default(),
            outline: None,
            stillness: StillnessDetector::default(),
            before_jump: None,
            before_loss: None,
            still_since_s: None,
            start: StartWatch::default(),
            is_base_doubtful: false,
            view: Steady::new(ViewQuality::Fine, 0.4),
            setup: SetupState::new(),
            counter,
            turns: Vec::new(),
            limbs,
            picks_before: Vec::new(),
            watches,
            tally,
            best,
            rep_faults: Vec::new(),
            evidence,
            late_cues: Vec::new(),
            is_set_backed: true,
            praise_at: FIRST_PRAISE_AT,
            last_activity_s: 0.0,
            is_asked: false,
            utterance: Utterance::default(),
            pacer: Pacer::default(),
            banner: BannerClock::default(),
            hold_told: HoldTold::default(),
            unseen: Unseen::default(),
        }
    }

    /// The exercise.
    #[must_use]
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// Whether the next frame should come with the person's mask, for the outline of the back. In
    /// the set-up as well: the start pose is what the outline is compared with.
    #[must_use]
    pub fn wants_mask(&self) -> bool {
        matches!(self.mode, Mode::Setup | Mode::Active) && self.exercise.needs_outline()
    }

    /// What the coach knows now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let exercise = &self.exercise;
        let stage = self.counter.stage();
        let rule = |(fault, watch): (&Fault, &Watch)| RuleReading {
            band: watch.band(),
            is_seen: watch.is_seen_now(),
            value: self.values.get(fault.measure).value(),
        };
        Snapshot {
            t_s: self.t_s,
            mode: match self.mode {
                Mode::Setup => snapshot::Mode::Setup,
                Mode::Active => snapshot::Mode::Active,
                Mode::Paused(_) => snapshot::Mode::Paused,
                Mode::Done => snapshot::Mode::Done,
            },
            dose: self.options.dose.clone(),
            readiness: Readiness {
                missing: self.setup.missing(),
                is_posed: self.setup.posed,
                held_s: self.start.held_s(self.t_s),
                has_enough_frames: self.rate.enough() < Enough::Not,
            },
            progress: Progress {
                reps: self.tally.done.clone(),
                left_to_do: self.left_to_do(),
                next_side: self.next_side(),
                best: self.best.value.filter(|_| exercise.personal.is_some()),
            },
            movement: Movement {
                stage,
                is_at_other_end: self.counter.is_at_other(),
                held_s: self.counter.held_s(),
                is_clock_stopped: self.counter.clock_stopped(),
            },
            rules: exercise
                .faults
                .iter()
                .zip(&self.watches)
                .map(rule)
                .collect(),
            meter: self.meter_reading(),
            banner: self.banner.banner().clone(),
            body_frame: self.body_frame.clone(),
            back_line: self
                .outline
                .as_ref()
                .map_or_else(Vec::new, |outline| outline.polyline()),
        }
    }

    /// The meter has the worst band of the rules about its measure, in the target pose.
    fn meter_reading(&self) -> MeterReading {
        let exercise = &self.exercise;
        let measure = exercise.meter.measure;
        let value = self.values.get(measure).value();
        let band = |value| {
            exercise
                .faults
                .iter()
                .filter(|fault| fault.measure == measure && !fault.limits.is_invitation())
                .filter(|_| self.counter.stage() == Stage::Target)
                .map(|fault| band_of(fault.limits, value, self.options.strictness))
                .max()
                .unwrap_or(Band::Good)
        };
        MeterReading {
            value,
            band: value.map(band),
        }
    }

    /// Whether the set is over.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.mode == Mode::Done
    }

    /// Whether the set has begun.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// Takes a frame: its time and, if somebody is in it, the body.
    pub fn step(&mut self, t_s: f64, body: Option<&Body>, out: &mut Output) {
        out.events.clear();
        out.sounds.clear();
        let since_last_s = self
            .last_t_s
            .map_or(0.0, |last| (t_s - last).clamp(0.0, FRAME_MAX_S));
        self.last_t_s = Some(t_s);
        self.t_s = t_s;
        if self.mode == Mode::Done {
            return;
        }
        self.see_again(body.is_some(), out);
        self.tally.frames += 1;
        self.rate.note(t_s);
        self.start.set_blink(self.rate.blink_s());
        match body {
            Some(body) => {
                self.tally.frames_with_person += 1;
                self.seen_s = Some(t_s);
                if std::mem::take(&mut self.lost) {
                    self.find(out);
                }
                self.look(body);
                match self.mode {
                    Mode::Setup => self.prepare(body, out),
                    Mode::Active => self.work(since_last_s, out),
                    Mode::Paused(pause) => self.wait(pause, out),
                    Mode::Done => {}
                }
            }
            None => self.miss(since_last_s, out),
        }
        self.banner.step(t_s);
        self.speak(out);
    }

    /// Does what the user asks for by key.
    pub fn command(&mut self, command: Command, out: &mut Output) {
        out.events.clear();
        out.sounds.clear();
        match (command, self.mode) {
            (Command::StartAnyway, Mode::Setup) => self.begin(out),
            (Command::Pause, Mode::Active) => {
                self.leave_active(Mode::Paused(Pause::BY_KEY), out);
                if self.options.live && self.left_to_do() == 0 {
                    self.mode = Mode::Done;
                    self.say(words::DONE);
                } else {
                    self.say_as(Speech::Urgent, words::PAUSED);
                }
            }
            (Command::Pause, Mode::Paused(_)) => self.go_on(out),
            (Command::Pain, Mode::Active | Mode::Paused(_) | Mode::Setup) => {
                self.pain = true;
                self.leave_active(Mode::Done, out);
                let why = StopWhy::Pain;
                self.event(out, Event::Stopped { why });
                self.say_as(Speech::Stop, &words::PAIN.join(" "));
            }
            _ => {}
        }
        self.speak(out);
    }

    /// Ends the set; gives the last events, and what was observed in it that no event tells.
    pub fn finish(&mut self, out: &mut Output) -> Observed {
        out.events.clear();
        out.sounds.clear();
        self.leave_active(Mode::Done, out);
        Observed {
            until_s: self.t_s,
            frames: self.tally.frames,
            frames_with_person: self.tally.frames_with_person,
            unseen_s: self.tally.unseen_s,
            fault_s: self.tally.fault_s.clone(),
            praise: self.praise_of_set(),
        }
    }

    /// How the set is coached.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Goes over to another mode. What was done so far counts, without a word.
    pub(super) fn leave_active(&mut self, to: Mode, out: &mut Output) {
        if std::mem::replace(&mut self.mode, to) != Mode::Active {
            return;
        }
        let mut turns = Vec::new();
        self.counter.give_up(&mut turns);
        self.take_turns(&turns, out);
        self.banner.end_cue();
    }

    /// Measures the frame.
    fn look(&mut self, body: &Body) {
        let at_rest = self.counter.stage() == Stage::Rest;
        let before = self.body_frame.take().or_else(|| self.found_in_place(body));
        let is_calm = before.as_ref().and_then(|b| self.stillness.step(body, b));
        let is_moving = is_calm == Some(false);
        let before = self.mind_jumps(body, before);
        // A hand that has just left the floor must not lift the floor line: once the set has
        // begun the body_frame follow the resting start pose only, as the base does.
        let is_resting = self.setup.posed && !(is_moving && self.start.has_fresh_base(self.t_s));
        // Who keeps still and is not in the start pose may be in it as seen from another place: after
        // a cut or a push at the camera the old floor and ruler would never let the set go on.
        let keeps_still = at_rest && is_calm == Some(true) && !self.setup.posed;
        self.still_since_s = keeps_still.then(|| self.still_since_s.unwrap_or(self.t_s));
        let is_elsewhere = self
            .still_since_s
            .is_some_and(|since| self.t_s - since >= ELSEWHERE_S);
        let settled = at_rest && (self.mode == Mode::Setup || is_resting || is_elsewhere);
        let exercise = &self.exercise;
        let body_frame = match before {
            Some(mut body_frame) => {
                let head_right = body_frame.head_right;
                body_frame.follow(exercise, body, at_rest, settled);
                if body_frame.head_right != head_right {
                    self.start.doubt_base();
                }
                body_frame
            }
            None => BodyFrame::new(exercise, body),
        };
        self.outline = BackOutline::of(exercise, body, &body_frame);
        let times = CycleTimes {
            rise_s: self.counter.rise_s().map(|s| s as f32),
            fall_s: None,
            hold_s: self.counter.held_s().map(|s| s as f32),
            goal_s: Some(self.options.dose.hold_s),
            half_s: self.counter.half_s().map(|s| s as f32),
            rep: self.tally.movements(),
        };
        // Before the start pose is looked at: a new base serves from the next frame on.
        self.is_base_doubtful = self.start.is_doubtful();
        self.values.measure(
            exercise,
            body,
            &body_frame,
            self.start.base(),
            times,
            self.outline.as_ref(),
        );
        let posed = met_any(&exercise.start, &self.values) == Some(true);
        self.setup.posed = posed;
        // After a cut any rest is better than none.
        if at_rest && (self.counter.rests(self.t_s) || self.start.is_doubtful()) {
            self.start.step(self.t_s, posed, is_moving, &self.values);
        } else {
            self.start.interrupt();
        }
        if at_rest && posed {
            self.view
                .step(self.t_s, Framing::of(exercise, body, &body_frame).view);
        }
        self.body_frame = Some(body_frame);
    }

    /// After a cut the other side may be near, the head lie at the other end, and the start pose be
    /// another one. Landmarks that jump and come back were a glitch: all is as before, and a
    /// hold that was under way goes on. Gives the body_frame to go on with.
    fn mind_jumps(&mut self, body: &Body, body_frame: Option<BodyFrame>) -> Option<BodyFrame> {
        let before = body_frame?;
        if self.stillness.has_jumped(body, &before) {
            if self.before_jump.is_none()
                && let Some(stood) = self.stillness.stood_before()
            {
                self.before_jump = Some(BeforeJump {
                    at_s: self.t_s,
                    stood,
                    body_frame: before.clone(),
                    is_cut: false,
                });
            }
            if let Some(jump) = &mut self.before_jump {
                jump.is_cut |= self.stillness.is_another_picture();
            }
            self.start.doubt_base();
            return Some(before).filter(|_| !self.stillness.is_another_picture());
        }
        let Some(jump) = self.before_jump.take() else {
            return Some(before);
        };
        if StillnessDetector::stands_at(body, &jump.stood, &jump.body_frame) {
            self.start.trust_base();
            return Some(jump.body_frame);
        }
        if self.t_s - jump.at_s < GLITCH_S {
            self.before_jump = Some(jump);
        } else if jump.is_cut {
            self.counter.cut(jump.at_s);
        }
        Some(before)
    }

    /// Somebody is not seen any more.
    pub(super) fn lose(&mut self) {
        self.lost = true;
        self.before_loss = self.stillness.stood_before().zip(self.body_frame.take());
        self.start.interrupt();
    }

    /// Who is found where they were lost is seen as before: the floor and the ruler of the start pose
    /// can't be taken from somebody in the middle of a hold.
    fn found_in_place(&mut self, body: &Body) -> Option<BodyFrame> {
        let (stood, body_frame) = self.before_loss.take()?;
        StillnessDetector::stands_at(body, &stood, &body_frame).then_some(body_frame)
    }

    /// Whether landmarks have just jumped and may yet come back.
    pub(super) fn may_come_back(&self) -> bool {
        self.before_jump.is_some()
    }

    pub(super) fn event(&self, out: &mut Output, event: Event) {
        out.events.push(Timed {
            t_s: self.t_s,
            event,
        });
    }
}
