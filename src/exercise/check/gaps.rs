//! Limits that landmarks can tell apart: a point is off by one or two hundredths of a torso from
//! frame to frame, and a limit without room for that flickers or corrects what is right.

use std::ops::Range;

use super::Places;
use crate::exercise::model::*;
use crate::exercise::source::Complaint;

/// Between reaching the target and leaving it.
const CYCLE_DEG: f32 = 5.0;
const CYCLE_TORSO: f32 = 0.05;

/// Between good and bad.
const JOINT_DEG: f32 = 10.0;
const INCLINE_DEG: f32 = 6.0;
const LENGTH_TORSO: f32 = 0.06;
const OUTLINE_TORSO: f32 = 0.03;

/// An angle without a sign reads up to 4° low near 180°, from noise alone.
const GREATEST_ANGLE_DEG: f32 = 175.0;

/// Decimal fractions are rounded: 0.13 - 0.07 is a little less than 0.06.
const ROUNDING: f32 = 1e-4;

/// Everything that is too close. `places` tells where it stands.
pub(super) fn complaints(places: &Places, exercise: &Exercise) -> Vec<Complaint> {
    let mut found = Vec::new();
    cycle(&places.signal, exercise, &mut found);
    for ((limits_at, when_at), fault) in places.faults.iter().zip(&exercise.faults) {
        limits(limits_at, fault, exercise, &mut found);
        let fault_when = format!("{:?}: `when`", fault.id);
        conditions(&fault_when, when_at, &fault.when, exercise, &mut found);
    }
    for (at, pose) in places.start.iter().zip(&exercise.start) {
        conditions("start", at, pose, exercise, &mut found);
    }
    conditions(
        "target",
        &places.target,
        &exercise.target,
        exercise,
        &mut found,
    );
    found
}

fn cycle(at: &Range<usize>, exercise: &Exercise, found: &mut Vec<Complaint>) {
    let cycle = &exercise.cycle;
    let least = match exercise.measure(cycle.signal).unit(exercise) {
        "deg" => Some(CYCLE_DEG),
        "torso" => Some(CYCLE_TORSO),
        _ => None,
    };
    let mut ends = vec![("cycle", cycle.enter, cycle.leave)];
    let other = cycle.other.as_ref();
    ends.extend(other.map(|end| ("cycle.other", end.enter, end.leave)));
    for (name, enter, leave) in ends {
        if let Some(least) = least {
            let what = format!("{name}: enter {enter} and leave {leave}");
            found.extend(too_close(what, enter - leave, least).map(|text| (at.clone(), text)));
        }
        for (key, limit) in [("enter", enter), ("leave", leave)] {
            let what = format!("{name}: `{key}`");
            let text = near_straight(&what, cycle.signal, limit, exercise);
            found.extend(text.map(|text| (at.clone(), text)));
        }
    }
}

fn limits(at: &Range<usize>, fault: &Fault, exercise: &Exercise, found: &mut Vec<Complaint>) {
    let (key, warn, bad) = match fault.limits {
        Limits::Above { warn, bad } => ("above", warn, bad),
        Limits::Below { warn, bad } => ("below", warn, bad),
        Limits::Yes => return,
    };
    if let (Some(bad), Some(least)) = (bad, least_gap(fault.measure, exercise)) {
        let what = format!("{:?}: `{key}` warn {warn} and bad {bad}", fault.id);
        found.extend(too_close(what, bad - warn, least).map(|text| (at.clone(), text)));
    }
    for (name, limit) in [("warn", Some(warn)), ("bad", bad)] {
        let what = format!("{:?}: `{key}` {name}", fault.id);
        let text = limit.and_then(|limit| near_straight(&what, fault.measure, limit, exercise));
        found.extend(text.map(|text| (at.clone(), text)));
    }
}

