//! The real window. Belongs to the main thread.

use std::cell::RefCell;
use std::rc::Rc;

use minifb::{InputCallback, Key, ScaleMode, WindowOptions};

use super::canvas::Canvas;
use super::input::{Input, Keys};
use super::tokens::NIGHT;

/// Size in pixels that a window opens with.
const FIRST_SIZE: (usize, usize) = (1280, 720);
/// Smaller windows show this size scaled down, so that the smallest text stays 12 pixels.
const SMALLEST_SIZE: (usize, usize) = (960, 540);
/// [`Window::show`] waits so that the picture changes at most this often.
const FRAMES_PER_SECOND: usize = 30;

/// Why nothing can be shown.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// There is no display, or it refuses.
    #[error(
        "no window can be opened ({0}): start Spotter from a desktop, or run it without a window"
    )]
    NoWindow(String),
    /// The window stopped taking pictures.
    #[error("the window can't show the picture ({0}): close Spotter and start it again")]
    Lost(String),
    /// A font that is part of the program is damaged.
    #[error("a built-in font can't be read: install Spotter again")]
    Font,
}

/// A window on the desktop.
pub struct Window {
    window: minifb::Window,
    keys: Rc<RefCell<Keys>>,
    is_close_told: bool,
}

impl Window {
    /// Opens a resizable window of 1280 × 720 pixels.
    ///
    /// # Errors
    /// [`ScreenError::NoWindow`] without a display: the caller can go on without a window.
    pub fn open(title: &str) -> Result<Window, ScreenError> {
        let options = WindowOptions {
            resize: true,
            scale_mode: ScaleMode::AspectRatioStretch,
            ..WindowOptions::default()
        };
        let (width, height) = FIRST_SIZE;
        let mut window = minifb::Window::new(title, width, height, options)
            .map_err(|error| ScreenError::NoWindow(reason(&error)))?;
        let [_, red, green, blue] = NIGHT.rgb.to_be_bytes();
        window.set_background_color(red, green, blue);
        window.set_target_fps(FRAMES_PER_SECOND);
        let keys = Rc::new(RefCell::new(Keys::default()));
        // The key states that minifb keeps miss a tap that is shorter than a frame; its
        // callback gets every event.
        window.set_input_callback(Box::new(Listener(Rc::clone(&keys))));
        Ok(Window {
            window,
            keys,
            is_close_told: false,
        })
    }

    /// The size that pictures should have, in pixels: the window's, but not below 960 × 540.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let (width, height) = self.window.get_size();
        (width.max(SMALLEST_SIZE.0), height.max(SMALLEST_SIZE.1))
    }

    /// Shows a picture, takes in what happened to keys and window, and waits until the next
    /// picture is due (30 a second). Call it again even when nothing has changed.
    ///
    /// # Errors
    /// [`ScreenError::Lost`] when the window takes no pictures any more.
    pub fn show(&mut self, canvas: &Canvas) -> Result<(), ScreenError> {
        self.window
            .update_with_buffer(canvas.pixels(), canvas.width(), canvas.height())
            .map_err(|error| ScreenError::Lost(reason(&error)))?;
        if !self.window.is_active() {
            self.keys.borrow_mut().forget_held();
        }
        Ok(())
    }

    /// What the user asked for since the last call, in its order. [`Window::show`] collects
    /// it. A closed window says [`Input::Close`] once.
    pub fn poll(&mut self) -> Vec<Input> {
        let mut inputs = self.keys.borrow_mut().take();
        if !self.window.is_open() && !self.is_close_told {
            self.is_close_told = true;
            inputs.push(Input::Close);
        }
        inputs
    }
}

/// The reason without minifb's own "Failed to …" in front.
fn reason(error: &minifb::Error) -> String {
    match error {
        minifb::Error::WindowCreate(reason)
        | minifb::Error::UpdateFailed(reason)
        | minifb::Error::MenuExists(reason) => reason.clone(),
        minifb::Error::MenusNotSupported => error.to_string(),
    }
}

/// Passes key events on.
struct Listener(Rc<RefCell<Keys>>);

impl InputCallback for Listener {
    fn add_char(&mut self, _letter: u32) {}

    fn set_key_state(&mut self, key: Key, is_down: bool) {
        self.0.borrow_mut().change(key, is_down);
    }
}
