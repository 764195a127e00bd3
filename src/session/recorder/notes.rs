//! What waits to be written.

use std::collections::VecDeque;

use crate::coach::Timed;
use crate::session::ids::NewSet;
use crate::session::pictures::Picture;
use crate::session::track::Part;

/// Number of notes that may wait. They are half an hour of a busy set, in less than a megabyte.
pub(super) const BACKLOG: usize = 1024;

/// Number of pictures that may wait: each of them is some megabytes until it is written.
const PICTURES: usize = 8;

/// One thing to write.
#[derive(Debug, Clone)]
pub(super) enum Note {
    Begin(Box<NewSet>),
    Event(Timed),
    /// The set goes on at this second of its source.
    Alive(f64),
    /// A part of its track, in place of what was noted of the same part.
    Track(Part),
    /// A picture of it.
    Picture(Picture),
}

/// Notes in the order they came, never more than [`BACKLOG`] of them.
#[derive(Debug, Default)]
pub(super) struct Notes {
    waiting: VecDeque<Note>,
    lost: u64,
    /// Notes ever handed over.
    pushed: u64,
}

impl Notes {
    /// Adds a note, and returns its number, from 1.
    pub(super) fn push(&mut self, note: Note) -> u64 {
        self.pushed += 1;
        if matches!(note, Note::Alive(_)) && matches!(self.waiting.back(), Some(Note::Alive(_))) {
            self.waiting.pop_back();
        }
        if let Note::Track(part) = &note {
            self.forget_part(part.n);
        }
        if matches!(note, Note::Picture(_)) {
            self.make_room_for_picture();
        }
        self.waiting.push_back(note);
        if self.waiting.len() > BACKLOG {
            // The beginning of a set stays, because nothing after it could be written without
            // it.
            let oldest = self
                .waiting
                .iter()
                .position(|note| !matches!(note, Note::Begin(_)));
            if let Some(Note::Event(_)) = oldest.and_then(|i| self.waiting.remove(i)) {
                self.lost += 1;
            }
        }
        self.pushed
    }

    /// Forgets what waits of a part of the present set, because there is more of it now.
    fn forget_part(&mut self, n: u32) {
        let waiting = self.waiting.iter().enumerate().rev();
        let of_this_set = waiting.take_while(|(_, note)| !matches!(note, Note::Begin(_)));
        let is_it = |note: &Note| matches!(note, Note::Track(part) if part.n == n);
        let found = of_this_set
            .filter(|(_, note)| is_it(note))
            .map(|(at, _)| at);
        if let Some(at) = found.last() {
            self.waiting.remove(at);
        }
    }

    /// Forgets the oldest picture where too many wait.
    fn make_room_for_picture(&mut self) {
        let is_picture = |note: &Note| matches!(note, Note::Picture(_));
        let waiting = self.iter().filter(|note| is_picture(note)).count();
        if waiting >= PICTURES
            && let Some(oldest) = self.waiting.iter().position(is_picture)
        {
            self.waiting.remove(oldest);
        }
    }

    pub(super) fn append(&mut self, newer: &mut Self) {
        self.lost += std::mem::take(&mut newer.lost);
        for note in newer.waiting.drain(..) {
            self.push(note);
        }
    }

    /// Forgets the notes that wait, because they are written.
    pub(super) fn clear(&mut self) {
        self.waiting.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Note> {
        self.waiting.iter()
    }

    /// Number of events that were dropped.
    pub(super) fn lost(&self) -> u64 {
        self.lost
    }

    /// Number of the newest note.
    pub(super) fn pushed(&self) -> u64 {
        self.pushed
    }

    /// Number of events that wait, and of those that were dropped.
    pub(super) fn unwritten(&self) -> u64 {
        let waiting = self.iter().filter(|note| matches!(note, Note::Event(_)));
        self.lost + waiting.count() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::Event;

    #[test]
    fn the_oldest_events_make_way_but_never_the_beginning() {
        let mut notes = Notes::default();
        notes.push(Note::Begin(Box::new(
            crate::session::recorder::tests::new_set(),
        )));
        for n in 0..BACKLOG + 4 {
            notes.push(Note::Event(Timed {
                t_s: n as f64,
                event: Event::Lost,
            }));
        }
        assert_eq!(notes.waiting.len(), BACKLOG);
        assert_eq!(notes.lost, 5);
        assert!(matches!(notes.waiting[0], Note::Begin(_)));
        assert!(matches!(&notes.waiting[1], Note::Event(event) if event.t_s == 5.0));
        assert_eq!(notes.unwritten(), BACKLOG as u64 + 4);
    }

    #[test]
    fn of_several_signs_of_life_the_last_is_enough() {
        let mut notes = Notes::default();
        for t_s in [1.0, 2.0, 3.0] {
            notes.push(Note::Alive(t_s));
        }
        assert!(matches!(notes.waiting.make_contiguous(), [Note::Alive(t)] if *t == 3.0));
    }

    #[test]
    fn a_part_of_a_track_takes_the_place_of_the_same_part_of_the_same_set() {
        let part = |n, byte| {
            Note::Track(Part {
                n,
                bytes: vec![byte],
            })
        };
        let mut notes = Notes::default();
        notes.push(part(0, 1));
        notes.push(Note::Begin(Box::new(
            crate::session::recorder::tests::new_set(),
        )));
        for byte in [2, 3, 4] {
            notes.push(part(0, byte));
            notes.push(part(1, byte));
        }
        let kept = |note: &Note| match note {
            Note::Track(part) => Some((part.n, part.bytes[0])),
            _ => None,
        };
        let parts: Vec<_> = notes.iter().filter_map(kept).collect();
        assert_eq!(parts, [(0, 1), (0, 4), (1, 4)]);
    }
}
