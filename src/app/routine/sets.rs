//! The sets of a routine, which may still change until they begin: an easier or a harder form, or
//! another exercise.

use crate::app::set::SetChoice;
use crate::exercise::{Form, Level};
use crate::screen::RestChange;
use crate::words::routine as words;

/// The dose of somebody who begins: the gentlest one that an exercise has.
pub(in crate::app) const GENTLEST_DOSE: &str = "beginner";

/// One set of a routine.
pub struct RoutineSet {
    /// What is done.
    pub choice: SetChoice,
    /// Seconds of rest after it.
    pub rest_s: f32,
    /// Ids of the exercises that may take its place, the next one first.
    pub instead: Vec<String>,
}

/// A set that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct WantedSet<'a> {
    /// Id of the exercise.
    pub exercise: &'a str,
    /// Id of its variant; none for the usual form.
    pub variant: Option<&'a str>,
    /// Name of the dose.
    pub dose: &'a str,
}

impl<'a> WantedSet<'a> {
    /// An exercise in its usual form and dose.
    #[must_use]
    pub fn usual(exercise: &'a str) -> Self {
        Self {
            exercise,
            variant: None,
            dose: "standard",
        }
    }
}

/// Finds everything that a set needs.
pub type ChoicePlanner = Box<dyn Fn(WantedSet) -> anyhow::Result<SetChoice> + Send>;

/// All sets of a routine, and what plans them anew.
pub(super) struct Sets {
    all: Vec<RoutineSet>,
    planner: ChoicePlanner,
}

impl Sets {
    pub(super) fn new(all: Vec<RoutineSet>, planner: ChoicePlanner) -> Self {
        Self { all, planner }
    }

