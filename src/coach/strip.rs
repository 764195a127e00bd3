//! The strip at the bottom of the live scenes: what stands there, and for how long.

/// What is asked of the next movement stands so long. Nothing that can wait is said so soon after a
/// cue: it is still being spoken.
const CUE_MIN_S: f64 = 3.0;
/// A cue stands at most so long while its fault stays bad.
const CUE_MAX_S: f64 = 8.0;
/// "Good" and "not seen" stand so long.
const GOOD_S: f64 = 2.0;
const NOT_SEEN_S: f64 = 4.0;

/// What a cue speaks of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum About {
    /// What the rule at this place sees now: the cue stands only while it is off.
    Rule(usize),
    /// The next movement: the last one was too quick or too short.
    Next,
}

/// What stands on the strip.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum StripState {
    /// The phase words.
    #[default]
    Calm,
    /// A cue.
    Cue {
        about: About,
        text: String,
        since_s: f64,
    },
    /// Something good.
    Good { text: String, since_s: f64 },
    /// Something that can't be seen.
    NotSeen { text: String, since_s: f64 },
}

/// The strip.
#[derive(Debug, Clone, Default)]
pub(super) struct StripLine {
    state: StripState,
    /// When the last cue began.
    cue_s: Option<f64>,
}

impl StripLine {
    pub(super) fn state(&self) -> &StripState {
        &self.state
    }

    pub(super) fn cue(&mut self, t_s: f64, about: About, text: &str) {
        self.cue_s = Some(t_s);
        self.state = StripState::Cue {
            about,
            text: text.to_owned(),
            since_s: t_s,
        };
    }

    /// The phase words.
    pub(super) fn calm(&mut self) {
        self.state = StripState::Calm;
    }

    /// What a cue spoke of is over: the movement, the set, or the person is gone.
    pub(super) fn end_cue(&mut self) {
        if let StripState::Cue { .. } = self.state {
            self.state = StripState::Calm;
        }
    }

    /// Whether a cue is still being spoken, read or followed: it gives way to nothing that can wait.
    pub(super) fn is_cueing(&self, t_s: f64) -> bool {
        matches!(self.state, StripState::Cue { .. })
            || self.cue_s.is_some_and(|cue_s| t_s - cue_s < CUE_MIN_S)
    }

    pub(super) fn good(&mut self, t_s: f64, text: &str) {
        self.state = StripState::Good {
            text: text.to_owned(),
            since_s: t_s,
        };
    }

    pub(super) fn not_seen(&mut self, t_s: f64, text: &str) {
        self.state = StripState::NotSeen {
            text: text.to_owned(),
            since_s: t_s,
        };
    }

    pub(super) fn tick(&mut self, t_s: f64) {
        let (since_s, stands_s) = match &self.state {
            StripState::Calm => return,
            StripState::Cue { about, since_s, .. } => match about {
                About::Rule(_) => (since_s, CUE_MAX_S),
                About::Next => (since_s, CUE_MIN_S),
            },
            StripState::Good { since_s, .. } => (since_s, GOOD_S),
            StripState::NotSeen { since_s, .. } => (since_s, NOT_SEEN_S),
        };
        if t_s - since_s >= stands_s {
            self.state = StripState::Calm;
        }
    }

    /// The rule whose cue stands on the strip.
    pub(super) fn cued_rule(&self) -> Option<usize> {
        match self.state {
            StripState::Cue {
                about: About::Rule(place),
                ..
            } => Some(place),
            _ => None,
        }
    }
}
