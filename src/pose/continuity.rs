//! Is this still the same person in the same picture? The only place that answers this question.
//!
//! Landmarks move because a body moves. They also move because a video was cut, the camera was
//! pushed, or the model was mistaken for a moment. What was learned from earlier frames (the floor,
//! the head's direction, the start pose) holds in the first case, is void in the second and has to
//! be left alone in the third. The judge tells these cases apart from the landmarks themselves, so
//! that a recorded track of landmarks is judged as a camera is.

use std::collections::VecDeque;

use glam::Vec2;

use super::Pose;
use super::joints::{self, Landmarks, MOVING};
use super::motion::Samples;
use crate::blazepose::{Joint, Side};

/// Number of a run of frames that show one person in one picture. It grows with every cut and with
/// every person who is found in another place; some numbers are left out. Everything that was measured
/// against the floor, the camera or the start pose belongs to one track. 0 is the track of a single
/// picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TrackId(pub u32);

/// How the person of a frame follows from the frames before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Continuity {
    /// The same person in the same picture, moving as a body can move. Frames without anybody may
    /// lie in between, for up to 2 s. The frame after a glitch that ended well is `Same` too.
    Same,
    /// The landmarks are in a place that no body gets to in this time. They may come back within
    /// 0.8 s, and then go on with their old track. Nothing is to be judged from such a frame, and
    /// nothing that was under way ends with it. The track is the one that will have begun if they
    /// don't come back; whenever the landmarks jump once more, another one begins.
    Glitch,
    /// The first frame of another picture: a cut in a video, a camera that was pushed, or landmarks
    /// that jumped and did not come back. What was learned from the picture before is void, and
    /// what is measured against it has ended with the last frame that was `Same`. The track is a new one, or
    /// the one that the frames of the glitch were said to be on.
    Cut,
    /// The first frame with a person after at least 2 s without, and the very first one. The track
    /// is the one of before where the person is found in the same place: then everything that was
    /// learned holds. Otherwise it is a new one: the camera may be the same, but the body is to be
    /// measured afresh.
    #[default]
    Found,
}

/// A person who is not seen for longer than this, in seconds, is lost, and is then found anew
/// (specification §0.8). Shorter gaps are dropped frames.
pub const LOST_S: f64 = 2.0;

/// Landmarks that jumped are back within this time, or the picture is another one. A tracker that
/// has lost a person needs some tenths of a second to find them again.
const GLITCH_S: f64 = 0.8;

/// Mid-hip or mid-shoulder that is farther than this from its place a frame ago has jumped: in torso
/// lengths, and in torso lengths per second (2.2 m/s, twice as fast as the shoulders in a quick
/// full sit-up) for a time of at most …
const JUMP_TORSO: f32 = 0.35;
const JUMP_TORSO_S: f32 = 4.5;
/// … this many seconds. After a longer gap a person may be anywhere near.
const JUMP_GAP_S: f64 = 0.2;

/// Hips that go faster than this, in torso lengths per second (0.7 m/s), are seen in another picture.
/// Dropping into child's pose comes near it.
const HIPS_TORSO_S: f32 = 1.5;

/// A body that moves rests on something. In all exercises at least two of the joints stay about
/// where they are while the others move fast. Where even the slowest joint and all but it go faster
/// than these, in torso lengths per second, the picture is another one. Cuts in which the hips
/// happen to stay in the same place, spread over four frames by a smoothing filter, read 0.45 to
/// 1.1 and 0.8 to 1.6 on real people; brisk crunches read up to 0.56 and 0.68, squats 0.2 and 1.4.
const ALL_MOVE_TORSO_S: [f32; 2] = [0.3, 0.75];
/// With fewer visible joints it can't be said that all of them move.
const ALL: usize = 4;
/// The place of the hips in [`MOVING`].
const HIP: usize = 3;

/// A jump that is spread over some frames is noticed up to this long after it began.
const NOTICED_S: f64 = 0.4;
/// The same place again, in torso lengths. Jitter moves landmarks by 0.02 to 0.04; a movement goes on
/// beyond this.
const SAME_PLACE_TORSO: f32 = 0.2;
/// A body that was moving when its landmarks jumped has gone on meanwhile. Landmarks that jump once
/// more are back where they land within this many torso lengths per second of where they were: the
/// middle of both ankles goes at 0.85 when one leg is raised within a second.
const GOES_ON_TORSO_S: f32 = 1.0;

