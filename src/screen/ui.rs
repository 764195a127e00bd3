//! What scenes draw with: the canvas in layout units, and text.

use glam::Vec2;

use super::ScreenError;
use super::canvas::{Arc, Canvas, Colour, Disc, Line, Ring, Shape};
use super::guide::ScaledImages;
use super::input::Input;
use super::layout::{Layout, PixelRect, Point, Rect};
use super::parts::Parts;
use super::text::{ELLIPSIS, Fitted, Fonts, Glyphs, HALF_CAP_HEIGHT, Style, wrap};
use super::tokens::{CASING, CASING_WIDTH, PAPER};
use crate::words::{Language, Text};

/// How much larger large text is, at most. Rows are laid out with about so much room to spare.
const LARGER: f32 = 1.2;

/// The place of a line of text. Its row is the middle of the capital letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Anchor {
    /// The line starts here.
    Left(Point),
    /// The line is centred here.
    Centre(Point),
    /// The line ends here.
    Right(Point),
}

/// A canvas with a layout and fonts. All lengths and places are in layout units.
pub struct Ui {
    canvas: Canvas,
    layout: Layout,
    language: Language,
    fonts: Fonts,
    glyphs: Glyphs,
    guide_images: ScaledImages,
    /// The user wants larger text where there is room for it.
    is_text_large: bool,
    /// The scene is one that is read. Live scenes are as large as they can be.
    is_reading: bool,
    guide_place: usize,
    parts: Parts,
    /// Where the hints of keys were drawn last, and what their keys ask for.
    hints: Vec<(Rect, Input)>,
    /// Lines that did not fit their place, for the test that none does.
    #[cfg(test)]
    pub(super) cut: Vec<String>,
    /// The lines of the scene and their places, for the test that none lies on another.
    #[cfg(test)]
    pub(super) lines: Vec<(String, Rect)>,
}

impl Ui {
    /// A canvas of this size in pixels.
    ///
    /// # Errors
    /// [`ScreenError::Font`] when a compiled-in font is damaged.
    pub fn new(width: usize, height: usize) -> Result<Ui, ScreenError> {
        Ok(Ui {
            canvas: Canvas::new(width, height),
            layout: Layout::new(width, height),
            language: Language::default(),
            fonts: Fonts::built_in().map_err(|_| ScreenError::Font)?,
            glyphs: Glyphs::default(),
            guide_images: ScaledImages::default(),
            is_text_large: false,
            is_reading: false,
            guide_place: 0,
            parts: Parts::default(),
            hints: Vec::new(),
            #[cfg(test)]
            cut: Vec::new(),
            #[cfg(test)]
            lines: Vec::new(),
        })
    }

    /// A canvas of this size in pixels whose layout fills it, whatever its shape.
    ///
    /// # Errors
    /// [`ScreenError::Font`] when a compiled-in font is damaged.
    pub(super) fn filling(width: usize, height: usize) -> Result<Ui, ScreenError> {
        Ok(Ui {
            layout: Layout::filling(width, height),
            ..Ui::new(width, height)?
        })
    }

    /// The whole canvas in layout units.
    pub(super) fn whole(&self) -> Rect {
        let size = [self.canvas.width() as f32, self.canvas.height() as f32];
        let corner = self.layout.unplaced(Vec2::ZERO);
        let [w, h] = size.map(|side| side / self.layout.scale);
        Rect::new(corner.x, corner.y, w, h)
    }

