//! Nothing counts: the set is paused, or nobody is seen.

use crate::exercise::CycleKind;

use super::cycle::{Input, Turn};
use super::event::Event;
use super::machine::{Coach, Mode, Output};
use super::sound::{Sound, Speech, Tone};
use super::start::met;
use super::words;

/// The person is gone when unseen for so long (specification §0.8).
const LOST_S: f64 = 2.0;
/// Who has done nothing for so long is asked …
const ASK_S: f64 = 20.0;
/// … and after so long the set pauses. It goes on with the next movement.
const IDLE_S: f64 = 30.0;

/// A set that waits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pause {
    /// The start pose doesn't count for going on before it was left: who rests in it rests.
    must_leave: bool,
    /// How long it must then be held.
    hold_s: f64,
    /// Whether the body was seen at rest since. A movement begins at rest: who was paused within a
    /// hold, or rests in what looks like one, has not begun another.
    has_rested: bool,
}

impl Pause {
    /// Asked for by key: the start pose goes on only for those who take it again on purpose.
    pub(super) const BY_KEY: Pause = Pause {
        must_leave: true,
        hold_s: 3.0,
        has_rested: false,
    };
    /// Because nothing was done.
    const IDLE: Pause = Pause {
        must_leave: true,
        hold_s: 1.0,
        has_rested: false,
    };
}

impl Coach {
    /// Asks somebody who does nothing, and pauses in the end.
    pub(super) fn watch_idle(&mut self, out: &mut Output) {
        let idle_s = self.t_s - self.last_activity_s;
        if idle_s > IDLE_S {
            self.leave_active(Mode::Paused(Pause::IDLE), out);
            self.say(words::PAUSED);
        } else if idle_s > ASK_S && !self.is_asked {
            self.is_asked = true;
            let text = words::still_there(self.side_word(self.next_side()));
            self.instruct(&text);
        }
    }

    /// Paused: goes on when the start pose is taken anew, or with the first movement that reaches its
    /// target, which counts.
    pub(super) fn wait(&mut self, mut pause: Pause, out: &mut Output) {
        if pause.must_leave && !self.setup.posed {
            pause.must_leave = false;
            // What was held before it was left doesn't count for going on.
            self.start.interrupt();
        }
        pause.has_rested |= self.is_signal_at_rest();
        self.mode = Mode::Paused(pause);
        if !pause.must_leave && self.start.held_s(self.t_s) >= pause.hold_s {
            self.go_on(out);
            return;
        }
        if !pause.has_rested {
            return;
        }
        let mut turns = Vec::new();
        let input = self.input();
        self.counter.step(input, &mut turns);
        // What did not get there while nothing counted is nobody's half repetition.
        if let Some(first) = turns.iter().position(|turn| *turn == Turn::Reached) {
            self.go_on(out);
            self.take_turns(&turns[first..], out);
        }
    }

    fn is_signal_at_rest(&self) -> bool {
        let cycle = &self.exercise.cycle;
        let is_elsewhere = met(&self.exercise.target, &self.values) == Some(false);
        let is_low = |signal: f32| match cycle.kind {
            CycleKind::TwoPole => signal.abs() < cycle.touch.abs(),
            _ => (signal < cycle.touch) == cycle.rising,
        };
        is_elsewhere || self.values.get(cycle.signal).value().is_some_and(is_low)
    }

    /// Goes on after a pause, and says so.
    pub(super) fn go_on(&mut self, out: &mut Output) {
        self.mode = Mode::Active;
        self.last_activity_s = self.t_s;
        self.new_rep();
        if self.options.live {
            out.sounds.push(Sound::Tone(Tone::Begin));
            let text = words::go_on(self.side_word(self.next_side()));
            self.banner.good(self.t_s, &text);
            self.say_as(Speech::Begin, &text);
        }
    }

    /// Somebody is seen again.
    pub(super) fn find(&mut self, out: &mut Output) {
        self.event(out, Event::Found);
        // Being away is not idling.
        self.last_activity_s = self.t_s;
        if self.mode == Mode::Active {
            self.instruct(words::FOUND);
        }
    }

    /// A frame without anybody.
    pub(super) fn miss(&mut self, since_last_s: f64, out: &mut Output) {
        let gone_s = self.seen_s.map_or(0.0, |seen| self.t_s - seen);
        let is_blink = gone_s <= self.rate.blink_s();
        self.setup.posed &= is_blink;
        if !is_blink {
            self.banner.end_cue();
        }
        match self.mode {
            Mode::Setup => self.prepare_without_person(out),
            Mode::Active => {
                let t_s = self.t_s;
                self.count(
                    Input {
                        t_s,
                        ..Input::default()
                    },
                    out,
                );
                self.tally.unseen_s += since_last_s;
                if gone_s > LOST_S && !self.lost {
                    self.lose();
                    self.event(out, Event::Lost);
                    self.admit(words::LOST);
                }
            }
            // Who has left the picture has left the start pose.
            Mode::Paused(pause) if !is_blink => {
                self.mode = Mode::Paused(Pause {
                    must_leave: false,
                    ..pause
                });
            }
            Mode::Paused(_) | Mode::Done => {}
        }
    }
}
