//! The whole way with the rendered performer: picture, pose model, rules. Repetitions are counted,
//! good form is not corrected, a fault is named. `make test` has the same videos as tracks
//! (`tests/tracks.rs`); `cargo run --release --example matrix` prints the whole table.

use crate::recording::TWO_GOOD;
use crate::rendered::{WELL_SHOWN, play};

fn two_are_counted_and_good_form_is_not_corrected(id: &str) {
    let judged = play(id, TWO_GOOD);
    assert!(judged.is_good(2), "{}", judged.report());
}

each_exercise! {
    #[ignore = "renders: make test-all"]
    two_are_counted_and_good_form_is_not_corrected
}

#[test]
#[ignore = "renders: make test-all"]
fn a_fault_that_the_model_shows_well_is_named() {
    for (id, fault) in WELL_SHOWN {
        let exercise = spotter::exercise::load(id, None, None).unwrap();
        let judged = play(id, &format!("fault={fault}"));
        assert!(
            judged.is_named(&exercise, fault),
            "{id} {fault}: {}",
            judged.report()
        );
    }
}
