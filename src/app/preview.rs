//! What cameras see, each on a thread of its own, in small pictures to choose from.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use image::RgbImage;
use image::imageops::thumbnail;

use crate::source::{FrameSource, Next, SourceError};

/// Pictures are made no wider than this. A window of 1920 pixels shows them about so large.
const WIDTH_PX: u32 = 960;
/// How long the cameras may take to be closed. One that hangs is left to its thread.
const CLOSE_WITHIN: Duration = Duration::from_millis(1500);

/// Opens the camera of a number.
pub(super) type Opener = fn(u32) -> Result<Box<dyn FrameSource>, SourceError>;

/// What a camera gives at the moment.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) picture: Option<Arc<RgbImage>>,
    /// Why there is no picture.
    pub(super) note: Option<String>,
}

/// Open cameras. Dropping them closes them.
pub(super) struct Previews {
    cameras: Vec<Preview>,
    is_over: Arc<AtomicBool>,
}

/// An open camera.
struct Preview {
    seen: Arc<Mutex<Seen>>,
    thread: Option<JoinHandle<()>>,
}

impl Previews {
    /// Begins to open the first so many cameras.
    pub(super) fn open(count: u32, opener: Opener) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let cameras = (0..count).map(|number| {
            let seen = Arc::new(Mutex::new(Seen::default()));
            let (into, is_over) = (Arc::clone(&seen), Arc::clone(&is_over));
            let thread = thread::Builder::new()
                .name("preview".to_owned())
                .spawn(move || watch(number, opener, &into, &is_over));
            if let Err(error) = &thread {
                lock(&seen).note = Some(error.to_string());
            }
            Preview {
                seen,
                thread: thread.ok(),
            }
        });
        Self {
            cameras: cameras.collect(),
            is_over,
        }
    }

    /// What each camera gives at the moment.
    pub(super) fn seen(&self) -> impl Iterator<Item = Seen> {
        self.cameras.iter().map(|camera| lock(&camera.seen).clone())
    }
}

impl Drop for Previews {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        // A set opens one of them next, which works only once it is closed.
        let until = Instant::now() + CLOSE_WITHIN;
        let threads = self
            .cameras
            .iter_mut()
            .filter_map(|camera| camera.thread.take());
        for thread in threads {
            while !thread.is_finished() && Instant::now() < until {
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    // Whole values are put into it, so a panic elsewhere has spoilt nothing.
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch(number: u32, opener: Opener, into: &Mutex<Seen>, is_over: &AtomicBool) {
    let put = |picture, note| *lock(into) = Seen { picture, note };
    let mut source = match opener(number) {
        Ok(source) => source,
        Err(error) => return put(None, Some(sentence(&error))),
    };
    while !is_over.load(Ordering::Relaxed) {
        match source.next() {
            Ok(Next::Frame(frame)) => put(Some(Arc::new(small(frame.picture))), None),
            Ok(Next::Waiting(why)) => put(None, Some(why)),
            Ok(Next::End) => return,
            Err(error) => return put(None, Some(sentence(&error))),
        }
    }
}

/// What went wrong, as a sentence.
fn sentence(error: &SourceError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn small(picture: RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    if width <= WIDTH_PX {
        return picture;
    }
    let height = u64::from(height) * u64::from(WIDTH_PX) / u64::from(width);
    thumbnail(
        &picture,
        WIDTH_PX,
        u32::try_from(height).unwrap_or(1).max(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Frame;

    /// A camera of one colour. The second one can't be opened.
    struct Fake(u8);

    impl FrameSource for Fake {
        fn next(&mut self) -> Result<Next, SourceError> {
            thread::sleep(Duration::from_millis(5));
            Ok(Next::Frame(Frame {
                t_s: 0.0,
                number: 0,
                arrived: Instant::now(),
                picture: RgbImage::from_pixel(1920, 1080, image::Rgb([self.0; 3])),
            }))
        }

        fn is_live(&self) -> bool {
            true
        }
    }

    fn opener(number: u32) -> Result<Box<dyn FrameSource>, SourceError> {
        match number {
            1 => Err(SourceError::NoCamera),
            number => Ok(Box::new(Fake(number as u8 * 100))),
        }
    }

    #[test]
    fn each_camera_gives_its_own_picture_or_says_why_not() {
        let previews = Previews::open(3, opener);
        let begun = Instant::now();
        let all = loop {
            let all: Vec<Seen> = previews.seen().collect();
            let is_there = |seen: &Seen| seen.picture.is_some() || seen.note.is_some();
            if all.iter().all(is_there) {
                break all;
            }
            assert!(begun.elapsed() < Duration::from_secs(20));
            thread::sleep(Duration::from_millis(5));
        };
        let [first, second, third] = &all[..] else {
            panic!("three cameras")
        };
        let picture = third.picture.as_ref().unwrap();
        assert_eq!(
            (picture.dimensions(), picture.get_pixel(9, 9)[0]),
            ((960, 540), 200)
        );
        assert_eq!(first.picture.as_ref().unwrap().get_pixel(9, 9)[0], 0);
        assert!(second.note.is_some());
        let is_over = Arc::clone(&previews.is_over);
        drop(previews);
        assert!(is_over.load(Ordering::Relaxed));
        // The threads let go of it, on a busy machine a little later.
        while Arc::strong_count(&is_over) > 1 {
            assert!(begun.elapsed() < Duration::from_secs(40));
            thread::sleep(Duration::from_millis(5));
        }
    }
}
