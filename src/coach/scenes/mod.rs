//! Turns what the coach knows into a [`Scene`]: which row is open, which bone is marked, which
//! way the arrow points. Every judgement was made before; nothing is drawn here.

mod figure;
mod live;
mod setup;

use crate::body::Body;

use super::machine::{Coach, Mode};
use super::scene::Scene;

impl Coach {
    /// What is to be seen now. `body` is the body of the last step; `notice` is shown over the
    /// picture ("The camera gives no picture").
    #[must_use]
    pub fn scene(&self, body: Option<&Body>, notice: Option<&str>) -> Scene {
        match self.mode {
            Mode::Setup => Scene::Setup(self.setup_scene(body, notice)),
            Mode::Active | Mode::Paused(_) | Mode::Done => {
                Scene::Coach(self.coach_scene(body, notice))
            }
        }
    }
}
