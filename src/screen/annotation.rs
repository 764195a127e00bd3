//! What is drawn over the pictures of a video: the person, the count, the line that is said, and how
//! far the video is. It has the shape of the video. There are no hints of keys, because nothing can
//! be pressed.

use image::RgbImage;

use super::camera::{Fit, draw_plain};
use super::canvas::{Colour, Triangle};
use super::layout::Rect;
use super::scene::{BannerLine, CoachScene, Scene, SetupScene};
use super::text::{Style, Weight};
use super::tokens::{BAD, CREAM, HEADING, MIST, NIGHT, PLATE, RADIUS_PANEL, UNIT, WARN};
use super::ui::{Anchor, Ui};
use super::widgets::{DiscColours, banner_in, banner_width, side_disc};
use super::{ScreenError, figure};
use crate::coach::Band;
use crate::words::{Language, live};

/// Space to the edges of the picture and between the parts.
const MARGIN: f32 = 16.0;
const BANNER_HEIGHT: f32 = 76.0;
/// It is read at the laptop, so it hides less of the picture than the banner of a live scene.
const LINE: Style = Style::new(40.0, Weight::Bold).at_least(24.0);
const COUNT: Style = Style::new(72.0, Weight::Bold).in_cells();
const SIDE_RADIUS: f32 = 18.0;
const PADDING: f32 = 20.0;

/// The bar at the lower edge, and its marks.
const BAR_HEIGHT: f32 = 10.0;
const BAR: Colour = NIGHT.veil(0.84);
const MARK: f32 = 11.0;

/// How far a video is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress<'a> {
    /// The part that is over, 0 to 1.
    pub part: f32,
    /// Where faults began so far, 0 to 1, and how much was off.
    pub faults: &'a [(f32, Band)],
}

/// Draws what is to be seen over the pictures of a video.
pub struct Annotator {
    ui: Ui,
    /// What is drawn, over black.
    over_black: Vec<u32>,
}

impl Annotator {
    /// For a video of this width and height in pixels.
    ///
    /// # Errors
    /// [`ScreenError::Font`] when a compiled-in font is damaged.
    pub fn new(width: usize, height: usize, language: Language) -> Result<Self, ScreenError> {
        Ok(Self {
            ui: Ui::filling(width, height)?.in_language(language),
            over_black: Vec::new(),
        })
    }

    /// The picture with what is drawn over it, a pixel after the other as `0x00RRGGBB`.
    pub fn over_picture(
        &mut self,
        picture: &RgbImage,
        scene: &Scene,
        progress: Option<Progress>,
    ) -> &[u32] {
        self.ui.ground(NIGHT);
        let whole = self.ui.whole();
        draw_plain(&mut self.ui, picture, whole, false);
        draw(&mut self.ui, scene, picture.width(), progress);
        self.ui.canvas().pixels()
    }

    /// Only what is drawn, as bytes of blue, green, red and alpha, premultiplied. `width_px` is the
    /// width of the picture that the scene is about.
    ///
    /// The canvas knows no alpha. What is drawn over black and over white says how much of the ground
    /// is to be seen.
    pub fn alone(
        &mut self,
        width_px: u32,
        scene: &Scene,
        progress: Option<Progress>,
        bytes: &mut Vec<u8>,
    ) {
        self.ui.ground(Colour::hex(0));
        draw(&mut self.ui, scene, width_px, progress);
        self.over_black.clear();
        self.over_black.extend_from_slice(self.ui.canvas().pixels());
        self.ui.ground(Colour::hex(0x00ff_ffff));
        draw(&mut self.ui, scene, width_px, progress);
        bytes.resize(self.over_black.len() * 4, 0);
        let pixels = self.over_black.iter().zip(self.ui.canvas().pixels());
        for (to, (black, white)) in bytes.chunks_exact_mut(4).zip(pixels) {
            to.copy_from_slice(&premultiplied(*black, *white));
        }
    }
}

/// Blue, green, red and alpha of what gives these pixels on black and on white.
fn premultiplied(black: u32, white: u32) -> [u8; 4] {
    let [_, red, green, blue] = black.to_be_bytes();
    let [_, _, green_on_white, _] = white.to_be_bytes();
    let alpha = 255 - green_on_white.saturating_sub(green);
    [blue.min(alpha), green.min(alpha), red.min(alpha), alpha]
}

fn draw(ui: &mut Ui, scene: &Scene, width_px: u32, progress: Option<Progress>) {
    let whole = ui.whole();
    let mut fit = Fit::whole(ui, width_px);
    // The angle of a cue stays above the line that says it.
    fit.room.h = banner_top(whole) - whole.y;
    let (person, banner) = match scene {
        Scene::Setup(scene) => (&scene.figure, &scene.banner),
        Scene::Coach(scene) => (&scene.figure, &scene.banner),
        _ => return,
    };
    if let Some(person) = person {
        figure::draw(ui, person, &fit);
    }
    match scene {
        Scene::Setup(scene) => setup_plate(ui, scene),
        Scene::Coach(scene) => count_plate(ui, scene),
        _ => {}
    }
    line(ui, whole, banner);
    if let Some(progress) = progress {
        bar(ui, whole, progress);
    }
}

