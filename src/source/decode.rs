//! Decodes what a camera sends to an RGB picture.

use std::borrow::Cow;

use image::RgbImage;
use yuv::{
    YuvBiPlanarImage, YuvConversionMode, YuvPackedImage, YuvRange, YuvStandardMatrix,
    yuv_nv12_to_rgb, yuyv422_to_rgb,
};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::contain::contain;

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
    #[error("a frame of {width} × {height} has {given} bytes in place of {needed}")]
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
    let (columns, rows) = (width as usize, height as usize);
    let luma = columns * rows;
    // Chroma is stored for pairs of pixels. A last single pixel has a pair as well.
    let yuyv_stride = columns.div_ceil(2) * 4;
    let nv12_chroma_stride = columns.div_ceil(2) * 2;
    let needed = match packing {
        Packing::Jpeg => 0,
        Packing::Yuyv => yuyv_stride * rows,
        Packing::Nv12 => luma + nv12_chroma_stride * rows.div_ceil(2),
        Packing::Rgb | Packing::Bgr => luma * 3,
        Packing::Gray => luma,
    };
    let Some(bytes) = bytes.get(..needed).filter(|_| luma > 0) else {
        return Err(DecodeError::TooShort {
            width,
            height,
            given: bytes.len(),
            needed,
        });
    };

    let mut picture = RgbImage::new(width, height);
    let pixels: &mut [u8] = &mut picture;
    // Webcams of any size use the range and matrix of standard-definition television. This is the
    // default of the UVC specification (colour matching descriptor), and V4L2's for YUYV.
    let (range, matrix) = (YuvRange::Limited, YuvStandardMatrix::Bt601);
    match packing {
        Packing::Yuyv => {
            let packed = YuvPackedImage {
                yuy: bytes,
                yuy_stride: yuyv_stride as u32,
                width,
                height,
            };
            yuyv422_to_rgb(&packed, pixels, width * 3, range, matrix)
                .map_err(|e| DecodeError::Yuv(e.to_string()))?;
        }
        Packing::Nv12 => {
            let (y_plane, uv_plane) = bytes.split_at(luma);
            let planes = YuvBiPlanarImage {
                y_plane,
                y_stride: width,
                uv_plane,
                uv_stride: nv12_chroma_stride as u32,
                width,
                height,
            };
            let mode = YuvConversionMode::Balanced;
            yuv_nv12_to_rgb(&planes, pixels, width * 3, range, matrix, mode)
                .map_err(|e| DecodeError::Yuv(e.to_string()))?;
        }
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

fn decode_jpeg(bytes: &[u8]) -> Result<RgbImage, DecodeError> {
    let jpeg_error = |e: &dyn std::fmt::Display| DecodeError::Jpeg(e.to_string());
    let whole = with_huffman_tables(bytes);
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(MAX_SIDE_PX)
        .set_max_height(MAX_SIDE_PX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&*whole), options);
    let pixels = decoder.decode().map_err(|e| jpeg_error(&e))?;
    decoder
        .info()
        .and_then(|info| RgbImage::from_raw(info.width.into(), info.height.into(), pixels))
        .ok_or_else(|| jpeg_error(&"its size is not that of its data"))
}

/// Adds the Huffman tables to a frame without them. Many webcams leave them out, as AVI's motion
/// JPEG does, because they are always the tables of the JPEG specification.
fn with_huffman_tables(jpeg: &[u8]) -> Cow<'_, [u8]> {
    match tables_missing_at(jpeg) {
        Some(scan) => [&jpeg[..scan], &STANDARD_HUFFMAN_TABLES, &jpeg[scan..]]
            .concat()
            .into(),
        None => jpeg.into(),
    }
}

/// The place where the scan of a JPEG without Huffman tables begins. `None` where the JPEG has
/// tables or no scan.
fn tables_missing_at(jpeg: &[u8]) -> Option<usize> {
    const START_OF_IMAGE: u8 = 0xd8;
    const HUFFMAN_TABLES: u8 = 0xc4;
    const START_OF_SCAN: u8 = 0xda;
    const FILL: u8 = 0xff;

    let mut at = match jpeg {
        [0xff, START_OF_IMAGE, ..] => 2,
        _ => return None,
    };
    loop {
        match *jpeg.get(at..at + 4)? {
            [0xff, HUFFMAN_TABLES, ..] => return None,
            [0xff, START_OF_SCAN, ..] => return Some(at),
            [0xff, FILL, ..] => at += 1,
            [0xff, _, high, low] => at += 2 + usize::from(u16::from_be_bytes([high, low])),
            _ => return None,
        }
    }
}

