//! Decides whether an answer can be the person who is followed. The model answers for everything in
//! its region. A person who walks through the picture, or a body that is read the wrong way round,
//! looks to it like any other person.

use std::collections::VecDeque;

use super::landmarks::Reading;
use super::region::Region;
use crate::blazepose::index::{LEFT_HIP, LEFT_SHOULDER, RIGHT_HIP, RIGHT_SHOULDER};

/// Person score below which the landmark model sees no person in its region, so that the followed
/// person is lost (MediaPipe: 0.5). A higher limit loses people in strange poses, a lower one
/// follows furniture.
const MIN_PERSON_SCORE: f32 = 0.5;

/// Largest movement of a person's middle between two frames, in sides of the region. Another person
/// is farther away. 0.25 sides are about as long as the trunk.
const FARTHEST: f32 = 0.25;
/// Largest factor by which a person grows or shrinks between two frames.
const GROWTH: f32 = 1.5;
/// Largest turn of a person between two frames, in degrees. A larger one is an upright person in
/// front of one who lies.
const TURN_DEG: f32 = 60.0;
/// Largest distance of a person's middle beyond the picture's edge, in sides. Legs alone are not
/// worth following.
const BEYOND: f32 = 0.2;
/// Seconds for which such a wild answer is waited out at the person's place.
const WAIT_S: f64 = 0.4;

/// A region that has changed by more than this ([`Region::change`]) within [`RECENT_S`] follows
/// another person. A person who walks by in front takes the landmarks along bit by bit.
const TAKEN_OVER: f32 = 2.0;
/// The seconds for that change.
const RECENT_S: f64 = 0.5;
/// Seconds over which the place to which the person returns is averaged.
const HOME_S: f64 = 3.0;
/// Seconds after which a followed person is known well enough to be told from another one.
const KNOWN_AFTER_S: f64 = 2.0;
/// Seconds for which the person is then awaited at their former place. Walking past them takes
/// about as long.
const HOLD_S: f64 = 0.6;
/// An answer that differs from the region before by no more than this is the person again.
const BACK_AGAIN: f32 = 1.0;

/// Distance of the shoulders below the hips, in sides, from which head and feet are mistaken for
/// one another in a region that is upright by the model's own answer.
const UPSIDE_DOWN: f32 = 0.1;
/// Seconds for which that has to be so.
const UPSIDE_DOWN_S: f64 = 0.3;
/// Seconds within which there is no second search for this reason, because some poses are like
/// that.
const RETRY_S: f64 = 3.0;

/// Whether the model sees a person at all.
pub(super) fn is_person(reading: &Reading) -> bool {
    reading.person_score >= MIN_PERSON_SCORE
}

/// The verdict on an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    /// It may be the person.
    Plausible,
    /// It is another person, or nobody. The next frame reads this region again.
    Wait(Region),
    /// The person has to be detected anew.
    Redetect,
}

/// The doubts about the followed person, over time.
#[derive(Debug, Default)]
pub(super) struct TrackValidator {
    /// Regions of the last moments, the oldest first, with their times. It is empty while nobody is
    /// followed, because the first answer after the detector's may lie anywhere.
    recent: VecDeque<(f64, Region)>,
    /// The place where the person mostly is.
    home: Option<Home>,
    awaited: Option<Awaited>,
    upside_down_s: Option<f64>,
    /// The time of the last search because the body was upside down.
    retried_s: Option<f64>,
}

#[derive(Debug, Clone, Copy)]
struct Home {
    region: Region,
    since_s: f64,
    t_s: f64,
}

impl Home {
    /// The home with one more region of the person.
    fn with(self, region: &Region, t_s: f64) -> Self {
        let share = ((t_s - self.t_s) / HOME_S).clamp(0.0, 1.0) as f32;
        Home {
            region: self.region.towards(region, share),
            t_s,
            ..self
        }
    }
}

