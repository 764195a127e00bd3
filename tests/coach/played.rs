//! Plays a recording to the coach, and keeps the result.

use spotter::blazepose::Side;
use spotter::coach::{
    Band, Coach, Command, Event, HoldPhase, Options, Output, Sound, Summary, Timed,
};
use spotter::exercise::{Dose, Exercise, Fault, load};
use spotter::screen::{
    self, BannerLook, CheckRow, CheckState, CoachScene, Dot, JudgedBone, Scene, SetupScene,
    summary_scene,
};
use spotter::session::{Recap, SetFigures};

use crate::banner_sentences::banner_sentences;
use crate::figure::Figure;
use crate::motion::{Capture, Motion};
use crate::recording::Recording;

/// A set that is going to be played.
pub struct Set {
    exercise: Exercise,
    options: Options,
    capture: Capture,
    presses: Vec<(f64, Command)>,
    light: f32,
}

/// A set in front of a camera.
pub fn live(id: &str) -> Set {
    Set::new(id, true)
}

/// A video that is judged as it is.
pub fn recorded(id: &str) -> Set {
    Set::new(id, false)
}

impl Set {
    fn new(id: &str, live: bool) -> Self {
        let exercise = load(id, None, None).unwrap();
        let options = Options::usual(&exercise, live).unwrap();
        Set {
            exercise,
            options,
            capture: Capture::default(),
            presses: Vec::new(),
            light: 120.0,
        }
    }

    /// Another way of doing it.
    pub fn variant(mut self, name: Option<&str>) -> Self {
        self.exercise = load(&self.exercise.id, name, None).unwrap();
        self.options = Options::usual(&self.exercise, self.options.live).unwrap();
        self
    }

    /// A rule that is changed for a test.
    pub fn fault(mut self, id: &str, change: impl FnOnce(&mut Fault)) -> Self {
        let mut faults = self.exercise.faults.iter_mut();
        change(faults.find(|fault| fault.id == id).unwrap());
        self
    }

    /// A dose: repetitions on each side, and seconds of a hold.
    pub fn dose(mut self, reps: u32, hold_s: f32) -> Self {
        self.options.dose = Dose {
            reps,
            hold_s,
            ..self.options.dose
        };
        self
    }

    pub fn capture(mut self, capture: Capture) -> Self {
        self.capture = capture;
        self
    }

    pub fn light(mut self, light: f32) -> Self {
        self.light = light;
        self
    }

    /// A key that is pressed at a second of the recording.
    pub fn press(mut self, t_s: f64, command: Command) -> Self {
        self.presses.push((t_s, command));
        self
    }

    pub fn play<F: Figure>(self, motion: &Motion<F>) -> Played {
        let recording = motion.recorded(&self.capture);
        self.play_recording(recording)
    }

    pub fn play_recording(mut self, mut recording: Recording) -> Played {
        recording.light = Some(self.light);
        let goal_s = self.options.dose.hold_s;
        let mut coach = Coach::new(self.exercise, self.options);
        let mut out = Output::default();
        let mut played = Played::default();
        let known = banner_sentences(coach.exercise());
        self.presses.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.presses.reverse();
        let mut ended_s = 0.0;
        for (t_s, pose) in recording.tracked() {
            ended_s = t_s;
            while self.presses.last().is_some_and(|(at_s, _)| *at_s <= t_s) {
                let (_, command) = self.presses.pop().unwrap();
                coach.command(command, &mut out);
                played.take(t_s, &mut out);
            }
            let body = pose.as_ref().map(|pose| recording.body(t_s, pose));
            coach.step(t_s, body.as_ref(), &mut out);
            let said: Vec<String> = sentences(&out);
            played.take(t_s, &mut out);
            let scene = screen::scene(coach.exercise(), &coach.snapshot(), body.as_ref());
            if !coach.is_done() {
                agrees(&scene, &played, &said, goal_s);
            }
            if let Scene::Setup(SetupScene { banner, .. })
            | Scene::Coach(CoachScene { banner, .. }) = &scene
            {
                assert!(
                    known.contains(&banner.text),
                    "{:?} is not measured",
                    banner.text
                );
            }
            played.scenes.push((t_s, scene));
            if coach.is_done() && played.done_s.is_none() {
                played.done_s = Some(t_s);
            }
        }
        let observed = coach.finish(&mut out);
        played.take(ended_s, &mut out);
        let exercise = coach.exercise();
        let figures = SetFigures::of(&exercise.id, &played.events, observed);
        played.events.push(figures.event());
        played.summary = figures.summary();
        let recap = Recap::of(exercise, &coach.options().dose, &figures);
        played.last_scene = Some(Scene::Summary(summary_scene(&recap, None)));
        played.not_begun = coach.not_begun();
        played
    }
}

fn sentences(out: &Output) -> Vec<String> {
    out.sounds
        .iter()
        .filter_map(|sound| match sound {
            Sound::Say { text, .. } => Some(text.clone()),
            Sound::Tone(_) => None,
        })
        .collect()
}

