//! From a skeleton to a picture.

mod picture;

use std::ops::Range;

use glam::Vec3;
use image::{RgbImage, Rgba, RgbaImage};

use super::camera::{Camera, View};
use super::field::{FAR_M, Field, SWELL_M};
use super::figure::{Figure, Set};
use super::light::{CORNER_M, Lamp, Tone};
use super::look::Look;
use super::march::{self, Hit, approach, march};
use super::paint;
use super::room::Room;
use super::skeleton::{Build, Skeleton};
use picture::{Area, Picture};

/// Side of the square tiles that share a list of near parts, in pixels.
const TILE_PX: u32 = 8;

/// A joint lies at most this deep in its own flesh, in metres at the reference height.
const FLESH_M: f32 = 0.13;

/// What can be seen in a square of the picture.
#[derive(Clone, Copy, Default)]
struct Tile {
    /// Parts that can change a surface in it.
    set: Set,
    /// Whether one of them can be seen in it.
    live: bool,
}

/// Effects beyond plain shading. They cost time, and the pose model doesn't need them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quality {
    /// The figure throws a shadow on the room and on itself.
    pub shadow: bool,
    /// Crevices, and the floor close to the body, are darker.
    pub ambient_occlusion: bool,
}

impl Quality {
    /// As good as it gets.
    pub const FINE: Quality = Quality {
        shadow: true,
        ambient_occlusion: true,
    };
    /// Fast enough for live use on one core.
    pub const FAST: Quality = Quality {
        shadow: false,
        ambient_occlusion: false,
    };
}

/// Draws the performer as one camera sees it. The renderer keeps the empty room and its buffers
/// from frame to frame. The same input gives the same bytes.
pub struct Renderer {
    camera: Camera,
    view: View,
    look: Look,
    quality: Quality,
    lamp: Lamp,
    tone: Tone,
    /// `None` until a picture with a room is asked for.
    room: Option<(Room, Picture)>,
    figure: Figure,
    tiles: Vec<Tile>,
    tiles_wide: u32,
    coverage: Vec<u8>,
}

impl Renderer {
    /// A renderer for one camera and one look. Cheap; the room is drawn with the first picture
    /// that shows it.
    #[must_use]
    pub fn new(camera: Camera, look: Look, quality: Quality) -> Renderer {
        let view = camera.view();
        let tiles_wide = camera.width.div_ceil(TILE_PX);
        let tiles = tiles_wide * camera.height.div_ceil(TILE_PX);
        Renderer {
            camera,
            view,
            look,
            quality,
            lamp: Lamp::new(look.light, &view),
            tone: Tone::new(),
            room: None,
            figure: Figure::default(),
            tiles: vec![Tile::default(); tiles as usize],
            tiles_wide,
            coverage: vec![0; (camera.width * camera.height) as usize],
        }
    }

    /// The camera it draws for.
    #[must_use]
    pub fn camera(&self) -> &Camera {
        &self.camera
    }

    /// The figure of the last picture.
    #[must_use]
    pub fn figure(&self) -> &Figure {
        &self.figure
    }

    /// How much of each pixel of the last picture the figure covers, row by row, 0 to 255. At
    /// least 128 is its outline: the true mask.
    #[must_use]
    pub fn coverage(&self) -> &[u8] {
        &self.coverage
    }

    /// Whether a place in or on the figure of the last picture is in the picture and not hidden
    /// behind something else than its own flesh.
    #[must_use]
    pub fn is_seen(&self, point: Vec3) -> bool {
        let [x, y, depth] = self.view.project(point);
        let inside = |v: f32, size: u32| (0.0..size as f32).contains(&v);
        if depth <= 0.0 || !inside(x, self.camera.width) || !inside(y, self.camera.height) {
            return false;
        }
        let field = Field::new(&self.figure);
        let flesh = FLESH_M * self.figure.scale();
        march::is_seen(&field, self.view.eye, point, flesh)
    }

    /// Puts the figure there without drawing it: enough for [`Renderer::is_seen`].
    pub(super) fn stand(&mut self, build: &Build, skeleton: &Skeleton) {
        self.figure.pose(build, &self.look, skeleton);
    }

    /// The figure in the room. `frame_number` seeds the grain. `into` gets the camera's size.
    pub fn render(
        &mut self,
        build: &Build,
        skeleton: &Skeleton,
        frame_number: u64,
        into: &mut RgbImage,
    ) {
        self.pose(build, skeleton);
        let (room, mut picture) = self.take_room();
        picture.clear();
        let area = self.draw(Some(&room), |at, light, coverage, tone| {
            picture.paint(at, tone.display(light), coverage);
        });
        let shaded = self.shade_room(&room, &mut picture);
        picture.finish(area.and(shaded), self.look.grain, frame_number, into);
        self.room = Some((room, picture));
    }

