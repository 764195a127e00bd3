//! The sounds that wait to be heard. There is one place for each kind of sound, so no queue grows
//! and nothing but a count is ever said late.

use std::time::{Duration, Instant};

use crate::coach::{Sound, Speech, Tone};

/// A remark that has waited longer than this is dropped, because it speaks of a moment that is
/// over. The time is that of two cues of six words, about two seconds each.
const STALE: Duration = Duration::from_secs(4);

/// A tone, and a sentence about the present moment, are dropped after this time: they would mark
/// another moment.
const STALE_MOMENT: Duration = Duration::from_millis(700);

/// One place for each kind of sentence, and one for a tone.
#[derive(Debug, Default)]
pub(super) struct Mailbox {
    stop: Option<String>,
    urgent: Option<Waiting<String>>,
    /// All waiting counts, and everything that is kept in the same way, joined to one sentence.
    counts: Option<Waiting<String>>,
    introduction: Option<Waiting<String>>,
    remark: Option<Waiting<String>>,
    moment: Option<Waiting<String>>,
    tone: Option<Waiting<Tone>>,
    /// Number of sounds that were posted so far.
    posted: u64,
    /// Whether nothing more will be posted. Then what waits can't take another sound's moment.
    is_closed: bool,
}

#[derive(Debug)]
struct Waiting<T> {
    what: T,
    /// The sound's place in the order of posting.
    number: u64,
    since: Instant,
}

impl Mailbox {
    /// Adds a sound. [`Speech`] says which waiting sound it replaces.
    pub(super) fn post(&mut self, sound: Sound, now: Instant) {
        self.posted += 1;
        let (text, kind) = match sound {
            Sound::Say { text, kind } => (text, kind),
            Sound::Tone(tone) => {
                self.tone = Some(self.waiting(tone, now));
                return;
            }
        };
        match kind {
            Speech::Introduction => self.introduction = Some(self.waiting(text, now)),
            Speech::Moment => self.moment = Some(self.waiting(text, now)),
            Speech::Remark => self.remark = Some(self.waiting(text, now)),
            Speech::Begin | Speech::Count => {
                self.introduction = None;
                match &mut self.counts {
                    Some(waiting) => join(&mut waiting.what, &text),
                    None => self.counts = Some(self.waiting(text, now)),
                }
            }
            Speech::Urgent => {
                // No sentence that was posted before a safety cue is spoken after it.
                (self.moment, self.remark, self.introduction) = (None, None, None);
                self.urgent = Some(self.waiting(text, now));
            }
            Speech::Stop => {
                self.clear();
                self.stop = Some(text);
            }
        }
    }

    fn waiting<T>(&self, what: T, now: Instant) -> Waiting<T> {
        Waiting {
            what,
            number: self.posted,
            since: now,
        }
    }

    /// Drops everything that waits.
    pub(super) fn clear(&mut self) {
        *self = Self {
            posted: self.posted,
            is_closed: self.is_closed,
            ..Self::default()
        };
    }

    /// Says that nothing more will be posted. What waits now and is not stale never becomes stale.
    pub(super) fn close(&mut self, now: Instant) {
        self.remark = self.remark.take().and_then(|w| w.fresh(STALE, now));
        self.moment = None;
        self.is_closed = true;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.stop.is_none()
            && self.urgent.is_none()
            && self.counts.is_none()
            && self.introduction.is_none()
            && self.remark.is_none()
            && self.moment.is_none()
            && self.tone.is_none()
    }

    /// Number of letters in all sentences that wait.
    pub(super) fn letters(&self) -> usize {
        let waiting = [
            &self.urgent,
            &self.counts,
            &self.introduction,
            &self.remark,
            &self.moment,
        ];
        let texts = waiting.into_iter().flatten().map(|waiting| &waiting.what);
        texts.chain(&self.stop).map(String::len).sum()
    }

    /// Whether there is a waiting sentence that need not wait for a tone to end.
    pub(super) fn is_pressing(&self) -> bool {
        self.stop.is_some() || self.urgent.is_some()
    }

