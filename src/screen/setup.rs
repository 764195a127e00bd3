//! The set-up scene: the live picture, what is still missing, and the room that the movement needs.

use std::f32::consts::FRAC_PI_2;

use glam::vec2;

use super::camera::{CAMERA_AREA, Fit};
use super::canvas::{Arc, Line, Ring, Triangle};
use super::layout::{Point, Rect};
use super::live_parts::{banner_and_footer, camera_picture, panel, turned, voice_hint};
use super::scene::{Figure, SetupScene, TurnArrow};
use super::tokens::{BODY, CREAM, HEADING, MIST, ROW, SECONDARY, WARN};
use super::ui::{Anchor, Ui};
use super::widgets::{Hint, check_row};
use super::{DrawContext, figure, guide};
use crate::words::{live, summary};

/// Left end and width of the text on the panel.
const TEXT_X: f32 = 968.0;
const TEXT_WIDTH: f32 = 272.0;

/// The room that a movement needs.
const MOVEMENT: Rect = Rect::new(64.0, 112.0, 772.0, 340.0);

/// The guide figure while nobody is there.
const GUIDE_ALONE: Rect = Rect::around([472.0, 262.0], 600.0, 320.0);
/// Where it may stand beside the person who has to take the start pose, the best place first.
const GUIDE_BESIDE: [Rect; 3] = [
    Rect::around([472.0, 92.0], 292.0, 136.0),
    Rect::around([178.0, 92.0], 292.0, 136.0),
    Rect::around([766.0, 92.0], 292.0, 136.0),
];

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &SetupScene, view: &DrawContext) {
    camera_picture(ui, view, None, |ui, fit| {
        if let Some(fit) = fit {
            draw_over_picture(ui, scene, view, fit);
        }
    });
    draw_panel(ui, scene, view);
    let hints = [
        Hint::of(&[ui.words(live::ENTER)], ui.words(live::START_ANYWAY)),
        Hint::of(&["M"], ui.words(live::MIRROR)),
        voice_hint(ui, view),
        Hint::of(&[ui.words(live::ESC)], ui.words(live::BACK)),
    ];
    banner_and_footer(
        ui,
        &scene.banner,
        hints,
        ui.words(summary::NOTHING_LEAVES),
        view,
    );
}

/// The room for the movement, the person, the arrow that asks to turn, and the guide figure.
fn draw_over_picture(ui: &mut Ui, scene: &SetupScene, view: &DrawContext, fit: &Fit) {
    let room = within(MOVEMENT, fit.area);
    brackets(ui, room);
    if let Some(person) = &scene.figure {
        ui.clip_to(fit.area);
        figure::draw_outline(ui, person, fit);
        ui.clip_to(CAMERA_AREA);
    }
    if let Some(turn) = scene.turn {
        turn_arrow(ui, room, turn, fit);
    }
    match (view.guide, &scene.figure) {
        (Some(guide), None) => guide::card(ui, GUIDE_ALONE, guide, &scene.pose_words),
        // The banner says the words.
        (Some(guide), Some(person)) => {
            let place = beside(person, fit, *ui.guide_place());
            *ui.guide_place() = place;
            guide::card(ui, GUIDE_BESIDE[place], guide, "");
        }
        (None, _) => {}
    }
}

/// The panel: name and checklist.
fn draw_panel(ui: &mut Ui, scene: &SetupScene, view: &DrawContext) {
    let names = (scene.exercise.clone(), scene.variant.clone());
    let content = (names, scene.rows.clone(), view.is_mirrored);
    panel(ui, 423.0, content, |ui, (names, rows, is_mirrored)| {
        let (exercise, variant) = names;
        let at = |y| Anchor::Left([TEXT_X, y]);
        ui.text_within(exercise, at(48.0), HEADING, CREAM, TEXT_WIDTH);
        let below = variant.as_deref().unwrap_or(ui.words(live::GETTING_READY));
        ui.text_within(below, at(80.0), BODY, MIST, TEXT_WIDTH);
        for (i, row) in rows.iter().enumerate() {
            let area = Rect::new(956.0, 100.0 + 62.0 * i as f32, 296.0, 60.0);
            check_row(ui, area, row, turned(row.icon, *is_mirrored));
        }
        ui.text(ui.words(live::STARTS_BY_ITSELF), at(458.0), ROW, CREAM);
        ui.text(ui.words(live::WHEN_ALL_TICKED), at(486.0), SECONDARY, MIST);
    });
}

