//! The set-up scene: five rows, of which the most important open one is being worked on.

use crate::body::Body;
use crate::coach::event::Missing;
use crate::coach::scene::{CheckRow, CheckState, Icon, SetupScene, Strip, StripKind, Turn};
use crate::coach::snapshot::Snapshot;
use crate::coach::words;
use crate::exercise::{Exercise, View};

use super::figure::plain_figure;

pub(super) fn scene(
    exercise: &Exercise,
    snapshot: &Snapshot,
    body: Option<&Body>,
    notice: Option<&str>,
) -> SetupScene {
    let ready = &snapshot.readiness;
    let is_side = exercise.setup.view == View::Side;
    let missing = &ready.missing;
    let is_missing = |what| missing.contains(&what);
    let nobody = is_missing(Missing::Person);
    let done = |ok: bool| {
        if ok {
            CheckState::Done
        } else {
            CheckState::Waiting
        }
    };
    let row = |label: &str, hint: &str, state, icon| CheckRow {
        label: label.to_owned(),
        hint: hint.to_owned(),
        state,
        icon,
    };
    // Towards the camera is down in the picture, away from it up.
    let nearer = Icon::Arrow {
        angle_rad: std::f32::consts::FRAC_PI_2,
    };
    let farther = Icon::Arrow {
        angle_rad: -std::f32::consts::FRAC_PI_2,
    };
    let fits = |what: &[Missing]| !nobody && !what.iter().any(|what| is_missing(*what));
    // Of somebody who is not there nothing is said, neither that it fits nor that it does not.
    let hint = |what: &[Missing], fitting: &'static str, open: &'static str| {
        if nobody {
            ""
        } else if fits(what) {
            fitting
        } else {
            open
        }
    };
    let further = is_missing(Missing::Further);
    let distance = [Missing::Closer, Missing::Further];
    let mut rows = [
        row(
            words::WHOLE_BODY,
            hint(&[Missing::WholeBody], "In the picture", "Show all of you"),
            done(fits(&[Missing::WholeBody])),
            Icon::Unknown,
        ),
        row(
            if is_side {
                words::SIDE_ON
            } else {
                words::FACING
            },
            hint(
                &[Missing::SideOn],
                "Just right",
                if is_side {
                    "Turn a little"
                } else {
                    "Turn to me"
                },
            ),
            done(fits(&[Missing::SideOn])),
            Icon::Turn,
        ),
        row(
            words::DISTANCE,
            hint(
                &distance,
                "Just right",
                if is_missing(Missing::Closer) {
                    "Come closer"
                } else {
                    "Move back"
                },
            ),
            done(fits(&distance)),
            if further { farther } else { nearer },
        ),
        row(
            words::LIGHT,
            hint(&[Missing::Light], "Bright enough", "More light"),
            done(fits(&[Missing::Light])),
            Icon::Unknown,
        ),
        row(
            words::START_POSE,
            match (nobody, ready.is_posed, missing.is_empty()) {
                (true, ..) => "",
                (_, true, _) => "Just right",
                // The strip says which.
                (_, false, true) => "As the line below says",
                (_, false, false) => "Comes last",
            },
            done(!nobody && ready.is_posed),
            Icon::Arrow {
                angle_rad: std::f32::consts::FRAC_PI_2,
            },
        ),
    ];
    // Only the most important open row is being worked on.
    let open = match missing.first() {
        Some(Missing::Person) => None,
        Some(Missing::Light) => Some(3),
        Some(Missing::WholeBody) => Some(0),
        Some(Missing::Closer | Missing::Further) => Some(2),
        Some(Missing::SideOn) => Some(1),
        None => (!ready.is_posed).then_some(4),
    };
    if let Some(open) = open {
        rows[open].state = CheckState::Open;
    }
    let strip = match (notice, missing.first()) {
        (Some(notice), _) => hint_strip(Icon::Unknown, notice),
        (None, Some(first)) => {
            let icon = open.map_or(Icon::Unknown, |open| rows[open].icon);
            hint_strip(icon, words::missing(*first, is_side))
        }
        (None, None) if !ready.has_enough_frames => {
            hint_strip(Icon::Unknown, words::too_few_frames(false))
        }
        (None, None) if ready.is_posed => {
            let hold_s = exercise.start_hold_s.max(0.1);
            let part = (ready.held_s as f32 / hold_s).min(1.0);
            Strip {
                kind: StripKind::Good,
                icon: Icon::Progress { part },
                text: words::HOLD_STILL.to_owned(),
            }
        }
        (None, None) => hint_strip(rows[4].icon, &exercise.setup.pose_words),
    };
    SetupScene {
        exercise: exercise.name.clone(),
        variant: exercise.variant_name.clone(),
        pose_words: exercise.setup.pose_words.clone(),
        rows,
        strip,
        brackets: exercise.setup.brackets,
        turn: is_missing(Missing::SideOn).then_some(Turn::Unknown),
        figure: body.map(|body| {
            let mut figure = plain_figure(exercise, snapshot, body);
            figure.outline = body
                .pose
                .mask
                .as_ref()
                .map_or_else(Vec::new, |mask| mask.outline());
            figure
        }),
    }
}

fn hint_strip(icon: Icon, text: &str) -> Strip {
    Strip {
        kind: StripKind::Hint,
        icon,
        text: text.to_owned(),
    }
}
