//! Decodes the person's mask. The whole takes half as long as the landmarks, so it is done only on demand,
//! and only around what is looked at where that is enough.

use ort::environment::Environment;
use ort::session::SessionOutputs;
use ort::value::{DynValue, TensorRef};

use super::error::PoseError;
use super::mask::{Mask, MaskArea};
use super::models::{ModelFile, Tensor};
use super::region::Region;
use super::runtime::Loaded;

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
        // Its logits rise from left to right and from top to bottom.
        let logit = |k: usize| (k % Mask::SIDE) as f32 / 20.0 - (k / Mask::SIDE) as f32 / 30.0;
        let whole = Mask {
            logits: (0..Mask::SIDE * Mask::SIDE).map(logit).collect(),
            side: Mask::SIDE,
            region: Region {
                centre_px: [300.0, 200.0],
                side_px: 512.0,
                rotation_rad: 0.3,
            },
        };
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
