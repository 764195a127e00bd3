//! The pixels that belong to the person. Decoding the whole mask takes half as long as the landmarks, so
//! it is done only on demand, and only around what is looked at where that is enough.

use ort::environment::Environment;
use ort::session::SessionOutputs;
use ort::value::{DynValue, TensorRef};

use super::error::PoseError;
use super::models::{ModelFile, Tensor};
use super::outline;
use super::region::Region;
use super::runtime::Loaded;
use super::sigmoid;

/// The pixels that belong to the person: a square of logits over a [`Region`].
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// Row-major logits; above 0 is more likely person than not.
    pub logits: Vec<f32>,
    /// Logits along each side: [`Mask::SIDE`] of a whole mask, fewer of a part.
    pub side: usize,
    /// The square of the picture that the mask covers.
    pub region: Region,
}

/// Of which part of the picture the mask is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MaskArea {
    /// Of the whole square from which the landmarks were read.
    Whole,
    /// Around these places, in picture pixels. The mask may cover more; within the box of these places it
    /// is the same as the whole one.
    Around([[f32; 2]; MaskArea::CORNERS]),
}

impl MaskArea {
    /// How many places an area is told by.
    pub const CORNERS: usize = 4;
}

impl Mask {
    /// Logits along each side of a whole mask.
    pub const SIDE: usize = 256;

    /// The distance between two logits in picture pixels.
    #[must_use]
    pub fn step_px(&self) -> f32 {
        self.region.side_px / self.side as f32
    }

    /// The probability, 0 to 1, that the person covers a place of the picture given in pixels,
    /// bilinear between those of the mask's own places. Outside the region it is 0.
    ///
    /// Probabilities are interpolated and not logits, as in MediaPipe. The model is so sure of most
    /// places that with logits an edge would lie close to the side of which it is less sure.
    pub fn probability(&self, x_px: f32, y_px: f32) -> f32 {
        self.probability_within(x_px, y_px).unwrap_or(0.0)
    }

    /// The logit of [`Mask::probability`]; `None` outside the region.
    pub fn logit(&self, x_px: f32, y_px: f32) -> Option<f32> {
        // This is the largest certainty that single precision can tell from 1.
        let probability = self.probability_within(x_px, y_px)?.clamp(1e-6, 1.0 - 1e-6);
        Some((probability / (1.0 - probability)).ln())
    }

    fn probability_within(&self, x_px: f32, y_px: f32) -> Option<f32> {
        let [u, v] = self.region.from_picture([x_px, y_px]);
        if u.abs().max(v.abs()) > 0.5 {
            return None;
        }
        let last = (self.side - 1) as f32;
        let [x, y] = [u, v].map(|share| (share + 0.5) * self.side as f32);
        let at = |i: f32, j: f32| {
            sigmoid(self.logits[j.min(last) as usize * self.side + i.min(last) as usize])
        };
        let (i, j) = (x.floor(), y.floor());
        let upper = lerp(at(i, j), at(i + 1.0, j), x - i);
        let lower = lerp(at(i, j + 1.0), at(i + 1.0, j + 1.0), x - i);
        Some(lerp(upper, lower, y - j))
    }

    /// The person's outer outline as closed polygons in picture pixels, the largest first, with
    /// sub-pixel corners where the probability is one half. Holes are left out; so are specks
    /// of less than 1/4000 of the region.
    pub fn outline(&self) -> Vec<Vec<[f32; 2]>> {
        let mut polygons = outline::outer_loops(&self.logits, self.side);
        for corner in polygons.iter_mut().flatten() {
            *corner = self
                .region
                .to_picture(corner.map(|v| v / self.side as f32 - 0.5));
        }
        polygons
    }
}

