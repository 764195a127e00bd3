//! What can be wrong with the history, in one clear sentence each.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::ids::{SessionId, SetId};
use super::track::PartError;

/// Why the history could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The system names no data folder.
    #[error("This user has no data folder: set SPOTTER_DATA_DIR to a folder for the history.")]
    NoFolder,
    /// The folder could not be created.
    #[error(
        "The folder for the history could not be made ({said}): set SPOTTER_DATA_DIR to a folder \
         that can be written: {}", path.display()
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        said: io::Error,
    },
    /// The file or a folder above it may not be entered.
    #[error(
        "The history can't be read ({said}): allow reading it and its folder, or set \
         SPOTTER_DATA_DIR to another folder: {}", path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        said: io::Error,
    },
    /// The file or its folder is read-only.
    #[error(
        "The history can't be written: allow writing to it and its folder, or set \
         SPOTTER_DATA_DIR to another folder: {}", path.display()
    )]
    Unwritable {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("The disk is full: make room, then the history can be written again: {}", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Another program keeps it locked.
    #[error("Another program keeps the history locked: close it and try again: {}", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A newer Spotter has written the file.
    #[error(
        "A newer Spotter has written the history (format {found}, this one knows {known}): \
         update Spotter, or set SPOTTER_DATA_DIR to another folder: {}", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// The file is a database of another program.
    #[error(
        "This database belongs to another program: set SPOTTER_DATA_DIR to another folder: {}",
        path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error(
        "The history is damaged: start Spotter again, it sets the file aside and begins a new \
         one: {}", path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A damaged file could not be set aside.
    #[error(
        "The history is damaged and could not be set aside ({said}): rename it yourself: {}",
        path.display()
    )]
    SetAside {
        /// The file.
        path: PathBuf,
        /// What the system said.
        said: io::Error,
    },
    /// There is no such set.
    #[error("There is no set {0}: `spotter history` lists them.")]
    NoSet(SetId),
    /// There is no such session.
    #[error(
        "There is no session {0}: `spotter history --json` says which set belongs to which session."
    )]
    NoSession(SessionId),
    /// A stored line could not be read.
    #[error("Set {set} holds a line that this Spotter can't read ({said}): update Spotter.")]
    Line {
        /// The set.
        set: SetId,
        /// What is wrong with the line.
        said: serde_json::Error,
    },
    /// An export can't be written.
    #[error("The export could not be written ({0}): make room there, or give another place.")]
    Output(io::Error),
    /// A file that is to be imported can't be read.
    #[error("The file can't be read ({said}): {}", path.display())]
    ImportRead {
        /// The file.
        path: PathBuf,
        /// What the system said.
        said: io::Error,
    },
    /// A file that is to be imported is something else.
    #[error(
        "This is no history that Spotter has exported: give a file that `spotter export --json` has \
         written: {}", path.display()
    )]
    NoExport {
        /// The file.
        path: PathBuf,
    },
    /// A newer Spotter has exported the file.
    #[error(
        "A newer Spotter has exported this file (format {found}, this one knows {known}): update \
         Spotter: {}", path.display()
    )]
    NewerExport {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u64,
        /// The newest format known here.
        known: u64,
    },
    /// A line of an export is not as it should be.
    #[error(
        "Line {line} can't be read ({said}), and nothing was imported: update Spotter, or export the \
         history again: {}", path.display()
    )]
    ExportLine {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        said: String,
    },
    /// An export is not whole.
    #[error(
        "The file ends too early, after line {line}, and nothing was imported: copy it again: {}",
        path.display()
    )]
    ExportEnds {
        /// The file.
        path: PathBuf,
        /// The last line, from 1.
        line: usize,
    },
    /// Of a set no track was kept.
    #[error(
        "Set {0} can't be replayed: it was kept before Spotter noted what it sees, or its disk was full."
    )]
    NoTrack(SetId),
    /// The track of a set could not be read.
    #[error("Set {set} can't be replayed: {said}.")]
    Track {
        /// The set.
        set: SetId,
        /// What is wrong with it.
        said: PartError,
    },
    /// Anything else that SQLite says.
    #[error(
        "The history could not be used ({said}): try again, or set SPOTTER_DATA_DIR to another \
         folder: {}", path.display()
    )]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite said, without the statement that it was given.
        said: String,
    },
}

impl SessionError {
    /// What was wrong, as a part of a sentence, for trouble that is over and needs nothing to be
    /// done.
    #[must_use]
    pub fn was(&self) -> String {
        match self {
            Self::Full { .. } => "the disk was full".into(),
            Self::Busy { .. } => "another program kept the history locked".into(),
            Self::Unwritable { .. } => "writing was not allowed".into(),
            Self::Folder { said, .. }
            | Self::Unreadable { said, .. }
            | Self::SetAside { said, .. } => said.to_string(),
            Self::Sqlite { said, .. } => said.clone(),
            other => other.to_string(),
        }
    }

    /// Turns an error of SQLite into the variant that says what can be done about it.
    pub(super) fn from_sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Unwritable { path }
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { path },
            _ => Self::Sqlite {
                path,
                said: without_statement(source),
            },
        }
    }
}

/// Why a write has failed: for a reason of SQLite, which does not know the name of the file, or for another
/// one.
pub(super) enum Failed {
    Sqlite(rusqlite::Error),
    Other(SessionError),
}

impl From<rusqlite::Error> for Failed {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<SessionError> for Failed {
    fn from(error: SessionError) -> Self {
        Self::Other(error)
    }
}

/// SQLite's message, without the statement. SQLite repeats the whole text of a statement that it
/// refuses, which helps no user of the program.
fn without_statement(error: rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqlInputError { msg, .. } => msg,
        rusqlite::Error::SqliteFailure(_, Some(said)) => said,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(statement: &str) -> SessionError {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let said = connection.execute_batch(statement).unwrap_err();
        SessionError::from_sqlite(Path::new("/home/ada/history.sqlite"), said)
    }

    #[test]
    fn what_sqlite_says_is_told_once_and_without_its_statement() {
        let table = "CREATE TABLE session (id INTEGER PRIMARY KEY, exercise TEXT NOT NULL) STRICT;";
        for statement in [
            format!("{table} {table}"),
            "SELECT gone FROM nowhere".to_owned(),
            "SELECT abs(-9223372036854775808)".to_owned(),
        ] {
            // The program prints an error in this form, with all its causes.
            let told = format!("{:#}", anyhow::Error::new(of(&statement)));
            assert!(
                !told.contains("CREATE") && !told.contains("SELECT"),
                "{told}"
            );
            let said = told.split(['(', ')']).nth(1).unwrap();
            assert_eq!(told.matches(said).count(), 1, "{told}");
            assert!(told.contains("SPOTTER_DATA_DIR"), "what to do: {told}");
        }
    }
}