/// A person who was followed until now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Followed {
    /// Where they were before their landmarks came into doubt.
    pub(super) region: Region,
    /// Whether they were there for long enough to be told from another person.
    pub(super) is_known: bool,
}

/// A person who is awaited where they were last seen.
#[derive(Debug, Clone, Copy)]
struct Awaited {
    region: Region,
    until_s: f64,
}

impl Awaited {
    /// The verdict on an answer that is not the person.
    fn verdict(self, t_s: f64) -> Verdict {
        if (self.until_s - HOLD_S..self.until_s).contains(&t_s) {
            Verdict::Wait(self.region)
        } else {
            Verdict::Redetect
        }
    }
}

impl TrackValidator {
    /// Stops following, and returns the person who was followed.
    pub(super) fn forget(&mut self) -> Option<Followed> {
        let awaited = self.awaited.map(|awaited| awaited.region);
        let region = awaited.or_else(|| self.recent.front().map(|(_, region)| *region));
        let is_known = self
            .home
            .is_some_and(|home| home.t_s - home.since_s >= KNOWN_AFTER_S);
        *self = TrackValidator {
            retried_s: self.retried_s,
            ..TrackValidator::default()
        };
        region.map(|region| Followed { region, is_known })
    }

    /// Judges the answer for a region of a picture.
    pub(super) fn judge(
        &mut self,
        t_s: f64,
        region: &Region,
        reading: &Reading,
        size_px: [u32; 2],
    ) -> Verdict {
        let [centre, scale] = reading.auxiliary_px;
        let Some(next) = Region::from_points(centre, scale) else {
            return Verdict::Redetect;
        };
        let has_left = is_beyond(&next, size_px);
        if let Some(awaited) = self.awaited {
            if has_left || awaited.region.change(&next) > BACK_AGAIN {
                return awaited.verdict(t_s);
            }
            self.awaited = None;
            self.recent.clear();
        }
        if let Some((_, before)) = self.recent.front().copied() {
            let is_leap = has_left || is_elsewhere(region, &next);
            if is_leap {
                return self.wait_in(*region, t_s + WAIT_S);
            } else if self.is_taken_over(&before, &next) {
                return self.wait_in(before, t_s + HOLD_S);
            }
        } else if has_left {
            return Verdict::Redetect;
        }
        self.follow(t_s, next);
        if self.may_be_upside_down(t_s, &next, reading) {
            Verdict::Redetect
        } else {
            Verdict::Plausible
        }
    }

    /// Begins to wait for the person at their place.
    fn wait_in(&mut self, region: Region, until_s: f64) -> Verdict {
        self.awaited = Some(Awaited { region, until_s });
        Verdict::Wait(region)
    }

    /// Takes in an answer that is the person's.
    fn follow(&mut self, t_s: f64, next: Region) {
        let is_recent = |&(then_s, _): &(f64, Region)| (0.0..=RECENT_S).contains(&(t_s - then_s));
        self.recent.retain(is_recent);
        self.recent.push_back((t_s, next));
        let home = self.home.unwrap_or(Home {
            region: next,
            since_s: t_s,
            t_s,
        });
        self.home = Some(home.with(&next, t_s));
    }

    /// Whether a new search is due because the body has been upside down for a while.
    fn may_be_upside_down(&mut self, t_s: f64, next: &Region, reading: &Reading) -> bool {
        if !is_upside_down(next, reading) {
            self.upside_down_s = None;
            return false;
        }
        let since_s = *self.upside_down_s.get_or_insert(t_s);
        let is_recent = |last_s| (0.0..RETRY_S).contains(&(t_s - last_s));
        let is_due = t_s - since_s >= UPSIDE_DOWN_S && !self.retried_s.is_some_and(is_recent);
        if is_due {
            self.retried_s = Some(t_s);
        }
        is_due
    }

    /// Whether the region has gone over from the person to another one.
    fn is_taken_over(&self, before: &Region, next: &Region) -> bool {
        // The region of a person changes as fast on the way back from a wrong place as on the way
        // there.
        let returns = |home: Home| home.region.change(next) < home.region.change(before);
        before.change(next) > TAKEN_OVER && !self.home.is_some_and(returns)
    }
}

