//! The person with the verdicts of this moment, and where a cued part should go.

use glam::Vec2;

use crate::blazepose::{Joint, LANDMARKS, Side};
use crate::body::Body;
use crate::coach::{Band, Banner, CueAbout, FaultId, Snapshot};
use crate::exercise::{Arrow, DrawWhat, End, Exercise, Kind, Point, Show, View};

/// A landmark dimmer than this is not drawn: it would be a guess.
const DRAWN: f32 = 0.2;
/// Length of a shift arrow, in torso lengths.
const SHIFT_TORSO: f32 = 0.35;

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

impl Mark {
    /// Of two marks on one line the graver one is shown.
    fn gravity(self) -> u8 {
        match self {
            Mark::Unknown => 0,
            Mark::Good => 1,
            Mark::Warn => 2,
            Mark::Bad => 3,
        }
    }
}

impl From<Option<Band>> for Mark {
    fn from(band: Option<Band>) -> Self {
        match band {
            Some(Band::Good) => Mark::Good,
            Some(Band::Warn) => Mark::Warn,
            Some(Band::Bad) => Mark::Bad,
            None => Mark::Unknown,
        }
    }
}

impl Figure {
    /// The skeleton alone, without verdicts.
    pub(super) fn plain(exercise: &Exercise, snapshot: &Snapshot, body: &Body) -> Self {
        let mut points = [None; LANDMARKS];
        for (point, landmark) in points.iter_mut().zip(&body.pose.landmarks) {
            let at = Vec2::new(landmark.x_px, landmark.y_px);
            *point = (landmark.visibility >= DRAWN && body.is_inside(at)).then(|| at.to_array());
        }
        // A hand that is cut off is not where the model squeezes it to.
        for side in Side::BOTH {
            if !body.has_whole_hand(side) {
                points[Joint::Wrist.landmark(side)] = None;
            }
        }
        Self {
            points,
            near: match exercise.setup.view {
                View::Side => snapshot.body_frame.as_ref().map(|frame| frame.near),
                View::Front => None,
            },
            judged: Vec::new(),
            line: None,
            cue: None,
            outline: Vec::new(),
        }
    }

    /// The skeleton with what the rules say of it, and the present cue.
    pub(super) fn judged(exercise: &Exercise, snapshot: &Snapshot, body: &Body) -> Self {
        let mut figure = Self::plain(exercise, snapshot, body);
        let cued = cued_rule(snapshot);
        for ((id, fault), rule) in FaultId::all(exercise).zip(&snapshot.rules) {
            // While a cue is up everything else goes back to neutral.
            let is_its_turn = cued.is_none_or(|cued| cued == id);
            let Some(band) = rule.band.filter(|_| is_its_turn) else {
                continue;
            };
            let mark = match cued {
                Some(_) => Mark::Bad,
                None => Mark::from(Some(band)),
            };
            let is_shown = match fault.draw.show {
                Show::Always => true,
                Show::Good => mark == Mark::Good,
                Show::Off => mark != Mark::Good,
            };
            if is_shown {
                figure.mark(&fault.draw.what, mark, snapshot, body);
            }
        }
        figure.cue = cued.and_then(|fault| cue_figure(exercise, snapshot, fault, body));
        figure
    }

    /// Marks what a rule looks at.
    fn mark(&mut self, what: &DrawWhat, mark: Mark, snapshot: &Snapshot, body: &Body) {
        match what {
            DrawWhat::Nothing => {}
            DrawWhat::Turn { bone, .. } | DrawWhat::Bone(bone) => {
                self.mark_bones(*bone, mark, snapshot, body);
            }
            DrawWhat::Line(points) => {
                let line: Option<Vec<[f32; 2]>> = points
                    .iter()
                    .map(|point| Some(locate(snapshot, body, *point)?.to_array()))
                    .collect();
                let is_worse = |(_, shown): &(_, Mark)| mark.gravity() > shown.gravity();
                if let Some(line) = line
                    && self.line.as_ref().is_none_or(is_worse)
                {
                    self.line = Some((line, mark));
                }
            }
            DrawWhat::Outline => {
                if !snapshot.back_line.is_empty() {
                    self.line = Some((snapshot.back_line.clone(), mark));
                }
            }
        }
    }