/// The torso length that distances are compared with follows the body within these seconds. A second is
/// long beside a glitch and short beside a walk towards the camera.
const TORSO_S: f64 = 1.0;
/// The side that counts as nearer is a mean over about this time.
const NEAR_S: f64 = 1.0;
/// The nearer side changes over only from this much evidence on.
const NEAR_SWITCH: f32 = 0.05;

/// Decides, frame by frame, how the person follows from the frames before. Reads landmarks and time
/// only: the same frames give the same answers.
#[derive(Debug, Clone, Default)]
pub struct ContinuityJudge {
    track: TrackId,
    /// The highest number given so far.
    latest: TrackId,
    /// The person of the present track; none before the first.
    person: Option<Person>,
    glitch: Option<Glitch>,
    /// The image was cut since the last frame with a person.
    image_cut: bool,
}

impl ContinuityJudge {
    /// Judges a frame and writes the answer into its pose. `pose` is none where nobody is in the
    /// frame. `image_cut` says that the image itself is that of another shot than the one before;
    /// false where there is no image to tell by.
    pub fn step(&mut self, t_s: f64, pose: Option<&mut Pose>, image_cut: bool) {
        self.image_cut |= image_cut;
        if let Some(pose) = pose {
            let image_cut = std::mem::take(&mut self.image_cut);
            pose.continuity = self.judge(t_s, &pose.landmarks, image_cut);
            pose.track = match pose.continuity {
                Continuity::Glitch => self.latest,
                _ => self.track,
            };
        }
    }

    /// Forgets the person: the next one is found on a new track.
    pub fn forget(&mut self) {
        self.person = None;
        self.glitch = None;
        self.image_cut = false;
    }

    fn judge(&mut self, t_s: f64, landmarks: &Landmarks, image_cut: bool) -> Continuity {
        let stance = Stance::of(t_s, landmarks);
        let Some(person) = &mut self.person else {
            return self.begin(stance, landmarks, Continuity::Found);
        };
        let is_elsewhere = !stance.is_near(&person.last, SAME_PLACE_TORSO * person.torso_px);
        if image_cut && (is_elsewhere || stance.has_other_trunk(&person.last, person.torso_px)) {
            return self.begin(stance, landmarks, Continuity::Cut);
        }
        if t_s - person.last.t_s > LOST_S {
            return self.find_again(stance, landmarks);
        }
        let is_fast = if person.jumps_to(&stance) {
            let lands = |glitch: &Glitch| glitch.is_landing(&stance);
            if self.glitch.as_ref().is_some_and(lands) {
                return self.come_back(stance, landmarks);
            }
            let jumped = Person::begin(stance, landmarks);
            let before = std::mem::replace(person, jumped);
            let glitch = self
                .glitch
                .get_or_insert_with(|| Glitch::after_jump(t_s, &before));
            glitch.set_aside.get_or_insert(before);
            true
        } else {
            person.note(stance, landmarks);
            person.is_too_fast(landmarks)
        };
        if is_fast {
            self.latest.0 += 1;
        }
        match &self.glitch {
            None if !is_fast => return Continuity::Same,
            None => self.glitch = Some(Glitch::of_fast(t_s, person)),
            Some(glitch) if !is_fast && glitch.is_back(&stance) => {
                return self.come_back(stance, landmarks);
            }
            Some(glitch) if t_s - glitch.at_s >= GLITCH_S => {
                self.track = self.latest;
                self.person = Some(Person::begin(stance, landmarks));
                self.glitch = None;
                return Continuity::Cut;
            }
            Some(_) => {}
        }
        Continuity::Glitch
    }

    /// A new track begins with this frame.
    fn begin(&mut self, stance: Stance, landmarks: &Landmarks, how: Continuity) -> Continuity {
        self.latest.0 += 1;
        self.track = self.latest;
        self.person = Some(Person::begin(stance, landmarks));
        self.glitch = None;
        how
    }

