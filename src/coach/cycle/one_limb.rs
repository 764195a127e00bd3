//! One limb at the target while the other one rests.

use crate::coach::event::PartialWhy;
use crate::coach::since::Since;

use super::limits::Limits;
use super::{Input, PhaseEvent};

/// A single limb has to be at the target for this long to be told as such.
const ONE_LIMB_S: f64 = 0.7;

/// Remembers a limb that is at the target alone. It is told when the limb is back, because until
/// then the other one may still follow.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OneLimb {
    at_target: Since,
    has_lasted: bool,
}

impl OneLimb {
    /// Takes a frame. Gives what is told when a limb is back that was away long enough.
    pub(super) fn step(
        &mut self,
        limits: &Limits,
        input: Input,
        signal: f32,
        is_rest: bool,
    ) -> Option<PhaseEvent> {
        let limb = input.farthest?;
        let farthest = limb.value * limits.sign;
        if !is_rest || signal >= limits.touch {
            // It was the beginning of a whole movement.
            *self = OneLimb::default();
        } else if farthest >= limits.enter {
            if limb.is_posed == Some(false) {
                *self = OneLimb::default();
            } else {
                self.at_target.step(input.t_s, true);
                self.has_lasted |= self.at_target.has_lasted(input.t_s, ONE_LIMB_S);
            }
        } else if farthest <= limits.leave && std::mem::take(self).has_lasted {
            return Some(PhaseEvent::Partial {
                side: input.side,
                peak: signal * limits.sign,
                why: PartialWhy::OneLimbOnly,
            });
        }
        None
    }
}
