//! The coach: takes a frame's body and says what happened, what is to be heard and, when asked, what is
//! to be seen.

use crate::body::{BackEdge, BackOutline, Body};
use crate::exercise::Exercise;
use crate::pose::{Continuity, MaskArea};
use crate::words;

use super::cues::{Announcer, way_out};
use super::cycle::PhaseEvent;
use super::event::{Event, Observed, StopWhy, Timed};
use super::measure::{MeasureIn, Measuring};
use super::now::{Now, SetFrame};
use super::options::Options;
use super::pause::{Activity, Idle, Pause};
use super::phase::is_at_rest;
use super::presence::Presence;
use super::rate::FrameRate;
use super::set::{Set, SetOut};
use super::setup::Setup;
use super::snapshot::{MeterReading, Mode, Readiness, Snapshot};
use super::sound::{Sound, Speech, Tone};
use super::stop_gesture::StopGesture;

/// A user who is out of the picture for this long, in seconds, has left the set: whoever fetches
/// water or opens the door is back sooner (EJ-T).
const LEFT_S: f64 = 180.0;

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

/// What came of a frame or a key. Cleared and filled by [`Coach::step`] and its like.
#[derive(Debug, Default)]
pub struct Output {
    /// What happened.
    pub events: Vec<Timed>,
    /// What is to be heard.
    pub sounds: Vec<Sound>,
}

/// Coaches one set of one exercise. Every frame goes through the same stages, each of which knows only
/// what the stages before it give: presence and rate of the frames, measures, then set-up, set or
/// pause, and in the set the movement, the faults, the cues and the tally.
#[derive(Debug)]
pub struct Coach {
    now: Now,
    mode: Mode,
    /// How a set that is paused goes on.
    pause: Pause,
    has_begun: bool,
    activity: Activity,
    presence: Presence,
    rate: FrameRate,
    measuring: Measuring,
    setup: Setup,
    set: Set,
    stop_gesture: StopGesture,
    announcer: Announcer,
}

impl Coach {
    /// A coach for one set.
    #[must_use]
    pub fn new(exercise: Exercise, options: Options) -> Self {
        let now = Now::new(exercise, options);
        Coach {
            mode: Mode::Setup,
            pause: Pause::IDLE,
            has_begun: false,
            activity: Activity::default(),
            presence: Presence::default(),
            rate: FrameRate::default(),
            measuring: Measuring::new(),
            setup: Setup::new(),
            set: Set::new(&now),
            stop_gesture: StopGesture::default(),
            announcer: Announcer::new(now.exercise().language),
            now,
        }
    }

    /// Takes a frame: its time in seconds and, if somebody is in it, the body.
    pub fn step(&mut self, t_s: f64, body: Option<&Body>, out: &mut Output) {
        self.now.step(t_s);
        self.announcer.begin(t_s);
        if self.mode != Mode::Done {
            let gone_s = self.notice_presence(body.is_some());
            self.rate.step(t_s);
            match body {
                Some(body) => self.take_body(body),
                None => self.miss(gone_s),
            }
            self.announcer.step();
        }
        self.announcer.finish(out);
    }

    /// Does what the user asks for by key.
    pub fn command(&mut self, command: Command, out: &mut Output) {
        self.announcer.begin(self.now.t_s);
        match (command, self.mode) {
            (Command::StartAnyway, Mode::Setup) => {
                self.begin();
                self.tell_beginning();
            }
            (Command::Pause, Mode::Active) => self.pause_by_key(),
            (Command::Pause, Mode::Paused) => self.go_on(),
            (Command::Pain, Mode::Active | Mode::Paused | Mode::Setup) => self.stop(StopWhy::Pain),
            _ => {}
        }
        self.announcer.finish(out);
    }

    /// No picture has come for a while. A user on the floor doesn't see that the picture stands still,
    /// so it is said. In a set the person counts as lost until they are seen again.
    pub fn no_picture(&mut self, out: &mut Output) {
        self.announcer.begin(self.now.t_s);
        if self.mode != Mode::Done && self.presence.lose_picture() {
            self.announcer.admit_unseen(words::NO_PICTURE);
            if self.has_begun && self.presence.lose_person() {
                self.announcer.event(Event::Lost);
            }
        }
        self.announcer.finish(out);
    }

