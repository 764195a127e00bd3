//! The question before a routine: how strong the pain is. It is asked once, and goes on by itself,
//! because somebody may be on the floor already.

use std::time::{Duration, Instant};

use crate::screen::{Input, PainBeforeScene, PainBeforeTarget, Scene, Ui, pain_before_target_at};
use crate::voice::VoiceOptions;
use crate::words::{Language, Phrase, pain};

use super::aloud::Aloud;
use super::live::{Presentation, Stop};
use super::pain::told;

/// So long the question waits for an answer: the time to hear it, and to think.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// So long a number may still be changed, as a 1 to a 10.
const CHANGE_WITHIN: Duration = Duration::from_millis(1500);

/// The question and what was told so far.
pub(super) struct PainBefore {
    number: Option<u8>,
    /// When a number was told last.
    told_at: Option<Instant>,
    aloud: Aloud,
}

impl PainBefore {
    /// The question, spoken once in this voice where it isn't muted.
    pub(super) fn new(language: Language, voice: VoiceOptions, is_muted: bool) -> Self {
        let mut aloud = Aloud::by(voice);
        if !is_muted {
            aloud.say(&[pain::BEFORE_ASKED.said_in(language)]);
        }
        Self {
            number: None,
            told_at: None,
            aloud,
        }
    }

    /// Asks until a number was told, or the question left, or nobody has answered for a while. Gives
    /// the number, where one was told. What is still being said ends with it.
    pub(super) fn ask(mut self, shown: &mut Presentation, stop: &Stop) -> Option<u8> {
        let begun = Instant::now();
        let mut drawn = None;
        while !self.is_over(begun, Instant::now()) {
            let scene = Scene::PainBefore(PainBeforeScene {
                number: self.number,
            });
            let inputs = shown.ask(&scene, &mut drawn, stop)?;
            for input in inputs {
                if self.take(input, &shown.ui) {
                    if input == Input::Close {
                        stop.leave();
                    }
                    return self.number;
                }
            }
        }
        self.number
    }

    fn is_over(&self, begun: Instant, now: Instant) -> bool {
        match self.told_at {
            Some(told_at) => now.saturating_duration_since(told_at) >= CHANGE_WITHIN,
            None => now.saturating_duration_since(begun) >= ANSWER_WITHIN,
        }
    }

    /// Takes a key or the mouse. Gives whether the question is over. Esc and the closed window leave it
    /// out, whatever was told.
    fn take(&mut self, input: Input, ui: &Ui) -> bool {
        match input {
            Input::Digit(digit) => self.tell(digit),
            Input::Start => return true,
            Input::Back | Input::Close => {
                self.number = None;
                return true;
            }
            Input::Voice => self.aloud.stop(),
            Input::Click(at) => match pain_before_target_at(ui, at) {
                Some(PainBeforeTarget::Number(number)) => self.tell(number),
                Some(PainBeforeTarget::GoOn) => return true,
                None => {}
            },
            _ => {}
        }
        false
    }

    fn tell(&mut self, number: u8) {
        self.number = Some(told(self.number, number));
        self.told_at = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> PainBefore {
        PainBefore::new(Language::English, VoiceOptions::default(), true)
    }

    /// What was told, where the question is over.
    fn answered(inputs: &[Input]) -> Option<Option<u8>> {
        let ui = Ui::new(1280, 720).unwrap();
        let mut question = question();
        let is_over = inputs.iter().any(|input| question.take(*input, &ui));
        is_over.then_some(question.number)
    }

    #[test]
    fn it_is_left_out_at_once_or_answered_by_a_key_or_the_mouse() {
        assert_eq!(answered(&[Input::Start]), Some(None));
        assert_eq!(answered(&[Input::Back]), Some(None));
        assert_eq!(answered(&[Input::Click([1100, 54])]), Some(None));
        let four = [Input::Digit(4), Input::Start];
        assert_eq!(answered(&four), Some(Some(4)));
        let ten = [Input::Digit(1), Input::Digit(0), Input::Start];
        assert_eq!(answered(&ten), Some(Some(10)));
        let mouse = [Input::Click([1150, 320]), Input::Click([1100, 54])];
        assert_eq!(answered(&mouse), Some(Some(10)));
        assert_eq!(answered(&[Input::Digit(4), Input::Back]), Some(None));
        assert_eq!(answered(&[Input::Pause, Input::Click([600, 600])]), None);
    }

    #[test]
    fn nobody_is_held_up_by_it() {
        let begun = Instant::now();
        let mut question = question();
        let after = |question: &PainBefore, time| question.is_over(begun, begun + time);
        assert!(!after(&question, ANSWER_WITHIN / 2));
        assert!(after(&question, ANSWER_WITHIN));
        question.tell(3);
        assert!(!after(&question, CHANGE_WITHIN / 2));
        let ui = Ui::new(1280, 720).unwrap();
        assert!(!question.take(Input::Voice, &ui));
        assert!(question.is_over(begun, Instant::now() + CHANGE_WITHIN));
    }
}