fn conditions(
    pose: &str,
    places: &[Range<usize>],
    conditions: &[Condition],
    exercise: &Exercise,
    found: &mut Vec<Complaint>,
) {
    for (at, condition) in places.iter().zip(conditions) {
        let name = &exercise.measure(condition.measure).name;
        for (key, limit) in [("from", condition.from), ("to", condition.to)] {
            let what = format!("{pose} {name:?} `{key}`");
            let text = near_straight(&what, condition.measure, limit, exercise);
            found.extend(text.map(|text| (at.clone(), text)));
        }
    }
}

fn too_close(what: String, gap: f32, least: f32) -> Option<String> {
    let gap = gap.abs();
    (gap < least - ROUNDING).then(|| {
        let gap = (gap * 1000.0).round() / 1000.0;
        format!("{what} are {gap} apart, less than landmarks can tell: at least {least} is needed")
    })
}

fn near_straight(what: &str, id: MeasureId, limit: f32, exercise: &Exercise) -> Option<String> {
    // From 180° on nothing is tested: no angle is greater.
    let is_tested = (GREATEST_ANGLE_DEG + ROUNDING..180.0).contains(&limit.abs());
    (is_tested && is_plain_angle(id, exercise)).then(|| {
        format!(
            "{what} is {limit}: an angle near 180 reads up to 4 low, so nothing beyond {GREATEST_ANGLE_DEG} can be told; use a `bend` or a `distance` of three points"
        )
    })
}

/// Whether it is an angle without a sign, against nothing else.
fn is_plain_angle(id: MeasureId, exercise: &Exercise) -> bool {
    let measure = exercise.measure(id);
    measure.reference == Reference::Absolute
        && match &measure.kind {
            Kind::Angle(_) => true,
            Kind::Min(ids) | Kind::Max(ids) | Kind::FirstKnown(ids) => {
                ids.iter().any(|id| is_plain_angle(*id, exercise))
            }
            _ => false,
        }
}

