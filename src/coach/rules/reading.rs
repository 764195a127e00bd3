//! What one frame says of one fault, without any memory. A still picture and a frame of a video are
//! read in the same way.

use crate::coach::cycle::Stage;
use crate::coach::event::Band;
use crate::coach::fault::{Strictness, band_of, told_band};
use crate::coach::framing::ViewQuality;
use crate::coach::measurement::Measurement;
use crate::coach::start::met;
use crate::exercise::{Exercise, Fault, Kind, Phase};

/// What one frame says of one fault.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::coach) struct Reading {
    /// Whether the frame is good enough for this fault: the view, the start pose, the fault's own
    /// conditions.
    pub can_judge: bool,
    /// The band; none where it can't be judged or is not seen well enough.
    pub band: Option<Band>,
    /// The view is too oblique to tell "a little off" from good.
    pub is_coarse: bool,
}

impl Reading {
    pub(in crate::coach) fn of(
        exercise: &Exercise,
        fault: &Fault,
        measurement: &Measurement,
        strictness: Strictness,
    ) -> Self {
        let measure = exercise.measure(fault.measure);
        // A fact is true from any side, where a verdict on form needs the right one.
        let is_fact = matches!(measure.kind, Kind::Same(_) | Kind::Time(_));
        let is_compared = exercise.needs_start(measure);
        let can_judge = !(is_compared && measurement.is_start_doubtful)
            && (is_fact || measurement.view != ViewQuality::CountOnly)
            && met(&fault.when, &measurement.values) == Some(true);
        let is_coarse = measurement.view == ViewQuality::Coarse && !is_fact;
        let value = measurement.values.get(fault.measure).judged();
        let band = value
            .filter(|_| can_judge)
            .map(|value| told_band(band_of(fault.limits, value, strictness), is_coarse));
        Reading {
            can_judge,
            band,
            is_coarse,
        }
    }
}

/// Whether a rule listens at this stage of the movement.
pub(in crate::coach) fn listens(fault: &Fault, stage: Stage, is_posed: bool) -> bool {
    fault.phases.iter().any(|phase| match phase {
        Phase::Start => stage == Stage::Rest && is_posed,
        Phase::In => matches!(stage, Stage::GoingIn | Stage::Stalled),
        Phase::Hold => stage == Stage::Target,
        Phase::Out => stage == Stage::GoingOut,
        Phase::Stall => stage == Stage::Stalled,
    })
}
