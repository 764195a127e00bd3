//! From a picture to a person: the detector finds somebody, the landmark network gives 33
//! points, the next frame follows them. Knows nothing of exercises and draws nothing.

/// Number of BlazePose landmarks.
pub const LANDMARKS: usize = 33;

/// One point of the body in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Landmark {
    /// Column in picture pixels, from the left; may lie outside the picture.
    pub x_px: f32,
    /// Row in picture pixels, from the top; may lie outside the picture.
    pub y_px: f32,
    /// Depth in picture pixels, the mid-hip being 0, towards the camera negative. A guess.
    pub z_px: f32,
    /// How likely the point is seen and not hidden, 0 to 1.
    pub visibility: f32,
    /// How likely the point lies inside the picture, 0 to 1.
    pub presence: f32,
}

/// The square of the picture that the landmark network looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Centre in picture pixels.
    pub centre_px: [f32; 2],
    /// Length of the square's side in picture pixels.
    pub side_px: f32,
    /// Clockwise rotation of the square in the picture, in radians, so that the body stands
    /// upright in it.
    pub rotation_rad: f32,
}

/// Which pixels belong to the person: 256 × 256 logits over a [`Region`].
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// Row-major logits; above 0 is more likely person than not.
    pub logits: Vec<f32>,
    /// The square of the picture that the mask covers.
    pub region: Region,
}

/// A person found in a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Pose {
    /// How sure the landmark network is that this is a person, 0 to 1.
    pub person_score: f32,
    /// The 33 landmarks of BlazePose, in its order.
    pub landmarks: [Landmark; LANDMARKS],
    /// The same points in metres, origin mid-hip, x right, y down, z away from the camera.
    pub world_m: [[f32; 3]; LANDMARKS],
    /// The square the landmarks were read from.
    pub region: Region,
    /// The person's mask, where it was asked for.
    pub mask: Option<Mask>,
}

pub mod library;
