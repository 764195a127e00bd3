//! Turns what the coach knows into a [`Scene`]: which row is open, which bone is marked, which
//! way the arrow points. Every judgement was made before; nothing is drawn here.

mod figure;
mod live;
mod setup;

use crate::body::Body;
use crate::exercise::Exercise;

use super::scene::{CoachScene, SetupScene};
use super::snapshot::Snapshot;

/// The set-up. `body` is that of the newest frame; `notice` is shown in place of the first hint ("The
/// camera gives no picture").
#[must_use]
pub fn setup_scene(
    exercise: &Exercise,
    snapshot: &Snapshot,
    body: Option<&Body>,
    notice: Option<&str>,
) -> SetupScene {
    setup::scene(exercise, snapshot, body, notice)
}

/// The set. `body` is that of the newest frame; `notice` is shown over the picture.
#[must_use]
pub fn coach_scene(
    exercise: &Exercise,
    snapshot: &Snapshot,
    body: Option<&Body>,
    notice: Option<&str>,
) -> CoachScene {
    live::scene(exercise, snapshot, body, notice)
}
