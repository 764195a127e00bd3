//! What is heard of a whole set, word for word with its seconds, for every exercise: the performer does
//! the standard dose, its second repetition with a fault. Read a script as somebody would hear it who
//! lies face down. After a change: `INSTA_UPDATE=always cargo test --test coach scripts`.

use spotter::coach::Options;
use spotter::exercise::{CycleKind, load, load_movement};

use crate::demonstration::{Demonstrated, demonstrate};
use crate::recording::PERFORMED;

/// Frames per second that a laptop manages live.
const RATE_HZ: f64 = 10.0;
/// Time limit in seconds. The longest dose takes half of it.
const AT_MOST_S: f64 = 400.0;

/// So many sentences a minute are enough in an exercise of holds: about twelve (a user who heard twenty
/// found them too many).
const MOST_A_MINUTE: usize = 13;

/// The set of somebody who has done so many of this exercise well before.
fn set(id: &str, fault: &str, good_sets: u32) -> Demonstrated {
    let exercise = load(id, None, None).unwrap();
    let movement = load_movement(id, None, None).unwrap();
    let options = Options {
        good_sets,
        ..Options::usual(&exercise, true).unwrap()
    };
    let times_s = (0..).map(|frame| f64::from(frame) / RATE_HZ);
    let times_s = times_s.take_while(|t_s| *t_s < AT_MOST_S);
    let settings = format!("fault={fault},faulty=2");
    demonstrate(&exercise, &movement, &settings, options, times_s)
}

/// "  12 s  Left, one".
fn script(set: &Demonstrated) -> String {
    let line = |(t_s, text): (f64, &str)| format!("{t_s:5.0} s  {text}\n");
    set.spoken_at().into_iter().map(line).collect()
}

fn is_as_read(name: &str, set: &Demonstrated) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../data/scripts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, script(set)));
}

fn fault_of(id: &str) -> &'static str {
    let performed = PERFORMED.iter().find(|(performed, _)| *performed == id);
    performed.unwrap().1
}

fn is_heard_as_it_was_read(id: &str) {
    let set = set(id, fault_of(id), 0);
    assert!(set.is_done, "{id}: {}", script(&set));
    is_as_read(id, &set);
    if load(id, None, None).unwrap().cycle.kind == CycleKind::Hold {
        let busiest = busiest_minute(&set);
        assert!(busiest <= MOST_A_MINUTE, "{id}: {busiest} a minute");
    }
}

/// The most sentences in a minute, from the first hold on.
fn busiest_minute(set: &Demonstrated) -> usize {
    let times_s: Vec<f64> = set.spoken_at().iter().map(|(t_s, _)| *t_s).collect();
    let within = |from_s: &f64| {
        let minute = *from_s..*from_s + 60.0;
        times_s.iter().filter(|t_s| minute.contains(t_s)).count()
    };
    // "Hold still" and "Begin" come before it.
    times_s.iter().skip(2).map(within).max().unwrap_or(0)
}

each_exercise! { is_heard_as_it_was_read }

#[test]
fn words_become_fewer_with_every_set_done_well() {
    for id in ["bird-dog", "cat-cow", "childs-pose"] {
        let sets = [0, 1, 2, 3].map(|good_sets| set(id, fault_of(id), good_sets));
        let words = sets
            .each_ref()
            .map(|set| script(set).split_whitespace().count());
        assert!(
            words.is_sorted_by(|more, fewer| more >= fewer),
            "{id}: {words:?}"
        );
        assert!(words[3] < words[0], "{id}: {words:?}");
        let counted = sets.each_ref().map(|set| set.coached.summary.reps.total);
        assert_eq!(counted, [counted[0]; 4], "{id}");
    }
    is_as_read(
        "bird-dog-after-three-good-sets",
        &set("bird-dog", "leg_high", 3),
    );
}

#[test]
fn from_the_third_set_on_every_second_repetition_is_corrected_and_safety_always() {
    let cues = |id, good_sets| set(id, fault_of(id), good_sets).coached.cues().len();
    assert_eq!(
        [0, 1, 2].map(|good_sets| cues("cat-cow", good_sets)),
        [1, 1, 0]
    );
    assert_eq!(cues("cobra", 0), cues("cobra", 9), "a safety cue");
    // What stops the clock of a hold is said, or the user would wait for its end.
    assert_eq!(cues("low-lunge", 0), cues("low-lunge", 9));
}
