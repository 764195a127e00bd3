//! The safety questions in the window: before the first exercise, and every month.

use crate::screen::{Input, SafetyButton, SafetyPage, SafetyScene, Scene, Ui, safety_button_at};
use crate::settings::Settings;
use crate::words::{Language, safety};

use super::aloud::Aloud;
use super::live::{Presentation, Stop};

/// How the questions ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// No sign fits: exercises may begin.
    NoneFits,
    /// A sign fits, or the questions were left: nothing begins.
    Home,
    /// The window was closed or lost.
    Closed,
}

/// The safety questions and what has been chosen so far.
pub(super) struct SafetyQuestions {
    scene: SafetyScene,
    aloud: Aloud,
    language: Language,
}

impl SafetyQuestions {
    pub(super) fn new(is_first: bool, settings: &Settings, language: Language) -> Self {
        Self {
            scene: SafetyScene {
                page: SafetyPage::Questions,
                hover: None,
                is_first,
                is_read_aloud: false,
            },
            aloud: Aloud::of(settings, language),
            language,
        }
    }

    /// Shows the questions until one of the answers has been chosen.
    pub(super) fn ask(mut self, shown: &mut Presentation, stop: &Stop) -> Answer {
        let mut drawn = None;
        loop {
            let scene = Scene::Safety(self.scene);
            let Some(inputs) = shown.ask(&scene, &mut drawn, stop) else {
                return Answer::Closed;
            };
            for input in inputs {
                if let Some(answer) = self.take(input, &shown.ui) {
                    return answer;
                }
            }
        }
    }

    /// Takes a key or the mouse. Enter does nothing: it must be a choice.
    fn take(&mut self, input: Input, ui: &Ui) -> Option<Answer> {
        match input {
            Input::Close => return Some(Answer::Closed),
            Input::Back => return Some(Answer::Home),
            Input::Digit(0) => return self.choose(SafetyButton::None),
            Input::Digit(1) => return self.choose(SafetyButton::One),
            Input::Click(at) => return safety_button_at(ui, at).and_then(|it| self.choose(it)),
            Input::Hover(at) => self.scene.hover = safety_button_at(ui, at),
            Input::Voice if self.aloud.is_on() => self.aloud.stop(),
            Input::Voice => self.aloud.say(&match self.scene.page {
                SafetyPage::Questions => safety::questions_aloud(self.language),
                SafetyPage::Advice => safety::advice_aloud(self.language),
            }),
            _ => {}
        }
        self.scene.is_read_aloud = self.aloud.is_on();
        None
    }

    fn choose(&mut self, button: SafetyButton) -> Option<Answer> {
        let page = match (self.scene.page, button) {
            (SafetyPage::Questions, SafetyButton::None) => return Some(Answer::NoneFits),
            (SafetyPage::Advice, SafetyButton::None) => return Some(Answer::Home),
            (SafetyPage::Questions, SafetyButton::One) => SafetyPage::Advice,
            (SafetyPage::Advice, SafetyButton::One) => SafetyPage::Questions,
        };
        self.aloud.stop();
        self.scene.page = page;
        self.scene.hover = None;
        self.scene.is_read_aloud = false;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(inputs: &[Input]) -> Option<Answer> {
        let ui = Ui::new(1280, 720).unwrap();
        let mut questions = SafetyQuestions::new(true, &Settings::default(), Language::English);
        inputs.iter().find_map(|input| questions.take(*input, &ui))
    }

    #[test]
    fn only_a_choice_answers() {
        let nothing = [Input::Start, Input::Next, Input::Pause, Input::Digit(2)];
        assert_eq!(answer(&nothing), None);
        assert_eq!(answer(&[Input::Click([10, 10])]), None);
        assert_eq!(answer(&[Input::Digit(0)]), Some(Answer::NoneFits));
        assert_eq!(answer(&[Input::Click([960, 620])]), Some(Answer::NoneFits));
        assert_eq!(answer(&[Input::Back]), Some(Answer::Home));
        assert_eq!(answer(&[Input::Close]), Some(Answer::Closed));
    }

    #[test]
    fn where_a_sign_fits_nothing_begins() {
        let one = Input::Digit(1);
        assert_eq!(answer(&[one]), None);
        assert_eq!(answer(&[one, Input::Digit(0)]), Some(Answer::Home));
        assert_eq!(answer(&[one, Input::Start]), None);
        assert_eq!(answer(&[one, Input::Back]), Some(Answer::Home));
        // A slip of the finger can be taken back.
        let again = [Input::Click([300, 620]), one, Input::Digit(0)];
        assert_eq!(answer(&again), Some(Answer::NoneFits));
    }
}
