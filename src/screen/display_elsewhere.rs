//! The same interface for systems whose windows don't come from an X server. There is nothing to
//! ask and nothing to watch there.

use std::io;

use super::canvas::Canvas;
use super::layout::PixelRect;
use super::window::ScreenError;

/// Never there.
#[derive(Debug)]
pub(super) enum Display {}

impl Display {
    pub(super) fn ask() -> Result<Option<Self>, ScreenError> {
        Ok(None)
    }

    pub(super) fn size(&self) -> (usize, usize) {
        match *self {}
    }

    pub(super) fn watch(self) -> io::Result<DisplayWatch> {
        match self {}
    }
}

/// Never there.
#[derive(Debug)]
pub(super) enum DisplayWatch {}

impl DisplayWatch {
    pub(super) fn is_gone(&self) -> bool {
        match *self {}
    }

    pub(super) fn ask_for(&mut self, _window: u32, _wanted: WindowState) {
        match *self {}
    }
}

/// Never there.
#[derive(Debug)]
pub(super) enum Painter {}

impl Painter {
    pub(super) fn open(_window: u32) -> Option<Self> {
        None
    }

    pub(super) fn is_bare(&mut self) -> bool {
        match *self {}
    }

    pub(super) fn paint(&mut self, _: &Canvas, _: &[PixelRect]) -> io::Result<()> {
        match *self {}
    }
}

/// What a window manager can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WindowState {
    /// As large as the desktop has room for, with its frame.
    Maximized,
    /// All of the screen, or no longer so.
    FullScreen(bool),
}
