//! What the screen shows at one moment, as plain data: every judgement is made, nothing is
//! drawn yet. Lengths and points are in pixels of the camera picture, *not mirrored*; the
//! screen fits and mirrors them.

use crate::blazepose::{LANDMARKS, Side};

/// What a rule says of a part of the body at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// As it should be.
    Good,
    /// A little off; shown, never spoken.
    Warn,
    /// Needs a cue.
    Bad,
    /// Not seen.
    Unknown,
}

/// One moment of the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Scene {
    /// Getting ready: live picture and checklist.
    Setup(SetupScene),
    /// The exercise itself.
    Coach(CoachScene),
    /// After the set.
    Summary(SummaryScene),
}

/// The set-up scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SetupScene {
    /// Name of the exercise, "Bird dog".
    pub exercise: String,
    /// The way of doing it, "one long hold", where one was chosen.
    pub variant: Option<String>,
    /// The start pose in words, for the card with the guide figure.
    pub pose_words: String,
    /// The rows, always in this order: whole body, side-on, distance, light, start pose.
    pub rows: [CheckRow; 5],
    /// The strip: the first open point, or "Hold still".
    pub strip: Strip,
    /// The room that the movement needs: x, y, width, height in 1280 × 720 layout units.
    pub brackets: [f32; 4],
    /// Whether the user should turn, and which way.
    pub turn: Option<Turn>,
    /// The person.
    pub figure: Option<Figure>,
}

/// The arrow of the set-up scene that asks to turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
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

/// A sign on a disc. Arrows point the way to move as seen in the unmirrored picture; the
/// screen turns left and right round when it mirrors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Icon {
    /// A tick.
    Tick,
    /// A bent arrow: turn.
    Turn,
    /// A straight arrow; the angle in radians, 0 to the right, growing clockwise (down = π/2).
    Arrow {
        /// Direction of the arrow.
        angle_rad: f32,
    },
    /// "?" in a dashed ring.
    Unknown,
    /// A ring that is filled from 0 to 1 ("Hold still").
    Progress {
        /// The filled part, 0 to 1.
        part: f32,
    },
    /// A calm filled circle (phase mark); 0 to 1 gives its size between r 8 and r 38, for
    /// the breathing guide.
    Calm {
        /// Size, 0 to 1.
        size: f32,
    },
}

/// The strip at the bottom: one line, readable from the floor.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Which of the five looks.
    pub kind: StripKind,
    /// The sign on its disc.
    pub icon: Icon,
    /// The words. What is spoken stands here word for word.
    pub text: String,
}

/// The looks of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StripKind {
    /// Phase words on the panel ground.
    Calm,
    /// Orange ground, dark text.
    Cue,
    /// Teal border.
    Good,
    /// Yellow border, in set-up.
    Hint,
    /// "I can't see your hand".
    NotSeen,
}

/// The coach scene.
#[derive(Debug, Clone, PartialEq)]
pub struct CoachScene {
    /// Name of the exercise, "Bird dog".
    pub exercise: String,
    /// The way of doing it, "one long hold", where one was chosen.
    pub variant: Option<String>,
    /// The line below it: "Set 1 of 3", "3 holds each side".
    pub subtitle: String,
    /// The ring with the one big number.
    pub ring: Ring,
    /// Letter and words: 'L', "Left arm".
    pub side: Option<(Side, String)>,
    /// One row of dots per side; a single row without a side.
    pub dots: Vec<DotRow>,
    /// The range meter.
    pub meter: Option<Meter>,
    /// The strip.
    pub strip: Strip,
    /// The person.
    pub figure: Option<Figure>,
    /// Whether the set is paused.
    pub is_paused: bool,
    /// "Paused", shown large over the picture, or what the camera is waiting for.
    pub notice: Option<String>,
    /// Right end of the footer, "about 2 minutes left".
    pub footer: String,
}

/// The ring with the count or the hold time.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// The big number.
    pub number: u32,
    /// The words below it: "of 6", "seconds left".
    pub unit: String,
    /// The done part, 0 to 1, clockwise from 12 o'clock.
    pub part: f32,
    /// Whether the clock is stopped by a cue (dots in place of the line).
    pub stopped: bool,
}