    pub(super) fn get(&self, number: usize) -> Option<&SetChoice> {
        self.all.get(number).map(|set| &set.choice)
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// What may be changed about a set, and what it becomes, as people call it.
    pub(super) fn changes(&self, number: usize) -> Vec<(RestChange, String)> {
        let Some(set) = self.all.get(number) else {
            return Vec::new();
        };
        let exercise = &set.choice.exercise;
        let called = |form: Form| form.called(exercise.language);
        let easier = exercise.easier().map(called);
        let harder = exercise.harder().map(called);
        let another = set.instead.first();
        let another = another.and_then(|id| self.choice_instead(set, id).ok());
        let another = another.map(|choice| choice.exercise.name);
        let all = [
            (RestChange::Easier, easier),
            (RestChange::Harder, harder),
            (RestChange::Another, another),
        ];
        let offered = all.into_iter();
        offered
            .filter_map(|(change, name)| Some((change, name?)))
            .collect()
    }

    /// Changes a set, where that is offered; gives what is said of it.
    ///
    /// # Errors
    /// When what it would become can't be read.
    pub(super) fn change(
        &mut self,
        number: usize,
        change: RestChange,
    ) -> anyhow::Result<Option<String>> {
        match change {
            RestChange::Easier => self.take_form(number, Level::Easier),
            RestChange::Harder => self.take_form(number, Level::Harder),
            RestChange::Another => self.swap(number),
        }
    }

    /// A set becomes as short as its exercise has it.
    ///
    /// # Errors
    /// As [`Sets::change`].
    pub(super) fn take_gentlest_dose(&mut self, number: usize) -> anyhow::Result<()> {
        let Some(set) = self.all.get_mut(number) else {
            return Ok(());
        };
        let exercise = &set.choice.exercise;
        set.choice = (self.planner)(WantedSet {
            exercise: &exercise.id,
            variant: exercise.variant.as_deref(),
            dose: GENTLEST_DOSE,
        })?;
        Ok(())
    }

    /// Leaves out every later set of the same exercise; gives the numbers that they had, the last one
    /// first.
    pub(super) fn leave_out_after(&mut self, number: usize) -> Vec<usize> {
        let Some(id) = self.get(number).map(|set| set.exercise.id.clone()) else {
            return Vec::new();
        };
        let later = (number + 1..self.all.len()).rev();
        let same: Vec<usize> = later
            .filter(|other| self.all[*other].choice.exercise.id == id)
            .collect();
        for other in &same {
            self.all.remove(*other);
        }
        same
    }

    fn take_form(&mut self, number: usize, level: Level) -> anyhow::Result<Option<String>> {
        let Some(set) = self.all.get_mut(number) else {
            return Ok(None);
        };
        let exercise = &set.choice.exercise;
        let form = match level {
            Level::Easier => exercise.easier(),
            Level::Harder => exercise.harder(),
        };
        let Some(form) = form else { return Ok(None) };
        let language = exercise.language;
        let name = form.called(language);
        set.choice = (self.planner)(WantedSet {
            exercise: &exercise.id,
            variant: form.variant.as_deref(),
            dose: &set.choice.dose,
        })?;
        Ok(Some(match level {
            Level::Easier => words::easier(language, &name),
            Level::Harder => words::harder(language, &name),
        }))
    }

    /// The next exercise of those that may take its place. The one that was there comes last.
    fn swap(&mut self, number: usize) -> anyhow::Result<Option<String>> {
        let Some(set) = self.all.get(number) else {
            return Ok(None);
        };
        let Some(id) = set.instead.first() else {
            return Ok(None);
        };
        let choice = self.choice_instead(set, id)?;
        let set = &mut self.all[number];
        let before = std::mem::replace(&mut set.choice, choice);
        set.instead.remove(0);
        set.instead.push(before.exercise.id);
        let now = &set.choice.exercise;
        Ok(Some(words::instead(now.language, &now.name)))
    }

    fn choice_instead(&self, set: &RoutineSet, id: &str) -> anyhow::Result<SetChoice> {
        (self.planner)(WantedSet {
            exercise: id,
            variant: None,
            dose: &set.choice.dose,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::coach::Options;
    use crate::exercise::{load, load_movement};

    pub(in crate::app::routine) fn choice(wanted: WantedSet) -> anyhow::Result<SetChoice> {
        let exercise = load(wanted.exercise, wanted.variant, None)?;
        let mut options = Options::usual(&exercise, true).unwrap();
        options.dose = exercise.dose(wanted.dose)?.clone();
        Ok(SetChoice {
            movement: load_movement(wanted.exercise, wanted.variant, None),
            exercise,
            dose: wanted.dose.to_owned(),
            options,
            care: None,
        })
    }

    pub(in crate::app::routine) fn set(exercise: &str, instead: &[&str]) -> RoutineSet {
        let wanted = WantedSet {
            exercise,
            variant: None,
            dose: "standard",
        };
        RoutineSet {
            choice: choice(wanted).unwrap(),
            rest_s: 0.0,
            instead: instead.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    fn sets() -> Sets {
        let all = vec![
            set("side-plank", &["partial-sit-up", "glute-bridge"]),
            set("cat-cow", &[]),
            set("side-plank", &[]),
        ];
        Sets::new(all, Box::new(choice))
    }

    fn names(sets: &Sets) -> Vec<String> {
        sets.all.iter().map(|set| set.choice.name()).collect()
    }

    #[test]
    fn a_form_is_offered_by_its_name_and_taken_back() {
        let mut sets = sets();
        let offered = sets.changes(0);
        let easier = (RestChange::Easier, "from the knees".to_owned());
        let another = (RestChange::Another, "Partial sit-up".to_owned());
        assert_eq!(offered, [easier, another]);
        let said = sets.change(0, RestChange::Easier).unwrap();
        assert_eq!(said.as_deref(), Some("Easier: from the knees"));
        assert_eq!(names(&sets)[0], "Side plank, from the knees");
        let harder = (RestChange::Harder, "the usual way".to_owned());
        assert_eq!(sets.changes(0)[0], harder);
        assert_eq!(sets.change(0, RestChange::Easier).unwrap(), None);
        sets.change(0, RestChange::Harder).unwrap();
        assert_eq!(names(&sets)[0], "Side plank");
        assert_eq!(sets.changes(1), []);
    }

    #[test]
    fn an_exercise_is_swapped_for_the_next_of_its_list_and_comes_back_last() {
        let mut sets = sets();
        let mut said = Vec::new();
        for _ in 0..3 {
            said.push(sets.change(0, RestChange::Another).unwrap().unwrap());
        }
        assert_eq!(
            said,
            [
                "Instead: Partial sit-up",
                "Instead: Glute bridge",
                "Instead: Side plank"
            ]
        );
    }

    #[test]
    fn the_gentlest_dose_leaves_the_form_as_it_is() {
        let mut sets = sets();
        sets.change(0, RestChange::Easier).unwrap();
        sets.take_gentlest_dose(0).unwrap();
        assert_eq!(names(&sets)[0], "Side plank, from the knees");
        let doses = [0, 1].map(|number| sets.get(number).unwrap().dose.clone());
        assert_eq!(doses, ["beginner", "standard"]);
    }

    #[test]
    fn an_exercise_that_hurts_is_left_out_wherever_it_comes_again() {
        let mut sets = sets();
        assert_eq!(sets.leave_out_after(0), [2]);
        assert_eq!(names(&sets), ["Side plank", "Cat-cow"]);
    }
}
