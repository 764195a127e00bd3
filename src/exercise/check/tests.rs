//! What a file may say, what it is told when it says something else, and where.

use super::{examine, parse, parse_movement};
use crate::exercise::{load, motion_text, source_text};

#[test]
fn a_typo_in_a_key_is_told_with_line_column_and_what_was_meant() {
    let text = source_text("bird-dog")
        .unwrap()
        .replace("severity = \"polish\"", "severty = \"polish\"");
    let line = 1 + text
        .lines()
        .position(|line| line.starts_with("severty"))
        .unwrap();
    let message = parse(&text, "bird-dog.toml", None).unwrap_err().to_string();
    assert!(
        message.starts_with(&format!("bird-dog.toml:{line}:1: ")),
        "{message}"
    );
    assert!(message.contains("did you mean `severity`"), "{message}");
}

#[test]
fn a_typo_in_a_name_is_told_with_line_column_and_what_was_meant() {
    for (right, wrong, meant) in [
        ("\"near.elbow\"", "\"near.elbwo\"", "did you mean \"elbow\""),
        ("\"near.elbow\"", "\"neer.elbow\"", "did you mean \"near\""),
        (
            "\"arm.arm_incline\"",
            "\"arm.arm_inclin\"",
            "did you mean \"arm_incline\"",
        ),
        (
            "leg.knee_angle = {",
            "leg.kne_angle = {",
            "did you mean \"knee_angle\"",
        ),
        (
            "signal = \"reach\"",
            "signal = \"rech\"",
            "did you mean \"reach\"",
        ),
        (
            "\"quadruped\"",
            "\"quadrupet\"",
            "did you mean \"quadruped\"",
        ),
    ] {
        let text = source_text("bird-dog").unwrap().replacen(right, wrong, 1);
        let at = text.find(wrong).unwrap();
        let line = text[..at].matches('\n').count() + 1;
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(message.starts_with(&format!("f:{line}:")), "{message}");
        assert!(message.contains(meant), "{message}");
    }
}

#[test]
fn a_complaint_shows_the_line_with_a_mark_under_what_is_meant() {
    let text =
        source_text("bird-dog")
            .unwrap()
            .replacen("signal = \"reach\"", "signal = \"rech\"", 1);
    let message = parse(&text, "f", None).unwrap_err().to_string();
    let [_, excerpt] = message.split_once('\n').map(|(a, b)| [a, b]).unwrap();
    let mut lines = excerpt.lines().skip_while(|line| !line.contains("signal"));
    let (line, mark) = (lines.next().unwrap(), lines.next().unwrap());
    assert_eq!(line.find("\"rech\""), mark.find("^^^^^^"), "{message}");
}