    /// The room with nobody in it.
    pub fn render_empty(&mut self, frame_number: u64, into: &mut RgbImage) {
        let (room, mut picture) = self.take_room();
        self.coverage.fill(0);
        self.figure = Figure::default();
        picture.clear();
        picture.finish(Area::default(), self.look.grain, frame_number, into);
        self.room = Some((room, picture));
    }

    /// The figure alone: its colours, and how much of each pixel it covers as alpha (straight).
    /// No room, shadow, grain or blur.
    pub fn render_cutout(&mut self, build: &Build, skeleton: &Skeleton, into: &mut RgbaImage) {
        self.pose(build, skeleton);
        let size = (self.camera.width, self.camera.height);
        if into.dimensions() != size {
            *into = RgbaImage::new(size.0, size.1);
        }
        into.fill(0);
        let mut pixels = std::mem::take(into);
        self.draw(None, |at, light, coverage, tone| {
            let [r, g, b] = tone.display(light).to_array().map(|c| (c + 0.5) as u8);
            let (x, y) = (at as u32 % size.0, at as u32 / size.0);
            pixels.put_pixel(x, y, Rgba([r, g, b, coverage]));
        });
        *into = pixels;
    }

    fn pose(&mut self, build: &Build, skeleton: &Skeleton) {
        self.figure.pose(build, &self.look, skeleton);
        self.fill_tiles();
        self.coverage.fill(0);
    }

    fn take_room(&mut self) -> (Room, Picture) {
        self.room.take().unwrap_or_else(|| {
            let room = Room::new(&self.camera, &self.look, &self.lamp);
            let size = (self.camera.width, self.camera.height);
            let pixels = room
                .lit
                .iter()
                .map(|lit| self.tone.display(lit.total(1.0, 1.0)));
            let picture = Picture::new(size, pixels.collect(), self.look.blur_px);
            (room, picture)
        })
    }

    /// Notes for every tile which parts can be seen in it.
    fn fill_tiles(&mut self) {
        self.tiles.fill(Tile::default());
        let swell = SWELL_M * self.figure.scale();
        for (i, (part, ball)) in self
            .figure
            .parts()
            .iter()
            .zip(&self.figure.bounds)
            .enumerate()
        {
            let blend = ball.reach_m - ball.radius_m;
            for (centre, radius) in part.shape.bounding_spheres() {
                let radius = radius + part.cloth_m();
                for (more, live) in [(blend, false), (swell, true)] {
                    let (columns, rows) = self.tiles_of(centre, radius + more);
                    for row in rows {
                        let row = (row * self.tiles_wide) as usize;
                        for column in columns.clone() {
                            let tile = &mut self.tiles[row + column as usize];
                            tile.set |= 1 << i;
                            tile.live |= live;
                        }
                    }
                }
            }
        }
    }

    /// Columns and rows of the tiles that a ball can be seen in.
    fn tiles_of(&self, centre: Vec3, radius: f32) -> (Range<u32>, Range<u32>) {
        let tiles_high = self.tiles.len() as u32 / self.tiles_wide;
        let [x, y, depth] = self.view.project(centre);
        let away = (centre - self.view.eye).length();
        if depth <= 0.0 && away > radius {
            return (0..0, 0..0);
        }
        if depth < 1.5 * radius {
            // The ball is so near that its outline is no ellipse.
            return (0..self.tiles_wide, 0..tiles_high);
        }
        // A ball is seen as an ellipse, longer the farther it is from the centre of the picture;
        // along its longest axis it reaches this far.
        let seen = self.view.focal_px * (away / depth) * radius / (depth - radius) + 1.0;
        let tiles = |middle: f32, count: u32| {
            let first = ((middle - seen) / TILE_PX as f32).max(0.0) as u32;
            let last = ((middle + seen) / TILE_PX as f32).max(-1.0) + 1.0;
            first.min(count)..(last as u32).min(count)
        };
        (tiles(x, self.tiles_wide), tiles(y, tiles_high))
    }

    /// Marches every pixel that can show the figure and hands the light of those that do to
    /// `paint`: place in the picture, linear light, coverage. Returns the painted area.
    fn draw(&mut self, room: Option<&Room>, mut paint: impl FnMut(usize, Vec3, u8, &Tone)) -> Area {
        let field = Field::new(&self.figure);
        let pixel_rad = self.view.pixel_rad();
        let mut area = Area::default();
        // From the centre of a tile to its corner, and half a pixel more for its outline.
        let half = 0.5 * TILE_PX as f32;
        let spread = (half * std::f32::consts::SQRT_2 + 0.5) * pixel_rad;
        let live = |(_, tile): &(usize, &Tile)| tile.live;
        for (n, &Tile { set, .. }) in self.tiles.iter().enumerate().filter(live) {
            let tile = self.area_of(n);
            let (x, y) = (tile.left as f32 + half, tile.top as f32 + half);
            let along = self.view.ray(x, y);
            let Some(near_m) = approach(&field, set, self.view.eye, along, spread) else {
                continue;
            };
            for y in tile.top..tile.bottom {
                for x in tile.left..tile.right {
                    let at = (y * self.camera.width + x) as usize;
                    let along = self.view.ray(x as f32 + 0.5, y as f32 + 0.5);
                    let far_m = room.map_or(FAR_M, |room| room.depth_m[at]);
                    let hit = march(
                        &field,
                        set,
                        self.view.eye,
                        along,
                        pixel_rad,
                        [near_m, far_m],
                    );
                    let Some(hit) = hit else { continue };
                    let coverage = (255.0 * hit.coverage + 0.5) as u8;
                    let light = self.light_of(&field, &hit, along, room.is_some());
                    self.coverage[at] = coverage;
                    paint(at, light, coverage, &self.tone);
                    area = area.with(x, y);
                }
            }
        }
        area
    }

