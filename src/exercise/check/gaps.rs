//! Limits that landmarks can tell apart. A point is off by one or two hundredths of a torso from frame to
//! frame; limits that leave no room for that make a verdict flicker, or correct good form.

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
    let mut gaps = Gaps {
        exercise,
        found: Vec::new(),
    };
    gaps.look_at_cycle(&places.signal);
    for ((limits_at, when_at), fault) in places.faults.iter().zip(&exercise.faults) {
        gaps.look_at_limits(limits_at, fault);
        gaps.look_at_conditions(&format!("{:?}: `when`", fault.id), when_at, &fault.when);
    }
    for (at, pose) in places.start.iter().zip(&exercise.start) {
        gaps.look_at_conditions("start", at, pose);
    }
    gaps.look_at_conditions("target", &places.target, &exercise.target);
    gaps.found
}

struct Gaps<'a> {
    exercise: &'a Exercise,
    found: Vec<Complaint>,
}

impl Gaps<'_> {
    fn look_at_cycle(&mut self, at: &Range<usize>) {
        let cycle = &self.exercise.cycle;
        let least = match self.exercise.measure(cycle.signal).unit(self.exercise) {
            "deg" => Some(CYCLE_DEG),
            "torso" => Some(CYCLE_TORSO),
            _ => None,
        };
        let other = cycle.other.as_ref();
        let mut ends = vec![("cycle", cycle.enter, cycle.leave)];
        ends.extend(other.map(|end| ("cycle.other", end.enter, end.leave)));
        for (name, enter, leave) in ends {
            let what = format!("{name}: enter {enter} and leave {leave}");
            self.too_close(at, &what, enter - leave, least);
            for (key, limit) in [("enter", enter), ("leave", leave)] {
                self.near_straight(at, &format!("{name}: `{key}`"), cycle.signal, limit);
            }
        }
    }

    fn look_at_limits(&mut self, at: &Range<usize>, fault: &Fault) {
        let (key, warn, bad) = match fault.limits {
            Limits::Above { warn, bad } => ("above", warn, bad),
            Limits::Below { warn, bad } => ("below", warn, bad),
            Limits::Yes => return,
        };
        if let Some(bad) = bad {
            let what = format!("{:?}: `{key}` warn {warn} and bad {bad}", fault.id);
            let least = least_gap(fault.measure, self.exercise);
            self.too_close(at, &what, bad - warn, least);
        }
        for (name, limit) in [("warn", Some(warn)), ("bad", bad)] {
            let what = format!("{:?}: `{key}` {name}", fault.id);
            if let Some(limit) = limit {
                self.near_straight(at, &what, fault.measure, limit);
            }
        }
    }

    fn look_at_conditions(&mut self, pose: &str, at: &[Range<usize>], conditions: &[Condition]) {
        for (at, condition) in at.iter().zip(conditions) {
            let name = &self.exercise.measure(condition.measure).name;
            for (key, limit) in [("from", condition.from), ("to", condition.to)] {
                let what = format!("{pose} {name:?} `{key}`");
                self.near_straight(at, &what, condition.measure, limit);
            }
        }
    }

    fn too_close(&mut self, at: &Range<usize>, what: &str, gap: f32, least: Option<f32>) {
        let gap = gap.abs();
        if let Some(least) = least.filter(|least| gap < least - ROUNDING) {
            let gap = (gap * 1000.0).round() / 1000.0;
            let text = format!(
                "{what} are {gap} apart, less than landmarks can tell: at least {least} is needed"
            );
            self.found.push((at.clone(), text));
        }
    }

    fn near_straight(&mut self, at: &Range<usize>, what: &str, id: MeasureId, limit: f32) {
        // From 180° on nothing is tested: no angle is greater.
        let is_tested = (GREATEST_ANGLE_DEG + ROUNDING..180.0).contains(&limit.abs());
        if is_tested && is_plain_angle(id, self.exercise) {
            let text = format!(
                "{what} is {limit}: an angle near 180 reads up to 4 low, so nothing beyond {GREATEST_ANGLE_DEG} can be told; use a `bend` or a `distance` of three points"
            );
            self.found.push((at.clone(), text));
        }
    }
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

    /// What a file says, what it could say at the edge of what landmarks can tell, and beyond; and words
    /// of the complaint about that.
    const EDGES: [(&str, [&str; 3], &[&str]); 8] = [
        (
            "cobra",
            ["leave = 7", "leave = 7", "leave = 7.5"],
            &["cobra:", "cycle: enter 12 and leave 7.5", "4.5", "least 5 "],
        ),
        (
            "side-plank",
            ["leave = -0.17", "leave = -0.15", "leave = -0.14"],
            &["cycle: enter -0.1 and leave -0.14", "0.04", "least 0.05"],
        ),
        // A joint angle, an inclination, a length and the outline of the back.
        (
            "bird-dog",
            [
                "warn = 20, bad = 35",
                "warn = 20, bad = 30",
                "warn = 20, bad = 29",
            ],
            &["\"head_up\": `above` warn 20 and bad 29", "9", "least 10"],
        ),
        (
            "bird-dog",
            [
                "warn = 13, bad = 20",
                "warn = 13, bad = 19",
                "warn = 13, bad = 18",
            ],
            &["bird-dog:", "\"leg_high\"", "5 apart", "least 6 "],
        ),
        (
            "side-plank",
            [
                "warn = -0.07, bad = -0.13",
                "warn = -0.07, bad = -0.130",
                "warn = -0.07, bad = -0.12",
            ],
            &["\"sag\": `below`", "0.05 apart", "least 0.06"],
        ),
        (
            "bird-dog",
            [
                "warn = -0.05, bad = -0.08",
                "warn = -0.05, bad = -0.080",
                "warn = -0.05, bad = -0.07",
            ],
            &["\"back_sag\"", "0.02 apart", "least 0.03"],
        ),
        // No angle beyond 175 is tested.
        (
            "cobra",
            [
                "warn = 150, bad = 165",
                "warn = 150, bad = 175",
                "warn = 150, bad = 176",
            ],
            &["\"elbows_locked\": `above` bad is 176", "175", "`bend`"],
        ),
        (
            "knee-to-chest",
            [
                "from = 108, to = 160",
                "from = 108, to = 175",
                "from = 108, to = 178",
            ],
            &["start \"work.hip_angle\" `to` is 178"],
        ),
    ];

    #[test]
    fn limits_that_landmarks_can_tell_apart_pass_and_closer_ones_are_named() {
        for (id, [from, wide, narrow], words) in EDGES {
            assert_eq!(said(id, from, wide), [""; 0]);
            let complaints = said(id, from, narrow);
            let [complaint] = &complaints[..] else {
                panic!("{complaints:?}");
            };
            for word in words {
                assert!(complaint.contains(word), "{word:?} is not in {complaint}");
            }
        }
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
                all.extend(examine(text, &id, Some(&variant.id)).unwrap().1);
            }
            assert!(all.is_empty(), "{all:?}");
        }
    }
}