    /// The landmarks are back where they were: what was set aside goes on.
    fn come_back(&mut self, stance: Stance, landmarks: &Landmarks) -> Continuity {
        if let Some(mut person) = self.glitch.take().and_then(|glitch| glitch.set_aside) {
            person.note(stance, landmarks);
            self.person = Some(person);
        }
        Continuity::Same
    }

    /// Somebody is seen after a long time without anybody.
    fn find_again(&mut self, stance: Stance, landmarks: &Landmarks) -> Continuity {
        let set_aside = self.glitch.take().and_then(|glitch| glitch.set_aside);
        let Some(mut person) = set_aside.or_else(|| self.person.take()) else {
            return self.begin(stance, landmarks, Continuity::Found);
        };
        let far_px = SAME_PLACE_TORSO * person.torso_px;
        let is_in_place = [person.first(), &person.last]
            .iter()
            .any(|stood| stance.is_near(stood, far_px));
        if !is_in_place {
            return self.begin(stance, landmarks, Continuity::Found);
        }
        person.note(stance, landmarks);
        self.person = Some(person);
        Continuity::Found
    }
}

/// Where a body stands: the middles of its joints, which an exchange of left and right leaves in
/// place.
#[derive(Debug, Clone, Copy)]
struct Stance {
    t_s: f64,
    shoulders: Vec2,
    hips: Vec2,
    knees: Vec2,
    ankles: Vec2,
}

impl Stance {
    fn of(t_s: f64, landmarks: &Landmarks) -> Self {
        let mid = |joint| joints::mid(landmarks, joint);
        Stance {
            t_s,
            shoulders: mid(Joint::Shoulder),
            hips: mid(Joint::Hip),
            knees: mid(Joint::Knee),
            ankles: mid(Joint::Ankle),
        }
    }

    /// Whether hips, knees and ankles are within `far_px` of where they were in another frame. What
    /// a body rests on lies among them.
    fn is_near(&self, other: &Stance, far_px: f32) -> bool {
        [
            (self.hips, other.hips),
            (self.knees, other.knees),
            (self.ankles, other.ankles),
        ]
        .iter()
        .all(|(a, b)| a.distance(*b) <= far_px)
    }

    /// Whether the shoulders are in another place than in another frame: seen from the other side, a
    /// body may have its hips where they were.
    fn has_other_trunk(&self, other: &Stance, torso_px: f32) -> bool {
        self.shoulders.distance(other.shoulders) > SAME_PLACE_TORSO * torso_px
    }
}

/// How a person moved in the last moments.
#[derive(Debug, Clone)]
struct Person {
    /// The torso length that distances are compared with.
    torso_px: f32,
    /// Evidence that the left side is nearer, a running mean, and the side that follows from it.
    left_is_nearer: f32,
    near: Side,
    /// The places of the nearer side's [`MOVING`] joints.
    joints: [Samples; MOVING.len()],
    /// Never empty: the last moments, and the newest stance that is older than those.
    stances: VecDeque<Stance>,
    /// The newest stance.
    last: Stance,
}

impl Person {
    fn begin(stance: Stance, landmarks: &Landmarks) -> Self {
        let left_is_nearer = joints::left_is_nearer(landmarks);
        let mut person = Person {
            torso_px: joints::torso_px(landmarks).max(1.0),
            left_is_nearer,
            near: joints::nearer_side(left_is_nearer),
            joints: Default::default(),
            stances: VecDeque::new(),
            last: stance,
        };
        person.note(stance, landmarks);
        person
    }

    /// The stance of some tenths of a second ago.
    fn first(&self) -> &Stance {
        self.stances.front().unwrap_or(&self.last)
    }

