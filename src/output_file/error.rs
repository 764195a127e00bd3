//! The reasons why a file can't be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why a file can't be written, in a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// An output is one of the inputs.
    #[error(
        "{option} would write over {input:?}, which is read: give another name than {output:?}"
    )]
    IsInput {
        /// The option that names the output.
        option: &'static str,
        /// The output as it was given.
        output: PathBuf,
        /// The input that is the same file.
        input: PathBuf,
    },
    /// Two outputs are one file.
    #[error("{first} and {second} would write the same file {path:?}: give two names")]
    SameOutput {
        /// The option that names it first.
        first: &'static str,
        /// The option that names it again.
        second: &'static str,
        /// The file as it was given the second time.
        path: PathBuf,
    },
    /// The extension belongs to no format that can be written.
    #[error("{path:?} can't be written as {extension:?}: let the name end in {known}")]
    UnknownFormat {
        /// The output as it was given.
        path: PathBuf,
        /// Its extension.
        extension: String,
        /// The extensions that can be written.
        known: String,
    },
    /// The system does not allow the write.
    #[error("can't write {path:?}: {source}; give another place, or make room there")]
    Write {
        /// The output as it was given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The format can't hold the picture.
    #[error("can't write {path:?}: {reason}; choose another format by the extension")]
    Encode {
        /// The output as it was given.
        path: PathBuf,
        /// What the encoder says.
        reason: String,
    },
    /// The folder for pictures already holds pictures with such names.
    #[error("there are frames in the folder {0:?} already: give another one, or remove them")]
    FolderInUse(PathBuf),
}

impl OutputError {
    /// Turns an error of the system about `path` into one of this room.
    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write {
            path: path.to_owned(),
            source,
        }
    }

    /// Whether the command line is wrong, so that nothing was done.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::IsInput { .. } | Self::SameOutput { .. } | Self::UnknownFormat { .. }
        )
    }
}
