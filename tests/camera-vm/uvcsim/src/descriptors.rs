//! The USB descriptors of a camera with given modes (USB 2.0 §9.6, USB Video Class 1.1 §3).

use crate::mode::Mode;

/// Most bytes of a picture in one transfer, header included.
pub const PAYLOAD_BYTES: u32 = 16_384;

const CLOCK_HZ: u32 = 48_000_000;
const VIDEO: u8 = 0x0e;
const CLASS_INTERFACE: u8 = 0x24;

/// Places of the modes, those of one format together: a format's number is its place here, a
/// frame size's number its place within.
pub fn formats(modes: &[Mode]) -> Vec<Vec<usize>> {
    let mut formats: Vec<Vec<usize>> = Vec::new();
    for (place, mode) in modes.iter().enumerate() {
        match formats
            .iter_mut()
            .find(|f| modes[f[0]].fourcc == mode.fourcc)
        {
            Some(format) => format.push(place),
            None => formats.push(vec![place]),
        }
    }
    formats
}

/// A USB 2.0 device of the class "see its interfaces".
pub fn device() -> Vec<u8> {
    vec![
        18, 1, 0x00, 0x02, 0xef, 2, 1, 64, 0x09, 0x12, 0x01, 0x00, 0x00, 0x01, 1, 2, 3, 1,
    ]
}

/// The text descriptor of a number; 0 says that texts are in English.
pub fn text(number: u8) -> Vec<u8> {
    let text = match number {
        0 => return vec![4, 3, 9, 4],
        1 => "uvcsim",
        2 => "Sim Webcam",
        _ => "0001",
    };
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut descriptor = vec![2 + letters.len() as u8, 3];
    descriptor.extend(letters);
    descriptor
}

/// The configuration: an interface for control (camera terminal 1 leads to output terminal 2)
/// and one for the stream, with a bulk endpoint.
pub fn configuration(modes: &[Mode]) -> Vec<u8> {
    let mut terminals = vec![18, CLASS_INTERFACE, 2, 1, 1, 2, 0, 0];
    terminals.extend([0, 0, 0, 0, 0, 0, 3, 0, 0, 0]);
    terminals.extend([9, CLASS_INTERFACE, 3, 2, 1, 1, 0, 1, 0]);
    let mut control = vec![13, CLASS_INTERFACE, 1, 0x10, 0x01];
    control.extend((13 + terminals.len() as u16).to_le_bytes());
    control.extend(CLOCK_HZ.to_le_bytes());
    control.extend([1, 1]);
    control.extend(terminals);

    let formats = formats(modes);
    let count = formats.len() as u8;
    let mut details = Vec::new();
    for (number, places) in (1..).zip(&formats) {
        details.extend(format(modes, number, places));
    }
    let mut stream = vec![13 + count, CLASS_INTERFACE, 1, count];
    stream.extend((13 + u16::from(count) + details.len() as u16).to_le_bytes());
    stream.extend([0x81, 0, 2, 0, 0, 0, 1]);
    stream.extend(std::iter::repeat_n(0, formats.len()));
    stream.extend(details);

    // The association of both interfaces, then each.
    let mut body = vec![8, 11, 0, 2, VIDEO, 3, 0, 0];
    body.extend([9, 4, 0, 0, 0, VIDEO, 1, 0, 0]);
    body.extend(control);
    body.extend([9, 4, 1, 0, 1, VIDEO, 2, 0, 0]);
    body.extend(stream);
    body.extend([7, 5, 0x81, 2, 0x00, 0x02, 0]);

    let mut descriptor = vec![9, 2];
    descriptor.extend((9 + body.len() as u16).to_le_bytes());
    descriptor.extend([2, 1, 0, 0x80, 250]);
    descriptor.extend(body);
    descriptor
}

/// A format with its frame sizes and colours.
fn format(modes: &[Mode], number: u8, places: &[usize]) -> Vec<u8> {
    let first = &modes[places[0]];
    let sizes = places.len() as u8;
    let mut descriptor = if first.is_jpeg() {
        vec![11, CLASS_INTERFACE, 6, number, sizes, 1, 1, 0, 0, 0, 0]
    } else {
        let mut uncompressed = vec![27, CLASS_INTERFACE, 4, number, sizes];
        // The format's GUID is its four letters and this.
        uncompressed.extend(first.fourcc.as_bytes());
        uncompressed.extend([0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]);
        uncompressed.extend([first.bits_per_pixel().unwrap_or(8), 1, 0, 0, 0, 0]);
        uncompressed
    };
    for (number, mode) in (1..).zip(places.iter().map(|place| &modes[*place])) {
        let count = mode.intervals.len() as u8;
        let subtype = if mode.is_jpeg() { 7 } else { 5 };
        descriptor.extend([26 + 4 * count, CLASS_INTERFACE, subtype, number, 0]);
        descriptor.extend(mode.width.to_le_bytes());
        descriptor.extend(mode.height.to_le_bytes());
        descriptor.extend(1_000_000u32.to_le_bytes());
        descriptor.extend(300_000_000u32.to_le_bytes());
        descriptor.extend(mode.max_bytes().to_le_bytes());
        descriptor.extend(mode.intervals[0].to_le_bytes());
        descriptor.push(count);
        descriptor.extend(mode.intervals.iter().flat_map(|i| i.to_le_bytes()));
    }
    descriptor.extend([6, CLASS_INTERFACE, 0x0d, 1, 1, 4]);
    descriptor
}

/// The stream's present or proposed settings (UVC 1.1 §4.3.1.1).
pub fn stream_settings(mode: &Mode, format: u8, size: u8, interval: u32) -> Vec<u8> {
    let mut settings = vec![1, 0, format, size];
    settings.extend(interval.to_le_bytes());
    settings.extend([0; 10]);
    settings.extend(mode.max_bytes().to_le_bytes());
    settings.extend(PAYLOAD_BYTES.to_le_bytes());
    settings.extend(CLOCK_HZ.to_le_bytes());
    settings.extend([3, 0, 1, 1]);
    settings
}
