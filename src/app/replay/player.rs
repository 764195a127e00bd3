//! Plays a set of the history in the window: pause, single frames, any place, the next fault.

use std::time::{Duration, Instant};

use crate::coach::Sound;
use crate::screen::{
    Direction, DrawContext, Input, Scene, ScreenError, Timeline, TimelineMark, Ui, timeline_at,
};
use crate::voice::{Voice, VoiceOptions};
use crate::words::number::clock;

use super::{Course, Replay};
use crate::app::live::{Presentation, Stop, poll};
use crate::app::set::DisplayChoice;

/// How far an arrow goes, in seconds.
const JUMP_S: f64 = 5.0;

/// A fault is looked at from so many seconds before it was one: how it came about.
const BEFORE_FAULT_S: f64 = 1.0;

/// After a longer time without a look at the clock the window was held up, and goes on from there.
const HELD_UP: Duration = Duration::from_millis(250);

/// A set that is to be played, and how.
pub struct ReplayPlan {
    /// The set.
    pub replay: Replay,
    /// How what was said is spoken.
    pub voice: VoiceOptions,
    /// The voice is silent at first.
    pub is_muted: bool,
    /// It is seen as in a mirror at first.
    pub mirror: bool,
    /// The text of the window is larger where there is room for that.
    pub large_text: bool,
}

/// Plays a set in a window of its own, until the user has enough of it. Gives the set back where there is
/// no display.
///
/// # Errors
/// When the window can't be had, or takes no pictures any more.
pub fn play(plan: ReplayPlan) -> anyhow::Result<Option<Replay>> {
    let (language, large_text) = (plan.voice.language, plan.large_text);
    let display = DisplayChoice::Window { large_text };
    let Some(mut shown) = display.open(None, plan.mirror, language)? else {
        return Ok(Some(plan.replay));
    };
    let voice = Voice::start(plan.voice);
    voice.set_muted(plan.is_muted);
    play_in(&mut shown, plan.replay, &voice, &Stop::default())?;
    Ok(None)
}

/// Plays a set until the user has enough of it, or the program is to end. Gives whether the window is still
/// there.
pub(in crate::app) fn play_in(
    shown: &mut Presentation,
    replay: Replay,
    voice: &Voice,
    stop: &Stop,
) -> Result<bool, ScreenError> {
    let mut player = Player::new(replay);
    let mut drawn = None;
    let mut looked = Instant::now();
    while !stop.ends_set() {
        let passed = looked.elapsed();
        looked = Instant::now();
        if passed <= HELD_UP {
            let heard = player.go_on(passed.as_secs_f64());
            heard.into_iter().for_each(|sound| voice.post(sound));
        }
        let context = DrawContext {
            is_mirrored: shown.mirror,
            is_voice_on: !voice.is_muted(),
            ..DrawContext::default()
        };
        shown.show(&player.scene(), &context, &mut drawn)?;
        for input in poll(&mut shown.display, &shown.ui) {
            match input {
                Input::Close => return Ok(false),
                Input::Back => return Ok(true),
                Input::FullScreen => shown.display.toggle_full_screen(),
                Input::Voice => voice.set_muted(!voice.is_muted()),
                Input::Mirror => {
                    shown.mirror = !shown.mirror;
                    drawn = None;
                }
                input => player.take(input, &shown.ui),
            }
        }
    }
    Ok(false)
}

/// A set and the place in it that is shown.
struct Player {
    replay: Replay,
    course: Course,
    is_playing: bool,
    /// The second of the source that is shown.
    at_s: f64,
}

impl Player {
    /// Plays from where the set begins: getting ready is gone through at once.
    fn new(mut replay: Replay) -> Self {
        let (events, _) = replay.finish();
        let course = Course::of(&events);
        let mut player = Player {
            replay,
            at_s: course.begins_s,
            course,
            is_playing: true,
        };
        player.seek(player.at_s);
        player
    }

    /// Goes on for so many seconds, and gives what was heard in them.
    fn go_on(&mut self, seconds: f64) -> Vec<Sound> {
        let mut heard = Vec::new();
        if !self.is_playing {
            return heard;
        }
        self.at_s += seconds;
        while self
            .replay
            .next_s()
            .is_some_and(|next_s| next_s <= self.at_s)
        {
            let Some(out) = self.replay.step() else { break };
            heard.extend_from_slice(&out.sounds);
        }
        if self.replay.next_s().is_none() {
            self.is_playing = false;
            self.at_s = self.replay.t_s();
        }
        heard
    }

    /// Goes to a second of the source.
    fn seek(&mut self, to_s: f64) {
        self.at_s = to_s.clamp(self.course.begins_s, self.course.ends_s);
        if self.replay.t_s() > self.at_s {
            self.replay.restart();
        }
        while self
            .replay
            .next_s()
            .is_some_and(|next_s| next_s <= self.at_s)
        {
            self.replay.step();
        }
    }