    /// Takes a frame that goes on from the one before.
    fn note(&mut self, stance: Stance, landmarks: &Landmarks) {
        let t_s = stance.t_s;
        let share = |time_s: f64| ((t_s - self.last.t_s) / time_s).clamp(0.0, 1.0) as f32;
        self.torso_px += share(TORSO_S) * (joints::torso_px(landmarks) - self.torso_px);
        self.torso_px = self.torso_px.max(1.0);
        self.left_is_nearer +=
            share(NEAR_S) * (joints::left_is_nearer(landmarks) - self.left_is_nearer);
        let near = joints::nearer_side(self.left_is_nearer);
        if near != self.near && self.left_is_nearer.abs() > NEAR_SWITCH {
            self.near = near;
            self.joints = Default::default();
        }
        for (joint, samples) in MOVING.into_iter().zip(&mut self.joints) {
            if joints::is_seen(landmarks, self.near, joint) {
                let at = joints::at(landmarks, self.near, joint);
                samples.note(t_s, at.to_array(), NOTICED_S);
            }
        }
        let is_old = |stance: &Stance| t_s - stance.t_s > NOTICED_S;
        while self.stances.get(1).is_some_and(is_old) {
            self.stances.pop_front();
        }
        self.stances.push_back(stance);
        self.last = stance;
    }

    /// Whether hips or shoulders would have to go faster than a body can, to get to a stance.
    fn jumps_to(&self, stance: &Stance) -> bool {
        let since_s = (stance.t_s - self.last.t_s).clamp(0.0, JUMP_GAP_S) as f32;
        let far_px = (JUMP_TORSO + JUMP_TORSO_S * since_s) * self.torso_px;
        self.last.shoulders.distance(stance.shoulders) > far_px
            || self.last.hips.distance(stance.hips) > far_px
    }

    /// Whether the hips, or all of the body, went faster over the last moments than a body does in
    /// any exercise.
    fn is_too_fast(&self, landmarks: &Landmarks) -> bool {
        let hips_px_s = self.joints[HIP].speed();
        let [slowest, second] = ALL_MOVE_TORSO_S.map(|torso_s| torso_s * self.torso_px);
        hips_px_s.is_some_and(|px_s| px_s > HIPS_TORSO_S * self.torso_px)
            || self
                .two_slowest(landmarks)
                .is_some_and(|px_s| px_s[0] > slowest && px_s[1] > second)
    }

    /// Pixels per second of the two slowest joints; unknown where too few are seen.
    fn two_slowest(&self, landmarks: &Landmarks) -> Option<[f32; 2]> {
        let joints = MOVING.into_iter().zip(&self.joints);
        let seen = joints.filter(|(joint, _)| joints::is_seen(landmarks, self.near, *joint));
        let px_s: Option<Vec<f32>> = seen.map(|(_, samples)| samples.speed()).collect();
        let mut px_s = px_s?;
        px_s.sort_unstable_by(f32::total_cmp);
        (px_s.len() >= ALL).then(|| [px_s[0], px_s[1]])
    }
}

/// Landmarks that have jumped and may come back.
#[derive(Debug, Clone)]
struct Glitch {
    at_s: f64,
    torso_px: f32,
    /// Where the body was: some tenths of a second before, and in the frame before.
    stood: [Stance; 2],
    /// The person as they were before a jump from one frame to the next. None where the body only
    /// went too fast: then the frames since belong to the same movement.
    set_aside: Option<Person>,
}

impl Glitch {
    fn after_jump(at_s: f64, before: &Person) -> Self {
        Glitch {
            at_s,
            torso_px: before.torso_px,
            stood: [*before.first(), before.last],
            set_aside: None,
        }
    }

    /// The frame before belongs to the jump already.
    fn of_fast(at_s: f64, person: &Person) -> Self {
        Glitch {
            at_s,
            torso_px: person.torso_px,
            stood: [*person.first(); 2],
            set_aside: None,
        }
    }

    /// Whether the body is where it was.
    fn is_back(&self, stance: &Stance) -> bool {
        let far_px = SAME_PLACE_TORSO * self.torso_px;
        self.stood.iter().any(|stood| stance.is_near(stood, far_px))
    }

    /// Whether landmarks that jump once more land where the body can have gone on to.
    fn is_landing(&self, stance: &Stance) -> bool {
        let stood = &self.stood[1];
        let since_s = (stance.t_s - stood.t_s).clamp(0.0, GLITCH_S) as f32;
        let far_torso = SAME_PLACE_TORSO + GOES_ON_TORSO_S * since_s;
        self.is_back(stance) || stance.is_near(stood, far_torso * self.torso_px)
    }
}

#[cfg(test)]
mod tests;