/// The result of a recording.
#[derive(Default)]
pub struct Played {
    pub events: Vec<Timed>,
    pub sounds: Vec<(f64, Sound)>,
    pub scenes: Vec<(f64, Scene)>,
    pub last_scene: Option<Scene>,
    pub summary: Summary,
    /// What was missing where no set began.
    pub not_begun: Option<String>,
    /// The time at which the coach ended the set.
    pub done_s: Option<f64>,
}

impl Played {
    fn take(&mut self, t_s: f64, out: &mut Output) {
        self.events.append(&mut out.events);
        self.sounds
            .extend(out.sounds.drain(..).map(|sound| (t_s, sound)));
    }

    /// Counted repetitions: side, and whether good. All of them could be judged.
    pub fn reps(&self) -> Vec<(Option<Side>, bool)> {
        let reps = self.verdicts().into_iter();
        reps.map(|(side, good)| (side, good.unwrap())).collect()
    }

    /// Counted repetitions: the side, and whether it was good; `None` where nothing could be
    /// judged.
    pub fn verdicts(&self) -> Vec<(Option<Side>, Option<bool>)> {
        self.events
            .iter()
            .filter_map(|timed| match &timed.event {
                Event::Rep { side, good, .. } => Some((*side, *good)),
                _ => None,
            })
            .collect()
    }

    /// How far the signal went in each counted repetition.
    pub fn ranges(&self) -> Vec<f32> {
        let range = |timed: &Timed| match &timed.event {
            Event::Rep { range, .. } => Some(*range),
            _ => None,
        };
        self.events.iter().filter_map(range).collect()
    }

    /// The sides of the beginnings and ends of holds, in order.
    pub fn hold_sides(&self) -> Vec<Option<Side>> {
        let side = |timed: &Timed| match &timed.event {
            Event::Hold {
                phase: HoldPhase::Begin | HoldPhase::End,
                side,
                ..
            } => Some(*side),
            _ => None,
        };
        self.events.iter().filter_map(side).collect()
    }

    /// How many were counted left and right.
    pub fn counts(&self) -> (usize, usize) {
        let of = |wanted| {
            self.verdicts()
                .iter()
                .filter(|(side, _)| *side == Some(wanted))
                .count()
        };
        assert_eq!(of(Side::Left) + of(Side::Right), self.verdicts().len());
        (of(Side::Left), of(Side::Right))
    }

    /// Ids of the faults that became bad, in order.
    pub fn bad(&self) -> Vec<&str> {
        self.bands(Band::Bad)
    }

    /// Ids of the faults that came to a band, in order.
    pub fn bands(&self, wanted: Band) -> Vec<&str> {
        self.events
            .iter()
            .filter_map(|timed| match &timed.event {
                Event::Fault { id, band, .. } if *band == wanted => Some(id.as_str()),
                _ => None,
            })
            .collect()
    }

    /// Cues: when, of which fault, what.
    pub fn cues(&self) -> Vec<(f64, &str, &str)> {
        self.events
            .iter()
            .filter_map(|timed| match &timed.event {
                Event::Cue { fault, text } => Some((timed.t_s, fault.as_str(), text.as_str())),
                _ => None,
            })
            .collect()
    }

    /// What was spoken, in order.
    pub fn said(&self) -> Vec<&str> {
        self.said_at().into_iter().map(|(_, text)| text).collect()
    }

    pub fn said_at(&self) -> Vec<(f64, &str)> {
        self.sounds
            .iter()
            .filter_map(|(t_s, sound)| match sound {
                Sound::Say { text, .. } => Some((*t_s, text.as_str())),
                Sound::Tone(_) => None,
            })
            .collect()
    }

    /// How often something was spoken, alone or as a part of a sentence.
    pub fn times_said(&self, text: &str) -> usize {
        let said = self.said();
        let parts = said.iter().map(|said| said.matches(text).count());
        parts.sum()
    }

    /// Times of the events that `wanted` picks.
    pub fn when(&self, wanted: impl Fn(&Event) -> bool) -> Vec<f64> {
        self.events
            .iter()
            .filter(|timed| wanted(&timed.event))
            .map(|timed| timed.t_s)
            .collect()
    }

    /// When the set began.
    pub fn started_s(&self) -> Option<f64> {
        self.when(|event| matches!(event, Event::Start))
            .first()
            .copied()
    }

    /// The sentences about things that were not seen.
    pub fn unseen(&self) -> Vec<(Vec<String>, String)> {
        self.events
            .iter()
            .filter_map(|timed| match &timed.event {
                Event::Unseen { what, text } => Some((what.clone(), text.clone())),
                _ => None,
            })
            .collect()
    }

    /// Why movements did not count.
    pub fn partials(&self) -> Vec<spotter::coach::PartialWhy> {
        self.events
            .iter()
            .filter_map(|timed| match &timed.event {
                Event::Partial { why, .. } => Some(*why),
                _ => None,
            })
            .collect()
    }

