//! The window's loop: draws what is newest, passes keys on, and never waits for the coach.

use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use image::RgbImage;

use crate::coach::Command;
use crate::screen::{
    self, Canvas, DrawContext, GuideImage, Input, Message, Scene, ScreenError, Ui, Window,
};

use super::Stop;
use crate::app::guide::Guide;
use crate::words::{live, program};

/// What the window shows: the newest of everything.
#[derive(Clone, Default)]
pub(super) struct ViewState {
    /// Grows with every change.
    number: u64,
    pub(super) picture: Option<Arc<RgbImage>>,
    pub(super) scene: Option<Arc<Scene>>,
    pub(super) note: Option<String>,
    pub(super) is_muted: bool,
    /// The set is over, and nothing new will come.
    pub(super) is_over: bool,
    /// The set is over because the program has failed.
    pub(super) has_failed: bool,
    /// The window is gone.
    is_lost: bool,
}

/// The newest view, shared by the coach, which writes it, and the window, which draws it.
#[derive(Clone, Default)]
pub(super) struct LatestView(Arc<Mutex<ViewState>>);

impl LatestView {
    fn lock(&self) -> MutexGuard<'_, ViewState> {
        // A panic while it was locked leaves a whole picture or the one before. Both can be shown.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn put(&self, change: impl FnOnce(&mut ViewState)) {
        let mut view = self.lock();
        change(&mut view);
        view.number += 1;
    }

    /// The window is gone.
    pub(super) fn lose(&self) {
        self.lock().is_lost = true;
    }

    pub(super) fn is_lost(&self) -> bool {
        self.lock().is_lost
    }
}

/// What the user wants of the coach's thread.
#[derive(Debug, Clone, Copy)]
pub(super) enum UserCommand {
    Coach(Command),
    Voice,
}

/// What pictures are shown on: the window, or what takes its place in a test.
pub(super) trait Display {
    fn size(&self) -> (usize, usize);
    fn show(&mut self, canvas: &Canvas) -> Result<(), ScreenError>;
    fn poll(&mut self) -> Vec<Input>;
}

impl Display for Window {
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

/// How showing ended.
pub(super) enum DisplayEnd {
    /// The user has closed the window, or nothing is left to show.
    Closed,
    /// The window can't show anything any more.
    Lost(ScreenError),
}

/// A display with what it shows.
pub(super) struct DisplayLoop<'a, D> {
    pub(super) display: D,
    pub(super) ui: Ui,
    pub(super) view: &'a LatestView,
    pub(super) commands: SyncSender<UserCommand>,
    pub(super) stop: &'a Stop,
    pub(super) guide: Option<Guide>,
    pub(super) mirror: bool,
}

impl<D: Display> DisplayLoop<'_, D> {
    pub(super) fn run(&mut self) -> DisplayEnd {
        let begun = Instant::now();
        let mut newest = ViewState::default();
        let mut drawn = None;
        loop {
            if self.stop.leaves() {
                return DisplayEnd::Closed;
            }
            {
                let view = self.view.lock();
                if view.number != newest.number {
                    newest = view.clone();
                }
            }
            let size = self.display.size();
            let figure = newest
                .scene
                .as_deref()
                .zip(self.guide.as_ref())
                .and_then(|(scene, guide)| guide_of(scene, guide, begun.elapsed().as_secs_f64()));
            let which = figure.as_ref().map(Arc::as_ptr);
            let wanted = Some((newest.number, size, self.mirror, which));
            if drawn != wanted {
                drawn = wanted;
                self.ui.resize(size.0, size.1);
                draw(&mut self.ui, &newest, figure.as_ref(), self.mirror);
            }
            if let Err(error) = self.display.show(self.ui.canvas()) {
                return DisplayEnd::Lost(error);
            }
            for input in self.display.poll() {
                if self.take(input, &newest) {
                    return DisplayEnd::Closed;
                }
            }
            // Nothing left to show: the source ended before a set began, or failed.
            if newest.is_over && !is_last(&newest) {
                return DisplayEnd::Closed;
            }
        }
    }

    /// Does what the user asks for. True when that is to close the window.
    fn take(&mut self, input: Input, newest: &ViewState) -> bool {
        match input {
            Input::Close => return true,
            Input::Mirror => self.mirror = !self.mirror,
            Input::Voice => self.send(UserCommand::Voice),
            Input::Start | Input::Back if is_last(newest) => return true,
            Input::Start => self.send(UserCommand::Coach(Command::StartAnyway)),
            Input::Pause => self.send(UserCommand::Coach(Command::Pause)),
            Input::Pain => self.send(UserCommand::Coach(Command::Pain)),
            // Out of the set-up at once; out of a set by way of its summary.
            Input::Back if matches!(newest.scene.as_deref(), Some(Scene::Coach(_))) => {
                self.stop.end_set()
            }
            Input::Back => return true,
        }
        false
    }

    fn send(&self, command: UserCommand) {
        match self.commands.try_send(command) {
            // Full: the coach is busy with earlier commands. Gone: the set is over.
            Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
        }
    }
}

/// Whether this stays until somebody has read it.
fn is_last(view: &ViewState) -> bool {
    view.has_failed || matches!(view.scene.as_deref(), Some(Scene::Summary(_)))
}

/// The guide figure while the user gets ready. It shows all of the exercise while nobody is in the
/// picture, and the start pose to a user who is.
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

fn draw(ui: &mut Ui, view: &ViewState, guide: Option<&Arc<GuideImage>>, is_mirrored: bool) {
    let note = view.note.as_deref();
    let message = |title, text, on_escape| Message {
        title,
        text,
        on_escape,
    };
    match &view.scene {
        _ if view.has_failed => {
            let stopped = message(program::STOPPED_TITLE, program::STOPPED_TEXT, live::CLOSE);
            screen::draw_message(ui, &stopped);
        }
        Some(scene) => {
            let beside = DrawContext {
                picture: view.picture.as_deref(),
                is_mirrored,
                is_voice_on: !view.is_muted,
                camera_note: note,
                guide,
            };
            screen::draw(ui, scene, &beside);
        }
        None => {
            let text = note.unwrap_or(live::FIRST_PICTURE);
            screen::draw_message(ui, &message(live::NO_PICTURE_YET, text, live::BACK));
        }
    }
}