/// A row of dots.
#[derive(Debug, Clone, PartialEq)]
pub struct DotRow {
    /// Whose row it is.
    pub side: Option<Side>,
    /// Whether this side is at work now.
    pub at_work: bool,
    /// The dots.
    pub dots: Vec<Dot>,
}

/// One repetition or hold in a row of dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dot {
    /// Done and good.
    Good,
    /// Counted, not good.
    Counted,
    /// Counted, and not seen well enough to be judged.
    Unjudged,
    /// The one at work.
    Now,
    /// To do.
    ToDo,
}

/// The range meter.
#[derive(Debug, Clone, PartialEq)]
pub struct Meter {
    /// Value at the low end of the track, in the measure's unit.
    pub low: f32,
    /// Value at the high end.
    pub high: f32,
    /// Target zones, low and high end each: one, or one at either end of a movement between two.
    pub zones: Vec<[f32; 2]>,
    /// The marker, none when unknown.
    pub value: Option<f32>,
    /// How the value stands.
    pub mark: Mark,
    /// Words at the low and the high end.
    pub words: [String; 2],
    /// The person's best so far, where that is the goal.
    pub best: Option<f32>,
}

/// The person, to be drawn over the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// BlazePose landmarks in picture pixels, `None` where not seen.
    pub points: [Option<[f32; 2]>; LANDMARKS],
    /// The side nearer to the camera, drawn thicker; `None` in frontal views, where all limbs
    /// are drawn thin.
    pub near: Option<Side>,
    /// Parts that a rule judges at this moment: from, to, verdict. Drawn over the neutral
    /// skeleton, the joint mark at `to`.
    pub judged: Vec<JudgedBone>,
    /// The line of the back or of the whole body, as a polyline with its verdict.
    pub line: Option<(Vec<[f32; 2]>, Mark)>,
    /// The movement that the present cue asks for.
    pub cue: Option<CueFigure>,
    /// The person's outline as closed polygons, in set-up.
    pub outline: Vec<Vec<[f32; 2]>>,
}

/// A part of the body with its verdict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JudgedBone {
    /// One end in picture pixels.
    pub from: [f32; 2],
    /// The other end, where the mark sits.
    pub to: [f32; 2],
    /// The verdict.
    pub mark: Mark,
}

/// Where a part of the body should go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CueFigure {
    /// The joint that the part turns about.
    pub pivot: [f32; 2],
    /// Where its end is.
    pub end: [f32; 2],
    /// Where its end should be.
    pub target: [f32; 2],
    /// The chip's number in degrees; none for lengths and outline measures.
    pub angle_deg: Option<f32>,
    /// Whether the way is a turn about the pivot (arc) or a shift (straight arrow).
    pub is_turn: bool,
}

/// The summary scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryScene {
    /// "Bird dog, done".
    pub title: String,
    /// "1 set · 2 minutes".
    pub subtitle: String,
    /// What was said when the set was stopped for pain, in place of the two sentences.
    pub advice: Vec<String>,
    /// What went well; none when nothing can truly be said.
    pub went_well: Option<String>,
    /// One thing for next time.
    pub next_time: Option<String>,
    /// Rows of figures: label, left, right, share of the dose left and right (0 to 1).
    /// Exercises without sides have no right value. None where no set was begun.
    pub rows: Vec<SummaryRow>,
    /// How often each cue was needed: label, times, seconds; 0 seconds for what is not timed.
    pub cues: Vec<(String, u32, f32)>,
    /// What stands there where none was given.
    pub without_cues: String,
    /// Right end of the footer, "Saved on this computer only".
    pub footer: String,
}

/// One row of the summary's left-and-right card.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRow {
    /// "Repetitions".
    pub label: String,
    /// Text and share (0 to 1) of the left side, or of both without sides.
    pub left: (String, f32),
    /// Text and share of the right side.
    pub right: Option<(String, f32)>,
}
