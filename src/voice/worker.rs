//! The thread that starts, watches and ends the sound programs.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::ducking::Ducking;
use super::mailbox::Mailbox;
use super::player::Players;
use super::program::{Ended, Running};
use super::speaker::{self, Speaker};
use crate::coach::{Sound, Speech, Tone};
use crate::words::voice;

/// How often a running program is looked at. This is far below the pause that one hears between
/// sentences.
const LOOK_EVERY: Duration = Duration::from_millis(15);

/// How long a sentence waits for a tone. The longest tone takes 0.46 s, and its player needs a
/// moment to begin. A player that hangs must not hold up what is spoken.
const TONE_AHEAD: Duration = Duration::from_millis(700);

/// State that the voice and its thread share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    mailbox: Mailbox,
    muted: bool,
    /// The time by which the voice has to have ended. It is set once the voice is to end.
    closing: Option<Instant>,
    trouble: Option<String>,
    /// Number of letters in the sentence that is being spoken.
    spoken_letters: usize,
}

impl Shared {
    /// Takes the lock. A panic while it was held can't leave the plain values half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn post(&self, sound: Sound, now: Instant) {
        let mut state = self.lock();
        if !state.muted {
            state.mailbox.post(sound, now);
            self.changed.notify_one();
        }
    }

    pub(super) fn set_muted(&self, muted: bool) {
        let mut state = self.lock();
        state.muted = muted;
        state.mailbox.clear();
        self.changed.notify_one();
    }

    pub(super) fn is_muted(&self) -> bool {
        self.lock().muted
    }

    /// Says that nothing more is posted. `patience` says how long so many letters may take.
    pub(super) fn close(&self, now: Instant, patience: impl FnOnce(usize) -> Duration) {
        let mut state = self.lock();
        state.mailbox.close(now);
        let letters = state.spoken_letters + state.mailbox.letters();
        state.closing = Some(now + patience(letters));
        self.changed.notify_one();
    }

    /// Keeps the first trouble. Later ones would only repeat it.
    pub(super) fn report(&self, trouble: &str) {
        self.lock().trouble.get_or_insert_with(|| trouble.into());
    }

    pub(super) fn trouble(&self) -> Option<String> {
        self.lock().trouble.clone()
    }
}

/// State that only the thread has.
pub(super) struct Worker {
    shared: Arc<Shared>,
    speaker: Option<Speaker>,
    players: Players,
    ducking: Ducking,
    speech: Option<Spoken>,
    tone: Option<(Running, Tone)>,
}

/// The sentence that is being spoken.
struct Spoken {
    running: Running,
    text: String,
    kind: Speech,
}

/// What the thread does next.
enum Step {
    Say {
        text: String,
        kind: Speech,
    },
    Play(Tone),
    /// The voice was muted: end what is being said and played.
    Hush,
    /// It is time to look at the running programs.
    Look,
    End,
}

impl Worker {
    pub(super) fn new(
        shared: Arc<Shared>,
        speaker: Option<Speaker>,
        players: Players,
        ducking: Ducking,
    ) -> Self {
        Self {
            shared,
            speaker,
            players,
            ducking,
            speech: None,
            tone: None,
        }
    }

    /// Runs until the voice is closed. Programs that still run are ended with it.
    pub(super) fn run(mut self) {
        self.ducking.begin();
        loop {
            match self.next() {
                Step::Say { text, kind } => self.say(text, kind),
                Step::Play(tone) => self.play(tone),
                Step::Hush => {
                    self.speech = None;
                    self.tone = None;
                }
                Step::Look => {}
                Step::End => return,
            }
            self.look();
        }
    }

    /// Waits until there is something to do.
    fn next(&self) -> Step {
        let mut state = self.shared.lock();
        loop {
            if let Some(step) = self.step(&mut state, Instant::now()) {
                return step;
            }
            let changed = &self.shared.changed;
            if self.is_busy() {
                let (woken, wait) = changed
                    .wait_timeout(state, LOOK_EVERY)
                    .unwrap_or_else(PoisonError::into_inner);
                state = woken;
                if wait.timed_out() {
                    return Step::Look;
                }
            } else if state.closing.is_none() {
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// What there is to do now, other than to look at the running programs.
    fn step(&self, state: &mut State, now: Instant) -> Option<Step> {
        let is_busy = self.is_busy();
        let is_over = |deadline| now >= deadline || (!is_busy && state.mailbox.is_empty());
        if state.closing.is_some_and(is_over) {
            return Some(Step::End);
        }
        if state.muted && is_busy {
            return Some(Step::Hush);
        }
        if self.tone.is_none()
            && let Some(tone) = state.mailbox.take_tone(now)
        {
            return Some(Step::Play(tone));
        }
        // A sentence waits for a tone ("Begin" follows its rising tone) and never the other way
        // round, because a tone marks a moment.
        let is_tone_ahead = self
            .tone
            .as_ref()
            .is_some_and(|(running, _)| running.age(now) < TONE_AHEAD);
        if is_tone_ahead && !state.mailbox.is_pressing() {
            return None;
        }
        let spoken = self.speech.as_ref().map(|spoken| spoken.kind);
        let (text, kind) = state.mailbox.take_speech(spoken, now)?;
        state.spoken_letters = text.len();
        Some(Step::Say { text, kind })
    }

    fn is_busy(&self) -> bool {
        self.speech.is_some() || self.tone.is_some()
    }

    fn say(&mut self, text: String, kind: Speech) {
        let Some(speaker) = &self.speaker else {
            return;
        };
        let text = speaker::plain(&text);
        if text.is_empty() {
            return;
        }
        // This ends the sentence that the new one cuts off.
        self.speech = None;
        match speaker.say(&text, kind) {
            Ok(running) => {
                self.speech = Some(Spoken {
                    running,
                    text,
                    kind,
                });
            }
            Err(error) => self.complain(&speaker.start_complaint(&error)),
        }
    }

    fn play(&mut self, tone: Tone) {
        self.tone = self.players.play(tone).map(|running| (running, tone));
    }

    /// Removes the programs that have ended.
    fn look(&mut self) {
        let now = Instant::now();
        if let Some(spoken) = &mut self.speech
            && let Some(ended) = spoken.running.poll(now)
        {
            let complaint = self
                .speaker
                .as_ref()
                .and_then(|speaker| speaker.complaint(&spoken.text, &ended));
            self.speech = None;
            self.shared.lock().spoken_letters = 0;
            if let Some(complaint) = complaint {
                self.complain(&complaint);
            }
        }
        if let Some((running, tone)) = &mut self.tone
            && let Some(ended) = running.poll(now)
        {
            let tone = *tone;
            self.tone = None;
            if !matches!(ended, Ended::Exited(status, _) if status.success()) {
                self.players.give_up_first();
                // A player without its sound server fails within milliseconds, so the tone of the
                // next player still comes in time. After a time-out it would not.
                if ended != Ended::TimedOut {
                    self.play(tone);
                }
            }
        }
    }

    fn complain(&self, complaint: &str) {
        self.shared.report(&voice::may_be_silent(complaint));
    }
}
