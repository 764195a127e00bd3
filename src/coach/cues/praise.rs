//! What is praised, and how often. Where depth is personal, the best so far is what the next
//! repetition is measured by (specification §15.8). Nobody is asked to go farther; a user who does is
//! told once a set.

use crate::blazepose::Side;
use crate::coach::now::Now;
use crate::coach::rules::RepVerdict;
use crate::coach::tally::Tally;
use crate::exercise::Exercise;
use crate::words;

use super::announcer::Announcer;
use super::side_word;

/// Praise is rare (specification §12.2): from the third repetition on, and at most one in four.
const FIRST_PRAISE_AT: u32 = 3;
const PRAISE_EVERY: u32 = 4;

/// What a repetition may be praised for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::coach) enum PraiseFor {
    /// It was held well.
    Hold,
    /// It went farther than all before.
    Best,
}

impl PraiseFor {
    /// In the words of the exercise.
    fn text(self, exercise: &Exercise) -> Option<&str> {
        match self {
            PraiseFor::Hold => Some(&exercise.praise.hold.as_ref()?.text),
            PraiseFor::Best => Some(&exercise.personal.as_ref()?.praise.text),
        }
    }
}

/// The praise of a set.
#[derive(Debug, Clone)]
pub(in crate::coach) struct Praise {
    /// The farthest good repetition so far: value of the cycle's signal.
    best: Option<f32>,
    is_best_praised: bool,
    /// Whether all that the praise of the whole set claims was so in every repetition so far.
    is_set_backed: bool,
    /// The next praise comes with this repetition at the earliest.
    next_at: u32,
}

impl Praise {
    /// `best` is that of earlier sessions.
    pub(in crate::coach) fn new(best: Option<f32>) -> Self {
        Praise {
            best,
            is_best_praised: false,
            is_set_backed: true,
            next_at: FIRST_PRAISE_AT,
        }
    }

    /// The farthest good repetition so far, in exercises where the goal is personal.
    pub(in crate::coach) fn best(&self, exercise: &Exercise) -> Option<f32> {
        self.best.filter(|_| exercise.personal.is_some())
    }

    /// What the whole set is praised for: all of its dose was good, nothing had to be said, and all
    /// that the praise claims was seen and was good in every repetition. `was_judged` where form was
    /// judged all the time.
    pub(in crate::coach) fn of_set(
        &self,
        now: &Now,
        tally: &Tally,
        was_judged: bool,
    ) -> Option<String> {
        let claim = now.exercise().praise.clean_set.as_ref()?;
        let is_clean = self.is_set_backed && was_judged && tally.is_clean(now);
        is_clean.then(|| claim.text.clone())
    }

    /// What the repetition that was just counted may be praised for; `count` with it.
    pub(in crate::coach) fn step(
        &mut self,
        exercise: &Exercise,
        verdict: &RepVerdict,
        peak: f32,
        count: u32,
    ) -> Option<PraiseFor> {
        self.is_set_backed &= verdict.backing.clean_set;
        if verdict.good == Some(true) && self.is_new_best(exercise, peak) {
            let is_its_turn = verdict.backing.best && !self.is_best_praised;
            return is_its_turn.then_some(PraiseFor::Best);
        }
        (verdict.backing.hold && count >= self.next_at).then_some(PraiseFor::Hold)
    }

    /// What follows the count in its sentence, one thing: where to go on, how much is left, or
    /// `praise`.
    pub(in crate::coach) fn after_count(
        &mut self,
        now: &Now,
        tally: &Tally,
        side: Option<Side>,
        praise: Option<PraiseFor>,
        to: &mut Announcer,
    ) {
        let exercise = now.exercise();
        // A user who lies on one side has to be told to turn over; one who alternates does it anyway.
        let is_side_done =
            exercise.cycle.is_side_by_side() && tally.of_side(side) >= now.dose().reps;
        if let Some(other) = side_word(exercise, side.map(Side::other))
            && is_side_done
        {
            to.announce(words::other_side(to.language(), other));
            return;
        }
        let praise = praise.and_then(|what| Some((what, what.text(exercise)?)));
        match (tally.left_to_do(now), praise) {
            (2, _) if now.fading().tells_two_more() => to.mention(words::TWO_MORE),
            (1, _) => to.mention(words::LAST_ONE),
            (_, Some((what, text))) if !to.is_cueing() => {
                self.given(what, tally.of_side(None));
                to.announce(text);
            }
            _ => {}
        }
    }

    /// Praise was given after so many repetitions.
    fn given(&mut self, what: PraiseFor, count: u32) {
        self.next_at = count + PRAISE_EVERY;
        self.is_best_praised |= what == PraiseFor::Best;
    }

    /// Takes the peak of a good repetition; says whether it is clearly farther than all before.
    fn is_new_best(&mut self, exercise: &Exercise, peak: f32) -> bool {
        let Some(personal) = &exercise.personal else {
            return false;
        };
        let sign = if exercise.cycle.rising { 1.0 } else { -1.0 };
        let farther = self.best.map(|best| (peak - best) * sign);
        if farther.is_none_or(|farther| farther > 0.0) {
            self.best = Some(peak);
        }
        farther.is_some_and(|farther| farther >= personal.beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::rules::Backing;
    use crate::exercise::load;

    const BEYOND: f32 = 4.0;

    /// A knee drawn to the chest: the signal falls.
    fn knee_to_chest() -> Exercise {
        let mut exercise = load("knee-to-chest", None, None).unwrap();
        if let Some(personal) = &mut exercise.personal {
            personal.beyond = BEYOND;
        }
        assert!(!exercise.cycle.rising);
        exercise
    }

    fn good() -> RepVerdict {
        RepVerdict {
            changes: Vec::new(),
            good: Some(true),
            why: Vec::new(),
            is_only_short: false,
            too_quick: Vec::new(),
            backing: Backing {
                hold: false,
                best: true,
                clean_set: true,
            },
        }
    }

    #[test]
    fn the_first_one_is_no_new_best() {
        let mut praise = Praise::new(None);
        assert!(!praise.is_new_best(&knee_to_chest(), -30.0));
        assert_eq!(praise.best, Some(-30.0));
    }

    #[test]
    fn a_new_best_is_clearly_farther_than_the_one_of_earlier_sessions() {
        let exercise = knee_to_chest();
        let mut praise = Praise::new(Some(-30.0));
        assert!(!praise.is_new_best(&exercise, -20.0));
        assert_eq!(praise.best, Some(-30.0));
        assert!(
            !praise.is_new_best(&exercise, -30.0 - 0.9 * BEYOND),
            "noise"
        );
        assert!(praise.is_new_best(&exercise, -30.0 - 2.0 * BEYOND));
    }

    #[test]
    fn it_is_praised_once_a_set() {
        let exercise = knee_to_chest();
        let mut praise = Praise::new(Some(-30.0));
        praise.given(PraiseFor::Hold, 1);
        let peak = -30.0 - 2.0 * BEYOND;
        let first = praise.step(&exercise, &good(), peak, 2);
        assert_eq!(first, Some(PraiseFor::Best), "praised for something else");
        praise.given(PraiseFor::Best, 2);
        let second = praise.step(&exercise, &good(), 2.0 * peak, 3);
        assert_eq!(second, None);
    }
}
