//! The coach: set-up, set, pause, end. Takes a frame's body and says what happened, what is to
//! be heard and, when asked, what is to be seen.

use crate::body::{BackOutline, Bearings, Body, CycleTimes, Measured, Values};
use crate::exercise::{
    CycleKind, CycleTime, Dose, Exercise, Fault, Joint, Kind, Phase, Point, Severity,
};

use super::cue::{Candidate, Pacer};
use super::cycle::{Counted, Counter, Input, Stage, Turn};
use super::event::{Band, Event, FaultTally, HoldPhase, Missing, Summary, Timed};
use super::fault::{Strictness, Watch, band_of};
use super::framing::{Framing, ViewQuality, role_word};
use super::scene::Side;
use super::sound::{Sound, Tone};
use super::start::{StartWatch, met};
use super::steady::Steady;
use super::strip::StripState;
use super::tally::Tally;
use super::words;

/// The person is gone when unseen for so long (specification §0.8).
const LOST_S: f64 = 2.0;
/// After a loss or a pause the start pose must be seen again for so long.
const RESUME_S: f64 = 1.0;
/// A film can't be told to move back: a start pose this long is enough to go on.
const FILM_START_S: f64 = 0.4;
/// … and so is somebody who is already in the target pose for so long.
const FILM_IN_TARGET_S: f64 = 1.0;
/// A live set starts by itself in spite of an open point when the start pose has been held for so
/// long: people on the floor can't press a key.
const START_ANYWAY_S: f64 = 8.0;
/// Something has to stay unseen for so long before it is said.
const UNSEEN_S: f64 = 0.7;
/// A set without a repetition for so long pauses.
const IDLE_S: f64 = 30.0;
/// A repetition is held well from this part of the goal on.
const GOOD_HOLD_PART: f64 = 0.6;
/// A frame is worth at most this much time in the tallies.
const FRAME_MAX_S: f64 = 0.5;
/// Hips or chest that stay off for so long after their cue end the hold (§11).
const END_FOR_USER_S: f64 = 3.0;
/// Id of the cue that no fault row stands behind.
const SHORT_HOLD: &str = "short_hold";

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
    /// Waits for the start pose; after a key the person must first have left it.
    Paused {
        must_leave: bool,
    },
    Done,
}

/// Coaches one set of one exercise.
#[derive(Debug)]
pub struct Coach {
    pub(super) exercise: Exercise,
    pub(super) options: Options,
    pub(super) mode: Mode,
    pub(super) bearings: Option<Bearings>,
    pub(super) values: Values,
    pub(super) outline: Option<BackOutline>,
    pub(super) start: StartWatch,
    pub(super) counter: Counter,
    pub(super) watches: Vec<Watch>,
    pub(super) tally: Tally,
    pub(super) strip: StripState,
    pub(super) t_s: f64,
    pub(super) setup: SetupState,
    pub(super) view: Steady<ViewQuality>,
    pacer: Pacer,
    last_t_s: Option<f64>,
    seen_s: Option<f64>,
    lost: bool,
    in_target_since_s: Option<f64>,
    /// Faults of form and safety that were bad in the present repetition.
    rep_faults: bool,
    goal_told: bool,
    half_told: bool,
    rest_told: bool,
    countdown_told: u32,
    hold_began: bool,
    unseen_since_s: Option<f64>,
    unseen_said: Vec<Joint>,
    view_said: bool,
    last_activity_s: f64,
    pub(super) pain: bool,
}

/// What the set-up checklist knows.
#[derive(Debug, Clone)]
pub(super) struct SetupState {
    pub(super) person: Steady<bool>,
    pub(super) light: Steady<bool>,
    pub(super) whole_body: Steady<bool>,
    pub(super) near_enough: Steady<bool>,
    pub(super) room: Steady<bool>,
    pub(super) side_on: Steady<bool>,
    pub(super) posed: bool,
    told: Option<(bool, Vec<Missing>)>,
    spoken: Option<(String, f64, u32)>,
}

impl SetupState {
    fn new() -> Self {
        let unknown = || Steady::new(false, 0.4);
        SetupState {
            person: unknown(),
            light: unknown(),
            whole_body: unknown(),
            near_enough: unknown(),
            room: unknown(),
            side_on: unknown(),
            posed: false,
            told: None,
            spoken: None,
        }
    }

