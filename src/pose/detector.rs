//! Finds people in a picture. The model proposes 2254 boxes. Boxes of the same person are blended
//! and give a region for the landmark model.

use image::RgbImage;
use ort::environment::Environment;
use ort::value::TensorRef;

use super::crop::{Border, Crop};
use super::error::PoseError;
use super::models::{self, Tensor};
use super::region::Region;
use super::runtime::Loaded;
use super::sigmoid;

const SIDE: usize = 224;
const ANCHORS: usize = 2254;
/// Numbers per box: x, y, width, height and four points, x and y each.
const BOX: usize = 12;

/// Boxes with a lower score than this are ignored. A lower limit finds people earlier and in
/// stranger poses, but also cushions (MediaPipe: 0.5).
const MIN_SCORE: f32 = 0.5;
/// Boxes that overlap the best one by more than this share of their union mean the same person
/// and are averaged with it (MediaPipe: 0.3).
const SAME_PERSON: f32 = 0.3;
/// Raw scores are clipped to this before the sigmoid, as MediaPipe does.
const MAX_LOGIT: f32 = 100.0;

/// The person detector.
pub(super) struct Detector {
    model: Loaded,
    crop: Crop,
    anchors: Vec<[f32; 2]>,
    detections: Vec<Detection>,
}

/// A person who may be in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    /// The region in which to read the landmarks.
    pub(super) region: Region,
    /// How sure the detector is, 0 to 1.
    pub(super) score: f32,
}

/// A proposed person, in shares of the letterboxed square.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Detection {
    score: f32,
    /// Left, top, right, bottom.
    edges: [f32; 4],
    /// The mid-hip, and the point that gives size and rotation.
    points: [[f32; 2]; 2],
}

impl Detector {
    pub(super) fn new(environment: &Environment, threads: usize) -> Result<Self, PoseError> {
        let side = SIDE as i64;
        let model = models::detector().load(
            environment,
            threads,
            &[Tensor("image", &[1, 3, side, side])],
            &[
                Tensor("boxes", &[1, ANCHORS as i64, BOX as i64]),
                Tensor("scores", &[1, ANCHORS as i64, 1]),
            ],
        )?;
        Ok(Self {
            model,
            crop: Crop::new(SIDE, Border::Black, [-1.0, 1.0]),
            anchors: anchors(),
            detections: Vec::new(),
        })
    }

    /// The people in a square of the picture, the highest score first. A turned square finds people
    /// who stand upright in it.
    pub(super) fn find(
        &mut self,
        picture: &RgbImage,
        square: &Region,
    ) -> Result<Vec<Candidate>, PoseError> {
        self.crop.fill(picture, square);
        if let Err(error) = self.propose() {
            return Err(self.model.failed(error));
        }
        let candidate = |(score, points): (f32, [[f32; 2]; 2])| {
            let [centre, scale] = points.map(|[x, y]| square.to_picture([x - 0.5, y - 0.5]));
            Region::from_points(centre, scale).map(|region| Candidate { region, score })
        };
        Ok(people(&mut self.detections)
            .into_iter()
            .filter_map(candidate)
            .collect())
    }

    /// Runs the model and keeps the boxes that are likely enough.
    fn propose(&mut self) -> ort::Result<()> {
        let image = TensorRef::from_array_view(([1, 3, SIDE, SIDE], self.crop.values()))?;
        let outputs = self.model.run(ort::inputs![image])?;
        let (_, boxes) = outputs["boxes"].try_extract_tensor::<f32>()?;
        let (_, scores) = outputs["scores"].try_extract_tensor::<f32>()?;
        self.detections.clear();
        for ((raw, &logit), &anchor) in boxes.chunks_exact(BOX).zip(scores).zip(&self.anchors) {
            let score = sigmoid(logit.clamp(-MAX_LOGIT, MAX_LOGIT));
            if score >= MIN_SCORE {
                self.detections.push(decode(raw, score, anchor));
            }
        }
        Ok(())
    }
}

/// Centres of the anchors in shares of the square, in the model's order: from fine to coarse grids,
/// row by row, with the anchors of one cell next to each other.
fn anchors() -> Vec<[f32; 2]> {
    // Strides 8, 16 and three times 32, two anchors per cell each; equal strides share a grid.
    const CELLS_AND_ANCHORS: [(usize, usize); 3] = [(28, 2), (14, 2), (7, 6)];
    let mut centres = Vec::with_capacity(ANCHORS);
    for (cells, per_cell) in CELLS_AND_ANCHORS {
        let centre = |cell: usize| (cell as f32 + 0.5) / cells as f32;
        for row in 0..cells {
            for column in 0..cells {
                centres.extend(std::iter::repeat_n([centre(column), centre(row)], per_cell));
            }
        }
    }
    centres
}

fn decode(raw: &[f32], score: f32, anchor: [f32; 2]) -> Detection {
    let share = |k: usize| raw[k] / SIDE as f32;
    let point = |k: usize| [share(k) + anchor[0], share(k + 1) + anchor[1]];
    let [x, y] = point(0);
    let (half_width, half_height) = (share(2) / 2.0, share(3) / 2.0);
    Detection {
        score,
        edges: [
            x - half_width,
            y - half_height,
            x + half_width,
            y + half_height,
        ],
        points: [point(4), point(6)],
    }
}

