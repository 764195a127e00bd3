//! Tests with pictures of every kind, whole and damaged.

use super::*;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::path::PathBuf;

use crate::source::{Packing, decode as decode_frame};

#[test]
fn a_picture_cut_off_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.png");
    RgbImage::from_fn(64, 64, |x, y| Rgb([x as u8, y as u8, (x * y) as u8]))
        .save(&path)
        .unwrap();
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let error = read_picture(&path).unwrap_err();
    assert!(matches!(error, SourceError::PictureCut(_)), "{error}");
}

#[test]
fn the_camera_held_upright_gives_an_upright_picture() {
    // Orientation 6: the sensor's left edge is the top of the scene's right side, so the
    // picture is turned clockwise by 90°.
    let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let mut pixels = RgbImage::new(32, 16);
    for (_, _, pixel) in pixels.enumerate_pixels_mut().filter(|(x, _, _)| *x < 8) {
        *pixel = Rgb([250; 3]);
    }
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 95);
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    encoder
        .write_image(pixels.as_raw(), 32, 16, ExtendedColorType::Rgb8)
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upright.jpg");
    std::fs::write(&path, file).unwrap();

    let picture = read_picture(&path).unwrap();
    assert_eq!(picture.dimensions(), (16, 32));
    assert!(
        picture.get_pixel(8, 2)[0] > 200,
        "the left edge is on top now"
    );
    assert!(picture.get_pixel(8, 30)[0] < 50);
}

