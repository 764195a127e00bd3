//! JPEG photographs: what their markers say, and whether they are whole. The pixels are decoded by
//! [`crate::source::jpeg`].

use image::RgbImage;
use image::metadata::Orientation;
use libjpeg_turbo_rs::JpegError;

use super::{Budget, MAX_SIDE_PX, Wrong};
use crate::source::contain::contain;
use crate::source::jpeg as decoders;

/// Highest number of passes over a picture. Encoders make 10 for a progressive one. With a
/// thousand, a small file would keep a core busy for minutes.
const MAX_SCANS: usize = 100;

/// What the header of a JPEG's frame says.
#[derive(Debug, Clone, Copy)]
pub(super) struct FrameHeader {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Memory that decoding takes at most, in bytes.
    pub(super) memory: u64,
    coding: Coding,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    /// Huffman codes, with each part of the picture once.
    Sequential,
    /// The picture comes in passes, each finer than the one before.
    Progressive,
    /// Arithmetic codes, or a coding that nobody uses.
    Rare,
}

/// What the markers of a JPEG say before anything is decoded.
#[derive(Debug, Default)]
struct Outline {
    frame: Option<FrameHeader>,
    /// Passes over the picture.
    scans: usize,
    /// Whether the marker of the end is there.
    is_ended: bool,
    orientation: Option<Orientation>,
}

impl Outline {
    /// Follows the markers from the first to the end of the picture.
    fn of(jpeg: &[u8]) -> Self {
        let mut outline = Self::default();
        // The result is what was found until the markers can't be followed further.
        let _ = outline.walk(jpeg);
        outline
    }

    fn walk(&mut self, jpeg: &[u8]) -> Option<()> {
        const END: u8 = 0xd9;
        const SCAN: u8 = 0xda;
        const EXIF: u8 = 0xe1;
        let mut at = 2;
        loop {
            // Bytes between two markers are skipped, as decoders do.
            at += jpeg.get(at..)?.windows(2).position(is_marker)?;
            let marker = *jpeg.get(at + 1)?;
            if marker == END {
                self.is_ended = true;
                return Some(());
            }
            let length = usize::from(u16::from_be_bytes([*jpeg.get(at + 2)?, *jpeg.get(at + 3)?]));
            let segment = jpeg.get(at + 4..at + 2 + length.max(2))?;
            match marker {
                // Frame headers; C4, C8 and CC are tables.
                0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) && self.frame.is_none() => {
                    self.frame = FrameHeader::of(marker, segment);
                }
                EXIF if self.orientation.is_none() => {
                    let exif = segment.strip_prefix(b"Exif\0\0");
                    self.orientation = exif.and_then(Orientation::from_exif_chunk);
                }
                SCAN => self.scans += 1,
                _ => {}
            }
            at += 2 + length;
        }
    }
}

/// Whether two bytes are a marker with a segment behind it: no data (FF00), no filling (FFFF), and
/// none of the markers that stand alone within a scan (RST0 to RST7).
fn is_marker(bytes: &[u8]) -> bool {
    bytes[0] == 0xff && !matches!(bytes[1], 0x00 | 0x01 | 0xff | 0xd0..=0xd8)
}

impl FrameHeader {
    /// Reads the segment of a frame's header. Decoding takes memory for the picture, for the
    /// samples of each component and, where the picture comes in passes, for their 16-bit
    /// coefficients.
    pub(super) fn of(marker: u8, segment: &[u8]) -> Option<Self> {
        let [_, h1, h0, w1, w0, _, components @ ..] = segment else {
            return None;
        };
        let width = u16::from_be_bytes([*w1, *w0]);
        let height = u16::from_be_bytes([*h1, *h0]);
        let factors: Vec<(u64, u64)> = components
            .chunks_exact(3)
            .map(|component| (u64::from(component[1] >> 4), u64::from(component[1] & 15)))
            .collect();
        let widest = factors.iter().map(|(h, _)| *h).max()?.max(1);
        let highest = factors.iter().map(|(_, v)| *v).max()?.max(1);
        let pixels = u64::from(width) * u64::from(height);
        let samples: u64 = factors
            .iter()
            .map(|(h, v)| pixels * h * v / (widest * highest))
            .sum();
        let coding = match marker {
            0xc0 | 0xc1 => Coding::Sequential,
            0xc2 => Coding::Progressive,
            _ => Coding::Rare,
        };
        let bytes_per_sample = match coding {
            Coding::Sequential => 1,
            Coding::Progressive | Coding::Rare => 3,
        };
        Some(Self {
            width: width.into(),
            height: height.into(),
            memory: pixels * 3 + samples * bytes_per_sample,
            coding,
        })
    }
}

/// Decodes a JPEG, and returns it with its orientation.
pub(super) fn decode(jpeg: &[u8], budget: Budget) -> Result<(RgbImage, Orientation), Wrong> {
    let outline = Outline::of(jpeg);
    let Some(frame) = outline.frame else {
        return Err(Wrong::Bad("it has no size".to_owned()));
    };
    budget.check(frame.width, frame.height, frame.memory)?;
    if outline.scans > MAX_SCANS {
        return Err(Wrong::Bad(format!("it has {} passes", outline.scans)));
    }
    // The decoder knows where a picture in one pass ends, so only the marker of the end may be
    // missing. But zeros, which are there where a file was never written, pass for data. In other
    // pictures the missing part is blurred and not grey, and no decoder reports that.
    let is_in_one_pass = frame.coding == Coding::Sequential && outline.scans == 1;
    if !outline.is_ended && (!is_in_one_pass || jpeg.ends_with(&[0; 16])) {
        return Err(Wrong::Cut);
    }
    let orientation = outline.orientation.unwrap_or(Orientation::NoTransforms);
    let why = match contain(|| decoders::exact(jpeg, MAX_SCANS)) {
        Ok(Ok(picture)) => return Ok((picture, orientation)),
        Ok(Err(JpegError::UnexpectedEof)) => return Err(Wrong::Cut),
        _ if !outline.is_ended => return Err(Wrong::Cut),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => panic,
    };
    // The other decoder turns a sequential picture in several passes into noise.
    if !is_in_one_pass && frame.coding != Coding::Progressive {
        return Err(Wrong::Undecoded(why));
    }
    let picture =
        contain(|| decoders::fast(jpeg, MAX_SIDE_PX as usize)).and_then(|decoded| decoded);
    Ok((picture.map_err(Wrong::Undecoded)?, orientation))
}

/// The orientation that a JPEG's EXIF data asks for.
pub(super) fn orientation(jpeg: &[u8]) -> Orientation {
    let outline = Outline::of(jpeg);
    outline.orientation.unwrap_or(Orientation::NoTransforms)
}