/// Score and points of every person, the highest score first, by weighted non-maximum suppression:
/// the means over all detections of the same person, weighted by their scores. The detections are
/// consumed.
fn people(detections: &mut Vec<Detection>) -> Vec<(f32, [[f32; 2]; 2])> {
    let mut people = Vec::new();
    while let Some((place, _)) = detections
        .iter()
        .enumerate()
        .reduce(|a, b| if b.1.score > a.1.score { b } else { a })
    {
        let best = detections.swap_remove(place);
        let mut points = [[0.0; 2]; 2];
        let mut weight = 0.0;
        let mut blend = |detection: &Detection| {
            weight += detection.score;
            let values = detection.points.iter().flatten();
            for (sum, value) in points.iter_mut().flatten().zip(values) {
                *sum += value * detection.score;
            }
        };
        blend(&best);
        detections.retain(|other| {
            let is_same = overlap(&other.edges, &best.edges) > SAME_PERSON;
            if is_same {
                blend(other);
            }
            !is_same
        });
        people.push((
            best.score,
            points.map(|point| point.map(|sum| sum / weight)),
        ));
    }
    people
}

/// Intersection over union of two boxes.
fn overlap(a: &[f32; 4], b: &[f32; 4]) -> f32 {
    let area = |e: &[f32; 4]| (e[2] - e[0]).max(0.0) * (e[3] - e[1]).max(0.0);
    let common = [
        a[0].max(b[0]),
        a[1].max(b[1]),
        a[2].min(b[2]),
        a[3].min(b[3]),
    ];
    let intersection = area(&common);
    let union = area(a) + area(b) - intersection;
    if union > 0.0 {
        intersection / union
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detection(score: f32, left: f32, centre: [f32; 2]) -> Detection {
        Detection {
            score,
            edges: [left, 0.2, left + 0.4, 0.8],
            points: [centre, [centre[0], centre[1] - 0.3]],
        }
    }

    #[test]
    fn anchors_cover_the_square_from_fine_to_coarse() {
        let anchors = anchors();
        assert_eq!(anchors.len(), ANCHORS);
        assert_eq!(anchors[0], [0.5 / 28.0, 0.5 / 28.0]);
        assert_eq!(anchors[1], anchors[0]);
        assert_eq!(anchors[2], [1.5 / 28.0, 0.5 / 28.0]);
        assert_eq!(anchors[28 * 2], [0.5 / 28.0, 1.5 / 28.0]);
        assert_eq!(anchors[28 * 28 * 2], [0.5 / 14.0, 0.5 / 14.0]);
        assert_eq!(
            anchors[28 * 28 * 2 + 14 * 14 * 2 + 5],
            [0.5 / 7.0, 0.5 / 7.0]
        );
        assert_eq!(anchors[ANCHORS - 1], [6.5 / 7.0, 6.5 / 7.0]);
    }

    #[test]
    fn boxes_and_points_are_read_relative_to_their_anchor() {
        let raw: Vec<f32> = [
            11.2, -22.4, 112.0, 56.0, 0.0, 22.4, 44.8, 0.0, 0.0, 0.0, 0.0, 0.0,
        ]
        .into();
        let found = decode(&raw, 0.9, [0.5, 0.5]);
        let expected = [0.3, 0.275, 0.8, 0.525, 0.5, 0.6, 0.7, 0.5];
        let actual = [found.edges.as_slice(), found.points.as_flattened()].concat();
        assert!(
            actual
                .iter()
                .zip(expected)
                .all(|(a, b)| (a - b).abs() < 1e-6),
            "{actual:?}"
        );
    }

    #[test]
    fn detections_of_one_person_are_blended_by_score() {
        let found = people(&mut vec![
            detection(0.6, 0.30, [0.40, 0.5]),
            detection(0.9, 0.32, [0.50, 0.5]),
        ]);
        assert_eq!(found.len(), 1);
        let (score, points) = found[0];
        assert_eq!(score, 0.9);
        assert!((points[0][0] - 0.46).abs() < 1e-6);
        assert!((points[1][1] - 0.2).abs() < 1e-6);
    }

    #[test]
    fn another_person_is_not_blended_in_and_comes_second() {
        // Overlap of 0.1 over a union of 0.7: below the limit.
        let found = people(&mut vec![
            detection(0.8, 0.3, [0.5, 0.5]),
            detection(0.9, 0.0, [0.2, 0.5]),
        ]);
        let centres: Vec<_> = found.iter().map(|(_, points)| points[0]).collect();
        assert_eq!(centres, [[0.2, 0.5], [0.5, 0.5]]);
    }

    #[test]
    fn without_proposals_nobody_is_found() {
        assert!(people(&mut Vec::new()).is_empty());
        assert_eq!(overlap(&[0.0; 4], &[0.0; 4]), 0.0);
    }
}
