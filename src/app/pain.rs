//! The questions after a set was stopped: how strong the pain is, and what is to come. They wait for
//! somebody who has to get up first.

use std::time::{Duration, Instant};

use crate::exercise::Exercise;
use crate::screen::{
    Direction, Input, PainChoice, PainScene, PainTarget, Scene, Ui, pain_target_at,
};
use crate::session::SetId;
use crate::voice::VoiceOptions;
use crate::words::{Language, Phrase, Text, pain};

use super::aloud::Aloud;
use super::live::{Ended, Presentation, Stop};
use super::set_history::note_pain;

/// The questions wait for so long. Somebody in pain rests before they get up.
const ANSWER_WITHIN: Duration = Duration::from_secs(600);

/// What is to come after a set was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterStop {
    /// The same exercise again: less of it where there is some pain.
    GoOn,
    /// The same exercise in its easier version.
    Easier,
    /// The next exercise, or another one.
    Next,
    /// Nothing more today.
    End,
}

/// What was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PainAnswer {
    /// How strong the pain is, 0 to 10; none where that was not told.
    pub(super) pain: Option<u8>,
    pub(super) then: AfterStop,
}

impl PainAnswer {
    /// Whether to go on with less than was planned.
    pub(super) fn is_gentle(self) -> bool {
        self.pain.is_none_or(|pain| pain > CARRIES_ON)
    }
}

/// The strongest pain with which somebody carries on as planned, and the strongest with which they go
/// on gently (specification §13).
const CARRIES_ON: u8 = 3;
const GOES_GENTLY: u8 = 5;

/// How strong the pain is once this number was told. A 0 after a 1 is the 10, which has no key of its
/// own.
pub(super) fn told(before: Option<u8>, number: u8) -> u8 {
    match (before, number) {
        (Some(1), 0) => 10,
        (_, number) => number,
    }
}

/// The set that was stopped.
pub(super) struct Stopped {
    pub(super) language: Language,
    pub(super) exercise: String,
    /// How many repetitions or holds were done, of how many.
    pub(super) done: [u32; 2],
    /// Its number in the history; none where it is not kept.
    pub(super) set: Option<SetId>,
    /// The name of its easier version, where it has one.
    pub(super) easier: Option<String>,
    pub(super) next: NextExercise,
}

/// What there is beside the exercise that was stopped.
pub(super) enum NextExercise {
    /// Nothing.
    None,
    /// Any other one, which is then to be chosen.
    Any,
    /// The next one of a routine, by its name.
    Named(String),
}

impl Stopped {
    /// What is asked about a set that was stopped.
    pub(super) fn of(ended: &Ended, exercise: &Exercise, next: NextExercise) -> Self {
        let recap = &ended.recap;
        let sides = if recap.sides.is_some() { 2 } else { 1 };
        Self {
            done: [recap.total.counted, recap.dose.reps * sides],
            set: ended.set,
            ..Self::before(exercise, next)
        }
    }

    /// What is asked about an exercise that has not begun.
    pub(super) fn before(exercise: &Exercise, next: NextExercise) -> Self {
        let language = exercise.language;
        Self {
            language,
            exercise: exercise.name.clone(),
            done: [0, 0],
            set: None,
            easier: exercise.easier().map(|form| form.called(language)),
            next,
        }
    }
}

/// The questions, and what was answered so far.
pub(super) struct PainQuestions {
    stopped: Stopped,
    pain: Option<u8>,
    focus: AfterStop,
    aloud: Aloud,
}

impl PainQuestions {
    pub(super) fn new(stopped: Stopped, voice: VoiceOptions) -> Self {
        Self {
            aloud: Aloud::by(voice),
            stopped,
            pain: None,
            focus: AfterStop::End,
        }
    }

