//! The empty room: a floor of planks, a mat, a wall with a skirting board, a picture and a window.
//! It is drawn once per camera and then only copied. The answers of MediaPipe that the tests compare
//! with were given to pictures of this room: it can't change without asking MediaPipe again.

use glam::{Vec2, Vec3};

use super::camera::{Camera, View};
use super::light::{Lamp, Lit};
use super::look::Look;
use super::noise;

/// From the target to the wall behind it, in metres.
const WALL_M: f32 = 1.5;

/// Length and width of the mat, in metres.
const MAT_M: [f32; 2] = [1.85, 0.65];

/// Width and length of a plank, in metres.
const PLANK_M: [f32; 2] = [0.12, 1.4];

/// Height of the skirting board, in metres.
const SKIRTING_M: f32 = 0.10;

/// Picture on the wall: centre to the right of the middle and above the floor, half width and
/// half height, in metres.
const PICTURE_M: [f32; 4] = [-1.15, 1.62, 0.26, 0.34];

/// Window, likewise.
const WINDOW_M: [f32; 4] = [1.20, 1.66, 0.42, 0.52];

/// Samples per pixel along each axis.
const SAMPLES: u32 = 2;

/// A room as one camera sees it, pixel by pixel, row by row.
pub(super) struct Room {
    /// Light that every pixel sends, by where it comes from.
    pub lit: Vec<Lit>,
    /// Distance from the lens along the ray, in metres.
    pub depth_m: Vec<f32>,
}

/// Where the walls of the room stand for one camera.
struct Plan<'a> {
    look: &'a Look,
    /// Lies under the target.
    middle: Vec3,
    /// Along the wall to the picture's right, and from the wall to the lens.
    right: Vec3,
    toward: Vec3,
    /// Along the mat.
    mat_axis: Vec3,
}

impl Room {
    pub fn new(camera: &Camera, look: &Look, lamp: &Lamp) -> Room {
        let view = camera.view();
        let plan = Plan::new(camera, &view, look);
        let count = (camera.width * camera.height) as usize;
        let mut room = Room {
            lit: Vec::with_capacity(count),
            depth_m: Vec::with_capacity(count),
        };
        for y in 0..camera.height {
            for x in 0..camera.width {
                let mut sum = Lit {
                    key: Vec3::ZERO,
                    ambient: Vec3::ZERO,
                };
                for n in 0..SAMPLES * SAMPLES {
                    let inside = |i: u32| (i as f32 + 0.5) / SAMPLES as f32;
                    let (dx, dy) = (inside(n % SAMPLES), inside(n / SAMPLES));
                    let along = view.ray(x as f32 + dx, y as f32 + dy);
                    let p = view.eye + along * plan.distance_m(view.eye, along);
                    let lit = plan.light(p, lamp);
                    sum.key += lit.key;
                    sum.ambient += lit.ambient;
                }
                let share = 1.0 / (SAMPLES * SAMPLES) as f32;
                room.lit.push(Lit {
                    key: sum.key * share,
                    ambient: sum.ambient * share,
                });
                let along = view.ray(x as f32 + 0.5, y as f32 + 0.5);
                room.depth_m.push(plan.distance_m(view.eye, along));
            }
        }
        room
    }
}

