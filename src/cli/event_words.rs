//! An event of a set as a line that people read.

use crate::blazepose::Side;
use crate::coach::{Band, Event, HoldPhase, PartialWhy, SHORT_HOLD, StopWhy};
use crate::words::terminal;

/// The words for an event; none for those that only programs need.
pub(super) fn of(event: &Event) -> Option<String> {
    Some(match event {
        Event::Setup { ready: true, .. } => terminal::ALL_IN_PLACE.to_owned(),
        Event::Setup { text, .. } | Event::Unseen { text, .. } => text.clone(),
        Event::Start => terminal::START_POSE_SEEN.to_owned(),
        Event::Rep {
            n,
            side,
            hold_s,
            good,
            why,
            ..
        } => terminal::repetition(*n, on(*side), *hold_s, remark(*good, why)),
        Event::Partial { side, why, .. } => terminal::part_way(on(*side), reason(*why)),
        Event::Hold { phase, hold_s, .. } => match phase {
            HoldPhase::Begin => terminal::HOLD_BEGINS.to_owned(),
            HoldPhase::Pause => terminal::clock_stands_still(*hold_s),
            HoldPhase::Resume => terminal::CLOCK_RUNS_AGAIN.to_owned(),
            HoldPhase::End => terminal::hold_ends(*hold_s),
        },
        Event::Cue { text, .. } => terminal::cue(text),
        Event::Fault {
            id,
            band: Band::Bad,
            ..
        } => terminal::is_off(id),
        Event::Fault { .. } | Event::Summary(_) => return None,
        Event::Lost => terminal::NOBODY_SEEN.to_owned(),
        Event::Found => terminal::SOMEBODY_SEEN.to_owned(),
        Event::Stopped { why: StopWhy::Pain } => terminal::STOPPED_FOR_PAIN.to_owned(),
    })
}

fn on(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Left) => terminal::LEFT,
        Some(Side::Right) => terminal::RIGHT,
        None => "",
    }
}

fn remark(good: Option<bool>, why: &[String]) -> &'static str {
    match good {
        Some(true) => "",
        Some(false) if why == [SHORT_HOLD] => terminal::SHORTER_THAN_ITS_GOAL,
        Some(false) => terminal::NOT_YET_AS_IT_SHOULD_BE,
        None => terminal::NOT_JUDGED,
    }
}

fn reason(why: PartialWhy) -> &'static str {
    match why {
        PartialWhy::NotFarEnough => terminal::NOT_FAR_ENOUGH,
        PartialWhy::NotHeld => terminal::NOT_HELD,
        PartialWhy::OneLimbOnly => terminal::ONE_LIMB_ONLY,
    }
}
