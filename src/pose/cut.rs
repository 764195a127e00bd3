//! Finds cuts in a video. After a cut, nothing that was known about the person holds.

use image::RgbImage;

/// Numbers of compared places across and down the picture.
const GRID: [u32; 2] = [16, 12];
/// Mean difference of their grey levels, of 255, from which two frames belong to different shots. A
/// dark person in front of a light wall who fills a third of the picture and moves by half their
/// width from one frame to the next stays below it.
const CUT: f32 = 45.0;

/// Compares each frame with the one before.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    levels: Vec<u8>,
}

impl Cuts {
    /// Whether this frame begins another shot than the one before.
    pub(super) fn is_cut(&mut self, picture: &RgbImage) -> bool {
        let [width, height] = [picture.width(), picture.height()];
        if picture.is_empty() {
            return false;
        }
        let is_first = self.levels.is_empty();
        self.levels.resize((GRID[0] * GRID[1]) as usize, 0);
        let mut sum = 0_u32;
        for (k, level) in (0..).zip(&mut self.levels) {
            let [column, row] = [k % GRID[0], k / GRID[0]];
            let [x, y] = [
                (2 * column + 1) * width / (2 * GRID[0]),
                (2 * row + 1) * height / (2 * GRID[1]),
            ];
            let [_, green, _] = picture.get_pixel(x, y).0;
            sum += u32::from(green.abs_diff(*level));
            *level = green;
        }
        !is_first && sum as f32 > CUT * self.levels.len() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// A grey room with somebody dark who fills a third of it.
    fn room(grey: u8, person_x: u32) -> RgbImage {
        RgbImage::from_fn(96, 72, |x, _| {
            let is_person = (person_x..person_x + 32).contains(&x);
            Rgb([if is_person { 40 } else { grey }; 3])
        })
    }

    #[test]
    fn somebody_who_moves_is_no_cut() {
        let mut cuts = Cuts::default();
        let video = [10, 20, 30, 46, 62].map(|x| cuts.is_cut(&room(150, x)));
        assert_eq!(video, [false; 5]);
    }

    #[test]
    fn another_room_is_a_cut_once() {
        let mut cuts = Cuts::default();
        let video = [150, 150, 230, 230, 60].map(|grey| cuts.is_cut(&room(grey, 30)));
        assert_eq!(video, [false, false, true, false, true]);
    }

    #[test]
    fn any_size_is_fine() {
        let mut cuts = Cuts::default();
        for (width, height) in [(0, 0), (1, 1), (3, 200), (0, 0)] {
            cuts.is_cut(&RgbImage::new(width, height));
        }
    }
}