    fn take(&mut self, input: Input, ui: &Ui) {
        match input {
            Input::Pause | Input::Start => self.toggle(),
            Input::Move(Direction::Left) if self.is_playing => self.seek(self.at_s - JUMP_S),
            Input::Move(Direction::Right) if self.is_playing => self.seek(self.at_s + JUMP_S),
            Input::Move(Direction::Left) => {
                let before_s = self.replay.before_s();
                self.seek(before_s.unwrap_or(self.course.begins_s));
            }
            Input::Move(Direction::Right) => {
                let next_s = self.replay.next_s();
                self.seek(next_s.unwrap_or(self.course.ends_s));
            }
            Input::Move(Direction::Down) | Input::Next => self.go_to_fault(true),
            Input::Move(Direction::Up) => self.go_to_fault(false),
            Input::Click(at) => {
                if let Some(place) = timeline_at(ui, at) {
                    self.seek(self.course.second(place));
                }
            }
            _ => {}
        }
    }

    /// Pauses or goes on, at the end from the beginning.
    fn toggle(&mut self) {
        self.is_playing = !self.is_playing;
        if self.is_playing && self.replay.next_s().is_none() {
            self.seek(self.course.begins_s);
        }
    }

    /// Goes to a little before the next fault, or to the one before.
    fn go_to_fault(&mut self, is_next: bool) {
        const NEARLY_S: f64 = 0.05;
        let at_s = self.at_s;
        let found = {
            let mut places = self.course.faults_s().map(|t_s| t_s - BEFORE_FAULT_S);
            if is_next {
                places.find(|place_s| *place_s > at_s + NEARLY_S)
            } else {
                places.rfind(|place_s| *place_s < at_s - BEFORE_FAULT_S)
            }
        };
        if let Some(place_s) = found {
            self.seek(place_s);
        }
    }

    fn scene(&self) -> Scene {
        let course = &self.course;
        let passed_s = self.at_s - course.begins_s;
        let timeline = Timeline {
            at: course.place(self.at_s),
            label: format!(
                "{} / {}",
                clock(passed_s.round()),
                clock((course.ends_s - course.begins_s).round())
            ),
            marks: course
                .happened
                .iter()
                .map(|&(t_s, look)| TimelineMark {
                    at: course.place(t_s),
                    look,
                })
                .collect(),
        };
        self.replay.scene(timeline, self.is_playing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Band, Command, Event, Options, Timed};
    use crate::exercise::load;
    use crate::session::{Coached, Entry, Mark, Seen, Track};

    /// A set in which nobody is seen: a frame every half second to second 30. The user begins it at second 2.
    fn player() -> Player {
        let exercise = load("cobra", None, None).unwrap();
        let options = Options::usual(&exercise, true).unwrap();
        let mut entries = Vec::new();
        for half in 0..=60 {
            let t_s = f64::from(half) / 2.0;
            entries.push(Entry::Frame(Box::new(Seen::at(t_s, None))));
            if half == 4 {
                entries.push(Entry::Mark(Mark::Command(Command::StartAnyway)));
            }
        }
        let track = Track {
            coached: Coached::of(&options, "en"),
            entries,
            is_whole: true,
        };
        Player::new(Replay::new(track, exercise, None))
    }

    #[test]
    fn it_begins_with_the_set_and_stands_still_at_its_end() {
        let mut player = player();
        assert_eq!((player.at_s, player.course.ends_s), (2.0, 30.0));
        player.go_on(10.2);
        assert_eq!((player.at_s, player.replay.t_s()), (12.2, 12.0));
        player.go_on(100.0);
        assert_eq!((player.at_s, player.is_playing), (30.0, false));
        player.toggle();
        assert_eq!((player.at_s, player.is_playing), (2.0, true));
    }

    #[test]
    fn arrows_go_five_seconds_and_in_a_pause_one_frame() {
        let ui = Ui::new(1280, 720).unwrap();
        let mut player = player();
        let mut at = |inputs: &[Input]| {
            inputs.iter().for_each(|input| player.take(*input, &ui));
            assert!(player.replay.t_s() <= player.at_s);
            player.at_s
        };
        let (left, right) = (Input::Move(Direction::Left), Input::Move(Direction::Right));
        assert_eq!(at(&[right, right]), 12.0);
        assert_eq!(at(&[left]), 7.0);
        assert_eq!(at(&[Input::Pause, right]), 7.5);
        assert_eq!(at(&[left, left]), 6.5);
        assert_eq!(at(&[Input::Pause, left]), 2.0, "not before the set");
    }

    #[test]
    fn a_click_on_the_line_goes_there() {
        let ui = Ui::new(1280, 720).unwrap();
        let mut player = player();
        // The middle of the line, and a place beside it.
        player.take(Input::Click([386, 496]), &ui);
        assert!((player.at_s - 16.0).abs() < 0.1, "{}", player.at_s);
        player.take(Input::Click([386, 300]), &ui);
        assert!((player.at_s - 16.0).abs() < 0.1);
    }

    #[test]
    fn the_next_fault_is_shown_from_a_second_before_it() {
        let ui = Ui::new(1280, 720).unwrap();
        let mut player = player();
        let bad = |t_s| Timed {
            t_s,
            event: Event::Fault {
                id: "low".into(),
                band: Band::Bad,
                side: None,
                value: 1.0,
            },
        };
        let end = Timed {
            t_s: 30.0,
            event: Event::Lost,
        };
        player.course = Course::of(&[bad(8.0), bad(20.0), end]);
        let mut at = |direction| {
            player.take(Input::Move(direction), &ui);
            player.at_s
        };
        let (down, up) = (Direction::Down, Direction::Up);
        let places = [down, down, down, up].map(&mut at);
        assert_eq!(places, [8.0, 19.0, 19.0, 8.0]);
    }
}
