//! The way out of the coach: events, tones, speech and the banner. All that one frame or key has to
//! say is put together to one sentence, so that a count and what follows it are never spoken apart.
//! Everything that is spoken stands on the banner word for word. Counts and seconds left stand on
//! the ring.

use crate::blazepose::Side;
use crate::coach::coach::Output;
use crate::coach::event::{Event, Timed};
use crate::coach::fault::FaultId;
use crate::coach::sound::{Sound, Speech, Tone};
use crate::words::{self, Language, Phrase};

use super::banner::{Banner, BannerLine, CueAbout};

/// Collects what a frame or a key gives to tell, and knows what was told before.
#[derive(Debug, Default)]
pub(in crate::coach) struct Announcer {
    /// The language of all that is said.
    language: Language,
    /// Seconds of the source at the present frame.
    t_s: f64,
    out: Output,
    utterance: Utterance,
    banner: BannerLine,
}

/// What is to be spoken, until it is put together at the end of the frame.
#[derive(Debug, Clone, Default)]
struct Utterance {
    count: Option<String>,
    sentences: Vec<String>,
    /// The most pressing kind of them.
    kind: Option<Speech>,
}

impl Announcer {
    /// Speaks this language.
    pub(in crate::coach) fn new(language: Language) -> Self {
        Announcer {
            language,
            ..Self::default()
        }
    }

    /// The language of all that is said.
    pub(in crate::coach) fn language(&self) -> Language {
        self.language
    }

    /// A frame or a key begins.
    pub(in crate::coach) fn begin(&mut self, t_s: f64) {
        self.t_s = t_s;
        self.out.events.clear();
        self.out.sounds.clear();
    }

    /// A frame or a key ends: gives all that it has to tell.
    pub(in crate::coach) fn finish(&mut self, out: &mut Output) {
        let sentence = self.utterance.take();
        self.out.sounds.extend(sentence);
        std::mem::swap(&mut self.out, out);
    }

    /// Something happened.
    pub(in crate::coach) fn event(&mut self, event: Event) {
        let t_s = self.t_s;
        self.out.events.push(Timed { t_s, event });
    }

    /// A tone is to be heard.
    pub(in crate::coach) fn tone(&mut self, tone: Tone) {
        self.out.sounds.push(Sound::Tone(tone));
    }

    /// Says something. The caller decides whether it stands anywhere.
    pub(in crate::coach) fn say(&mut self, text: impl Phrase) {
        self.say_as(Speech::Remark, text);
    }

    /// Says something of this kind. The most pressing kind of a frame decides how it is spoken.
    pub(in crate::coach) fn say_as(&mut self, kind: Speech, text: impl Phrase) {
        self.utterance.sentences.push(text.said_in(self.language));
        self.utterance.kind = self.utterance.kind.max(Some(kind));
    }

    /// Says this and nothing else of this frame: what was asked for before is done.
    pub(in crate::coach) fn say_only(&mut self, kind: Speech, text: impl Phrase) {
        self.utterance.sentences.clear();
        self.say_as(kind, text);
    }

    /// Says how many of a side there are now. Whatever else this frame has to say follows it.
    pub(in crate::coach) fn say_count(&mut self, side: Option<Side>, count: u32) {
        self.utterance.count = Some(words::count(self.language, side, count));
    }

    /// Gives a cue.
    pub(super) fn cue(&mut self, kind: Speech, about: CueAbout, text: &str) {
        self.say_as(kind, text);
        let text = text.to_owned();
        self.banner.put(self.t_s, Banner::Cue { about, text });
    }

    /// Mentions something pleasant or useful that can be left out: it never speaks over a cue.
    pub(in crate::coach) fn mention(&mut self, text: impl Phrase) {
        if !self.is_cueing() {
            self.announce(text);
        }
    }

    /// Announces something that has to be said now.
    pub(in crate::coach) fn announce(&mut self, text: impl Phrase) {
        let text = text.said_in(self.language);
        self.show_good(&text);
        self.say(text);
    }

    /// Admits that something can't be seen. Not while a cue is up: the caller asks
    /// [`is_cueing`](Self::is_cueing) first and comes back later.
    pub(in crate::coach) fn admit_unseen(&mut self, text: impl Phrase) {
        let text = text.said_in(self.language);
        self.say(&text);
        self.banner.put(self.t_s, Banner::NotSeen { text });
    }

    /// Puts a sentence on the banner without saying it.
    pub(in crate::coach) fn show_good(&mut self, text: impl Phrase) {
        let text = text.said_in(self.language);
        self.banner.put(self.t_s, Banner::Good { text });
    }

    /// Puts the words of the phase on the banner.
    pub(super) fn show_phase(&mut self) {
        self.banner.clear();
    }

    /// Takes a cue down because what it spoke of is over.
    pub(in crate::coach) fn end_cue(&mut self) {
        self.banner.end_cue();
    }

    /// Takes down what has stood on the banner for long enough.
    pub(in crate::coach) fn step(&mut self) {
        self.banner.step(self.t_s);
    }

    /// What stands on the banner.
    pub(in crate::coach) fn banner(&self) -> &Banner {
        self.banner.banner()
    }

    /// Whether a cue is still being spoken, read or followed.
    pub(in crate::coach) fn is_cueing(&self) -> bool {
        self.banner.is_cueing(self.t_s)
    }

    /// The rule whose cue stands on the banner.
    pub(in crate::coach) fn cued_rule(&self) -> Option<FaultId> {
        self.banner.cued_rule()
    }

    /// Whether this frame has something to say already.
    pub(super) fn is_speaking(&self) -> bool {
        self.utterance.count.is_some() || !self.utterance.sentences.is_empty()
    }
}

impl Utterance {
    /// One sentence of all that was said in this frame, the count first.
    fn take(&mut self) -> Option<Sound> {
        let count = self.count.take();
        let is_count = count.is_some();
        let sentences = std::mem::take(&mut self.sentences);
        let kind = self.kind.take().unwrap_or(Speech::Remark);
        let parts: Vec<String> = count.into_iter().chain(sentences).collect();
        let (last, before) = parts.split_last()?;
        let mut text = String::new();
        for part in before {
            text.push_str(part.trim_end_matches('.'));
            text.push_str(". ");
        }
        text.push_str(last);
        Some(Sound::Say {
            text,
            kind: match kind {
                Speech::Stop => Speech::Stop,
                _ if is_count => Speech::Count,
                kind => kind,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(announcer: &mut Announcer) -> Option<(String, Speech)> {
        let mut out = Output::default();
        announcer.finish(&mut out);
        announcer.begin(2.0);
        match out.sounds.pop()? {
            Sound::Say { text, kind } => Some((text, kind)),
            Sound::Tone(_) => None,
        }
    }

    #[test]
    fn a_count_and_what_follows_are_one_sentence_whatever_was_said_first() {
        let mut announcer = Announcer::default();
        announcer.say_as(Speech::Urgent, "Lower slowly");
        announcer.say("Two more");
        announcer.say_count(None, 6);
        let expected = ("Six. Lower slowly. Two more".to_owned(), Speech::Count);
        assert_eq!(spoken(&mut announcer), Some(expected));
        assert_eq!(spoken(&mut announcer), None, "said once");
    }

    #[test]
    fn full_stops_are_not_doubled() {
        let mut announcer = Announcer::default();
        announcer.say("Begin.");
        announcer.say("Left arm");
        let expected = ("Begin. Left arm".to_owned(), Speech::Remark);
        assert_eq!(spoken(&mut announcer), Some(expected));
    }
}
