//! The outline of the back, the only direct look at the shape of the spine. The pose model has no
//! landmark between shoulder and hip, but the person mask has an edge there.

use glam::Vec2;

use crate::blazepose::Joint;
use crate::exercise::{Exercise, OutlinePart, Ventral};
use crate::pose::{Mask, MaskArea};

use super::body_frame::BodyFrame;
use super::geometry::{perpendicular_left, perpendicular_up};
use super::measure::NoOutline;
use super::person::Body;

/// Places along the line from hip (0) to shoulder (1) where the edge is looked for: 0.10 to
/// 0.90 in steps of 0.05 (specification §0.5).
const STATIONS: usize = 17;
const FIRST: f32 = 0.10;
const STEP: f32 = 0.05;
/// Largest jump of the edge between neighbours, in torso lengths. A larger one is an arm, a fold of
/// cloth or a hole.
const JUMP_TORSO: f32 = 0.08;
/// Distance from the line within which the edge is looked for. A trunk is about half a torso length
/// deep.
const REACH_TORSO: f32 = 0.8;

/// The steps in which the distance of the edge is told, in picture pixels. A step is far finer than a
/// mask is true. It has an exact number in single precision, so a kept edge reads as it did.
const EDGE_STEP_PX: f32 = 0.125;

/// How far the back's edge is from the line between hip and shoulder: at each station in steps of
/// 1/8 picture pixel, none where it was not found. This is all that is kept of a person's mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackEdge(pub [Option<u16>; BackEdge::STATIONS]);

impl BackEdge {
    /// The number of places along the line.
    pub const STATIONS: usize = STATIONS;

    fn px(self, station: usize) -> Option<f32> {
        self.0[station].map(|steps| f32::from(steps) * EDGE_STEP_PX)
    }
}

/// Distance of the back's edge from the line between hip and shoulder, on the dorsal side.
#[derive(Debug, Clone, PartialEq)]
pub struct BackOutline {
    /// Torso lengths at each station, where the edge was found.
    distance_torso: [Option<f32>; STATIONS],
    /// The edge in picture pixels, for drawing.
    edge_px: [Option<Vec2>; STATIONS],
    edge: BackEdge,
}

/// The line from hip to shoulder of the near side, and on which side of it the back is.
#[derive(Debug, Clone, Copy)]
struct TrunkLine {
    hip: Vec2,
    shoulder: Vec2,
    /// The way from the line to the back, of length 1.
    dorsal: Vec2,
}

impl TrunkLine {
    /// `None` where the back can't be told from the belly.
    fn of(exercise: &Exercise, body: &Body, body_frame: &BodyFrame) -> Option<Self> {
        let hip = body.at(body_frame.near, Joint::Hip);
        let shoulder = body.at(body_frame.near, Joint::Shoulder);
        let trunk = (shoulder - hip).try_normalize()?;
        let dorsal = match exercise.setup.ventral {
            Ventral::Down => perpendicular_up(trunk),
            Ventral::Facing => perpendicular_left(trunk) * body_frame.head_right,
            // The back lies on the floor, or it can't be told from the belly.
            Ventral::Up | Ventral::Camera => return None,
        };
        Some(TrunkLine {
            hip,
            shoulder,
            dorsal,
        })
    }

    fn station(&self, station: usize) -> Vec2 {
        self.hip + (self.shoulder - self.hip) * (FIRST + STEP * station as f32)
    }

    /// How far from the line the edge is looked for, in picture pixels.
    fn reach_px(&self) -> f32 {
        REACH_TORSO * self.hip.distance(self.shoulder)
    }
}

impl BackOutline {
    /// The outline of a body's back on its near side, where its edge was kept or the pose came with a
    /// mask.
    #[must_use]
    pub fn of(exercise: &Exercise, body: &Body, body_frame: &BodyFrame) -> Option<Self> {
        let line = TrunkLine::of(exercise, body, body_frame)?;
        let mask = body.pose.mask.as_ref();
        let traced = || mask.map(|mask| trace(mask, &line));
        let edge = body.back_edge.copied().or_else(traced)?;
        Some(Self::along(&line, edge))
    }

