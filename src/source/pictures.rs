//! Single pictures and folders of pictures.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::options::check_rate;
use super::picture::{is_picture, read_picture};
use super::reader::Reader;
use super::{Frame, FrameSource, Next, SourceError, SourceOptions};

/// One picture, or the pictures of a folder in natural order (`9.png` before `10.png`) as a video
/// of [`SourceOptions::folder_rate_hz`].
///
/// Only the folder's own pictures count: no folders within it, no hidden files, and other files
/// are passed over. A picture that can't be read is an error with its name; asked again, the
/// source goes on with the one after it.
#[derive(Debug)]
pub struct Pictures {
    reader: Reader,
    count: u64,
}

impl Pictures {
    /// Opens a picture or a folder of pictures. The pictures are read one by one, the next one while
    /// another is looked at.
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
        let count = paths.len() as u64;
        let mut paths = paths.into_iter().zip(0_u64..);
        let reader = Reader::start(move || match paths.next() {
            None => Ok(Next::End),
            Some((path, number)) => Ok(Next::Frame(Frame {
                t_s: number as f64 / rate_hz,
                number,
                picture: read_picture(&path)?,
                arrived: Instant::now(),
            })),
        });
        Ok(Self {
            reader: reader.map_err(|e| SourceError::from_io(path, &e))?,
            count,
        })
    }
}

impl FrameSource for Pictures {
    fn next(&mut self) -> Result<Next, SourceError> {
        self.reader.next()
    }

    fn is_live(&self) -> bool {
        false
    }

    fn frames_expected(&self) -> Option<u64> {
        Some(self.count)
    }
}

fn pictures_of(folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let unreadable = |e: std::io::Error| SourceError::from_io(folder, &e);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = name_of(&path).starts_with('.');
        if !hidden && path.is_file() && is_picture(&path) {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(SourceError::NoPictures(folder.to_owned()));
    }
    paths.sort_by(|a, b| natural_order(&name_of(a), &name_of(b)));
    Ok(paths)
}

/// The order that people expect of numbered files: digits count as numbers, and letters count
/// whatever their case. Names that differ in nothing else are in the order of their bytes, so that
/// the order is always the same.
fn natural_order(a: &str, b: &str) -> Ordering {
    let [lower_a, lower_b] = [a, b].map(str::to_lowercase);
    alphanumeric_sort::compare_str(lower_a, lower_b).then_with(|| a.cmp(b))
}

fn name_of(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    fn frames(path: &Path) -> Vec<Frame> {
        let mut source = Pictures::open(path, &SourceOptions::default()).unwrap();
        let mut frames = Vec::new();
        loop {
            match source.next().unwrap() {
                Next::Frame(frame) => frames.push(frame),
                Next::Waiting(_) => {}
                Next::End => return frames,
            }
        }
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
    fn a_folder_is_a_video_in_natural_order() {
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
    fn digits_count_as_numbers_and_case_does_not_count() {
        let mut names = [
            "b1", "frame10", "frame9", "Frame 2", "frame", "a2b10", "a2b9", "é1",
        ];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(
            names,
            [
                "a2b9", "a2b10", "b1", "frame", "Frame 2", "frame9", "frame10", "é1"
            ]
        );
        // A number may be longer than any integer.
        let nines = "9".repeat(40);
        let order = natural_order(&format!("{nines}8"), &format!("{nines}9"));
        assert_eq!(order, Ordering::Less);
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
}