    /// Marks the bones from one point to another, a limb by way of its elbow or knee.
    fn mark_bones(&mut self, [from, to]: [Point; 2], mark: Mark, snapshot: &Snapshot, body: &Body) {
        let between = match (from.joint, to.joint) {
            (Joint::Shoulder, Joint::Wrist) => Some(Joint::Elbow),
            (Joint::Hip, Joint::Ankle) => Some(Joint::Knee),
            _ => None,
        };
        let way = [
            Some(from),
            between.map(|joint| Point { joint, ..from }),
            Some(to),
        ];
        let way: Option<Vec<Vec2>> = way
            .into_iter()
            .flatten()
            .map(|point| locate(snapshot, body, point))
            .collect();
        for bone in way.iter().flat_map(|way| way.windows(2)) {
            self.judged.push(JudgedBone {
                from: bone[0].to_array(),
                to: bone[1].to_array(),
                mark,
            });
        }
    }
}

/// Where the part of a cued fault should go. Nothing is drawn of a part that can't be seen just
/// now: an arrow from a guessed place may point the other way than the words.
pub(super) fn cue_figure(
    exercise: &Exercise,
    snapshot: &Snapshot,
    fault: FaultId,
    body: &Body,
) -> Option<CueFigure> {
    let body_frame = snapshot.body_frame.as_ref()?;
    let rule = snapshot
        .rules
        .get(fault.index())
        .filter(|rule| rule.is_seen)?;
    let fault = fault.of(exercise);
    let (along, up) = (body_frame.floor.along, body_frame.floor.up());
    match &fault.draw.what {
        DrawWhat::Turn {
            bone: [pivot, end],
            to_deg,
            toward,
        } => {
            let (pivot, end) = (
                locate(snapshot, body, *pivot)?,
                locate(snapshot, body, *end)?,
            );
            let way = match toward {
                End::Head => along * body_frame.head_right,
                End::Feet => along * -body_frame.head_right,
            };
            let to = to_deg.to_radians();
            let target = pivot + (way * to.cos() + up * to.sin()) * (end - pivot).length();
            Some(CueFigure {
                pivot: pivot.to_array(),
                end: end.to_array(),
                target: target.to_array(),
                angle_deg: rule.value.map(f32::round),
                is_turn: true,
            })
        }
        DrawWhat::Bone([from, to]) | DrawWhat::Line([from, to, _]) => {
            let (from, to) = (locate(snapshot, body, *from)?, locate(snapshot, body, *to)?);
            let way = match (&exercise.measure(fault.measure).kind, fault.draw.arrow) {
                (_, Some(Arrow::Up)) => up,
                (_, Some(Arrow::Down)) => up * -1.0,
                // An offset is made good by going back along the floor.
                (Kind::Offset([of, from]), None) => {
                    let offset =
                        (locate(snapshot, body, *of)? - locate(snapshot, body, *from)?).dot(along);
                    along * -offset.signum()
                }
                _ => return None,
            };
            let target = to + way * (SHIFT_TORSO * body_frame.torso_px);
            Some(CueFigure {
                pivot: from.to_array(),
                end: to.to_array(),
                target: target.to_array(),
                angle_deg: None,
                is_turn: false,
            })
        }
        DrawWhat::Nothing | DrawWhat::Outline => None,
    }
}

fn locate(snapshot: &Snapshot, body: &Body, point: Point) -> Option<Vec2> {
    let at = snapshot.body_frame.as_ref()?.locate(body, point);
    body.is_inside(at).then_some(at)
}

/// The rule whose cue stands on the banner.
pub(super) fn cued_rule(snapshot: &Snapshot) -> Option<FaultId> {
    match snapshot.banner {
        Banner::Cue {
            about: CueAbout::Rule(fault),
            ..
        } => Some(fault),
        _ => None,
    }
}
