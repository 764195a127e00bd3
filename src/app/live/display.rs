//! The window's loop: draws what is newest, passes keys on, and never waits for the coach.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::time::{Duration, Instant};

use crate::coach::Command;
use crate::notice::notice;
use crate::screen::{
    self, Canvas, DrawContext, GuideImage, Input, Message, PixelRect, Scene, ScreenError, Ui,
};

use super::view::{LatestView, ViewState};
use super::{After, Stop};
use crate::app::app_window::AppWindow;
use crate::app::guide::Guide;
use crate::app::timing::Stage;
use crate::words::{live, program};

/// Where nothing new comes, keys are looked at and the guide figure moves this often.
const TICK: Duration = Duration::from_millis(33);

/// What the user wants of the coach's thread.
#[derive(Debug, Clone, Copy)]
pub(super) enum UserCommand {
    Coach(Command),
    Voice,
}

/// What pictures are shown on: the window, or what takes its place in a test.
pub(in crate::app) trait Display {
    fn size(&self) -> (usize, usize);
    /// Shows a picture at once.
    fn show(&mut self, canvas: &Canvas) -> Result<(), ScreenError>;
    /// Shows a picture that differs from the one before only in these boxes.
    fn show_changes(&mut self, canvas: &Canvas, _changes: &[PixelRect]) -> Result<(), ScreenError> {
        self.show(canvas)
    }
    /// Goes on showing the picture that was shown last.
    fn keep(&mut self, canvas: &Canvas) -> Result<(), ScreenError> {
        self.show(canvas)
    }
    fn poll(&mut self) -> Vec<Input>;
    fn toggle_full_screen(&mut self) {}
}

/// A window, or what takes its place in a test, with what is shown in it.
pub struct Presentation<D = AppWindow> {
    pub(in crate::app) display: D,
    /// What draws the scenes.
    pub(in crate::app) ui: Ui,
    /// Shows users who get ready what to do.
    pub(in crate::app) guide: Option<Guide>,
    /// Whether the picture is mirrored.
    pub(in crate::app) mirror: bool,
}

impl Presentation {
    /// Shows a scene that has no camera picture, and waits until the next one is due. `drawn` is
    /// what was drawn before; the same is not drawn again.
    ///
    /// # Errors
    /// When the window takes no pictures any more.
    pub(in crate::app) fn show(
        &mut self,
        scene: &Scene,
        context: &DrawContext,
        drawn: &mut Option<Drawn>,
    ) -> Result<(), ScreenError> {
        let size = self.display.size();
        let guide = context.guide.map(Arc::as_ptr);
        let is_drawn = drawn.as_ref().is_some_and(|drawn| {
            (drawn.size, drawn.is_voice_on, drawn.guide) == (size, context.is_voice_on, guide)
                && drawn.scene == *scene
        });
        self.display.wait();
        if is_drawn {
            return self.display.keep(self.ui.canvas());
        }
        self.ui.resize(size.0, size.1);
        screen::draw(&mut self.ui, scene, context);
        *drawn = Some(Drawn {
            scene: scene.clone(),
            guide,
            is_voice_on: context.is_voice_on,
            size,
        });
        let changes = self.ui.take_changes();
        self.display.show_changes(self.ui.canvas(), &changes)
    }

    /// Shows a scene that is read, and gives what the user asked for meanwhile. Full screen is dealt
    /// with here. None where the window is lost, or the program or what is shown is to end.
    pub(in crate::app) fn ask(
        &mut self,
        scene: &Scene,
        drawn: &mut Option<Drawn>,
        stop: &Stop,
    ) -> Option<Vec<Input>> {
        if stop.ends_set() {
            return None;
        }
        if let Err(error) = self.show(scene, &DrawContext::default(), drawn) {
            notice(error);
            return None;
        }
        let mut inputs = poll(&mut self.display, &self.ui);
        for _ in inputs.extract_if(.., |input| *input == Input::FullScreen) {
            self.display.toggle_full_screen();
        }
        Some(inputs)
    }
}

/// What was drawn last.
pub(in crate::app) struct Drawn {
    scene: Scene,
    guide: Option<*const GuideImage>,
    is_voice_on: bool,
    size: (usize, usize),
}

/// What was drawn last of a set.
#[derive(PartialEq)]
struct DrawnView {
    number: u64,
    arrived: Option<Instant>,
    guide: Option<*const GuideImage>,
    is_mirrored: bool,
    size: (usize, usize),
}

/// How showing ended.
pub(super) enum DisplayEnd {
    /// The user has closed the window.
    Closed,
    /// Nothing is left to show of the set.
    SetOver,
    /// The window can't show anything any more.
    Lost(ScreenError),
}

/// A display with what it shows.
pub(super) struct DisplayLoop<'a, D> {
    pub(super) shown: Presentation<D>,
    pub(super) view: &'a LatestView,
    pub(super) commands: SyncSender<UserCommand>,
    pub(super) stop: &'a Stop,
    pub(super) after: After,
}

