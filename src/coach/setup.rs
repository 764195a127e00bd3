//! Set-up: says what is missing, and starts by itself.

use crate::body::Body;

use super::event::{Event, Missing};
use super::framing::{Framing, ViewQuality};
use super::machine::{Coach, Mode, Output};
use super::rate::Enough;
use super::sound::{Sound, Speech, Tone};
use super::start::met;
use super::steady::Steady;
use super::words;

/// A film can't be told to move back: a start pose this long is enough to go on.
const FILM_START_S: f64 = 0.4;
/// … and so is somebody who is already in the target pose for so long: clips that begin inside a
/// movement are common, and brisk people rest for less than a start pose between repetitions.
const FILM_IN_TARGET_S: f64 = 0.1;
/// A live set starts by itself in spite of an open point when the start pose has been held for so
/// long: people on the floor can't press a key.
const START_ANYWAY_S: f64 = 8.0;

/// What the set-up checklist knows.
#[derive(Debug, Clone)]
pub(super) struct SetupState {
    person: Steady<bool>,
    light: Steady<bool>,
    whole_body: Steady<bool>,
    near_enough: Steady<bool>,
    room: Steady<bool>,
    side_on: Steady<bool>,
    pub(super) posed: bool,
    /// The longest that the start pose was held.
    held_s: f64,
    in_target_since_s: Option<f64>,
    told: Option<(bool, Vec<Missing>)>,
    spoken: Option<(String, f64, u32)>,
}

impl SetupState {
    pub(super) fn new() -> Self {
        let unknown = || Steady::new(false, 0.4);
        SetupState {
            person: unknown(),
            light: unknown(),
            whole_body: unknown(),
            near_enough: unknown(),
            room: unknown(),
            side_on: unknown(),
            posed: false,
            held_s: 0.0,
            in_target_since_s: None,
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
    /// Set-up: says what is missing, and starts by itself.
    pub(super) fn prepare(&mut self, body: &Body, out: &mut Output) {
        let Some(body_frame) = &self.body_frame else {
            return;
        };
        let framing = Framing::of(&self.exercise, body, body_frame);
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
        let is_too_slow = self.rate.enough() == Enough::Not;
        if is_too_slow {
            self.say_rate(out);
        }
        self.tell_setup(&missing, out);
        let held_s = self.start.held_s(t_s);
        self.setup.held_s = self.setup.held_s.max(held_s);
        let enough_s = if !self.options.live {
            FILM_START_S
        } else if missing.is_empty() {
            f64::from(self.exercise.start_hold_s)
        } else {
            START_ANYWAY_S
        };
        // Nothing would be counted.
        if is_too_slow {
            return;
        }
        if held_s >= enough_s || (!self.options.live && self.is_in_target_for(FILM_IN_TARGET_S)) {
            self.begin(out);
        }
    }

    /// Set-up with nobody in the picture.
    pub(super) fn prepare_without_person(&mut self, out: &mut Output) {
        self.setup.person.step(self.t_s, false);
        let missing = self.setup.missing();
        self.tell_setup(&missing, out);
    }

    fn is_in_target_for(&mut self, seconds: f64) -> bool {
        let cycle = &self.exercise.cycle;
        let signal = self.values.get(cycle.signal).value();
        let at_target = signal.is_some_and(|signal| cycle.is_reached_by(signal));
        if at_target && met(&self.exercise.target, &self.values) == Some(true) {
            let since = *self.setup.in_target_since_s.get_or_insert(self.t_s);
            self.t_s - since >= seconds
        } else {
            self.setup.in_target_since_s = None;
            false
        }
    }

    fn tell_setup(&mut self, missing: &[Missing], out: &mut Output) {
        let ready = missing.is_empty();
        let view = self.exercise.setup.view;
        let text = match missing.first() {
            Some(first) => first.request(view).to_owned(),
            None if self.rate.enough() == Enough::Not => words::too_few_frames(false).to_owned(),
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
        let is_settling = self.setup.posed && ready && self.rate.enough() < Enough::Not;
        if !self.options.live || is_settling {
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
            self.say(&text);
            self.setup.spoken = Some((text, t_s, times));
        }
    }

    /// Why no set has begun, for somebody who reads it afterwards; none where one has.
    #[must_use]
    pub fn not_begun(&self) -> Option<String> {
        if self.has_begun {
            return None;
        }
        let view = self.exercise.setup.view;
        let missing = self.setup.missing();
        let framing = missing.iter().map(|what| what.reason(view));
        if missing.is_empty() && self.rate.enough() == Enough::Not {
            return Some(words::FEW_FRAMES.to_owned());
        }
        let wanted_s = f64::from(self.exercise.start_hold_s);
        let pose =
            (self.setup.held_s < wanted_s && !missing.contains(&Missing::Person)).then(|| {
                words::start_not_held(&self.exercise.setup.pose_words, self.setup.held_s, wanted_s)
            });
        let why: Vec<String> = framing.map(str::to_owned).chain(pose).collect();
        (!why.is_empty()).then(|| why.join("; "))
    }

    pub(super) fn begin(&mut self, out: &mut Output) {
        self.mode = Mode::Active;
        self.has_begun = true;
        self.last_activity_s = self.t_s;
        self.event(out, Event::Start);
        if self.options.live {
            out.sounds.push(Sound::Tone(Tone::Begin));
            let text = words::begin(self.side_word(self.next_side()));
            self.say_only(Speech::Begin, &text);
            self.banner.good(self.t_s, &text);
        }
    }
}