    /// The sentence to begin now. `spoken` is the kind of the sentence that is being spoken; that
    /// one has to be cut off then.
    pub(super) fn take_speech(
        &mut self,
        spoken: Option<Speech>,
        now: Instant,
    ) -> Option<(String, Speech)> {
        if let Some(text) = self.stop.take() {
            return Some((text, Speech::Stop));
        }
        match spoken {
            None => {}
            // The safety cue cuts the sentence off. A count that was posted before the cue still
            // comes first.
            Some(Speech::Moment | Speech::Remark | Speech::Introduction)
                if self.urgent.is_some() => {}
            Some(Speech::Introduction) if self.counts.is_some() => {}
            Some(_) => return None,
        }
        let number = |place: &Option<Waiting<String>>| place.as_ref().map(|waiting| waiting.number);
        let is_count_first = match (number(&self.counts), number(&self.urgent)) {
            (Some(count), Some(urgent)) => count < urgent,
            (count, _) => count.is_some(),
        };
        if is_count_first {
            return self.counts.take().map(|w| (w.what, Speech::Count));
        }
        if let Some(waiting) = self.urgent.take() {
            return Some((waiting.what, Speech::Urgent));
        }
        if let Some(waiting) = self.introduction.take() {
            return Some((waiting.what, Speech::Introduction));
        }
        if let Some(waiting) = self.moment.take().and_then(|w| w.fresh(STALE_MOMENT, now)) {
            return Some((waiting.what, Speech::Moment));
        }
        let remark = self.remark.take()?;
        let remark = if self.is_closed {
            remark
        } else {
            remark.fresh(STALE, now)?
        };
        Some((remark.what, Speech::Remark))
    }

    pub(super) fn take_tone(&mut self, now: Instant) -> Option<Tone> {
        Some(self.tone.take()?.fresh(STALE_MOMENT, now)?.what)
    }
}

impl<T> Waiting<T> {
    fn fresh(self, limit: Duration, now: Instant) -> Option<Self> {
        (now.saturating_duration_since(self.since) <= limit).then_some(self)
    }
}

