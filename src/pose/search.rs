//! Searches the picture while nobody is followed. The detector finds people who stand upright and
//! fill a good part of its picture. A person who lies, hangs or is far away needs other looks:
//! turned squares and parts.

use super::LOST_S;
use super::region::Region;
use super::track_validator::Followed;

/// Looks that follow each other while nobody is found, one per frame. The upright ones come twice
/// in a round, because people walk into the picture.
const ROUND: [Look; 8] = [
    Look::Turned(0),
    Look::Turned(1),
    Look::Turned(3),
    Look::Turned(2),
    Look::Turned(0),
    Look::Part(0),
    Look::Part(-1),
    Look::Part(1),
];

/// A look takes about 12 ms. At first looks follow fast, so that a lost person is found again at
/// once …
const FAST_S: f64 = 0.06;
/// … and for this long; the quarter turns take 0.3 s at 15 frames a second.
const FAST_FOR_S: f64 = 1.0;
/// Then they follow slowly, so that a room with nobody in it costs a tenth of a core.
const SLOW_S: f64 = 0.12;

/// Smallest person score for a person who was found by another look than the upright one. On
/// photographs of people who are cut off by the picture's edge or small in it, 143 of 153 correct
/// readings scored that much, and so did 20 of 39 wrong ones. The limit halves the wrong ones and
/// does no more. (It was chosen on these same photographs.)
pub(super) const SURE: f32 = 0.99;

/// Seconds for which no other person is followed in place of a lost person who was well known. A
/// person who walks by in front hides them for about this long.
const ONLY_THEM_S: f64 = 0.5;
/// Size of the square in which a lost person is looked for, against their region.
const ROUND_ABOUT: f32 = 1.5;

/// Side of a part of the picture against the longer side of the whole. A smaller part finds people
/// who are farther away and cuts off those who are nearer.
const PART: f32 = 0.55;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Look {
    /// The whole picture, turned by quarters.
    Turned(i8),
    /// A square part of the picture: -1 is left or above, 0 the middle, 1 right or below.
    Part(i8),
}

impl Look {
    fn square(self, [width, height]: [u32; 2]) -> Region {
        let whole = Region::around(width, height);
        match self {
            Look::Turned(quarters) => Region {
                rotation_rad: f32::from(quarters) * std::f32::consts::FRAC_PI_2,
                ..whole
            },
            Look::Part(place) => {
                let side_px = whole.side_px * PART;
                let reach = (whole.side_px - side_px) / 2.0 * f32::from(place);
                let [x, y] = whole.centre_px;
                let centre_px = if width >= height {
                    [x + reach, y]
                } else {
                    [x, y + reach]
                };
                Region {
                    centre_px,
                    side_px,
                    ..whole
                }
            }
        }
    }
}

/// All squares in which a single picture is searched after the upright look has found nobody.
pub(super) fn all_but_first(size_px: [u32; 2]) -> impl Iterator<Item = Region> {
    ROUND
        .into_iter()
        .skip(1)
        .filter(|look| *look != ROUND[0])
        .map(move |look| look.square(size_px))
}

/// The looks at a video.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// The time since which the search goes on, and the time of the last look.
    times_s: Option<[f64; 2]>,
    /// Number of looks so far.
    looks: usize,
    /// The person who was lost, and their region.
    missed: Option<Missed>,
}

#[derive(Debug, Clone, Copy)]
struct Missed {
    followed: Followed,
    since_s: f64,
}

impl Search {
    /// Begins the search for a followed person who was lost at `t_s`.
    pub(super) fn lost(&mut self, followed: Followed, t_s: f64) {
        *self = Search {
            missed: Some(Missed {
                followed,
                since_s: t_s,
            }),
            ..Search::default()
        };
    }

    /// The person who was missed a moment ago and is not lost for good: the first look is at their
    /// place. After a while they are no longer known for certain.
    pub(super) fn missed(&self, t_s: f64) -> Option<Followed> {
        let Missed { followed, since_s } = self.missed?;
        let gone_s = t_s - since_s;
        (0.0..LOST_S).contains(&gone_s).then_some(Followed {
            is_known: followed.is_known && gone_s < ONLY_THEM_S,
            ..followed
        })
    }

    /// Smallest person score for the person whom the last look found.
    pub(super) fn least_score(&self, size_px: [u32; 2], square: &Region) -> f32 {
        if *square == ROUND[0].square(size_px) || self.looks == 1 {
            0.0
        } else {
            SURE
        }
    }