    /// Writes in this language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Ui {
        Ui { language, ..self }
    }

    /// The language of what is written.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// Whether text of scenes that are read is larger, where there is room for it.
    pub fn set_large_text(&mut self, is_large: bool) {
        self.is_text_large = is_large;
    }

    /// A text in the language of the window.
    #[must_use]
    pub fn words<T: Copy>(&self, text: Text<T>) -> T {
        text.in_language(self.language)
    }

    /// Takes on another size in pixels. Nothing happens when it is the present one.
    pub fn resize(&mut self, width: usize, height: usize) {
        if (width, height) != (self.canvas.width(), self.canvas.height()) {
            self.canvas = Canvas::new(width, height);
            self.layout = Layout::new(width, height);
            self.parts = Parts::default();
        }
    }

    /// Where the canvas was drawn on since the last call.
    pub fn take_changes(&mut self) -> Vec<PixelRect> {
        self.parts.take_changes()
    }

    /// The parts of the scene that need not be drawn again.
    pub(super) fn parts(&mut self) -> &mut Parts {
        &mut self.parts
    }

    /// What the key asks for whose hint is drawn at this pixel of the canvas: column and row. So the
    /// mouse can do what keys do.
    #[must_use]
    pub fn hint_at(&self, [x, y]: [i32; 2]) -> Option<Input> {
        let at = self.layout.unplaced(Vec2::new(x as f32, y as f32));
        let hint = self.hints.iter().find(|(area, _)| area.contains(at));
        hint.map(|(_, input)| *input)
    }

    /// Notes where the hints of this scene are.
    pub(super) fn set_hints(&mut self, hints: Vec<(Rect, Input)>) {
        self.hints = hints;
    }

    /// The frame buffer.
    #[must_use]
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    pub(super) fn canvas_mut(&mut self) -> &mut Canvas {
        &mut self.canvas
    }

    /// The canvas, and the images of the guide figure in its size.
    pub(super) fn canvas_and_guide_images(&mut self) -> (&mut Canvas, &mut ScaledImages) {
        (&mut self.canvas, &mut self.guide_images)
    }

    /// Which of its places the guide figure was drawn in last, where it has several.
    pub(super) fn guide_place(&mut self) -> &mut usize {
        &mut self.guide_place
    }

    /// How layout units become pixels.
    #[must_use]
    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Covers everything, also outside the layout.
    pub(super) fn ground(&mut self, colour: Colour) {
        self.is_reading = colour == PAPER;
        self.canvas.unclip();
        self.canvas.clear(colour);
        self.parts.cover(self.canvas.area());
    }

    /// Limits drawing to a box.
    pub(super) fn clip_to(&mut self, area: Rect) {
        self.canvas.clip_to(self.layout.rect(area));
    }

    /// Opens the whole canvas again.
    pub(super) fn unclip(&mut self) {
        self.canvas.unclip();
    }

    /// Fills a shape.
    pub(super) fn fill(&mut self, shape: impl Shape, colour: Colour) {
        self.canvas.fill(&shape.placed(&self.layout), colour);
    }

    /// Fills a mark on the camera picture, with its casing below.
    pub(super) fn fill_cased(&mut self, shape: impl Shape, colour: Colour) {
        self.casing(shape);
        self.fill(shape, colour);
    }

    /// Draws only the casing of a mark.
    pub(super) fn casing(&mut self, shape: impl Shape) {
        let shape = shape.placed(&self.layout);
        let by = CASING_WIDTH * self.layout.scale;
        self.canvas.fill(&shape.grown(by), CASING);
    }

    /// Fills two shapes with their casings below both.
    pub(super) fn fill_pair_cased(&mut self, one: impl Shape, other: impl Shape, colour: Colour) {
        self.casing(one);
        self.casing(other);
        self.fill(one, colour);
        self.fill(other, colour);
    }

    /// Fills shapes as one mark with one casing. Where they overlap, nothing shows through.
    pub(super) fn fill_all_cased<S: Shape>(
        &mut self,
        shapes: impl Iterator<Item = S> + Clone,
        colour: Colour,
    ) {
        let by = CASING_WIDTH * self.layout.scale;
        for shape in shapes.clone() {
            self.canvas.collect(&shape.placed(&self.layout).grown(by));
        }
        self.canvas.paint(CASING);
        self.fill_all(shapes, colour);
    }

    /// Fills shapes as one mark.
    pub(super) fn fill_all<S: Shape>(&mut self, shapes: impl Iterator<Item = S>, colour: Colour) {
        for shape in shapes {
            self.canvas.collect(&shape.placed(&self.layout));
        }
        self.canvas.paint(colour);
    }

    /// Fills a full circle.
    pub(super) fn disc(&mut self, centre: Point, radius: f32, colour: Colour) {
        self.fill(Disc::new(centre, radius), colour);
    }

    /// Draws a circular line. The radius is that of its middle.
    pub(super) fn ring(&mut self, centre: Point, radius: f32, width: f32, colour: Colour) {
        self.fill(Ring::new(centre, radius, width), colour);
    }

    /// Draws a dashed circular line with `count` dashes. `share` (0 to 1) is the part of the line that
    /// they cover.
    pub(super) fn dashed_ring(&mut self, ring: Ring, count: u32, share: f32, colour: Colour) {
        let part = std::f32::consts::TAU / count as f32;
        let dashes = (0..count).map(|i| Arc::new(ring, part * i as f32, part * share));
        self.fill_all(dashes, colour);
    }

    /// Draws a straight line with round ends.
    pub(super) fn line(
        &mut self,
        from: impl Into<Vec2>,
        to: impl Into<Vec2>,
        width: f32,
        colour: Colour,
    ) {
        self.fill(Line::new(from, to, width), colour);
    }

    /// Fills a box with round corners.
    pub(super) fn boxed(&mut self, area: Rect, radius: f32, colour: Colour) {
        let radius = radius * self.layout.scale;
        self.canvas.fill_box(self.layout.rect(area), radius, colour);
    }

    /// Draws a frame just within a box with round corners.
    pub(super) fn frame(&mut self, area: Rect, radius: f32, width: f32, colour: Colour) {
        let radius = radius * self.layout.scale;
        let width = (width * self.layout.scale).max(1.0);
        self.canvas
            .frame_box(self.layout.rect(area), radius, width, colour);
    }

    /// Gives round corners to what was drawn in a box, by painting the ground over them.
    pub(super) fn round_off(&mut self, area: Rect, radius: f32, ground: Colour) {
        let radius = radius * self.layout.scale;
        self.canvas
            .round_off(self.layout.rect(area), radius, ground);
    }

    /// Width of a line of text.
    #[must_use]
    pub(super) fn text_width(&self, text: &str, style: Style) -> f32 {
        self.fonts.width(text, style)
    }

    /// Width of a line of text that keeps within `max_width` as
    /// [`text_within`](Ui::text_within) draws it.
    #[must_use]
    pub(super) fn fit_width(&self, text: &str, style: Style, max_width: f32) -> f32 {
        self.fit(text, style, max_width).width
    }

    /// Makes a line fit: larger than its style where the user wants that and there is room, else as
    /// its style says.
    fn fit<'a>(&self, text: &'a str, style: Style, max_width: f32) -> Fitted<'a> {
        if self.is_text_large && self.is_reading && max_width.is_finite() {
            let larger = Style {
                size: style.size * LARGER,
                ..style.at_least(style.size)
            };
            let fitted = self.fonts.fit(text, larger, max_width);
            if !fitted.is_cut {
                return fitted;
            }
        }
        self.fonts.fit(text, style, max_width)
    }

    /// Draws a line of text of any length.
    pub(super) fn text(&mut self, text: &str, at: Anchor, style: Style, colour: Colour) {
        self.text_within(text, at, style, colour, f32::INFINITY);
    }

    /// Draws a line of text that shrinks, and at last is cut, to keep within a width. Returns the width
    /// that it took.
    pub(super) fn text_within(
        &mut self,
        text: &str,
        at: Anchor,
        style: Style,
        colour: Colour,
        max_width: f32,
    ) -> f32 {
        let fitted = self.fit(text, style, max_width);
        self.put(fitted, at, colour)
    }

    /// Draws lines of a list, all in the size of the one that has the least room. `at` gives the place
    /// of each.
    pub(super) fn list_within(
        &mut self,
        lines: &[&str],
        at: impl Fn(usize) -> Anchor,
        style: Style,
        colour: Colour,
        max_width: f32,
    ) {
        let sizes = lines
            .iter()
            .map(|line| self.fit(line, style, max_width).style.size);
        let size = sizes.reduce(f32::min).unwrap_or(style.size);
        let common = Style { size, ..style };
        for (number, line) in lines.iter().enumerate() {
            let fitted = self.fonts.fit(line, common, max_width);
            self.put(fitted, at(number), colour);
        }
    }

    /// Draws a line that was made to fit.
    fn put(&mut self, fitted: Fitted<'_>, at: Anchor, colour: Colour) -> f32 {
        let [left, middle] = match at {
            Anchor::Left(at) => at,
            Anchor::Centre([x, y]) => [x - fitted.width / 2.0, y],
            Anchor::Right([x, y]) => [x - fitted.width, y],
        };
        let baseline = middle + HALF_CAP_HEIGHT * fitted.style.size;
        let mut end = [left, baseline];
        self.letters(fitted.text, end, fitted.style, colour);
        #[cfg(test)]
        {
            let height = 2.0 * HALF_CAP_HEIGHT * fitted.style.size;
            let place = Rect::new(left, middle - height / 2.0, fitted.width, height);
            self.lines.push((fitted.text.to_owned(), place));
        }
        #[cfg(test)]
        if fitted.is_cut {
            self.cut.push(fitted.text.to_owned());
        }
        if fitted.is_cut {
            end[0] += fitted.width - self.fonts.width(ELLIPSIS, fitted.style);
            self.letters(ELLIPSIS, end, fitted.style, colour);
        }
        fitted.width
    }

    /// Breaks a sentence into as few lines as fit this width, all about equally long.
    #[must_use]
    pub(super) fn wrap<'a>(&self, text: &'a str, style: Style, max_width: f32) -> Vec<&'a str> {
        let mut lines = wrap(&self.fonts, text, style, max_width);
        let mut width = max_width;
        while lines.len() > 1 && width > max_width / 2.0 {
            width -= style.size;
            let narrower = wrap(&self.fonts, text, style, width);
            if narrower.len() > lines.len() {
                break;
            }
            lines = narrower;
        }
        lines
    }

    fn letters(&mut self, text: &str, start: Point, style: Style, colour: Colour) {
        let start_px = self.layout.point(start);
        let baseline = start_px.y.round() as i32;
        let size_px = style.size * self.layout.scale;
        for (letter, left) in self.fonts.letters(text, style) {
            let pen = start_px.x + left * self.layout.scale;
            let (glyph, column) = self
                .glyphs
                .get(&self.fonts, letter, style.weight, size_px, pen);
            let corner = [column + glyph.left, baseline + glyph.top];
            self.canvas.stamp(corner, glyph.width, &glyph.cover, colour);
        }
    }
}
