//! From a picture to a person. The detector finds a person, the landmark model gives 33 points, and
//! the next frame follows them. This room knows nothing of exercises and draws nothing.
//!
//! The models are MediaPipe's BlazePose GHUM, and the steps between them are MediaPipe's own:
//!
//! ```text
//!  picture ─▶ detector ─▶ region ─▶ crop ─▶ landmarks ─▶ smoothing ─▶ Pose
//!             (only while     ▲                  │  └─▶ mask, when asked for
//!              nobody is      └── next region ───┘
//!              followed)
//! ```
//!
//! [`Tracker`] is the entrance. It reads no clock except to report the times of its stages.

mod continuity;
mod crop;
mod cut;
mod detector;
#[cfg(not(feature = "tract"))]
mod elf;
mod error;
mod follow;
pub(crate) mod joints;
mod landmarks;
pub mod library;
mod mask;
mod mask_decoder;
mod models;
pub(crate) mod motion;
mod outline;
mod processor;
mod region;
mod runtime;
mod search;
mod settings;
mod sides;
mod smoothing;
mod track_validator;
mod tracker;

pub use continuity::{Continuity, ContinuityJudge, LOST_S, TrackId};
pub use error::PoseError;
pub use joints::SEEN;
pub use mask::{Mask, MaskArea};
pub use models::Model;
pub use processor::Processor;
pub use region::Region;
pub use runtime::TELEMETRY_SWITCH;
pub use settings::Settings;
pub use tracker::{StageTimes, Tracker};

use crate::blazepose::LANDMARKS;

/// One point of the body in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Landmark {
    /// Column in picture pixels, from the left; may lie outside the picture.
    pub x_px: f32,
    /// Row in picture pixels, from the top; may lie outside the picture.
    pub y_px: f32,
    /// Depth in picture pixels, the mid-hip being 0, towards the camera negative. A guess.
    pub z_px: f32,
    /// Probability that the point is seen and not hidden, 0 to 1.
    pub visibility: f32,
    /// Probability that the point lies inside the picture, 0 to 1.
    pub presence: f32,
}

/// A person found in a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Pose {
    /// Probability, by the landmark model, that this is a person, 0 to 1.
    pub person_score: f32,
    /// The 33 landmarks of BlazePose, in its order; [`index`](crate::blazepose::index) names them.
    pub landmarks: [Landmark; LANDMARKS],
    /// The same points in metres, origin mid-hip, x right, y down, z away from the camera.
    pub world_m: [[f32; 3]; LANDMARKS],
    /// The square from which the landmarks were read.
    pub region: Region,
    /// Whether left and right of the legs are certain. Where they are not, the points are right
    /// and their names may be exchanged.
    pub sides_known: bool,
    /// Which run of frames of one person in one picture this frame belongs to.
    pub track: TrackId,
    /// How the person follows from the frames before.
    pub continuity: Continuity,
    /// The person's mask, where it was asked for.
    pub mask: Option<Mask>,
}

impl Pose {
    /// A pose of bare landmarks, as recordings hold them: surely a person, both sides known,
    /// without world coordinates and mask. Its continuity is for a [`ContinuityJudge`] to say.
    #[must_use]
    pub fn of_landmarks(landmarks: [Landmark; LANDMARKS]) -> Self {
        Pose {
            person_score: 1.0,
            landmarks,
            world_m: [[0.0; 3]; LANDMARKS],
            region: Region::around(1, 1),
            sides_known: true,
            track: TrackId::default(),
            continuity: Continuity::default(),
            mask: None,
        }
    }
}

/// The logistic function, which turns a model's raw answer into a probability.
fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod testing {
    //! Real models for the tests of this room.

    use super::{Model, Settings, Tracker};

    /// Settings with the library that the program itself would find.
    pub(super) fn settings() -> Settings {
        Settings {
            model: Model::Lite,
            library: None,
            threads: 1,
        }
    }

    /// A tracker ready to run.
    pub(super) fn tracker(model: Model) -> Tracker {
        Tracker::new(&Settings {
            model,
            ..settings()
        })
        .unwrap_or_else(|error| panic!("this test needs ONNX Runtime: run ./setup ({error})"))
    }
}
