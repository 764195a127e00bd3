//! The set-up scene: five rows, of which the most important open one is being worked on.

use super::person::Figure;
use super::{BannerLine, BannerLook, Icon};
use crate::body::Body;
use crate::coach::{Missing, Readiness, Snapshot};
use crate::exercise::{Exercise, View};
use crate::words;
use crate::words::{Phrase, Text, checklist};

/// The set-up scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SetupScene {
    /// Name of the exercise, "Bird dog".
    pub exercise: String,
    /// The way of doing it, "one long hold", where one was chosen.
    pub variant: Option<String>,
    /// The start pose in words, for the card with the guide figure.
    pub pose_words: String,
    /// The rows of the checklist, from top to bottom.
    pub rows: Vec<CheckRow>,
    /// The banner: the first open point, or "Hold still".
    pub banner: BannerLine,
    /// Whether the user should turn, and which way.
    pub turn: Option<TurnArrow>,
    /// The person.
    pub figure: Option<Figure>,
}

/// The arrow of the set-up scene that asks to turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnArrow {
    /// Direction unknown: an arc without a head.
    Unknown,
    /// Head end of the body towards the picture's left. (Unmirrored picture.)
    Left,
    /// Head end of the body towards the picture's right. (Unmirrored picture.)
    Right,
}

/// One row of the checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckRow {
    /// What it checks.
    pub check: Check,
    /// "Whole body".
    pub label: String,
    /// "In the picture", or the hint when open: "Turn a little".
    pub hint: String,
    /// How it stands.
    pub state: CheckState,
    /// The sign on an open row's disc.
    pub icon: Icon,
}

/// How a row of the checklist stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// Fulfilled: tick.
    Done,
    /// The most important open one, being worked on: yellow disc with the row's icon.
    Open,
    /// Not yet looked at: empty circle.
    Waiting,
    /// Can't be told: dashed "?".
    NotSeen,
}

/// What the checklist checks, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The whole body is in the picture.
    WholeBody,
    /// The camera sees the body from the side that the exercise needs.
    View,
    /// The body is neither too small nor too large.
    Distance,
    /// There is enough light.
    Light,
    /// The start pose is taken.
    StartPose,
}

impl SetupScene {
    pub(super) fn new(exercise: &Exercise, snapshot: &Snapshot, body: Option<&Body>) -> Self {
        let ready = &snapshot.readiness;
        let rows = Check::ALL.map(|check| check.row(ready, exercise));
        Self {
            exercise: exercise.name.clone(),
            variant: exercise.variant_name.clone(),
            pose_words: exercise.setup.pose_words.clone(),
            banner: banner(exercise, ready, &rows),
            turn: ready
                .missing
                .contains(&Missing::SideOn)
                .then_some(TurnArrow::Unknown),
            figure: body.map(|body| Figure {
                outline: body
                    .pose
                    .mask
                    .as_ref()
                    .map_or_else(Vec::new, |mask| mask.outline()),
                ..Figure::plain(exercise, snapshot, body)
            }),
            rows: rows.to_vec(),
        }
    }

    /// Whether all but the start pose is there.
    #[must_use]
    pub fn is_posing(&self) -> bool {
        let is_open = |row: &CheckRow| row.state == CheckState::Open;
        self.rows
            .iter()
            .any(|row| row.check == Check::StartPose && is_open(row))
    }
}

impl Check {
    const ALL: [Check; 5] = [
        Check::WholeBody,
        Check::View,
        Check::Distance,
        Check::Light,
        Check::StartPose,
    ];

    /// The row that shows something missing. No row shows that nobody is there.
    fn of(missing: Missing) -> Option<Check> {
        match missing {
            Missing::Person => None,
            Missing::WholeBody => Some(Check::WholeBody),
            Missing::SideOn => Some(Check::View),
            Missing::Closer | Missing::Further => Some(Check::Distance),
            Missing::Light => Some(Check::Light),
        }
    }

