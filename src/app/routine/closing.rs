//! The summary of a routine, shown until it has been read, and how strong the pain is now.

use crate::app::live::{Presentation, Stop};
use crate::app::pain::told;
use crate::app::set_history::note_pain_after;
use crate::screen::{Input, PainRow, Scene, SummaryScene, SummaryTarget, Ui, summary_target_at};
use crate::session::SessionId;
use crate::words::Language;

/// The session of which it is asked how strong the pain is after it.
pub(super) struct AskedAfter {
    pub(super) session: SessionId,
    pub(super) language: Language,
    /// How strong it was before, where that was told.
    pub(super) before: Option<u8>,
}

/// The summary, and what was told so far.
pub(super) struct Closing {
    scene: SummaryScene,
    asked: Option<AskedAfter>,
}

/// What a key or the mouse leads to.
#[derive(Debug, PartialEq, Eq)]
enum Outside {
    Leave,
    Close,
}

impl Closing {
    /// The summary, with the question in it where that is asked.
    pub(super) fn new(scene: SummaryScene, asked: Option<AskedAfter>) -> Self {
        let pain = asked.as_ref();
        let pain = pain.map(|asked| PainRow::new(asked.language, asked.before, None));
        Self {
            scene: SummaryScene { pain, ..scene },
            asked,
        }
    }

    /// Shows it until it has been read. Gives whether the window is still there.
    pub(super) fn show(&mut self, shown: &mut Presentation, stop: &Stop) -> bool {
        let mut drawn = None;
        let summary = |scene: &SummaryScene| Scene::Summary(scene.clone());
        while let Some(inputs) = shown.ask(&summary(&self.scene), &mut drawn, stop) {
            for input in inputs {
                match self.take(input, &shown.ui) {
                    None => {}
                    Some(Outside::Leave) => return true,
                    Some(Outside::Close) => {
                        stop.leave();
                        return false;
                    }
                }
            }
        }
        false
    }

    /// How strong the pain is now, where that was told.
    pub(super) fn told(&self) -> Option<u8> {
        self.scene.pain.as_ref().and_then(|row| row.number)
    }

    fn take(&mut self, input: Input, ui: &Ui) -> Option<Outside> {
        match input {
            Input::Close => return Some(Outside::Close),
            Input::Start | Input::Back => return Some(Outside::Leave),
            Input::Digit(digit) => self.tell(digit),
            Input::Click(at) => match summary_target_at(ui, &self.scene, at)? {
                SummaryTarget::Number(number) => self.tell(number),
                SummaryTarget::Close => return Some(Outside::Leave),
            },
            _ => {}
        }
        None
    }

    /// It is written at once: the power may fail before somebody closes the summary.
    fn tell(&mut self, number: u8) {
        let Some(asked) = &self.asked else { return };
        let number = told(self.told(), number);
        self.scene.pain = Some(PainRow::new(asked.language, asked.before, Some(number)));
        note_pain_after(asked.session, number);
    }
}
