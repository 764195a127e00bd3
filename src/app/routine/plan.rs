//! What is chosen for a routine, and how it ended.

use super::sets::{ChoicePlanner, RoutineSet};
use crate::app::set::{DisplayChoice, LiveOptions};
use crate::routine::Ending;
use crate::session::SessionRecap;
use crate::words::{Language, routine as words};

/// Everything that was chosen for a routine. Nothing is opened yet.
pub struct RoutinePlan {
    /// Its name, "Gentle day".
    pub name: String,
    /// What is done, in its order.
    pub sets: Vec<RoutineSet>,
    /// What plans a set that is changed on the way.
    pub planner: ChoicePlanner,
    /// How the sets are run.
    pub live: LiveOptions,
    /// What they are shown in.
    pub display: DisplayChoice,
    /// A file that gets every event as a line of JSON; `-` is standard output.
    pub events: Option<std::path::PathBuf>,
}

/// How a routine ended.
#[derive(Debug, Clone)]
pub struct RoutineOver {
    /// Why it is over.
    pub ending: Ending,
    /// How many exercises were done, of those that were planned.
    pub done: usize,
    /// Those that were planned.
    pub planned: usize,
    /// What is told of it.
    pub recap: SessionRecap,
}

impl RoutineOver {
    /// "Done for today. 4 exercises", as it is spoken and printed. After pain it is nothing: what to
    /// do was said.
    #[must_use]
    pub fn told(&self, language: Language) -> Option<String> {
        match self.ending {
            Ending::Pain => None,
            Ending::Done | Ending::Left => {
                Some(words::session_done(language, self.done, self.planned))
            }
        }
    }
}
