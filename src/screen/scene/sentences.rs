//! What can stand on the banner, for the test that all of it fits there.

use crate::blazepose::Joint;
use crate::coach::Missing;
use crate::exercise::Exercise;
use crate::words;

/// Every sentence that can stand on the banner in a set of this exercise. What is spoken stands there
/// too, but for counts and seconds left.
#[must_use]
pub fn banner_sentences(exercise: &Exercise) -> Vec<String> {
    const FIXED: [&str; 14] = [
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
    let mut all: Vec<String> = FIXED.map(str::to_owned).to_vec();
    let view = exercise.setup.view;
    all.extend(MISSING.map(|what| what.request(view).to_owned()));
    all.extend([true, false].map(|can_count| words::too_few_frames(can_count).to_owned()));
    let parts = Joint::ALL.map(words::part);
    for one in parts {
        all.push(words::cant_see(&[one]));
        all.extend(parts.map(|other| words::cant_see(&[one, other])));
    }
    let side_words = exercise.cycle.side_words.as_ref();
    for side in [
        side_words.map(|words| &words.left),
        side_words.map(|words| &words.right),
    ] {
        let side = side.map(String::as_str);
        all.extend([
            words::begin(side),
            words::go_on(side),
            words::still_there(side),
        ]);
        all.extend(side.map(words::other_side));
    }
    let phases = &exercise.cycle.phase_words;
    all.extend([
        phases.rest.clone(),
        phases.going_in.clone(),
        phases.hold.clone(),
        phases.going_out.clone(),
        exercise.setup.pose_words.clone(),
    ]);
    if let Some(other) = &exercise.cycle.other {
        all.extend([other.going_in.clone(), other.hold.clone()]);
    }
    all.extend(
        exercise
            .faults
            .iter()
            .flat_map(|fault| fault.cues.iter().cloned()),
    );
    let praise = exercise.praise.hold.iter();
    let best = exercise.personal.iter().map(|personal| &personal.praise);
    all.extend(praise.chain(best).map(|claim| claim.text.clone()));
    all.sort();
    all.dedup();
    all
}
