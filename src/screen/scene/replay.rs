//! The scene of a set that is played again.

use super::{CoachScene, Scene};
use crate::body::Body;
use crate::coach::Snapshot;
use crate::exercise::Exercise;

/// A set that is played again: what its window showed, without the picture, and where in it this is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplayScene {
    /// The set at this moment.
    pub set: CoachScene,
    /// Width and height of the picture that was not kept.
    pub size_px: [u32; 2],
    /// Where in the set this is.
    pub timeline: Timeline,
    /// Whether it goes on.
    pub is_playing: bool,
}

/// Where in a set something is.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// What is shown now, 0 at the beginning of the set and 1 at its end.
    pub at: f32,
    /// The same in words, "0:42 / 2:10".
    pub label: String,
    /// What happened.
    pub marks: Vec<TimelineMark>,
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimelineMark {
    /// When, 0 at the beginning of the set and 1 at its end.
    pub at: f32,
    /// What.
    pub look: TimelineLook,
}

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineLook {
    /// A repetition or a hold that was good.
    Good,
    /// One that was counted.
    Counted,
    /// Something was off.
    Fault,
}

/// The scene of a set that is played again.
#[must_use]
pub fn replay_scene(
    exercise: &Exercise,
    snapshot: &Snapshot,
    body: Option<&Body>,
    size_px: [u32; 2],
    timeline: Timeline,
    is_playing: bool,
) -> Scene {
    let set = CoachScene::new(exercise, snapshot, body);
    Scene::Replay(ReplayScene {
        // Nobody waits for the end.
        set: CoachScene {
            footer: String::new(),
            ..set
        },
        size_px,
        timeline,
        is_playing,
    })
}
