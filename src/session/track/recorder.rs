//! Collects what the coach is given, and packs it into parts.

use std::collections::VecDeque;

use super::part::{Entry, encode};

/// Seconds of a part. Longer parts would pack little better: 36 to 44 bytes a frame, where parts of a
/// second take 43 to 51.
const PART_S: f64 = 10.0;

/// Seconds between two packings of a part that still grows. A kill loses at most so much.
const PACKED_EVERY_S: f64 = 1.0;

/// Number of parts that wait for their set to begin: ten minutes of getting ready. Whoever takes longer
/// can't have the set judged again.
const WAITING: usize = 60;

/// A packed part of a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number, from 0. A later part of the same number has everything that an earlier one had.
    pub n: u32,
    /// What is kept, packed.
    pub bytes: Vec<u8>,
}

/// Collects what the coach is given, and packs it into parts.
#[derive(Debug, Default)]
pub struct TrackRecorder {
    /// The number of the part that grows.
    n: u32,
    entries: Vec<Entry>,
    began_s: f64,
    packed_s: f64,
    /// Whether something was added since the last packing.
    is_packed: bool,
    ready: VecDeque<Part>,
}

impl TrackRecorder {
    /// Adds what the coach was given at this second of the source.
    pub fn add(&mut self, t_s: f64, entry: Entry) {
        if self.entries.is_empty() {
            (self.began_s, self.packed_s) = (t_s, t_s);
        }
        self.entries.push(entry);
        self.is_packed = false;
        if t_s >= self.began_s + PART_S {
            self.pack();
            self.n += 1;
            self.entries.clear();
        } else if t_s >= self.packed_s + PACKED_EVERY_S {
            self.packed_s = t_s;
            self.pack();
        }
    }

    /// Packs what was added last, at the end of the set.
    pub fn end(&mut self) {
        if !self.entries.is_empty() && !self.is_packed {
            self.pack();
        }
    }

    /// The parts that were packed since the last call.
    pub fn take(&mut self) -> impl Iterator<Item = Part> {
        std::mem::take(&mut self.ready).into_iter()
    }

    fn pack(&mut self) {
        let part = Part {
            n: self.n,
            bytes: encode(&self.entries),
        };
        self.is_packed = true;
        if self.ready.back().is_some_and(|last| last.n == part.n) {
            self.ready.pop_back();
        }
        self.ready.push_back(part);
        if self.ready.len() > WAITING {
            self.ready.pop_front();
        }
    }
}
