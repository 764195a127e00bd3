//! The real window. It belongs to the main thread.

use std::cell::RefCell;
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use minifb::{InputCallback, Key, MouseButton, MouseMode, ScaleMode, WindowOptions};

use super::canvas::Canvas;
use super::display::{Display, DisplayWatch, Painter, WindowState};
use super::input::{Input, Keys};
use super::layout::PixelRect;
use super::tokens::NIGHT;
use super::window_look::WindowLook;

/// Size in pixels that a window opens with where the screen has room for it.
const FIRST_SIZE: (usize, usize) = (1280, 720);
/// Smaller windows show a part of this size. Nothing could be read in them anyway.
const SMALLEST_SIZE: (usize, usize) = (320, 180);
/// [`Window::wait`] waits so that pictures follow one another at most this often.
const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 30);
/// Without a painter, a picture that stays is shown again this often, because another window may have
/// covered it.
const AGAIN: Duration = Duration::from_millis(250);

/// The mouse is looked at this often, because a click between two looks is lost. No finger is that fast.
const LOOK_EVERY: Duration = Duration::from_millis(8);

/// Why nothing can be shown.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// There is no display, or it refuses.
    #[error(
        "no window can be opened ({0}): start Spotter from a desktop, or run it without a window"
    )]
    NoWindow(String),
    /// The screen has other colours than the pictures.
    #[error(
        "no window can be opened, because this display has {0} bits of colour a pixel and Spotter needs 24: set it to 24 bits (\"millions of colours\"), or run Spotter without a window"
    )]
    Colours(u8),
    /// The window stopped taking pictures.
    #[error("the window can't show the picture ({0}): close Spotter and start it again")]
    Lost(String),
    /// The display is gone, and the window with it.
    #[error("the display that the window was on is gone")]
    Gone,
    /// A font that is part of the program is damaged.
    #[error("a built-in font can't be read: install Spotter again")]
    Font,
}

/// A window on the desktop.
pub struct Window {
    /// None only while it is being dropped.
    window: Option<minifb::Window>,
    watch: Option<DisplayWatch>,
    /// Where there is none, minifb draws.
    painter: Option<Painter>,
    /// When the next picture is due.
    due: Instant,
    /// When the newest one was shown.
    shown: Option<Instant>,
    keys: Rc<RefCell<Keys>>,
    mouse: Mouse,
    /// What the mouse did since it was last asked for.
    clicks: Vec<Input>,
    /// What the window manager is to be asked for. It doesn't listen before the window has been shown.
    wanted: Vec<WindowState>,
    is_full_screen: bool,
    screen: Option<(usize, usize)>,
    is_close_told: bool,
}

/// Where the mouse was last.
#[derive(Debug, Default)]
struct Mouse {
    at: Option<[i32; 2]>,
    is_down: bool,
}

impl Mouse {
    /// What the mouse did: it moved to another pixel, it was pressed.
    fn changed(&mut self, at: Option<[i32; 2]>, is_down: bool) -> Vec<Input> {
        let mut inputs = Vec::new();
        let was_down = std::mem::replace(&mut self.is_down, is_down);
        if let Some(at) = at {
            // A window that opens below a mouse which lies there has not been pointed at.
            if self.at.is_some_and(|before| before != at) {
                inputs.push(Input::Hover(at));
            }
            if is_down && !was_down {
                inputs.push(Input::Click(at));
            }
        }
        self.at = at;
        inputs
    }
}

impl Window {
    /// Opens a window that fills the screen where the desktop can do that.
    ///
    /// # Errors
    /// As [`Window::open_as`].
    pub fn open(title: &str) -> Result<Window, ScreenError> {
        Self::open_as(title, WindowLook::Filling)
    }

