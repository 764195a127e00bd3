//! The sentences of the coach that belong to no exercise. Plain, calm, short; never "wrong".
//! Everything that is spoken comes from here or from an exercise file.

use crate::blazepose::Joint;
use crate::exercise::{Exercise, View};

use super::event::Missing;

pub(super) const WHOLE_BODY: &str = "Whole body";
pub(super) const SIDE_ON: &str = "Side-on";
pub(super) const FACING: &str = "Chest to the camera";
pub(super) const DISTANCE: &str = "Distance";
pub(super) const LIGHT: &str = "Light";
pub(super) const START_POSE: &str = "Start pose";

pub(super) const HOLD_STILL: &str = "Hold still";
pub(super) const GOOD: &str = "Good";
pub(super) const NO_PICTURE: &str = "I get no picture from the camera";
pub(super) const PICTURE_IS_BACK: &str = "The camera is back";
pub(super) const LOST: &str = "I lost you. Look at the camera.";
pub(super) const FOUND: &str = "I see you again";
pub(super) const LOWER_AND_REST: &str = "Lower and rest";
pub(crate) const HOLD_LONGER: &str = "Hold it a little longer";
pub(super) const COUNTING_ONLY: &str = "I can only count from here";
pub(super) const TWO_MORE: &str = "Two more";
pub(super) const LAST_ONE: &str = "Last one";
pub(super) const OTHER_SIDE: &str = "Other side";
pub(super) const HALF_WAY: &str = "Half-way";
pub(super) const SECONDS_LEFT: &str = "Three seconds";
pub(super) const DONE: &str = "Done. Come out slowly and rest.";
pub(super) const PAUSED_SHORT: &str = "Paused";
pub(super) const PAUSED: &str = "Paused. Go on when you like.";
pub(super) const CANT_JUDGE: &str = "I can't see enough to judge";

// In the summary.
pub(crate) const HOLD_TIME: &str = "Time held";
pub(crate) const NO_CUE_NEEDED: &str = "None was needed";
pub(crate) const NOT_ALL_JUDGED: &str = "Not all of it could be judged";
pub(crate) const NOTHING_COUNTED: &str = "Nothing was counted";

/// What is said and shown at once when somebody stops for pain, and what to do then: calm, and with
/// the signs for which nobody should wait (specification §13).
pub(crate) const PAIN: [&str; 3] = [
    "Stopped. Rest in a comfortable position.",
    "If it stays strong or runs down a leg, see a doctor.",
    "Numbness, weak legs or bladder trouble: get help right away.",
];

/// What is said of the next side, or of the next movement where there are no sides.
fn with_side(what: &str, side_word: Option<&str>) -> String {
    match side_word {
        Some(side) => format!("{what}. {side}"),
        None => what.to_owned(),
    }
}

/// "Begin. Left arm".
pub(super) fn begin(side_word: Option<&str>) -> String {
    with_side("Begin", side_word)
}

/// "Go on. Left arm".
pub(super) fn go_on(side_word: Option<&str>) -> String {
    with_side("Go on", side_word)
}

/// "Still there? Left arm next", to somebody who has done nothing for a while.
pub(super) fn still_there(side_word: Option<&str>) -> String {
    match side_word {
        Some(side) => format!("Still there? {side} next"),
        None => "Still there? Go on when you like".to_owned(),
    }
}

/// What the strip says of a missing thing.
pub(super) fn missing(missing: Missing, side_view: bool) -> &'static str {
    match missing {
        Missing::Person => "Step into the picture",
        Missing::Light => "A little more light, please",
        Missing::WholeBody => "Show me your whole body",
        Missing::Closer => "Come a little closer",
        Missing::Further => "Move back a little",
        Missing::SideOn if side_view => "Turn side-on a little",
        Missing::SideOn => "Turn your chest to me",
    }
}

/// The same for somebody who reads afterwards why no set was begun.
pub(super) fn was_missing(missing: Missing, side_view: bool) -> &'static str {
    match missing {
        Missing::Person => "nobody was seen in the picture",
        Missing::Light => "there was too little light on the person, or too much",
        Missing::WholeBody => "the body was not whole in the picture",
        Missing::Closer => "the person was too far away",
        Missing::Further => "there was no room in the picture for the movement",
        Missing::SideOn if side_view => "the camera did not see the body from the side",
        Missing::SideOn => "the chest did not face the camera",
    }
}