    /// Asks until a choice was made, and keeps how strong the pain is with the set. Without an answer
    /// for ten minutes nothing more is done today. None where the window is closed or lost.
    pub(super) fn ask(mut self, shown: &mut Presentation, stop: &Stop) -> Option<PainAnswer> {
        let answer = self.show(shown, stop);
        if let (Some(set), Some(pain)) = (self.stopped.set, self.pain) {
            note_pain(set, pain);
        }
        answer
    }

    fn show(&mut self, shown: &mut Presentation, stop: &Stop) -> Option<PainAnswer> {
        let begun = Instant::now();
        let mut drawn = None;
        while begun.elapsed() < ANSWER_WITHIN {
            let scene = self.scene();
            let inputs = shown.ask(&Scene::Pain(scene.clone()), &mut drawn, stop)?;
            for input in inputs {
                if input == Input::Close {
                    stop.leave();
                    return None;
                }
                if let Some(answer) = self.take(input, &scene, &shown.ui) {
                    return Some(answer);
                }
            }
        }
        self.focus = AfterStop::End;
        Some(self.answer())
    }

    fn take(&mut self, input: Input, scene: &PainScene, ui: &Ui) -> Option<PainAnswer> {
        match input {
            Input::Digit(digit) => self.tell(digit),
            Input::Move(Direction::Right) | Input::Next => self.move_right(),
            Input::Move(Direction::Left) => self.move_left(),
            Input::Start => return Some(self.answer()),
            Input::Back => {
                self.focus = AfterStop::End;
                return Some(self.answer());
            }
            Input::Click(at) => match pain_target_at(ui, scene, at)? {
                PainTarget::Number(number) => self.tell(number),
                PainTarget::Choice(choice) => {
                    self.focus = *self.offered().get(choice)?;
                    return Some(self.answer());
                }
            },
            Input::Voice if self.aloud.is_on() => self.aloud.stop(),
            Input::Voice => self.read_aloud(),
            _ => {}
        }
        None
    }

    fn tell(&mut self, number: u8) {
        let number = told(self.pain, number);
        self.pain = Some(number);
        self.focus = if number <= GOES_GENTLY {
            AfterStop::GoOn
        } else {
            AfterStop::End
        };
    }

    fn answer(&self) -> PainAnswer {
        PainAnswer {
            pain: self.pain,
            then: self.focus,
        }
    }

    /// What may come with this pain, in its order.
    fn offered(&self) -> Vec<AfterStop> {
        let mut offered = Vec::new();
        if self.pain.is_none_or(|pain| pain <= GOES_GENTLY) {
            offered.push(AfterStop::GoOn);
            offered.extend(self.stopped.easier.is_some().then_some(AfterStop::Easier));
        }
        if !matches!(self.stopped.next, NextExercise::None) {
            offered.push(AfterStop::Next);
        }
        offered.push(AfterStop::End);
        offered
    }

    fn place(&self) -> usize {
        let offered = self.offered();
        let place = offered.iter().position(|choice| *choice == self.focus);
        place.unwrap_or(offered.len() - 1)
    }

    fn move_right(&mut self) {
        let offered = self.offered();
        self.focus = offered[(self.place() + 1) % offered.len()];
    }

    fn move_left(&mut self) {
        let offered = self.offered();
        self.focus = offered[(self.place() + offered.len() - 1) % offered.len()];
    }

    fn scene(&self) -> PainScene {
        let Stopped {
            language,
            exercise,
            done: [done, of],
            set,
            ..
        } = &self.stopped;
        PainScene {
            number: self.pain,
            choices: self.offered().into_iter().map(|it| self.card(it)).collect(),
            focus: self.place(),
            is_saved: set.is_some(),
            place: pain::place(*language, exercise, *done, *of),
            is_read_aloud: self.aloud.is_on(),
        }
    }

