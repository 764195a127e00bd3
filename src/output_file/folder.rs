//! A folder of numbered pictures.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use image::RgbImage;

use super::scratch::Scratch;
use super::{OutputError, PictureFormat};

/// A folder of pictures that is being written: `frame-0001.png` and so on. When it is dropped
/// before [`OutputFolder::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    scratch: Scratch,
}

impl OutputFolder {
    /// Begins a folder. An existing folder gets the pictures when all of them are whole.
    ///
    /// # Errors
    /// [`OutputError::Write`]; [`OutputError::FolderInUse`] where the folder already has such
    /// pictures.
    pub fn create(path: &Path) -> Result<Self, OutputError> {
        let failed = |error| OutputError::write(path, error);
        let place = super::resolve(path);
        let scratch = if place.is_dir() {
            let mut entries = fs::read_dir(&place).map_err(failed)?.flatten();
            if entries.any(|entry| is_frame(&entry.path())) {
                return Err(OutputError::FolderInUse(path.to_owned()));
            }
            // The scratch folder lies within the folder, which may be on a disk of its own.
            Scratch::folder(&place.clone(), place)
        } else {
            let parent = place.parent().unwrap_or(Path::new("/")).to_owned();
            fs::create_dir_all(&parent).map_err(failed)?;
            Scratch::folder(&parent, place)
        };
        Ok(Self {
            path: path.to_owned(),
            scratch: scratch.map_err(failed)?,
        })
    }

    /// Adds the picture with this number, counted from 0.
    ///
    /// # Errors
    /// [`OutputError::Write`], [`OutputError::Encode`].
    pub fn add(&self, picture: &RgbImage, number: u64) -> Result<(), OutputError> {
        let name = format!("frame-{:04}.png", number + 1);
        let bytes =
            PictureFormat::default().encode(&self.path.join(&name), picture.clone().into())?;
        fs::write(self.scratch.path().join(name), bytes)
            .map_err(|error| OutputError::write(&self.path, error))
    }

    /// Moves the pictures to their place.
    ///
    /// # Errors
    /// [`OutputError::Write`].
    pub fn finish(self) -> Result<(), OutputError> {
        let failed = |error| OutputError::write(&self.path, error);
        let place = super::resolve(&self.path);
        if !place.is_dir() {
            return self.scratch.take_its_name().map_err(failed);
        }
        let entries = fs::read_dir(self.scratch.path()).map_err(failed)?;
        let mut names: Vec<OsString> = entries.flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        for name in names {
            fs::rename(self.scratch.path().join(&name), place.join(&name)).map_err(failed)?;
        }
        Ok(())
    }
}

fn is_frame(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| name.starts_with("frame-") && name.ends_with(".png"))
}
