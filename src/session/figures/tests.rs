use super::*;

fn hold(t_s: f64, phase: HoldPhase, hold_s: f64) -> Timed {
    Timed {
        t_s,
        event: Event::Hold {
            phase,
            side: Some(Side::Left),
            hold_s,
        },
    }
}

fn fault(t_s: f64, band: Band) -> Timed {
    Timed {
        t_s,
        event: Event::Fault {
            id: "sag".into(),
            band,
            side: None,
            value: -0.2,
        },
    }
}

/// A counted hold, as it follows the end of its clock.
fn rep(t_s: f64, good: Option<bool>) -> Timed {
    Timed {
        t_s,
        event: Event::Rep {
            n: 1,
            side: Some(Side::Left),
            peak: 0.0,
            range: 0.3,
            in_s: 1.0,
            hold_s: 5.0,
            out_s: 1.0,
            good,
            why: Vec::new(),
        },
    }
}

fn held(events: &[Timed], until_s: f64) -> Vec<f64> {
    let summary = SetFigures::of_cut_off("side-plank", events, until_s).summary();
    summary.holds.iter().map(|hold| hold.hold_s).collect()
}

#[test]
fn a_running_hold_counts_up_to_the_last_moment() {
    let mut events = vec![
        hold(1.0, HoldPhase::Begin, 0.0),
        hold(6.0, HoldPhase::End, 5.0),
        rep(6.0, Some(true)),
        hold(10.0, HoldPhase::Begin, 0.0),
    ];
    assert_eq!(held(&events, 14.0), [5.0, 4.0]);
    events.push(hold(14.0, HoldPhase::Pause, 4.0));
    assert_eq!(held(&events, 20.0), [5.0, 4.0]);
    events.push(hold(20.0, HoldPhase::Resume, 4.0));
    assert_eq!(held(&events, 21.5), [5.0, 5.5]);
    events.push(hold(22.0, HoldPhase::End, 6.0));
    events.push(rep(22.0, Some(true)));
    assert_eq!(held(&events, 30.0), [5.0, 6.0]);
}

#[test]
fn a_hold_too_short_to_count_has_an_end_and_is_no_completed_hold() {
    let events = [
        hold(1.0, HoldPhase::Begin, 0.0),
        hold(2.0, HoldPhase::End, 1.0),
        hold(4.0, HoldPhase::Begin, 0.0),
        hold(9.0, HoldPhase::End, 5.0),
        rep(9.0, Some(true)),
    ];
    assert_eq!(held(&events, 10.0), [5.0]);
}

#[test]
fn what_could_not_be_judged_is_neither_good_nor_not() {
    let events = [Some(true), Some(false), None, None].map(|good| rep(1.0, good));
    let summary = SetFigures::of_cut_off("side-plank", &events, 6.0).summary();
    let good = summary.good.unwrap();
    assert_eq!((summary.reps.total, good.total, good.left), (4, 1, 1));
    assert_eq!(summary.unjudged, 2);
}

#[test]
fn a_fault_is_counted_when_it_becomes_bad_and_timed_until_it_is_not() {
    let events = [
        fault(1.0, Band::Warn),
        fault(2.0, Band::Bad),
        fault(3.5, Band::Warn),
        fault(5.0, Band::Bad),
    ];
    let summary = SetFigures::of_cut_off("side-plank", &events, 6.0).summary();
    let sag = summary.faults["sag"];
    assert_eq!((sag.count, sag.seconds), (2, 2.5));
    assert_eq!(summary.faults.len(), 1);
}

#[test]
fn a_stop_for_pain_is_kept_of_a_set_without_a_summary() {
    let why = crate::coach::StopWhy::Pain;
    let stopped = Timed {
        t_s: 4.0,
        event: Event::Stopped { why },
    };
    assert_eq!(
        SetFigures::of_cut_off("cobra", &[stopped], 4.0)
            .summary()
            .ended,
        Some(why)
    );
    assert_eq!(
        SetFigures::of_cut_off("cobra", &[], 4.0).summary().ended,
        None
    );
}

#[test]
fn a_fault_that_only_warned_is_not_listed() {
    let events = [fault(1.0, Band::Warn), fault(2.0, Band::Good)];
    assert!(
        SetFigures::of_cut_off("side-plank", &events, 6.0)
            .summary()
            .faults
            .is_empty()
    );
}

#[test]
fn a_fault_ends_with_its_movement() {
    let events = [
        fault(1.0, Band::Bad),
        rep(3.0, Some(false)),
        fault(9.0, Band::Bad),
        fault(10.0, Band::Good),
    ];
    let summary = SetFigures::of_cut_off("side-plank", &events, 60.0).summary();
    let sag = summary.faults["sag"];
    assert_eq!((sag.count, sag.seconds), (2, 3.0));
}

#[test]
fn a_clock_that_stops_in_a_repetition_is_no_hold() {
    let events = [
        hold(1.0, HoldPhase::Pause, 0.5),
        hold(2.0, HoldPhase::Resume, 0.5),
        rep(3.0, Some(true)),
    ];
    assert_eq!(held(&events, 60.0), [] as [f64; 0]);
}

#[test]
fn what_was_observed_counts_more_than_the_time_between_events() {
    let events = [fault(1.0, Band::Bad), fault(5.0, Band::Good)];
    let observed = Observed {
        frames: 100,
        fault_s: [("sag".to_owned(), 1.5)].into(),
        ..Observed::default()
    };
    let summary = SetFigures::of("side-plank", &events, observed).summary();
    let sag = summary.faults["sag"];
    assert_eq!((sag.count, sag.seconds, summary.frames), (1, 1.5, 100));
}