    /// What is kept of it.
    #[must_use]
    pub fn edge(&self) -> &BackEdge {
        &self.edge
    }

    /// Where the outline would be looked for: the mask is needed around these places only. `None` where
    /// there is no outline.
    #[must_use]
    pub fn area(exercise: &Exercise, body: &Body, body_frame: &BodyFrame) -> Option<MaskArea> {
        let line = TrunkLine::of(exercise, body, body_frame)?;
        let ends = [line.station(0), line.station(STATIONS - 1)];
        // The last step goes beyond the reach, by half a mask pixel.
        let away = line.dorsal * (line.reach_px() + body.pose.region.side_px / Mask::SIDE as f32);
        let corners = [ends[0], ends[1], ends[0] + away, ends[1] + away];
        Some(MaskArea::Around(corners.map(|at| at.to_array())))
    }

    fn along(line: &TrunkLine, edge: BackEdge) -> Self {
        let torso_px = line.hip.distance(line.shoulder);
        let stations = std::array::from_fn(|station| edge.px(station));
        BackOutline {
            distance_torso: stations.map(|px| px.map(|px| px / torso_px)),
            edge_px: std::array::from_fn(|station| {
                let px = stations[station]?;
                Some(line.station(station) + line.dorsal * px)
            }),
            edge,
        }
    }

    /// A part of the outline, in torso lengths.
    ///
    /// # Errors
    /// Says why it can't be used.
    pub fn part(&self, part: OutlinePart) -> Result<f32, NoOutline> {
        let (from, to) = match part {
            OutlinePart::Lumbar => (0.15, 0.45),
            OutlinePart::Arc => (0.35, 0.65),
        };
        let station = |u: f32| ((u - FIRST) / STEP).round() as usize;
        let stations = &self.distance_torso[station(from)..=station(to)];
        let mut sum = 0.0;
        let mut before: Option<f32> = None;
        for distance in stations {
            let distance = distance.ok_or(NoOutline::NotFound)?;
            if before.is_some_and(|before| (distance - before).abs() > JUMP_TORSO) {
                return Err(NoOutline::Covered);
            }
            before = Some(distance);
            sum += distance;
        }
        Ok(sum / stations.len() as f32)
    }

    /// The edge from hip to shoulder in picture pixels, for drawing; empty where it has gaps.
    #[must_use]
    pub fn polyline(&self) -> Vec<[f32; 2]> {
        self.edge_px
            .iter()
            .copied()
            .collect::<Option<Vec<Vec2>>>()
            .map_or_else(Vec::new, |edge| {
                edge.into_iter().map(|at| at.to_array()).collect()
            })
    }
}

/// Walks from the line between hip and shoulder to the back's edge.
fn trace(mask: &Mask, line: &TrunkLine) -> BackEdge {
    // Half a mask pixel at a time; the crossing is interpolated between two steps.
    let step_px = (mask.step_px() / 2.0).max(0.5);
    BackEdge(std::array::from_fn(|station| {
        let start = line.station(station);
        let edge = first_crossing(mask, start, line.dorsal, step_px, line.reach_px());
        edge.map(|px| (px / EDGE_STEP_PX).round() as u16)
    }))
}

/// Distance from `start` along `way` to where the mask changes from person to background.
fn first_crossing(mask: &Mask, start: Vec2, way: Vec2, step_px: f32, reach_px: f32) -> Option<f32> {
    let mut inside = mask.logit(start.x, start.y).filter(|logit| *logit > 0.0)?;
    let mut distance = 0.0;
    while distance < reach_px {
        let at = start + way * (distance + step_px);
        let logit = mask.logit(at.x, at.y)?;
        if logit <= 0.0 {
            // Where the straight line between the two logits crosses zero: a sub-pixel edge.
            return Some(distance + step_px * inside / (inside - logit));
        }
        inside = logit;
        distance += step_px;
    }
    None
}
