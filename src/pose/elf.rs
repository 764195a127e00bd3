//! Checks that the file of a shared library is complete.
//!
//! The system maps a library's file into memory without checking its length. If a download or copy
//! broke off, the first access to the missing part ends the program with SIGBUS, which can't be
//! caught. The length that the file's headers imply is therefore compared with its real length before
//! the library is loaded.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Length of the header of a 64-bit ELF file, in bytes (System V ABI, ELF-64 object file format).
const HEADER: usize = 64;
/// Length of a program header in bytes. A shorter one lacks the fields that are read here.
const SEGMENT: usize = 56;
/// The kind of segment that is mapped into memory: `PT_LOAD`.
const LOADED: u32 = 1;

/// The length of an incomplete library and the length that its headers imply, both in bytes; `None`
/// for a complete one. Files other than 64-bit little-endian ELF are not judged, because the system's
/// loader reports them itself.
///
/// # Errors
/// When the file can't be read.
pub(super) fn missing_from(path: &Path) -> io::Result<Option<(u64, u64)>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let needed = needed(&mut file, length)?;
    Ok(needed
        .filter(|needed| *needed > length)
        .map(|needed| (length, needed)))
}

/// The length that the headers imply: the end of the last table or segment that they mention. `None`
/// for a file that is not 64-bit little-endian ELF.
fn needed(file: &mut (impl Read + Seek), length: u64) -> io::Result<Option<u64>> {
    let mut header = Vec::new();
    file.take(HEADER as u64).read_to_end(&mut header)?;
    // The two bytes after the name mean 64 bits and little-endian.
    if !header.starts_with(b"\x7fELF\x02\x01") {
        return Ok(None);
    }
    if header.len() < HEADER {
        return Ok(Some(HEADER as u64));
    }
    let (segments_at, sections_at) = (u64_at(&header, 32), u64_at(&header, 40));
    let [segment_size, segment_count, section_size, section_count] =
        [54, 56, 58, 60].map(|at| u64::from(u16_at(&header, at)));
    let segments_end = segments_at.saturating_add(segment_size * segment_count);
    let mut end = segments_end.max(sections_at.saturating_add(section_size * section_count));

    if segment_size >= SEGMENT as u64 && segments_end <= length {
        file.seek(SeekFrom::Start(segments_at))?;
        let mut table = Vec::new();
        file.take(segment_size * segment_count)
            .read_to_end(&mut table)?;
        for segment in table.chunks_exact(segment_size as usize) {
            if u32_at(segment, 0) == LOADED {
                let (offset, size) = (u64_at(segment, 8), u64_at(segment, 32));
                end = end.max(offset.saturating_add(size));
            }
        }
    }
    Ok(Some(end))
}

fn bytes_at<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes
        .get(at..at + N)
        .and_then(|part| part.try_into().ok())
        .unwrap_or([0; N])
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes_at(bytes, at))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes_at(bytes, at))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes_at(bytes, at))
}

#[cfg(test)]
#[cfg(all(
    target_os = "linux",
    target_pointer_width = "64",
    target_endian = "little"
))]
mod tests {
    use super::*;

    /// A real ELF file: the program that runs this test.
    fn whole() -> Vec<u8> {
        std::fs::read(std::env::current_exe().unwrap()).unwrap()
    }

    fn asked(bytes: &[u8]) -> Option<(u64, u64)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lib.so");
        std::fs::write(&path, bytes).unwrap();
        missing_from(&path).unwrap()
    }

    #[test]
    fn a_whole_file_lacks_nothing_and_one_byte_less_is_noticed() {
        let whole = whole();
        assert_eq!(asked(&whole), None);
        let length = whole.len() as u64;
        assert_eq!(asked(&whole[..whole.len() - 1]), Some((length - 1, length)));
    }

    #[test]
    fn a_file_cut_anywhere_is_noticed() {
        let whole = whole();
        for part in [20, 64, 100, whole.len() / 3, whole.len() / 2] {
            assert!(asked(&whole[..part]).is_some(), "{part} bytes");
        }
    }

    #[test]
    fn a_library_without_section_headers_is_measured_by_its_segments() {
        let mut stripped = whole();
        stripped[40..48].fill(0);
        stripped[58..64].fill(0);
        // The segments come first. The debug information after them can be more than half of the file.
        let part = stripped.len() / 8;
        assert!(asked(&stripped[..part]).is_some());
    }

    #[test]
    fn other_files_and_impossible_headers_are_left_to_the_loader() {
        assert_eq!(asked(b"not a library"), None);
        assert_eq!(asked(b""), None);
        let mut wild = whole();
        wild.truncate(4096);
        wild[32..64].fill(0xff);
        assert!(asked(&wild).is_some(), "beyond every file, and no panic");
    }
}
