//! What the coach says, and what stands on the banner of the live scenes: plain, calm, short; never
//! "wrong". Everything that is spoken comes from here or from an exercise file.

use crate::blazepose::{Joint, Side};

/// All is in place.
pub const HOLD_STILL: &str = "Hold still";
/// A cue was followed.
pub const GOOD: &str = "Good";
/// No picture has come for a while.
pub const NO_PICTURE: &str = "I get no picture from the camera";
/// Pictures come again.
pub const PICTURE_IS_BACK: &str = "The camera is back";
/// Nobody is seen any more.
pub const LOST: &str = "I lost you. Look at the camera.";
/// Somebody is seen again.
pub const FOUND: &str = "I see you again";
/// A hold is to end.
pub const LOWER_AND_REST: &str = "Lower and rest";
/// A hold was shorter than the dose asks for.
pub const HOLD_LONGER: &str = "Hold it a little longer";
/// The view is too oblique to judge the form.
pub const COUNTING_ONLY: &str = "I can only count from here";
/// Two repetitions are left.
pub const TWO_MORE: &str = "Two more";
/// One repetition is left.
pub const LAST_ONE: &str = "Last one";
/// One side is done.
pub const OTHER_SIDE: &str = "Other side";
/// Half of a hold is over.
pub const HALF_WAY: &str = "Half-way";
/// A hold is nearly over.
pub const SECONDS_LEFT: &str = "Three seconds";
/// The set is paused: large, over the picture.
pub const PAUSED_SHORT: &str = "Paused";
/// The set is paused: on the banner, and spoken.
pub const PAUSED: &str = "Paused. Go on when you like.";
/// Something is hidden that has no name.
pub const CANT_JUDGE: &str = "I can't see enough to judge";

/// How a set is stopped from the floor, said once in a session, before the first exercise.
pub const WAVE_TO_STOP: &str = "To stop at any time, wave a hand at me";

/// What is said and shown at once when somebody stops for pain, and what to do then: calm, and with
/// the signs for which nobody should wait (specification §13).
pub const PAIN: [&str; 3] = [
    "Stopped. Rest in a comfortable position.",
    "If it stays strong or runs down a leg, see a doctor.",
    "Numbness, weak legs or bladder trouble: get help right away.",
];

/// The dose is done. `way_out` is how the exercise says to come out of its pose: "Done. Lower slowly
/// and rest."
#[must_use]
pub fn done(way_out: Option<&str>) -> String {
    let way_out = way_out.unwrap_or("Come out slowly");
    format!("Done. {way_out} and rest.")
}

/// What is said of the next side, or of the next movement where there are no sides.
fn with_side(what: &str, side_word: Option<&str>) -> String {
    match side_word {
        Some(side) => format!("{what}. {side}"),
        None => what.to_owned(),
    }
}

/// "Begin. Left arm".
#[must_use]
pub fn begin(side_word: Option<&str>) -> String {
    with_side("Begin", side_word)
}

/// "Begin. Left arm. Reach long", to somebody who is new to it.
#[must_use]
pub fn begin_with(side_word: Option<&str>, way_in: &str) -> String {
    format!("{}. {way_in}", begin(side_word))
}

/// "Go on. Left arm".
#[must_use]
pub fn go_on(side_word: Option<&str>) -> String {
    with_side("Go on", side_word)
}

/// "Still there? Left arm next", to somebody who has done nothing for a while.
#[must_use]
pub fn still_there(side_word: Option<&str>) -> String {
    match side_word {
        Some(side) => format!("Still there? {side} next"),
        None => "Still there? Go on when you like".to_owned(),
    }
}

/// What is asked for while getting ready.
pub const STEP_IN: &str = "Step into the picture";
/// In too little light, or too much.
pub const LIGHT_PLEASE: &str = "A little more light, please";
/// Parts of the body are outside the picture.
pub const SHOW_WHOLE_BODY: &str = "Show me your whole body";
/// The person is small in the picture.
pub const COME_CLOSER: &str = "Come a little closer";
/// The movement has no room in the picture.
pub const MOVE_BACK: &str = "Move back a little";
/// The exercise is seen from the side.
pub const TURN_SIDE_ON: &str = "Turn side-on a little";
/// The exercise is seen from the front.
pub const TURN_TO_ME: &str = "Turn your chest to me";

/// Why no set was begun, for somebody who reads it afterwards.
pub const NOBODY_SEEN: &str = "nobody was seen in the picture";
/// The light was not fit.
pub const LIGHT_WAS_UNFIT: &str = "there was too little light on the person, or too much";
/// Parts of the body were outside the picture.
pub const BODY_WAS_CUT_OFF: &str = "the body was not whole in the picture";
/// The person was small in the picture.
pub const WAS_TOO_FAR: &str = "the person was too far away";
/// The movement had no room in the picture.
pub const WAS_TOO_CLOSE: &str = "there was no room in the picture for the movement";
/// The exercise is seen from the side.
pub const WAS_NOT_SIDE_ON: &str = "the camera did not see the body from the side";
/// The exercise is seen from the front.
pub const WAS_NOT_FACING: &str = "the chest did not face the camera";
/// Frames came too slowly.
pub const FEW_FRAMES: &str = "there were too few pictures a second to count";

/// "the start pose (hands and knees) was held for 0.4 s, it takes 1 s".
#[must_use]
pub fn start_not_held(pose: &str, held_s: f64, wanted_s: f64) -> String {
    let pose = pose.to_lowercase();
    if held_s < 0.1 {
        format!("the start pose ({pose}) was not seen, and it is to be held for {wanted_s} s")
    } else {
        format!("the start pose ({pose}) was held for {held_s:.1} s, and it takes {wanted_s} s")
    }
}

/// The part of the body that a hidden joint means to people: "hand" for the wrist.
#[must_use]
pub fn part(joint: Joint) -> &'static str {
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
#[must_use]
pub fn cant_see(parts: &[&str]) -> String {
    match parts {
        [] => CANT_JUDGE.to_owned(),
        [one] => format!("I can't see your {one}"),
        [one, two, ..] => format!("I can't see your {one} and {two}"),
    }
}

/// "Other side. Right side": the words of the exercise for the side to come.
#[must_use]
pub fn other_side(side_word: &str) -> String {
    format!("{OTHER_SIDE}. {side_word}")
}

/// With too few frames a second.
#[must_use]
pub fn too_few_frames(can_count: bool) -> &'static str {
    if can_count {
        "Too few pictures: I only count"
    } else {
        "I get too few pictures to count"
    }
}

/// The clock of a hold stands still until `cue` is followed.
#[must_use]
pub fn clock_waits(cue: &str) -> String {
    format!("The clock waits. {cue}")
}

/// A count as it is spoken: "Two", and in an exercise with sides "Left, two". Two sides that are counted
/// in turn can't be told apart by numbers alone.
#[must_use]
pub fn count(side: Option<Side>, n: u32) -> String {
    let number = number(n);
    match side {
        Some(Side::Left) => format!("Left, {}", number.to_lowercase()),
        Some(Side::Right) => format!("Right, {}", number.to_lowercase()),
        None => number,
    }
}

/// A number as it is spoken.
#[must_use]
pub fn number(n: u32) -> String {
    const WORDS: [&str; 13] = [
        "Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    WORDS
        .get(n as usize)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
