//! The framing gate: whole body, side-on, distance, light. Says what is missing; the coach
//! decides what follows from it.

use crate::blazepose::{Joint, Side};
use crate::body::{Body, BodyFrame, MIN_VISIBILITY_TO_COUNT};
use crate::exercise::{Exercise, Point, Role, View};

/// Offset of the shoulders along the floor in torso lengths. Up to `FINE` (about 16° off
/// side-on) everything is judged, up to `COARSE` (about 26°) only what is clearly off, beyond it
/// only the count goes on (specification §0.4).
const FINE_TORSO: f32 = 0.22;
const COARSE_TORSO: f32 = 0.35;
/// Shoulders of a body that faces the camera are 0.72 torsos apart; less than this is a turn of
/// more than about 55°.
const FACING_TORSO: f32 = 0.42;
/// A torso shorter than this part of the picture's diagonal is too far away: 40 px on a
/// 640 × 480 camera, where a landmark's pixel is worth 1.2 cm.
const SMALL_PART: f32 = 0.05;
/// Mean brightness of the person (0 to 255) below which the pose model starts to lose limbs in the
/// dark, and above which in glare.
const DARK: f32 = 30.0;
const BRIGHT: f32 = 240.0;

/// How much of the form can be judged from this side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ViewQuality {
    /// Everything.
    #[default]
    Fine,
    /// Only what is clearly off.
    Coarse,
    /// Nothing but the count.
    CountOnly,
}

/// The framing of one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Framing {
    pub whole_body: bool,
    pub room: bool,
    pub near_enough: bool,
    pub bright_enough: bool,
    pub view: ViewQuality,
}

impl Framing {
    pub(super) fn of(exercise: &Exercise, body: &Body, body_frame: &BodyFrame) -> Self {
        let diagonal_px = body.size_px[0].hypot(body.size_px[1]);
        Framing {
            whole_body: whole_body(exercise, body, body_frame),
            room: room(exercise, body, body_frame),
            near_enough: body.torso_px() >= SMALL_PART * diagonal_px,
            bright_enough: body
                .light
                .is_none_or(|light| (DARK..=BRIGHT).contains(&light)),
            view: view(exercise, body, body_frame),
        }
    }
}

fn whole_body(exercise: &Exercise, body: &Body, body_frame: &BodyFrame) -> bool {
    exercise.setup.needs.iter().all(|point| {
        let role_side = body_frame.side(point.role);
        let is_meant = |side: &Side| role_side.is_none_or(|meant| meant == *side);
        Side::BOTH.into_iter().filter(is_meant).all(|side| {
            body.is_inside(body.at(side, point.joint))
                && body.visibility(side, point.joint) >= MIN_VISIBILITY_TO_COUNT
        })
    })
}

/// Whether the picture has room for the stretched limbs.
fn room(exercise: &Exercise, body: &Body, body_frame: &BodyFrame) -> bool {
    let room = exercise.setup.room;
    let ahead = body.mid(Joint::Shoulder).x
        + body_frame.head_right * room.ahead_torso * body_frame.torso_px;
    let behind =
        body.mid(Joint::Hip).x - body_frame.head_right * room.behind_torso * body_frame.torso_px;
    let inside = |x: f32| (0.0..=body.size_px[0]).contains(&x);
    inside(ahead) && inside(behind)
}

fn view(exercise: &Exercise, body: &Body, body_frame: &BodyFrame) -> ViewQuality {
    let across = body.at(Side::Left, Joint::Shoulder) - body.at(Side::Right, Joint::Shoulder);
    match exercise.setup.view {
        View::Side => {
            let off_side = across.dot(body_frame.floor.along).abs() / body_frame.torso_px;
            if off_side <= FINE_TORSO {
                ViewQuality::Fine
            } else if off_side <= COARSE_TORSO {
                ViewQuality::Coarse
            } else {
                ViewQuality::CountOnly
            }
        }
        View::Front => {
            if across.length() / body_frame.torso_px >= FACING_TORSO {
                ViewQuality::Fine
            } else {
                ViewQuality::Coarse
            }
        }
    }
}

/// A point as people and events call it: "near wrist".
pub(super) fn point_words(body_frame: &BodyFrame, point: Point, view: View) -> String {
    format!(
        "{} {}",
        role_word(body_frame, point.role, view),
        point.joint.name()
    )
}

/// The role as people and events call it: near, far or a picked role's own side.
fn role_word(body_frame: &BodyFrame, role: Role, view: View) -> &'static str {
    match (body_frame.side(role), view) {
        (None, _) => "mid",
        (Some(side), View::Side) if side == body_frame.near => "near",
        (Some(_), View::Side) => "far",
        (Some(Side::Left), View::Front) => "left",
        (Some(Side::Right), View::Front) => "right",
    }
}
