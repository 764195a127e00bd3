//! Packs a part of a track. A part stands alone: numbers are differences to the frame before, column by
//! column, in as few bytes as they need, and all of it is deflated.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::columns::{Columns, Reader};
use super::people::{read_people, write_people};
use super::seen::{Seen, SeenPerson};
use crate::coach::Command;
use crate::pose::Continuity;

/// What was given to the coach.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A frame.
    Frame(Box<Seen>),
    /// Something else.
    Mark(Mark),
}

/// What is given to the coach besides frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// What the user asks for by key.
    Command(Command),
    /// No picture has come for a while.
    NoPicture,
}

/// Why a part can't be read.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    /// It is damaged.
    #[error("what was seen in it is damaged")]
    Damaged,
    /// It was packed by a newer program.
    #[error("what was seen in it was kept by a newer Spotter; update Spotter")]
    Newer,
}

/// The way of packing.
const FORMAT: u8 = 1;

/// More entries than any part has. A damaged part can't ask for more memory than they need.
const MOST_ENTRIES: u64 = 100_000;

/// More bytes than any part has when it is unpacked.
const MOST_BYTES: u64 = 64 << 20;

const NOBODY: u8 = 0;
const PEOPLE: [(u8, Continuity); 4] = [
    (1, Continuity::Same),
    (2, Continuity::Glitch),
    (3, Continuity::Cut),
    (4, Continuity::Found),
];
const MARKS: [(u8, Mark); 4] = [
    (16, Mark::Command(Command::StartAnyway)),
    (17, Mark::Command(Command::Pause)),
    (18, Mark::Command(Command::Pain)),
    (19, Mark::NoPicture),
];

/// Packs entries.
pub(super) fn encode(entries: &[Entry]) -> Vec<u8> {
    let mut columns = Columns::default();
    columns.whole(entries.len() as u64);
    columns.0.extend(entries.iter().map(code));
    let frames = entries.iter().filter_map(|entry| match entry {
        Entry::Frame(seen) => Some(&**seen),
        Entry::Mark(_) => None,
    });
    columns.differences(frames.clone().map(|seen| seen.t_us));
    let people: Vec<&SeenPerson> = frames.filter_map(Seen::person).collect();
    write_people(&mut columns, &people);
    deflated(&columns.0)
}

fn code(entry: &Entry) -> u8 {
    match entry {
        Entry::Frame(seen) => seen.person().map_or(NOBODY, |person| {
            let is = |(_, continuity): &&(u8, Continuity)| *continuity == person.continuity;
            PEOPLE.iter().find(is).map_or(NOBODY, |(code, _)| *code)
        }),
        Entry::Mark(mark) => {
            let is = |(_, known): &&(u8, Mark)| known == mark;
            MARKS.iter().find(is).map_or(NOBODY, |(code, _)| *code)
        }
    }
}

/// The format, and the deflated bytes.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(vec![FORMAT], Compression::default());
    // Writing into memory can't fail.
    let _ = packed.write_all(bytes);
    packed.finish().unwrap_or_default()
}

/// Unpacks entries.
///
/// # Errors
/// When the bytes are damaged or of a newer program.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<Entry>, PartError> {
    let (format, packed) = bytes.split_first().ok_or(PartError::Damaged)?;
    if *format > FORMAT {
        return Err(PartError::Newer);
    }
    let mut unpacked = Vec::new();
    ZlibDecoder::new(packed)
        .take(MOST_BYTES)
        .read_to_end(&mut unpacked)
        .map_err(|_: io::Error| PartError::Damaged)?;
    read_entries(&mut Reader(&unpacked)).ok_or(PartError::Damaged)
}

fn read_entries(from: &mut Reader<'_>) -> Option<Vec<Entry>> {
    let count = from.whole().filter(|count| *count <= MOST_ENTRIES)?;
    let codes = from.bytes(usize::try_from(count).ok()?)?;
    let is_frame = |code: &&u8| **code < MARKS[0].0;
    let frames = codes.iter().filter(is_frame).count();
    let mut times = from.differences(frames)?.into_iter();
    let continuities: Vec<Continuity> = codes
        .iter()
        .filter(|code| is_frame(code) && **code != NOBODY)
        .map(|code| named(&PEOPLE, *code))
        .collect::<Option<_>>()?;
    let mut people = read_people(from, &continuities)?.into_iter();
    codes
        .iter()
        .map(|code| {
            if !is_frame(&code) {
                return named(&MARKS, *code).map(Entry::Mark);
            }
            let person = if *code == NOBODY {
                None
            } else {
                Some(people.next()?)
            };
            let t_us = times.next()?;
            Some(Entry::Frame(Box::new(Seen { t_us, person })))
        })
        .collect()
}

fn named<T: Copy>(codes: &[(u8, T)], code: u8) -> Option<T> {
    codes
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, value)| *value)
}

#[cfg(test)]
mod tests;
