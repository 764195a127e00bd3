//! Set-up: says what is missing, and decides when the set begins.

use crate::words;

use super::cues::Announcer;
use super::event::{Event, Missing};
use super::framing::{Framing, ViewQuality};
use super::now::{Now, SetFrame};
use super::phase::is_in_target;
use super::since::{Since, Steady};
use super::sound::{Speech, Tone};

/// The user in a video can't be told to move back: a start pose of this length is enough to go on.
const VIDEO_START_S: f64 = 0.4;
/// … and so is a target pose of this length: clips that begin inside a movement are common, and
/// brisk people rest for less than a start pose between repetitions.
const VIDEO_IN_TARGET_S: f64 = 0.1;
/// A live set starts by itself in spite of an open point when the start pose has been held for this
/// long, because people on the floor can't press a key.
const START_ANYWAY_S: f64 = 8.0;
/// A row of the checklist changes when the change has lasted for this long.
const SETTLE_S: f64 = 0.4;
/// The first point is said this long after the beginning.
const FIRST_SAID_S: f64 = 0.5;
/// A new point waits until the last one was spoken to its end.
const NEXT_SAID_S: f64 = 2.0;
/// The same point is said again after the first of these times, then every time after the second.
const AGAIN_S: f64 = 8.0;
/// "Hold still" is said when the start pose has been held for this long. Somebody who only passes
/// through it has nothing to hold.
const HOLD_STILL_AFTER_S: f64 = 0.3;
const LATER_AGAIN_S: f64 = 20.0;
/// A start pose that was seen for this long is one that a movement can begin from. Somebody who gets into
/// position passes through it faster (EJ-T).
const POSED_S: f64 = 0.3;

/// The set-up over time.
#[derive(Debug, Clone)]
pub(super) struct Setup {
    checklist: Checklist,
    /// The longest that the start pose was held.
    held_s: f64,
    in_target: Since,
    /// Whether the start pose was seen for a moment.
    has_posed: bool,
    /// What the last event said was missing.
    told: Option<Vec<Missing>>,
    prompt: Option<Prompt>,
}

/// What is asked for, in this order.
const ROWS: [Missing; 6] = [
    Missing::Person,
    Missing::Light,
    Missing::WholeBody,
    Missing::Closer,
    Missing::Further,
    Missing::SideOn,
];

/// Whether each of [`ROWS`] is there.
#[derive(Debug, Clone)]
struct Checklist([Steady<bool>; ROWS.len()]);

/// What was said last.
#[derive(Debug, Clone)]
struct Prompt {
    text: String,
    at_s: f64,
    /// How often in a row.
    times: u32,
}

impl Checklist {
    fn new() -> Self {
        Checklist([Steady::new(false, SETTLE_S); ROWS.len()])
    }

    fn step(&mut self, t_s: f64, framing: Framing) {
        let Checklist([.., side_on]) = self;
        // A row that is ticked stays so up to the coarse limit, or it would flicker.
        let is_side_on = match framing.view {
            ViewQuality::Fine => true,
            ViewQuality::Coarse => side_on.value(),
            ViewQuality::CountOnly => false,
        };
        let is_there = [
            true,
            framing.bright_enough,
            framing.whole_body,
            framing.near_enough,
            framing.room,
            is_side_on,
        ];
        for (row, is_there) in self.0.iter_mut().zip(is_there) {
            row.step(t_s, is_there);
        }
    }

    fn step_without_person(&mut self, t_s: f64) {
        let Checklist([person, ..]) = self;
        person.step(t_s, false);
    }

    /// What is missing, in the order in which it is asked for. Without a person nothing else is
    /// known.
    fn missing(&self) -> Vec<Missing> {
        let rows = ROWS.into_iter().zip(&self.0);
        let mut missing: Vec<Missing> = rows
            .filter(|(_, row)| !row.value())
            .map(|(what, _)| what)
            .collect();
        if missing.first() == Some(&Missing::Person) {
            missing.truncate(1);
        }
        missing
    }
}

impl Setup {
    pub(super) fn new() -> Self {
        Setup {
            checklist: Checklist::new(),
            held_s: 0.0,
            in_target: Since::default(),
            has_posed: false,
            told: None,
            prompt: None,
        }
    }

    /// What is missing, in the order in which it is asked for.
    pub(super) fn missing(&self) -> Vec<Missing> {
        self.checklist.missing()
    }

