//! Reads the size and the orientation of the picture in an AVIF or HEIC file.
//!
//! ffmpeg decodes the data, but its versions differ in the rest: some turn the picture, older ones
//! don't, and older ones give a single tile of a photograph in tiles. The boxes are those of
//! ISO/IEC 14496-12 (`meta`) and 23008-12 (`pitm`, `iprp`, `ispe`, `irot`, `imir`).

use image::RgbImage;
use image::imageops;

/// The picture that a file is shown as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Primary {
    /// Width and height in pixels before it is turned.
    pub(super) size_px: (u32, u32),
    /// The turns and mirrorings, in the order in which they have to be done.
    turns: Vec<Turn>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Turn by this many quarters, counter-clockwise.
    Quarters(u8),
    TopToBottom,
    LeftToRight,
}

impl Primary {
    /// Reads the boxes of a file. `None` where they make no sense.
    pub(super) fn of(file: &[u8]) -> Option<Self> {
        // The version and flags of a box come before its contents.
        let meta = find(file, b"meta")?.get(4..)?;
        let pitm = find(meta, b"pitm")?;
        let id = match *pitm.first()? {
            0 => number(pitm.get(4..6)?),
            _ => number(pitm.get(4..8)?),
        };
        let iprp = find(meta, b"iprp")?;
        let properties: Vec<([u8; 4], &[u8])> = boxes(find(iprp, b"ipco")?).collect();
        let mut size_px = None;
        let mut turns = Vec::new();
        for index in associated(find(iprp, b"ipma")?, id)? {
            // Counted from 1.
            let Some((kind, contents)) = properties.get(index.checked_sub(1)?) else {
                continue;
            };
            match kind {
                b"ispe" => {
                    size_px = Some((number(contents.get(4..8)?), number(contents.get(8..12)?)));
                }
                b"irot" => turns.push(Turn::Quarters(contents.first()? & 3)),
                b"imir" => turns.push(match contents.first()? & 1 {
                    0 => Turn::TopToBottom,
                    _ => Turn::LeftToRight,
                }),
                _ => {}
            }
        }
        Some(Self {
            size_px: size_px?,
            turns,
        })
    }

    /// Turns a decoded picture the right way up.
    pub(super) fn turn(&self, mut picture: RgbImage) -> RgbImage {
        for turn in &self.turns {
            picture = match turn {
                Turn::Quarters(0) => picture,
                Turn::Quarters(1) => imageops::rotate270(&picture),
                Turn::Quarters(2) => imageops::rotate180(&picture),
                Turn::Quarters(_) => imageops::rotate90(&picture),
                Turn::TopToBottom => imageops::flip_vertical(&picture),
                Turn::LeftToRight => imageops::flip_horizontal(&picture),
            };
        }
        picture
    }
}

/// A big-endian number of up to four bytes.
fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

/// The boxes one after the other: kind and contents. The first thing that is no box ends them.
fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let kind: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
        let (header, length) = match number(&bytes[..4]) {
            // To the end of the file.
            0 => (8, bytes.len()),
            // The length has eight bytes behind the kind.
            1 => {
                let long: [u8; 8] = bytes.get(8..16)?.try_into().ok()?;
                (16, usize::try_from(u64::from_be_bytes(long)).ok()?)
            }
            length => (8, usize::try_from(length).ok()?),
        };
        let contents = bytes.get(header..length)?;
        bytes = &bytes[length..];
        Some((kind, contents))
    })
}

fn find<'a>(bytes: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(bytes)
        .find(|(kind, _)| kind == wanted)
        .map(|(_, contents)| contents)
}

/// The numbers of an item's properties, in their order.
fn associated(ipma: &[u8], wanted: u32) -> Option<Vec<usize>> {
    let version = *ipma.first()?;
    let is_long = ipma.get(3)? & 1 == 1;
    let id_length = if version == 0 { 2 } else { 4 };
    let count = number(ipma.get(4..8)?);
    let mut at = 8;
    for _ in 0..count {
        let id = number(ipma.get(at..at + id_length)?);
        let associations = usize::from(*ipma.get(at + id_length)?);
        at += id_length + 1;
        let length = if is_long { 2 } else { 1 };
        let list = ipma.get(at..at + associations * length)?;
        at += associations * length;
        if id == wanted {
            // The first bit says that the property is essential. All that are read here are.
            let mask = if is_long { 0x7fff } else { 0x7f };
            let numbers = list.chunks_exact(length);
            return Some(
                numbers
                    .map(|bytes| (number(bytes) & mask) as usize)
                    .collect(),
            );
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    fn boxed(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
        let length = u32::try_from(8 + contents.len()).unwrap();
        [&length.to_be_bytes(), &kind[..], contents].concat()
    }

    /// A file with a picture of 3 × 2 pixels and these properties besides.
    fn file(turns: &[Vec<u8>]) -> Vec<u8> {
        let ispe = boxed(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2]);
        let other = boxed(b"pixi", &[0; 8]);
        let ipco = boxed(b"ipco", &[&other, &ispe, &turns.concat()[..]].concat());
        let count = 1 + turns.len() as u8;
        // Another item stands before; each number has the bit that says that it matters.
        let mut ipma = vec![0, 0, 0, 0, 0, 0, 0, 2, 0, 7, 1, 0x81, 0, 9, count];
        ipma.extend((2..2 + count).map(|index| 0x80 | index));
        let iprp = boxed(b"iprp", &[ipco, boxed(b"ipma", &ipma)].concat());
        let pitm = boxed(b"pitm", &[0, 0, 0, 0, 0, 9]);
        let meta = boxed(b"meta", &[vec![0; 4], pitm, iprp].concat());
        [boxed(b"ftyp", b"avif\0\0\0\0"), meta].concat()
    }

    #[test]
    fn the_size_and_the_turns_are_those_of_the_picture_that_is_shown() {
        let plain = Primary::of(&file(&[])).unwrap();
        assert_eq!((plain.size_px, plain.turns.len()), ((3, 2), 0));
        let turned = Primary::of(&file(&[boxed(b"irot", &[1]), boxed(b"imir", &[1])])).unwrap();
        assert_eq!(turned.turns, [Turn::Quarters(1), Turn::LeftToRight]);
    }

    #[test]
    fn a_quarter_is_against_the_clock_and_mirrors_are_of_both_kinds() {
        // One bright pixel at the upper left.
        let mut picture = RgbImage::new(3, 2);
        picture.put_pixel(0, 0, Rgb([255; 3]));
        let bright = |turns: &[Vec<u8>]| {
            let shown = Primary::of(&file(turns)).unwrap().turn(picture.clone());
            let place = shown.enumerate_pixels().find(|(_, _, pixel)| pixel[0] > 0);
            place.map(|(x, y, _)| (x, y)).unwrap()
        };
        assert_eq!(bright(&[boxed(b"irot", &[1])]), (0, 2), "lower left");
        assert_eq!(bright(&[boxed(b"irot", &[2])]), (2, 1), "lower right");
        assert_eq!(bright(&[boxed(b"irot", &[3])]), (1, 0), "upper right");
        assert_eq!(bright(&[boxed(b"imir", &[0])]), (0, 1), "lower left");
        assert_eq!(bright(&[boxed(b"imir", &[1])]), (2, 0), "upper right");
    }

    #[test]
    fn a_file_cut_or_damaged_anywhere_is_no_panic() {
        let whole = file(&[boxed(b"irot", &[1])]);
        for at in 0..whole.len() {
            let _ = Primary::of(&whole[..at]);
            for value in [0, 1, 0x7f, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = value;
                let _ = Primary::of(&damaged);
            }
        }
    }
}
