//! Files and folders that have a name of their own until they are whole.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The files and folders that are not whole yet, so that a signal handler can remove them. None once
/// the program is being ended: then no more are made.
static UNFINISHED: Mutex<Option<Vec<PathBuf>>> = Mutex::new(Some(Vec::new()));

fn unfinished() -> MutexGuard<'static, Option<Vec<PathBuf>>> {
    // A panic can't leave a list of paths half changed.
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes everything that is not whole yet. It is for a program that is ended in the middle of its
/// work; a value that is dropped in the ordinary way removes its own file.
pub fn remove_unfinished() {
    for path in unfinished().take().into_iter().flatten() {
        remove(&path);
    }
}

/// Removes a file or folder. A failure is ignored, because nothing could be done about it.
fn remove(path: &Path) {
    let _ = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
}

/// A file or folder beside its place. It is removed when this is dropped.
#[derive(Debug)]
pub(super) struct Scratch {
    path: PathBuf,
    place: PathBuf,
}

impl Scratch {
    /// Creates a file in the folder of `place`.
    pub(super) fn file(place: PathBuf) -> io::Result<(File, Self)> {
        let folder = place.parent().unwrap_or(Path::new("/")).to_owned();
        Self::make(&folder, place, |path| {
            OpenOptions::new().write(true).create_new(true).open(path)
        })
    }

    /// Creates a folder within `folder`, for what will lie at `place`.
    pub(super) fn folder(folder: &Path, place: PathBuf) -> io::Result<Self> {
        Ok(Self::make(folder, place, |path| fs::create_dir(path))?.1)
    }

    fn make<T>(
        folder: &Path,
        place: PathBuf,
        create: impl Fn(&Path) -> io::Result<T>,
    ) -> io::Result<(T, Self)> {
        let mut unfinished = unfinished();
        let Some(list) = &mut *unfinished else {
            return Err(io::ErrorKind::Interrupted.into());
        };
        for number in 0_u32.. {
            // The name is hidden, and short enough however long the final name is.
            let path = folder.join(format!(".spotter-{}-{number}.part", std::process::id()));
            match create(&path) {
                Ok(made) => {
                    list.push(path.clone());
                    return Ok((made, Self { path, place }));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, with the permissions of the file that it replaces.
    pub(super) fn take_its_name(self) -> io::Result<()> {
        // The lock is held until the name is taken, so that a signal finds the file either
        // unfinished or whole.
        let mut unfinished = unfinished();
        let list = unfinished.as_mut();
        let Some(list) = list.filter(|list| list.contains(&self.path)) else {
            return Err(io::ErrorKind::Interrupted.into());
        };
        if let Ok(before) = fs::metadata(&self.place)
            && before.is_file()
        {
            fs::set_permissions(&self.path, before.permissions())?;
        }
        fs::rename(&self.path, &self.place)?;
        list.retain(|path| *path != self.path);
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let mut unfinished = unfinished();
        let Some(list) = &mut *unfinished else {
            return;
        };
        let before = list.len();
        list.retain(|path| *path != self.path);
        if list.len() < before {
            remove(&self.path);
        }
    }
}
