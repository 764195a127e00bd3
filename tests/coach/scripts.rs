//! What is heard of a whole set, word for word with its seconds, for every exercise: the performer does
//! the standard dose, its second repetition with a fault. Read a script as somebody would hear it who
//! lies face down. After a change: `INSTA_UPDATE=always cargo test --test coach scripts`.

use spotter::coach::Options;
use spotter::exercise::{load, load_movement};

use crate::demonstration::{Demonstrated, demonstrate};
use crate::recording::PERFORMED;

/// Frames per second that a laptop manages live.
const RATE_HZ: f64 = 10.0;
/// Time limit in seconds. The longest dose takes half of it.
const AT_MOST_S: f64 = 400.0;

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
}

each_exercise! { is_heard_as_it_was_read }
