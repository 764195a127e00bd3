//! What a file may say, what it is told when it says something else, and where.

use super::{examine, parse, parse_movement};
use crate::exercise::{load, motion_text, source_text};

/// A built-in file with something else in one place, and the line of that place.
fn with(id: &str, right: &str, wrong: &str) -> (String, usize) {
    let text = source_text(id).unwrap();
    let at = text.find(right).unwrap();
    let changed = text.replacen(right, wrong, 1);
    assert_ne!(changed, text, "{right:?}");
    (changed, 1 + text[..at].matches('\n').count())
}

fn complaint_about(text: &str, variant: Option<&str>) -> String {
    parse(text, "f", variant).unwrap_err().to_string()
}

/// Each slip in a file has its complaint.
fn are_told<const N: usize>(id: &str, slips: [[&str; 3]; N]) {
    for [right, wrong, words] in slips {
        let message = complaint_about(&with(id, right, wrong).0, None);
        assert!(message.contains(words), "{words:?} is not in {message}");
    }
}

/// Each slip in a file has its complaint, about the line in which it is.
fn are_told_in_their_line<const N: usize>(id: &str, slips: [[&str; 3]; N]) {
    for [right, wrong, words] in slips {
        let (text, line) = with(id, right, wrong);
        let message = complaint_about(&text, None);
        assert!(message.starts_with(&format!("f:{line}:")), "{message}");
        assert!(message.contains(words), "{words:?} is not in {message}");
    }
}

#[test]
fn a_typo_in_a_key_is_told_with_line_column_and_what_was_meant() {
    let (text, line) = with("bird-dog", "severity = \"polish\"", "severty = \"polish\"");
    let message = complaint_about(&text, None);
    assert!(message.starts_with(&format!("f:{line}:1: ")), "{message}");
    assert!(message.contains("did you mean `severity`"), "{message}");
}

#[test]
fn a_slip_in_the_level_of_any_variant_is_told() {
    let (text, line) = with("side-plank", "level = \"easier\"", "level = \"easyer\"");
    for variant in [None, Some("knees"), Some("hand")] {
        let message = complaint_about(&text, variant);
        assert!(message.starts_with(&format!("f:{line}:9: ")), "{message}");
        assert!(message.contains("did you mean \"easier\""), "{message}");
        assert!(message.contains("^^^^^^^^"), "{message}");
    }
}

#[test]
fn a_typo_in_a_name_is_told_with_line_column_and_what_was_meant() {
    are_told_in_their_line(
        "bird-dog",
        [
            ["\"near.elbow\"", "\"near.elbwo\"", "did you mean \"elbow\""],
            ["\"near.elbow\"", "\"neer.elbow\"", "did you mean \"near\""],
            [
                "leg.knee_angle = {",
                "leg.kne_angle = {",
                "mean \"knee_angle\"",
            ],
            [
                "signal = \"reach\"",
                "signal = \"rech\"",
                "did you mean \"reach\"",
            ],
            [
                "\"quadruped\"",
                "\"quadrupet\"",
                "did you mean \"quadruped\"",
            ],
            [
                "\"arm.arm_incline\"",
                "\"arm.arm_inclin\"",
                "did you mean \"arm_incline\"",
            ],
        ],
    );
}

#[test]
fn a_complaint_shows_the_line_with_a_mark_under_what_is_meant() {
    let (text, _) = with("bird-dog", "signal = \"reach\"", "signal = \"rech\"");
    let message = complaint_about(&text, None);
    let [_, excerpt] = message.split_once('\n').map(|(a, b)| [a, b]).unwrap();
    let mut lines = excerpt.lines().skip_while(|line| !line.contains("signal"));
    let (line, mark) = (lines.next().unwrap(), lines.next().unwrap());
    assert_eq!(line.find("\"rech\""), mark.find("^^^^^^"), "{message}");
}

