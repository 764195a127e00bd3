//! Pictures that only ffmpeg reads: AVIF, HEIC, GIF, TIFF, JPEG XL and rarer ones.

use std::path::Path;

use image::RgbImage;
use image::metadata::Orientation;

use super::heif::Primary;
use super::{Kind, check_size, jpeg, turn};
use crate::ffmpeg::{self, FfmpegError, PictureError};
use crate::source::SourceError;

/// Bytes that ffmpeg takes for a pixel, as this program's budget counts them.
const BYTES_PER_PIXEL: u64 = 9;

/// Reads a picture through ffmpeg; `bytes` are all of the file, `reason` is why the other decoders
/// didn't.
pub(super) fn read(path: &Path, bytes: &[u8], reason: &str) -> Result<RgbImage, SourceError> {
    let kind = Kind::of(bytes);
    let primary = match kind {
        Kind::Heif => Primary::of(bytes),
        _ => None,
    };
    let bad = |reason: String| SourceError::bad_picture(path, reason);
    if let Some(Primary { size_px, .. }) = primary {
        check_size(path, size_px, BYTES_PER_PIXEL)?;
    }
    let decoded = match ffmpeg::read_picture(path, bytes) {
        Ok(decoded) => decoded,
        Err(PictureError::Ffmpeg(FfmpegError::NotInstalled)) => {
            return Err(SourceError::NoFfmpegForPicture(path.to_owned()));
        }
        Err(error) => {
            let words = error.to_string();
            return Err(match kind {
                Kind::Heif => bad(heif_way_out(path, &words)),
                Kind::Jpeg | Kind::Png | Kind::WebP | Kind::Plain => bad(reason.to_owned()),
                _ => bad(words),
            });
        }
    };
    let Some(primary) = primary else {
        let orientation = match kind {
            Kind::Jpeg => jpeg::orientation(bytes),
            Kind::Tiff => Orientation::from_exif_chunk(bytes).unwrap_or(Orientation::NoTransforms),
            _ => Orientation::NoTransforms,
        };
        return Ok(turn(decoded, orientation));
    };
    if decoded.dimensions() != primary.size_px {
        // A verdict on one tile of a photograph would be worse than none.
        let words = "it gives a part of the photograph only";
        return Err(bad(heif_way_out(path, words)));
    }
    Ok(primary.turn(decoded))
}

/// Older versions of ffmpeg read AVIF but not the photographs of telephones.
fn heif_way_out(path: &Path, words: &str) -> String {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    format!(
        "this version of ffmpeg can't ({words}); make a JPEG of it first, with `heif-convert {} {name}.jpg` (Debian: sudo apt install libheif-examples), or let the telephone take JPEGs",
        path.file_name().unwrap_or_default().to_string_lossy()
    )
}
