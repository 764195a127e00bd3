//! The person with the verdicts of this moment, and where a cued part should go.

use glam::Vec2;

use crate::blazepose::{Joint, LANDMARKS, Side};
use crate::body::{Body, BodyFrame};
use crate::coach::{Band, Banner, CueAbout, FaultId, Snapshot};
use crate::exercise::{Arrow, DrawWhat, End, Exercise, Fault, Kind, Point, Show, View};

/// A landmark of lower visibility is not drawn: it would be a guess.
const MIN_VISIBILITY: f32 = 0.2;
/// Length of a shift arrow, in torso lengths.
const SHIFT_TORSO: f32 = 0.35;

/// The person, to be drawn over the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// BlazePose landmarks in picture pixels, `None` where not seen.
    pub points: [Option<[f32; 2]>; LANDMARKS],
    /// The side nearer to the camera, drawn thicker; `None` in frontal views, where all limbs
    /// are drawn thin.
    pub near: Option<Side>,
    /// Parts that a rule judges at this moment, drawn over the neutral skeleton.
    pub judged: Vec<JudgedBone>,
    /// The line of the back or of the whole body.
    pub line: Option<JudgedLine>,
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
    /// The verdict; none where the part is not seen.
    pub band: Option<Band>,
}

/// A line through the body with its verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedLine {
    /// Its points in picture pixels.
    pub points: Vec<[f32; 2]>,
    /// The verdict; none where the line is not seen.
    pub band: Option<Band>,
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

impl Figure {
    /// A skeleton of these landmarks, without anything drawn over it.
    #[must_use]
    pub fn new(points: [Option<[f32; 2]>; LANDMARKS], near: Option<Side>) -> Self {
        Self {
            points,
            near,
            judged: Vec::new(),
            line: None,
            cue: None,
            outline: Vec::new(),
        }
    }

    /// The skeleton alone, without verdicts.
    pub(super) fn plain(exercise: &Exercise, snapshot: &Snapshot, body: &Body) -> Self {
        let mut points = [None; LANDMARKS];
        for (point, landmark) in points.iter_mut().zip(&body.pose.landmarks) {
            let at = Vec2::new(landmark.x_px, landmark.y_px);
            *point = (landmark.visibility >= MIN_VISIBILITY && body.is_inside(at))
                .then(|| at.to_array());
        }
        // The model places a hand that is cut off somewhere within the picture, where it is not.
        for side in Side::BOTH {
            if !body.has_whole_hand(side) {
                points[Joint::Wrist.landmark(side)] = None;
            }
        }
        let near = match exercise.setup.view {
            View::Side => snapshot.body_frame.as_ref().map(|frame| frame.near),
            View::Front => None,
        };
        Self::new(points, near)
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
            let band = cued.map_or(band, |_| Band::Bad);
            let is_shown = match fault.draw.show {
                Show::Always => true,
                Show::Good => band == Band::Good,
                Show::Off => band != Band::Good,
            };
            if is_shown {
                figure.mark(&fault.draw.what, band, snapshot, body);
            }
        }
        figure.cue = cued.and_then(|fault| cue_figure(exercise, snapshot, fault, body));
        figure
    }

    /// Marks what a rule looks at.
    fn mark(&mut self, what: &DrawWhat, band: Band, snapshot: &Snapshot, body: &Body) {
        let band = Some(band);
        match what {
            DrawWhat::Nothing => {}
            DrawWhat::Turn { bone, .. } | DrawWhat::Bone(bone) => {
                self.mark_bones(*bone, band, snapshot, body);
            }
            DrawWhat::Line(points) => {
                let points: Option<Vec<[f32; 2]>> = points
                    .iter()
                    .map(|point| Some(locate(snapshot, body, *point)?.to_array()))
                    .collect();
                // Of two verdicts on one line the graver one is shown.
                if let Some(points) = points
                    && self.line.as_ref().is_none_or(|shown| band > shown.band)
                {
                    self.line = Some(JudgedLine { points, band });
                }
            }
            DrawWhat::Outline => {
                if !snapshot.back_line.is_empty() {
                    let points = snapshot.back_line.clone();
                    self.line = Some(JudgedLine { points, band });
                }
            }
        }
    }

    /// Marks the bones from one point to another, a limb by way of its elbow or knee.
    fn mark_bones(
        &mut self,
        [from, to]: [Point; 2],
        band: Option<Band>,
        snapshot: &Snapshot,
        body: &Body,
    ) {
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
                band,
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
    let frame = snapshot.body_frame.as_ref()?;
    let rule = snapshot
        .rules
        .get(fault.index())
        .filter(|rule| rule.is_seen)?;
    let fault = fault.of(exercise);
    let at = |point: Point| locate(snapshot, body, point);
    let (pivot, end, target, angle_deg) = match &fault.draw.what {
        DrawWhat::Turn {
            bone: [pivot, end],
            to_deg,
            toward,
        } => {
            let (pivot, end) = (at(*pivot)?, at(*end)?);
            let way = direction(frame, to_deg.to_radians(), *toward);
            let target = pivot + way * end.distance(pivot);
            (pivot, end, target, rule.value.map(f32::round))
        }
        DrawWhat::Bone([from, to]) | DrawWhat::Line([from, to, _]) => {
            let (from, to) = (at(*from)?, at(*to)?);
            let way = shift_way(exercise, fault, frame, at)?;
            (from, to, to + way * (SHIFT_TORSO * frame.torso_px), None)
        }
        DrawWhat::Nothing | DrawWhat::Outline => return None,
    };
    Some(CueFigure {
        pivot: pivot.to_array(),
        end: end.to_array(),
        target: target.to_array(),
        angle_deg,
        is_turn: matches!(fault.draw.what, DrawWhat::Turn { .. }),
    })
}

/// The direction at this angle above the floor, toward an end of the body.
fn direction(frame: &BodyFrame, angle_rad: f32, toward: End) -> Vec2 {
    let sense = match toward {
        End::Head => frame.head_right,
        End::Feet => -frame.head_right,
    };
    frame.floor.along * sense * angle_rad.cos() + frame.floor.up() * angle_rad.sin()
}

/// The way in which a part should shift; none where the fault has no single way.
fn shift_way(
    exercise: &Exercise,
    fault: &Fault,
    frame: &BodyFrame,
    at: impl Fn(Point) -> Option<Vec2>,
) -> Option<Vec2> {
    let (along, up) = (frame.floor.along, frame.floor.up());
    match (&exercise.measure(fault.measure).kind, fault.draw.arrow) {
        (_, Some(Arrow::Up)) => Some(up),
        (_, Some(Arrow::Down)) => Some(-up),
        // An offset is made good by going back along the floor.
        (Kind::Offset([of, from]), None) => {
            let offset = (at(*of)? - at(*from)?).dot(along);
            Some(along * -offset.signum())
        }
        _ => None,
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
