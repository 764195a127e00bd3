//! The format that the extension of an output asks for.

use std::io::{Cursor, Write};
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageError, ImageFormat};

use super::{OutputError, OutputFile};

/// Quality of a written JPEG, out of 100. From about here on drawn lines keep their edges.
const JPEG_QUALITY: u8 = 92;

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureFormat(ImageFormat);

impl Default for PictureFormat {
    fn default() -> Self {
        Self(ImageFormat::Png)
    }
}

const PICTURES: [(&str, ImageFormat); 8] = [
    ("png", ImageFormat::Png),
    ("jpg", ImageFormat::Jpeg),
    ("jpeg", ImageFormat::Jpeg),
    ("webp", ImageFormat::WebP),
    ("bmp", ImageFormat::Bmp),
    ("ppm", ImageFormat::Pnm),
    ("pgm", ImageFormat::Pnm),
    ("pnm", ImageFormat::Pnm),
];

impl PictureFormat {
    /// The format of a path's extension. A name without one, such as a pipe, gets PNG.
    ///
    /// # Errors
    /// [`OutputError::UnknownFormat`].
    pub fn of(path: &Path) -> Result<Self, OutputError> {
        known(path, &PICTURES).map(|format| format.map_or_else(Self::default, Self))
    }

    /// Writes a picture to a file that was begun, and gives the file its name.
    ///
    /// # Errors
    /// [`OutputError::Write`], [`OutputError::Encode`].
    pub fn write(self, mut file: OutputFile, picture: DynamicImage) -> Result<(), OutputError> {
        let bytes = self.encode(file.path(), picture)?;
        file.write_all(&bytes)
            .map_err(|error| OutputError::write(file.path(), error))?;
        file.finish()
    }

    /// Encodes a picture. `path` is for the message of an error.
    pub(super) fn encode(self, path: &Path, picture: DynamicImage) -> Result<Vec<u8>, OutputError> {
        let mut bytes = Vec::new();
        let encoded = match self.0 {
            ImageFormat::Jpeg => {
                picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))
            }
            // This encoder takes colour pictures only.
            ImageFormat::WebP => DynamicImage::from(picture.into_rgb8())
                .write_to(&mut Cursor::new(&mut bytes), ImageFormat::WebP),
            format => picture.write_to(&mut Cursor::new(&mut bytes), format),
        };
        match encoded {
            Ok(()) => Ok(bytes),
            Err(ImageError::IoError(error)) => Err(OutputError::write(path, error)),
            Err(error) => Err(OutputError::Encode {
                path: path.to_owned(),
                reason: error.to_string(),
            }),
        }
    }
}

/// A video format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VideoFormat {
    /// ffmpeg's name of the container.
    pub container: &'static str,
}

const VIDEOS: [(&str, &str); 11] = [
    ("mp4", "mp4"),
    ("m4v", "mp4"),
    ("mov", "mov"),
    ("mkv", "matroska"),
    ("webm", "webm"),
    ("avi", "avi"),
    ("gif", "gif"),
    ("ogv", "ogg"),
    ("ts", "mpegts"),
    ("flv", "flv"),
    ("wmv", "asf"),
];

impl VideoFormat {
    /// The format of a path's extension. A name without one, such as a pipe, gets Matroska.
    ///
    /// # Errors
    /// [`OutputError::UnknownFormat`].
    pub fn of(path: &Path) -> Result<Self, OutputError> {
        let container = known(path, &VIDEOS)?.unwrap_or("matroska");
        Ok(Self { container })
    }
}

/// A format of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFormat {
    /// A page for a browser.
    Html,
    /// A page as it is printed.
    Pdf,
}

impl DocumentFormat {
    /// Whether this format fits the extension of a path. One without an extension, such as a pipe,
    /// takes both.
    ///
    /// # Errors
    /// [`OutputError::UnknownFormat`].
    pub fn check(self, path: &Path) -> Result<(), OutputError> {
        let extensions: &[(&str, ())] = match self {
            Self::Html => &[("html", ()), ("htm", ())],
            Self::Pdf => &[("pdf", ())],
        };
        known(path, extensions).map(drop)
    }
}

/// The entry of `table` for a path's extension; `None` where the path has no extension.
fn known<T: Copy>(path: &Path, table: &[(&str, T)]) -> Result<Option<T>, OutputError> {
    let Some(extension) = path.extension() else {
        return Ok(None);
    };
    let found = table
        .iter()
        .find(|(name, _)| extension.eq_ignore_ascii_case(name));
    match found {
        Some((_, format)) => Ok(Some(*format)),
        None => {
            let names: Vec<_> = table.iter().map(|(name, _)| format!(".{name}")).collect();
            Err(OutputError::UnknownFormat {
                path: path.to_owned(),
                extension: extension.to_string_lossy().into_owned(),
                known: names.join(", "),
            })
        }
    }
}
