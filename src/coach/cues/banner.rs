//! The banner at the bottom of the live scenes: what stands there, and for how long.

use crate::coach::fault::FaultId;

/// A cue about the next movement stands for this long. Nothing that can wait is said sooner after a
/// cue, because the cue is still being spoken.
const CUE_MIN_S: f64 = 3.0;
/// A cue stands for at most this long while its fault stays bad.
const CUE_MAX_S: f64 = 8.0;
/// "Good" and "not seen" stand for these times.
const GOOD_S: f64 = 2.0;
const NOT_SEEN_S: f64 = 4.0;

/// What a cue speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueAbout {
    /// What this rule sees now: the cue stands only while the rule sees it off.
    Rule(FaultId),
    /// The next movement, because the last one was too quick or too short.
    NextMovement,
}

/// What stands on the banner. What is spoken stands here word for word, but for counts and seconds
/// left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Banner {
    /// The words of the present part of the movement.
    #[default]
    Phase,
    /// A correction or a suggestion.
    Cue {
        /// What it speaks of.
        about: CueAbout,
        /// Its words.
        text: String,
    },
    /// Something pleasant, or what to do next.
    Good {
        /// Its words.
        text: String,
    },
    /// Something that can't be seen.
    NotSeen {
        /// Its words.
        text: String,
    },
}

/// The banner over time.
#[derive(Debug, Clone, Default)]
pub(super) struct BannerLine {
    banner: Banner,
    since_s: f64,
    /// When the last cue was put up.
    cue_s: Option<f64>,
}

impl BannerLine {
    pub(super) fn banner(&self) -> &Banner {
        &self.banner
    }

    /// Puts something up in place of what stands there.
    pub(super) fn put(&mut self, t_s: f64, banner: Banner) {
        if let Banner::Cue { .. } = banner {
            self.cue_s = Some(t_s);
        }
        self.since_s = t_s;
        self.banner = banner;
    }

    /// Goes back to the words of the phase.
    pub(super) fn clear(&mut self) {
        self.banner = Banner::Phase;
    }

    /// Takes a cue down because what it spoke of is over: the movement, the set, or the person is
    /// gone.
    pub(super) fn end_cue(&mut self) {
        if let Banner::Cue { .. } = self.banner {
            self.clear();
        }
    }

    /// Whether a cue is still being spoken, read or followed. It gives way to nothing that can wait.
    pub(super) fn is_cueing(&self, t_s: f64) -> bool {
        matches!(self.banner, Banner::Cue { .. })
            || self.cue_s.is_some_and(|cue_s| t_s - cue_s < CUE_MIN_S)
    }

    /// The rule whose cue stands on the banner.
    pub(super) fn cued_rule(&self) -> Option<FaultId> {
        match self.banner {
            Banner::Cue {
                about: CueAbout::Rule(fault),
                ..
            } => Some(fault),
            _ => None,
        }
    }

    /// Takes down what has stood for long enough.
    pub(super) fn step(&mut self, t_s: f64) {
        let stands_s = match &self.banner {
            Banner::Phase => return,
            Banner::Cue {
                about: CueAbout::Rule(_),
                ..
            } => CUE_MAX_S,
            Banner::Cue { .. } => CUE_MIN_S,
            Banner::Good { .. } => GOOD_S,
            Banner::NotSeen { .. } => NOT_SEEN_S,
        };
        if t_s - self.since_s >= stands_s {
            self.clear();
        }
    }
}
