//! Whether a person is there, and whether there is a picture at all.
//!
//! The caller, who waits for the picture, says when it has been missing for too long. Without
//! frames there is no time here.

use super::now::Now;
use crate::pose::LOST_S;

/// The presence of a person over time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Presence {
    frames: u64,
    frames_with_person: u64,
    /// The time at which a person was last seen.
    seen_s: Option<f64>,
    /// Whether it was told that the person is lost.
    is_lost: bool,
    /// Whether the camera sends no picture.
    has_no_picture: bool,
}

/// What a frame says about presence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Sighting {
    /// There is a picture again.
    pub is_picture_back: bool,
    /// Whether a lost person is no longer lost: the person is seen, or there are pictures again
    /// that will show whether somebody is there.
    pub is_found: bool,
    /// Seconds since somebody was last seen; 0 where somebody is, or nobody ever was.
    pub gone_s: f64,
}

impl Presence {
    /// Takes a frame.
    pub(super) fn step(&mut self, now: &Now, is_somebody_there: bool) -> Sighting {
        self.frames += 1;
        self.frames_with_person += u64::from(is_somebody_there);
        let is_picture_back = std::mem::take(&mut self.has_no_picture);
        let mut is_found = false;
        if is_somebody_there || is_picture_back {
            self.seen_s = Some(now.t_s);
            is_found = std::mem::take(&mut self.is_lost);
        }
        Sighting {
            is_picture_back,
            is_found,
            gone_s: self.seen_s.map_or(0.0, |seen_s| now.t_s - seen_s),
        }
    }

    /// A frame of the set without anybody; gives whether the person is lost with it.
    pub(super) fn miss(&mut self, gone_s: f64) -> bool {
        gone_s > LOST_S && self.lose_person()
    }

    /// Frames so far.
    pub(super) fn frames(&self) -> u64 {
        self.frames
    }

    /// Those of them with a person.
    pub(super) fn frames_with_person(&self) -> u64 {
        self.frames_with_person
    }

    /// No picture comes; gives whether that is new.
    pub(super) fn lose_picture(&mut self) -> bool {
        !std::mem::replace(&mut self.has_no_picture, true)
    }

    /// Nobody can be seen; gives whether that is new.
    pub(super) fn lose_person(&mut self) -> bool {
        !std::mem::replace(&mut self.is_lost, true)
    }
}