    /// Takes a frame with a person, in which the start pose has been held for `held_s`; gives
    /// whether the set begins.
    pub(super) fn step(&mut self, frame: SetFrame, held_s: f64, to: &mut Announcer) -> bool {
        let SetFrame {
            now,
            measurement,
            rate,
        } = frame;
        let Some(framing) = measurement.framing else {
            return false;
        };
        let open_before = self.missing().len();
        self.checklist.step(now.t_s, framing);
        let missing = self.missing();
        if missing.len() < open_before && now.is_live() {
            to.tone(Tone::Tick);
        }
        self.held_s = self.held_s.max(held_s);
        self.has_posed |= held_s >= POSED_S;
        let has_enough_frames = rate.is_enough_to_count();
        let is_in_target = has_enough_frames && is_in_target(now.exercise(), measurement);
        let in_target_s = self.in_target.step(now.t_s, is_in_target);
        let enough_s = if !now.is_live() {
            VIDEO_START_S
        } else if missing.is_empty() {
            f64::from(now.exercise().start_hold_s)
        } else {
            START_ANYWAY_S
        };
        let is_under_way = !now.is_live() && in_target_s.is_some_and(|s| s >= VIDEO_IN_TARGET_S);
        self.tell(frame, missing, held_s, to);
        // Without enough frames nothing would be counted.
        has_enough_frames && (held_s >= enough_s || is_under_way)
    }

    /// Whether a movement that reaches its target begins the set: for somebody who has been in the start
    /// pose, of whom all is seen that is needed.
    pub(super) fn is_begun_by_movement(&self, frame: SetFrame) -> bool {
        frame.now.is_live()
            && self.has_posed
            && self.missing().is_empty()
            && frame.rate.is_enough_to_count()
    }

    /// Takes a frame without anybody. A start pose that was seen a moment ago still counts.
    pub(super) fn step_without_person(&mut self, frame: SetFrame, to: &mut Announcer) {
        self.checklist.step_without_person(frame.now.t_s);
        self.tell(frame, self.missing(), 0.0, to);
    }

    fn tell(&mut self, frame: SetFrame, missing: Vec<Missing>, held_s: f64, to: &mut Announcer) {
        let now = frame.now;
        let is_posed = frame.measurement.is_posed;
        let has_enough_frames = frame.rate.is_enough_to_count();
        let view = now.exercise().setup.view;
        let language = to.language();
        let ready = missing.is_empty();
        let text = match missing.first() {
            Some(first) => first.request(view).in_language(language),
            None if !has_enough_frames => words::too_few_frames(language, false),
            None if is_posed => words::HOLD_STILL.in_language(language),
            None => &now.exercise().setup.pose_words,
        };
        if self.told.as_ref() != Some(&missing) {
            self.told = Some(missing.clone());
            to.event(Event::Setup {
                ready,
                missing,
                text: text.to_owned(),
            });
        }
        let is_hold_still = text == words::HOLD_STILL.in_language(language);
        let is_passing = is_hold_still && held_s < HOLD_STILL_AFTER_S;
        if now.is_live() && !is_passing && self.is_its_turn(now.t_s, text) {
            // After the set has begun nobody is to hear "Hold still".
            let kind = if is_hold_still {
                Speech::Moment
            } else {
                Speech::Remark
            };
            to.say_as(kind, text);
        }
    }

    /// Whether a point is to be said now: the first open one, then again and again.
    fn is_its_turn(&mut self, t_s: f64, text: &str) -> bool {
        let (after_s, last_s, times) = match &self.prompt {
            None => (FIRST_SAID_S, 0.0, 1),
            Some(last) if last.text != text => (NEXT_SAID_S, last.at_s, 1),
            Some(last) if last.times <= 1 => (AGAIN_S, last.at_s, last.times + 1),
            Some(last) => (LATER_AGAIN_S, last.at_s, last.times + 1),
        };
        let is_its_turn = t_s - last_s >= after_s;
        if is_its_turn {
            self.prompt = Some(Prompt {
                text: text.to_owned(),
                at_s: t_s,
                times,
            });
        }
        is_its_turn
    }

    /// Why no set has begun, for somebody who reads it afterwards.
    pub(super) fn not_begun(&self, now: &Now, has_enough_frames: bool) -> Option<String> {
        let setup = &now.exercise().setup;
        let language = now.exercise().language;
        let missing = self.missing();
        if missing.is_empty() && !has_enough_frames {
            return Some(words::FEW_FRAMES.in_language(language).to_owned());
        }
        let framing = missing
            .iter()
            .map(|what| what.reason(setup.view).in_language(language).to_owned());
        let wanted_s = f64::from(now.exercise().start_hold_s);
        let is_pose_missing = self.held_s < wanted_s && !missing.contains(&Missing::Person);
        let pose = is_pose_missing
            .then(|| words::start_not_held(language, &setup.pose_words, self.held_s, wanted_s));
        let why: Vec<String> = framing.chain(pose).collect();
        (!why.is_empty()).then(|| why.join("; "))
    }
}