/// "Two" and "Three" become "Two. Three".
fn join(text: &mut String, next: &str) {
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text.push(' ');
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &str, kind: Speech) -> Sound {
        let text = text.into();
        Sound::Say { text, kind }
    }

    /// Posts all of `said` at once, and gives what is then spoken, in that order.
    fn spoken(said: &[(&str, Speech)]) -> Vec<String> {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        for (text, kind) in said {
            mailbox.post(say(text, *kind), now);
        }
        rest(&mut mailbox, now)
    }

    fn rest(mailbox: &mut Mailbox, now: Instant) -> Vec<String> {
        let texts = std::iter::from_fn(|| mailbox.take_speech(None, now));
        let texts = texts.map(|(text, _)| text).collect();
        assert!(mailbox.is_empty());
        texts
    }

    #[test]
    fn the_newest_remark_wins_and_is_said_once() {
        use Speech::Remark;
        assert_eq!(spoken(&[("Half-way", Remark), ("Good", Remark)]), ["Good"]);
    }

    #[test]
    fn a_count_outlives_every_remark_that_follows_it() {
        use Speech::{Count, Remark};
        let said = [
            ("Two", Count),
            ("Back stayed long", Remark),
            ("Last one", Remark),
        ];
        assert_eq!(spoken(&said), ["Two", "Last one"]);
    }

    #[test]
    fn that_the_set_begins_is_heard_although_more_is_said_at_once() {
        use Speech::{Begin, Count, Remark};
        let said = [
            ("Begin. Right side", Begin),
            ("Hold, breathe", Remark),
            ("One", Count),
        ];
        assert_eq!(spoken(&said), ["Begin. Right side. One", "Hold, breathe"]);
    }

    #[test]
    fn the_beginning_of_a_set_cuts_the_introduction_and_a_hint_does_not() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(say("Step into the picture", Speech::Remark), now);
        let spoken = Some(Speech::Introduction);
        assert_eq!(mailbox.take_speech(spoken, now), None);
        mailbox.post(say("Begin. Left arm", Speech::Begin), now);
        let next = mailbox.take_speech(spoken, now);
        assert_eq!(next, Some(("Begin. Left arm".into(), Speech::Count)));
        use Speech::{Begin, Introduction, Remark};
        let said = [("Bird dog", Introduction), ("Step in", Remark)];
        assert_eq!(super::tests::spoken(&said), ["Bird dog", "Step in"]);
        let said = [("Bird dog", Introduction), ("Begin", Begin)];
        assert_eq!(super::tests::spoken(&said), ["Begin"]);
    }

    #[test]
    fn counts_that_wait_become_one_sentence_in_their_order() {
        use Speech::Count;
        let said = [("Two. Two more.", Count), ("Three", Count), ("Four", Count)];
        assert_eq!(spoken(&said), ["Two. Two more. Three. Four"]);
    }

    #[test]
    fn a_safety_cue_does_not_overtake_a_count_and_a_count_does_not_overtake_it() {
        use Speech::{Count, Urgent};
        assert_eq!(spoken(&[("Two", Count), ("Ease", Urgent)]), ["Two", "Ease"]);
        assert_eq!(spoken(&[("Ease", Urgent), ("Two", Count)]), ["Ease", "Two"]);
    }

    #[test]
    fn a_safety_cue_cuts_a_remark_but_waits_for_the_end_of_a_count() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(say("Lower a little", Speech::Urgent), now);
        for spoken in [Speech::Begin, Speech::Count, Speech::Urgent, Speech::Stop] {
            assert_eq!(mailbox.take_speech(Some(spoken), now), None);
        }
        for spoken in [Speech::Remark, Speech::Moment] {
            mailbox.post(say("Lower a little", Speech::Urgent), now);
            let next = mailbox.take_speech(Some(spoken), now);
            assert_eq!(next, Some(("Lower a little".into(), Speech::Urgent)));
        }
    }

    #[test]
    fn a_count_that_waits_when_a_safety_cue_cuts_a_remark_comes_before_the_cue() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(say("Five", Speech::Count), now);
        assert_eq!(mailbox.take_speech(Some(Speech::Remark), now), None);
        mailbox.post(say("Lower a little", Speech::Urgent), now);
        let next = mailbox.take_speech(Some(Speech::Remark), now);
        assert_eq!(next, Some(("Five".into(), Speech::Count)));
        assert_eq!(mailbox.take_speech(Some(Speech::Count), now), None);
        assert_eq!(rest(&mut mailbox, now), ["Lower a little"]);
    }

    #[test]
    fn nothing_but_a_safety_cue_and_the_stop_cuts_what_is_spoken() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        for kind in [Speech::Moment, Speech::Remark, Speech::Count] {
            mailbox.post(say("later", kind), now);
            assert_eq!(mailbox.take_speech(Some(Speech::Moment), now), None);
        }
        mailbox.post(say("Stopped", Speech::Stop), now);
        for spoken in [Speech::Remark, Speech::Count, Speech::Urgent] {
            mailbox.post(say("Stopped", Speech::Stop), now);
            let next = mailbox.take_speech(Some(spoken), now);
            assert_eq!(next, Some(("Stopped".into(), Speech::Stop)));
        }
        assert!(mailbox.is_empty(), "it has sent the others away");
    }

    #[test]
    fn a_sentence_from_before_a_safety_cue_is_sent_away_but_not_the_next_one() {
        use Speech::{Moment, Remark, Urgent};
        let said = [
            ("Half-way", Remark),
            ("Three", Moment),
            ("Lower a little", Urgent),
            ("Lower and rest", Remark),
        ];
        assert_eq!(spoken(&said), ["Lower a little", "Lower and rest"]);
    }

    #[test]
    fn what_waited_until_its_moment_was_over_is_not_said_but_a_count_is() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        let late = |limit| now + limit + Duration::from_millis(1);
        mailbox.post(Sound::Tone(Tone::Target), now);
        mailbox.post(say("Four", Speech::Count), now);
        mailbox.post(say("Good", Speech::Remark), now);
        mailbox.post(say("Three seconds", Speech::Moment), now);
        assert_eq!(mailbox.take_tone(late(STALE_MOMENT)), None);
        assert_eq!(rest(&mut mailbox, late(STALE_MOMENT)), ["Four", "Good"]);
        mailbox.post(say("Five", Speech::Count), now);
        mailbox.post(say("Good", Speech::Remark), now);
        assert_eq!(rest(&mut mailbox, late(STALE)), ["Five"]);
    }

    #[test]
    fn closing_words_wait_as_long_as_it_takes() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(say("Six", Speech::Count), now);
        mailbox.post(say("Well done", Speech::Remark), now);
        mailbox.close(now);
        assert_eq!(
            rest(&mut mailbox, now + 10 * STALE),
            ["Six", "Well done"],
            "the last count may take long"
        );
        mailbox.post(say("Two more", Speech::Remark), now);
        mailbox.close(now + 10 * STALE);
        assert_eq!(rest(&mut mailbox, now + 10 * STALE), [""; 0], "long over");
    }

    #[test]
    fn tones_and_sentences_do_not_push_each_other_out() {
        let (mut mailbox, now) = (Mailbox::default(), Instant::now());
        mailbox.post(Sound::Tone(Tone::Begin), now);
        mailbox.post(say("Begin. Left arm.", Speech::Remark), now);
        mailbox.post(Sound::Tone(Tone::Tick), now);
        assert_eq!(mailbox.take_tone(now), Some(Tone::Tick));
        assert_eq!(rest(&mut mailbox, now), ["Begin. Left arm."]);
    }
}
