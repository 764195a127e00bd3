//! Speech and tones on a thread of their own. Speaks what it is given; what to say, and when, is
//! decided by the coach.
//!
//! Sound is made by the programs that every desktop has (`espeak-ng`, `say`, `paplay`, …), each
//! sentence one short-lived process: no sound library is linked, so a machine without sound runs
//! the same program, and cutting a sentence short is ending a process.
//!
//! Nothing here can hold up the picture: [`Voice::post`] only leaves a note in a mailbox with
//! one place per kind, every process has a time limit, and a machine that stays silent is
//! reported once, by [`Voice::trouble`].

mod mailbox;
mod player;
mod program;
mod speaker;
mod tone;
mod worker;

use std::ffi::OsString;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::coach::Sound;
use player::Players;
pub use speaker::NOTHING_FOUND as NO_SPEECH;
use speaker::Speaker;
use worker::{Shared, Worker};

/// How long [`Voice::shutdown`] lets the last sentence go on. A cue of six words takes about two
/// seconds; more than that feels like a program that does not close.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What the voice is to use.
#[derive(Debug, Clone)]
pub struct VoiceOptions {
    /// A program that is run with each sentence as its only argument, instead of the speech
    /// program found on this machine.
    pub command: Option<OsString>,
    /// Whether tones are played.
    pub tones: bool,
}

impl Default for VoiceOptions {
    fn default() -> Self {
        Self {
            command: None,
            tones: true,
        }
    }
}

/// The sound programs that [`Voice::start`] would use on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The speech program.
    pub speech: Option<&'static str>,
    /// The players for tones, the first one that works is used.
    pub players: Vec<&'static str>,
}

/// Looks for the sound programs of this machine in `PATH`, without running any.
#[must_use]
pub fn found() -> Found {
    Found {
        speech: Speaker::find().map(|speaker| speaker.name()),
        players: Players::find().names(),
    }
}

/// The voice. Dropping it ends what is being said at once; [`Voice::shutdown`] lets it finish.
#[derive(Debug)]
pub struct Voice {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Voice {
    /// Starts the voice. It never fails: a machine without speech gets a silent voice with
    /// [`trouble`](Self::trouble).
    #[must_use]
    pub fn start(options: VoiceOptions) -> Self {
        let speaker = match options.command {
            Some(program) => Some(Speaker::command(program)),
            None => Speaker::find(),
        };
        let players = if options.tones {
            Players::find()
        } else {
            Players::none()
        };
        Self::with(speaker, players)
    }

    fn with(speaker: Option<Speaker>, players: Players) -> Self {
        let shared = Arc::new(Shared::default());
        if speaker.is_none() {
            shared.report(speaker::NOTHING_FOUND);
        }
        let worker = Worker::new(Arc::clone(&shared), speaker, players);
        let thread = std::thread::Builder::new()
            .name("voice".into())
            .spawn(move || worker.run());
        if let Err(error) = &thread {
            shared.report(&format!(
                "The voice is silent because its thread could not be started ({error}). The cues \
                 stand on the screen."
            ));
        }
        Self {
            shared,
            thread: thread.ok(),
        }
    }

    /// Leaves a sound to be heard and returns at once.
    ///
    /// A sentence that waits is replaced by a newer one; one that is being spoken is cut only by
    /// an urgent one. A tone begins at once, also over speech.
    pub fn post(&self, sound: Sound) {
        self.shared.post(sound, Instant::now());
    }

    /// Mutes or unmutes. Muting ends what is being said; what was posted while muted is never
    /// said later.
    pub fn set_muted(&self, muted: bool) {
        self.shared.set_muted(muted);
    }

    /// Whether it is muted.
    #[must_use]
    pub fn is_muted(&self) -> bool {
        self.shared.is_muted()
    }

    /// Why nothing is heard, one sentence: the first thing that went amiss, if anything did.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.shared.trouble()
    }

    /// Lets the last sentence finish, for at most two seconds, and ends.
    pub fn shutdown(mut self) {
        self.end(LAST_WORDS);
    }

    fn end(&mut self, patience: Duration) {
        self.shared.close(Instant::now() + patience);
        if let Some(thread) = self.thread.take() {
            // A panic of the worker has been printed by its hook; there is nothing left to save.
            let _ = thread.join();
        }
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.end(Duration::ZERO);
    }
}

#[cfg(test)]
mod tests;
