//! What a trunk rests on: its lowest point over the floor.

use glam::Vec3;

use super::skeleton::{Build, Frame, Trunk};

/// Height of the lowest point of pelvis, seat and rib cage, in metres.
#[must_use]
pub fn lowest_of_trunk_m(build: &Build, trunk: &Trunk) -> f32 {
    let [lumbar, middle, upper] = &trunk.spine;
    // The ellipsoids of the figure that carry a lying or sitting body: centre and radii in metres.
    [
        (&trunk.pelvis, [0.0, 0.035, 0.0], [0.160, 0.115, 0.105]),
        (&trunk.pelvis, [0.075, -0.015, -0.045], [0.085, 0.10, 0.082]),
        (
            &trunk.pelvis,
            [-0.075, -0.015, -0.045],
            [0.085, 0.10, 0.082],
        ),
        (lumbar, [0.0, 0.045, 0.008], [0.134, 0.115, 0.098]),
        (middle, [0.0, 0.06, 0.010], [0.143, 0.15, 0.103]),
        (upper, [0.0, 0.045, 0.012], [0.152, 0.145, 0.108]),
    ]
    .into_iter()
    .map(|(frame, centre, radii)| lowest_of_ellipsoid(build, frame, centre.into(), radii.into()))
    .fold(f32::INFINITY, f32::min)
}

/// The support of an ellipsoid in the direction of the floor.
fn lowest_of_ellipsoid(build: &Build, frame: &Frame, centre: Vec3, radii: Vec3) -> f32 {
    let k = build.scale();
    let down = frame.axes.transpose() * Vec3::NEG_Y;
    frame.at(centre * k).y - (down * radii * k * build.girth).length()
}
