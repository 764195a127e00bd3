//! The scene of a set that is played again: what the window showed, and a line for going to any place of
//! it.

use glam::Vec2;

use super::DrawContext;
use super::canvas::Triangle;
use super::coach::draw_set;
use super::layout::{Point, Rect};
use super::live_parts::voice_hint;
use super::scene::{ReplayScene, Timeline, TimelineLook, TimelineMark};
use super::tokens::{BAD, CREAM, GOOD, MIST, PLATE, RADIUS_BUTTON, RAISED, SMALL_STRONG};
use super::ui::{Anchor, Ui};
use super::widgets::Hint;
use crate::words::{live, replay};

/// The plate of the line, below the person and left of the meter.
const PLATE_AREA: Rect = Rect::new(28.0, 461.0, 820.0, 56.0);
/// The line.
const TRACK: Rect = Rect::new(48.0, 492.0, 676.0, 8.0);
/// Height of what the mouse can click on.
const TARGET: f32 = 44.0;
/// Marks stand above the line.
const MARK_Y: f32 = 479.0;
const MARK: f32 = 7.0;
const KNOB: f32 = 10.0;
const LABEL: Point = [836.0, 489.0];

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &ReplayScene, view: &DrawContext) {
    let pause = if scene.is_playing {
        ui.words(live::PAUSE)
    } else {
        ui.words(live::GO_ON)
    };
    let step = if scene.is_playing {
        ui.words(replay::SECONDS)
    } else {
        ui.words(replay::FRAME)
    };
    let is_fault = |mark: &TimelineMark| mark.look == TimelineLook::Fault;
    let third = if scene.timeline.marks.iter().any(is_fault) {
        Hint::of(&["↓"], ui.words(replay::NEXT_FAULT))
    } else {
        voice_hint(ui, view)
    };
    let hints = [
        Hint::of(&[ui.words(live::SPACE)], pause),
        Hint::of(&["←", "→"], step),
        third,
        Hint::of(&[ui.words(live::ESC)], ui.words(live::END)),
    ];
    let context = DrawContext {
        picture: None,
        size_px: Some(scene.size_px),
        ..*view
    };
    draw_set(ui, &scene.set, &context, hints, |ui| {
        timeline(ui, &scene.timeline);
    });
}

/// The place in the set at this pixel of the window, 0 to 1; none beside the line.
#[must_use]
pub fn timeline_at(ui: &Ui, [x, y]: [i32; 2]) -> Option<f32> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    let target = Rect::around(TRACK.centre(), TRACK.w + 2.0 * KNOB, TARGET);
    let place = (at.x - TRACK.x) / TRACK.w;
    target.contains(at).then_some(place.clamp(0.0, 1.0))
}

fn timeline(ui: &mut Ui, timeline: &Timeline) {
    ui.boxed(PLATE_AREA, RADIUS_BUTTON, PLATE);
    ui.boxed(TRACK, TRACK.h / 2.0, RAISED);
    let done = Rect::new(TRACK.x, TRACK.y, TRACK.w * timeline.at, TRACK.h);
    ui.boxed(done, TRACK.h / 2.0, MIST);
    for mark in &timeline.marks {
        let at = [TRACK.x + TRACK.w * mark.at, MARK_Y];
        match mark.look {
            TimelineLook::Good => ui.disc(at, MARK - 1.0, GOOD),
            TimelineLook::Counted => ui.ring(at, MARK - 2.0, 2.5, GOOD),
            TimelineLook::Fault => fault(ui, at),
        }
    }
    let knob = [TRACK.x + TRACK.w * timeline.at, TRACK.centre()[1]];
    ui.disc(knob, KNOB, CREAM);
    ui.text(&timeline.label, Anchor::Right(LABEL), SMALL_STRONG, CREAM);
}

/// A triangle, so that it is told from a repetition without its colour.
fn fault(ui: &mut Ui, [x, y]: Point) {
    let corners = [[x - MARK, y + MARK], [x + MARK, y + MARK], [x, y - MARK]];
    ui.fill(Triangle::new(corners), BAD);
}
