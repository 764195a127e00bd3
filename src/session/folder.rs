//! The folder of the history, which only its user can read.

use std::env;
use std::ffi::OsString;
use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::error::SessionError;

/// The file of the history. It lies in the folder that `SPOTTER_DATA_DIR` names, else in `spotter` in
/// the user's data folder (Linux: `~/.local/share`).
///
/// # Errors
/// [`SessionError::NoFolder`] where the system names no data folder.
pub fn history_file() -> Result<PathBuf, SessionError> {
    let folder = choose(env::var_os("SPOTTER_DATA_DIR"), dirs::data_dir());
    Ok(folder.ok_or(SessionError::NoFolder)?.join("history.sqlite"))
}

/// An empty variable counts as not set, as in other programs.
fn choose(variable: Option<OsString>, users: Option<PathBuf>) -> Option<PathBuf> {
    match variable.filter(|value| !value.is_empty()) {
        Some(folder) => Some(folder.into()),
        None => users.map(|folder| folder.join("spotter")),
    }
}

/// Creates the file and the folders above it where they are missing. Only their owner can read
/// them, because what hurts, and when, concerns nobody else. (SQLite gives its side files the same
/// permissions.) An existing folder keeps its permissions, because it may be shared on purpose.
pub(super) fn prepare(file: &Path) -> Result<(), SessionError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    if !folder.as_os_str().is_empty() {
        private_folder(folder).map_err(|said| SessionError::Folder {
            path: folder.to_owned(),
            said,
        })?;
    }
    private_file(file).map_err(|_| SessionError::Unwritable {
        path: file.to_owned(),
    })
}

/// Creates a folder and those above it where they are missing, for their owner alone.
///
/// # Errors
/// When it can't be created.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn private_file(file: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_comes_before_the_users_folder() {
        let users = || Some(PathBuf::from("/home/ada/.local/share"));
        let chosen = choose(Some("/mnt/stick".into()), users());
        assert_eq!(chosen, Some("/mnt/stick".into()));
        let default = Some("/home/ada/.local/share/spotter".into());
        assert_eq!(choose(None, users()), default);
        assert_eq!(choose(Some(OsString::new()), users()), default);
        assert_eq!(choose(None, None), None);
    }

    #[cfg(unix)]
    #[test]
    fn folder_and_file_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let temp = tempfile::TempDir::new().unwrap();
        let file = temp.path().join("deep/spotter/history.sqlite");
        prepare(&file).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(file.parent().unwrap()), 0o700);
        assert_eq!(mode(&file), 0o600);
    }
}
