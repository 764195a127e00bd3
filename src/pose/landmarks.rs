//! Finds the points of the body in a region. It runs the landmark model on the region, refines its
//! answer with the heatmaps, and transforms it back into the picture.

use image::RgbImage;
use ort::environment::Environment;
use ort::session::SessionOutputs;
use ort::value::TensorRef;

use super::crop::{Border, Crop};
use super::error::PoseError;
use super::mask_decoder::Features;
use super::models::{ModelFile, Tensor};
use super::region::{Region, rotate};
use super::runtime::Loaded;
use super::{Landmark, sigmoid};
use crate::blazepose::LANDMARKS;

/// Pixels along each side of the model's input.
const SIDE: usize = 256;
/// The landmarks and six auxiliary points; only the first two of those are used.
const POINTS: usize = 39;
/// Auxiliary point: centre of the next frame's region.
const CENTRE: usize = 33;
/// Auxiliary point: gives the next region's size and rotation.
const SCALE: usize = 34;
/// Numbers per point: x, y, z, visibility, presence.
const POINT: usize = 5;

/// Cells along each side of the heatmaps.
const CELLS: usize = 64;
/// Cells to each side of a landmark's own cell that take part in its refinement (MediaPipe: a 9 × 9
/// window; with 7 × 7 points differ from MediaPipe's by 0.7 % of the torso, with 9 × 9 by less than
/// 0.01 %). In a wider window a neighbouring joint would move the point towards itself.
const REACH: usize = 4;
/// A heatmap whose largest value in the window is below this is not trusted (MediaPipe: 0.5).
const MIN_PEAK: f32 = 0.5;

/// The landmark model.
pub(super) struct LandmarkModel {
    model: Loaded,
    crop: Crop,
    /// What the mask of the last reading is decoded from; none where the model gives none.
    features: Option<Features>,
}

/// The model's answer for a region, in picture coordinates.
pub(super) struct Reading {
    pub(super) person_score: f32,
    pub(super) landmarks: [Landmark; LANDMARKS],
    pub(super) world_m: [[f32; 3]; LANDMARKS],
    /// Centre and scale point of the next region, in picture pixels.
    pub(super) auxiliary_px: [[f32; 2]; 2],
}

impl LandmarkModel {
    pub(super) fn new(
        file: ModelFile,
        environment: &Environment,
        threads: usize,
    ) -> Result<Self, PoseError> {
        let (side, cells, points) = (SIDE as i64, CELLS as i64, POINTS as i64);
        let model = file.load(
            environment,
            threads,
            &[Tensor("image", &[1, 3, side, side])],
            &[
                Tensor("landmarks", &[1, points * POINT as i64]),
                Tensor("score", &[1, 1]),
                Tensor("heatmaps", &[1, cells, cells, points]),
                Tensor("world", &[1, points * 3]),
            ],
        )?;
        Ok(Self {
            model,
            crop: Crop::new(SIDE, Border::Replicated, [0.0, 1.0]),
            features: None,
        })
    }

    /// The model itself, for its name and the shapes of its features.
    pub(super) fn loaded(&self) -> &Loaded {
        &self.model
    }

    /// Takes in the region of the picture that [`LandmarkModel::read`] reads.
    pub(super) fn look(&mut self, picture: &RgbImage, region: &Region) {
        self.crop.fill(picture, region);
    }

    /// Reads the landmarks of the crop that was taken last. `region` is its place in the picture.
    pub(super) fn read(&mut self, region: &Region) -> Result<Reading, PoseError> {
        self.run(region).map_err(|error| self.model.failed(error))
    }

    /// What the mask of the last reading is decoded from; none where the model gives none.
    pub(super) fn features(&self) -> Option<&Features> {
        self.features.as_ref()
    }

    fn run(&mut self, region: &Region) -> ort::Result<Reading> {
        let image = TensorRef::from_array_view(([1, 3, SIDE, SIDE], self.crop.values()))?;
        let mut outputs = self.model.run(ort::inputs![image])?;
        let reading = Self::decode(&outputs, region)?;
        self.features = Features::take(&mut outputs);
        Ok(reading)
    }

