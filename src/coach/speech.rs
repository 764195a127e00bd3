//! Whatever is spoken stands on the strip, word for word. Counts and seconds left are spoken as
//! well; they stand on the ring.

use super::machine::{Coach, Output};
use super::sound::{Sound, Speech};

impl Coach {
    /// Something pleasant or useful that can be left out: it never speaks over a cue.
    pub(super) fn remark(&mut self, text: &str, out: &mut Output) {
        if !self.strip.is_cueing(self.t_s) {
            self.instruct(text, out);
        }
    }

    /// Something that has to be said now.
    pub(super) fn instruct(&mut self, text: &str, out: &mut Output) {
        self.strip.good(self.t_s, text);
        say(out, text, Speech::Remark);
    }

    /// Something that can't be seen. Not while a cue is up: the caller asks
    /// [`is_cueing`](super::strip::StripState::is_cueing) first and comes back later.
    pub(super) fn admit(&mut self, text: &str, out: &mut Output) {
        self.strip.not_seen(self.t_s, text);
        say(out, text, Speech::Remark);
    }
}

/// Leaves a sentence to be spoken.
pub(super) fn say(out: &mut Output, text: &str, kind: Speech) {
    out.sounds.push(Sound::Say {
        text: text.to_owned(),
        kind,
    });
}
