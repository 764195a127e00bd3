//! What can be wrong with the speech program that a user names.

use std::ffi::OsString;
use std::path::PathBuf;

/// Why the user's own speech program can't be used.
#[derive(Debug, thiserror::Error)]
pub enum VoiceError {
    /// There is no such program.
    #[error(
        "there is no program {0:?} to speak with: check the spelling, give its full path, or leave out --voice-command"
    )]
    NoProgram(OsString),
    /// The file is there, but it can't be run.
    #[error("{0:?} can't be run, so it can't speak: make it an executable program (chmod +x)")]
    NotExecutable(PathBuf),
}