    /// Exactly this fault was bad, once, and its cue was given once in these words.
    pub fn assert_one_cue(&self, id: &str, text: &str) {
        assert_eq!(self.bad(), [id], "{:#?}", self.events);
        let cues: Vec<(&str, &str)> = self
            .cues()
            .into_iter()
            .map(|(_, id, text)| (id, text))
            .collect();
        assert_eq!(cues, [(id, text)]);
    }

    /// Nothing was off and nothing was corrected.
    pub fn assert_silent(&self) {
        assert_eq!(self.bad(), [] as [&str; 0], "{:#?}", self.events);
        assert_eq!(
            self.bands(Band::Warn),
            [] as [&str; 0],
            "{:#?}",
            self.events
        );
        assert_eq!(self.cues(), []);
    }

    /// The scene at a second.
    pub fn scene_at(&self, t_s: f64) -> &Scene {
        &self
            .scenes
            .iter()
            .find(|(at_s, _)| *at_s >= t_s)
            .or(self.scenes.last())
            .unwrap()
            .1
    }
}

/// The scene shows what the events say and what was spoken; checked after every frame.
fn agrees(scene: &Scene, played: &Played, said: &[String], goal_s: f32) {
    let has_begun = played.started_s().is_some();
    match scene {
        Scene::Setup(scene) => {
            assert!(!has_begun, "set-up before the start only");
            let is_open = |row: &&CheckRow| row.state == CheckState::Open;
            let open = scene.rows.iter().filter(is_open).count();
            assert!(open <= 1, "one row at a time is being worked on");
            if let Some(last) = said.last() {
                let shown = &scene.banner.text;
                assert_eq!(shown, last, "what is spoken stands on the banner");
            }
        }
        Scene::Coach(scene) => {
            assert!(has_begun);
            dots_agree(scene, played);
            ring_agrees(scene, played, goal_s);
            banner_agrees(scene, played, said);
        }
        _ => {}
    }
}

/// The dots of each side show the verdicts on its repetitions.
fn dots_agree(scene: &CoachScene, played: &Played) {
    for row in &scene.dots {
        let verdicts = played.verdicts().into_iter();
        let of_side = verdicts.filter(|(side, _)| *side == row.side);
        let mut dots = row.dots.iter();
        for (_, good) in of_side {
            let wanted = match good {
                Some(true) => Dot::Good,
                Some(false) => Dot::Counted,
                None => Dot::Unjudged,
            };
            assert_eq!(dots.next(), Some(&wanted), "{row:?}");
        }
        let is_open = |dot: &Dot| matches!(dot, Dot::Now | Dot::ToDo);
        assert!(dots.all(is_open), "{row:?}");
    }
}

/// The ring shows the count of the side at work, or the seconds of a hold.
fn ring_agrees(scene: &CoachScene, played: &Played, goal_s: f32) {
    let ring = &scene.ring;
    assert!((0.0..=1.0).contains(&ring.part));
    if ring.unit.starts_with("second") {
        assert!(f64::from(ring.number) <= f64::from(goal_s).ceil());
        return;
    }
    let side = scene.side.as_ref().map(|(side, _)| *side);
    let verdicts = played.verdicts().into_iter();
    let done = verdicts.filter(|(of, _)| *of == side).count() as u32;
    let is_done_or_next = ring.number == done || ring.number == done + 1;
    assert!(is_done_or_next, "{ring:?} with {done} done");
}

/// The banner shows what was spoken last, and the figure what the banner asks for.
fn banner_agrees(scene: &CoachScene, played: &Played, said: &[String]) {
    let shown = &scene.banner.text;
    assert!(said.len() <= 1, "one sentence at a time: {said:?}");
    if let Some(last) = said.iter().find(|text| !is_on_the_ring(text)) {
        assert!(
            last.ends_with(shown),
            "{last:?} was spoken but {shown:?} is shown"
        );
    }
    let is_cue = scene.banner.look == BannerLook::Cue;
    if is_cue {
        let last_cue = played.cues().last().map(|(_, _, text)| *text);
        assert_eq!(Some(shown.as_str()), last_cue);
    }
    if let Some(figure) = scene.figure.as_ref().filter(|figure| figure.cue.is_some()) {
        assert!(is_cue);
        let is_bad = |bone: &JudgedBone| bone.band == Some(Band::Bad);
        assert!(
            figure.judged.iter().all(is_bad),
            "everything else is neutral while a cue is up"
        );
    }
}

/// Counts and seconds left stand on the ring, not on the banner.
fn is_on_the_ring(text: &str) -> bool {
    const NUMBERS: [&str; 9] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "three seconds",
    ];
    let sides = ["Left, ", "Right, "];
    let number = sides.iter().find_map(|side| text.strip_prefix(side));
    NUMBERS.contains(&number.unwrap_or(text).to_lowercase().as_str())
}
