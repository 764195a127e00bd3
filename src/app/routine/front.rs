//! What somebody sees and hears between the sets of a routine: the window, where there is one, and the
//! voice.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::closing::Closing;
use crate::app::guide::Guide;
use crate::app::live::{Drawn, Presentation, Stop, poll};
use crate::app::pain::{PainAnswer, PainQuestions};
use crate::app::pain_before::PainBefore;
use crate::coach::{Sound, Speech};
use crate::exercise::Movement;
use crate::notice::{notice, tell};
use crate::screen::{self, Direction, DrawContext, Input, RestChange, RestScene, Scene, Ui};
use crate::voice::Voice;

/// A rest that nobody sees is looked at this often.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// The window and the voice.
pub(super) struct Front {
    /// None where there is no window, and while a set has it.
    pub(super) shown: Option<Presentation>,
    pub(super) voice: Arc<Voice>,
}

/// What somebody asks for in a rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// A change of what comes next.
    Change(RestChange),
    /// Something else, by a key.
    Key(Input),
}

impl Front {
    /// Says it, and writes it where no window shows it.
    pub(super) fn speak(&self, text: String, kind: Speech) {
        if self.shown.is_none() {
            tell(&format!("           {text}\n"));
        }
        self.voice.post(Sound::Say { text, kind });
    }

    pub(super) fn show_guide_of(&mut self, movement: Option<&Movement>) {
        if let Some(shown) = &mut self.shown {
            // The movement was checked when it was read. Without a figure the steps are there.
            shown.guide = movement.and_then(|movement| Guide::start(movement).ok());
        }
    }

    /// Shows a rest that has gone on for so long, lets a moment pass, and gives what was asked for. A
    /// window that is lost doesn't come back.
    pub(super) fn look(
        &mut self,
        scene: RestScene,
        since: Duration,
        drawn: &mut Option<Drawn>,
    ) -> Vec<Asked> {
        let Some(mut shown) = self.shown.take() else {
            thread::sleep(LOOK_EVERY);
            return Vec::new();
        };
        let figure = shown.guide.as_ref();
        let figure = figure.and_then(|guide| guide.frame(since.as_secs_f64()));
        let context = DrawContext {
            is_voice_on: !self.voice.is_muted(),
            guide: figure.as_ref(),
            ..DrawContext::default()
        };
        let scene = Scene::Rest(scene);
        if let Err(error) = shown.show(&scene, &context, drawn) {
            notice(format_args!(
                "{error}; the session goes on without a window"
            ));
            return Vec::new();
        }
        let mut asked = Vec::new();
        for input in poll(&mut shown.display, &shown.ui) {
            match input {
                Input::FullScreen => shown.display.toggle_full_screen(),
                Input::Voice => self.voice.set_muted(!self.voice.is_muted()),
                input => asked.extend(asked_by(input, &scene, &shown.ui)),
            }
        }
        self.shown = Some(shown);
        asked
    }

    /// Asks what is to come after a stop, where there is a window.
    pub(super) fn ask(&mut self, questions: PainQuestions, stop: &Stop) -> Option<PainAnswer> {
        let mut shown = self.shown.take()?;
        let answer = questions.ask(&mut shown, stop)?;
        self.shown = Some(shown);
        Some(answer)
    }

    /// Asks how strong the pain is before the routine. A window that is closed or lost doesn't come
    /// back.
    pub(super) fn ask_before(&mut self, question: PainBefore, stop: &Stop) -> Option<u8> {
        let mut shown = self.shown.take()?;
        let told = question.ask(&mut shown, stop);
        if !stop.leaves() {
            self.shown = Some(shown);
        }
        told
    }

    /// Shows the summary until it has been read. Gives how strong the pain is, where that was told.
    pub(super) fn close(&mut self, mut closing: Closing, stop: &Stop) -> Option<u8> {
        if let Some(mut shown) = self.shown.take()
            && closing.show(&mut shown, stop)
        {
            self.shown = Some(shown);
        }
        closing.told()
    }
}

fn asked_by(input: Input, scene: &Scene, ui: &Ui) -> Option<Asked> {
    let change = match (input, scene) {
        (Input::Move(Direction::Down), _) => RestChange::Easier,
        (Input::Move(Direction::Up), _) => RestChange::Harder,
        (Input::Move(Direction::Right), _) => RestChange::Another,
        (Input::Click(at), Scene::Rest(scene)) => screen::rest_change_at(ui, scene, at)?,
        (input, _) => return Some(Asked::Key(input)),
    };
    Some(Asked::Change(change))
}