#[test]
fn a_complaint_about_a_variant_shows_the_line_of_the_variant() {
    for (variant, right, wrong, words) in [
        (
            "knees",
            "lower.knee_angle = { to = 140 }",
            "lower.kne_angle = { to = 140 }",
            "knee_angle",
        ),
        (
            "knees",
            "\"mid.leg_incline\", \"upper",
            "\"mid.leg_inclin\", \"upper",
            "mid.leg_incline",
        ),
        (
            "hand",
            "lower.wrist\", \"lower.ankle",
            "lower.wrst\", \"lower.ankle",
            "wrist",
        ),
    ] {
        let (text, line) = with("side-plank", right, wrong);
        let message = complaint_about(&text, Some(variant));
        assert!(message.starts_with(&format!("f:{line}:")), "{message}");
        assert!(
            message.contains(&format!("did you mean {words:?}")),
            "{message}"
        );
    }
}

#[test]
fn a_complaint_about_keyframes_shows_the_line_of_the_pose_or_the_fault() {
    let text = motion_text("cobra").unwrap();
    for (header, right, wrong, words) in [
        (
            "[poses.peak]",
            "like = \"start\"",
            "like = \"strat\"",
            "no pose \"strat\"",
        ),
        (
            "[poses.peak]",
            "lumbar_deg",
            "lumber_deg",
            "unknown field `lumber_deg`",
        ),
        (
            "[faults.too_high]",
            "\"pelvis.",
            "\"head.flex_deg.",
            "leads nowhere",
        ),
    ] {
        let at = text.find(header).unwrap();
        let (before, after) = text.split_at(at);
        let slip = format!("{before}{}", after.replacen(right, wrong, 1));
        let line = before.matches('\n').count() + 1;
        let message = parse_movement(&slip, "m", "cobra", None)
            .unwrap_err()
            .to_string();
        assert!(message.starts_with(&format!("m:{line}:")), "{message}");
        assert!(
            message.contains(words) && message.contains(header),
            "{message}"
        );
    }
}

#[test]
fn the_library_keeps_its_words_to_itself() {
    are_told(
        "cobra",
        [[
            "thigh_slope = {",
            "hip_swing = {",
            "give yours another name",
        ]],
    );
}

#[test]
fn a_measure_that_nothing_refers_to_is_told() {
    let spare = "[measures]\nspare = { height = \"hip\", label = \"Spare\" }\n";
    let (_, complaints) = examine(&with("cobra", "[measures]\n", spare).0, "f", None).unwrap();
    let complaints: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    assert!(complaints[0].contains("nothing refers to the measure \"spare\""));
    assert_eq!(complaints.len(), 1);
}

