//! A single picture, whatever its format.
//!
//! ```text
//!  bytes ─▶ kind ─┬─ JPEG ──▶ libjpeg-turbo's values, else zune-jpeg ─┐
//!                 ├─ PNG, WebP, BMP, PNM ──▶ image                    ├─▶ turned upright
//!                 └─ the rest, and what they refuse ──▶ ffmpeg ───────┘
//! ```
//!
//! The bytes of a picture tell its kind, not its name. A panic of a decoder is contained, and the
//! memory that a picture takes is known before it is allocated.

mod heif;
mod jpeg;
mod kind;
mod through_ffmpeg;

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, RgbImage};

use super::SourceError;
use super::contain::contain;
pub(super) use kind::{Kind, is_moving_webp, is_picture, is_still};

/// Longest side of a picture that is read, in pixels.
const MAX_SIDE_PX: u32 = 20_000;

/// Most pixels of a picture that is read. Telephones take 50 to 64 megapixels.
const MAX_PIXELS: u64 = 65_000_000;

/// Most memory that reading a picture may take, in bytes. Together with the rest of the program it
/// stays within half a gigabyte.
const BUDGET: Budget = Budget { bytes: 390_000_000 };

/// Longest file that is read as a picture, in bytes. [`MAX_PIXELS`] take less without any
/// compression.
const MAX_FILE_BYTES: u64 = 200_000_000;

/// What is wrong with a picture.
#[derive(Debug)]
enum Wrong {
    /// Its data ends too early.
    Cut,
    /// It would take too much memory.
    TooLarge(u32, u32),
    /// It is damaged.
    Bad(String),
    /// The decoders for its kind refuse it. Another one may read it.
    Undecoded(String),
}

/// The memory that a picture may take.
#[derive(Debug, Clone, Copy)]
struct Budget {
    bytes: u64,
}

impl Budget {
    /// Refuses a picture of this size that takes so many bytes while it is decoded.
    fn check(self, width: u32, height: u32, bytes: u64) -> Result<(), Wrong> {
        let pixels = u64::from(width) * u64::from(height);
        if width.max(height) > MAX_SIDE_PX || pixels > MAX_PIXELS || bytes > self.bytes {
            return Err(Wrong::TooLarge(width, height));
        }
        Ok(())
    }
}

/// Reads a picture at its own size, the right way up. Its bytes tell its kind, not its name. The
/// first picture of an animation is read.
///
/// # Errors
/// [`SourceError::NoSuchFile`], [`SourceError::Unreadable`]; [`SourceError::PictureTooLarge`] for
/// more than 20,000 pixels a side or 65 megapixels; [`SourceError::PictureCut`] for one whose end
/// is missing; [`SourceError::BadPicture`]; [`SourceError::NoFfmpegForPicture`] where only ffmpeg
/// could read it.
pub fn read_picture(path: &Path) -> Result<RgbImage, SourceError> {
    let bytes = read_file(path)?;
    match decode(&bytes) {
        Ok(picture) => Ok(picture),
        Err(Wrong::Cut) => Err(SourceError::PictureCut(path.to_owned())),
        Err(Wrong::TooLarge(width, height)) => {
            Err(SourceError::picture_too_large(path, (width, height)))
        }
        Err(Wrong::Bad(reason)) => Err(SourceError::bad_picture(path, reason)),
        Err(Wrong::Undecoded(reason)) => through_ffmpeg::read(path, &bytes, &reason),
    }
}

/// Refuses a picture that would take more memory than there is for one, at so many bytes a pixel.
pub(super) fn check_size(
    path: &Path,
    (width, height): (u32, u32),
    bytes_per_pixel: u64,
) -> Result<(), SourceError> {
    let pixels = u64::from(width) * u64::from(height);
    let fits = BUDGET.check(width, height, pixels.saturating_mul(bytes_per_pixel));
    fits.map_err(|_| SourceError::picture_too_large(path, (width, height)))
}

/// Reads a whole file, up to a limit, because a device such as `/dev/zero` has no end.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, SourceError> {
    let unreadable = |e: std::io::Error| SourceError::from_io(path, &e);
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(SourceError::bad_picture(path, "it is a folder"));
    }
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let reason = match bytes.len() {
        0 => "the file is empty",
        length if length as u64 > MAX_FILE_BYTES => "the file has more than 200 megabytes",
        _ => return Ok(bytes),
    };
    Err(SourceError::bad_picture(path, reason))
}

/// Decodes a picture without ffmpeg, and turns it upright.
fn decode(bytes: &[u8]) -> Result<RgbImage, Wrong> {
    let (picture, orientation) = match Kind::of(bytes) {
        Kind::Jpeg => jpeg::decode(bytes, BUDGET)?,
        Kind::Png | Kind::WebP | Kind::Plain => {
            contain(|| plain(bytes)).map_err(Wrong::Undecoded)??
        }
        Kind::Video => {
            return Err(Wrong::Bad(
                "it is a video: give it to `spotter analyze`".to_owned(),
            ));
        }
        Kind::Unknown => return Err(Wrong::Bad("it is none of the known kinds".to_owned())),
        Kind::Gif | Kind::Tiff | Kind::Heif | Kind::Rare => {
            return Err(Wrong::Undecoded("it is read by ffmpeg alone".to_owned()));
        }
    };
    Ok(turn(picture, orientation))
}

/// The formats that the image library reads.
fn plain(bytes: &[u8]) -> Result<(RgbImage, Orientation), Wrong> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| Wrong::Bad(error.to_string()))?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(BUDGET.bytes);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(wrong)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    // The same picture in 8-bit RGB is in memory as well, unless the decoded one already is that.
    let converted = match decoder.color_type() {
        image::ColorType::Rgb8 => 0,
        _ => pixels * 3,
    };
    BUDGET.check(
        width,
        height,
        decoder.total_bytes().saturating_add(converted),
    )?;
    let orientation = decoder.orientation().map_err(wrong)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(wrong)?;
    Ok((picture.into_rgb8(), orientation))
}

fn wrong(error: ImageError) -> Wrong {
    match error {
        ImageError::Unsupported(_) => Wrong::Undecoded(error.to_string()),
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Wrong::Cut
        }
        error => Wrong::Bad(error.to_string()),
    }
}

fn turn(picture: RgbImage, orientation: Orientation) -> RgbImage {
    let mut picture = DynamicImage::from(picture);
    picture.apply_orientation(orientation);
    picture.into_rgb8()
}

#[cfg(test)]
mod tests;