fn banner_top(whole: Rect) -> f32 {
    whole.bottom() - 2.0 * MARGIN - BAR_HEIGHT - MARK - BANNER_HEIGHT
}

/// The line that is said, as wide as its words.
fn line(ui: &mut Ui, whole: Rect, line: &BannerLine) {
    if line.text.is_empty() {
        return;
    }
    let room = whole.w - 2.0 * MARGIN;
    let width = banner_width(ui, BANNER_HEIGHT, LINE, line).min(room);
    let area = Rect::new(whole.x + MARGIN, banner_top(whole), width, BANNER_HEIGHT);
    banner_in(ui, area, LINE, line, line.icon);
}

fn setup_plate(ui: &mut Ui, scene: &SetupScene) {
    let below = ui.words(live::GETTING_READY);
    let width = f32::max(
        ui.text_width(&scene.exercise, HEADING),
        ui.text_width(below, UNIT),
    );
    let corner = plate(ui, width, 96.0);
    let left = corner.x + PADDING;
    let name = Anchor::Left([left, corner.y + 32.0]);
    ui.text_within(&scene.exercise, name, HEADING, CREAM, width);
    let below_at = Anchor::Left([left, corner.y + 68.0]);
    ui.text_within(below, below_at, UNIT, MIST, width);
}

/// Name, count and side in the left upper corner.
fn count_plate(ui: &mut Ui, scene: &CoachScene) {
    let number = scene.ring.number.to_string();
    let count_width = ui.text_width(&number, COUNT);
    let unit_width = ui.text_width(&scene.ring.unit, UNIT);
    let side = scene.side.as_ref();
    let side_width = side.map_or(0.0, |(_, words)| {
        ui.text_width(words, UNIT) + 2.0 * SIDE_RADIUS + 12.0
    });
    let width = ui
        .text_width(&scene.exercise, HEADING)
        .max(count_width + 12.0 + unit_width)
        .max(side_width);
    let area = plate(ui, width, if side.is_some() { 180.0 } else { 136.0 });
    let left = area.x + PADDING;
    let name = Anchor::Left([left, area.y + 32.0]);
    let width = area.w - 2.0 * PADDING;
    ui.text_within(&scene.exercise, name, HEADING, CREAM, width);
    let y = area.y + 88.0;
    ui.text(&number, Anchor::Left([left, y]), COUNT, CREAM);
    let unit = Anchor::Left([left + count_width + 12.0, y + 14.0]);
    let room = width - count_width - 12.0;
    ui.text_within(&scene.ring.unit, unit, UNIT, MIST, room);
    if let Some((side, words)) = side {
        let y = area.y + 150.0;
        let colours = DiscColours::new(CREAM, NIGHT);
        side_disc(ui, [left + SIDE_RADIUS, y], SIDE_RADIUS, *side, colours);
        let at = Anchor::Left([left + 2.0 * SIDE_RADIUS + 12.0, y]);
        let room = width - 2.0 * SIDE_RADIUS - 12.0;
        ui.text_within(words, at, UNIT, CREAM, room);
    }
}

/// A plate in the left upper corner for words of this width.
fn plate(ui: &mut Ui, width: f32, height: f32) -> Rect {
    let whole = ui.whole();
    let width = (width.ceil() + 2.0 * PADDING).min(whole.w - 2.0 * MARGIN);
    let area = Rect::new(whole.x + MARGIN, whole.y + MARGIN, width, height);
    ui.boxed(area, RADIUS_PANEL, PLATE);
    area
}

