//! What waits to be heard: one place per kind, so that nothing is ever said late.

use std::time::{Duration, Instant};

use crate::coach::{Sound, Tone};

/// A sentence that has waited longer than this is dropped: two cues of six words, about two
/// seconds each, after which a count or a cue speaks of a moment that is over.
const STALE: Duration = Duration::from_secs(4);

/// A tone marks a moment; after this it would mark another one.
const STALE_TONE: Duration = Duration::from_millis(700);

/// One place for an urgent sentence, one for an ordinary one, one for a tone.
#[derive(Debug, Default)]
pub(super) struct Mailbox {
    urgent: Option<Waiting<String>>,
    ordinary: Option<Waiting<String>>,
    tone: Option<Waiting<Tone>>,
}

#[derive(Debug)]
struct Waiting<T> {
    what: T,
    since: Instant,
}

impl Mailbox {
    /// The newest of a kind takes the place of the one that waits. An urgent sentence also sends
    /// the ordinary one away: "Stopped" is not followed by a cue from before.
    pub(super) fn post(&mut self, sound: Sound, now: Instant) {
        match sound {
            Sound::Say { text, urgent } => {
                let waiting = Waiting {
                    what: text,
                    since: now,
                };
                if urgent {
                    self.urgent = Some(waiting);
                    self.ordinary = None;
                } else {
                    self.ordinary = Some(waiting);
                }
            }
            Sound::Tone(tone) => {
                self.tone = Some(Waiting {
                    what: tone,
                    since: now,
                });
            }
        }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.urgent.is_none() && self.ordinary.is_none() && self.tone.is_none()
    }

    /// An urgent sentence never grows stale: it is taken as soon as it is posted.
    pub(super) fn take_urgent(&mut self) -> Option<String> {
        self.urgent.take().map(|waiting| waiting.what)
    }

    pub(super) fn take_ordinary(&mut self, now: Instant) -> Option<String> {
        fresh(self.ordinary.take()?, STALE, now)
    }

    pub(super) fn take_tone(&mut self, now: Instant) -> Option<Tone> {
        fresh(self.tone.take()?, STALE_TONE, now)
    }
}

fn fresh<T>(waiting: Waiting<T>, limit: Duration, now: Instant) -> Option<T> {
    (now.saturating_duration_since(waiting.since) <= limit).then_some(waiting.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &str) -> Sound {
        Sound::Say {
            text: text.into(),
            urgent: false,
        }
    }

    fn urgent(text: &str) -> Sound {
        Sound::Say {
            text: text.into(),
            urgent: true,
        }
    }

    #[test]
    fn the_newest_sentence_wins_and_is_said_once() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(say("One"), now);
        mailbox.post(say("Two"), now);
        assert_eq!(mailbox.take_ordinary(now).as_deref(), Some("Two"));
        assert_eq!(mailbox.take_ordinary(now), None);
        assert!(mailbox.is_empty());
    }

    #[test]
    fn an_urgent_sentence_sends_the_waiting_one_away_but_not_the_next_one() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(say("Three"), now);
        mailbox.post(urgent("Stopped"), now);
        assert_eq!(mailbox.take_ordinary(now), None);
        mailbox.post(say("Rest as you like"), now);
        assert_eq!(mailbox.take_urgent().as_deref(), Some("Stopped"));
        assert_eq!(
            mailbox.take_ordinary(now).as_deref(),
            Some("Rest as you like")
        );
    }

    #[test]
    fn what_waited_until_its_moment_was_over_is_not_said() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(say("Four"), now);
        mailbox.post(Sound::Tone(Tone::Target), now);
        let just = now + STALE;
        assert_eq!(mailbox.take_tone(just), None);
        assert_eq!(mailbox.take_ordinary(just).as_deref(), Some("Four"));
        mailbox.post(say("Five"), now);
        let late = just + Duration::from_millis(1);
        assert_eq!(mailbox.take_ordinary(late), None);
        assert!(mailbox.is_empty(), "a stale sentence leaves its place");
    }

    #[test]
    fn tones_and_sentences_do_not_push_each_other_out() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(Sound::Tone(Tone::Begin), now);
        mailbox.post(say("Begin. Left arm."), now);
        mailbox.post(Sound::Tone(Tone::Tick), now);
        assert_eq!(mailbox.take_tone(now), Some(Tone::Tick));
        assert_eq!(
            mailbox.take_ordinary(now).as_deref(),
            Some("Begin. Left arm.")
        );
    }
}