    /// What is missing, in the order in which it is asked for.
    pub(super) fn missing(&self) -> Vec<Missing> {
        if !self.person.value() {
            return vec![Missing::Person];
        }
        [
            (&self.light, Missing::Light),
            (&self.whole_body, Missing::WholeBody),
            (&self.near_enough, Missing::Closer),
            (&self.room, Missing::Further),
            (&self.side_on, Missing::SideOn),
        ]
        .into_iter()
        .filter(|(is_there, _)| !is_there.value())
        .map(|(_, what)| what)
        .collect()
    }
}

impl Coach {
    /// A coach for one set.
    #[must_use]
    pub fn new(exercise: Exercise, options: Options) -> Self {
        let counter = Counter::new(&exercise.cycle, f64::from(options.dose.hold_s));
        let watches = exercise.faults.iter().map(|_| Watch::default()).collect();
        let tally = Tally {
            counts_holds: exercise.cycle.kind == CycleKind::Hold,
            ..Tally::default()
        };
        Coach {
            exercise,
            options,
            mode: Mode::Setup,
            bearings: None,
            values: Values::default(),
            outline: None,
            start: StartWatch::default(),
            counter,
            watches,
            tally,
            strip: StripState::default(),
            t_s: 0.0,
            setup: SetupState::new(),
            view: Steady::new(ViewQuality::Fine, 0.4),
            pacer: Pacer::default(),
            last_t_s: None,
            seen_s: None,
            lost: false,
            in_target_since_s: None,
            rep_faults: false,
            goal_told: false,
            half_told: false,
            rest_told: false,
            countdown_told: 0,
            hold_began: false,
            unseen_since_s: None,
            unseen_said: Vec::new(),
            view_said: false,
            last_activity_s: 0.0,
            pain: false,
        }
    }

