//! One repetition of every exercise the whole way: picture, pose model, rules. The only tests of
//! `make test` that render and run the model for the sake of an exercise; what the rules make of
//! people is tested on recordings (`coach`, `tracks`), and in full by `make test-all` (`matrix`).

fn a_good_repetition_is_counted_and_not_corrected(id: &str) {
    // A flow is counted when it has gone to and fro.
    let judged = crate::rendered::play(id, "size=320x240,reps=1,rest=2");
    assert!(judged.is_good(1), "{}", judged.report());
}

each_exercise! { a_good_repetition_is_counted_and_not_corrected }
