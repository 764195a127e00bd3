//! One picture of a kind that only ffmpeg reads.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;

use image::RgbImage;

use super::messages::{last_messages, newest_first};
use super::{FfmpegError, command, frames, spawn};

/// Kinds of files that ffmpeg may take a picture for. Left out are those that make it open other
/// files (`image2` takes a name for a pattern, SVG may name other files).
const FORMATS: &str = "mov,gif,gif_pipe,apng,png_pipe,jpeg_pipe,jpegls_pipe,webp_pipe,bmp_pipe,\
    tiff_pipe,jpegxl_pipe,jpegxl_anim,j2k_pipe,psd_pipe,qoi_pipe,exr_pipe,dds_pipe,dpx_pipe,\
    sunrast_pipe,sgi_pipe,pam_pipe,pbm_pipe,pgm_pipe,ppm_pipe,pfm_pipe,avif";

/// Most pixels of a picture that ffmpeg reads. It takes about 12 bytes for each, so that it stays
/// within half a gigabyte.
const MAX_PIXELS: u32 = 40_000_000;

const STDIN_FILE: &str = "file:/dev/stdin";
const STDIN_PIPE: &str = "pipe:0";

/// Why ffmpeg gives no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// ffmpeg can't be used at all.
    #[error(transparent)]
    Ffmpeg(#[from] FfmpegError),
    /// ffmpeg does not read it, in its own words.
    #[error("{0}")]
    Said(String),
}

/// Reads a picture as it is stored: it may have to be turned. `bytes` are all of the file.
///
/// # Errors
/// When there is no ffmpeg, or it complains.
pub fn read_picture(path: &Path, bytes: &[u8]) -> Result<RgbImage, PictureError> {
    let (picture, messages) = decoded(start(path)?, bytes);
    match picture {
        // A decoder that complains has given a picture with something missing.
        Some(picture) if messages.is_empty() => Ok(picture),
        _ => {
            let said = newest_first(&messages, &[STDIN_FILE, STDIN_PIPE]);
            let said = said.first().copied();
            let said = said.unwrap_or("it found no picture in it");
            Err(PictureError::Said(said.to_owned()))
        }
    }
}

fn start(path: &Path) -> Result<Child, FfmpegError> {
    let (input, url) = input(path);
    spawn(
        command()
            .arg("-xerror")
            .args(["-protocol_whitelist", "file,pipe"])
            .args(["-format_whitelist", FORMATS])
            .args(["-max_pixels", &MAX_PIXELS.to_string()])
            // Versions differ in what they turn, so the caller does it.
            .args(["-noautorotate", "-i", url])
            .args(["-map", "0:v:0", "-frames:v", "1", "-an", "-sn", "-dn"])
            .args(frames::TO_STDOUT)
            .stdin(input.map_or_else(Stdio::piped, Stdio::from))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped()),
    )
}

/// The picture, where there is one, and ffmpeg's messages. `bytes` go to an ffmpeg that reads a
/// pipe.
fn decoded(mut process: Child, bytes: &[u8]) -> (Option<RgbImage>, Vec<String>) {
    let (stdin, stdout, stderr) = (
        process.stdin.take(),
        process.stdout.take(),
        process.stderr.take(),
    );
    let answer = thread::scope(|scope| {
        // All three pipes at once: none may fill up while another one is waited for.
        if let Some(mut stdin) = stdin {
            // ffmpeg may have seen enough before the end.
            scope.spawn(move || drop(stdin.write_all(bytes)));
        }
        let messages = scope.spawn(move || stderr.map(last_messages).unwrap_or_default());
        let picture = stdout.and_then(|stream| {
            let mut stream = BufReader::new(stream);
            let picture = frames::read(&mut stream);
            // ffmpeg shall end by itself, and not because nobody reads any more.
            let _ = io::copy(&mut stream, &mut io::sink());
            picture.ok().flatten()
        });
        (picture, messages.join().unwrap_or_default())
    });
    // Its pipes are closed, so it has ended.
    let _ = process.wait();
    answer
}

/// What ffmpeg reads in place of a pipe, and by which name. The file's own name is not given to it,
/// because ffmpeg would believe the extension rather than the contents.
#[cfg(unix)]
fn input(path: &Path) -> (Option<File>, &'static str) {
    let is_file = std::fs::metadata(path).is_ok_and(|about| about.is_file());
    match File::open(path) {
        Ok(file) if is_file => (Some(file), STDIN_FILE),
        _ => (None, STDIN_PIPE),
    }
}

#[cfg(not(unix))]
fn input(_path: &Path) -> (Option<File>, &'static str) {
    (None, STDIN_PIPE)
}
