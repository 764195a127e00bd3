//! A format, size and set of rates that the camera offers, with the pictures it sends in it.

pub struct Mode {
    pub fourcc: String,
    pub width: u16,
    pub height: u16,
    /// In 100 ns, as USB Video Class counts.
    pub intervals: Vec<u32>,
    pub frames: Vec<Vec<u8>>,
}

impl Mode {
    /// Reads `FOURCC:WIDTHxHEIGHT:RATE[,RATE..][:CLIP]`.
    pub fn parse(text: &str) -> Self {
        let parts: Vec<&str> = text.splitn(4, ':').collect();
        let [fourcc, size, rates, ..] = parts[..] else {
            panic!("{text:?}: FOURCC:WIDTHxHEIGHT:RATE is missing something");
        };
        let (width, height) = size.split_once('x').expect("WIDTHxHEIGHT");
        let interval = |rate: &str| match rate.strip_prefix('i') {
            Some(interval) => interval.parse().expect("an interval in 100 ns"),
            None => 10_000_000 / rate.parse::<u32>().expect("frames per second"),
        };
        let mut mode = Self {
            fourcc: fourcc.to_owned(),
            width: width.parse().expect("a width"),
            height: height.parse().expect("a height"),
            intervals: rates.split(',').map(interval).collect(),
            frames: Vec::new(),
        };
        mode.frames = match parts.get(3) {
            Some(clip) => mode.split(&std::fs::read(clip).expect("the clip")),
            None => vec![vec![0x80; mode.raw_bytes().unwrap_or(4096)]],
        };
        assert!(!mode.frames.is_empty(), "{text:?}: the clip has no frame");
        mode
    }

    pub fn is_jpeg(&self) -> bool {
        self.fourcc == "MJPG"
    }

    pub fn bits_per_pixel(&self) -> Option<u8> {
        match self.fourcc.as_str() {
            "YUY2" => Some(16),
            "NV12" => Some(12),
            "Y800" => Some(8),
            _ => None,
        }
    }

    fn raw_bytes(&self) -> Option<usize> {
        let pixels = usize::from(self.width) * usize::from(self.height);
        self.bits_per_pixel()
            .map(|bits| pixels * usize::from(bits) / 8)
    }

    /// Size of the buffer that the driver is told to have ready.
    pub fn max_bytes(&self) -> u32 {
        let compressed = usize::from(self.width) * usize::from(self.height) * 2;
        self.raw_bytes().unwrap_or(compressed) as u32
    }

    fn split(&self, clip: &[u8]) -> Vec<Vec<u8>> {
        match self.raw_bytes() {
            Some(length) => clip.chunks_exact(length).map(<[u8]>::to_vec).collect(),
            None => split_jpegs(clip),
        }
    }
}

/// JPEG pictures end with the bytes FF D9, which occur nowhere else in them.
fn split_jpegs(clip: &[u8]) -> Vec<Vec<u8>> {
    let mut pictures = Vec::new();
    let mut rest = clip;
    while let Some(end) = rest.windows(2).position(|pair| pair == [0xff, 0xd9]) {
        let (picture, after) = rest.split_at(end + 2);
        pictures.push(picture.to_vec());
        rest = after;
    }
    pictures
}