fn lerp(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// The two tensors that the landmark model hands to the mask decoder. They belong to its last run:
/// [`LandmarkModel`](super::landmarks::LandmarkModel) lends them out until the next.
pub(super) struct Features([DynValue; 2]);

const FEATURES: [&str; 2] = ["features_64", "features_128"];

impl Features {
    /// Takes the tensors from the landmark model's outputs.
    pub(super) fn take(outputs: &mut SessionOutputs) -> Option<Self> {
        let [a, b] = FEATURES.map(|name| outputs.remove(name));
        Some(Self([a?, b?]))
    }
}

/// Cells along each side of the coarser of the two tensors. A cell is 4 × 4 logits of the mask.
const CELLS: usize = 64;
const LOGITS_PER_CELL: usize = Mask::SIDE / CELLS;
/// Cells along each side of a part. `models/convert.py` has the same number.
const PART_CELLS: usize = 28;
/// Logits from the rim of a part that differ from those of the whole mask, because the decoder takes what
/// lies beyond the rim for empty: three convolutions of 3 × 3 in the mask's own size, three in half of it
/// and one in a quarter, and the two enlargements between them.
const RIM: usize = 14;

/// The mask decoder that belongs to a landmark model.
pub(super) struct MaskDecoder {
    whole: Loaded,
    part: Option<PartDecoder>,
}

/// The files of a mask decoder.
pub(super) struct MaskFiles {
    /// For the whole mask.
    pub(super) whole: ModelFile,
    /// The same network for a part of it.
    pub(super) part: Option<ModelFile>,
}

/// The decoder of a part, with the parts of both tensors.
struct PartDecoder {
    model: Loaded,
    inputs: [Vec<f32>; 2],
}

/// The size of [`FEATURES`] for each cell.
const PER_CELL: [usize; 2] = [1, 2];

impl MaskDecoder {
    /// Loads the decoder and checks that it understands the features of `landmarks`.
    pub(super) fn new(
        files: MaskFiles,
        landmarks: &Loaded,
        environment: &Environment,
        threads: usize,
    ) -> Result<Self, PoseError> {
        let channels = FEATURES.map(|name| landmarks.output_shape(name).get(1).copied());
        let channels = channels.map(Option::unwrap_or_default);
        let load = |file: ModelFile, cells: usize| {
            let shape = |k: usize| {
                let side = (cells * PER_CELL[k]) as i64;
                [1, channels[k], side, side]
            };
            let side = (cells * LOGITS_PER_CELL) as i64;
            file.load(
                environment,
                threads,
                &[
                    Tensor(FEATURES[0], &shape(0)),
                    Tensor(FEATURES[1], &shape(1)),
                ],
                &[Tensor("mask", &[1, side, side, 1])],
            )
        };
        let part = files.part.map(|file| load(file, PART_CELLS)).transpose()?;
        Ok(Self {
            whole: load(files.whole, CELLS)?,
            part: part.map(|model| PartDecoder {
                model,
                inputs: [0, 1].map(|k| {
                    let side = PART_CELLS * PER_CELL[k];
                    vec![0.0; channels[k].max(0) as usize * side * side]
                }),
            }),
        })
    }

    /// The mask of an area of the region from which the features were read.
    pub(super) fn decode(
        &mut self,
        features: &Features,
        region: Region,
        area: MaskArea,
    ) -> Result<Mask, PoseError> {
        let cell = match area {
            MaskArea::Whole => None,
            MaskArea::Around(corners_px) => part_around(&corners_px, &region),
        };
        if let (Some(part), Some(cell)) = (&mut self.part, cell) {
            let logits = part.run(features, cell);
            return Ok(Mask {
                logits: logits.map_err(|error| part.model.failed(error))?,
                side: PART_CELLS * LOGITS_PER_CELL,
                region: part_of(&region, cell),
            });
        }
        let logits = whole(&mut self.whole, features);
        Ok(Mask {
            logits: logits.map_err(|error| self.whole.failed(error))?,
            side: Mask::SIDE,
            region,
        })
    }
}

fn whole(model: &mut Loaded, Features([a, b]): &Features) -> ort::Result<Vec<f32>> {
    let inputs = ort::inputs! { FEATURES[0] => a, FEATURES[1] => b };
    let outputs = model.run(inputs)?;
    let (_, logits) = outputs["mask"].try_extract_tensor::<f32>()?;
    Ok(logits.to_vec())
}

impl PartDecoder {
    /// The logits of the part that begins at a cell, counted from the left and from the top.
    fn run(&mut self, features: &Features, cell: [usize; 2]) -> ort::Result<Vec<f32>> {
        for (k, part) in self.inputs.iter_mut().enumerate() {
            let (_, whole) = features.0[k].try_extract_tensor::<f32>()?;
            let [side, part_side] = [CELLS, PART_CELLS].map(|cells| cells * PER_CELL[k]);
            let [left, top] = cell.map(|cell| cell * PER_CELL[k]);
            let rows = whole.chunks_exact(side * side).flat_map(|channel| {
                let rows = channel.chunks_exact(side).skip(top).take(part_side);
                rows.map(|row| &row[left..left + part_side])
            });
            for (into, from) in part.chunks_exact_mut(part_side).zip(rows) {
                into.copy_from_slice(from);
            }
        }
        let tensor = |k: usize| {
            let side = PART_CELLS * PER_CELL[k];
            let channels = self.inputs[k].len() / (side * side);
            TensorRef::from_array_view(([1, channels, side, side], self.inputs[k].as_slice()))
        };
        let inputs = ort::inputs! { FEATURES[0] => tensor(0)?, FEATURES[1] => tensor(1)? };
        let outputs = self.model.run(inputs)?;
        let (_, logits) = outputs["mask"].try_extract_tensor::<f32>()?;
        Ok(logits.to_vec())
    }
}

/// Where the part around these places begins, in cells from the left and from the top. `None` where a part
/// is too small for them.
fn part_around(corners_px: &[[f32; 2]], region: &Region) -> Option<[usize; 2]> {
    let corners = corners_px.iter().map(|corner_px| {
        let side = Mask::SIDE as f32;
        let at = region.from_picture(*corner_px);
        at.map(|share| (share + 0.5) * side)
    });
    let mut begin = [0; 2];
    for (k, begin) in begin.iter_mut().enumerate() {
        let at = corners.clone().map(|corner| corner[k]);
        let (first, last) = at.fold((f32::MAX, f32::MIN), |(first, last), at| {
            (first.min(at), last.max(at))
        });
        *begin = begin_of(first, last)?;
    }
    Some(begin)
}

/// The first cell of a part that holds the logits of `first` to `last`, two around each place, as the whole
/// mask has them.
fn begin_of(first: f32, last: f32) -> Option<usize> {
    if !(first.is_finite() && last.is_finite()) {
        return None;
    }
    let whole = Mask::SIDE as f32;
    let [first, last] = [first.floor(), last.floor() + 1.0].map(|at| at.clamp(0.0, whole));
    let latest = CELLS - PART_CELLS;
    let begin = (first as usize).saturating_sub(RIM) / LOGITS_PER_CELL;
    let begin = begin.min(latest);
    let end = (begin + PART_CELLS) * LOGITS_PER_CELL;
    (begin == latest || last as usize + RIM < end).then_some(begin)
}

/// The square of the picture that a part of the mask covers.
fn part_of(region: &Region, cell: [usize; 2]) -> Region {
    let share = PART_CELLS as f32 / CELLS as f32;
    let middle = cell.map(|cell| cell as f32 / CELLS as f32 + share / 2.0 - 0.5);
    Region {
        centre_px: region.to_picture(middle),
        side_px: region.side_px * share,
        rotation_rad: region.rotation_rad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The left half of the square is the person; the logit rises by 0.1 per mask pixel.
    fn left_half(rotation_rad: f32) -> Mask {
        let logits = (0..Mask::SIDE * Mask::SIDE)
            .map(|k| (128.0 - (k % Mask::SIDE) as f32) / 10.0)
            .collect();
        Mask {
            logits,
            side: Mask::SIDE,
            region: Region {
                centre_px: [300.0, 200.0],
                side_px: 512.0,
                rotation_rad,
            },
        }
    }

    #[test]
    fn probabilities_are_read_in_picture_pixels() {
        let mask = left_half(0.0);
        assert!((mask.probability(300.0, 200.0) - 0.5).abs() < 1e-5);
        assert!((mask.logit(290.0, 330.0).unwrap() - 0.5).abs() < 1e-3);
        assert!((mask.logit(291.0, 330.0).unwrap() - 0.45).abs() < 1e-3);
        assert!(mask.probability(100.0, 200.0) > 0.99);
        assert!(mask.probability(500.0, 200.0) < 0.01);
    }

    #[test]
    fn between_two_places_it_is_sure_of_the_edge_is_in_the_middle() {
        let mut mask = left_half(0.0);
        for logit in &mut mask.logits {
            *logit = if *logit > 0.0 { 30.0 } else { -10.0 };
        }
        // The last place of the person is at column 127, two picture pixels before the first other.
        assert!((mask.probability(299.0, 200.0) - 0.5).abs() < 1e-3);
        assert!(mask.logit(200.0, 200.0).unwrap().is_finite());
        let outline = &mask.outline()[0];
        let right = outline.iter().map(|[x, _]| *x).fold(f32::MIN, f32::max);
        assert!((right - 299.0).abs() < 1e-2, "{right}");
    }

    #[test]
    fn outside_the_region_there_is_nobody() {
        let mask = left_half(0.0);
        assert_eq!(mask.probability(43.0, 200.0), 0.0);
        assert_eq!(mask.probability(100.0, 457.0), 0.0);
        assert_eq!(mask.probability(f32::INFINITY, 0.0), 0.0);
        assert!(mask.logit(44.0, 456.0).is_some());
    }

    #[test]
    fn the_mask_turns_with_its_region() {
        // Turned clockwise by a quarter, left becomes up.
        let mask = left_half(std::f32::consts::FRAC_PI_2);
        assert!(mask.probability(300.0, 100.0) > 0.99);
        assert!(mask.probability(300.0, 300.0) < 0.01);
    }

    #[test]
    fn the_outline_lies_where_the_probability_is_one_half() {
        let mask = left_half(0.4);
        let outline = mask.outline();
        assert_eq!(outline.len(), 1);
        let inner = outline[0].iter().filter(|[x, y]| {
            // Corners along the mask's own edge lie on the region's rim instead.
            let [u, v] = mask.region.from_picture([*x, *y]);
            u > -0.49 && v.abs() < 0.49
        });
        let mut corners = 0;
        for &[x, y] in inner {
            assert!(mask.logit(x, y).unwrap().abs() < 1e-3);
            corners += 1;
        }
        assert!(corners > 200);
    }

    #[test]
    fn a_part_begins_where_its_rim_is_out_of_the_way_of_what_is_looked_at() {
        for first in 0..Mask::SIDE {
            for last in first..Mask::SIDE {
                let Some(begin) = begin_of(first as f32 + 0.7, last as f32 + 0.7) else {
                    assert!(last - first > 78, "{first} to {last} fits");
                    continue;
                };
                let [start, end] = [begin, begin + PART_CELLS].map(|cell| cell * LOGITS_PER_CELL);
                assert!(end <= Mask::SIDE);
                // The logit after the last place is read as well.
                assert!(start == 0 || start + RIM <= first, "{first} to {last}");
                assert!(
                    end == Mask::SIDE || last + 1 < end - RIM,
                    "{first} to {last}"
                );
            }
        }
        assert_eq!(begin_of(-40.0, 20.0), Some(0));
        assert_eq!(begin_of(240.0, 300.0), Some(CELLS - PART_CELLS));
        assert_eq!(begin_of(f32::NAN, 20.0), None);
    }

    #[test]
    fn a_part_lies_in_the_picture_where_its_logits_do_in_the_whole() {
        let whole = left_half(0.3);
        let (left, top) = (10, 20);
        let side = PART_CELLS * LOGITS_PER_CELL;
        let rows = whole.logits.chunks(Mask::SIDE).skip(top * LOGITS_PER_CELL);
        let part = Mask {
            logits: rows
                .take(side)
                .flat_map(|row| &row[left * LOGITS_PER_CELL..][..side])
                .copied()
                .collect(),
            side,
            region: part_of(&whole.region, [left, top]),
        };
        let [x_px, y_px] = part.region.centre_px;
        for (dx, dy) in [(0.0, 0.0), (40.0, -30.0), (-50.0, 20.0)] {
            let [in_whole, in_part] =
                [&whole, &part].map(|mask| mask.probability(x_px + dx, y_px + dy));
            assert!((in_whole - in_part).abs() < 1e-4, "{in_whole} {in_part}");
        }
        assert_eq!(part.step_px(), whole.step_px());
    }
}
