//! Speech and tones, on a thread of their own. This room speaks what it is given. The coach decides
//! what is said and when.
//!
//! The programs that every desktop has make the sound (`espeak-ng`, `say`, `paplay`, …). Each
//! sentence is one short-lived process. No sound library is linked, so a machine without sound runs
//! the same program, and cutting a sentence short means ending a process.
//!
//! Nothing here can hold up the picture. [`Voice::post`] only leaves a sound in a mailbox with one
//! place per kind, every process has a time limit, and a machine that stays silent is reported
//! once, by [`Voice::trouble`].

mod ducking;
mod error;
#[cfg(all(test, unix))]
pub(crate) mod fake;
mod mailbox;
mod player;
mod program;
mod speaker;
mod tone;
mod worker;

use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::coach::Sound;
use crate::words::{Language, voice as words};
use ducking::Ducking;
pub use error::VoiceError;
use player::Players;
pub use speaker::HAS_DEEP_VOICE;
use speaker::{Manner, Speaker};
use worker::{Shared, Worker};

/// How long [`Voice::shutdown`] lets the last sentences go on, because a user on the floor waits
/// for the last count and the closing words. Speech programs need about 100 ms per letter at the
/// rate they are asked for, and a moment to begin each sentence. 70 letters ("Left and right did
/// the same: 6 each. Next time: …") get 9.7 s.
const LAST_WORDS: Duration = Duration::from_secs(2);
const LAST_WORDS_PER_LETTER: Duration = Duration::from_millis(110);
/// A speech program that takes longer than this hangs.
const LAST_WORDS_MAX: Duration = Duration::from_secs(15);

/// How often [`Voice::shutdown`] looks whether the voice has ended.
const LOOK_EVERY: Duration = Duration::from_millis(15);

/// The settings of a voice.
#[derive(Debug, Clone)]
pub struct VoiceOptions {
    /// A program that is run with each sentence as its only argument, in place of the speech
    /// program that was found on this machine. [`find_command`] finds it.
    pub command: Option<PathBuf>,
    /// The language of what is spoken.
    pub language: Language,
    /// Whether tones are played.
    pub tones: bool,
    /// How much faster than usual it speaks; 1 is the usual speed.
    pub speed: f32,
    /// It speaks in a deep voice in place of a bright one, where the speech program has both.
    pub is_deep: bool,
}

impl VoiceOptions {
    fn manner(&self) -> Manner {
        Manner {
            language: self.language,
            speed: self.speed,
            is_deep: self.is_deep,
        }
    }
}

impl Default for VoiceOptions {
    fn default() -> Self {
        Self {
            command: None,
            language: Language::default(),
            tones: true,
            speed: 1.0,
            is_deep: false,
        }
    }
}

/// The sound programs that [`Voice::start`] would use on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The speech program.
    pub speech: Option<&'static str>,
    /// The players for tones. The first one that works is used.
    pub players: Vec<&'static str>,
}

/// Looks for this machine's sound programs in `PATH`, without running any.
#[must_use]
pub fn found() -> Found {
    Found {
        speech: Speaker::find(VoiceOptions::default().manner()).map(|speaker| speaker.name()),
        players: Players::find().names(),
    }
}

/// Finds the user's own speech program, given as a path or as a name in `PATH`.
///
/// # Errors
/// When there is no such program or it can't be run. Callers say so before the set, not after it.
pub fn find_command(name: &OsStr) -> Result<PathBuf, VoiceError> {
    let path = Path::new(name);
    let is_name = path.components().count() == 1 && path.file_name() == Some(name);
    let found = if is_name {
        name.to_str().and_then(program::in_path)
    } else {
        path.exists().then(|| path.to_owned())
    };
    let found = found.ok_or_else(|| VoiceError::NoProgram(name.to_owned()))?;
    if program::is_executable(&found) {
        Ok(found)
    } else {
        Err(VoiceError::NotExecutable(found))
    }
}

/// The voice. Dropping it cuts off what is being said; [`Voice::shutdown`] lets it finish.
#[derive(Debug)]
pub struct Voice {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Voice {
    /// Starts the voice. Starting never fails: a machine without speech gets a silent voice that
    /// says why in [`trouble`](Self::trouble).
    #[must_use]
    pub fn start(options: VoiceOptions) -> Self {
        let manner = options.manner();
        let speaker = match options.command {
            Some(program) => Some(Speaker::command(program, manner)),
            None => Speaker::find(manner),
        };
        let players = if options.tones {
            Players::find()
        } else {
            Players::none()
        };
        let ducking = if speaker.is_some() {
            Ducking::find()
        } else {
            Ducking::none()
        };
        Self::with(speaker, players, ducking)
    }

    fn with(speaker: Option<Speaker>, players: Players, ducking: Ducking) -> Self {
        let shared = Arc::new(Shared::default());
        if speaker.is_none() {
            shared.report(words::NO_SPEECH);
        }
        let worker = Worker::new(Arc::clone(&shared), speaker, players, ducking);
        let failed = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("voice".into())
            .spawn(move || {
                if catch_unwind(AssertUnwindSafe(|| worker.run())).is_err() {
                    failed.report(words::VOICE_STOPPED);
                }
            });
        if let Err(error) = &thread {
            shared.report(&words::thread_not_started(error));
        }
        Self {
            shared,
            thread: thread.ok(),
        }
    }

    /// Posts a sound and returns at once.
    ///
    /// [`Speech`](crate::coach::Speech) says what becomes of a sentence that can't be spoken at
    /// once. A tone begins at once, also over speech.
    pub fn post(&self, sound: Sound) {
        self.shared.post(sound, Instant::now());
    }

    /// Mutes or unmutes. Muting cuts off what is being said. What is posted while the voice is
    /// muted is never said later.
    pub fn set_muted(&self, muted: bool) {
        self.shared.set_muted(muted);
    }

    /// Whether it is muted.
    #[must_use]
    pub fn is_muted(&self) -> bool {
        self.shared.is_muted()
    }

    /// Why nothing is heard, as one sentence: the first thing that went wrong, if anything did.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.shared.trouble()
    }

    /// Lets everything that is being said or waits be heard to its end, for a time that fits its
    /// length (at most 15 s). Then the voice ends.
    pub fn shutdown(self) {
        self.shutdown_while(|| true);
    }

    /// Does the same, but only while `goes_on` returns true, because a user may want to leave at
    /// once. Returns the [`trouble`](Self::trouble) there was.
    pub fn shutdown_while(&self, mut goes_on: impl FnMut() -> bool) -> Option<String> {
        self.shared.close(Instant::now(), |letters| {
            let letters = u32::try_from(letters).unwrap_or(u32::MAX);
            (LAST_WORDS + LAST_WORDS_PER_LETTER.saturating_mul(letters)).min(LAST_WORDS_MAX)
        });
        let is_speaking = || self.thread.as_ref().is_some_and(|t| !t.is_finished());
        while is_speaking() && goes_on() {
            std::thread::sleep(LOOK_EVERY);
        }
        // What is still being said is cut off.
        self.shared.close(Instant::now(), |_| Duration::ZERO);
        while is_speaking() {
            std::thread::sleep(LOOK_EVERY);
        }
        self.trouble()
    }

    fn end(&mut self) {
        self.shared.close(Instant::now(), |_| Duration::ZERO);
        if let Some(thread) = self.thread.take() {
            // The thread catches its own panics.
            let _ = thread.join();
        }
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests;
