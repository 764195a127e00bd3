//! Frames one after the other on a pipe, as ffmpeg writes them: binary PPM (`P6`).

use std::io::{self, BufRead};

use image::codecs::pnm::PnmDecoder;
use image::{ColorType, ImageDecoder, ImageError, RgbImage};

/// Arguments with which ffmpeg writes frames to standard output as they are read here.
pub(super) const TO_STDOUT: [&str; 7] = [
    "-pix_fmt",
    "rgb24",
    "-c:v",
    "ppm",
    "-f",
    "image2pipe",
    "pipe:1",
];

/// Larger than any video or picture. A header that says more is garbage and no picture.
const MAX_SIDE_PX: u32 = 20_000;

/// Most pixels, for the same reason.
const MAX_PIXELS: u64 = 65_000_000;

/// Reads the next frame; `None` where the stream ends between two frames.
///
/// # Errors
/// When the stream ends within a frame, or holds anything else than frames of 8-bit RGB.
pub(super) fn read(stream: &mut impl BufRead) -> io::Result<Option<RgbImage>> {
    if stream.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let decoder = PnmDecoder::new(stream).map_err(to_io)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let is_frame = decoder.color_type() == ColorType::Rgb8
        && pixels > 0
        && pixels <= MAX_PIXELS
        && width.max(height) <= MAX_SIDE_PX;
    if !is_frame {
        let what = format!("no frame of 8-bit RGB: {width} × {height}");
        return Err(io::Error::new(io::ErrorKind::InvalidData, what));
    }
    let mut frame = RgbImage::new(width, height);
    decoder.read_image(&mut frame).map_err(to_io)?;
    Ok(Some(frame))
}

fn to_io(error: ImageError) -> io::Error {
    match error {
        ImageError::IoError(error) => error,
        error => io::Error::new(io::ErrorKind::InvalidData, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_follow_each_other_each_with_its_size() {
        let mut stream: &[u8] = b"P6\n2 1\n255\nabcdefP6\n1 2\n255\nABCDEF";
        let first = read(&mut stream).unwrap().unwrap();
        assert_eq!(
            (first.dimensions(), first.as_raw().as_slice()),
            ((2, 1), &b"abcdef"[..])
        );
        let second = read(&mut stream).unwrap().unwrap();
        assert_eq!(
            (second.dimensions(), second.as_raw().as_slice()),
            ((1, 2), &b"ABCDEF"[..])
        );
        assert!(read(&mut stream).unwrap().is_none());
    }

    #[test]
    fn a_stream_cut_anywhere_within_a_frame_is_an_error() {
        let whole = b"P6\n2 1\n255\nabcdef";
        for length in 1..whole.len() {
            assert!(read(&mut &whole[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn anything_else_is_an_error() {
        for wrong in [
            &b"P5\n1 1\n255\nx"[..],
            b"P6\n1 1\n65535\nabcdef",
            b"P6\n0 1\n255\n",
            b"P6\n99999 99999\n255\n",
            b"P6\n99999999999 1\n255\n",
            b"P6\n-1 1\n255\n",
            b"hello world",
        ] {
            assert!(read(&mut &wrong[..]).is_err(), "{wrong:?}");
        }
    }
}