/// How far the video is. A triangle stands where something was to be corrected, a short bar where
/// something was a little off.
fn bar(ui: &mut Ui, whole: Rect, progress: Progress) {
    let width = whole.w - 2.0 * MARGIN;
    let left = whole.x + MARGIN;
    let area = Rect::new(
        left,
        whole.bottom() - MARGIN - BAR_HEIGHT,
        width,
        BAR_HEIGHT,
    );
    ui.boxed(area.grown(2.0), BAR_HEIGHT / 2.0 + 2.0, BAR);
    let part = progress.part.clamp(0.0, 1.0);
    if part > 0.0 {
        let done = Rect::new(left, area.y, (width * part).max(BAR_HEIGHT), BAR_HEIGHT);
        ui.boxed(done, BAR_HEIGHT / 2.0, CREAM);
    }
    let top = area.y - 3.0;
    for (at, band) in progress.faults {
        let x = left + width * at.clamp(0.0, 1.0);
        match band {
            Band::Bad => {
                let corners = [
                    [x - MARK, top - MARK],
                    [x + MARK, top - MARK],
                    [x, top + 5.0],
                ];
                ui.fill_cased(Triangle::new(corners), BAD);
            }
            Band::Warn => {
                let mark = Rect::new(x - 2.5, top - 7.0, 5.0, 12.0);
                ui.boxed(mark.grown(2.0), 3.0, BAR);
                ui.boxed(mark, 2.0, WARN);
            }
            Band::Good => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;
    use crate::blazepose::{LANDMARKS, Side};
    use crate::screen::scene::{BannerLook, CountRing, Figure, Icon, Meter};

    fn scene() -> Scene {
        let mut points = [None; LANDMARKS];
        points[13] = Some([60.0, 200.0]);
        points[15] = Some([200.0, 260.0]);
        Scene::Coach(CoachScene {
            exercise: "Bird dog".into(),
            variant: None,
            subtitle: "6 holds each side".into(),
            ring: CountRing {
                number: 3,
                unit: "of 6".into(),
                part: 0.5,
                is_stopped: false,
            },
            side: Some((Side::Left, "Left arm".into())),
            dots: Vec::new(),
            meter: Meter {
                low: 0.0,
                high: 1.0,
                zones: Vec::new(),
                value: None,
                band: None,
                words: Default::default(),
                best: None,
            },
            banner: BannerLine::new(BannerLook::Cue, Icon::BentArrow, "Reach long"),
            figure: Some(Figure::new(points, Some(Side::Left))),
            is_paused: false,
            footer: "about 2 minutes left".into(),
        })
    }

    const FAULTS: [(f32, Band); 2] = [(0.2, Band::Bad), (0.4, Band::Warn)];
    const HALF: Progress = Progress {
        part: 0.5,
        faults: &FAULTS,
    };

    #[test]
    fn there_are_name_count_side_and_line_and_no_hints_of_keys() {
        for (width, height) in [(360, 640), (640, 360), (64, 48)] {
            let mut annotator = Annotator::new(width, height, Language::English).unwrap();
            draw(&mut annotator.ui, &scene(), width as u32, Some(HALF));
            let lines = &annotator.ui.lines;
            let words: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
            assert_eq!(
                words,
                ["Bird dog", "3", "of 6", "L", "Left arm", "Reach long"]
            );
            let whole = annotator.ui.whole();
            assert!(
                lines.iter().all(|(_, place)| whole.holds(*place)),
                "{lines:?}"
            );
            assert!(annotator.ui.cut.is_empty());
        }
    }

    #[test]
    fn what_is_drawn_alone_gives_the_whole_over_the_picture() {
        let picture = RgbImage::from_fn(320, 480, |x, y| Rgb([x as u8, y as u8, 90]));
        let mut annotator = Annotator::new(320, 480, Language::English).unwrap();
        let mut bytes = Vec::new();
        annotator.alone(320, &scene(), Some(HALF), &mut bytes);
        let clear = bytes.chunks_exact(4).filter(|pixel| pixel[3] == 0).count();
        assert!(
            clear > 320 * 480 / 2,
            "most of the picture is left as it is"
        );
        let whole = annotator.over_picture(&picture, &scene(), Some(HALF));
        for ((pixel, below), drawn) in whole
            .iter()
            .zip(picture.pixels())
            .zip(bytes.chunks_exact(4))
        {
            let [_, red, green, blue] = pixel.to_be_bytes();
            let rest = 255 - u16::from(drawn[3]);
            let laid = |drawn: u8, below: u8| u16::from(drawn) + u16::from(below) * rest / 255;
            let laid = [
                laid(drawn[2], below[0]),
                laid(drawn[1], below[1]),
                laid(drawn[0], below[2]),
            ];
            for (laid, is) in laid.into_iter().zip([red, green, blue]) {
                assert!(laid.abs_diff(u16::from(is)) <= 4, "{laid} for {is}");
            }
        }
    }

    #[test]
    fn the_bar_is_filled_as_far_as_the_video_is_and_marks_are_where_faults_began() {
        let mut annotator = Annotator::new(1280, 720, Language::English).unwrap();
        let picture = RgbImage::new(1280, 720);
        let pixels = annotator.over_picture(&picture, &scene(), Some(HALF));
        let at = |x: usize, y: usize| pixels[y * 1280 + x];
        let bar_y = 720 - 16 - 5;
        assert_eq!(
            (at(600, bar_y), at(700, bar_y) == CREAM.rgb),
            (CREAM.rgb, false)
        );
        let mark_x = |part: f32| 16 + (1248.0 * part) as usize;
        assert_eq!(at(mark_x(0.2), bar_y - 14), BAD.rgb);
        assert_eq!(at(mark_x(0.4), bar_y - 11), WARN.rgb);
    }
}
