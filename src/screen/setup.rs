//! The set-up scene: the live picture, what is still open, and the room the movement needs.

use super::camera::{self, CAMERA_AREA, Fit};
use super::canvas::{Arc, Line, Point, Ring, Triangle};
use super::layout::Rect;
use super::scene::{Figure, SetupScene, TurnArrow};
use super::tokens::{BODY, CREAM, HEADING, MIST, NIGHT, RAISED, ROW, SECONDARY, WARN};
use super::ui::{Anchor, Ui};
use super::widgets::{Hint, KeyLook, banner, check_row, key_hints, notice, panel};
use super::{DrawContext, figure, guide, turned, voice_words};
use crate::words::{live, summary};

pub(super) const PANEL: Rect = Rect::new(944.0, 16.0, 320.0, 513.0);
/// Left and right end of text and dividers on the panel.
const INNER: [f32; 2] = [968.0, 1240.0];
pub(super) const FOOTER_Y: f32 = 692.0;
pub(super) const FOOTER_LEFT: f32 = 16.0;
pub(super) const FOOTER_RIGHT: f32 = 1264.0;

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
    ui.ground(NIGHT);
    ui.clip_to(CAMERA_AREA);
    let fit = camera::draw(ui, view.picture, view.is_mirrored);
    if let Some(fit) = &fit {
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
    }
    if let (Some(figure), Some(fit)) = (view.guide, &fit) {
        match scene.figure {
            None => guide::card(ui, GUIDE_ALONE, figure, &scene.pose_words),
            // The banner says the words.
            Some(ref person) => guide::card(ui, beside(person, fit), figure, ""),
        }
    }
    if let Some(note) = view
        .camera_note
        .or(fit.is_none().then_some(live::NO_PICTURE_YET))
    {
        notice(ui, note);
    }
    camera::finish(ui);
    ui.unclip();

    panel(ui, PANEL);
    let [left, right] = INNER;
    let width = right - left;
    let name = Anchor::Left([left, 48.0]);
    ui.text_within(&scene.exercise, name, HEADING, CREAM, width);
    let below = scene.variant.as_deref().unwrap_or(live::GETTING_READY);
    ui.text_within(below, Anchor::Left([left, 80.0]), BODY, MIST, width);
    for (i, row) in scene.rows.iter().enumerate() {
        let area = Rect::new(956.0, 100.0 + 62.0 * i as f32, 296.0, 60.0);
        check_row(ui, area, row, turned(row.icon, view.is_mirrored));
    }
    ui.boxed(Rect::new(left, 423.0, width, 2.0), 0.0, RAISED);
    ui.text(
        live::STARTS_BY_ITSELF,
        Anchor::Left([left, 458.0]),
        ROW,
        CREAM,
    );
    let line = Anchor::Left([left, 486.0]);
    ui.text(live::WHEN_ALL_TICKED, line, SECONDARY, MIST);

    banner(
        ui,
        &scene.banner,
        turned(scene.banner.icon, view.is_mirrored),
    );
    let hints = [
        Hint {
            keys: &["Enter"],
            words: live::START_ANYWAY,
        },
        Hint {
            keys: &["M"],
            words: live::MIRROR,
        },
        Hint {
            keys: &["V"],
            words: voice_words(view),
        },
        Hint {
            keys: &["Esc"],
            words: live::BACK,
        },
    ];
    key_hints(ui, [FOOTER_LEFT, FOOTER_Y], KeyLook::LIVE, &hints);
    let line = Anchor::Right([FOOTER_RIGHT, FOOTER_Y]);
    ui.text(summary::NOTHING_LEAVES, line, SECONDARY, MIST);
}

/// The place where a card hides the least of the person. A user who sees their own head on the screen
/// takes the pose more easily.
fn beside(person: &Figure, fit: &Fit) -> Rect {
    let hidden = |place: &Rect| {
        let place = place.grown(8.0);
        let points = person.points.iter().flatten();
        points
            .chain(person.outline.iter().flatten())
            .map(|point| fit.point(*point))
            .filter(|[x, y]| {
                (place.x..place.right()).contains(x) && (place.y..place.bottom()).contains(y)
            })
            .count()
    };
    let [first, ..] = GUIDE_BESIDE;
    GUIDE_BESIDE.into_iter().min_by_key(hidden).unwrap_or(first)
}

/// The brackets' box, kept within the picture when that is fitted narrower than its place.
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
        let leg = |to: Point| Line {
            from: [x, y],
            to,
            width: 6.0,
        };
        [leg([x + LEG * inward[0], y]), leg([x, y + LEG * inward[1]])]
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

/// A wide arc below the person; its head shows where the head end of the body should go, and
/// is missing when that isn't known.
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
    let middle = room.centre()[0] - sense * HEAD_LENGTH / 2.0;
    let lowest = (room.bottom() + 28.0).min(CAMERA_AREA.bottom() - 30.0);
    let ring = Ring {
        centre: [middle, lowest - RADIUS],
        radius: RADIUS,
        width: 10.0,
    };
    let quarter = std::f32::consts::FRAC_PI_2;
    let arc = Arc::new(ring, quarter - REACH_RAD, 2.0 * REACH_RAD);
    if turn == TurnArrow::Unknown {
        ui.fill_cased(arc, WARN);
        return;
    }
    let (sin, cos) = REACH_RAD.sin_cos();
    let base = [
        ring.centre[0] + sense * RADIUS * sin,
        ring.centre[1] + RADIUS * cos,
    ];
    let along = [sense * cos, -sin];
    let at = |forward: f32, side: f32| {
        [
            base[0] + along[0] * forward - along[1] * side,
            base[1] + along[1] * forward + along[0] * side,
        ]
    };
    let head = Triangle::new([
        at(0.0, HEAD_HALF_WIDTH),
        at(0.0, -HEAD_HALF_WIDTH),
        at(HEAD_LENGTH, 0.0),
    ]);
    ui.casing(arc);
    ui.casing(head);
    ui.fill(arc, WARN);
    ui.fill(head, WARN);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_figure_stands_where_it_hides_nobody() {
        let fit = Fit::new(1280, 720, CAMERA_AREA, false);
        let head_at = |x: f32| {
            let mut person = Figure {
                points: [None; crate::blazepose::LANDMARKS],
                near: None,
                judged: Vec::new(),
                line: None,
                cue: None,
                outline: Vec::new(),
            };
            person.points[0] = Some([x, 100.0]);
            beside(&person, &fit)
        };
        let [above, left, right] = GUIDE_BESIDE;
        assert_eq!(head_at(640.0), left, "a head in the middle");
        for x in [100.0, 1200.0] {
            assert_eq!(head_at(x), above);
        }
        for place in [above, left, right] {
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
