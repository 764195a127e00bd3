//! Decodes what a camera sends to an RGB picture.

use image::RgbImage;
use yuv::{
    YuvBiPlanarImage, YuvConversionMode, YuvPackedImage, YuvRange, YuvStandardMatrix,
    yuv_nv12_to_rgb, yuyv422_to_rgb,
};

use super::contain::contain;
use super::jpeg;
use super::mjpeg::with_huffman_tables;

/// How a camera packs its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// A JPEG per frame.
    Jpeg,
    /// Y U Y V: two pixels in four bytes.
    Yuyv,
    /// A plane of Y, then one of U and V at half the size each way.
    Nv12,
    /// R G B.
    Rgb,
    /// B G R.
    Bgr,
    /// One byte of brightness.
    Gray,
}

/// Longest side of a JPEG in pixels. It is larger than any webcam's (4K is 3840). A damaged header
/// with a larger size must not take memory for it.
const MAX_SIDE_PX: usize = 4096;

/// Why a frame can't be decoded.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// There are fewer bytes than the size needs.
    #[error("a frame of {width} × {height} has {given} bytes instead of {needed}")]
    TooShort {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
        /// Bytes that are there.
        given: usize,
        /// Bytes that such a frame has.
        needed: usize,
    },
    /// The JPEG isn't one.
    #[error("not a JPEG picture ({0})")]
    Jpeg(String),
    /// The decoder panicked.
    #[error("no picture that can be decoded ({0})")]
    BrokeOff(String),
    /// The conversion of colours refused the frame.
    #[error("not a picture ({0})")]
    Yuv(String),
}

/// Decodes a frame of `width` × `height` pixels. `bytes` may be longer than the frame, because
/// drivers hand out whole buffers that end with remains of an earlier frame. A JPEG has its own
/// size; where it is cut short, the rest is grey.
///
/// # Errors
/// When there are too few bytes for the size, or the JPEG isn't one, or its decoder broke off.
pub fn decode(
    bytes: &[u8],
    packing: Packing,
    width: u32,
    height: u32,
) -> Result<RgbImage, DecodeError> {
    // A set must not end whatever a camera sends.
    contain(|| decoded(bytes, packing, width, height))
        .unwrap_or_else(|panic| Err(DecodeError::BrokeOff(panic)))
}

fn decoded(
    bytes: &[u8],
    packing: Packing,
    width: u32,
    height: u32,
) -> Result<RgbImage, DecodeError> {
    if packing == Packing::Jpeg {
        return decode_jpeg(bytes);
    }
    let size = Size { width, height };
    let needed = size.bytes(packing);
    let Some(bytes) = bytes.get(..needed).filter(|_| needed > 0) else {
        return Err(DecodeError::TooShort {
            width,
            height,
            given: bytes.len(),
            needed,
        });
    };
    let mut picture = RgbImage::new(width, height);
    let pixels: &mut [u8] = &mut picture;
    match packing {
        Packing::Yuyv => size.yuyv(bytes, pixels)?,
        Packing::Nv12 => size.nv12(bytes, pixels)?,
        Packing::Rgb | Packing::Jpeg => pixels.copy_from_slice(bytes),
        Packing::Bgr => {
            for (rgb, bgr) in pixels.chunks_exact_mut(3).zip(bytes.chunks_exact(3)) {
                rgb.copy_from_slice(&[bgr[2], bgr[1], bgr[0]]);
            }
        }
        Packing::Gray => {
            for (rgb, gray) in pixels.chunks_exact_mut(3).zip(bytes) {
                rgb.fill(*gray);
            }
        }
    }
    Ok(picture)
}

/// Webcams of any size use the range and matrix of standard-definition television. This is the
/// default of the UVC specification (colour matching descriptor), and V4L2's for YUYV.
const RANGE: YuvRange = YuvRange::Limited;
const MATRIX: YuvStandardMatrix = YuvStandardMatrix::Bt601;

/// Width and height of a frame in pixels.
#[derive(Clone, Copy)]
struct Size {
    width: u32,
    height: u32,
}

impl Size {
    fn luma_bytes(self) -> usize {
        self.width as usize * self.height as usize
    }

    /// Bytes of the chroma samples of a row, one byte for each of U and V. Chroma is stored for
    /// pairs of pixels, and a last single pixel has a pair as well.
    fn chroma_row_bytes(self) -> usize {
        self.width.div_ceil(2) as usize * 2
    }

    /// Bytes of a frame.
    fn bytes(self, packing: Packing) -> usize {
        let luma = self.luma_bytes();
        match packing {
            Packing::Jpeg => 0,
            Packing::Yuyv => self.chroma_row_bytes() * 2 * self.height as usize,
            Packing::Nv12 => luma + self.chroma_row_bytes() * self.height.div_ceil(2) as usize,
            Packing::Rgb | Packing::Bgr => luma * 3,
            Packing::Gray => luma,
        }
    }

    fn yuyv(self, bytes: &[u8], pixels: &mut [u8]) -> Result<(), DecodeError> {
        let packed = YuvPackedImage {
            yuy: bytes,
            yuy_stride: self.chroma_row_bytes() as u32 * 2,
            width: self.width,
            height: self.height,
        };
        yuyv422_to_rgb(&packed, pixels, self.width * 3, RANGE, MATRIX)
            .map_err(|e| DecodeError::Yuv(e.to_string()))
    }

