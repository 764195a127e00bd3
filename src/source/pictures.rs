//! Single pictures and folders of pictures.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbImage};
use libjpeg_turbo_rs::PixelFormat;

use super::options::check_rate;
use super::{Frame, FrameSource, Next, SourceError, SourceOptions, natural};

/// Extensions that are pictures. The last ones can't be decoded, but calling an iPhone's
/// photograph a broken picture is nearer to the truth than calling it a broken video.
const EXTENSIONS: [&str; 15] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "ppm", "pgm", "pnm", "heic", "heif",
    "avif", "tif", "tiff",
];

/// Longest side of a picture that is read, in pixels.
const MAX_SIDE_PX: u32 = 20_000;

/// Most memory that a decoded picture may take, in bytes.
const MAX_DECODED_BYTES: u64 = 1 << 30;

/// One picture, or the pictures of a folder in natural order (`9.png` before `10.png`) as a film
/// of [`SourceOptions::folder_rate_hz`].
///
/// Only the folder's own pictures count: no folders within it, no hidden files, and other files
/// are passed over. A picture that can't be read is an error with its name; asked again, the
/// source goes on with the one after it.
#[derive(Debug)]
pub struct Pictures {
    paths: Vec<PathBuf>,
    taken: usize,
    rate_hz: f64,
}

impl Pictures {
    /// Opens a picture or a folder of pictures. The pictures are read one by one when asked for.
    ///
    /// # Errors
    /// [`SourceError::NoSuchFile`], [`SourceError::Unreadable`]; [`SourceError::NoPictures`] for
    /// a folder without any; [`SourceError::BadRate`].
    pub fn open(path: &Path, options: &SourceOptions) -> Result<Self, SourceError> {
        let rate_hz = check_rate(options.folder_rate_hz)?;
        let about = std::fs::metadata(path).map_err(|e| SourceError::from_io(path, &e))?;
        let paths = if about.is_dir() {
            pictures_of(path)?
        } else {
            vec![path.to_owned()]
        };
        Ok(Self {
            paths,
            taken: 0,
            rate_hz,
        })
    }
}

impl FrameSource for Pictures {
    fn next(&mut self) -> Result<Next, SourceError> {
        let Some(path) = self.paths.get(self.taken) else {
            return Ok(Next::End);
        };
        let number = self.taken as u64;
        self.taken += 1;
        Ok(Next::Frame(Frame {
            t_s: number as f64 / self.rate_hz,
            number,
            picture: read_picture(path)?,
        }))
    }

    fn is_live(&self) -> bool {
        false
    }

    fn frames_expected(&self) -> Option<u64> {
        Some(self.paths.len() as u64)
    }
}

/// Reads a picture at its own size, the right way up (EXIF orientation applied). What it is is
/// told by its first bytes, not by its name.
///
/// # Errors
/// [`SourceError::NoSuchFile`], [`SourceError::Unreadable`], [`SourceError::BadPicture`];
/// [`SourceError::PictureTooLarge`] for more than 20,000 pixels a side or 1 GiB decoded.
pub fn read_picture(path: &Path) -> Result<RgbImage, SourceError> {
    let unreadable = |e: std::io::Error| SourceError::from_io(path, &e);
    let file = File::open(path).map_err(unreadable)?;
    let mut reader = ImageReader::new(BufReader::new(file))
        .with_guessed_format()
        .map_err(unreadable)?;
    let is_jpeg = reader.format() == Some(ImageFormat::Jpeg);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);

    let bad = |error: ImageError| bad_picture(path, &error);
    let mut decoder = reader.into_decoder().map_err(bad)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_SIDE_PX || decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(SourceError::PictureTooLarge {
            path: path.to_owned(),
            width,
            height,
        });
    }
    let orientation = decoder.orientation().map_err(bad)?;
    let jpeg = if is_jpeg {
        decode_jpeg(&std::fs::read(path).map_err(unreadable)?)
    } else {
        None
    };
    let mut picture = match jpeg {
        Some(picture) => picture.into(),
        None => DynamicImage::from_decoder(decoder).map_err(bad)?,
    };
    picture.apply_orientation(orientation);
    Ok(picture.into_rgb8())
}

/// Decodes a JPEG to exactly the values that libjpeg-turbo gives, as most programs do. Other
/// decoders round the inverse cosine transform otherwise; that changes one value in 23 by one, and
/// is enough to move the landmarks by 0.7 % of the torso. `None` for what the library refuses:
/// damaged files and rare colour spaces, which the other decoder may still read.
fn decode_jpeg(bytes: &[u8]) -> Option<RgbImage> {
    let decoded = libjpeg_turbo_rs::decompress_to(bytes, PixelFormat::Rgb).ok()?;
    let [width, height] = [decoded.width, decoded.height].map(u32::try_from);
    RgbImage::from_raw(width.ok()?, height.ok()?, decoded.data)
}

fn bad_picture(path: &Path, error: &ImageError) -> SourceError {
    let reason = match error {
        // The library's words for it repeat the path; for the user it is simply no picture.
        ImageError::Unsupported(_) => "it is none of the known kinds".to_owned(),
        error => error.to_string(),
    };
    SourceError::BadPicture {
        path: path.to_owned(),
        reason,
    }
}

/// Whether a file is a picture by its extension, or by its first bytes where it has none.
pub(super) fn is_picture(path: &Path) -> bool {
    match path.extension() {
        Some(extension) => EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known)),
        None => first_bytes(path).is_ok_and(|bytes| image::guess_format(&bytes).is_ok()),
    }
}

