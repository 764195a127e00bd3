//! Finds out which file a path means, and keeps outputs apart from inputs.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use super::OutputError;

/// How many symbolic links are followed one after the other. Linux has the same limit.
const MAX_LINKS: usize = 40;

/// Refuses an output that is one of the inputs, and two outputs that are the same file. Symbolic
/// and hard links are followed. For a folder that is read, the files in it count. Each output comes
/// with the option that names it, where that is given.
///
/// # Errors
/// [`OutputError::IsInput`], [`OutputError::SameOutput`].
pub fn keep_apart<const N: usize>(
    inputs: &[&Path],
    outputs: [(&'static str, Option<&Path>); N],
) -> Result<(), OutputError> {
    let outputs: Vec<(&str, &Path, Place)> = outputs
        .into_iter()
        .filter_map(|(option, path)| Some((option, path?, Place::of(path?))))
        .collect();
    for (number, (second, path, place)) in outputs.iter().enumerate() {
        let mut before = outputs[..number].iter();
        if let Some((first, ..)) = before.find(|(.., other)| place.is(other)) {
            return Err(OutputError::SameOutput {
                first,
                second,
                path: path.to_path_buf(),
            });
        }
    }
    if outputs.is_empty() {
        return Ok(());
    }
    for input in inputs.iter().flat_map(|input| files_of(input)) {
        let place = Place::of(&input);
        if let Some((option, output, _)) = outputs.iter().find(|(.., other)| place.is(other)) {
            return Err(OutputError::IsInput {
                option,
                output: output.to_path_buf(),
                input,
            });
        }
    }
    Ok(())
}

/// The path itself and, where it is a folder, the files in it.
fn files_of(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut files = vec![path.to_owned()];
    files.extend(entries.map(|entry| entry.path()));
    files
}

/// The place that a path leads to.
struct Place {
    path: PathBuf,
    /// The file there, where there is one.
    file: Option<Metadata>,
}

impl Place {
    fn of(path: &Path) -> Self {
        Self {
            path: resolve(path),
            file: fs::metadata(path).ok(),
        }
    }

    /// Whether both are one file. A device such as `/dev/null` may be used twice, because nothing
    /// in it can be overwritten.
    fn is(&self, other: &Self) -> bool {
        let is_device = |file: &Metadata| !file.is_file() && !file.is_dir() && !is_pipe(file);
        if self.file.as_ref().is_some_and(is_device) {
            return false;
        }
        match (&self.file, &other.file) {
            (Some(a), Some(b)) if is_same_file(a, b) => true,
            _ => self.path == other.path,
        }
    }
}

#[cfg(unix)]
fn is_pipe(file: &Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&file.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_file: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn is_same_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Elsewhere the resolved paths are compared.
#[cfg(not(unix))]
fn is_same_file(_a: &Metadata, _b: &Metadata) -> bool {
    false
}

/// The path of the file itself, absolute and without links. The file need not exist yet.
pub(super) fn resolve(path: &Path) -> PathBuf {
    let mut path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for _ in 0..MAX_LINKS {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            break;
        };
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let place = folder.join(name);
        match fs::read_link(&place) {
            // An absolute path stays as it is when it is joined to a folder.
            Ok(target) => path = folder.join(target),
            Err(_) => return fs::canonicalize(&place).unwrap_or(place),
        }
    }
    path
}