#[test]
fn a_measure_has_one_kind() {
    for (measure, words) in [
        ("{ label = \"Spare\" }", "nothing to measure"),
        (
            "{ height = \"hip\", offset = [\"hip\", \"knee\"], label = \"Spare\" }",
            "keep one",
        ),
        (
            "{ height = \"hip\", sing = \"dropped\", label = \"Spare\" }",
            "did you mean `sign`",
        ),
    ] {
        let spare = format!("[measures]\nspare = {measure}\n");
        let (text, line) = with("cobra", "[measures]\n", &spare);
        let message = complaint_about(&text, None);
        assert!(
            message.starts_with(&format!("f:{}:", line + 1)),
            "{message}"
        );
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn what_a_measure_is_made_of_fits_its_kind() {
    let kind = "{ offset = [\"near.hip\", \"support_leg.knee\"]";
    are_told(
        "bird-dog",
        [
            [
                kind,
                "{ distance = [\"hip\"]",
                "`distance` takes two points",
            ],
            [
                kind,
                "{ height = \"hip\", toward = \"up\"",
                "for `incline` alone",
            ],
            [
                kind,
                "{ height = \"hip\", take = \"swing\"",
                "for `of` alone",
            ],
            [
                "{ min = [\"arm.arm_incline\",",
                "{ min = [\"reach\",",
                "circle",
            ],
        ],
    );
}

#[test]
fn limits_in_the_wrong_order_are_refused() {
    let limits = "above = { warn = 13, bad = 20 }";
    are_told(
        "bird-dog",
        [
            [
                limits,
                "above = { warn = 20, bad = 13 }",
                "`bad` must be greater",
            ],
            [limits, "", "needs `above` or `below`"],
        ],
    );
}

#[test]
fn what_is_drawn_is_a_part_of_two_points_or_a_line_through_three() {
    are_told(
        "bird-dog",
        [
            [
                "draw = [\"leg.hip\", ",
                "draw = [",
                "`draw` takes two points",
            ],
            [
                "draw = [\"leg.hip\", ",
                "turn_to_deg = 0\ndraw = [\"leg.hip\", ",
                "`turn_to_deg` is for",
            ],
        ],
    );
}

#[test]
fn a_new_best_is_farther_than_the_noise_of_its_unit() {
    let with_new_best = |id: &str, claim: &str| {
        let praise =
            format!("[praise]\nnew_best = {{ text = \"Farther\", claims = [{claim:?}] }}\n");
        parse(&with(id, "[praise]\n", &praise).0, "f", None)
    };
    for (id, claim, beyond) in [("cobra", "fast", 5.0), ("glute-bridge", "fast", 0.05)] {
        let personal = with_new_best(id, claim).unwrap().personal.unwrap();
        assert_eq!(personal.beyond, beyond, "{id}");
    }
    for (id, claim, complaint) in [
        ("cat-cow", "fast", "has no farthest repetition"),
        ("superman", "drop", "the signal's unit is sum"),
    ] {
        let message = with_new_best(id, claim).unwrap_err().to_string();
        assert!(message.contains(complaint), "{message}");
    }
}

#[test]
fn the_meter_shows_what_is_high_on_top() {
    are_told(
        "bird-dog",
        [[
            r#"words = ["low", "high"]"#,
            r#"words = ["high", "low"]"#,
            "is on top",
        ]],
    );
}

#[test]
fn a_flow_says_where_its_other_end_is_and_what_is_said_there() {
    are_told(
        "cat-cow",
        [
            ["zone = [-2.8, -0.7], ", "", "missing field `zone`"],
            ["other = {", "# other = {", "a two-pole cycle needs"],
            ["leave = -0.3,", "leave = 0.5,", "the other side of rest"],
            ["kind = \"two-pole\"", "kind = \"reps\"", "alone"],
        ],
    );
}

#[test]
fn a_cue_longer_than_six_words_is_refused() {
    are_told(
        "bird-dog",
        [[
            "\"Stay over your knee\"",
            "\"Please try to stay right over your knee\"",
            "8 words",
        ]],
    );
}

#[test]
fn a_text_that_steers_a_terminal_or_looks_like_an_option_is_refused_where_it_stands() {
    let cue = "\"Stay over your knee\"";
    are_told_in_their_line(
        "bird-dog",
        [
            [cue, "\"\\u001b[2J\"", "U+001B"],
            [cue, "\"Stay\\nover\"", "U+000A"],
            [cue, "\"--stdin\"", "begins with \"-\""],
        ],
    );
    let message = complaint_about(&with("bird-dog", cue, "\"\\u001b[2J\"").0, None);
    assert!(!message.contains('\u{1b}'), "{message}");
}

#[test]
fn a_dose_beyond_reason_is_refused_where_it_stands() {
    are_told_in_their_line(
        "bird-dog",
        [
            ["reps = 6", "reps = 1000000000", "ask for"],
            ["reps = 6", "reps = 0", "ask for"],
            ["hold_s = 5", "hold_s = 1e9", "ask for"],
            ["hold_s = 5", "hold_s = -1", "ask for"],
            ["hold_s = 5", "hold_s = nan", "ask for"],
            ["hold_s = 5", "hold_s = inf", "ask for"],
        ],
    );
}

#[test]
fn a_variant_replaces_what_it_names_and_keeps_the_rest() {
    let feet = load("side-plank", None, None).unwrap();
    let knees = load("side-plank", Some("knees"), None).unwrap();
    assert_ne!(feet.setup.needs, knees.setup.needs);
    assert_eq!(feet.faults.len(), knees.faults.len());
    assert_eq!(knees.variant.as_deref(), Some("knees"));
}
