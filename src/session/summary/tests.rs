use super::*;
use crate::coach::{FaultTally, RepCounts};
use crate::exercise::load;

fn exercise() -> Exercise {
    load("bird-dog", None, None).unwrap()
}

fn told(summary: &Summary) -> String {
    terminal(&Recap::of_summary(&exercise(), summary.clone()))
}

fn reps(left: u32, right: u32) -> RepCounts {
    RepCounts {
        left,
        right,
        total: left + right,
    }
}

fn bird_dog() -> Summary {
    let held = |side, hold_s| HeldFor {
        side: Some(side),
        hold_s,
    };
    Summary {
        exercise: "bird-dog".into(),
        frames: 900,
        frames_with_person: 890,
        reps: reps(2, 3),
        good: Some(reps(2, 3)),
        holds: vec![
            held(Side::Left, 5.2),
            held(Side::Right, 6.97),
            held(Side::Left, 5.0),
        ],
        ..Summary::default()
    }
}

#[test]
fn a_set_with_cues() {
    let mut summary = bird_dog();
    let mut add = |id: &str, count, seconds| {
        let tally = FaultTally { count, seconds };
        summary.faults.insert(id.into(), tally);
    };
    add("leg_high", 1, 2.9);
    add("back_sag", 3, 8.4);
    summary.good = Some(reps(1, 2));
    summary.cues = [("back_sag".to_owned(), 2), ("limb_low".to_owned(), 1)].into();
    summary.partials = 2;
    summary.unseen_s = 1.2;
    assert_eq!(
        told(&summary),
        "Bird dog\n\
         \x20 Went well     The longest hold was 6 seconds.\n\
         \x20 For next time Keep your back a table\n\
         \x20 Repetitions   left 2, right 3\n\
         \x20 Part way      twice\n\
         \x20 Holds         left 5 s, 5 s · right 6 s\n\
         \x20 Cues needed   Keep your back a table: 3 times, 8 s\n\
         \x20               Push heel back, not up: once, 2 s\n\
         \x20 Invited       Reach for both walls: once\n\
         \x20 Not seen      1 s\n"
    );
}

#[test]
fn no_cue_was_needed_is_only_said_of_a_set_that_was_seen() {
    let mut summary = bird_dog();
    let clean = Some("5 repetitions, and no cue was needed.");
    assert_eq!(went_well(Language::English, &summary).as_deref(), clean);
    summary.unseen_s = 4.0;
    assert_ne!(went_well(Language::English, &summary).as_deref(), clean);
    summary.unseen_s = 0.0;
    summary.frames_with_person = 400;
    assert_ne!(went_well(Language::English, &summary).as_deref(), clean);
    // Counted from the events of a set that was cut off: frames are not known.
    summary.frames = 0;
    summary.frames_with_person = 0;
    assert_ne!(went_well(Language::English, &summary).as_deref(), clean);
}

#[test]
fn a_cue_that_was_given_was_needed() {
    let mut summary = bird_dog();
    summary.cues = [("limb_low".to_owned(), 1)].into();
    let words = went_well(Language::English, &summary).unwrap();
    assert!(!words.contains("no cue"), "{words}");
    let next = next_time(&summary, &exercise());
    assert_eq!(next.as_deref(), Some("Reach for both walls"));
}

#[test]
fn what_went_well_is_good_or_left_out() {
    let mut summary = bird_dog();
    summary.reps = reps(3, 3);
    let mut said = |left, right| {
        summary.good = Some(reps(left, right));
        summary.short = 6 - left - right;
        summary.partials = 1;
        went_well(Language::English, &summary)
    };
    assert_eq!(said(0, 0), None, "neither the same sides nor a long hold");
    assert_eq!(
        said(3, 3).as_deref(),
        Some("Left and right alike: 3 good each.")
    );
    assert_eq!(
        said(1, 0).as_deref(),
        Some("The longest hold was 6 seconds.")
    );
    summary.holds.clear();
    assert_eq!(
        went_well(Language::English, &summary).as_deref(),
        Some("1 of 6 were good.")
    );
}

#[test]
fn what_could_not_be_judged_is_said_and_praised_for_nothing() {
    let mut summary = bird_dog();
    summary.reps = reps(2, 2);
    summary.good = Some(reps(1, 1));
    summary.unjudged = 2;
    let text = told(&summary);
    let row = "Repetitions   left 2, right 2; 2 could not be judged\n";
    assert!(text.contains(row), "{text}");
    assert!(!text.contains("no cue was needed"), "{text}");
    summary.good = Some(reps(0, 0));
    summary.unjudged = 4;
    assert_eq!(went_well(Language::English, &summary), None);
}

#[test]
fn who_stopped_for_pain_reads_what_was_said_and_neither_praise_nor_next_time() {
    let mut summary = bird_dog();
    summary.short = 3;
    summary.ended = Some(crate::coach::StopWhy::Pain);
    let text = told(&summary);
    for words in words::PAIN.in_language(Language::English) {
        assert!(text.contains(words), "{text}");
    }
    assert!(
        !text.contains("Went well") && !text.contains("next time"),
        "{text}"
    );
    let before_anything = Summary {
        ended: summary.ended,
        ..Summary::default()
    };
    let text = told(&before_anything);
    assert!(
        text.contains(words::PAIN.in_language(Language::English)[0])
            && !text.contains("Nothing was counted"),
        "{text}"
    );
}

#[test]
fn an_empty_set_is_told_calmly() {
    let summary = Summary::default();
    assert_eq!(went_well(Language::English, &summary), None);
    assert_eq!(next_time(&summary, &exercise()), None);
    assert_eq!(
        told(&summary),
        "Bird dog\n  Nothing was counted this time.\n"
    );
}

#[test]
fn a_set_without_sides() {
    let mut summary = bird_dog();
    summary.reps = RepCounts {
        total: 6,
        ..RepCounts::default()
    };
    summary.holds = vec![HeldFor {
        side: None,
        hold_s: 9.9,
    }];
    let text = told(&summary);
    assert!(text.contains("Repetitions   6\n"), "{text}");
    assert!(text.contains("Holds         9 s\n"), "{text}");
}

#[test]
fn labels_of_every_language_are_apart_from_what_they_tell() {
    for language in Language::ALL {
        let exercise = crate::exercise::load_in(language, "bird-dog", None, None).unwrap();
        let set = Summary {
            reps: RepCounts {
                left: 3,
                right: 3,
                total: 6,
            },
            partials: 2,
            ..Summary::default()
        };
        let text = terminal(&Recap::of_summary(&exercise, set));
        for label in [summary::FOR_NEXT_TIME, summary::REPETITIONS] {
            let label = format!("{} ", label.in_language(language));
            assert!(text.contains(&label), "{text}");
        }
    }
}