    fn nv12(self, bytes: &[u8], pixels: &mut [u8]) -> Result<(), DecodeError> {
        let (y_plane, uv_plane) = bytes.split_at(self.luma_bytes());
        let planes = YuvBiPlanarImage {
            y_plane,
            y_stride: self.width,
            uv_plane,
            uv_stride: self.chroma_row_bytes() as u32,
            width: self.width,
            height: self.height,
        };
        let mode = YuvConversionMode::Balanced;
        yuv_nv12_to_rgb(&planes, pixels, self.width * 3, RANGE, MATRIX, mode)
            .map_err(|e| DecodeError::Yuv(e.to_string()))
    }
}

fn decode_jpeg(bytes: &[u8]) -> Result<RgbImage, DecodeError> {
    jpeg::fast(&with_huffman_tables(bytes), MAX_SIDE_PX).map_err(DecodeError::Jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::mjpeg::tests::{jpeg_of, scene, without_tables};
    use image::{ImageFormat, Rgb};

    #[test]
    fn a_jpeg_is_decoded_like_everywhere_else() {
        let jpeg = jpeg_of(&scene(40, 30));
        let picture = decode(&jpeg, Packing::Jpeg, 0, 0).unwrap();
        let expected = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).unwrap();
        assert_eq!(picture, expected.into_rgb8());
    }

    #[test]
    fn what_an_earlier_frame_left_behind_is_not_looked_at() {
        let jpeg = jpeg_of(&scene(40, 30));
        let mut buffer = jpeg.clone();
        buffer.extend(jpeg_of(&scene(64, 64)));
        buffer.resize(100_000, 0);
        assert_eq!(
            decode(&buffer, Packing::Jpeg, 0, 0).unwrap(),
            decode(&jpeg, Packing::Jpeg, 0, 0).unwrap()
        );
    }

    #[test]
    fn garbage_is_an_error() {
        for garbage in [
            &[][..],
            &[0; 5000],
            &[0xff; 5000],
            b"\xff\xd8\xff\xda",
            b"\xff\xd8\xff\xc0\0\0",
        ] {
            assert!(decode(garbage, Packing::Jpeg, 8, 8).is_err());
        }
    }

    #[test]
    fn a_jpeg_cut_or_damaged_anywhere_is_a_picture_or_an_error_but_no_panic() {
        let whole = jpeg_of(&scene(40, 30));
        for jpeg in [without_tables(&whole), whole] {
            for length in 0..jpeg.len() {
                let _ = decode(&jpeg[..length], Packing::Jpeg, 0, 0);
                let mut damaged = jpeg.clone();
                damaged[length] ^= 0x55;
                let _ = decode(&damaged, Packing::Jpeg, 0, 0);
            }
        }
    }

    #[test]
    fn of_half_a_jpeg_the_upper_half_is_there() {
        let jpeg = jpeg_of(&scene(64, 64));
        let picture = decode(&jpeg[..jpeg.len() * 3 / 4], Packing::Jpeg, 0, 0).unwrap();
        let whole = decode(&jpeg, Packing::Jpeg, 0, 0).unwrap();
        assert_eq!(picture.dimensions(), (64, 64));
        assert_eq!(picture.get_pixel(5, 5), whole.get_pixel(5, 5));
    }

    fn near(a: Rgb<u8>, b: [u8; 3]) -> bool {
        a.0.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 2)
    }

    /// Red of BT.601 in the limited range, by ITU-R BT.601-7 §2.5.3.
    const RED: (u8, u8, u8) = (81, 90, 240);

    #[test]
    fn yuyv_red_is_red() {
        let (y, u, v) = RED;
        // The width is odd, so the last pair is half unused.
        let frame = [y, u, y, v].repeat(2 * 2);
        let picture = decode(&frame, Packing::Yuyv, 3, 2).unwrap();
        assert_eq!(picture.dimensions(), (3, 2));
        assert!(
            picture.pixels().all(|p| near(*p, [255, 0, 0])),
            "{picture:?}"
        );
    }

    #[test]
    fn nv12_red_is_red() {
        let (y, u, v) = RED;
        let mut frame = vec![y; 4 * 3];
        frame.extend([u, v].repeat(2 * 2));
        let picture = decode(&frame, Packing::Nv12, 4, 3).unwrap();
        assert!(
            picture.pixels().all(|p| near(*p, [255, 0, 0])),
            "{picture:?}"
        );
    }

    #[test]
    fn plain_pixels_keep_their_values() {
        let rgb = decode(&[1, 2, 3, 4, 5, 6], Packing::Rgb, 2, 1).unwrap();
        assert_eq!(rgb.as_raw(), &[1, 2, 3, 4, 5, 6]);
        let bgr = decode(&[1, 2, 3, 4, 5, 6], Packing::Bgr, 2, 1).unwrap();
        assert_eq!(bgr.as_raw(), &[3, 2, 1, 6, 5, 4]);
        let gray = decode(&[7, 8], Packing::Gray, 2, 1).unwrap();
        assert_eq!(gray.as_raw(), &[7, 7, 7, 8, 8, 8]);
    }

    #[test]
    fn too_few_bytes_are_an_error_and_too_many_are_not() {
        for (packing, needed) in [
            (Packing::Yuyv, 16 * 10 * 2),
            (Packing::Nv12, 16 * 10 * 3 / 2),
            (Packing::Rgb, 16 * 10 * 3),
            (Packing::Bgr, 16 * 10 * 3),
            (Packing::Gray, 16 * 10),
        ] {
            let buffer = vec![128; needed + 4096];
            assert!(decode(&buffer, packing, 16, 10).is_ok(), "{packing:?}");
            let short = decode(&buffer[..needed - 1], packing, 16, 10);
            assert!(
                matches!(short, Err(DecodeError::TooShort { .. })),
                "{packing:?}"
            );
        }
        assert!(
            decode(&[0; 64], Packing::Gray, 0, 8).is_err(),
            "no pixels, no picture"
        );
    }
}