/// The DHT segment with the four typical tables of ITU-T T.81 (the JPEG specification), annex K.3,
/// tables K.3 to K.6: DC luminance, AC luminance, DC chrominance, AC chrominance. Each has its
/// class and number, how many codes there are of 1 to 16 bits, and the values.
#[rustfmt::skip]
const STANDARD_HUFFMAN_TABLES: [u8; 420] = [
    // marker and length
    0xff, 0xc4, 0x01, 0xa2,
    // K.3: DC luminance
    0x00,
    0x00, 0x01, 0x05, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b,
    // K.5: AC luminance
    0x10,
    0x00, 0x02, 0x01, 0x03, 0x03, 0x02, 0x04, 0x03, 0x05, 0x05, 0x04, 0x04, 0x00, 0x00, 0x01, 0x7d,
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07,
    0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0,
    0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28,
    0x29, 0x2a, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49,
    0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
    0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89,
    0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7,
    0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5,
    0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2,
    0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
    0xf9, 0xfa,
    // K.4: DC chrominance
    0x01,
    0x00, 0x03, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b,
    // K.6: AC chrominance
    0x11,
    0x00, 0x02, 0x01, 0x02, 0x04, 0x04, 0x03, 0x04, 0x07, 0x05, 0x04, 0x04, 0x00, 0x01, 0x02, 0x77,
    0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71,
    0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33, 0x52, 0xf0,
    0x15, 0x62, 0x72, 0xd1, 0x0a, 0x16, 0x24, 0x34, 0xe1, 0x25, 0xf1, 0x17, 0x18, 0x19, 0x1a, 0x26,
    0x27, 0x28, 0x29, 0x2a, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
    0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68,
    0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87,
    0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5,
    0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3,
    0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda,
    0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
    0xf9, 0xfa,
];

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::jpeg::JpegEncoder;
    use image::{ImageFormat, Rgb};

    /// A picture that is smooth enough for JPEG to keep it, and different everywhere.
    fn scene(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x * 4) as u8, (y * 4) as u8, (255 - (x + y) * 2) as u8])
        })
    }

    fn jpeg_of(picture: &RgbImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 90)
            .encode_image(picture)
            .unwrap();
        bytes
    }

    /// The segments of a JPEG before its scan, as ranges with their marker.
    fn segments(jpeg: &[u8]) -> Vec<(u8, std::ops::Range<usize>)> {
        let mut found = Vec::new();
        let mut at = 2;
        while jpeg[at + 1] != 0xda {
            let end = at + 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
            found.push((jpeg[at + 1], at..end));
            at = end;
        }
        found
    }

    fn without_tables(jpeg: &[u8]) -> Vec<u8> {
        let mut stripped = jpeg.to_vec();
        for (_, range) in segments(jpeg).into_iter().rev().filter(|(m, _)| *m == 0xc4) {
            stripped.drain(range);
        }
        stripped
    }

    #[test]
    fn a_jpeg_is_decoded_like_everywhere_else() {
        let jpeg = jpeg_of(&scene(40, 30));
        let picture = decode(&jpeg, Packing::Jpeg, 0, 0).unwrap();
        let expected = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).unwrap();
        assert_eq!(picture, expected.into_rgb8());
    }

    /// The Huffman tables of a JPEG, in order of class and number.
    fn tables(jpeg: &[u8]) -> Vec<Vec<u8>> {
        let mut tables = Vec::new();
        for (_, range) in segments(jpeg).into_iter().filter(|(m, _)| *m == 0xc4) {
            let mut rest = &jpeg[range][4..];
            while !rest.is_empty() {
                let values: usize = rest[1..17].iter().map(|count| usize::from(*count)).sum();
                let (table, after) = rest.split_at(17 + values);
                tables.push(table.to_vec());
                rest = after;
            }
        }
        tables.sort();
        tables
    }

    #[test]
    fn the_tables_are_those_that_encoders_take_from_the_specification() {
        let ours = [&[0xff, 0xd8][..], &STANDARD_HUFFMAN_TABLES, &[0xff, 0xda]].concat();
        assert_eq!(tables(&ours), tables(&jpeg_of(&scene(40, 30))));
    }

    #[test]
    fn missing_huffman_tables_make_no_difference() {
        let whole = jpeg_of(&scene(40, 30));
        let stripped = without_tables(&whole);
        assert!(tables(&stripped).is_empty());
        assert_eq!(
            decode(&stripped, Packing::Jpeg, 0, 0).unwrap(),
            decode(&whole, Packing::Jpeg, 0, 0).unwrap()
        );
    }

    #[test]
    fn a_jpeg_with_tables_is_left_as_it_is() {
        let whole = jpeg_of(&scene(8, 8));
        assert!(matches!(with_huffman_tables(&whole), Cow::Borrowed(_)));
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
        for jpeg in [
            jpeg_of(&scene(40, 30)),
            without_tables(&jpeg_of(&scene(40, 30))),
        ] {
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