    /// The exercise.
    #[must_use]
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// Whether the next frame should come with the person's mask: for the outline of the back,
    /// or for the outline that the set-up screen draws.
    #[must_use]
    pub fn wants_mask(&self) -> bool {
        match self.mode {
            Mode::Setup => self.options.live,
            Mode::Active => self.exercise.needs_outline(),
            Mode::Paused { .. } | Mode::Done => false,
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
        self.mode != Mode::Setup
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
        self.tally.frames += 1;
        match body {
            Some(body) => {
                self.tally.frames_with_person += 1;
                self.seen_s = Some(t_s);
                if std::mem::take(&mut self.lost) {
                    self.event(out, Event::Found);
                }
                self.look(body);
                match self.mode {
                    Mode::Setup => self.prepare(body, out),
                    Mode::Active => self.coach(since_last_s, out),
                    Mode::Paused { must_leave } => self.wait(must_leave, out),
                    Mode::Done => {}
                }
            }
            None => self.miss(since_last_s, out),
        }
        self.strip.tick(t_s);
    }

    /// Does what the user asks for by key.
    pub fn command(&mut self, command: Command, out: &mut Output) {
        out.events.clear();
        out.sounds.clear();
        match (command, self.mode) {
            (Command::StartAnyway, Mode::Setup) => self.begin(out),
            (Command::Pause, Mode::Active) => {
                self.mode = Mode::Paused { must_leave: true };
                say(out, words::PAUSED, true);
            }
            (Command::Pause, Mode::Paused { .. }) => self.resume(),
            (Command::Pain, Mode::Active | Mode::Paused { .. } | Mode::Setup) => {
                self.pain = true;
                self.settle_open_movement(out);
                self.mode = Mode::Done;
                say(out, words::STOPPED, true);
            }
            _ => {}
        }
    }

    /// Ends the set and adds it up.
    pub fn finish(&mut self, out: &mut Output) -> Summary {
        out.events.clear();
        out.sounds.clear();
        self.settle_open_movement(out);
        self.mode = Mode::Done;
        let summary = self.tally.summary(&self.exercise.id);
        self.event(out, Event::Summary(summary.clone()));
        summary
    }

    fn settle_open_movement(&mut self, out: &mut Output) {
        if self.mode == Mode::Setup || self.mode == Mode::Done {
            return;
        }
        let mut turns = Vec::new();
        self.counter.give_up(&mut turns);
        self.take_turns(&turns, out);
    }

    /// Measures the frame.
    fn look(&mut self, body: &Body) {
        let at_rest = self.counter.stage() == Stage::Rest;
        // A hand that has just left the floor must not tilt the floor line: once the set has
        // begun the bearings follow the start pose only.
        let follow = at_rest && (self.mode == Mode::Setup || self.setup.posed);
        let exercise = &self.exercise;
        let bearings = match self.bearings.take() {
            Some(mut bearings) => {
                bearings.follow(exercise, body, follow);
                bearings
            }
            None => Bearings::new(exercise, body),
        };
        self.outline = body.pose.mask.as_ref().and_then(|mask| {
            let hip = body.at(bearings.near, Joint::Hip);
            let shoulder = body.at(bearings.near, Joint::Shoulder);
            BackOutline::trace(mask, hip, shoulder, exercise.setup.ventral)
        });
        let times = CycleTimes {
            rise_s: self.counter.rise_s().map(|s| s as f32),
            fall_s: None,
            hold_s: self.counter.held_s().map(|s| s as f32),
            goal_s: Some(self.options.dose.hold_s),
        };
        self.values.measure(
            exercise,
            body,
            &bearings,
            self.start.base(),
            times,
            self.outline.as_ref(),
        );
        let posed = met(&exercise.start, &self.values) == Some(true);
        self.setup.posed = posed;
        if at_rest {
            self.start.step(self.t_s, posed, &self.values);
            if posed {
                self.view
                    .step(self.t_s, Framing::of(exercise, body, &bearings).view);
            }
        } else {
            self.start.interrupt();
        }
        self.bearings = Some(bearings);
    }

    /// Set-up: says what is missing, and starts by itself.
    fn prepare(&mut self, body: &Body, out: &mut Output) {
        let Some(bearings) = &self.bearings else {
            return;
        };
        let framing = Framing::of(&self.exercise, body, bearings);
        let t_s = self.t_s;
        let setup = &mut self.setup;
        let ticked_before = setup.missing().len();
        setup.person.step(t_s, true);
        setup.light.step(t_s, framing.bright_enough);
        setup.whole_body.step(t_s, framing.whole_body);
        setup.near_enough.step(t_s, framing.near_enough);
        setup.room.step(t_s, framing.room);
        // A row that is ticked stays so up to the coarse limit, or it would flicker.
        let side_on = match framing.view {
            ViewQuality::Fine => true,
            ViewQuality::Coarse => setup.side_on.value(),
            ViewQuality::CountOnly => false,
        };
        setup.side_on.step(t_s, side_on);
        let missing = setup.missing();
        if missing.len() < ticked_before && self.options.live {
            out.sounds.push(Sound::Tone(Tone::Tick));
        }
        self.tell_setup(&missing, out);
        let held_s = self.start.held_s(t_s);
        let enough_s = if !self.options.live {
            FILM_START_S
        } else if missing.is_empty() {
            f64::from(self.exercise.start_hold_s)
        } else {
            START_ANYWAY_S
        };
        if held_s >= enough_s || (!self.options.live && self.is_in_target_for(FILM_IN_TARGET_S)) {
            self.begin(out);
        }
    }

    fn is_in_target_for(&mut self, seconds: f64) -> bool {
        let cycle = &self.exercise.cycle;
        let at_target = self.values.get(cycle.signal).value().is_some_and(|signal| {
            if cycle.rising {
                signal >= cycle.enter
            } else {
                signal <= cycle.enter
            }
        });
        if at_target && met(&self.exercise.target, &self.values) == Some(true) {
            let since = *self.in_target_since_s.get_or_insert(self.t_s);
            self.t_s - since >= seconds
        } else {
            self.in_target_since_s = None;
            false
        }
    }

    fn tell_setup(&mut self, missing: &[Missing], out: &mut Output) {
        let ready = missing.is_empty();
        let side_view = self.exercise.setup.view == crate::exercise::View::Side;
        let text = match missing.first() {
            Some(first) => words::missing(*first, side_view).to_owned(),
            None if self.setup.posed => words::HOLD_STILL.to_owned(),
            None => self.exercise.setup.pose_words.clone(),
        };
        if self
            .setup
            .told
            .as_ref()
            .is_none_or(|(was_ready, was)| *was_ready != ready || was != missing)
        {
            self.setup.told = Some((ready, missing.to_vec()));
            self.event(
                out,
                Event::Setup {
                    ready,
                    missing: missing.to_vec(),
                    text: text.clone(),
                },
            );
        }
        if !self.options.live || (self.setup.posed && ready) {
            return;
        }
        // The first open point, again after 8 s, then every 20 s.
        let t_s = self.t_s;
        let again = match &self.setup.spoken {
            Some((said, at_s, times)) if *said == text => {
                (t_s - at_s >= if *times <= 1 { 8.0 } else { 20.0 }).then_some(times + 1)
            }
            // A new point waits until the last one was spoken to its end.
            Some((_, at_s, _)) => (t_s - at_s >= 2.0).then_some(1),
            None => (t_s >= 0.5).then_some(1),
        };
        if let Some(times) = again {
            say(out, &text, false);
            self.setup.spoken = Some((text, t_s, times));
        }
    }

    fn begin(&mut self, out: &mut Output) {
        self.mode = Mode::Active;
        self.last_activity_s = self.t_s;
        self.event(out, Event::Start);
        if self.options.live {
            out.sounds.push(Sound::Tone(Tone::Begin));
            let text = match self.side_word(self.next_side()) {
                Some(word) => format!("{} {word}", words::BEGIN),
                None => words::BEGIN.to_owned(),
            };
            say(out, &text, false);
        }
    }

    /// The side that is to work next: the one at work, else the one that has done less.
    pub(super) fn next_side(&self) -> Option<Side> {
        self.exercise.cycle.side?;
        let at_work = if self.counter.stage() == Stage::Rest {
            None
        } else {
            self.counter.voted_side()
        };
        // In a hold the side is the one that the person lies on, before anything is lifted.
        let lies_on = self
            .exercise
            .cycle
            .side
            .filter(|_| self.tally.counts_holds)
            .and_then(|role| self.bearings.as_ref().map(|bearings| bearings.picks[role]));
        at_work.or(lies_on).or_else(|| {
            let (left, right) = (
                self.tally.of_side(Some(Side::Left)),
                self.tally.of_side(Some(Side::Right)),
            );
            Some(if left <= right {
                Side::Left
            } else {
                Side::Right
            })
        })
    }

    pub(super) fn side_word(&self, side: Option<Side>) -> Option<&str> {
        let words = self.exercise.cycle.side_words.as_ref()?;
        Some(match side? {
            Side::Left => words.left.as_str(),
            Side::Right => words.right.as_str(),
        })
    }

    /// The set itself.
    fn coach(&mut self, since_last_s: f64, out: &mut Output) {
        let cycle = &self.exercise.cycle;
        let signal = self.values.get(cycle.signal);
        let in_target_pose = met(&self.exercise.target, &self.values);
        // That one limb moved alone can only be said when the others are seen to rest.
        let all_seen = self
            .bearings
            .as_ref()
            .is_some_and(|bearings| bearings.all_seen);
        let farthest_part = cycle
            .parts
            .iter()
            .filter_map(|part| self.values.get(*part).judged().filter(|_| all_seen))
            .reduce(|a, b| if (a > b) == cycle.rising { a } else { b });
        let side = cycle
            .side
            .and_then(|role| self.bearings.as_ref().map(|bearings| bearings.picks[role]));
        let stop_clock = self.form_is_bad();
        let mut turns = Vec::new();
        self.counter.step(
            Input {
                t_s: self.t_s,
                signal: signal.value(),
                farthest_part,
                in_target_pose,
                side,
                stop_clock,
            },
            &mut turns,
        );
        self.take_turns(&turns, out);
        if self.mode != Mode::Active {
            return;
        }
        self.watch_faults(since_last_s, out);
        self.watch_hold(out);
        self.watch_unseen(since_last_s, in_target_pose, out);
        self.say_view(out);
        if self.counter.stage() != Stage::Rest {
            self.last_activity_s = self.t_s;
        } else if self.options.live && self.t_s - self.last_activity_s > IDLE_S {
            self.mode = Mode::Paused { must_leave: true };
            say(out, words::PAUSED, false);
        }
    }

    /// Whether a fault of form or safety stops the clock of a hold.
    fn form_is_bad(&self) -> bool {
        self.exercise
            .faults
            .iter()
            .zip(&self.watches)
            .any(|(fault, watch)| {
                watch.band() == Some(Band::Bad)
                    && fault.severity >= Severity::Form
                    && !matches!(self.exercise.measure(fault.measure).kind, Kind::Time(_))
            })
    }

    fn take_turns(&mut self, turns: &[Turn], out: &mut Output) {
        for turn in turns {
            match turn {
                Turn::Reached => self.reached(out),
                Turn::Counted(counted) => self.counted(counted, out),
                Turn::Partial { side, peak, why } => {
                    self.tally.partials += 1;
                    self.new_rep();
                    self.event(
                        out,
                        Event::Partial {
                            side: *side,
                            peak: *peak,
                            why: *why,
                        },
                    );
                }
                Turn::ClockStopped => self.hold_event(HoldPhase::Pause, out),
                Turn::ClockRuns => {
                    out.sounds.push(Sound::Tone(Tone::Tick));
                    self.hold_event(HoldPhase::Resume, out);
                }
                Turn::HoldDropped => self.new_rep(),
            }
        }
    }

    fn hold_event(&self, phase: HoldPhase, out: &mut Output) {
        let side = self.counter.voted_side();
        let hold_s = self.counter.held_s().unwrap_or(0.0);
        self.event(
            out,
            Event::Hold {
                phase,
                side,
                hold_s,
            },
        );
    }

    fn reached(&mut self, out: &mut Output) {
        self.pacer.new_rep();
        self.rep_faults = false;
        self.goal_told = false;
        self.half_told = false;
        self.rest_told = false;
        self.countdown_told = 0;
        self.hold_began = true;
        if self.options.live {
            out.sounds.push(Sound::Tone(Tone::Target));
        }
        if self.tally.counts_holds {
            self.hold_event(HoldPhase::Begin, out);
        }
        self.judge_time(CycleTime::Rise, self.counter.rise_s(), out);
    }

    /// Times of the cycle are judged at the moment they are known.
    fn judge_time(&mut self, time: CycleTime, seconds: Option<f64>, out: &mut Output) {
        let Some(value) = seconds.map(|s| s as f32) else {
            return;
        };
        for place in 0..self.exercise.faults.len() {
            let fault = &self.exercise.faults[place];
            if !matches!(self.exercise.measure(fault.measure).kind, Kind::Time(of) if of == time) {
                continue;
            }
            let band = band_of(fault.limits, value, self.options.strictness);
            if band == Band::Good {
                continue;
            }
            let (id, severity) = (fault.id.clone(), fault.severity);
            let side = self.counter.voted_side();
            self.event(
                out,
                Event::Fault {
                    id: id.clone(),
                    band,
                    side,
                    value,
                },
            );
            if band == Band::Bad {
                self.rep_faults = true;
                self.tally.faults.entry(id.clone()).or_default().count += 1;
                self.speak(
                    &[(
                        place,
                        Candidate {
                            id: &id,
                            severity,
                            since_s: self.t_s,
                        },
                    )],
                    out,
                );
            }
        }
    }

    fn counted(&mut self, counted: &Counted, out: &mut Output) {
        let goal_s = f64::from(self.options.dose.hold_s);
        let is_hold = self.tally.counts_holds;
        // A tenth of a second short of the goal is a frame, not a fault.
        let held = if is_hold {
            counted.hold_s >= goal_s - 0.1
        } else {
            counted.hold_s >= GOOD_HOLD_PART * goal_s
        };
        let good = held && !self.rep_faults;
        let n = self.tally.count(counted, good);
        if is_hold {
            self.event(
                out,
                Event::Hold {
                    phase: HoldPhase::End,
                    side: counted.side,
                    hold_s: counted.hold_s,
                },
            );
        }
        self.event(
            out,
            Event::Rep {
                n,
                side: counted.side,
                peak: counted.peak,
                range: counted.range,
                in_s: counted.in_s,
                hold_s: counted.hold_s,
                out_s: counted.out_s,
                good,
            },
        );
        self.last_activity_s = self.t_s;
        if self.options.live {
            say(out, &words::number(self.tally.of_side(counted.side)), false);
        }
        if !held && !is_hold && !self.rep_faults {
            self.ask_to_hold_longer(out);
        }
        self.new_rep();
        self.after_count(good, out);
    }

    fn ask_to_hold_longer(&mut self, out: &mut Output) {
        let candidate = Candidate {
            id: SHORT_HOLD,
            severity: Severity::Polish,
            since_s: self.t_s,
        };
        if self.pacer.pick(self.t_s, &[candidate]).is_some() {
            self.event(
                out,
                Event::Cue {
                    fault: SHORT_HOLD.to_owned(),
                    text: words::HOLD_LONGER.to_owned(),
                },
            );
            say(out, words::HOLD_LONGER, false);
            self.strip.cue(self.t_s, None, words::HOLD_LONGER);
        }
    }

    /// Repetitions still to do over both sides.
    pub(super) fn left_to_do(&self) -> u32 {
        let wanted = self.options.dose.reps;
        let open = |side| wanted.saturating_sub(self.tally.of_side(side));
        match self.exercise.cycle.side {
            Some(_) => open(Some(Side::Left)) + open(Some(Side::Right)),
            None => open(None),
        }
    }

    fn after_count(&mut self, good: bool, out: &mut Output) {
        if !self.options.live {
            return;
        }
        match self.left_to_do() {
            0 => {
                self.mode = Mode::Done;
                out.sounds.push(Sound::Tone(Tone::HoldEnd));
                if self.is_clean()
                    && let Some(praise) = &self.exercise.praise.clean_set
                {
                    say(out, praise, false);
                }
            }
            2 => say(out, words::TWO_MORE, false),
            1 => say(out, words::LAST_ONE, false),
            // Praise what is true, and rarely: at most every fourth.
            _ => {
                if good
                    && self.tally.done.len() % 4 == 3
                    && let Some(praise) = self.exercise.praise.hold.clone()
                {
                    say(out, &praise, false);
                    self.strip.good(self.t_s, &praise);
                }
            }
        }
    }

    /// A set without a single fault or half repetition.
    pub(super) fn is_clean(&self) -> bool {
        !self.tally.done.is_empty()
            && self.tally.faults.is_empty()
            && self.tally.done.iter().all(|done| done.good)
    }

    fn new_rep(&mut self) {
        self.pacer.new_rep();
        self.rep_faults = false;
        self.hold_began = false;
        self.strip.end_movement();
        for watch in &mut self.watches {
            watch.rest();
        }
    }

    fn watch_faults(&mut self, since_last_s: f64, out: &mut Output) {
        let stage = self.counter.stage();
        let view = self.view.value();
        let mut speakers: Vec<usize> = Vec::new();
        for place in 0..self.watches.len() {
            let fault = &self.exercise.faults[place];
            if !listens(fault, stage, self.setup.posed) {
                self.watches[place].rest();
                continue;
            }
            let kind = &self.exercise.measure(fault.measure).kind;
            if matches!(kind, Kind::Time(CycleTime::Rise | CycleTime::Fall)) {
                continue;
            }
            let fact = matches!(kind, Kind::Same(_) | Kind::Time(_));
            let measured = self.values.get(fault.measure);
            if view == ViewQuality::CountOnly && !fact {
                self.watches[place].rest();
                continue;
            }
            let only_bad = view == ViewQuality::Coarse && !fact;
            let change = self.watches[place].step(
                fault,
                measured,
                self.t_s,
                self.options.strictness,
                only_bad,
            );
            if let Some(change) = change {
                let id = fault.id.clone();
                let side = self.counter.voted_side();
                self.event(
                    out,
                    Event::Fault {
                        id: id.clone(),
                        band: change.to,
                        side,
                        value: change.value,
                    },
                );
                match (change.from, change.to) {
                    (_, Band::Bad) => {
                        self.rep_faults |= fault.severity >= Severity::Form;
                        self.tally.faults.entry(id).or_default().count += 1;
                    }
                    (Some(Band::Bad), _) if change.to == Band::Good => {
                        self.strip.end_cue(place);
                        if self.pacer.answered(self.t_s, &id) {
                            self.strip.good(self.t_s, words::GOOD);
                            say(out, words::GOOD, false);
                        }
                    }
                    _ => {}
                }
            }
            let fault = &self.exercise.faults[place];
            match self.watches[place].band() {
                Some(Band::Bad) => {
                    let tally: &mut FaultTally =
                        self.tally.faults.entry(fault.id.clone()).or_default();
                    tally.seconds += since_last_s;
                    speakers.push(place);
                }
                Some(Band::Warn)
                    if fault.limits.is_invitation() && stage == Stage::Stalled
                    // An invitation: once a set.
                    && self.pacer.times(&fault.id) == 0 =>
                {
                    speakers.push(place)
                }
                _ => {}
            }
        }
        if !speakers.is_empty() {
            let ids: Vec<String> = speakers
                .iter()
                .map(|place| self.exercise.faults[*place].id.clone())
                .collect();
            let candidates: Vec<(usize, Candidate)> = speakers
                .iter()
                .zip(&ids)
                .map(|(place, id)| {
                    let since_s = self.watches[*place].bad_since_s().unwrap_or(self.t_s);
                    (
                        *place,
                        Candidate {
                            id,
                            severity: self.exercise.faults[*place].severity,
                            since_s,
                        },
                    )
                })
                .collect();
            self.speak(&candidates, out);
        }
    }

    fn speak(&mut self, candidates: &[(usize, Candidate)], out: &mut Output) {
        let all: Vec<Candidate> = candidates.iter().map(|(_, candidate)| *candidate).collect();
        let Some((id, times)) = self.pacer.pick(self.t_s, &all) else {
            return;
        };
        let Some((place, candidate)) = candidates.iter().find(|(_, candidate)| candidate.id == id)
        else {
            return;
        };
        let cues = &self.exercise.faults[*place].cues;
        let Some(text) = cues.get(times as usize).or(cues.last()).cloned() else {
            return;
        };
        self.event(
            out,
            Event::Cue {
                fault: id.to_owned(),
                text: text.clone(),
            },
        );
        say(out, &text, candidate.severity == Severity::Safety);
        self.strip.cue(self.t_s, Some(*place), &text);
    }

    /// Half-time, countdown, goal, and when to rest.
    fn watch_hold(&mut self, out: &mut Output) {
        let Some(held_s) = self.counter.held_s() else {
            return;
        };
        let goal_s = f64::from(self.options.dose.hold_s);
        if !self.hold_began {
            return;
        }
        if self.options.live
            && self.tally.counts_holds
            && !self.counter.clock_stopped()
            && held_s < goal_s
        {
            if !self.half_told && goal_s >= 10.0 && held_s >= goal_s / 2.0 {
                self.half_told = true;
                say(out, words::HALF_WAY, false);
            }
            let left = (goal_s - held_s).ceil() as u32;
            if goal_s >= 5.0 && left <= 3 && left >= 1 && self.countdown_told != left {
                self.countdown_told = left;
                say(out, &words::number(left), false);
            }
        }
        if self.options.live && !self.goal_told && held_s >= goal_s {
            self.goal_told = true;
            out.sounds.push(Sound::Tone(Tone::HoldEnd));
            self.strip
                .good(self.t_s, &self.exercise.cycle.phase_words.going_out.clone());
            if self.tally.counts_holds {
                say(
                    out,
                    &self.exercise.cycle.phase_words.going_out.clone(),
                    false,
                );
            }
        }
        let too_long = self
            .exercise
            .cycle
            .rest_after_s
            .is_some_and(|limit| held_s >= f64::from(limit));
        let cannot = self
            .exercise
            .faults
            .iter()
            .zip(&self.watches)
            .any(|(fault, watch)| {
                self.tally.counts_holds
                    && watch.bad_since_s().is_some_and(|since| {
                        self.t_s - since >= END_FOR_USER_S + f64::from(fault.for_s)
                    })
                    && self.pacer.times(&fault.id) > 0
                    && fault.severity >= Severity::Form
                    && !matches!(self.exercise.measure(fault.measure).kind, Kind::Time(_))
            });
        if !self.rest_told && (too_long || cannot) {
            self.rest_told = true;
            say(out, words::LOWER_AND_REST, false);
            self.strip.good(self.t_s, words::LOWER_AND_REST);
        }
        if cannot {
            let mut turns = Vec::new();
            self.counter.end_hold(&mut turns);
            self.take_turns(&turns, out);
        }
    }

    /// Says once what can't be seen although it is needed.
    fn watch_unseen(&mut self, since_last_s: f64, in_target_pose: Option<bool>, out: &mut Output) {
        let cycle = &self.exercise.cycle;
        let signals = if cycle.parts.is_empty() {
            std::slice::from_ref(&cycle.signal)
        } else {
            &cycle.parts
        };
        let missing: Vec<Point> = signals
            .iter()
            .filter_map(|id| match self.values.get(*id) {
                Measured::Unknown(why) => why.point(),
                Measured::Known(_) => None,
            })
            .chain(self.exercise.target.iter().filter_map(|condition| {
                match self.values.get(condition.measure) {
                    Measured::Unknown(why) => why.point(),
                    Measured::Known(_) => None,
                }
            }))
            .collect();
        if missing.is_empty() || in_target_pose == Some(false) {
            self.unseen_since_s = None;
            return;
        }
        self.tally.unseen_s += since_last_s;
        let since = *self.unseen_since_s.get_or_insert(self.t_s);
        if self.t_s - since < UNSEEN_S {
            return;
        }
        let Some(bearings) = &self.bearings else {
            return;
        };
        let mut what = Vec::new();
        let mut parts: Vec<&'static str> = Vec::new();
        for point in missing {
            let part = words::part(point.joint);
            let word = format!(
                "{} {}",
                role_word(bearings, point.role, self.exercise.setup.view),
                point.joint.name()
            );
            if !self.unseen_said.contains(&point.joint) && !what.contains(&word) {
                what.push(word);
                if !parts.contains(&part) {
                    parts.push(part);
                }
                self.unseen_said.push(point.joint);
            }
        }
        if !what.is_empty() {
            let text = words::cant_see(&parts);
            say(out, &text, false);
            self.strip.not_seen(self.t_s, &text);
            self.event(out, Event::Unseen { what, text });
        }
    }

    /// Says once when only the count goes on because the camera doesn't see the body side-on.
    fn say_view(&mut self, out: &mut Output) {
        if self.view.value() == ViewQuality::CountOnly
            && !self.view_said
            && self.counter.stage() != Stage::Rest
        {
            self.view_said = true;
            let text = words::COUNTING_ONLY.to_owned();
            say(out, &text, false);
            self.strip.not_seen(self.t_s, &text);
            self.event(
                out,
                Event::Unseen {
                    what: vec!["side view".to_owned()],
                    text,
                },
            );
        }
    }

    /// Paused: goes on when the start pose is there again.
    fn wait(&mut self, must_leave: bool, out: &mut Output) {
        if must_leave && !self.setup.posed {
            self.mode = Mode::Paused { must_leave: false };
        }
        if !must_leave && self.start.held_s(self.t_s) >= RESUME_S {
            self.resume();
            out.sounds.push(Sound::Tone(Tone::Begin));
        }
    }

    fn resume(&mut self) {
        self.mode = Mode::Active;
        self.last_activity_s = self.t_s;
        self.new_rep();
    }

    /// A frame without anybody.
    fn miss(&mut self, since_last_s: f64, out: &mut Output) {
        self.setup.posed = false;
        match self.mode {
            Mode::Setup => {
                self.setup.person.step(self.t_s, false);
                self.start.interrupt();
                let missing = self.setup.missing();
                self.tell_setup(&missing, out);
            }
            Mode::Active => {
                let mut turns = Vec::new();
                self.counter.step(
                    Input {
                        t_s: self.t_s,
                        ..Input::default()
                    },
                    &mut turns,
                );
                self.take_turns(&turns, out);
                self.tally.unseen_s += since_last_s;
                let gone_s = self.seen_s.map_or(0.0, |seen| self.t_s - seen);
                if gone_s > LOST_S && !self.lost {
                    self.lost = true;
                    self.bearings = None;
                    self.start.interrupt();
                    self.event(out, Event::Lost);
                    say(out, words::LOST, false);
                    self.strip.not_seen(self.t_s, words::LOST);
                }
            }
            Mode::Paused { .. } | Mode::Done => {}
        }
    }

    fn event(&self, out: &mut Output, event: Event) {
        out.events.push(Timed {
            t_s: self.t_s,
            event,
        });
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

fn say(out: &mut Output, text: &str, urgent: bool) {
    out.sounds.push(Sound::Say {
        text: text.to_owned(),
        urgent,
    });
}
