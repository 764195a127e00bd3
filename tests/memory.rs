//! Memory stays flat however long a set goes on, measured with the real pose model. This is a
//! program of its own, because the memory of other tests would be measured as well.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use image::RgbImage;
use spotter::pose::{MaskArea, Model, Settings, Tracker};
use spotter::source::read_picture;

/// Size in bytes of the smallest leak per frame that is to be found. A type description that is not
/// returned to the engine is 0.4 kB, and each frame brings six answers or more.
const LEAST_LEAK_BYTES: u64 = 400;

/// A person who is followed, with everything prepared that is prepared only once.
struct Followed {
    tracker: Tracker,
    picture: RgbImage,
    frame: u32,
    /// Keeps the memory that was taken.
    _taken: Vec<Vec<u8>>,
}

impl Followed {
    fn new() -> Self {
        let settings = Settings {
            model: Model::Lite,
            ..Settings::default()
        };
        let figure = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/figures/bird-dog.png");
        let mut followed = Followed {
            tracker: Tracker::new(&settings).unwrap(),
            picture: read_picture(&figure).unwrap(),
            frame: 0,
            _taken: Vec::new(),
        };
        followed.grows_in(40);
        followed._taken = take_what_is_free();
        followed.grows_in(40);
        followed
    }

    /// Follows the person for a number of frames, every fourth with a mask, by turns whole and in
    /// part. Returns by how many bytes the program has grown.
    fn grows_in(&mut self, frames: u32) -> u64 {
        let before = resident_bytes();
        for _ in 0..frames {
            self.frame += 1;
            let t_s = f64::from(self.frame) / 30.0;
            let pose = self.tracker.step(&self.picture, t_s).unwrap();
            let pose = pose.unwrap();
            if self.frame.is_multiple_of(4) {
                let middle = MaskArea::Around([pose.region.centre_px; MaskArea::CORNERS]);
                let is_whole = self.frame.is_multiple_of(8);
                let area = if is_whole { MaskArea::Whole } else { middle };
                assert!(self.tracker.mask(&pose, area).unwrap().is_some());
            }
        }
        resident_bytes().saturating_sub(before)
    }
}

/// Takes the memory that the allocator holds in reserve, some megabytes after the models were
/// loaded. A leak would fill that first, and the program would not grow for thousands of frames.
fn take_what_is_free() -> Vec<Vec<u8>> {
    const SIZES_BYTES: [usize; 6] = [24, 56, 120, 248, 504, 1000];
    let before = resident_bytes();
    let mut taken = Vec::new();
    while resident_bytes() < before + 1_000_000 {
        for size in SIZES_BYTES {
            taken.extend((0..50).map(|_| vec![1; size]));
        }
    }
    taken
}

/// The program's own memory that is in use, in bytes.
fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"))
        .unwrap();
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    kilobytes * 1024
}

fn assert_flat(frames: u32) {
    // The sizes are measured one after the other.
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut followed = Followed::new();
    let grown = followed.grows_in(frames);
    let limit = u64::from(frames) * LEAST_LEAK_BYTES;
    assert!(grown < limit, "{grown} bytes in {frames} frames");
}

#[test]
fn a_followed_person_costs_no_memory_by_the_frame() {
    assert_flat(400);
}

/// Follows a person for five and a half minutes of a set at 30 frames a second.
#[test]
#[ignore = "takes a minute: cargo test --release --test memory -- --ignored"]
fn ten_thousand_frames_cost_no_memory() {
    assert_flat(10_000);
}