/// What the user asks for. A click on the hint of a key is that key.
pub(in crate::app) fn poll(display: &mut impl Display, ui: &Ui) -> Vec<Input> {
    let inputs = display.poll().into_iter();
    let meant = inputs.map(|input| match input {
        Input::Click(at) => ui.hint_at(at).unwrap_or(input),
        input => input,
    });
    meant.collect()
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
            if let Some(newer) = self.view.newer_than(newest.number, TICK) {
                newest = newer;
            }
            if let Err(error) = self.show(&newest, &mut drawn, begun.elapsed()) {
                return DisplayEnd::Lost(error);
            }
            for input in poll(&mut self.shown.display, &self.shown.ui) {
                if let Some(end) = self.take(input, &newest) {
                    return end;
                }
            }
            // The source ended or failed before a set began, or another exercise follows: there is
            // no summary to show.
            if newest.is_over && !is_last(&newest) {
                return DisplayEnd::SetOver;
            }
        }
    }

    /// Draws and shows the view, unless it is `drawn` already. `lasts` is for how long the set has
    /// been shown.
    fn show(
        &mut self,
        view: &ViewState,
        drawn: &mut Option<DrawnView>,
        lasts: Duration,
    ) -> Result<(), ScreenError> {
        let size = self.shown.display.size();
        let figure = view
            .scene
            .as_deref()
            .zip(self.shown.guide.as_ref())
            .and_then(|(scene, guide)| guide_of(scene, guide, lasts.as_secs_f64()));
        let wanted = DrawnView {
            number: view.number,
            arrived: view.arrived,
            guide: figure.as_ref().map(Arc::as_ptr),
            is_mirrored: self.shown.mirror,
            size,
        };
        if drawn.as_ref() == Some(&wanted) {
            return self.shown.display.keep(self.shown.ui.canvas());
        }
        let before = drawn.replace(wanted).and_then(|drawn| drawn.arrived);
        let begun = Instant::now();
        self.shown.ui.resize(size.0, size.1);
        draw(&mut self.shown.ui, view, figure.as_ref(), self.shown.mirror);
        let is_new_picture = view.arrived != before;
        if is_new_picture {
            self.view.note(Stage::Draw, begun.elapsed());
        }
        let changes = self.shown.ui.take_changes();
        let canvas = self.shown.ui.canvas();
        self.shown.display.show_changes(canvas, &changes)?;
        if let Some(arrived) = view.arrived.filter(|_| is_new_picture) {
            self.view.note(Stage::Screen, arrived.elapsed());
        }
        Ok(())
    }

    /// Does what the user asks for. Gives how showing ends, where it does.
    fn take(&mut self, input: Input, newest: &ViewState) -> Option<DisplayEnd> {
        let is_read = is_last(newest);
        let is_set = matches!(newest.scene.as_deref(), Some(Scene::Coach(_)));
        match input {
            Input::Close => return Some(DisplayEnd::Closed),
            Input::Mirror => self.shown.mirror = !self.shown.mirror,
            Input::FullScreen => self.shown.display.toggle_full_screen(),
            Input::Voice => self.send(UserCommand::Voice),
            Input::Start | Input::Back if is_read => return Some(self.end_of_reading()),
            Input::Click(_) if is_read => return Some(self.end_of_reading()),
            Input::Start => self.send(UserCommand::Coach(Command::StartAnyway)),
            Input::Pause => self.send(UserCommand::Coach(Command::Pause)),
            Input::Pain => self.send(UserCommand::Coach(Command::Pain)),
            // Somebody who has crept to the keyboard wants a pause, whatever key it is.
            Input::Other | Input::Digit(_) | Input::Settings if is_set => {
                self.send(UserCommand::Coach(Command::Pause));
            }
            // Out of the set-up at once; out of a set by way of its summary, or to the next
            // exercise of a routine.
            Input::Back if is_set || self.after != After::Summary => self.stop.end_set(),
            Input::Back => return Some(DisplayEnd::Closed),
            Input::Other
            | Input::Digit(_)
            | Input::Settings
            | Input::History
            | Input::More
            | Input::Move(_)
            | Input::Next
            | Input::Hover(_)
            | Input::Click(_) => {}
        }
        None
    }

    fn end_of_reading(&self) -> DisplayEnd {
        match self.after {
            After::Summary => DisplayEnd::Closed,
            After::Home | After::Routine => DisplayEnd::SetOver,
        }
    }

    fn send(&self, command: UserCommand) {
        match self.commands.try_send(command) {
            // Full: the coach is busy with earlier commands. Gone: the set is over.
            Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
        }
    }
}

/// Whether this is shown until the user has read it.
fn is_last(view: &ViewState) -> bool {
    view.has_failed || matches!(view.scene.as_deref(), Some(Scene::Summary(_)))
}

/// The guide figure while the user gets ready. While nobody is in the picture it shows the whole
/// exercise. When only the start pose is missing, it
/// shows that pose.
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
            let stopped = message(
                ui.words(program::STOPPED_TITLE),
                ui.words(program::STOPPED_TEXT),
                ui.words(live::CLOSE),
            );
            screen::draw_message(ui, &stopped);
        }
        Some(scene) => {
            let beside = DrawContext {
                picture: view.picture.as_deref(),
                is_mirrored,
                is_voice_on: !view.is_muted,
                camera_note: note,
                guide,
                ..DrawContext::default()
            };
            screen::draw(ui, scene, &beside);
        }
        None => {
            let text = note.unwrap_or(ui.words(live::FIRST_PICTURE));
            let waiting = message(ui.words(live::NO_PICTURE_YET), text, ui.words(live::BACK));
            screen::draw_message(ui, &waiting);
        }
    }
}
