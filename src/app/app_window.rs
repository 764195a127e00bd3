//! The window of the program. It opens as it was left.

use std::fs;
use std::io::Write;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use crate::output_file::OutputFile;
use crate::screen::{Canvas, Input, PixelRect, ScreenError, Window, WindowLook};
use crate::session::{history_file, private_folder};

use super::live::Display;

/// A window that notes how it looked when it is left.
pub struct AppWindow {
    window: Window,
    /// Where it is noted; none where the system has no place for it.
    file: Option<PathBuf>,
    opened: WindowLook,
}

impl AppWindow {
    /// Opens the window as it was left. The first time it fills the screen.
    ///
    /// # Errors
    /// As [`Window::open`].
    pub(super) fn open() -> Result<Self, ScreenError> {
        let file = history_file()
            .ok()
            .map(|file| file.with_file_name("window.txt"));
        let noted = file
            .as_deref()
            .and_then(|file| fs::read_to_string(file).ok());
        // What can't be understood is as if it weren't there.
        let opened = noted.and_then(|noted| noted.trim().parse().ok());
        let opened = opened.unwrap_or_default();
        Ok(Self {
            window: Window::open_as("Spotter", opened)?,
            file,
            opened,
        })
    }

    /// Notes how the window looks. It may fail: the next window is then as this one was.
    fn note(&self, look: WindowLook) -> Option<()> {
        let file = self.file.as_deref()?;
        // The history comes into the same folder, and concerns nobody else.
        private_folder(file.parent()?).ok()?;
        let mut file = OutputFile::create(file).ok()?;
        writeln!(file, "{look}").ok()?;
        file.finish().ok()
    }
}

impl Drop for AppWindow {
    fn drop(&mut self) {
        let look = self.window.look();
        if look != self.opened {
            self.note(look);
        }
    }
}

impl Deref for AppWindow {
    type Target = Window;

    fn deref(&self) -> &Window {
        &self.window
    }
}

impl DerefMut for AppWindow {
    fn deref_mut(&mut self) -> &mut Window {
        &mut self.window
    }
}

impl Display for AppWindow {
    fn size(&self) -> (usize, usize) {
        self.window.size()
    }

    fn show(&mut self, canvas: &Canvas) -> Result<(), ScreenError> {
        self.window.show(canvas)
    }

    fn show_changes(&mut self, canvas: &Canvas, changes: &[PixelRect]) -> Result<(), ScreenError> {
        self.window.show_changes(canvas, changes)
    }

    fn keep(&mut self, canvas: &Canvas) -> Result<(), ScreenError> {
        self.window.keep(canvas)
    }

    fn poll(&mut self) -> Vec<Input> {
        self.window.poll()
    }

    fn toggle_full_screen(&mut self) {
        self.window.toggle_full_screen();
    }
}