    /// Ends the set; gives the last events, and what was observed in it that no event tells.
    pub fn finish(&mut self, out: &mut Output) -> Observed {
        self.announcer.begin(self.now.t_s);
        self.leave_active(Mode::Done);
        self.announcer.finish(out);
        self.set.observed(&self.now, &self.presence)
    }

    /// What the coach knows now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let (now, measurement) = (&self.now, self.measuring.measurement());
        let rules = self.set.readings(now, measurement);
        let movement = self.set.movement();
        Snapshot {
            t_s: now.t_s,
            mode: self.mode,
            dose: now.dose().clone(),
            readiness: Readiness {
                missing: self.setup.missing(),
                is_posed: measurement.is_posed,
                held_s: self.measuring.start_held_s(now.t_s),
                has_enough_frames: self.rate.is_enough_to_count(),
            },
            progress: self.set.progress(now, measurement),
            meter: MeterReading::of(now, measurement, movement.stage),
            movement,
            rules,
            banner: self.announcer.banner().clone(),
            body_frame: measurement.body_frame.clone(),
            back_line: measurement.back_line(),
        }
    }

    /// How the set is coached.
    #[must_use]
    pub fn options(&self) -> &Options {
        self.now.options()
    }

    /// The exercise.
    #[must_use]
    pub fn exercise(&self) -> &Exercise {
        self.now.exercise()
    }

    /// Which part of the person's mask the frame of a body needs, for the outline of the back; none where it
    /// needs none. In the set-up as well: the start pose is what the outline is compared with.
    #[must_use]
    pub fn mask_area(&self, body: &Body) -> Option<MaskArea> {
        let is_traced =
            matches!(self.mode, Mode::Setup | Mode::Active) && self.exercise().needs_outline();
        if !is_traced {
            return None;
        }
        match &self.measuring.measurement().body_frame {
            Some(body_frame) => BackOutline::area(self.exercise(), body, body_frame),
            None => Some(MaskArea::Whole),
        }
    }

    /// The edge of the back in the newest frame with a person; none where the exercise has no need of it.
    #[must_use]
    pub fn back_edge(&self) -> Option<&BackEdge> {
        let outline = self.measuring.outline()?;
        self.exercise().needs_outline().then_some(outline.edge())
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

    /// Why no set has begun, for somebody who reads it afterwards; none where one has.
    #[must_use]
    pub fn not_begun(&self) -> Option<String> {
        if self.has_begun {
            return None;
        }
        self.setup
            .not_begun(&self.now, self.rate.is_enough_to_count())
    }

    /// Whether there is a picture, and somebody in it; gives the seconds since somebody was seen.
    fn notice_presence(&mut self, is_somebody_there: bool) -> f64 {
        let sighting = self.presence.step(&self.now, is_somebody_there);
        if sighting.is_picture_back {
            self.announcer.announce(words::PICTURE_IS_BACK);
        }
        if sighting.is_found {
            self.announcer.event(Event::Found);
            if is_somebody_there {
                // Being away is not idling.
                self.activity.restart(self.now.t_s);
                if self.mode == Mode::Active {
                    self.announcer.announce(words::FOUND);
                }
            }
        }
        sighting.gone_s
    }

    /// A frame with somebody. Landmarks that have jumped show nothing: all goes on from the next frame
    /// that does.
    fn take_body(&mut self, body: &Body) {
        let continuity = body.pose.continuity;
        if continuity == Continuity::Cut {
            self.end_with_image();
        }
        self.measure(body);
        if continuity == Continuity::Glitch {
            self.set.skip(&self.now);
            return;
        }
        if self.is_waved_at(body) {
            self.stop(StopWhy::Wave);
            return;
        }
        match self.mode {
            Mode::Setup => self.prepare(),
            Mode::Active => self.work(),
            Mode::Paused => self.wait(),
            Mode::Done => {}
        }
    }

    /// Whether the user asks by gesture for the set to stop. While getting ready, there is nothing to
    /// stop.
    fn is_waved_at(&mut self, body: &Body) -> bool {
        self.has_begun && self.now.is_live() && self.stop_gesture.step(body)
    }

    /// Another picture begins.
    fn end_with_image(&mut self) {
        if self.mode == Mode::Active {
            let frame = set_frame(&self.now, &self.measuring, &self.rate);
            let came = self.set.end_with_image(frame, &mut self.announcer);
            self.after_movement(came);
        }
        self.set.cut();
    }

    fn measure(&mut self, body: &Body) {
        let seen = MeasureIn {
            is_setup: self.mode == Mode::Setup,
            stage: self.set.movement().stage,
            rests: self.set.rests(self.now.awake_s()),
            times: self.set.times(&self.now),
            longest_gap_s: self.rate.longest_gap_s(),
        };
        self.measuring.step(&self.now, body, seen);
    }

    /// A frame of the set-up.
    fn prepare(&mut self) {
        let frame = set_frame(&self.now, &self.measuring, &self.rate);
        let to = &mut self.announcer;
        if !self.rate.is_enough_to_count() {
            self.set.notice_rate(frame, to);
        }
        let held_s = self.measuring.start_held_s(self.now.t_s);
        if self.setup.step(frame, held_s, to) {
            self.begin();
            self.tell_beginning();
        } else if self.setup.is_begun_by_movement(frame)
            && let Some(movement) = self.set.step_paused(frame)
        {
            // Somebody who doesn't hold still has begun all the same, and is not told to.
            self.begin();
            self.follow(movement);
        }
    }

    /// A frame of the set.
    fn work(&mut self) {
        let frame = set_frame(&self.now, &self.measuring, &self.rate);
        let came = self.set.step(frame, &mut self.announcer);
        self.after_movement(came);
        if self.mode == Mode::Active && self.now.is_live() && !came.is_active {
            self.notice_idleness();
        }
    }

    /// A user who does nothing is asked, and after a while the set pauses.
    fn notice_idleness(&mut self) {
        let changes_sides = self.set.changes_sides(&self.now);
        match self.activity.rests(self.now.t_s, changes_sides) {
            Idle::No => {}
            Idle::Ask => {
                let side = self.next_side_word();
                self.announcer.announce(words::still_there(
                    self.announcer.language(),
                    side.as_deref(),
                ));
            }
            Idle::Pause => {
                self.pause(Pause::IDLE);
                self.announcer.say(words::PAUSED);
            }
        }
    }

    fn after_movement(&mut self, came: SetOut) {
        if came.is_active {
            self.activity.moves(self.now.t_s);
        }
        if came.is_complete {
            self.mode = Mode::Done;
        }
    }

    /// A frame of a set that waits: it goes on when the start pose is taken anew, or with the first
    /// movement that reaches its target, which counts.
    fn wait(&mut self) {
        let measurement = self.measuring.measurement();
        let is_at_rest = is_at_rest(self.now.exercise(), measurement);
        if self.pause.step(measurement.is_posed, is_at_rest) {
            // What was held before it was left doesn't count for going on.
            self.measuring.interrupt_start();
        }
        let held_s = self.measuring.start_held_s(self.now.t_s);
        if self.pause.ends_with(held_s) {
            self.go_on();
            return;
        }
        if !self.pause.has_rested() {
            return;
        }
        let frame = set_frame(&self.now, &self.measuring, &self.rate);
        if let Some(movement) = self.set.step_paused(frame) {
            self.go_on();
            self.follow(movement);
        }
    }

    /// Counts a movement that was under way before the set was.
    fn follow(&mut self, movement: Vec<PhaseEvent>) {
        let frame = set_frame(&self.now, &self.measuring, &self.rate);
        let came = self.set.follow(frame, movement, &mut self.announcer);
        self.after_movement(came);
    }

    /// A frame without anybody.
    fn miss(&mut self, gone_s: f64) {
        // Somebody who has asked for a pause may be away for as long as they like.
        if gone_s > LEFT_S && self.mode == Mode::Active && self.now.is_live() {
            self.stop(StopWhy::Left);
            return;
        }
        let is_short_gap = gone_s <= self.rate.longest_gap_s();
        self.measuring.miss(is_short_gap);
        if !is_short_gap {
            self.announcer.end_cue();
        }
        match self.mode {
            Mode::Setup => {
                let frame = set_frame(&self.now, &self.measuring, &self.rate);
                self.setup.step_without_person(frame, &mut self.announcer);
            }
            Mode::Active => {
                let frame = set_frame(&self.now, &self.measuring, &self.rate);
                let came = self.set.step_without_person(frame, &mut self.announcer);
                self.after_movement(came);
                if self.presence.miss(gone_s) {
                    self.measuring.interrupt_start();
                    self.announcer.event(Event::Lost);
                    self.announcer.admit_unseen(words::LOST);
                }
            }
            // A user who has left the picture has left the start pose.
            Mode::Paused if !is_short_gap => {
                self.pause.leave();
            }
            Mode::Paused | Mode::Done => {}
        }
    }

    fn begin(&mut self) {
        self.mode = Mode::Active;
        self.has_begun = true;
        self.activity.restart(self.now.t_s);
        self.announcer.event(Event::Start);
        if self.now.is_live() {
            self.announcer.tone(Tone::Begin);
        }
    }

    /// Says that the set begins, and with what.
    fn tell_beginning(&mut self) {
        if self.now.is_live() {
            let language = self.announcer.language();
            let side = self.next_side_word();
            let begin = words::begin(language, side.as_deref());
            if self.now.fading().tells_way_in() {
                let way_in = &self.now.exercise().cycle.phase_words.going_in;
                let text = words::begin_with(language, side.as_deref(), way_in);
                self.announcer.say_only(Speech::Begin, &text);
                self.announcer.show_good(way_in);
            } else {
                self.announcer.say_only(Speech::Begin, &begin);
                self.announcer.show_good(&begin);
            }
        }
    }

    /// Goes on after a pause, and says so.
    fn go_on(&mut self) {
        self.mode = Mode::Active;
        self.activity.restart(self.now.t_s);
        self.set.new_rep(&mut self.announcer);
        if self.now.is_live() {
            self.announcer.tone(Tone::Begin);
            let text = words::go_on(self.announcer.language(), self.next_side_word().as_deref());
            self.announcer.show_good(&text);
            self.announcer.say_as(Speech::Begin, &text);
        }
    }

    fn pause(&mut self, pause: Pause) {
        self.pause = pause;
        self.leave_active(Mode::Paused);
    }

    fn pause_by_key(&mut self) {
        self.pause(Pause::BY_KEY);
        if self.now.is_live() && self.set.left_to_do(&self.now) == 0 {
            self.mode = Mode::Done;
            let text = words::done(self.announcer.language(), way_out(self.now.exercise()));
            self.announcer.say(&text);
        } else {
            self.announcer.say_as(Speech::Urgent, words::PAUSED);
        }
    }

    /// Ends the set before its time. Somebody who has left is not spoken to.
    fn stop(&mut self, why: StopWhy) {
        self.leave_active(Mode::Done);
        self.announcer.event(Event::Stopped { why });
        let advice = words::PAIN.in_language(self.announcer.language());
        match why {
            StopWhy::Pain => self.announcer.say_as(Speech::Stop, advice.join(" ")),
            StopWhy::Wave => self.announcer.say_as(Speech::Stop, advice[0]),
            StopWhy::Left => {}
        }
    }

    /// Goes over to another mode. What was done so far counts.
    fn leave_active(&mut self, to: Mode) {
        if std::mem::replace(&mut self.mode, to) == Mode::Active {
            let frame = set_frame(&self.now, &self.measuring, &self.rate);
            let waits = to == Mode::Paused;
            self.set.break_off(frame, waits, &mut self.announcer);
        }
    }

    fn next_side_word(&self) -> Option<String> {
        let word = self
            .set
            .next_side_word(&self.now, self.measuring.measurement());
        word.map(str::to_owned)
    }
}

fn set_frame<'a>(now: &'a Now, measuring: &'a Measuring, rate: &'a FrameRate) -> SetFrame<'a> {
    SetFrame {
        now,
        measurement: measuring.measurement(),
        rate,
    }
}