    fn decode(outputs: &SessionOutputs, region: &Region) -> ort::Result<Reading> {
        let (_, points) = outputs["landmarks"].try_extract_tensor::<f32>()?;
        let (_, score) = outputs["score"].try_extract_tensor::<f32>()?;
        let (_, heatmaps) = outputs["heatmaps"].try_extract_tensor::<f32>()?;
        let (_, world) = outputs["world"].try_extract_tensor::<f32>()?;

        let position = |k: usize| {
            let raw = [points[k * POINT], points[k * POINT + 1]].map(|v| v / SIDE as f32);
            let [x, y] = refine(heatmaps, k, raw);
            region.to_picture([x - 0.5, y - 0.5])
        };
        Ok(Reading {
            person_score: score[0],
            landmarks: std::array::from_fn(|k| {
                let [x_px, y_px] = position(k);
                Landmark {
                    x_px,
                    y_px,
                    z_px: points[k * POINT + 2] / SIDE as f32 * region.side_px,
                    visibility: sigmoid(points[k * POINT + 3]),
                    presence: sigmoid(points[k * POINT + 4]),
                }
            }),
            world_m: std::array::from_fn(|k| {
                let [x, y] = rotate([world[k * 3], world[k * 3 + 1]], region.rotation_rad);
                [x, y, world[k * 3 + 2]]
            }),
            auxiliary_px: [position(CENTRE), position(SCALE)],
        })
    }
}

/// Moves a point to the centre of gravity of the heatmap around it, where the heatmap is sure
/// enough. `at` counts in shares of the region, like the answer.
fn refine(heatmaps: &[f32], point: usize, at: [f32; 2]) -> [f32; 2] {
    // This truncates as MediaPipe does: a point just left of the region counts to its first cell.
    let [column, row] = at.map(|v| (v * CELLS as f32) as i32);
    let inside = 0..CELLS as i32;
    if !inside.contains(&column) || !inside.contains(&row) {
        return at;
    }
    let window =
        |cell: i32| (cell as usize).saturating_sub(REACH)..(cell as usize + REACH + 1).min(CELLS);
    let (mut peak, mut sum, mut x, mut y) = (0.0_f32, 0.0, 0.0, 0.0);
    for j in window(row) {
        for i in window(column) {
            let weight = sigmoid(heatmaps[(j * CELLS + i) * POINTS + point]);
            peak = peak.max(weight);
            sum += weight;
            x += weight * i as f32;
            y += weight * j as f32;
        }
    }
    if peak < MIN_PEAK {
        return at;
    }
    [x, y].map(|v| v / sum / CELLS as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINT_UNDER_TEST: usize = 7;

    /// Heatmaps of −20 (never) with the given cells set to a logit.
    fn heatmaps(cells: &[(usize, usize, f32)]) -> Vec<f32> {
        let mut values = vec![-20.0; CELLS * CELLS * POINTS];
        for &(column, row, logit) in cells {
            values[(row * CELLS + column) * POINTS + POINT_UNDER_TEST] = logit;
        }
        values
    }

    fn refined(cells: &[(usize, usize, f32)], at_cells: [f32; 2]) -> [f32; 2] {
        refine(
            &heatmaps(cells),
            POINT_UNDER_TEST,
            at_cells.map(|v| v / CELLS as f32),
        )
        .map(|v| v * CELLS as f32)
    }

    #[test]
    fn a_point_moves_to_the_centre_of_gravity_of_a_sure_heatmap() {
        let [x, y] = refined(&[(30, 20, 5.0), (32, 20, 5.0)], [33.4, 21.9]);
        assert!(
            (x - 31.0).abs() < 1e-3 && (y - 20.0).abs() < 1e-3,
            "{x} {y}"
        );
    }

    #[test]
    fn a_point_stays_where_the_heatmap_is_unsure() {
        assert_eq!(refined(&[(30, 20, -0.1)], [33.4, 21.9]), [33.4, 21.9]);
    }

    #[test]
    fn only_the_window_of_nine_cells_counts() {
        assert_eq!(refined(&[(25, 20, 5.0)], [30.0, 20.0]), [30.0, 20.0]);
        let [x, _] = refined(&[(26, 20, 5.0)], [30.0, 20.0]);
        assert!((x - 26.0).abs() < 1e-3);
    }

    #[test]
    fn points_at_and_beyond_the_edge_are_safe() {
        let [x, y] = refined(&[(0, 63, 5.0)], [0.2, 63.9]);
        assert!(x < 0.01 && (y - 63.0).abs() < 1e-3);
        for outside in [
            [-3.0, 10.0],
            [64.0, 10.0],
            [10.0, 70.0],
            [f32::INFINITY, 0.0],
        ] {
            assert_eq!(refined(&[], outside), outside);
        }
    }
}