fn is_elsewhere(from: &Region, to: &Region) -> bool {
    let [x, y] = from.from_picture(to.centre_px);
    let growth = to.side_px / from.side_px;
    let turn = from.rotation_rad - to.rotation_rad;
    x.hypot(y) > FARTHEST
        || !(1.0 / GROWTH..=GROWTH).contains(&growth)
        || turn.cos() < TURN_DEG.to_radians().cos()
}

fn is_beyond(region: &Region, size_px: [u32; 2]) -> bool {
    region.centre_px.iter().zip(size_px).any(|(&at, size)| {
        let beyond = (at - size as f32).max(-at);
        beyond > BEYOND * region.side_px
    })
}

fn is_upside_down(region: &Region, reading: &Reading) -> bool {
    let height = |a: usize, b: usize| {
        let [a, b] = [a, b].map(|n| {
            let landmark = &reading.landmarks[n];
            region.from_picture([landmark.x_px, landmark.y_px])[1]
        });
        (a + b) / 2.0
    };
    height(LEFT_SHOULDER, RIGHT_SHOULDER) - height(LEFT_HIP, RIGHT_HIP) > UPSIDE_DOWN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blazepose::LANDMARKS;
    use crate::pose::Landmark;

    const SIZE_PX: [u32; 2] = [640, 480];
    const RATE_HZ: f64 = 15.0;

    /// Somebody at `x`, with the head `up_px` above the hips (below where negative) and the
    /// region's word on that.
    fn reading(x: f32, up_px: f32, region_up_px: f32) -> Reading {
        let mut landmarks = [Landmark::default(); LANDMARKS];
        for n in [LEFT_HIP, RIGHT_HIP] {
            (landmarks[n].x_px, landmarks[n].y_px) = (x, 250.0);
        }
        for n in [LEFT_SHOULDER, RIGHT_SHOULDER] {
            (landmarks[n].x_px, landmarks[n].y_px) = (x, 250.0 - up_px);
        }
        Reading {
            person_score: 1.0,
            landmarks,
            world_m: [[0.0; 3]; LANDMARKS],
            auxiliary_px: [[x, 250.0], [x, 250.0 - region_up_px]],
        }
    }

    /// Verdicts on a video. The next region is the one that was read or the one to wait in.
    fn verdicts(video: impl IntoIterator<Item = Reading>) -> Vec<Verdict> {
        let mut validator = TrackValidator::default();
        let mut region = None;
        let mut verdicts = Vec::new();
        for (frame, reading) in video.into_iter().enumerate() {
            let next = next(&reading);
            let from = region.unwrap_or(next);
            let verdict = validator.judge(frame as f64 / RATE_HZ, &from, &reading, SIZE_PX);
            region = match verdict {
                Verdict::Plausible => Some(next),
                Verdict::Wait(region) => Some(region),
                Verdict::Redetect => None,
            };
            verdicts.push(verdict);
        }
        verdicts
    }

    fn next(reading: &Reading) -> Region {
        let [centre, scale] = reading.auxiliary_px;
        Region::from_points(centre, scale).unwrap()
    }

    #[test]
    fn somebody_who_exercises_is_plausible() {
        let sway = |frame: i32| 320.0 + 30.0 * (frame as f32 * 0.3).sin();
        let video = (0..60).map(|frame| reading(sway(frame), 80.0, 120.0));
        assert!(verdicts(video).iter().all(|v| *v == Verdict::Plausible));
    }

    #[test]
    fn a_leap_is_waited_out_and_then_looked_into() {
        let leap = |frame| {
            if (5..8).contains(&frame) {
                480.0
            } else {
                300.0
            }
        };
        let short = verdicts((0..12).map(|frame| reading(leap(frame), 80.0, 120.0)));
        let home = next(&reading(300.0, 80.0, 120.0));
        assert_eq!(short[5..8], [Verdict::Wait(home); 3]);
        assert_eq!(short[8], Verdict::Plausible);
        let long = verdicts(
            (0..13).map(|frame| reading(if frame < 5 { 300.0 } else { 480.0 }, 80.0, 120.0)),
        );
        assert_eq!(long[5], Verdict::Wait(home));
        assert_eq!(long[12], Verdict::Redetect);
    }

    /// Somebody at 300 whose landmarks are taken along to the right, faster than people exercise
    /// but without a leap.
    fn taken_along(frame: i32) -> f32 {
        300.0 + 20.0 * (frame - 60).max(0) as f32
    }

    #[test]
    fn somebody_who_is_walked_past_is_awaited_where_they_were() {
        let back_at = 70;
        let video = (0..90).map(|frame| {
            let x = if frame < back_at {
                taken_along(frame)
            } else {
                300.0
            };
            reading(x, 80.0, 120.0)
        });
        let seen = verdicts(video);
        let first = seen.iter().position(|v| *v != Verdict::Plausible).unwrap();
        assert!((61..66).contains(&first), "{first}");
        let Verdict::Wait(home) = seen[first] else {
            panic!("{:?}", seen[first]);
        };
        assert!((home.centre_px[0] - 300.0).abs() < 1.0, "{home:?}");
        assert_eq!(
            seen[first..back_at as usize],
            vec![Verdict::Wait(home); 70 - first]
        );
        assert!(
            seen[back_at as usize..]
                .iter()
                .all(|v| *v == Verdict::Plausible)
        );
    }

    #[test]
    fn a_person_who_does_not_come_back_is_searched_for() {
        let seen = verdicts((0..90).map(|frame| reading(taken_along(frame.min(66)), 80.0, 120.0)));
        let waited = seen
            .iter()
            .filter(|v| matches!(v, Verdict::Wait(_)))
            .count();
        assert!(
            (waited as f64 / RATE_HZ - HOLD_S).abs() < 0.1,
            "{waited} frames"
        );
        assert!(seen.contains(&Verdict::Redetect));
    }

    #[test]
    fn a_return_as_fast_as_the_landmarks_were_taken_along_is_the_person() {
        let way = |frame: i32| match frame {
            0..60 => 300.0,
            60..64 => 300.0 + 18.0 * (frame - 60) as f32,
            64..68 => 300.0 + 18.0 * (68 - frame) as f32,
            _ => 300.0,
        };
        let seen = verdicts((0..90).map(|frame| reading(way(frame), 80.0, 120.0)));
        assert!(
            seen[66..].iter().all(|v| *v == Verdict::Plausible),
            "{seen:?}"
        );
    }

    #[test]
    fn only_a_person_who_was_followed_for_long_is_known() {
        for (frames, is_known) in [(20, false), (40, true)] {
            let mut validator = TrackValidator::default();
            let reading = reading(300.0, 80.0, 120.0);
            let region = next(&reading);
            for frame in 0..frames {
                validator.judge(f64::from(frame) / RATE_HZ, &region, &reading, SIZE_PX);
            }
            assert_eq!(validator.forget(), Some(Followed { region, is_known }));
        }
        assert_eq!(TrackValidator::default().forget(), None);
    }

    #[test]
    fn somebody_out_of_the_picture_is_not_followed() {
        let video = [reading(-90.0, 80.0, 120.0)];
        assert_eq!(verdicts(video), [Verdict::Redetect]);
    }

    #[test]
    fn a_body_upside_down_is_looked_at_again_but_not_all_the_time() {
        let video = (0..45).map(|_| reading(320.0, -60.0, 120.0));
        let seen = verdicts(video);
        let again = seen.iter().filter(|v| **v == Verdict::Redetect).count();
        assert_eq!(again, 1, "{seen:?}");
        assert_eq!(seen[0], Verdict::Plausible);
    }
}
