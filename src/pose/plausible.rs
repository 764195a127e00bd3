//! Can this be the person who is followed? The network answers for whatever lies in its region;
//! somebody who walks through the picture, or a body taken the wrong way round, looks to it like
//! any other person.

use super::index::{LEFT_HIP, LEFT_SHOULDER, RIGHT_HIP, RIGHT_SHOULDER};
use super::landmarks::Reading;
use super::region::Region;

/// Below this the landmark network sees no person in its region: whoever was followed is lost
/// (MediaPipe: 0.5). Higher loses people in strange poses, lower follows furniture.
const MIN_PERSON_SCORE: f32 = 0.5;

/// Between two frames a person's middle moves at most this many sides of the region; somebody
/// else is farther away. 0.25 sides are about as long as the trunk.
const FARTHEST: f32 = 0.25;
/// Nor does a person grow or shrink by more than this factor, to either side.
const GROWTH: f32 = 1.5;
/// Nor turn by more, in degrees: somebody upright before somebody who lies.
const TURN_DEG: f32 = 60.0;
/// How far beyond the picture's edge a person's middle may be, in sides: legs alone are not
/// worth following.
const BEYOND: f32 = 0.2;
/// How long a wild answer is waited out where the person was, in seconds: as long as somebody who
/// walks by hides them.
const WAIT_S: f64 = 0.4;

/// Shoulders below the hips by more than this, in sides, in a region that is upright by the
/// network's own word: head and feet are taken for one another.
const UPSIDE_DOWN: f32 = 0.1;
/// For how long that has to be so, in seconds.
const UPSIDE_DOWN_S: f64 = 0.3;
/// Nobody is looked for again because of it within this time: some poses are like that.
const RETRY_S: f64 = 3.0;

/// Whether the network sees a person at all.
pub(super) fn is_person(reading: &Reading) -> bool {
    reading.person_score >= MIN_PERSON_SCORE
}

/// What to make of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may be the person.
    Plausible,
    /// It is somebody else, or nobody: ask again at the same place in the next frame.
    Wait,
    /// The person has to be found anew.
    LookAgain,
}

/// What speaks against the one who is followed, over time.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Whether somebody is followed: the first answer after the detector's may lie anywhere.
    is_following: bool,
    elsewhere_s: Option<f64>,
    upside_down_s: Option<f64>,
    /// When somebody was last looked for because the body was upside down.
    retried_s: Option<f64>,
}

impl Doubts {
    /// Nobody is followed any longer.
    pub(super) fn forget(&mut self) {
        *self = Doubts {
            retried_s: self.retried_s,
            ..Doubts::default()
        };
    }

    /// Judges what was read from a region of a picture.
    pub(super) fn judge(
        &mut self,
        t_s: f64,
        region: &Region,
        reading: &Reading,
        size_px: [u32; 2],
    ) -> Verdict {
        let [centre, scale] = reading.auxiliary_px;
        let Some(next) = Region::from_points(centre, scale) else {
            return Verdict::LookAgain;
        };
        let has_left = is_beyond(&next, size_px);
        if has_left || (self.is_following && is_elsewhere(region, &next)) {
            let since_s = *self.elsewhere_s.get_or_insert(t_s);
            let has_waited = !(0.0..WAIT_S).contains(&(t_s - since_s));
            return if has_waited || !self.is_following {
                Verdict::LookAgain
            } else {
                Verdict::Wait
            };
        }
        self.elsewhere_s = None;
        self.is_following = true;

        if !is_upside_down(&next, reading) {
            self.upside_down_s = None;
            return Verdict::Plausible;
        }
        let since_s = *self.upside_down_s.get_or_insert(t_s);
        let is_lasting = t_s - since_s >= UPSIDE_DOWN_S;
        let may_retry = self
            .retried_s
            .is_none_or(|last_s| !(0.0..RETRY_S).contains(&(t_s - last_s)));
        if is_lasting && may_retry {
            self.retried_s = Some(t_s);
            return Verdict::LookAgain;
        }
        Verdict::Plausible
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
    use crate::pose::{LANDMARKS, Landmark};

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
            features: None,
        }
    }

    /// Verdicts on a film; the region follows what is plausible.
    fn verdicts(film: impl IntoIterator<Item = Reading>) -> Vec<Verdict> {
        let mut doubts = Doubts::default();
        let mut region = None;
        let mut verdicts = Vec::new();
        for (frame, reading) in film.into_iter().enumerate() {
            let [centre, scale] = reading.auxiliary_px;
            let next = Region::from_points(centre, scale).unwrap();
            let verdict = doubts.judge(
                frame as f64 / RATE_HZ,
                &region.unwrap_or(next),
                &reading,
                SIZE_PX,
            );
            if verdict == Verdict::Plausible {
                region = Some(next);
            }
            verdicts.push(verdict);
        }
        verdicts
    }

    #[test]
    fn somebody_who_exercises_is_plausible() {
        let sway = |frame: i32| 320.0 + 30.0 * (frame as f32 * 0.3).sin();
        let film = (0..60).map(|frame| reading(sway(frame), 80.0, 120.0));
        assert!(verdicts(film).iter().all(|v| *v == Verdict::Plausible));
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
        assert_eq!(short[5..8], [Verdict::Wait; 3]);
        assert_eq!(short[8], Verdict::Plausible);
        let long = verdicts(
            (0..13).map(|frame| reading(if frame < 5 { 300.0 } else { 480.0 }, 80.0, 120.0)),
        );
        assert_eq!(long[5], Verdict::Wait);
        assert_eq!(long[12], Verdict::LookAgain);
    }

    #[test]
    fn somebody_out_of_the_picture_is_not_followed() {
        let film = [reading(-90.0, 80.0, 120.0)];
        assert_eq!(verdicts(film), [Verdict::LookAgain]);
    }

    #[test]
    fn a_body_upside_down_is_looked_at_again_but_not_all_the_time() {
        let film = (0..45).map(|_| reading(320.0, -60.0, 120.0));
        let seen = verdicts(film);
        let again = seen.iter().filter(|v| **v == Verdict::LookAgain).count();
        assert_eq!(again, 1, "{seen:?}");
        assert_eq!(seen[0], Verdict::Plausible);
    }
}
