//! The camera that looks at the performer: an upright pinhole camera.

use glam::Vec3;

/// Place, target and size of picture of the camera.
///
/// Azimuth 0° is in front of a person who faces +z, 90° at the person's left, so that a body on
/// hands and knees has its head at the left of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Direction from the target to the camera, about the vertical, in degrees.
    pub azimuth_deg: f32,
    /// Height of the lens above the floor, in metres.
    pub height_m: f32,
    /// Horizontal distance from the target, in metres.
    pub distance_m: f32,
    /// The place in the centre of the picture, in metres.
    pub target: Vec3,
    /// Vertical field of view, in degrees.
    pub fov_deg: f32,
    /// Width of the picture in pixels.
    pub width: u32,
    /// Height of the picture in pixels.
    pub height: u32,
}

impl Default for Camera {
    fn default() -> Self {
        Camera {
            azimuth_deg: 90.0,
            // On a stool or a low table, as the set-up asks for.
            height_m: 0.75,
            distance_m: 2.5,
            target: Vec3::new(0.0, 0.45, 0.0),
            fov_deg: 48.0,
            width: 640,
            height: 480,
        }
    }
}

impl Camera {
    /// The lens, in metres.
    #[must_use]
    pub fn eye(&self) -> Vec3 {
        let (sin, cos) = self.azimuth_deg.to_radians().sin_cos();
        Vec3::new(
            self.target.x + self.distance_m * sin,
            self.height_m,
            self.target.z + self.distance_m * cos,
        )
    }

    /// Where a place of the world is seen: x and y in pixels from the upper left corner of the
    /// picture (centres of pixels at halves), and its depth in metres along the optical axis. A
    /// depth that is not positive lies behind the lens; x and y then mean nothing.
    #[must_use]
    pub fn project(&self, p: Vec3) -> [f32; 3] {
        self.view().project(p)
    }

    /// Direction of the ray through a place of the picture, of length 1.
    #[must_use]
    pub fn ray(&self, x_px: f32, y_px: f32) -> Vec3 {
        self.view().ray(x_px, y_px)
    }

    /// This camera with its axes computed.
    pub(super) fn view(&self) -> View {
        let eye = self.eye();
        // A camera straight above its target has no horizon. It then looks along z.
        let forward = (self.target - eye).normalize_or(Vec3::NEG_Z);
        let right = forward.cross(Vec3::Y).normalize_or(Vec3::X);
        View {
            eye,
            right,
            up: right.cross(forward),
            forward,
            focal_px: 0.5 * self.height as f32 / (0.5 * self.fov_deg.to_radians()).tan(),
            centre_px: [0.5 * self.width as f32, 0.5 * self.height as f32],
        }
    }
}

/// A camera with its axes, for many pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    pub eye: Vec3,
    pub right: Vec3,
    pub up: Vec3,
    pub forward: Vec3,
    pub focal_px: f32,
    pub centre_px: [f32; 2],
}

impl View {
    pub fn project(&self, p: Vec3) -> [f32; 3] {
        let v = p - self.eye;
        let depth = v.dot(self.forward);
        let scale = self.focal_px / depth;
        [
            self.centre_px[0] + v.dot(self.right) * scale,
            self.centre_px[1] - v.dot(self.up) * scale,
            depth,
        ]
    }

    pub fn ray(&self, x_px: f32, y_px: f32) -> Vec3 {
        let x = (x_px - self.centre_px[0]) / self.focal_px;
        let y = (self.centre_px[1] - y_px) / self.focal_px;
        let direction = self.forward + self.right * x + self.up * y;
        direction / direction.length()
    }

    /// Angle of one pixel at the centre of the picture, in radians.
    pub fn pixel_rad(&self) -> f32 {
        1.0 / self.focal_px
    }

    /// Horizontal direction from the target to the lens.
    pub fn toward(&self) -> Vec3 {
        self.right.cross(Vec3::Y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_is_in_the_middle_of_the_picture() {
        let camera = Camera {
            azimuth_deg: 37.0,
            ..Camera::default()
        };
        let [x, y, depth] = camera.project(camera.target);
        assert!((x - 320.0).abs() < 1e-2 && (y - 240.0).abs() < 1e-2);
        assert!((depth - camera.eye().distance(camera.target)).abs() < 1e-4);
    }

    #[test]
    fn from_the_left_side_forward_is_to_the_left() {
        let camera = Camera::default();
        let [x, ..] = camera.project(camera.target + Vec3::Z * 0.5);
        assert!(x < 300.0);
        let front = Camera {
            azimuth_deg: 0.0,
            ..camera
        };
        // Seen from in front, the person's left is at the right.
        let [x, ..] = front.project(front.target + Vec3::X * 0.5);
        assert!(x > 340.0);
    }

    #[test]
    fn a_ray_goes_through_what_is_seen_there() {
        let camera = Camera::default();
        let p = Vec3::new(0.3, 0.9, -0.4);
        let [x, y, _] = camera.project(p);
        let along = (p - camera.eye()).normalize();
        assert!(camera.ray(x, y).distance(along) < 1e-5);
    }
}
