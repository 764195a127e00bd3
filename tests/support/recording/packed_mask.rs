//! Masks as recordings keep them.

use serde::{Deserialize, Serialize};
use spotter::pose::{Mask, Region};

/// A region that a picture of this size fits into.
pub fn whole_picture(size_px: [f32; 2]) -> Region {
    Region {
        centre_px: size_px.map(|side| side / 2.0),
        side_px: size_px[0].max(size_px[1]),
        rotation_rad: 0.0,
    }
}

/// A mask as a recording keeps it: levels in runs, row after row. Most of a mask is certain, so
/// that a thousand runs stand for its 65,536 places.
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[serde(from = "MaskLine", into = "MaskLine")]
pub struct PackedMask {
    region: Region,
    /// Level, a letter from `a` (surely nobody) to `o` (surely the person), and how often it
    /// follows, where more than once.
    runs: String,
    /// Every row is to be read from its end.
    is_mirrored: bool,
}

/// Levels on either side of "one half". A logit of 7 is a probability of 0.999.
const LEVELS: f32 = 7.0;

/// A mask in the line of a frame.
#[derive(Deserialize, Serialize)]
struct MaskLine {
    /// x and y of the region's middle, its side, its rotation in radians.
    region: [f32; 4],
    runs: String,
}

impl From<MaskLine> for PackedMask {
    fn from(line: MaskLine) -> Self {
        let [x, y, side_px, rotation_rad] = line.region;
        PackedMask {
            region: Region {
                centre_px: [x, y],
                side_px,
                rotation_rad,
            },
            runs: line.runs,
            is_mirrored: false,
        }
    }
}

impl From<PackedMask> for MaskLine {
    fn from(mask: PackedMask) -> Self {
        let Region {
            centre_px: [x, y],
            side_px,
            rotation_rad,
        } = mask.region;
        MaskLine {
            region: [x, y, side_px, rotation_rad],
            runs: mask.runs,
        }
    }
}

impl PackedMask {
    pub fn of(mask: &Mask) -> PackedMask {
        let mut runs = String::new();
        let level = |logit: f32| logit.clamp(-LEVELS, LEVELS).round() as i8;
        let levels: Vec<i8> = mask.logits.iter().map(|logit| level(*logit)).collect();
        for run in levels.chunk_by(|a, b| a == b) {
            runs.push((b'h' as i8 + run[0]) as u8 as char);
            if run.len() > 1 {
                runs.push_str(&run.len().to_string());
            }
        }
        PackedMask {
            region: mask.region,
            runs,
            is_mirrored: false,
        }
    }

    /// Left becomes right within the mask's region.
    pub fn flip(&mut self) {
        self.is_mirrored = !self.is_mirrored;
    }

    /// Puts the mask elsewhere in the picture.
    pub fn place(&mut self, change: impl FnOnce(&mut Region)) {
        change(&mut self.region);
    }

    pub fn unpacked(&self) -> Mask {
        let mut logits = Vec::with_capacity(Mask::SIDE * Mask::SIDE);
        let mut rest = self.runs.as_str();
        while let Some(level) = rest.bytes().next() {
            let end = rest[1..]
                .find(|c: char| !c.is_ascii_digit())
                .map_or(rest.len(), |end| end + 1);
            let count = rest[1..end].parse().unwrap_or(1);
            let logit = f32::from(level as i8 - b'h' as i8);
            logits.extend(std::iter::repeat_n(logit, count));
            rest = &rest[end..];
        }
        assert_eq!(logits.len(), Mask::SIDE * Mask::SIDE, "a damaged mask");
        if self.is_mirrored {
            for row in logits.chunks_mut(Mask::SIDE) {
                row.reverse();
            }
        }
        Mask {
            logits,
            side: Mask::SIDE,
            region: self.region,
        }
    }

    /// The renderer's coverage as the model would give a mask.
    pub fn of_coverage(coverage: &[u8], [width, height]: [u32; 2]) -> PackedMask {
        let region = whole_picture([width as f32, height as f32]);
        let at = |x: i64, y: i64| -> f32 {
            if (0..i64::from(width)).contains(&x) && (0..i64::from(height)).contains(&y) {
                f32::from(coverage[(y * i64::from(width) + x) as usize])
            } else {
                0.0
            }
        };
        let side = Mask::SIDE;
        let logits = (0..side * side)
            .map(|n| {
                let share = |n: usize| (n as f32 + 0.5) / side as f32 - 0.5;
                let [x, y] = region.to_picture([share(n % side), share(n / side)]);
                let (x, y) = (x - 0.5, y - 0.5);
                let (i, j) = (x.floor(), y.floor());
                let row = |j: f32| {
                    let [a, b] = [at(i as i64, j as i64), at(i as i64 + 1, j as i64)];
                    a + (b - a) * (x - i)
                };
                let value = row(j) + (row(j + 1.0) - row(j)) * (y - j);
                (value - 127.5) / 16.0
            })
            .collect();
        PackedMask::of(&Mask {
            logits,
            side,
            region,
        })
    }
}
