//! Praise is true for every exercise. A user with a fault that the praise excludes does not hear
//! it, and neither does a user in whom the fault can't be seen. A user in good form hears it.

use spotter::coach::{Coach, Options, Output, Sound, Summary};
use spotter::exercise::keyframes::Sides;
use spotter::exercise::{Claim, Exercise, Movement, load_movement};
use spotter::pose::ContinuityJudge;
use spotter::session::SetFigures;

use crate::recording::{RATE_HZ, Recording, two_good, with_short_holds};

struct Set {
    exercise: Exercise,
    movement: Movement,
}

/// The spoken sentences, and the figures.
struct Heard {
    said: Vec<String>,
    summary: Summary,
}

impl Heard {
    fn has(&self, claim: &Claim) -> bool {
        self.said.iter().any(|said| said.ends_with(&claim.text))
    }
}

impl Set {
    fn of(id: &str) -> Set {
        let exercise = with_short_holds(id);
        Set {
            exercise,
            movement: load_movement(id, None, None).unwrap(),
        }
    }

    /// So many repetitions of the performer.
    fn recording(&self, reps: u32, settings: &str) -> Recording {
        let settings = format!("reps={reps}{settings}");
        Recording::performed(&self.movement, &settings, RATE_HZ)
    }

    /// Plays recordings, one after the other, as a live set of this dose.
    fn hear(&self, dose: u32, recordings: &[&Recording]) -> Heard {
        let mut options = Options::usual(&self.exercise, true).unwrap();
        options.dose.reps = dose;
        let mut coach = Coach::new(self.exercise.clone(), options);
        let mut judge = ContinuityJudge::default();
        let mut figures = SetFigures::new(&self.exercise.id);
        let (mut out, mut said, mut began_s) = (Output::default(), Vec::new(), 0.0);
        for recording in recordings {
            let mut ended_s = 0.0;
            for (frame_s, pose) in recording.tracked() {
                let Some(mut pose) = pose else { continue };
                ended_s = frame_s;
                let t_s = began_s + frame_s;
                judge.step(t_s, Some(&mut pose), false);
                coach.step(t_s, Some(&recording.body(t_s, &pose)), &mut out);
                out.events.iter().for_each(|event| figures.add(event));
                said.extend(out.sounds.iter().filter_map(|sound| match sound {
                    Sound::Say { text, .. } => Some(text.clone()),
                    Sound::Tone(_) => None,
                }));
            }
            began_s += ended_s + 0.05;
        }
        let observed = coach.finish(&mut out);
        out.events.iter().for_each(|event| figures.add(event));
        figures.end(observed);
        Heard {
            said,
            summary: figures.summary(),
        }
    }

    /// A whole set of a fault: two repetitions, one of each side where there are sides.
    fn whole_set(&self, settings: &str) -> Summary {
        match (self.exercise.cycle.side.is_some(), self.movement.sides) {
            (false, _) => self.hear(2, &[&self.recording(2, settings)]),
            (true, Sides::Alternate) => self.hear(1, &[&self.recording(2, settings)]),
            // A person who lies on one side is recorded once on each side.
            (true, _) => {
                let of = |side: &str| self.recording(1, &format!(",side={side}{settings}"));
                self.hear(1, &[&of("left"), &of("right")])
            }
        }
        .summary
    }

    /// Faults of the synthetic person that the words say are not there.
    fn shown(&self, claim: &Claim) -> Vec<&str> {
        let claimed = claim
            .rules
            .iter()
            .map(|place| &self.exercise.faults[*place]);
        let shown: Vec<&str> = self.movement.fault_ids().collect();
        claimed
            .map(|fault| fault.id.as_str())
            .filter(|id| shown.contains(id))
            .collect()
    }
}

/// Number of repetitions. The dose is so large that nothing else has to be said.
const NO_END: u32 = 20;

fn praise_is_true(id: &str) {
    let set = Set::of(id);
    let praise = &set.exercise.praise;
    let (hold, clean_set) = (
        praise.hold.as_ref().unwrap(),
        praise.clean_set.as_ref().unwrap(),
    );
    // The same repetitions again and again, so that there is something to praise.
    let recording = two_good(&set.exercise, &set.movement);
    let recordings = [&recording; 3];
    let good = set.hear(NO_END, &recordings);
    assert!(good.has(hold), "{id}: {:?}", good.said);
    let whole = match (set.exercise.cycle.side.is_some(), set.movement.sides) {
        (false, _) => set.hear(6, &recordings).summary,
        (true, Sides::Alternate) => set.hear(3, &recordings).summary,
        (true, _) => set.whole_set(""),
    };
    assert_eq!(whole.praise.as_ref(), Some(&clean_set.text), "{whole:?}");

    for fault in set.shown(hold) {
        let heard = set.hear(NO_END, &[&set.recording(4, &format!(",fault={fault}"))]);
        assert!(!heard.has(hold), "{id} with {fault}: {:?}", heard.said);
    }
    for fault in set.shown(clean_set) {
        let summary = set.whole_set(&format!(",fault={fault}"));
        assert_eq!(summary.praise, None, "{id} with {fault}");
    }
    // From here the form can't be seen, only counted.
    let oblique = set.hear(NO_END, &[&set.recording(4, ",azimuth=45")]);
    assert!(!oblique.has(hold), "{id}: {:?}", oblique.said);
}

each_exercise! { praise_is_true }

#[test]
fn what_is_said_of_the_back_needs_its_outline() {
    let set = Set::of("bird-dog");
    let hold = set.exercise.praise.hold.as_ref().unwrap();
    let heard = set.hear(NO_END, &[&set.recording(4, "")]);
    assert!(!heard.has(hold), "{:?}", heard.said);
}

#[test]
fn a_full_sit_up_in_a_third_of_a_second_is_not_small_and_slow() {
    let set = Set::of("partial-sit-up");
    let hold = set.exercise.praise.hold.as_ref().unwrap();
    for fault in ["too_high=10", "fast_up=0.3", "drop=0.4"] {
        let heard = set.hear(NO_END, &[&set.recording(4, &format!(",fault={fault}"))]);
        assert!(!heard.has(hold), "{fault}: {:?}", heard.said);
    }
}
