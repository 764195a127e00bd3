//! An event of a set as a line that people read.

use crate::blazepose::Side;
use crate::coach::{Band, Event, HoldPhase, PartialWhy, SHORT_HOLD, StopWhy};
use crate::words::{Language, Phrase, Text, terminal};

/// The words for an event; none for those that only programs need.
pub(super) fn of(language: Language, event: &Event) -> Option<String> {
    Some(match event {
        Event::Setup { ready: true, .. } => terminal::ALL_IN_PLACE.said_in(language),
        Event::Setup { text, .. } | Event::Unseen { text, .. } => text.clone(),
        Event::Start => terminal::START_POSE_SEEN.said_in(language),
        Event::Rep {
            n,
            side,
            hold_s,
            good,
            why,
            ..
        } => terminal::repetition(
            language,
            *n,
            on(language, *side),
            *hold_s,
            remark(language, *good, why),
        ),
        Event::Partial { side, why, .. } => {
            let why = reason(*why).in_language(language);
            terminal::part_way(language, on(language, *side), why)
        }
        Event::Hold { phase, hold_s, .. } => match phase {
            HoldPhase::Begin => terminal::HOLD_BEGINS.said_in(language),
            HoldPhase::Pause => terminal::clock_stands_still(language, *hold_s),
            HoldPhase::Resume => terminal::CLOCK_RUNS_AGAIN.said_in(language),
            HoldPhase::End => terminal::hold_ends(language, *hold_s),
        },
        Event::Cue { text, .. } => terminal::cue(language, text),
        Event::Fault {
            id,
            band: Band::Bad,
            ..
        } => terminal::is_off(language, id),
        Event::Fault { .. } | Event::Summary(_) => return None,
        Event::Lost => terminal::NOBODY_SEEN.said_in(language),
        Event::Found => terminal::SOMEBODY_SEEN.said_in(language),
        Event::Stopped { why } => match why {
            StopWhy::Pain => terminal::STOPPED_FOR_PAIN.said_in(language),
            StopWhy::Wave => terminal::STOPPED_BY_WAVE.said_in(language),
            StopWhy::Left => terminal::HAS_LEFT.said_in(language),
        },
    })
}

fn on(language: Language, side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Left) => terminal::LEFT.in_language(language),
        Some(Side::Right) => terminal::RIGHT.in_language(language),
        None => "",
    }
}

fn remark(language: Language, good: Option<bool>, why: &[String]) -> &'static str {
    let remark = match good {
        Some(true) => return "",
        Some(false) if why == [SHORT_HOLD] => terminal::SHORTER_THAN_ITS_GOAL,
        Some(false) => terminal::NOT_YET_AS_IT_SHOULD_BE,
        None => terminal::NOT_JUDGED,
    };
    remark.in_language(language)
}

fn reason(why: PartialWhy) -> Text {
    match why {
        PartialWhy::NotFarEnough => terminal::NOT_FAR_ENOUGH,
        PartialWhy::NotHeld => terminal::NOT_HELD,
        PartialWhy::OneLimbOnly => terminal::ONE_LIMB_ONLY,
    }
}
