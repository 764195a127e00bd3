//! What can stand on the banner, for the tests that all of it fits there and that nothing else does.

use spotter::blazepose::Joint;
use spotter::coach::Missing;
use spotter::exercise::Exercise;
use spotter::words::{self, Text};

/// The sentences that are the same in every set.
const FIXED: [Text; 14] = [
    words::NO_PICTURE,
    words::PICTURE_IS_BACK,
    words::HOLD_STILL,
    words::GOOD,
    words::LOST,
    words::FOUND,
    words::LOWER_AND_REST,
    words::HOLD_LONGER,
    words::COUNTING_ONLY,
    words::TWO_MORE,
    words::LAST_ONE,
    words::HALF_WAY,
    words::PAUSED,
    words::CANT_JUDGE,
];

const MISSING: [Missing; 6] = [
    Missing::Person,
    Missing::Light,
    Missing::WholeBody,
    Missing::Closer,
    Missing::Further,
    Missing::SideOn,
];

/// Every sentence that can stand on the banner in a set of this exercise. What is spoken stands there
/// too, except counts and seconds left.
pub fn banner_sentences(exercise: &Exercise) -> Vec<String> {
    let language = exercise.language;
    let said = |text: Text| text.in_language(language).to_owned();
    let mut all: Vec<String> = FIXED.map(said).to_vec();
    let view = exercise.setup.view;
    all.extend(MISSING.map(|what| said(what.request(view))));
    all.extend(
        [true, false].map(|can_count| words::too_few_frames(language, can_count).to_owned()),
    );
    let parts = Joint::ALL.map(|joint| words::part(language, joint));
    for one in parts {
        all.push(words::cant_see(language, &[one]));
        all.extend(parts.map(|other| words::cant_see(language, &[one, other])));
    }
    let side_words = exercise.cycle.side_words.as_ref();
    let sides = side_words.map_or([None; 2], |words| [&words.left, &words.right].map(Some));
    for side in sides {
        let side = side.map(String::as_str);
        all.extend([
            words::begin(language, side),
            words::go_on(language, side),
            words::still_there(language, side),
        ]);
        all.extend(side.map(|side| words::other_side(language, side)));
    }
    all.extend(of_the_file(exercise).cloned());
    all.sort();
    all.dedup();
    all
}

/// The sentences that stand in the exercise's file.
fn of_the_file(exercise: &Exercise) -> impl Iterator<Item = &String> {
    let phases = &exercise.cycle.phase_words;
    let fixed = [
        &phases.rest,
        &phases.going_in,
        &phases.hold,
        &phases.going_out,
        &exercise.setup.pose_words,
    ];
    let other = exercise.cycle.other.iter();
    let other = other.flat_map(|other| [&other.going_in, &other.hold]);
    let cues = exercise.faults.iter().flat_map(|fault| fault.cues.iter());
    let best = exercise.personal.iter().map(|personal| &personal.praise);
    let praise = exercise.praise.hold.iter().chain(best);
    let praise = praise.map(|claim| &claim.text);
    fixed.into_iter().chain(other).chain(cues).chain(praise)
}