    /// The check that is being worked on: the most important open one.
    fn open(ready: &Readiness) -> Option<Check> {
        match ready.missing.first() {
            Some(first) => Check::of(*first),
            None => (!ready.is_posed).then_some(Check::StartPose),
        }
    }

    fn row(self, ready: &Readiness, exercise: &Exercise) -> CheckRow {
        let (view, language) = (exercise.setup.view, exercise.language);
        let missing = &ready.missing;
        let is_nobody = missing.contains(&Missing::Person);
        let is_fulfilled = match self {
            Check::StartPose => ready.is_posed,
            _ => !missing.iter().any(|what| Check::of(*what) == Some(self)),
        };
        CheckRow {
            check: self,
            label: self.label(view).said_in(language),
            // While nobody is there, no hint says that something fits or does not fit.
            hint: if is_nobody {
                String::new()
            } else if is_fulfilled {
                self.fulfilled().said_in(language)
            } else {
                self.hint(missing, view).said_in(language)
            },
            state: if Check::open(ready) == Some(self) {
                CheckState::Open
            } else if is_fulfilled && !is_nobody {
                CheckState::Done
            } else {
                CheckState::Waiting
            },
            icon: self.icon(missing),
        }
    }

    fn label(self, view: View) -> Text {
        match self {
            Check::WholeBody => checklist::WHOLE_BODY,
            Check::View if view == View::Side => checklist::SIDE_ON,
            Check::View => checklist::FACING,
            Check::Distance => checklist::DISTANCE,
            Check::Light => checklist::LIGHT,
            Check::StartPose => checklist::START_POSE,
        }
    }

    fn fulfilled(self) -> Text {
        match self {
            Check::WholeBody => checklist::IN_THE_PICTURE,
            Check::View | Check::Distance | Check::StartPose => checklist::JUST_RIGHT,
            Check::Light => checklist::BRIGHT_ENOUGH,
        }
    }

    /// What to do about an open check.
    fn hint(self, missing: &[Missing], view: View) -> Text {
        match self {
            Check::WholeBody => checklist::SHOW_ALL,
            Check::View if view == View::Side => checklist::TURN_A_LITTLE,
            Check::View => checklist::TURN_TO_ME,
            Check::Distance if missing.contains(&Missing::Closer) => checklist::COME_CLOSER,
            Check::Distance => checklist::MOVE_BACK,
            Check::Light => checklist::MORE_LIGHT,
            Check::StartPose if missing.is_empty() => checklist::AS_BELOW,
            Check::StartPose => checklist::COMES_LAST,
        }
    }

    fn icon(self, missing: &[Missing]) -> Icon {
        match self {
            Check::WholeBody | Check::Light => Icon::Unknown,
            Check::View => Icon::BentArrow,
            // Towards the camera is down in the picture, away from it up.
            Check::Distance if missing.contains(&Missing::Further) => Icon::UP,
            Check::Distance | Check::StartPose => Icon::DOWN,
        }
    }
}

/// The first open point, or "Hold still".
fn banner(exercise: &Exercise, ready: &Readiness, rows: &[CheckRow]) -> BannerLine {
    let open = rows.iter().find(|row| row.state == CheckState::Open);
    let icon = open.map_or(Icon::Unknown, |row| row.icon);
    let language = exercise.language;
    let hint = |icon, text: &str| BannerLine::new(BannerLook::Hint, icon, text);
    if let Some(first) = ready.missing.first() {
        return hint(
            icon,
            first.request(exercise.setup.view).in_language(language),
        );
    }
    if !ready.has_enough_frames {
        return hint(Icon::Unknown, words::too_few_frames(language, false));
    }
    if ready.is_posed {
        let hold_s = exercise.start_hold_s.max(0.1);
        let part = (ready.held_s as f32 / hold_s).min(1.0);
        return BannerLine::new(
            BannerLook::Good,
            Icon::Progress { part },
            words::HOLD_STILL.in_language(language),
        );
    }
    hint(icon, &exercise.setup.pose_words)
}