    fn card(&self, choice: AfterStop) -> PainChoice {
        let words = |text: Text| text.said_in(self.stopped.language);
        let is_gentle = self.answer().is_gentle();
        let (title, below) = match choice {
            AfterStop::GoOn if is_gentle => (pain::GO_ON_GENTLY, words(pain::LESS_OF_IT)),
            AfterStop::GoOn => (pain::GO_ON, words(pain::SAME_AGAIN)),
            AfterStop::Easier => {
                let name = self.stopped.easier.clone();
                (pain::EASIER, name.unwrap_or_default())
            }
            AfterStop::Next => match &self.stopped.next {
                NextExercise::Named(name) => (pain::NEXT, name.clone()),
                NextExercise::Any | NextExercise::None => (pain::ANOTHER, words(pain::CHOOSE_ONE)),
            },
            AfterStop::End => (pain::END, words(pain::WELL_DONE)),
        };
        PainChoice {
            title: words(title),
            below,
        }
    }

    fn read_aloud(&mut self) {
        let language = self.stopped.language;
        let mut sentences = vec![pain::QUESTION.said_in(language)];
        let choices = self.scene().choices.into_iter();
        sentences.extend(choices.map(|choice| format!("{}: {}", choice.title, choice.below)));
        sentences.push(pain::EMERGENCY.in_language(language).join(" "));
        self.aloud.say(&sentences);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions(easier: Option<&str>) -> PainQuestions {
        let stopped = Stopped {
            language: Language::English,
            exercise: "Bird dog".to_owned(),
            done: [4, 6],
            set: None,
            easier: easier.map(str::to_owned),
            next: NextExercise::Named("Side plank".to_owned()),
        };
        PainQuestions::new(stopped, VoiceOptions::default())
    }

    fn answered(inputs: &[Input]) -> Option<PainAnswer> {
        let ui = Ui::new(1280, 720).unwrap();
        let mut questions = questions(Some("only the leg"));
        inputs.iter().find_map(|input| {
            let scene = questions.scene();
            questions.take(*input, &scene, &ui)
        })
    }

    fn then(inputs: &[Input]) -> (Option<u8>, AfterStop) {
        let answer = answered(inputs).unwrap();
        (answer.pain, answer.then)
    }

    #[test]
    fn the_number_says_what_is_offered_first() {
        let with = |number| then(&[Input::Digit(number), Input::Start]).1;
        assert_eq!(with(0), AfterStop::GoOn);
        assert_eq!(with(5), AfterStop::GoOn);
        assert_eq!(with(6), AfterStop::End);
        // Nothing goes on unless somebody says so.
        assert_eq!(then(&[Input::Start]), (None, AfterStop::End));
        assert_eq!(answered(&[Input::Digit(4), Input::Pause]), None);
    }

    #[test]
    fn with_strong_pain_the_exercise_does_not_go_on() {
        let mut strong = questions(Some("only the leg"));
        strong.tell(7);
        assert_eq!(strong.offered(), [AfterStop::Next, AfterStop::End]);
        let mut mild = questions(None);
        mild.tell(4);
        let all = [AfterStop::GoOn, AfterStop::Next, AfterStop::End];
        assert_eq!(mild.offered(), all);
        assert!(mild.answer().is_gentle());
        mild.tell(2);
        assert!(!mild.answer().is_gentle());
    }

    #[test]
    fn ten_is_a_one_and_a_nought() {
        let ten = [Input::Digit(1), Input::Digit(0), Input::Start];
        assert_eq!(then(&ten), (Some(10), AfterStop::End));
    }

    #[test]
    fn arrows_and_the_mouse_choose() {
        let right = Input::Move(Direction::Right);
        let keys = [Input::Digit(4), right, Input::Start];
        assert_eq!(then(&keys), (Some(4), AfterStop::Easier));
        // The number 4, and then the third choice.
        let mouse = [Input::Click([548, 260]), Input::Click([760, 450])];
        assert_eq!(then(&mouse), (Some(4), AfterStop::Next));
        assert_eq!(then(&[Input::Back]), (None, AfterStop::End));
    }
}
