//! The window's loop: draws what is newest, passes keys on, never waits for the worker.

use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use image::RgbImage;

use crate::coach::Command;
use crate::screen::canvas::Canvas;
use crate::screen::{self, GuideImage, Input, Message, Scene, ScreenError, Ui, View, Window};

use super::{Stop, words};
use crate::app::guide::Guide;

/// What the window shows: the newest of everything.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// Grows with every change.
    number: u64,
    pub(super) picture: Option<Arc<RgbImage>>,
    pub(super) scene: Option<Scene>,
    pub(super) note: Option<String>,
    pub(super) is_muted: bool,
    /// The set is over; there is nothing new to come.
    pub(super) is_over: bool,
    /// It is over by a fault of the program.
    pub(super) has_failed: bool,
    /// Nobody sees it any more.
    is_lost: bool,
}

/// A slot that keeps only the newest.
#[derive(Clone, Default)]
pub(super) struct Slot(Arc<Mutex<Shown>>);

impl Slot {
    fn lock(&self) -> MutexGuard<'_, Shown> {
        // A panic while the slot was locked leaves a whole picture or the one before: both fit
        // to be shown.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn put(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = self.lock();
        change(&mut shown);
        shown.number += 1;
    }

    /// The window is gone.
    pub(super) fn lose(&self) {
        self.lock().is_lost = true;
    }

    pub(super) fn is_lost(&self) -> bool {
        self.lock().is_lost
    }
}

/// What the window tells the worker.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    Coach(Command),
    Voice,
}

/// What pictures are shown in: the window, or what takes its place in a test.
pub(super) trait Pane {
    fn size(&self) -> (usize, usize);
    fn show(&mut self, canvas: &Canvas) -> Result<(), ScreenError>;
    fn poll(&mut self) -> Vec<Input>;
}

impl Pane for Window {
    fn size(&self) -> (usize, usize) {
        Window::size(self)
    }

    fn show(&mut self, canvas: &Canvas) -> Result<(), ScreenError> {
        Window::show(self, canvas)
    }

    fn poll(&mut self) -> Vec<Input> {
        Window::poll(self)
    }
}

/// How the window was left.
pub(super) enum Left {
    /// By somebody who is done, or there is nothing left to show.
    Closed,
    /// It can't show anything any more.
    Lost(ScreenError),
}

/// The window with what it needs.
pub(super) struct Show<'a, P> {
    pub(super) pane: P,
    pub(super) ui: Ui,
    pub(super) slot: &'a Slot,
    pub(super) keys: SyncSender<Key>,
    pub(super) stop: &'a Stop,
    pub(super) guide: Option<Guide>,
    pub(super) mirror: bool,
}

impl<P: Pane> Show<'_, P> {
    pub(super) fn run(&mut self) -> Left {
        let begun = Instant::now();
        let mut newest = Shown::default();
        let mut drawn = None;
        loop {
            if self.stop.leaves() {
                return Left::Closed;
            }
            {
                let shown = self.slot.lock();
                if shown.number != newest.number {
                    newest = shown.clone();
                }
            }
            let size = self.pane.size();
            let figure = newest
                .scene
                .as_ref()
                .zip(self.guide.as_ref())
                .and_then(|(scene, guide)| guide_of(scene, guide, begun.elapsed().as_secs_f64()));
            let which = figure.as_ref().map(Arc::as_ptr);
            let wanted = Some((newest.number, size, self.mirror, which));
            if drawn != wanted {
                drawn = wanted;
                self.ui.resize(size.0, size.1);
                draw(&mut self.ui, &newest, figure.as_ref(), self.mirror);
            }
            if let Err(error) = self.pane.show(self.ui.canvas()) {
                return Left::Lost(error);
            }
            for input in self.pane.poll() {
                if self.take(input, &newest) {
                    return Left::Closed;
                }
            }
            // Nothing left to show: the source ended before a set began, or failed.
            if newest.is_over && !is_last(&newest) {
                return Left::Closed;
            }
        }
    }

    /// Does what the user asks for. True when that is to close the window.
    fn take(&mut self, input: Input, newest: &Shown) -> bool {
        match input {
            Input::Close => return true,
            Input::Mirror => self.mirror = !self.mirror,
            Input::Voice => self.send(Key::Voice),
            Input::Start | Input::Back if is_last(newest) => return true,
            Input::Start => self.send(Key::Coach(Command::StartAnyway)),
            Input::Pause => self.send(Key::Coach(Command::Pause)),
            Input::Pain => self.send(Key::Coach(Command::Pain)),
            // Out of the set-up at once; out of a set by way of its summary.
            Input::Back if matches!(newest.scene, Some(Scene::Coach(_))) => self.stop.end_set(),
            Input::Back => return true,
        }
        false
    }

    fn send(&self, key: Key) {
        match self.keys.try_send(key) {
            // Full: the worker is busy with earlier keys. Gone: the set is over.
            Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
        }
    }
}

/// Whether this stays until somebody has read it.
fn is_last(shown: &Shown) -> bool {
    shown.has_failed || matches!(shown.scene, Some(Scene::Summary(_)))
}

/// The guide figure while somebody has to get ready: nobody there sees all of the exercise, who
/// is there sees the start pose.
fn guide_of(scene: &Scene, guide: &Guide, t_s: f64) -> Option<Arc<GuideImage>> {
    let Scene::Setup(setup) = scene else {
        return None;
    };
    let is_posing = setup.is_posing();
    match &setup.figure {
        None => guide.frame(t_s),
        Some(_) if is_posing => guide.frame(0.0),
        Some(_) => None,
    }
}

fn draw(ui: &mut Ui, shown: &Shown, guide: Option<&Arc<GuideImage>>, is_mirrored: bool) {
    let note = shown.note.as_deref();
    let message = |title, text, on_escape| Message {
        title,
        text,
        on_escape,
    };
    match &shown.scene {
        _ if shown.has_failed => {
            let stopped = message(words::STOPPED_TITLE, words::STOPPED_TEXT, "Close");
            screen::draw_message(ui, &stopped);
        }
        Some(scene) => {
            let view = View {
                picture: shown.picture.as_deref(),
                is_mirrored,
                is_voice_on: !shown.is_muted,
                camera_note: note,
                guide,
            };
            screen::draw(ui, scene, &view);
        }
        None => {
            let text = note.unwrap_or("The first picture is on its way.");
            screen::draw_message(ui, &message("Waiting for the camera", text, "Back"));
        }
    }
}