fn first_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Anything but a plain file (a pipe, a device) would lose what is read here.
    if std::fs::metadata(path)?.is_file() {
        File::open(path)?.take(32).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn pictures_of(folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let unreadable = |e: std::io::Error| SourceError::from_io(folder, &e);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = name_of(&path).starts_with('.');
        if !hidden && path.extension().is_some() && is_picture(&path) && path.is_file() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(SourceError::NoPictures(folder.to_owned()));
    }
    paths.sort_by(|a, b| natural::compare(&name_of(a), &name_of(b)));
    Ok(paths)
}

fn name_of(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::jpeg::JpegEncoder;
    use image::codecs::png::PngEncoder;
    use image::{ExtendedColorType, ImageEncoder, Rgb};

    fn frames(path: &Path) -> Vec<Frame> {
        let mut source = Pictures::open(path, &SourceOptions::default()).unwrap();
        let mut frames = Vec::new();
        while let Next::Frame(frame) = source.next().unwrap() {
            frames.push(frame);
        }
        frames
    }

    #[test]
    fn the_smallest_picture_is_one_frame_at_time_0() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dot.png");
        RgbImage::from_pixel(1, 1, Rgb([1, 2, 3]))
            .save(&path)
            .unwrap();

        let frames = frames(&path);
        assert_eq!(frames.len(), 1);
        assert_eq!((frames[0].t_s, frames[0].number), (0.0, 0));
        assert_eq!(frames[0].picture.get_pixel(0, 0), &Rgb([1, 2, 3]));
    }

    #[test]
    fn a_folder_is_a_film_in_natural_order() {
        let folder = tempfile::tempdir().unwrap();
        for number in [10, 2, 1] {
            RgbImage::from_pixel(number, 1, Rgb([0; 3]))
                .save(folder.path().join(format!("frame {number}.png")))
                .unwrap();
        }
        std::fs::write(folder.path().join("notes.txt"), "not a picture").unwrap();
        std::fs::write(folder.path().join(".hidden.png"), "not a picture").unwrap();
        std::fs::create_dir(folder.path().join("0.png")).unwrap();

        let frames = frames(folder.path());
        let widths: Vec<_> = frames.iter().map(|f| f.picture.width()).collect();
        assert_eq!(widths, [1, 2, 10]);
        let times: Vec<_> = frames.iter().map(|f| f.t_s).collect();
        assert_eq!(times, [0.0, 1.0 / 15.0, 2.0 / 15.0]);
    }

    #[test]
    fn a_folder_without_pictures_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let error = Pictures::open(folder.path(), &SourceOptions::default()).unwrap_err();
        assert!(matches!(error, SourceError::NoPictures(path) if path == folder.path()));
    }

    #[test]
    fn a_broken_picture_is_named_and_the_next_one_still_comes() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("1.jpg"), "not a picture").unwrap();
        RgbImage::new(3, 3)
            .save(folder.path().join("2.jpg"))
            .unwrap();

        let mut source = Pictures::open(folder.path(), &SourceOptions::default()).unwrap();
        let message = source.next().unwrap_err().to_string();
        assert!(message.contains("1.jpg"), "{message}");
        assert!(matches!(source.next(), Ok(Next::Frame(frame)) if frame.number == 1));
    }

    #[test]
    fn a_picture_cut_off_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cut.png");
        RgbImage::from_fn(64, 64, |x, y| Rgb([x as u8, y as u8, (x * y) as u8]))
            .save(&path)
            .unwrap();
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let error = read_picture(&path).unwrap_err();
        assert!(matches!(error, SourceError::BadPicture { .. }), "{error}");
    }

    #[test]
    fn the_camera_held_upright_gives_an_upright_picture() {
        // Orientation 6: the sensor's left edge is the top of the scene's right side, so the
        // picture is turned clockwise by 90°.
        let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let mut pixels = RgbImage::new(32, 16);
        for (_, _, pixel) in pixels.enumerate_pixels_mut().filter(|(x, _, _)| *x < 8) {
            *pixel = Rgb([250; 3]);
        }
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut file, 95);
        encoder.set_exif_metadata(exif.to_vec()).unwrap();
        encoder
            .write_image(pixels.as_raw(), 32, 16, ExtendedColorType::Rgb8)
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("upright.jpg");
        std::fs::write(&path, file).unwrap();

        let picture = read_picture(&path).unwrap();
        assert_eq!(picture.dimensions(), (16, 32));
        assert!(
            picture.get_pixel(8, 2)[0] > 200,
            "the left edge is on top now"
        );
        assert!(picture.get_pixel(8, 30)[0] < 50);
    }

    #[test]
    fn a_picture_beyond_the_limits_is_refused_before_it_takes_memory() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.png");
        let mut file = Vec::new();
        PngEncoder::new(&mut file)
            .write_image(&[0; 20_001], 20_001, 1, ExtendedColorType::L8)
            .unwrap();
        std::fs::write(&path, file).unwrap();
        let error = read_picture(&path).unwrap_err();
        assert!(
            matches!(
                error,
                SourceError::PictureTooLarge {
                    width: 20_001,
                    height: 1,
                    ..
                }
            ),
            "{error}"
        );
    }

    #[test]
    fn a_jpeg_cut_or_damaged_anywhere_is_a_picture_or_an_error_but_no_panic() {
        let pixels = RgbImage::from_fn(40, 30, |x, y| {
            Rgb([(x * 4) as u8, (y * 4) as u8, (255 - (x + y) * 2) as u8])
        });
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, 90)
            .encode_image(&pixels)
            .unwrap();
        assert!(decode_jpeg(&jpeg).is_some());
        for length in 0..jpeg.len() {
            let _ = decode_jpeg(&jpeg[..length]);
            let mut damaged = jpeg.clone();
            damaged[length] ^= 0x55;
            let _ = decode_jpeg(&damaged);
        }
    }
}
