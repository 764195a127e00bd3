//! The strip at the bottom of the live scenes: what stands there, and for how long.

/// A cue stands at least so long, and at most so long while its fault stays bad.
const CUE_MIN_S: f64 = 3.0;
const CUE_MAX_S: f64 = 8.0;
/// "Good" and "not seen" stand so long.
const GOOD_S: f64 = 2.0;
const NOT_SEEN_S: f64 = 4.0;

/// What stands on the strip.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum StripState {
    /// The phase words.
    #[default]
    Calm,
    /// A cue, with the place of its fault.
    Cue {
        fault: Option<usize>,
        text: String,
        since_s: f64,
        over: bool,
    },
    /// Something good.
    Good { text: String, since_s: f64 },
    /// Something that can't be seen.
    NotSeen { text: String, since_s: f64 },
}

impl StripState {
    pub(super) fn cue(&mut self, t_s: f64, fault: Option<usize>, text: &str) {
        *self = StripState::Cue {
            fault,
            text: text.to_owned(),
            since_s: t_s,
            over: fault.is_none(),
        };
    }

    /// The fault of a cue is good again.
    pub(super) fn end_cue(&mut self, fault: usize) {
        if let StripState::Cue {
            fault: Some(shown),
            over,
            ..
        } = self
            && *shown == fault
        {
            *over = true;
        }
    }

    /// The movement is over, and with it what a cue asked for.
    pub(super) fn end_movement(&mut self) {
        if let StripState::Cue { over, .. } = self {
            *over = true;
        }
    }

    /// Whether a cue is still being read or followed: it gives way to nothing that can wait.
    pub(super) fn is_cueing(&self, t_s: f64) -> bool {
        matches!(self, StripState::Cue { since_s, over, .. }
            if !*over || t_s - since_s < CUE_MIN_S)
    }

    pub(super) fn good(&mut self, t_s: f64, text: &str) {
        *self = StripState::Good {
            text: text.to_owned(),
            since_s: t_s,
        };
    }

    pub(super) fn not_seen(&mut self, t_s: f64, text: &str) {
        *self = StripState::NotSeen {
            text: text.to_owned(),
            since_s: t_s,
        };
    }

    pub(super) fn tick(&mut self, t_s: f64) {
        let is_over = match self {
            StripState::Calm => false,
            StripState::Cue { since_s, over, .. } => {
                let stood_s = t_s - *since_s;
                (*over && stood_s >= CUE_MIN_S) || stood_s >= CUE_MAX_S
            }
            StripState::Good { since_s, .. } => t_s - *since_s >= GOOD_S,
            StripState::NotSeen { since_s, .. } => t_s - *since_s >= NOT_SEEN_S,
        };
        if is_over {
            *self = StripState::Calm;
        }
    }

    /// The fault whose cue stands on the strip.
    pub(super) fn cued_fault(&self) -> Option<usize> {
        match self {
            StripState::Cue { fault, .. } => *fault,
            _ => None,
        }
    }
}