/// The smallest gap between good and bad. It is `None` where noise does not come from single
/// landmarks: for times, speeds, ratios, swings and sums.
fn least_gap(id: MeasureId, exercise: &Exercise) -> Option<f32> {
    let measure = exercise.measure(id);
    if measure.reference.is_ratio() {
        return None;
    }
    match &measure.kind {
        Kind::Angle(_) | Kind::Bend(_) => Some(JOINT_DEG),
        Kind::Incline(..) | Kind::Tilt(_) => Some(INCLINE_DEG),
        Kind::Height(_)
        | Kind::Rise(_)
        | Kind::Offset(_)
        | Kind::Distance(_)
        | Kind::Deviation { .. } => Some(LENGTH_TORSO),
        Kind::Outline(_) => Some(OUTLINE_TORSO),
        Kind::Of(id) | Kind::Range(id) => least_gap(*id, exercise),
        Kind::Min(ids) | Kind::Max(ids) | Kind::FirstKnown(ids) => ids
            .iter()
            .filter_map(|id| least_gap(*id, exercise))
            .max_by(f32::total_cmp),
        Kind::Speed(_)
        | Kind::Rate(_)
        | Kind::Swing(_)
        | Kind::Sum(_)
        | Kind::Same(_)
        | Kind::Time(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::examine;
    use crate::exercise::{ids, source_text};

    /// What is said about a built-in file with something replaced, without the place.
    fn said(id: &str, from: &str, to: &str) -> Vec<String> {
        let text = source_text(id).unwrap();
        let changed = text.replacen(from, to, 1);
        assert!(from == to || changed != text, "{from:?} is not in {id}");
        let (_, complaints) = examine(&changed, id, None).unwrap();
        complaints.iter().map(ToString::to_string).collect()
    }

    /// A limit that is just wide enough is let pass, one that is just too narrow is named.
    fn edge(id: &str, from: &str, wide: &str, narrow: &str, words: &[&str]) {
        assert_eq!(said(id, from, wide), Vec::<String>::new());
        let complaints = said(id, from, narrow);
        let [complaint] = &complaints[..] else {
            panic!("{complaints:?}");
        };
        for word in words {
            assert!(complaint.contains(word), "{word:?} is not in {complaint}");
        }
    }

    #[test]
    fn reaching_and_leaving_the_target_are_five_degrees_apart() {
        edge(
            "cobra",
            "leave = 7",
            "leave = 7",
            "leave = 7.5",
            &["cobra:", "cycle: enter 12 and leave 7.5", "4.5", "least 5 "],
        );
    }

    #[test]
    fn reaching_and_leaving_the_target_are_a_twentieth_of_a_torso_apart() {
        edge(
            "side-plank",
            "leave = -0.17",
            "leave = -0.15",
            "leave = -0.14",
            &["cycle: enter -0.1 and leave -0.14", "0.04", "least 0.05"],
        );
    }

    #[test]
    fn a_bad_joint_angle_is_ten_degrees_from_a_good_one() {
        edge(
            "bird-dog",
            "above = { warn = 20, bad = 35 }",
            "above = { warn = 20, bad = 30 }",
            "above = { warn = 20, bad = 29 }",
            &["\"head_up\": `above` warn 20 and bad 29", "9", "least 10"],
        );
    }

    #[test]
    fn a_bad_inclination_is_six_degrees_from_a_good_one() {
        edge(
            "bird-dog",
            "above = { warn = 13, bad = 20 }",
            "above = { warn = 13, bad = 19 }",
            "above = { warn = 13, bad = 18 }",
            &["bird-dog:", "\"leg_high\"", "5 apart", "least 6 "],
        );
    }

    #[test]
    fn a_bad_length_is_six_hundredths_of_a_torso_from_a_good_one() {
        edge(
            "side-plank",
            "below = { warn = -0.07, bad = -0.13 }",
            "below = { warn = -0.07, bad = -0.130 }",
            "below = { warn = -0.07, bad = -0.12 }",
            &["\"sag\": `below`", "0.05 apart", "least 0.06"],
        );
    }

    #[test]
    fn a_bad_outline_is_three_hundredths_of_a_torso_from_a_good_one() {
        edge(
            "bird-dog",
            "below = { warn = -0.05, bad = -0.08 }",
            "below = { warn = -0.05, bad = -0.080 }",
            "below = { warn = -0.05, bad = -0.07 }",
            &["\"back_sag\"", "0.02 apart", "least 0.03"],
        );
    }

    #[test]
    fn no_angle_beyond_175_is_tested() {
        edge(
            "cobra",
            "above = { warn = 150, bad = 165 }",
            "above = { warn = 150, bad = 175 }",
            "above = { warn = 150, bad = 176 }",
            &["\"elbows_locked\": `above` bad is 176", "175", "`bend`"],
        );
        edge(
            "knee-to-chest",
            "work.hip_angle = { from = 108, to = 160 }",
            "work.hip_angle = { from = 108, to = 175 }",
            "work.hip_angle = { from = 108, to = 178 }",
            &["start \"work.hip_angle\" `to` is 178"],
        );
    }

    #[test]
    fn the_complaint_tells_the_line_of_the_limit() {
        let complaints = said(
            "bird-dog",
            "above = { warn = 13, bad = 20 }",
            "above = { warn = 13, bad = 18 }",
        );
        let text = source_text("bird-dog").unwrap();
        let at = text.find("above = { warn = 13, bad = 20 }").unwrap();
        let line = text[..at].matches('\n').count() + 1;
        assert!(
            complaints[0].starts_with(&format!("bird-dog:{line}:")),
            "{complaints:?}"
        );
    }

    #[test]
    fn the_built_in_files_keep_their_distance() {
        for id in ids() {
            let text = source_text(&id).unwrap();
            let (exercise, complaints) = examine(text, &id, None).unwrap();
            let mut all = complaints;
            for variant in &exercise.variants {
                all.extend(examine(text, &id, Some(variant)).unwrap().1);
            }
            assert!(all.is_empty(), "{all:?}");
        }
    }
}
