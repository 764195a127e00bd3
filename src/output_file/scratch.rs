//! Files and folders under a name of their own until they are whole.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is not whole yet, so that a signal can remove it.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    // A list of paths is whole after every change.
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what is not whole yet. Only for the end of the program in the middle of its work:
/// whatever is dropped in the ordinary way removes its own.
pub fn remove_unfinished() {
    for path in unfinished().drain(..) {
        remove(&path);
    }
}

/// That something can't be removed changes nothing any more.
fn remove(path: &Path) {
    let _ = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
}

/// A file or folder beside its place. Dropped, it is removed.
#[derive(Debug)]
pub(super) struct Scratch {
    path: PathBuf,
    place: PathBuf,
}

impl Scratch {
    /// A new file in the folder of `place`.
    pub(super) fn file(place: PathBuf) -> io::Result<(File, Self)> {
        let folder = place.parent().unwrap_or(Path::new("/")).to_owned();
        Self::make(&folder, place, |path| {
            OpenOptions::new().write(true).create_new(true).open(path)
        })
    }

    /// A new folder within `folder`, for what is to stand at `place`.
    pub(super) fn folder(folder: &Path, place: PathBuf) -> io::Result<Self> {
        Ok(Self::make(folder, place, |path| fs::create_dir(path))?.1)
    }

    fn make<T>(
        folder: &Path,
        place: PathBuf,
        create: impl Fn(&Path) -> io::Result<T>,
    ) -> io::Result<(T, Self)> {
        let mut list = unfinished();
        for number in 0_u32.. {
            // Hidden, and short enough beside a name of any length.
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

    /// Gives it its name, with the permissions of what it replaces.
    pub(super) fn take_its_name(self) -> io::Result<()> {
        // Held until the name is taken: a signal finds it either unfinished or whole.
        let mut list = unfinished();
        if !list.contains(&self.path) {
            return Err(io::ErrorKind::Interrupted.into());
        }
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
        let mut list = unfinished();
        let before = list.len();
        list.retain(|path| *path != self.path);
        if list.len() < before {
            remove(&self.path);
        }
    }
}