impl<'a> Plan<'a> {
    fn new(camera: &Camera, view: &View, look: &'a Look) -> Plan<'a> {
        // The mat lies across the view, but square to the axes of the world, as the body does.
        let quarter = (camera.azimuth_deg / 90.0).round() as i32;
        Plan {
            look,
            middle: Vec3::new(camera.target.x, 0.0, camera.target.z),
            right: view.right,
            toward: view.toward(),
            mat_axis: if quarter % 2 == 0 { Vec3::X } else { Vec3::Z },
        }
    }

    /// How far it is along a ray to the floor or the wall.
    fn distance_m(&self, from: Vec3, along: Vec3) -> f32 {
        let floor = if along.y < 0.0 {
            -from.y / along.y
        } else {
            f32::MAX
        };
        let closing = -along.dot(self.toward);
        let wall = if closing > 0.0 {
            ((from - self.middle).dot(self.toward) + WALL_M) / closing
        } else {
            f32::MAX
        };
        floor.min(wall).min(50.0)
    }

    /// Light that a place of the room sends.
    fn light(&self, p: Vec3, lamp: &Lamp) -> Lit {
        let from_middle = p - self.middle;
        let across = from_middle.dot(self.right);
        let depth = from_middle.dot(self.toward);
        // Where floor and wall meet, less light gets in.
        let corner = |away: f32| 1.0 - 0.22 * (-away.max(0.0) / 0.25).exp();
        let (albedo, normal, open) = if depth > -WALL_M + 1e-3 {
            (self.floor(from_middle), Vec3::Y, corner(depth + WALL_M))
        } else {
            (self.wall(across, p.y), self.toward, corner(p.y))
        };
        let lit = lamp.on(p, normal, 0.0);
        Lit {
            key: lit.key * albedo * open,
            ambient: lit.ambient * albedo * open,
        }
    }

    fn floor(&self, p: Vec3) -> Vec3 {
        let along = p.dot(self.mat_axis);
        let side = self.mat_axis.cross(Vec3::Y);
        let beside = p.dot(side);
        if let Some(mat) = self.look.mat {
            let edge = (along.abs() - 0.5 * MAT_M[0]).max(beside.abs() - 0.5 * MAT_M[1]);
            if edge < 0.0 {
                let weave = noise::cloudy(p * 60.0).0 - 0.44;
                let border = if edge > -0.012 { 0.88 } else { 1.0 };
                return mat * (border + 0.10 * weave);
            }
        }
        // Planks run from the wall to the lens.
        let row = (along / PLANK_M[0]).floor();
        let offset = noise::at_grid(row as i32, 7, 0);
        let place = beside / PLANK_M[1] + offset;
        let plank = place.floor();
        let tone = noise::at_grid(row as i32, plank as i32, 1);
        let grain = noise::cloudy(Vec3::new(along * 55.0, beside * 3.0, 40.0 * tone)).0 - 0.44;
        let [dark, light] = self.look.floor;
        let wood = dark.lerp(light, (0.3 + 0.5 * tone + 0.55 * grain).clamp(0.0, 1.0));
        let to_gap = |x: f32, width: f32| (0.5 - (x - x.floor() - 0.5).abs()) * width;
        let gap = to_gap(along / PLANK_M[0], PLANK_M[0]).min(to_gap(place, PLANK_M[1]));
        wood * if gap < 0.002 { 0.62 } else { 1.0 }
    }

    fn wall(&self, across: f32, height: f32) -> Vec3 {
        if height < SKIRTING_M {
            let lip = if height > SKIRTING_M - 0.012 {
                0.85
            } else {
                1.0
            };
            return Vec3::new(0.70, 0.69, 0.66) * lip;
        }
        let at = Vec2::new(across, height);
        let inside = |[x, y, w, h]: [f32; 4]| {
            let q = (at - Vec2::new(x, y)) / Vec2::new(w, h);
            let edge_m = ((q.x.abs() - 1.0) * w).max((q.y.abs() - 1.0) * h);
            (q, edge_m)
        };
        let (q, edge_m) = inside(PICTURE_M);
        if edge_m < 0.0 {
            return picture(q, edge_m);
        }
        let (q, edge_m) = inside(WINDOW_M);
        if edge_m < 0.0 {
            return window(q, edge_m);
        }
        let plaster = noise::cloudy(Vec3::new(across * 9.0, height * 9.0, 3.0)).0 - 0.44;
        self.look.wall * (1.0 + 0.06 * plaster)
    }
}

/// Hills under a pale sky in a dark frame. `q` runs from −1 to 1.
fn picture(q: Vec2, edge_m: f32) -> Vec3 {
    if edge_m > -0.03 {
        return Vec3::new(0.16, 0.11, 0.075);
    }
    if edge_m > -0.075 {
        return Vec3::new(0.74, 0.72, 0.67);
    }
    let sky = Vec3::new(0.62, 0.66, 0.66).lerp(Vec3::new(0.36, 0.50, 0.60), 0.5 + 0.5 * q.y);
    let hills = [
        (0.10, 0.9, Vec3::new(0.33, 0.43, 0.46)),
        (-0.18, 2.3, Vec3::new(0.22, 0.34, 0.31)),
        (-0.48, 4.1, Vec3::new(0.42, 0.37, 0.20)),
    ];
    hills.into_iter().fold(sky, |colour, (level, seed, hill)| {
        let ridge = level + 0.45 * (noise::cloudy(Vec3::new(1.3 * q.x, seed, 0.0)).0 - 0.44);
        if q.y < ridge { hill } else { colour }
    })
}

/// Six panes with the day outside.
fn window(q: Vec2, edge_m: f32) -> Vec3 {
    let bar = |x: f32| x.abs() < 0.028;
    let third = |y: f32| bar(y - 1.0 / 3.0) || bar(y + 1.0 / 3.0);
    if edge_m > -0.045 || bar(q.x) || third(q.y) {
        return Vec3::new(0.80, 0.80, 0.78);
    }
    let sky = Vec3::new(0.74, 0.84, 0.92).lerp(Vec3::new(0.60, 0.76, 0.92), 0.5 + 0.5 * q.y);
    let tree = 0.30 * (noise::cloudy(Vec3::new(2.2 * q.x, 5.0, 1.0)).0 - 0.44) - 0.62;
    if q.y < tree {
        Vec3::new(0.50, 0.62, 0.50)
    } else {
        sky
    }
}