/// The place, by its number, where a card hides the least of the person: a user who sees their own
/// head on the screen takes the pose more easily. The card stays where it is, at `now`, unless it
/// hides clearly more there than elsewhere, so that it doesn't jump to and fro.
fn beside(person: &Figure, fit: &Fit, now: usize) -> usize {
    let hidden = GUIDE_BESIDE.map(|place| {
        let place = place.grown(8.0);
        let points = person.points.iter().flatten();
        points
            .chain(person.outline.iter().flatten())
            .filter(|point| place.contains(fit.point(**point)))
            .count()
    });
    let best = (0..hidden.len()).min_by_key(|place| hidden[*place]);
    best.filter(|best| hidden[now] > 2 * hidden[*best])
        .unwrap_or(now)
}

/// The part of the room that lies within the picture, which may be narrower than its box.
fn within(Rect { x, y, w, h }: Rect, area: Rect) -> Rect {
    let area = area.grown(-12.0);
    let left = x.max(area.x);
    let top = y.max(area.y);
    let right = (x + w).min(area.right());
    let bottom = (y + h).min(area.bottom());
    Rect::new(left, top, (right - left).max(0.0), (bottom - top).max(0.0))
}

/// Four corners around the room that the movement needs.
fn brackets(ui: &mut Ui, room: Rect) {
    const LEG: f32 = 44.0;
    let corner = |x: f32, y: f32, inward: Point| {
        let ends = [[x + LEG * inward[0], y], [x, y + LEG * inward[1]]];
        ends.map(|end| Line::new([x, y], end, 6.0))
    };
    let corners = [
        corner(room.x, room.y, [1.0, 1.0]),
        corner(room.right(), room.y, [-1.0, 1.0]),
        corner(room.x, room.bottom(), [1.0, -1.0]),
        corner(room.right(), room.bottom(), [-1.0, -1.0]),
    ];
    for legs in corners {
        ui.fill_all_cased(legs.into_iter(), CREAM);
    }
}

/// A wide arc below the person. Its arrowhead shows where the head end of the body should go, and is
/// left out when that isn't known.
fn turn_arrow(ui: &mut Ui, room: Rect, turn: TurnArrow, fit: &Fit) {
    const RADIUS: f32 = 620.0;
    /// Half of the arc, as an angle at its centre.
    const REACH_RAD: f32 = 0.248;
    const HEAD_LENGTH: f32 = 46.0;
    const HEAD_HALF_WIDTH: f32 = 26.0;
    let sense = match (turn, fit.is_mirrored) {
        (TurnArrow::Unknown, _) => 0.0,
        (TurnArrow::Right, false) | (TurnArrow::Left, true) => 1.0,
        (TurnArrow::Left, false) | (TurnArrow::Right, true) => -1.0,
    };
    // Arc and head together lie in the middle of the room.
    let lowest = (room.bottom() + 28.0).min(CAMERA_AREA.bottom() - 30.0);
    let centre = vec2(
        room.centre()[0] - sense * HEAD_LENGTH / 2.0,
        lowest - RADIUS,
    );
    let ring = Ring::new(centre, RADIUS, 10.0);
    let arc = Arc::new(ring, FRAC_PI_2 - REACH_RAD, 2.0 * REACH_RAD);
    if turn == TurnArrow::Unknown {
        ui.fill_cased(arc, WARN);
        return;
    }
    let (sin, cos) = REACH_RAD.sin_cos();
    let base = centre + RADIUS * vec2(sense * sin, cos);
    let tip = base + HEAD_LENGTH * vec2(sense * cos, -sin);
    ui.fill_pair_cased(arc, Triangle::arrow_head(base, tip, HEAD_HALF_WIDTH), WARN);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blazepose::LANDMARKS;

    #[test]
    fn the_guide_figure_stands_where_it_hides_nobody() {
        let fit = Fit::new(1280, 720, CAMERA_AREA, false);
        let head_at = |x: f32| -> Figure {
            let mut person = Figure::new([None; LANDMARKS], None);
            person.points[0] = Some([x, 100.0]);
            person
        };
        let [above, left, right] = [0, 1, 2];
        let middle = head_at(640.0);
        assert_eq!(beside(&middle, &fit, above), left);
        for (x, hidden) in [(100.0, left), (1200.0, right)] {
            assert_eq!(beside(&head_at(x), &fit, hidden), above);
        }
        // It stays as long as it hides nobody, also where a better place is free again.
        for x in [640.0, 1200.0] {
            assert_eq!(beside(&head_at(x), &fit, left), left);
        }
        for place in GUIDE_BESIDE {
            assert!(
                place.x >= CAMERA_AREA.x && place.right() <= CAMERA_AREA.right(),
                "{place:?}"
            );
        }
    }

    #[test]
    fn brackets_stay_within_a_narrow_picture() {
        let narrow = Rect::new(130.0, 16.0, 684.0, 513.0);
        let room = within(MOVEMENT, narrow);
        assert_eq!(room, Rect::new(142.0, 112.0, 660.0, 340.0));
    }
}
