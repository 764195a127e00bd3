//! Which pixels belong to the person. Decoding the mask takes about as long as the landmarks, so
//! it happens only when somebody asks.

use ort::environment::Environment;
use ort::session::SessionOutputs;
use ort::value::DynValue;

use super::detector::sigmoid;
use super::error::PoseError;
use super::models::{Loaded, Model, Tensor};
use super::outline;
use super::region::Region;

/// Which pixels belong to the person: 256 × 256 logits over a [`Region`].
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// Row-major logits; above 0 is more likely person than not.
    pub logits: Vec<f32>,
    /// The square of the picture that the mask covers.
    pub region: Region,
}

impl Mask {
    /// Logits along each side of the mask.
    pub const SIDE: usize = 256;

    /// The probability, 0 to 1, that the person covers a place of the picture given in pixels.
    /// Outside the region it is 0.
    pub fn probability(&self, x_px: f32, y_px: f32) -> f32 {
        self.logit(x_px, y_px).map_or(0.0, sigmoid)
    }

    /// The logit at a place of the picture given in pixels, bilinear between the mask's own;
    /// `None` outside the region.
    pub fn logit(&self, x_px: f32, y_px: f32) -> Option<f32> {
        let [u, v] = self.region.from_picture([x_px, y_px]);
        if u.abs().max(v.abs()) > 0.5 {
            return None;
        }
        let last = (Self::SIDE - 1) as f32;
        let [x, y] = [u, v].map(|share| (share + 0.5) * Self::SIDE as f32);
        let at =
            |i: f32, j: f32| self.logits[j.min(last) as usize * Self::SIDE + i.min(last) as usize];
        let (i, j) = (x.floor(), y.floor());
        let upper = lerp(at(i, j), at(i + 1.0, j), x - i);
        let lower = lerp(at(i, j + 1.0), at(i + 1.0, j + 1.0), x - i);
        Some(lerp(upper, lower, y - j))
    }

    /// The person's outer outline as closed polygons in picture pixels, the largest first, with
    /// sub-pixel corners where the probability is one half. Holes are left out; so are specks
    /// of less than 1/4000 of the region.
    pub fn outline(&self) -> Vec<Vec<[f32; 2]>> {
        let mut polygons = outline::outer_loops(&self.logits, Self::SIDE);
        for corner in polygons.iter_mut().flatten() {
            *corner = self
                .region
                .to_picture(corner.map(|v| v / Self::SIDE as f32 - 0.5));
        }
        polygons
    }
}

fn lerp(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// The two tensors the landmark network hands to the mask decoder.
pub(super) struct Features([DynValue; 2]);

const FEATURES: [&str; 2] = ["features_64", "features_128"];

impl Features {
    /// Takes the tensors out of the landmark network's outputs.
    pub(super) fn take(outputs: &mut SessionOutputs) -> Option<Self> {
        let [a, b] = FEATURES.map(|name| outputs.remove(name));
        Some(Self([a?, b?]))
    }
}

/// The mask decoder that belongs to a landmark network.
pub(super) struct MaskDecoder {
    network: Loaded,
}

impl MaskDecoder {
    /// Loads the decoder and checks that it understands the features of `landmarks`.
    pub(super) fn new(
        model: Model,
        landmarks: &Loaded,
        environment: &Environment,
        threads: usize,
    ) -> Result<Self, PoseError> {
        let shapes = FEATURES.map(|name| landmarks.output_shape(name));
        let side = Mask::SIDE as i64;
        let network = model.load(
            environment,
            threads,
            &[
                Tensor(FEATURES[0], &shapes[0]),
                Tensor(FEATURES[1], &shapes[1]),
            ],
            &[Tensor("mask", &[1, side, side, 1])],
        )?;
        Ok(Self { network })
    }

    /// The logits of [`Mask::logits`].
    pub(super) fn decode(&mut self, features: &Features) -> Result<Vec<f32>, PoseError> {
        self.run(features)
            .map_err(|error| self.network.failed(error))
    }

    fn run(&mut self, Features([a, b]): &Features) -> ort::Result<Vec<f32>> {
        let inputs = ort::inputs! { FEATURES[0] => a, FEATURES[1] => b };
        let outputs = self.network.session().run(inputs)?;
        let (_, logits) = outputs["mask"].try_extract_tensor::<f32>()?;
        Ok(logits.to_vec())
    }
}
