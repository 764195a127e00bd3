//! Pictures that only ffmpeg reads: AVIF, HEIC, GIF, TIFF, JPEG XL and rarer ones.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use image::RgbImage;
use image::metadata::Orientation;

use super::heif::Primary;
use super::{Kind, check_size, jpeg, turn};
use crate::source::{SourceError, ppm};

/// Kinds of files that ffmpeg may take a picture for. Left out are those that make it open other
/// files (`image2` takes a name for a pattern, SVG may name other files).
const FORMATS: &str = "mov,gif,gif_pipe,apng,png_pipe,jpeg_pipe,jpegls_pipe,webp_pipe,bmp_pipe,\
    tiff_pipe,jpegxl_pipe,jpegxl_anim,j2k_pipe,psd_pipe,qoi_pipe,exr_pipe,dds_pipe,dpx_pipe,\
    sunrast_pipe,sgi_pipe,pam_pipe,pbm_pipe,pgm_pipe,ppm_pipe,pfm_pipe,avif";

/// Most pixels of a picture that ffmpeg reads. It takes about 12 bytes for each, so that it stays
/// within half a gigabyte as well.
const MAX_PIXELS: u32 = 40_000_000;

/// Bytes that ffmpeg takes for a pixel, as this program's budget counts them.
const BYTES_PER_PIXEL: u64 = 9;

/// Reads a picture through ffmpeg; `bytes` are all of the file, `reason` is why the other decoders
/// didn't.
pub(super) fn read(path: &Path, bytes: &[u8], reason: &str) -> Result<RgbImage, SourceError> {
    let kind = Kind::of(bytes);
    let primary = match kind {
        Kind::Heif => Primary::of(bytes),
        _ => None,
    };
    let bad = |reason: String| SourceError::BadPicture {
        path: path.to_owned(),
        reason,
    };
    if let Some(Primary { size_px, .. }) = primary {
        check_size(path, size_px, BYTES_PER_PIXEL)?;
    }
    let decoded = match run(path, bytes) {
        Ok(decoded) => decoded,
        Err(Failed::NoFfmpeg) => return Err(SourceError::NoFfmpegForPicture(path.to_owned())),
        Err(Failed::Said(words)) => {
            return Err(match kind {
                Kind::Heif => bad(heif_way_out(path, &words)),
                Kind::Jpeg | Kind::Png | Kind::WebP | Kind::Plain => bad(reason.to_owned()),
                _ => bad(words),
            });
        }
    };
    let Some(primary) = primary else {
        let orientation = match kind {
            Kind::Jpeg => jpeg::orientation(bytes),
            Kind::Tiff => Orientation::from_exif_chunk(bytes).unwrap_or(Orientation::NoTransforms),
            _ => Orientation::NoTransforms,
        };
        return Ok(turn(decoded, orientation));
    };
    if decoded.dimensions() != primary.size_px {
        // A verdict on one tile of a photograph would be worse than none.
        let words = "it gives a part of the photograph only";
        return Err(bad(heif_way_out(path, words)));
    }
    Ok(primary.turn(decoded))
}

/// Older versions of ffmpeg read AVIF but not the photographs of telephones.
fn heif_way_out(path: &Path, words: &str) -> String {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    format!(
        "this version of ffmpeg can't ({words}); make a JPEG of it first, with `heif-convert {} {name}.jpg` (Debian: sudo apt install libheif-examples), or let the telephone take JPEGs",
        path.file_name().unwrap_or_default().to_string_lossy()
    )
}

/// Why ffmpeg gave no picture.
enum Failed {
    NoFfmpeg,
    /// In its own words.
    Said(String),
}

fn run(path: &Path, bytes: &[u8]) -> Result<RgbImage, Failed> {
    let (input, url) = input(path);
    let is_fed = input.is_none();
    let mut process = Command::new("ffmpeg")
        .args(["-v", "error", "-xerror"])
        .args(["-protocol_whitelist", "file,pipe"])
        .args(["-format_whitelist", FORMATS])
        .args(["-max_pixels", &MAX_PIXELS.to_string()])
        // Versions differ in what they turn, so it is done here.
        .args(["-noautorotate", "-i", url])
        .args(["-map", "0:v:0", "-frames:v", "1", "-an", "-sn", "-dn"])
        .args(ppm::FROM_FFMPEG)
        .stdin(input.map_or_else(Stdio::piped, Stdio::from))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Failed::NoFfmpeg,
            _ => Failed::Said(error.to_string()),
        })?;
    let (stdin, stdout, stderr) = (
        process.stdin.take(),
        process.stdout.take(),
        process.stderr.take(),
    );
    let (picture, words) = std::thread::scope(|scope| {
        // All three pipes at once: none may fill up while another is waited for.
        if let Some(mut stdin) = stdin.filter(|_| is_fed) {
            // It may have seen enough before the end.
            scope.spawn(move || drop(stdin.write_all(bytes)));
        }
        let words = scope.spawn(move || {
            let mut words = Vec::new();
            // Without its words the reason is unknown.
            let _ = stderr.map(|mut stream| stream.read_to_end(&mut words));
            String::from_utf8_lossy(&words).into_owned()
        });
        let picture = stdout.map(|stream| {
            let mut stream = BufReader::new(stream);
            let picture = ppm::read(&mut stream);
            // It shall end by itself, and not because nobody reads any more.
            let _ = std::io::copy(&mut stream, &mut std::io::sink());
            picture
        });
        (picture, words.join().unwrap_or_default())
    });
    // Its pipes are closed, so it has ended.
    let _ = process.wait();
    match picture {
        // A decoder that complains has given a picture with something missing.
        Some(Ok(Some(picture))) if words.trim().is_empty() => Ok(picture),
        _ => Err(Failed::Said(last_words(&words))),
    }
}

/// What ffmpeg reads, and by which name. Not by the file's own name: it would take an extension
/// for more than the contents.
#[cfg(unix)]
fn input(path: &Path) -> (Option<File>, &'static str) {
    let is_file = std::fs::metadata(path).is_ok_and(|about| about.is_file());
    match File::open(path) {
        Ok(file) if is_file => (Some(file), "file:/dev/stdin"),
        _ => (None, "pipe:0"),
    }
}

#[cfg(not(unix))]
fn input(_path: &Path) -> (Option<File>, &'static str) {
    (None, "pipe:0")
}

/// The last line without the component that says it.
fn last_words(words: &str) -> String {
    let mut lines = words.lines().rev().map(str::trim);
    let line = lines.find(|line| !line.is_empty());
    let line = line.unwrap_or("it found no picture in it");
    let line = match line
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "))
    {
        Some((component, rest)) if component.contains(" @ 0x") => rest,
        _ => line,
    };
    for name in ["file:/dev/stdin: ", "pipe:0: "] {
        if let Some(rest) = line.strip_prefix(name) {
            return rest.to_owned();
        }
    }
    line.to_owned()
}
