//! The JPEG decoders, and which is for what.
//!
//! * **Single pictures** are decoded with exactly the values of libjpeg-turbo, as most programs have
//!   them. Other decoders round the inverse cosine transform otherwise. That changes one value in
//!   23 by one, which is enough to move the landmarks by 0.7 % of the torso.
//! * **Frames of a webcam** are decoded by zune-jpeg. Of a frame that is cut short, as a bad cable
//!   makes them, it gives the part that is there. The decoder above gives nothing.
//! * zune-jpeg also tries a single picture that the first decoder does not take. That decoder is
//!   young: version 0.9 panics at CMYK pictures with subsampled colours, for one.
//!
//! The `image` crate decodes no JPEG here. Its feature is on for the encoder, and its own decoder
//! is zune-jpeg too, so that no third decoder is built.

use image::RgbImage;
use libjpeg_turbo_rs::{DecodeLimits, Decoder, JpegError, PixelFormat};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Decodes with libjpeg-turbo's values; refuses more than `max_scans` passes over the picture.
pub(super) fn exact(jpeg: &[u8], max_scans: usize) -> Result<RgbImage, JpegError> {
    let limits = DecodeLimits {
        max_scans,
        ..DecodeLimits::default()
    };
    let mut decoder = Decoder::new_with_limits(jpeg, limits)?;
    decoder.set_output_format(PixelFormat::Rgb);
    let decoded = decoder.decode_image()?;
    let side = |pixels: usize| u32::try_from(pixels).unwrap_or(0);
    RgbImage::from_raw(side(decoded.width), side(decoded.height), decoded.data)
        .ok_or(JpegError::UnexpectedEof)
}

/// Decodes with zune-jpeg; refuses sides longer than `max_side_px`.
pub(super) fn fast(jpeg: &[u8], max_side_px: usize) -> Result<RgbImage, String> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(max_side_px)
        .set_max_height(max_side_px);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    let pixels = decoder.decode().map_err(|error| error.to_string())?;
    decoder
        .info()
        .and_then(|info| RgbImage::from_raw(info.width.into(), info.height.into(), pixels))
        .ok_or_else(|| "its size is not that of its data".to_owned())
}