/// "the start pose (hands and knees) was held for 0.4 s, it takes 1 s".
pub(super) fn start_not_held(pose: &str, held_s: f64, wanted_s: f64) -> String {
    let pose = pose.to_lowercase();
    if held_s < 0.1 {
        format!("the start pose ({pose}) was not seen, and it is to be held for {wanted_s} s")
    } else {
        format!("the start pose ({pose}) was held for {held_s:.1} s, and it takes {wanted_s} s")
    }
}

/// The part of the body that a hidden joint means to people: "hand" for the wrist.
pub(super) fn part(joint: Joint) -> &'static str {
    match joint {
        Joint::Ear => "head",
        Joint::Shoulder => "shoulder",
        Joint::Elbow => "elbow",
        Joint::Wrist => "hand",
        Joint::Hip => "hips",
        Joint::Knee => "knee",
        Joint::Ankle | Joint::Heel | Joint::Toe => "foot",
    }
}

/// "I can't see your hand and foot".
pub(super) fn cant_see(parts: &[&str]) -> String {
    match parts {
        [] => CANT_JUDGE.to_owned(),
        [one] => format!("I can't see your {one}"),
        [one, two, ..] => format!("I can't see your {one} and {two}"),
    }
}

/// "Other side. Right side": the words of the exercise for the side to come.
pub(super) fn other_side(side_word: &str) -> String {
    format!("{OTHER_SIDE}. {side_word}")
}

/// Why nothing was begun.
pub(super) const FEW_FRAMES: &str = "there were too few pictures a second to count";

/// With too few frames a second.
pub(super) fn too_few_frames(can_count: bool) -> &'static str {
    if can_count {
        "Too few pictures: I only count"
    } else {
        "I get too few pictures to count"
    }
}

/// Every sentence that can stand on the strip in a set of this exercise. What is spoken stands there
/// too, but for counts and seconds left.
#[must_use]
pub fn strip_sentences(exercise: &Exercise) -> Vec<String> {
    const FIXED: [&str; 14] = [
        NO_PICTURE,
        PICTURE_IS_BACK,
        HOLD_STILL,
        GOOD,
        LOST,
        FOUND,
        LOWER_AND_REST,
        HOLD_LONGER,
        COUNTING_ONLY,
        TWO_MORE,
        LAST_ONE,
        HALF_WAY,
        PAUSED,
        CANT_JUDGE,
    ];
    const MISSING: [Missing; 6] = [
        Missing::Person,
        Missing::Light,
        Missing::WholeBody,
        Missing::Closer,
        Missing::Further,
        Missing::SideOn,
    ];
    let mut all: Vec<String> = FIXED.map(str::to_owned).to_vec();
    let side_view = exercise.setup.view == View::Side;
    all.extend(MISSING.map(|what| missing(what, side_view).to_owned()));
    all.extend([true, false].map(|can_count| too_few_frames(can_count).to_owned()));
    let parts = Joint::ALL.map(part);
    for one in parts {
        all.push(cant_see(&[one]));
        all.extend(parts.map(|other| cant_see(&[one, other])));
    }
    let side_words = exercise.cycle.side_words.as_ref();
    for side in [
        side_words.map(|words| &words.left),
        side_words.map(|words| &words.right),
    ] {
        let side = side.map(String::as_str);
        all.extend([begin(side), go_on(side), still_there(side)]);
        all.extend(side.map(other_side));
    }
    let phases = &exercise.cycle.phase_words;
    all.extend([
        phases.rest.clone(),
        phases.going_in.clone(),
        phases.hold.clone(),
        phases.going_out.clone(),
        exercise.setup.pose_words.clone(),
    ]);
    if let Some(other) = &phases.other {
        all.extend([other.going_in.clone(), other.hold.clone()]);
    }
    all.extend(exercise.faults.iter().flat_map(|fault| fault.cues.clone()));
    let praise = exercise.praise.hold.iter();
    let best = exercise.personal.iter().map(|personal| &personal.praise);
    all.extend(praise.chain(best).map(|claim| claim.text.clone()));
    all.sort();
    all.dedup();
    all
}

/// A count as it is spoken.
pub(super) fn number(n: u32) -> String {
    const WORDS: [&str; 13] = [
        "Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    WORDS
        .get(n as usize)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