    /// Opens a resizable window. One that is to fill the screen begins with 1280 × 720 pixels, or as
    /// much of that as the screen has room for.
    ///
    /// # Errors
    /// [`ScreenError::NoWindow`] without a display, [`ScreenError::Colours`] on one with too few
    /// colours: the caller can go on without a window.
    pub fn open_as(title: &str, look: WindowLook) -> Result<Window, ScreenError> {
        let options = WindowOptions {
            resize: true,
            // Pictures have the size of the window, so that there is nothing to scale.
            scale_mode: ScaleMode::UpperLeft,
            ..WindowOptions::default()
        };
        let display = Display::ask()?;
        let screen = display.as_ref().map(Display::size);
        let look = look.on(screen);
        let (width, height) = match look {
            WindowLook::Size(width, height) => (width, height),
            WindowLook::Filling | WindowLook::FullScreen => first_size(screen),
        };
        let mut window = minifb::Window::new(title, width, height, options)
            .map_err(|error| ScreenError::NoWindow(reason(&error)))?;
        let [_, red, green, blue] = NIGHT.rgb.to_be_bytes();
        window.set_background_color(red, green, blue);
        // `wait` does the waiting and not minifb, because the display has to be examined after it.
        window.set_target_fps(0);
        let keys = Rc::new(RefCell::new(Keys::default()));
        // The key states of minifb miss a tap that is shorter than a frame. Its callback gets every
        // event.
        window.set_input_callback(Box::new(Listener(Rc::clone(&keys))));
        // This waits for an answer of the server, so after it the server knows the window.
        window.update();
        let painter = display
            .as_ref()
            .and_then(|_| Painter::open(number_of(&window)));
        Ok(Window {
            window: Some(window),
            // Without this thread nobody watches the display, and Xlib would end the program.
            watch: display.and_then(|display| display.watch().ok()),
            painter,
            due: Instant::now(),
            shown: None,
            keys,
            mouse: Mouse::default(),
            clicks: Vec::new(),
            wanted: match look {
                WindowLook::Size(..) => Vec::new(),
                WindowLook::Filling => vec![WindowState::Maximized],
                WindowLook::FullScreen => {
                    vec![WindowState::Maximized, WindowState::FullScreen(true)]
                }
            },
            is_full_screen: look == WindowLook::FullScreen,
            screen,
            is_close_told: false,
        })
    }