#[test]
fn a_picture_beyond_the_limits_is_refused_before_it_takes_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.png");
    let mut file = Vec::new();
    PngEncoder::new(&mut file)
        .write_image(&[0; 20_001], 20_001, 1, ExtendedColorType::L8)
        .unwrap();
    std::fs::write(&path, file).unwrap();
    let error = read_picture(&path).unwrap_err();
    assert!(
        matches!(
            error,
            SourceError::PictureTooLarge {
                width: 20_001,
                height: 1,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn a_jpeg_cut_or_damaged_anywhere_is_a_picture_or_an_error_but_no_panic() {
    let pixels = RgbImage::from_fn(40, 30, |x, y| {
        Rgb([(x * 4) as u8, (y * 4) as u8, (255 - (x + y) * 2) as u8])
    });
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode_image(&pixels)
        .unwrap();
    assert!(decode(&jpeg).is_ok());
    for length in 0..jpeg.len() {
        let _ = decode(&jpeg[..length]);
        let mut damaged = jpeg.clone();
        damaged[length] ^= 0x55;
        let _ = decode(&damaged);
    }
}

/// The pictures of the repository; their README says how they were made.
fn stored(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pictures");
    folder.join(name)
}

fn bytes_of(name: &str) -> Vec<u8> {
    std::fs::read(stored(name)).unwrap()
}

/// Names of all JPEGs of the repository.
fn jpegs() -> Vec<String> {
    let entries = std::fs::read_dir(stored("")).unwrap().flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".jpg"))
        .collect();
    names.sort();
    assert!(names.len() > 30, "{names:?}");
    names
}

/// The mean difference between two pictures, in levels of 255.
fn mean_difference(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let pairs = a.as_raw().iter().zip(b.as_raw());
    let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

/// The picture that all of them show, without colour where the name says so.
fn shown(name: &str) -> RgbImage {
    let base = image::open(stored("base.png")).unwrap();
    match name.starts_with("grey") {
        true => DynamicImage::from(base.into_luma8()).into_rgb8(),
        false => base.into_rgb8(),
    }
}

/// Subsampled colours smear by about 5 levels at the edges of so small a picture. Channels that
/// are swapped or inverted, or a picture that is not turned, differ by 20 and more.
const ALIKE: f64 = 7.0;

#[test]
fn a_jpeg_of_every_kind_shows_what_it_should_and_upright() {
    for name in jpegs() {
        // Only cameras leave out the Huffman tables.
        let picture = read_picture(&stored(&name)).unwrap_or_else(|error| panic!("{error}"));
        let apart = mean_difference(&picture, &shown(&name));
        assert!(apart < ALIKE, "{name}: {apart}");
    }
}

#[test]
fn a_camera_s_jpeg_of_every_kind_shows_what_it_should() {
    // This decoder doesn't know arithmetic coding, and it turns colours in separate passes into
    // noise. No camera sends either.
    let unknown = |name: &str| name.starts_with("arithmetic");
    let separate = "separate_scans.jpg";
    // How a picture is to be turned is for photographs.
    let turned = |name: &str| name.starts_with("exif") && name != "exif_1.jpg";
    for name in jpegs() {
        let picture = decode_frame(&bytes_of(&name), Packing::Jpeg, 0, 0);
        if unknown(&name) {
            assert!(picture.is_err(), "{name}");
        } else if !turned(&name) && name != separate {
            let apart = mean_difference(&picture.unwrap(), &shown(&name));
            assert!(apart < ALIKE, "{name}: {apart}");
        }
    }
}

#[test]
fn pictures_of_other_kinds_are_read_whatever_their_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "plain.avif",
        "plain.gif",
        "plain.tif",
        "plain.bmp",
        "plain.webp",
        "exif_6.tif",
        "exif_6.webp",
        "exif_6.png",
        "turned_3.avif",
        "turned_5.avif",
        "turned_6.avif",
        "turned_8.avif",
        "moving.gif",
    ] {
        for alias in [name, "picture.jpg", "picture%03d.png", "picture"] {
            let path = folder.path().join(alias);
            std::fs::write(&path, bytes_of(name)).unwrap();
            let picture = read_picture(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
            if name != "moving.gif" {
                let apart = mean_difference(&picture, &shown(name));
                assert!(apart < ALIKE, "{name} as {alias}: {apart}");
            }
        }
    }
}

/// Versions of ffmpeg before 7 don't read these; newer ones do.
#[test]
fn a_telephone_s_photograph_is_read_or_there_is_a_way_out() {
    match read_picture(&stored("plain.heic")) {
        Ok(picture) => assert!(mean_difference(&picture, &shown("plain.heic")) < ALIKE),
        Err(error) => {
            let message = error.to_string();
            assert!(
                message.contains("heif-convert plain.heic plain.jpg"),
                "{message}"
            );
        }
    }
}

#[test]
fn a_cut_jpeg_of_any_kind_is_refused() {
    for name in jpegs() {
        let whole = bytes_of(&name);
        // A shorter file doesn't even have a size.
        let scan = whole
            .windows(2)
            .position(|bytes| bytes == [0xff, 0xda])
            .unwrap();
        for tenths in [1, 3, 5, 7, 9] {
            let cut = &whole[..scan + 14 + (whole.len() - scan - 14) * tenths / 10];
            // In one file the end is missing, in the other it was not yet written when the disk
            // crashed.
            let zeroed = [cut, &vec![0; whole.len() - cut.len()]].concat();
            for damaged in [cut, &zeroed] {
                match decode(damaged) {
                    Err(Wrong::Cut) => {}
                    other => panic!("{name} cut at {tenths} tenths: {:?}", other.map(|_| ())),
                }
            }
        }
    }
}

#[test]
fn a_small_file_that_says_it_is_large_takes_no_memory() {
    for name in [
        "progressive_420.jpg",
        "baseline_420.jpg",
        "cmyk_420.jpg",
        "arithmetic.jpg",
    ] {
        let mut jpeg = bytes_of(name);
        let frame = jpeg
            .windows(2)
            .position(|bytes| bytes[0] == 0xff && matches!(bytes[1], 0xc0 | 0xc2 | 0xc9))
            .unwrap();
        // 19,999 × 19,999 pixels.
        jpeg[frame + 5..frame + 9].copy_from_slice(&[0x4e, 0x1f, 0x4e, 0x1f]);
        match decode(&jpeg) {
            Err(Wrong::TooLarge(19_999, 19_999)) => {}
            other => panic!("{name}: {:?}", other.map(|_| ())),
        }
    }
}

#[test]
fn a_photograph_of_a_telephone_s_size_fits() {
    // 8160 × 6120 pixels, as telephones take them: one pass, colours at half the size.
    let header = [
        8, 0x17, 0xe8, 0x1f, 0xe0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
    ];
    let frame = jpeg::FrameHeader::of(0xc0, &header).unwrap();
    assert_eq!((frame.width, frame.height), (8160, 6120));
    BUDGET
        .check(frame.width, frame.height, frame.memory)
        .unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_an_end_and_an_empty_file_are_no_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.jpg");
    std::fs::write(&empty, "").unwrap();
    for (path, words) in [
        (Path::new("/dev/zero"), "megabytes"),
        (Path::new("/dev/null"), "empty"),
        (&empty, "empty"),
        (folder.path(), "folder"),
    ] {
        let message = read_picture(path).unwrap_err().to_string();
        assert!(message.contains(words), "{message}");
    }
}

/// Changes, removes, inserts or doubles a few bytes, mostly behind the first markers.
fn mutated(whole: &[u8], rng: &mut StdRng) -> Vec<u8> {
    let mut below = |limit: usize| rng.random_range(0..limit);
    let mut bytes = whole.to_vec();
    for _ in 0..=below(4) {
        let at = below(bytes.len());
        match below(6) {
            0 => bytes[at] = below(256) as u8,
            1 => bytes[at] ^= 1 << below(8),
            2 => bytes[at] = [0x00, 0x01, 0x7f, 0x80, 0xff][below(5)],
            3 => drop(bytes.drain(at..(at + 1 + below(8)).min(bytes.len()))),
            4 => bytes.insert(at, below(256) as u8),
            _ => {
                let piece = bytes[at..(at + below(16)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
        if bytes.len() < 4 {
            break;
        }
    }
    bytes
}

/// Number of damaged pictures that are tried. `SPOTTER_MUTATIONS` asks for more.
const MUTATIONS: usize = 4000;

/// Decodes a JPEG in both ways, and the other formats that are decoded in this process. None may
/// panic, because a set would end with it.
#[test]
fn a_damaged_picture_is_a_picture_or_an_error_but_no_panic() {
    let wanted = std::env::var("SPOTTER_MUTATIONS").ok();
    let count = wanted.map_or(MUTATIONS, |count| count.parse().unwrap());
    let mut names = jpegs();
    names.extend(
        [
            "base.png",
            "plain.webp",
            "plain.bmp",
            "moving.png",
            "moving.webp",
        ]
        .map(String::from),
    );
    let pictures: Vec<Vec<u8>> = names.iter().map(|name| bytes_of(name)).collect();
    let mut rng = StdRng::seed_from_u64(1);
    let mut decoded = 0;
    for number in 0..count {
        let bytes = mutated(&pictures[number % pictures.len()], &mut rng);
        let photograph = decode(&bytes);
        let frame = decode_frame(&bytes, Packing::Jpeg, 0, 0);
        for picture in [photograph.ok(), frame.ok()].into_iter().flatten() {
            assert!(picture.width().max(picture.height()) <= MAX_SIDE_PX);
            decoded += 1;
        }
    }
    // If no damaged picture could be decoded, the decoders were never reached.
    assert!(decoded > count / 10, "{decoded} of {count}");
}
