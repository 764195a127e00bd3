//! Tells what a file is by its first bytes and not by its name.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;

use crate::source::contain::contain;

/// Extensions of pictures. They count only where the first bytes say nothing, so that a damaged
/// picture is still called a picture.
const EXTENSIONS: [&str; 17] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "ppm", "pgm", "pnm", "heic", "heif",
    "avif", "tif", "tiff", "gif", "jxl",
];

/// Extensions of videos that are a row of JPEGs and so begin like a picture.
const JPEG_VIDEOS: [&str; 2] = ["mjpeg", "mjpg"];

/// Number of bytes that tell what a file is. More is read of pictures that may be animated.
const FIRST_BYTES: u64 = 64;

/// Longest file that is looked through for a second picture, in bytes.
const LOOKED_THROUGH: u64 = 64 << 20;

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Kind {
    Jpeg,
    Png,
    WebP,
    Gif,
    Tiff,
    /// AVIF and HEIC: pictures in a video container.
    Heif,
    /// Another picture that the image library reads.
    Plain,
    /// Another picture that ffmpeg may read.
    Rare,
    Video,
    Unknown,
}

impl Kind {
    /// The kind of a file with these `bytes`, which are its beginning or all of it.
    pub(in crate::source) fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Self::WebP,
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'A',
                b'V',
                b'I',
                b' ',
                ..,
            ] => Self::Video,
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Self::Plain,
            [b'P', b'1'..=b'7', space, ..] if space.is_ascii_whitespace() => Self::Plain,
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.first_chunk() {
                Some(
                    b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"mif2" | b"miaf" | b"avif",
                ) => Self::Heif,
                Some(b"jxl ") => Self::Rare,
                _ => Self::Video,
            },
            _ => Self::by_magic(bytes),
        }
    }

    fn by_magic(bytes: &[u8]) -> Self {
        const MAGIC: [(&[u8], Kind); 23] = [
            (b"\x89PNG\r\n\x1a\n", Kind::Png),
            (b"GIF8", Kind::Gif),
            (b"II*\0", Kind::Tiff),
            (b"MM\0*", Kind::Tiff),
            // JPEG XL, JPEG 2000, Photoshop, QOI, OpenEXR, DDS, DPX, Sun raster, SGI.
            (b"\xff\x0a", Kind::Rare),
            (b"\0\0\0\x0cJXL \r\n\x87\n", Kind::Rare),
            (b"\0\0\0\x0cjP  \r\n\x87\n", Kind::Rare),
            (b"\xff\x4f\xff\x51", Kind::Rare),
            (b"8BPS", Kind::Rare),
            (b"qoif", Kind::Rare),
            (b"\x76\x2f\x31\x01", Kind::Rare),
            (b"DDS ", Kind::Rare),
            (b"SDPX", Kind::Rare),
            (b"XPDS", Kind::Rare),
            (b"\x59\xa6\x6a\x95", Kind::Rare),
            (b"\x01\xda\x01\x01", Kind::Rare),
            // Matroska, Ogg, FLV, MPEG program and video streams, ASF.
            (b"\x1a\x45\xdf\xa3", Kind::Video),
            (b"OggS", Kind::Video),
            (b"FLV\x01", Kind::Video),
            (b"\0\0\x01\xba", Kind::Video),
            (b"\0\0\x01\xb3", Kind::Video),
            (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Kind::Video),
            (b"YUV4MPEG2", Kind::Video),
        ];
        let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
        known.map_or(Kind::Unknown, |(_, kind)| *kind)
    }

    fn is_picture(self) -> bool {
        !matches!(self, Self::Video | Self::Unknown)
    }
}

/// Whether a file is one picture and not a video. Its first bytes decide or, where these say
/// nothing, its extension. Animated GIF, PNG and WebP files are videos.
pub(in crate::source) fn is_still(path: &Path) -> bool {
    match kind_of(path) {
        Kind::Video => false,
        Kind::Unknown => has_extension(path, &EXTENSIONS),
        Kind::Jpeg => !has_extension(path, &JPEG_VIDEOS),
        kind => !moves(path, kind),
    }
}

/// Whether a file of a folder is one of its pictures. Animated pictures count as well there.
pub(in crate::source) fn is_picture(path: &Path) -> bool {
    match kind_of(path) {
        Kind::Unknown => has_extension(path, &EXTENSIONS),
        Kind::Jpeg => !has_extension(path, &JPEG_VIDEOS),
        kind => kind.is_picture(),
    }
}

/// Whether a file is an animated WebP picture, which ffmpeg can't play.
pub(in crate::source) fn is_moving_webp(path: &Path) -> bool {
    kind_of(path) == Kind::WebP && moves(path, Kind::WebP)
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    path.extension().is_some_and(|extension| {
        known
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Reads the beginning of a plain file. A pipe or a device would lose what is read here.
fn beginning(path: &Path, length: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if std::fs::metadata(path)?.is_file() {
        File::open(path)?.take(length).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn kind_of(path: &Path) -> Kind {
    beginning(path, FIRST_BYTES).map_or(Kind::Unknown, |bytes| Kind::of(&bytes))
}

/// Whether there is more than one picture in a file.
fn moves(path: &Path, kind: Kind) -> bool {
    if !matches!(kind, Kind::Gif | Kind::Png | Kind::WebP) {
        return false;
    }
    let Ok(bytes) = beginning(path, LOOKED_THROUGH) else {
        return false;
    };
    let moves = contain(|| match kind {
        Kind::Gif => pictures_of_gif(&bytes) > 1,
        Kind::Png => PngDecoder::new(Cursor::new(&bytes))
            .and_then(|decoder| decoder.is_apng())
            .unwrap_or(false),
        _ => WebPDecoder::new(Cursor::new(&bytes)).is_ok_and(|decoder| decoder.has_animation()),
    });
    // A file that can't be searched counts as no video. Reading it later says what is wrong with
    // it.
    moves.unwrap_or(false)
}

/// Counts the pictures of a GIF, up to the second one (GIF89a specification, §15 to §26).
fn pictures_of_gif(bytes: &[u8]) -> u32 {
    let table = |flags: u8| match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    };
    let mut count = 0;
    let mut walk = || -> Option<()> {
        let mut at = 13 + table(*bytes.get(10)?);
        while count < 2 {
            match *bytes.get(at)? {
                // A picture: its place, a table of colours, the size of its codes, its data.
                b',' => {
                    count += 1;
                    at += 10 + table(*bytes.get(at + 9)?) + 1;
                }
                // An extension: what it is, its data.
                b'!' => at += 2,
                _ => return None,
            }
            // Data comes in blocks that begin with their length. A block of length 0 is the last.
            loop {
                let length = usize::from(*bytes.get(at)?);
                at += 1 + length;
                if length == 0 {
                    break;
                }
            }
        }
        None
    };
    // The search ends with the file.
    let _ = walk();
    count
}
