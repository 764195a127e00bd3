//! One limb at the target while the other one rests.

use crate::coach::since::Since;

/// A single limb has to be at the target for this long to be told as such.
const ONE_LIMB_S: f64 = 0.7;

/// Remembers a limb that is at the target alone. It is told when the limb is back, because until
/// then the other one may still follow.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OneLimb {
    there: Since,
    lasted: bool,
}

impl OneLimb {
    /// One limb is at the target, the other one rests.
    pub(super) fn is_there(&mut self, t_s: f64) {
        self.there.step(t_s, true);
        self.lasted |= self.there.has_lasted(t_s, ONE_LIMB_S);
    }

    /// Both rest. Returns whether one of them was away long enough to be told.
    pub(super) fn is_back(&mut self) -> bool {
        let lasted = self.lasted;
        self.forget();
        lasted
    }

    /// Forgets the limb: it was the beginning of a whole movement, or something else.
    pub(super) fn forget(&mut self) {
        *self = OneLimb::default();
    }
}