    /// The square to look at in this frame, unless it is too soon for another look.
    pub(super) fn look(&mut self, t_s: f64, size_px: [u32; 2]) -> Option<Region> {
        let [since_s, last_s] = match self.times_s {
            Some([since_s, last_s]) if t_s >= last_s => [since_s, last_s],
            // This is the first look, or the video has jumped back.
            _ => [t_s, f64::NEG_INFINITY],
        };
        let pause_s = if t_s - since_s < FAST_FOR_S {
            FAST_S
        } else {
            SLOW_S
        };
        if t_s - last_s < pause_s {
            return None;
        }
        self.times_s = Some([since_s, t_s]);
        let look = self.looks;
        self.looks += 1;
        match (self.missed(t_s), look) {
            (Some(Followed { region, .. }), 0) => Some(Region {
                side_px: region.side_px * ROUND_ABOUT,
                ..region
            }),
            (Some(_), _) => Some(ROUND[(look - 1) % ROUND.len()].square(size_px)),
            (None, _) => Some(ROUND[look % ROUND.len()].square(size_px)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE_PX: [u32; 2] = [640, 480];

    /// The times of the looks in a number of seconds of a video.
    fn looks(search: &mut Search, from_s: f64, seconds: f64, rate_hz: f64) -> Vec<f64> {
        (0..(seconds * rate_hz) as u32)
            .map(|frame| from_s + f64::from(frame) / rate_hz)
            .filter(|&t_s| search.look(t_s, SIZE_PX).is_some())
            .collect()
    }

    #[test]
    fn all_quarter_turns_are_tried_within_three_tenths_of_a_second() {
        for rate_hz in [15.0, 30.0] {
            let mut search = Search::default();
            let mut turns: Vec<f32> = (0..(0.3 * rate_hz) as u32)
                .filter_map(|frame| search.look(f64::from(frame) / rate_hz, SIZE_PX))
                .map(|square| square.rotation_rad.to_degrees().round())
                .collect();
            assert_eq!(turns[0], 0.0);
            turns.sort_by(f32::total_cmp);
            turns.dedup();
            assert_eq!(turns, [0.0, 90.0, 180.0, 270.0], "{rate_hz} Hz");
        }
    }

    #[test]
    fn an_empty_room_is_looked_at_less_and_less_often() {
        for rate_hz in [10.0, 15.0, 30.0, 60.0] {
            let mut search = Search::default();
            let at_first = looks(&mut search, 0.0, 1.0, rate_hz).len();
            let later = looks(&mut search, 1.0, 10.0, rate_hz).len();
            assert!(at_first <= 16, "{rate_hz} Hz: {at_first}");
            assert!(later <= 84, "{rate_hz} Hz: {later} looks in 10 s");
            assert!(later >= 45, "{rate_hz} Hz: {later} looks in 10 s");
        }
    }

    #[test]
    fn somebody_lost_is_looked_for_in_their_place_first() {
        let mut search = Search::default();
        let region = Region {
            centre_px: [200.0, 300.0],
            side_px: 220.0,
            rotation_rad: 1.4,
        };
        let followed = Followed {
            region,
            is_known: true,
        };
        search.lost(followed, 5.0);
        let first = search.look(5.05, SIZE_PX).unwrap();
        assert_eq!(first.centre_px, region.centre_px);
        assert_eq!(first.rotation_rad, region.rotation_rad);
        assert!(first.side_px > region.side_px);
        let second = search.look(5.12, SIZE_PX).unwrap();
        assert_eq!(second, Region::around(640, 480));
        let unsure = Followed {
            is_known: false,
            ..followed
        };
        assert_eq!(search.missed(5.4), Some(followed));
        assert_eq!(search.missed(6.9), Some(unsure));
        assert_eq!(search.missed(7.1), None);
    }

    #[test]
    fn a_video_that_jumps_back_is_looked_at_at_once() {
        let mut search = Search::default();
        assert!(search.look(9.0, SIZE_PX).is_some());
        assert!(search.look(9.01, SIZE_PX).is_none());
        assert!(search.look(2.0, SIZE_PX).is_some());
    }

    #[test]
    fn parts_lie_in_the_picture_along_its_longer_side() {
        for size_px in [[1280, 720], [720, 1280]] {
            let [width, height] = size_px.map(|side| side as f32);
            let parts: Vec<Region> = all_but_first(size_px)
                .filter(|square| square.side_px < width.max(height))
                .collect();
            assert_eq!(parts.len(), 3);
            for part in parts {
                let half = part.side_px / 2.0;
                let [x, y] = part.centre_px;
                assert!(x >= half - 1.0 && x <= width - half + 1.0, "{part:?}");
                assert!(y >= half - 1.0 && y <= height - half + 1.0, "{part:?}");
            }
        }
    }
}