    /// The size that pictures should have, in pixels: the window's, but not below 320 × 180.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let (width, height) = match &self.window {
            Some(window) => window.get_size(),
            None => FIRST_SIZE,
        };
        (width.max(SMALLEST_SIZE.0), height.max(SMALLEST_SIZE.1))
    }

    /// Waits until the next picture is due (30 a second).
    pub fn wait(&mut self) {
        let begun = Instant::now();
        loop {
            let left = self.due.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            thread::sleep(left.min(LOOK_EVERY));
            // A window that is gone is found out when it is to show something.
            if let Ok(window) = self.open_window() {
                window.update();
                self.look_at_mouse();
            }
        }
        self.due = begun.max(self.due) + FRAME;
    }

    /// Shows a picture at once, and takes in what happened to keys and window.
    ///
    /// # Errors
    /// [`ScreenError::Lost`] when the window takes no pictures any more, [`ScreenError::Gone`] when
    /// its display is gone.
    pub fn show(&mut self, canvas: &Canvas) -> Result<(), ScreenError> {
        self.show_changes(canvas, &[canvas.area()])
    }

    /// Does the same with a picture that differs from the one before only in these boxes.
    ///
    /// # Errors
    /// As [`Window::show`].
    pub fn show_changes(
        &mut self,
        canvas: &Canvas,
        changes: &[PixelRect],
    ) -> Result<(), ScreenError> {
        self.open_window()?;
        if let Some(painter) = &mut self.painter {
            if painter.paint(canvas, changes).is_err() {
                self.painter = None;
                // The server may be gone, which is known a moment later. minifb mustn't call it then.
                return Ok(());
            }
            self.open_window()?.update();
        } else {
            self.open_window()?
                .update_with_buffer(canvas.pixels(), canvas.width(), canvas.height())
                .map_err(|error| ScreenError::Lost(reason(&error)))?;
        }
        self.shown = Some(Instant::now());
        self.forget_held();
        self.look_at_mouse();
        for state in std::mem::take(&mut self.wanted) {
            self.ask_for(state);
        }
        Ok(())
    }

    /// Notes what the mouse did since the last look.
    fn look_at_mouse(&mut self) {
        if let Some(window) = &self.window {
            let at = window.get_mouse_pos(MouseMode::Discard);
            let at = at.map(|(x, y)| [x as i32, y as i32]);
            let is_down = window.get_mouse_down(MouseButton::Left);
            self.clicks.extend(self.mouse.changed(at, is_down));
        }
    }

    /// How the window lies on the screen.
    #[must_use]
    pub fn look(&self) -> WindowLook {
        match &self.window {
            _ if self.is_full_screen => WindowLook::FullScreen,
            Some(window) => WindowLook::of_size(window.get_size(), self.screen),
            None => WindowLook::default(),
        }
    }

    /// Does the same with the picture that is shown already, which costs next to nothing.
    ///
    /// # Errors
    /// As [`Window::show`].
    pub fn keep(&mut self, canvas: &Canvas) -> Result<(), ScreenError> {
        let is_due = match &mut self.painter {
            Some(painter) => painter.is_bare(),
            None => self.shown.is_none_or(|shown| shown.elapsed() >= AGAIN),
        };
        if is_due {
            return self.show(canvas);
        }
        self.open_window()?.update();
        self.look_at_mouse();
        self.forget_held();
        Ok(())
    }

    fn open_window(&mut self) -> Result<&mut minifb::Window, ScreenError> {
        let is_gone = self.is_display_gone();
        let window = self.window.as_mut().filter(|_| !is_gone);
        window.ok_or(ScreenError::Gone)
    }

    /// Keys that are let go while another window has the keyboard are not heard of.
    fn forget_held(&mut self) {
        let is_active = self
            .window
            .as_mut()
            .is_some_and(|window| window.is_active());
        if !is_active {
            self.keys.borrow_mut().forget_held();
        }
    }

    /// Fills the whole screen, or gives it back, where the desktop can do that.
    pub fn toggle_full_screen(&mut self) {
        self.is_full_screen = !self.is_full_screen;
        self.ask_for(WindowState::FullScreen(self.is_full_screen));
    }

    fn ask_for(&mut self, state: WindowState) {
        if let (Some(window), Some(watch)) = (&self.window, &mut self.watch) {
            watch.ask_for(number_of(window), state);
        }
    }

    /// What the user asked for since the last call, in its order. [`Window::show`] collects
    /// it. A closed window says [`Input::Close`] once.
    pub fn poll(&mut self) -> Vec<Input> {
        let mut inputs = self.keys.borrow_mut().take();
        inputs.append(&mut self.clicks);
        let is_open = self.window.as_ref().is_some_and(minifb::Window::is_open);
        if !is_open && !self.is_close_told {
            self.is_close_told = true;
            inputs.push(Input::Close);
        }
        inputs
    }

    fn is_display_gone(&self) -> bool {
        self.watch.as_ref().is_some_and(DisplayWatch::is_gone)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if self.is_display_gone() {
            // Closing the window would talk to the server that is gone, and Xlib would end the
            // program.
            std::mem::forget(self.window.take());
        }
    }
}

/// The number by which the display knows a window. Under X11 that is its handle.
fn number_of(window: &minifb::Window) -> u32 {
    window.get_window_handle() as usize as u32
}

/// As large as planned, or as the screen has room for in the same shape.
fn first_size(screen: Option<(usize, usize)>) -> (usize, usize) {
    let (width, height) = FIRST_SIZE;
    let (room_width, room_height) = screen.unwrap_or(FIRST_SIZE);
    let fitting = (
        room_width.min(width),
        room_width.min(width) * height / width,
    );
    if fitting.1 <= room_height {
        fitting
    } else {
        (room_height * width / height, room_height)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_counts_once_and_only_within_the_window() {
        let mut mouse = Mouse::default();
        let at = [10, 20];
        assert_eq!(mouse.changed(Some([1, 1]), false), []);
        assert_eq!(mouse.changed(Some(at), false), [Input::Hover(at)]);
        assert_eq!(mouse.changed(Some(at), true), [Input::Click(at)]);
        assert_eq!(mouse.changed(Some(at), true), []);
        assert_eq!(mouse.changed(None, false), []);
        assert_eq!(mouse.changed(None, true), []);
    }

    #[test]
    fn the_first_window_fits_on_the_screen_and_keeps_its_shape() {
        assert_eq!(first_size(None), FIRST_SIZE);
        assert_eq!(first_size(Some((3840, 2160))), FIRST_SIZE);
        assert_eq!(first_size(Some((800, 480))), (800, 450));
        assert_eq!(first_size(Some((1280, 600))), (1066, 600));
        assert_eq!(first_size(Some((1024, 768))), (1024, 576));
    }
}
