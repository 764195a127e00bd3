//! A set of the history, judged again.

mod curve;
mod player;

pub(super) use player::play_in;
pub use player::{ReplayPlan, play};

use crate::coach::{Band, Coach, Event, Output, Timed};
use crate::exercise::Exercise;
use crate::screen::{Scene, Timeline, TimelineLook};
use crate::session::{Entry, Recap, SessionError, SetRow, Store, Track};

use super::framed_pose::FramedPose;
use super::judge::Judge;

/// A set of the history, judged again from what was seen in it. With the same exercise file and the same
/// program it gives the same events as the set did, to the last digit.
pub struct Replay {
    exercise: Exercise,
    track: Track,
    model: Option<String>,
    judge: Judge,
    /// Number of the entry that comes next.
    next: usize,
    /// Width and height of the picture that was seen last.
    size_px: [u32; 2],
}

impl Replay {
    /// Begins a set of this exercise again; `model` is the pose model that saw it.
    #[must_use]
    pub fn new(track: Track, exercise: Exercise, model: Option<String>) -> Self {
        Replay {
            judge: judge(&exercise, &track, model.as_deref()),
            exercise,
            track,
            model,
            next: 0,
            size_px: [1, 1],
        }
    }

    /// Begins a set of the history again, which is one of this exercise.
    ///
    /// # Errors
    /// As [`Store::track`].
    pub fn of_set(store: &Store, set: &SetRow, exercise: Exercise) -> Result<Self, SessionError> {
        Ok(Self::new(store.track(set.id)?, exercise, set.model.clone()))
    }

    /// Goes back to the first frame.
    fn restart(&mut self) {
        self.judge = judge(&self.exercise, &self.track, self.model.as_deref());
        self.next = 0;
    }

    /// Gives the coach what comes next; none where the set is over.
    pub fn step(&mut self) -> Option<&Output> {
        if self.judge.coach().is_done() {
            return None;
        }
        let entry = self.track.entries.get(self.next)?;
        self.next += 1;
        Some(match entry {
            Entry::Frame(seen) => {
                let person = seen.person();
                self.size_px = person.map_or(self.size_px, |person| person.size_px());
                let person = person.map(|person| FramedPose::recorded(seen.t_s(), person));
                self.judge.step(seen.t_s(), person)
            }
            Entry::Mark(mark) => self.judge.mark(*mark),
        })
    }

    /// Everything that comes of the rest of the set, and what is told of it.
    pub fn finish(&mut self) -> (Vec<Timed>, Recap) {
        let mut events = Vec::new();
        while let Some(out) = self.step() {
            events.extend_from_slice(&out.events);
        }
        let (recap, out) = self.judge.finish();
        events.extend_from_slice(&out.events);
        (events, recap)
    }

    /// The second of the source.
    fn t_s(&self) -> f64 {
        self.judge.t_s()
    }

    /// When the next frame comes; none where the set is over.
    fn next_s(&self) -> Option<f64> {
        let is_over = self.judge.coach().is_done();
        let rest = self.track.entries.get(self.next..).unwrap_or_default();
        rest.iter().filter(|_| !is_over).find_map(seconds)
    }

    /// When the frame before the newest one came.
    fn before_s(&self) -> Option<f64> {
        let done = self.track.entries.get(..self.next).unwrap_or_default();
        done.iter().rev().filter_map(seconds).nth(1)
    }

    /// What a window showed then, without the picture.
    fn scene(&self, timeline: Timeline, is_playing: bool) -> Scene {
        self.judge.replay_scene(self.size_px, timeline, is_playing)
    }
}

/// A judge before the first frame of a track.
fn judge(exercise: &Exercise, track: &Track, model: Option<&str>) -> Judge {
    let mut judge = Judge::new(Coach::new(exercise.clone(), track.coached.options()));
    if let Some(model) = model {
        judge.figures_mut().set_model(model.to_owned());
    }
    judge
}

/// The second of a frame.
fn seconds(entry: &Entry) -> Option<f64> {
    match entry {
        Entry::Frame(seen) => Some(seen.t_s()),
        Entry::Mark(_) => None,
    }
}

/// When what happened in a set, in seconds of its source.
#[derive(Debug, Clone, PartialEq)]
struct Course {
    begins_s: f64,
    ends_s: f64,
    happened: Vec<(f64, TimelineLook)>,
}

impl Course {
    /// The course of a set that gives these events. It begins with its start, and where there is none with its
    /// first event.
    fn of(events: &[Timed]) -> Self {
        let start = events
            .iter()
            .find(|event| matches!(event.event, Event::Start));
        let second = |event: Option<&Timed>| event.map_or(0.0, |event| event.t_s);
        Course {
            begins_s: second(start.or(events.first())),
            ends_s: second(events.last()),
            happened: events
                .iter()
                .filter_map(|timed| Some((timed.t_s, look(&timed.event)?)))
                .collect(),
        }
    }

    /// When faults arose.
    fn faults_s(&self) -> impl DoubleEndedIterator<Item = f64> {
        let faults = self.happened.iter();
        faults.filter_map(|(t_s, look)| (*look == TimelineLook::Fault).then_some(*t_s))
    }

    /// The place of a second in it, 0 to 1.
    fn place(&self, t_s: f64) -> f32 {
        let length_s = (self.ends_s - self.begins_s).max(f64::MIN_POSITIVE);
        ((t_s - self.begins_s) / length_s).clamp(0.0, 1.0) as f32
    }

    /// The second at a place of it.
    fn second(&self, place: f32) -> f64 {
        self.begins_s + (self.ends_s - self.begins_s) * f64::from(place)
    }
}

fn look(event: &Event) -> Option<TimelineLook> {
    match event {
        Event::Rep { good, .. } if *good == Some(true) => Some(TimelineLook::Good),
        Event::Rep { .. } => Some(TimelineLook::Counted),
        Event::Fault {
            band: Band::Bad, ..
        } => Some(TimelineLook::Fault),
        _ => None,
    }
}
