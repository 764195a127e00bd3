//! Keys that exercise files had once. A file of the user that still has one is told what to write now.

use std::ops::Range;

use toml::de::DeTable;

use super::source::Complaint;

/// Line by line where a key stood, with `*` for any name, and what to write now.
const REMOVED: &str = r#"
personal: write `new_best = { text, claims }` in [praise]; how much farther it must be follows from the signal's unit
setup.room: write `room_torso = [ahead, behind]`
cycle.count_s: leave it out, a hold counts from two seconds on
cycle.pause: leave it out, the clock of a hold stands still while the signal is bad for a fault with `ends_hold`
cycle.side_words.*: write `side_words = [left, right]`, a list of two texts
cycle.phase_words.other: write `in` and `hold` in `cycle.other`
cycle.meter.other_zone: write `zone` in `cycle.other`
measures.*.speed: write `of`, and `take = "speed"`
measures.*.swing: write `of`, and `take = "swing"`
measures.*.range: write `of`, and `take = "range"`
measures.*.deviation: write `distance` with the same three points
measures.*.ratio_to: write `relative_to = "start-ratio"` or `"goal-ratio"`
measures.*.negate: write `sign = "reversed"`
measures.*.absolute: write `sign = "dropped"`
*.*.draw.*: write `draw = [points]` with the points alone; `arrow` and `turn_to_deg` stand beside it, an outline is drawn without being asked for
faults.*.is: leave it out, without `above` and `below` a fault is off when its measure says yes
faults.*.per_set: leave it out, each of the `cues` is said once in a set, and an invitation once
"#;

/// The first removed key that a file or one of its variants has.
pub(super) fn complaint(file: &DeTable<'_>) -> Option<Complaint> {
    let own = REMOVED.lines().find_map(|line| {
        let (path, advice) = line.split_once(": ")?;
        let keys: Vec<&str> = path.split('.').collect();
        let (key, span) = find(file, &keys)?;
        Some((span, format!("there is no key `{key}` any more: {advice}")))
    });
    own.or_else(|| {
        let variants = file.get("variants")?.get_ref().as_table()?;
        let mut variants = variants
            .values()
            .filter_map(|variant| variant.get_ref().as_table());
        variants.find_map(complaint)
    })
}

fn find<'t>(table: &'t DeTable<'_>, path: &[&str]) -> Option<(&'t str, Range<usize>)> {
    let (wanted, rest) = path.split_first()?;
    let mut fitting = table
        .iter()
        .filter(|(key, _)| *wanted == "*" || key.get_ref() == wanted);
    fitting.find_map(|(key, value)| match rest {
        [] => Some((key.get_ref().as_ref(), key.span())),
        _ => find(value.get_ref().as_table()?, rest),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{parse, source_text};

    #[test]
    fn a_key_of_former_files_is_answered_with_what_to_write() {
        for (from, to, advice) in [
            ("[cycle]", "[cycle]\ncount_s = 2.0", "two seconds"),
            (
                "[setup]",
                "[setup]\nroom = { ahead_torso = 1 }",
                "room_torso",
            ),
            (
                "sign = \"dropped\"",
                "absolute = true",
                "sign = \"dropped\"",
            ),
            (
                "draw = [\"leg.hip\", \"leg.knee\"]",
                "draw = { bone = [\"leg.hip\", \"leg.knee\"] }",
                "draw = [points]",
            ),
            (
                "[variants.arm]",
                "[variants.arm.faults.rush]\nis = true\n[variants.arm]",
                "leave it out",
            ),
        ] {
            let text = source_text("bird-dog").unwrap();
            let former = text.replacen(from, to, 1);
            assert_ne!(former, text, "{from:?}");
            let message = parse(&former, "f", None).unwrap_err().to_string();
            assert!(message.contains("any more"), "{message}");
            assert!(message.contains(advice), "{message}");
        }
    }
}
