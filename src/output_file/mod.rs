//! The files that the program writes by name.
//!
//! Three rules hold for all of them:
//!
//! * An output is never one of the inputs, whatever name it is given by ([`keep_apart`]).
//! * It is written beside its place and renamed when it is whole ([`OutputFile`],
//!   [`OutputFolder`]), so that a failure leaves what was there before.
//! * Its format is that of its extension ([`PictureFormat`], [`VideoFormat`],
//!   [`DocumentFormat`]).
//!
//! A pipe, a device and standard output have no place beside them. They are written directly.

mod apart;
mod error;
mod folder;
mod format;
mod scratch;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use apart::keep_apart;
pub use error::OutputError;
pub use folder::OutputFolder;
pub use format::{DocumentFormat, PictureFormat, VideoFormat};
pub use scratch::remove_unfinished;

use apart::resolve;
use scratch::Scratch;

/// A file that is being written. When it is dropped before [`OutputFile::finish`], it leaves
/// nothing behind.
#[derive(Debug)]
pub struct OutputFile {
    path: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    /// Standard output.
    Stdout(io::Stdout),
    /// A pipe or a device, which is written directly.
    Direct(File),
    /// A scratch file beside the place of the output.
    Beside { file: File, scratch: Scratch },
}

impl OutputFile {
    /// Begins a file. This fails at once where the file could not be finished, such as in a folder
    /// that doesn't exist or without permission.
    ///
    /// # Errors
    /// [`OutputError::Write`].
    pub fn create(path: &Path) -> Result<Self, OutputError> {
        let to = open(path).map_err(|error| OutputError::write(path, error))?;
        Ok(Self {
            path: path.to_owned(),
            to,
        })
    }

    /// The same for a file that tells of a person's health: a new one can be read by its owner only. One
    /// that is there already keeps its permissions, which are its owner's choice.
    ///
    /// # Errors
    /// [`OutputError::Write`].
    pub fn create_private(path: &Path) -> Result<Self, OutputError> {
        let output = Self::create(path)?;
        #[cfg(unix)]
        if let To::Beside { file, .. } = &output.to {
            let owner_only = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            file.set_permissions(owner_only)
                .map_err(|error| OutputError::write(path, error))?;
        }
        Ok(output)
    }

    /// The path as it was given.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The path that another program has to write to; `None` for standard output.
    #[must_use]
    pub fn place(&self) -> Option<&Path> {
        match &self.to {
            To::Stdout(_) => None,
            To::Direct(_) => Some(&self.path),
            To::Beside { scratch, .. } => Some(scratch.path()),
        }
    }

    /// Whether the output can only be written from beginning to end, without seeking.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        !matches!(self.to, To::Beside { .. })
    }

    /// Gives the whole file its name.
    ///
    /// # Errors
    /// [`OutputError::Write`]. What had that name before is still there then.
    pub fn finish(self) -> Result<(), OutputError> {
        let done = match self.to {
            To::Stdout(mut stdout) => stdout.flush(),
            To::Direct(mut file) => file.flush(),
            // The file reaches the disk before it gets the name, because a power cut must not leave
            // an empty file there.
            To::Beside { file, scratch } => file.sync_all().and_then(|()| scratch.take_its_name()),
        };
        done.map_err(|error| OutputError::write(&self.path, error))
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Stdout(stdout) => stdout.write(bytes),
            To::Direct(file) | To::Beside { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Stdout(stdout) => stdout.flush(),
            To::Direct(file) | To::Beside { file, .. } => file.flush(),
        }
    }
}

/// Whether a path leads to something that is written directly: standard output, a pipe, a device.
#[must_use]
pub fn is_stream(path: &Path) -> bool {
    is_stdout(path) || fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Whether a path means standard output.
fn is_stdout(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]
        .iter()
        .any(|name| path.as_os_str() == *name)
}

fn open(path: &Path) -> io::Result<To> {
    if is_stdout(path) {
        return Ok(To::Stdout(io::stdout()));
    }
    let is_descriptor = path.starts_with("/dev/fd") || path.starts_with("/proc");
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(about) if is_descriptor || !about.is_file() => {
            return Ok(To::Direct(OpenOptions::new().write(true).open(path)?));
        }
        // A write-protected file must not be replaced either.
        Ok(_) => drop(OpenOptions::new().write(true).open(path)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    // A link stays a link. The file that it leads to is written.
    let (file, scratch) = Scratch::file(resolve(path))?;
    Ok(To::Beside { file, scratch })
}

/// Opens a file that others read while it grows, such as the events of a set.
///
/// It can't be written beside its place, because a reader such as `tail -f` follows the file and
/// not the name. An existing file is therefore emptied, which is why [`keep_apart`] has to come
/// first. A new file can be read by its owner only, because it tells of a person's health. An
/// existing file keeps its permissions, which are its owner's choice.
///
/// # Errors
/// [`OutputError::Write`].
pub fn followed(path: &Path) -> Result<Box<dyn Write + Send>, OutputError> {
    if is_stdout(path) {
        return Ok(Box::new(io::stdout()));
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(OutputError::write(path, error)),
    }
}

#[cfg(test)]
mod tests;
