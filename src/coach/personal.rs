//! Goals of one's own: where depth is personal, the best so far is what the next is measured by
//! (specification §15.8). Nobody is asked to go farther; who does is told once a set.

use super::machine::Coach;

/// The farthest good repetition so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Best {
    /// Value of the cycle's signal; none before the first one.
    pub value: Option<f32>,
    pub is_praised: bool,
}

impl Best {
    /// Of earlier sessions.
    pub(super) fn of_earlier(value: Option<f32>) -> Self {
        Best {
            value,
            is_praised: false,
        }
    }
}

impl Coach {
    /// Takes the peak of a good repetition; says whether it is clearly farther than all before.
    pub(super) fn is_new_best(&mut self, peak: f32) -> bool {
        let Some(personal) = &self.exercise.personal else {
            return false;
        };
        let sign = if self.exercise.cycle.rising {
            1.0
        } else {
            -1.0
        };
        let farther = self.best.value.map(|best| (peak - best) * sign);
        if farther.is_none_or(|farther| farther > 0.0) {
            self.best.value = Some(peak);
        }
        farther.is_some_and(|farther| farther >= personal.beyond)
    }

    /// Praise was given: a new best has it once a set.
    pub(super) fn note_praise(&mut self, praise: &str) {
        let personal = self.exercise.personal.as_ref();
        self.best.is_praised |= personal.is_some_and(|goal| goal.praise.text == praise);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::Options;
    use crate::exercise::load;

    const BEYOND: f32 = 4.0;

    /// A knee drawn to the chest: the signal falls; `best` is that of earlier sessions.
    fn coach(best: Option<f32>) -> Coach {
        let mut exercise = load("knee-to-chest", None, None).unwrap();
        if let Some(personal) = &mut exercise.personal {
            personal.beyond = BEYOND;
        }
        let options = Options {
            best,
            ..Options::usual(&exercise, true).unwrap()
        };
        let coach = Coach::new(exercise, options);
        assert!(!coach.exercise.cycle.rising);
        coach
    }

    #[test]
    fn the_first_one_is_no_new_best() {
        let mut coach = coach(None);
        assert!(!coach.is_new_best(-30.0));
        assert_eq!(coach.best.value, Some(-30.0));
    }

    #[test]
    fn a_new_best_is_clearly_farther_than_the_one_of_earlier_sessions() {
        let mut coach = coach(Some(-30.0));
        assert!(!coach.is_new_best(-20.0));
        assert_eq!(coach.best.value, Some(-30.0));
        assert!(!coach.is_new_best(-30.0 - 0.9 * BEYOND), "noise");
        assert!(coach.is_new_best(-30.0 - 2.0 * BEYOND));
    }

    #[test]
    fn it_is_praised_once_a_set() {
        let mut coach = coach(Some(-30.0));
        coach.note_praise("Well held");
        assert!(!coach.best.is_praised, "for something else");
        let praise = coach.exercise.personal.clone().unwrap().praise.text;
        coach.note_praise(&praise);
        assert!(coach.best.is_praised);
    }
}
