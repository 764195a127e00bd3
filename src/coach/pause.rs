//! Nothing counts: the set is paused, or nobody is seen.

use super::cycle::Input;
use super::event::Event;
use super::machine::{Coach, Mode, Output};
use super::sound::{Sound, Tone};
use super::start::BLINK_S;
use super::words;

/// The person is gone when unseen for so long (specification §0.8).
const LOST_S: f64 = 2.0;
impl Coach {
    /// Paused: goes on when the start pose is there again.
    pub(super) fn wait(&mut self, must_leave: bool, hold_s: f64, out: &mut Output) {
        if must_leave && !self.setup.posed {
            self.mode = Mode::Paused {
                must_leave: false,
                hold_s,
            };
            // What was held before it was left doesn't count for going on.
            self.start.interrupt();
        }
        if !must_leave && self.start.held_s(self.t_s) >= hold_s {
            self.resume();
            out.sounds.push(Sound::Tone(Tone::Begin));
        }
    }

    pub(super) fn resume(&mut self) {
        self.mode = Mode::Active;
        self.last_activity_s = self.t_s;
        self.new_rep();
    }

    /// A frame without anybody.
    pub(super) fn miss(&mut self, since_last_s: f64, out: &mut Output) {
        let gone_s = self.seen_s.map_or(0.0, |seen| self.t_s - seen);
        let is_blink = gone_s <= BLINK_S;
        self.setup.posed &= is_blink;
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
                    self.admit(words::LOST, out);
                }
            }
            // Who has left the picture has left the start pose.
            Mode::Paused { hold_s, .. } if !is_blink => {
                self.mode = Mode::Paused {
                    must_leave: false,
                    hold_s,
                };
            }
            Mode::Paused { .. } | Mode::Done => {}
        }
    }
}
