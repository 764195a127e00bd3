//! What is spoken. All that one frame or key has to say is put together to one sentence, so that
//! a count and what follows it are never torn apart. Whatever is spoken stands on the strip, word
//! for word; counts and seconds left stand on the ring.

use super::machine::{Coach, Output};
use super::sound::{Sound, Speech};
use super::words;

/// Between what can be left out and what was said before it there are as many seconds as between
/// two corrections (specification §12.2).
const QUIET_S: f64 = 6.0;

/// What is to be spoken, until it is put together at the end of the frame.
#[derive(Debug, Clone, Default)]
pub(super) struct Utterance {
    count: Option<u32>,
    sentences: Vec<String>,
    /// What the most pressing of them is.
    kind: Option<Speech>,
    /// When something was last spoken.
    last_s: Option<f64>,
}

impl Utterance {
    /// One sentence of all that was said in this frame, the count first.
    fn take(&mut self, t_s: f64) -> Option<Sound> {
        let count = self.count.take();
        let sentences = std::mem::take(&mut self.sentences);
        let kind = self.kind.take().unwrap_or(Speech::Remark);
        let parts: Vec<String> = count
            .map(words::number)
            .into_iter()
            .chain(sentences)
            .collect();
        let (last, before) = parts.split_last()?;
        let mut text = String::new();
        for part in before {
            text.push_str(part.trim_end_matches('.'));
            text.push_str(". ");
        }
        text.push_str(last);
        self.last_s = Some(t_s);
        Some(Sound::Say {
            text,
            kind: match kind {
                Speech::Stop => Speech::Stop,
                _ if count.is_some() => Speech::Count,
                kind => kind,
            },
        })
    }
}

impl Coach {
    /// Says something. Where it has to stand is the caller's business.
    pub(super) fn say(&mut self, text: &str) {
        self.say_as(Speech::Remark, text);
    }

    /// Says something of this kind; the more pressing one of a frame decides.
    pub(super) fn say_as(&mut self, kind: Speech, text: &str) {
        self.utterance.sentences.push(text.to_owned());
        self.utterance.kind = self.utterance.kind.max(Some(kind));
    }

    /// Says this and nothing else of this frame: what was asked for before is done.
    pub(super) fn say_only(&mut self, kind: Speech, text: &str) {
        self.utterance.sentences.clear();
        self.say_as(kind, text);
    }

    /// Says how many there are now; whatever else this frame has to say follows it.
    pub(super) fn say_count(&mut self, count: u32) {
        self.utterance.count = Some(count);
    }

    /// Something pleasant or useful that can be left out: it never speaks over a cue.
    pub(super) fn remark(&mut self, text: &str) {
        if !self.banner.is_cueing(self.t_s) {
            self.instruct(text);
        }
    }

    /// Something that has to be said now.
    pub(super) fn instruct(&mut self, text: &str) {
        self.banner.good(self.t_s, text);
        self.say(text);
    }

    /// Something that can't be seen. Not while a cue is up: the caller asks
    /// [`is_cueing`](super::banner::BannerClock::is_cueing) first and comes back later.
    pub(super) fn admit(&mut self, text: &str) {
        self.banner.not_seen(self.t_s, text);
        self.say(text);
    }

    /// Whether this frame has something to say already.
    pub(super) fn is_speaking(&self) -> bool {
        self.utterance.count.is_some() || !self.utterance.sentences.is_empty()
    }

    /// Whether nothing was said for a while, nor in this frame.
    pub(super) fn is_quiet(&self) -> bool {
        let last_s = self.utterance.last_s;
        !self.is_speaking() && last_s.is_none_or(|last_s| self.t_s - last_s >= QUIET_S)
    }

    /// Puts together what this frame or key has to say.
    pub(super) fn speak(&mut self, out: &mut Output) {
        out.sounds.extend(self.utterance.take(self.t_s));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(utterance: &mut Utterance) -> Option<(String, Speech)> {
        match utterance.take(1.0)? {
            Sound::Say { text, kind } => Some((text, kind)),
            Sound::Tone(_) => None,
        }
    }

    #[test]
    fn a_count_and_what_follows_are_one_sentence_whatever_was_said_first() {
        let mut utterance = Utterance {
            sentences: vec!["Lower slowly".to_owned(), "Two more".to_owned()],
            kind: Some(Speech::Urgent),
            count: Some(6),
            ..Utterance::default()
        };
        let expected = ("Six. Lower slowly. Two more".to_owned(), Speech::Count);
        assert_eq!(spoken(&mut utterance), Some(expected));
        assert_eq!(spoken(&mut utterance), None, "said once");
    }

    #[test]
    fn full_stops_are_not_doubled() {
        let mut utterance = Utterance {
            sentences: vec!["Begin.".to_owned(), "Left arm".to_owned()],
            ..Utterance::default()
        };
        let expected = ("Begin. Left arm".to_owned(), Speech::Remark);
        assert_eq!(spoken(&mut utterance), Some(expected));
    }
}
