//! Binary PPM pictures (`P6`) one after the other on a stream, as ffmpeg writes them.
//! Each carries its own size, so a video's rotation needs no knowledge here.

use std::io::{self, BufRead, Read};

use image::RgbImage;

/// Arguments with which ffmpeg writes its pictures to standard output as they are read here.
pub(super) const FROM_FFMPEG: [&str; 7] = [
    "-pix_fmt",
    "rgb24",
    "-c:v",
    "ppm",
    "-f",
    "image2pipe",
    "pipe:1",
];

/// Larger than any video or picture; a header that says more is garbage, not a picture.
const MAX_SIDE_PX: u32 = 20_000;

/// Most pixels, for the same reason.
const MAX_PIXELS: usize = 65_000_000;

/// Reads the next picture; `None` where the stream ends between two pictures.
///
/// # Errors
/// `UnexpectedEof` where the stream ends within a picture, `InvalidData` where there is
/// something else than a picture of 8 bits.
pub(super) fn read(stream: &mut impl BufRead) -> io::Result<Option<RgbImage>> {
    if stream.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut magic = [0; 2];
    stream.read_exact(&mut magic)?;
    if magic != *b"P6" {
        return Err(invalid("not a PPM picture"));
    }
    let width = read_number(stream)?;
    let height = read_number(stream)?;
    let greatest_value = read_number(stream)?;
    if !(1..=MAX_SIDE_PX).contains(&width) || !(1..=MAX_SIDE_PX).contains(&height) {
        return Err(invalid("a PPM picture of impossible size"));
    }
    if width as usize * height as usize > MAX_PIXELS {
        return Err(invalid("a PPM picture of impossible size"));
    }
    if greatest_value != 255 {
        return Err(invalid("a PPM picture of other than 8 bits"));
    }

    let length = width as usize * height as usize * 3;
    let mut pixels = Vec::with_capacity(length);
    stream.take(length as u64).read_to_end(&mut pixels)?;
    if pixels.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(RgbImage::from_raw(width, height, pixels))
}

/// A decimal number after white space, with the one byte of white space that ends it. Comments
/// aren't understood: ffmpeg writes none.
fn read_number(stream: &mut impl BufRead) -> io::Result<u32> {
    let mut number: Option<u32> = None;
    loop {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        match (byte[0], number) {
            (digit @ b'0'..=b'9', _) => {
                let so_far = number.unwrap_or(0).checked_mul(10);
                number = so_far.and_then(|n| n.checked_add(u32::from(digit - b'0')));
                if number.is_none() {
                    return Err(invalid("a PPM header with an impossible number"));
                }
            }
            (b' ' | b'\t' | b'\r' | b'\n', None) => {}
            (b' ' | b'\t' | b'\r' | b'\n', Some(number)) => return Ok(number),
            _ => return Err(invalid("a PPM header with something else than numbers")),
        }
    }
}

fn invalid(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_follow_each_other_each_with_its_size() {
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
    fn a_stream_cut_anywhere_within_a_picture_is_an_error() {
        let whole = b"P6\n2 1\n255\nabcdef";
        for length in 1..whole.len() {
            let error = read(&mut &whole[..length]).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof, "{length} bytes");
        }
    }

    #[test]
    fn anything_else_is_invalid() {
        for wrong in [
            &b"P5\n1 1\n255\nx"[..],
            b"P6\n1 1\n65535\nabcdef",
            b"P6\n0 1\n255\n",
            b"P6\n99999 99999\n255\n",
            b"P6\n99999999999 1\n255\n",
            b"P6\n-1 1\n255\n",
            b"hello world",
        ] {
            let error = read(&mut &wrong[..]).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{wrong:?}");
        }
    }
}