#[test]
fn a_complaint_about_a_variant_shows_the_line_of_the_variant() {
    let text = source_text("side-plank").unwrap();
    for (right, wrong, words) in [
        (
            "lower.knee_angle = { to = 140 }",
            "lower.kne_angle = { to = 140 }",
            "knee_angle",
        ),
        (
            "\"mid.leg_incline\", \"upper",
            "\"mid.leg_inclin\", \"upper",
            "mid.leg_incline",
        ),
        (
            "lower.wrist\", \"lower.ankle",
            "lower.wrst\", \"lower.ankle",
            "wrist",
        ),
    ] {
        let slip = text.replacen(right, wrong, 1);
        let line = slip[..slip.find(wrong).unwrap()].matches('\n').count() + 1;
        let variant = if wrong.contains("wrst") {
            "hand"
        } else {
            "knees"
        };
        let message = parse(&slip, "f", Some(variant)).unwrap_err().to_string();
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
    let text = source_text("cobra")
        .unwrap()
        .replacen("thigh_slope = {", "hip_swing = {", 1);
    let message = parse(&text, "f", None).unwrap_err().to_string();
    assert!(message.contains("give yours another name"), "{message}");
}

#[test]
fn a_measure_that_nothing_refers_to_is_told() {
    let text = source_text("cobra").unwrap().replace(
        "[measures]\n",
        "[measures]\nspare = { height = \"hip\", label = \"Spare\" }\n",
    );
    let (_, complaints) = examine(&text, "f", None).unwrap();
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
        let text = source_text("cobra").unwrap();
        let text = text.replace("[measures]\n", &format!("[measures]\nspare = {measure}\n"));
        let line = 2 + text[..text.find("[measures]").unwrap()]
            .matches('\n')
            .count();
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(message.starts_with(&format!("f:{line}:")), "{message}");
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn limits_in_the_wrong_order_are_refused() {
    let text = source_text("bird-dog").unwrap().replace(
        "above = { warn = 13, bad = 20 }",
        "above = { warn = 20, bad = 13 }",
    );
    let message = parse(&text, "f", None).unwrap_err().to_string();
    assert!(message.contains("`bad` must be greater"), "{message}");
}

#[test]
fn a_fault_without_limits_needs_a_measure_that_says_yes() {
    let text = source_text("bird-dog")
        .unwrap()
        .replacen("above = { warn = 13, bad = 20 }", "", 1);
    let message = parse(&text, "f", None).unwrap_err().to_string();
    assert!(message.contains("needs `above` or `below`"), "{message}");
}

#[test]
fn a_new_best_is_farther_than_the_noise_of_its_unit() {
    let with_new_best = |id: &str, claim: &str| {
        let praise =
            format!("[praise]\nnew_best = {{ text = \"Farther\", claims = [{claim:?}] }}\n");
        let text = source_text(id).unwrap().replace("[praise]\n", &praise);
        parse(&text, "f", None)
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
    let text = source_text("bird-dog")
        .unwrap()
        .replace(r#"words = ["low", "high"]"#, r#"words = ["high", "low"]"#);
    let message = parse(&text, "f", None).unwrap_err().to_string();
    assert!(message.contains("is on top"), "{message}");
}

#[test]
fn a_flow_says_where_its_other_end_is_and_what_is_said_there() {
    for (right, wrong, complaint) in [
        ("zone = [-2.8, -0.7], ", "", "missing field `zone`"),
        ("other = {", "# other = {", "a two-pole cycle needs"),
        ("leave = -0.3,", "leave = 0.5,", "the other side of rest"),
        ("kind = \"two-pole\"", "kind = \"reps\"", "alone"),
    ] {
        let text = source_text("cat-cow").unwrap().replace(right, wrong);
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(message.contains(complaint), "{message}");
    }
}

#[test]
fn a_cue_longer_than_six_words_is_refused() {
    let text = source_text("bird-dog").unwrap().replace(
        "\"Stay over your knee\"",
        "\"Please try to stay right over your knee\"",
    );
    let message = parse(&text, "f", None).unwrap_err().to_string();
    assert!(message.contains("8 words"), "{message}");
}

#[test]
fn a_text_that_steers_a_terminal_or_looks_like_an_option_is_refused_where_it_stands() {
    let text = source_text("bird-dog").unwrap();
    let line = 1 + text[..text.find("\"Stay over your knee\"").unwrap()]
        .matches('\n')
        .count();
    for (cue, words) in [
        ("\"\\u001b[2J\"", "U+001B"),
        ("\"Stay\\nover\"", "U+000A"),
        ("\"--stdin\"", "begins with \"-\""),
    ] {
        let text = text.replacen("\"Stay over your knee\"", cue, 1);
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(message.starts_with(&format!("f:{line}:")), "{message}");
        assert!(message.contains(words), "{message}");
        assert!(!message.contains('\u{1b}'), "{message}");
    }
}

#[test]
fn a_dose_beyond_reason_is_refused_where_it_stands() {
    let text = source_text("bird-dog").unwrap();
    let line = 2 + text[..text.find("[doses]").unwrap()].matches('\n').count();
    for (right, wrong) in [
        ("reps = 6", "reps = 1000000000"),
        ("reps = 6", "reps = 0"),
        ("hold_s = 5", "hold_s = 1e9"),
        ("hold_s = 5", "hold_s = -1"),
        ("hold_s = 5", "hold_s = nan"),
        ("hold_s = 5", "hold_s = inf"),
    ] {
        let text = text.replacen(right, wrong, 1);
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(
            message.starts_with(&format!("f:{line}:")),
            "{wrong}: {message}"
        );
        assert!(message.contains("ask for"), "{message}");
    }
}

#[test]
fn measures_in_a_circle_are_refused() {
    let text = source_text("bird-dog")
        .unwrap()
        .replace("{ min = [\"arm.arm_incline\",", "{ min = [\"reach\",");
    let message = parse(&text, "f", None).unwrap_err().to_string();
    assert!(message.contains("circle"), "{message}");
}

#[test]
fn a_variant_replaces_what_it_names_and_keeps_the_rest() {
    let feet = load("side-plank", None, None).unwrap();
    let knees = load("side-plank", Some("knees"), None).unwrap();
    assert_ne!(feet.setup.needs, knees.setup.needs);
    assert_eq!(feet.faults.len(), knees.faults.len());
    assert_eq!(knees.variant.as_deref(), Some("knees"));
}