    fn light_of(&self, field: &Field<'_>, hit: &Hit, along: Vec3, in_room: bool) -> Vec3 {
        let p = self.view.eye + along * hit.t_m;
        let normal = field.normal(hit.set, p);
        let Some(part) = field.nearest(hit.set, p) else {
            return Vec3::ZERO;
        };
        let surface = paint::surface(part, p, normal, &self.look, self.figure.scale());
        let lit = self.lamp.on(p, surface.normal, surface.wrap);
        let mut shadow = 1.0;
        if self.quality.shadow && lit.key != Vec3::ZERO {
            let start = p + normal * 0.006;
            shadow = self
                .lamp
                .shadow(field, self.lamp.before(field, start, 0.0), start);
        }
        let mut corner = 1.0;
        if self.quality.ambient_occlusion {
            let near = field.around(field.all(), p, CORNER_M);
            corner = self.lamp.corner(field, near, p, normal, in_room);
        }
        surface.albedo * lit.total(shadow, corner)
    }

    /// Darkens the parts of the room that are seen beside the figure. Returns the changed area.
    fn shade_room(&self, room: &Room, picture: &mut Picture) -> Area {
        let mut area = Area::default();
        if self.quality == Quality::FAST {
            return area;
        }
        let field = Field::new(&self.figure);
        for n in 0..self.tiles.len() {
            let tile = self.area_of(n);
            let shading = self.shading_parts(&field, room, tile);
            if shading != [0, 0] {
                area = area.and(self.shade_tile(&field, room, tile, shading, picture));
            }
        }
        area
    }

    /// The place of the room that is seen in a pixel.
    fn place(&self, room: &Room, x: u32, y: u32) -> Vec3 {
        let at = (y * self.camera.width + x) as usize;
        let along = self.view.ray(x as f32 + 0.5, y as f32 + 0.5);
        self.view.eye + along * room.depth_m[at]
    }

    /// The parts that can throw a shadow on what a tile shows of the room, and those that are so near to
    /// it that they can darken it.
    fn shading_parts(&self, field: &Field<'_>, room: &Room, tile: Area) -> [Set; 2] {
        let (right, bottom) = (tile.right - 1, tile.bottom - 1);
        let corners = [
            self.place(room, tile.left, tile.top),
            self.place(room, right, tile.top),
            self.place(room, tile.left, bottom),
            self.place(room, right, bottom),
        ];
        let middle = corners.iter().sum::<Vec3>() / 4.0;
        let radius = corners
            .iter()
            .map(|p| p.distance(middle))
            .fold(0.0, f32::max);
        let before = match self.quality.shadow {
            true => self.lamp.before(field, middle, radius),
            false => 0,
        };
        let near = match self.quality.ambient_occlusion {
            true => field.around(field.all(), middle, radius + CORNER_M),
            false => 0,
        };
        [before, near]
    }

    fn shade_tile(
        &self,
        field: &Field<'_>,
        room: &Room,
        tile: Area,
        [before, near]: [Set; 2],
        picture: &mut Picture,
    ) -> Area {
        let mut area = Area::default();
        for y in tile.top..tile.bottom {
            for x in tile.left..tile.right {
                let at = (y * self.camera.width + x) as usize;
                if self.coverage[at] == 255 {
                    continue;
                }
                let p = self.place(room, x, y);
                let shadow = self.lamp.shadow(field, before, p);
                let mut corner = 1.0;
                if near != 0 && p.y < 1e-3 {
                    corner = self.lamp.corner(field, near, p, Vec3::Y, false);
                }
                let light = self.tone.display(room.lit[at].total(shadow, corner));
                picture.paint_behind(at, light, self.coverage[at]);
                area = area.with(x, y);
            }
        }
        area
    }

    fn area_of(&self, n: usize) -> Area {
        let (left, top) = (
            n as u32 % self.tiles_wide * TILE_PX,
            n as u32 / self.tiles_wide * TILE_PX,
        );
        Area {
            left,
            top,
            right: (left + TILE_PX).min(self.camera.width),
            bottom: (top + TILE_PX).min(self.camera.height),
        }
    }
}

#[cfg(test)]
mod tests;
