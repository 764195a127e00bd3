//! Why the cues can't be heard. They are messages about errors, which are English in every language.

use std::fmt::Display;

/// The machine has no speech program.
pub const NO_SPEECH: &str = if cfg!(target_os = "linux") {
    "No speech program was found: install espeak-ng to hear the cues."
} else {
    "No speech program was found, so the cues can't be heard."
};

/// The thread of the voice has panicked.
pub const VOICE_STOPPED: &str = "The voice has stopped by a fault of its own.";

/// The system gives no thread.
#[must_use]
pub fn thread_not_started(error: impl Display) -> String {
    format!("The voice is silent because its thread could not be started ({error}).")
}

/// Something is wrong with the speech program. `why` is one of the next four.
#[must_use]
pub fn may_be_silent(why: &str) -> String {
    format!("The voice may be silent because {why}.")
}

/// The program could not be run.
#[must_use]
pub fn program_not_started(program: &str, error: impl Display) -> String {
    format!("{program} could not be started ({error})")
}

/// The program used up its time.
#[must_use]
pub fn sentence_not_finished(program: &str) -> String {
    format!("{program} did not finish a sentence")
}

/// The program reported a failure.
#[must_use]
pub fn program_failed(program: &str, status: impl Display) -> String {
    format!("{program} ended with {status}")
}

/// The program was done sooner than anybody can speak.
#[must_use]
pub fn no_sound_device(program: &str) -> String {
    format!("{program} found no sound device")
}

/// Where to find what can't be heard.
#[must_use]
pub fn instead_of_voice(has_window: bool) -> &'static str {
    if has_window {
        "The cues stand on the screen."
    } else {
        "What would be spoken is written here."
    }
}
