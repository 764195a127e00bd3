//! The sound check and the camera check: steps before the first exercise, and pages of the settings.

use std::time::{Duration, Instant};

use crate::screen::{
    CameraPart, CameraScene, CameraView, CheckButton, Direction, Input, MOST_CAMERAS, Scene,
    SoundPage, SoundScene, Ui, camera_part_at, sound_button_at,
};
use crate::settings::{Camera, Settings};
use crate::source::{self, FrameSource, SourceError, Webcam};
use crate::words::{Language, Phrase, checks};

use super::aloud::Aloud;
use super::live::{Presentation, Stop};
use super::preview::Previews;

/// How often the question is spoken: it is long over before it comes again.
const SPEAK_EVERY: Duration = Duration::from_secs(6);

/// How a check ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Checked {
    /// The user went on.
    Done,
    /// This camera was chosen.
    Camera(Camera),
    /// The window was closed or lost.
    Closed,
}

/// "Can you hear me?"
pub(super) struct SoundCheck {
    scene: SoundScene,
    aloud: Aloud,
    language: Language,
}

impl SoundCheck {
    pub(super) fn new(settings: &Settings, language: Language, step: Option<usize>) -> Self {
        Self {
            scene: SoundScene {
                page: SoundPage::Question,
                focus: CheckButton::Yes,
                trouble: None,
                step,
            },
            aloud: Aloud::of(settings, language),
            language,
        }
    }

    /// Asks again and again, until it has been answered.
    pub(super) fn ask(mut self, shown: &mut Presentation, stop: &Stop) -> Checked {
        let mut drawn = None;
        let mut spoken: Option<Instant> = None;
        loop {
            let is_due = spoken.is_none_or(|at| at.elapsed() >= SPEAK_EVERY);
            if self.scene.page == SoundPage::Question && is_due {
                spoken = Some(Instant::now());
                self.aloud
                    .say(&[checks::CAN_YOU_HEAR.said_in(self.language)]);
            }
            if let Some(trouble) = self.aloud.trouble() {
                self.scene.trouble = Some(trouble);
            }
            let scene = Scene::Sound(self.scene.clone());
            let Some(inputs) = shown.ask(&scene, &mut drawn, stop) else {
                return Checked::Closed;
            };
            for input in inputs {
                let page = self.scene.page;
                if let Some(checked) = self.take(input, &shown.ui) {
                    return checked;
                }
                if page != self.scene.page {
                    spoken = None;
                    break;
                }
            }
        }
    }

    fn take(&mut self, input: Input, ui: &Ui) -> Option<Checked> {
        match input {
            Input::Close => return Some(Checked::Closed),
            Input::Back => return Some(Checked::Done),
            Input::Digit(1) => return self.answer(CheckButton::Yes),
            Input::Digit(2) => return self.answer(CheckButton::No),
            Input::Start => return self.answer(self.scene.focus),
            Input::Move(Direction::Left | Direction::Up) => self.scene.focus = CheckButton::Yes,
            Input::Move(Direction::Right | Direction::Down) => self.scene.focus = CheckButton::No,
            Input::Next => {
                self.scene.focus = match self.scene.focus {
                    CheckButton::Yes => CheckButton::No,
                    CheckButton::No => CheckButton::Yes,
                }
            }
            Input::Hover(at) => self.scene.focus = sound_button_at(ui, at)?,
            Input::Click(at) => return sound_button_at(ui, at).and_then(|it| self.answer(it)),
            _ => {}
        }
        None
    }

    fn answer(&mut self, button: CheckButton) -> Option<Checked> {
        let page = match (self.scene.page, button) {
            (SoundPage::Question, CheckButton::Yes) | (SoundPage::Help, CheckButton::No) => {
                return Some(Checked::Done);
            }
            (SoundPage::Question, CheckButton::No) => SoundPage::Help,
            (SoundPage::Help, CheckButton::Yes) => SoundPage::Question,
        };
        self.aloud.stop();
        self.scene.page = page;
        self.scene.focus = CheckButton::Yes;
        None
    }
}

/// "Which camera sees you?"
pub(super) struct CameraCheck {
    /// Names of the cameras, in the system's order.
    names: Vec<String>,
    focus: usize,
    is_mirrored: bool,
    step: Option<usize>,
}

impl CameraCheck {
    pub(super) fn new(settings: &Settings, names: Vec<String>, step: Option<usize>) -> Self {
        let focus = settings.camera.number_in(&names).unwrap_or(0);
        let shown = names.len().min(MOST_CAMERAS);
        Self {
            focus: focus.min(shown.saturating_sub(1)),
            names,
            is_mirrored: settings.mirror,
            step,
        }
    }

    /// Shows what the cameras see until one of them has been chosen, or the page is left.
    pub(super) fn ask(mut self, shown: &mut Presentation, stop: &Stop) -> Checked {
        let previews = Previews::open(self.shown_count(), open_camera);
        let mut drawn = None;
        loop {
            let scene = self.scene(&previews);
            let page = Scene::Camera(scene.clone());
            let Some(inputs) = shown.ask(&page, &mut drawn, stop) else {
                return Checked::Closed;
            };
            for input in inputs {
                if let Some(checked) = self.take(input, &scene, &shown.ui) {
                    return checked;
                }
            }
        }
    }

    fn shown_count(&self) -> u32 {
        self.names.len().min(MOST_CAMERAS) as u32
    }

    fn scene(&self, previews: &Previews) -> CameraScene {
        let cameras = self.names.iter().zip(previews.seen());
        CameraScene {
            cameras: cameras
                .map(|(name, seen)| CameraView {
                    name: short(name).to_owned(),
                    picture: seen.picture,
                    note: seen.note,
                })
                .collect(),
            focus: self.focus,
            is_mirrored: self.is_mirrored,
            step: self.step,
        }
    }

    fn take(&mut self, input: Input, scene: &CameraScene, ui: &Ui) -> Option<Checked> {
        let last = scene.cameras.len().saturating_sub(1);
        match input {
            Input::Close => return Some(Checked::Closed),
            Input::Back => return Some(Checked::Done),
            Input::Start => return Some(self.chosen(self.focus)),
            Input::Move(Direction::Left | Direction::Up) => {
                self.focus = self.focus.saturating_sub(1);
            }
            Input::Move(Direction::Right | Direction::Down) => {
                self.focus = (self.focus + 1).min(last);
            }
            Input::Next => self.focus = (self.focus + 1) % (last + 1),
            Input::Hover(at) => {
                if let Some(CameraPart::Camera(number)) = camera_part_at(ui, scene, at) {
                    self.focus = number;
                }
            }
            Input::Click(at) => {
                return camera_part_at(ui, scene, at).map(|part| match part {
                    CameraPart::Camera(number) => self.chosen(number),
                    CameraPart::Take => self.chosen(self.focus),
                    CameraPart::Leave => Checked::Done,
                });
            }
            _ => {}
        }
        None
    }

    fn chosen(&self, number: usize) -> Checked {
        if self.names.is_empty() {
            return Checked::Done;
        }
        Checked::Camera(Camera::of_number(number, &self.names))
    }
}

/// The names of all cameras, in the system's order.
pub(super) fn camera_names() -> Vec<String> {
    let cameras = source::cameras().into_iter();
    cameras.map(|camera| camera.name).collect()
}

/// A camera's name without what many drivers add: "Integrated Webcam: Integrated W".
pub(super) fn short(name: &str) -> &str {
    name.split(':').next().unwrap_or(name).trim()
}

fn open_camera(number: u32) -> Result<Box<dyn FrameSource>, SourceError> {
    Ok(Box::new(Webcam::open(number)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(inputs: &[Input]) -> (Option<Checked>, SoundPage) {
        let ui = Ui::new(1280, 720).unwrap();
        let mut check = SoundCheck::new(&Settings::default(), Language::English, Some(2));
        let checked = inputs.iter().find_map(|input| check.take(*input, &ui));
        (checked, check.scene.page)
    }

    #[test]
    fn whoever_hears_nothing_is_told_what_to_do_and_can_go_on() {
        let right = Input::Move(Direction::Right);
        assert_eq!(heard(&[Input::Start]).0, Some(Checked::Done));
        assert_eq!(heard(&[Input::Digit(1)]).0, Some(Checked::Done));
        assert_eq!(heard(&[right, Input::Start]), (None, SoundPage::Help));
        assert_eq!(heard(&[Input::Click([900, 620])]).1, SoundPage::Help);
        let again = [Input::Digit(2), Input::Start];
        assert_eq!(heard(&again), (None, SoundPage::Question));
        let on = [Input::Digit(2), Input::Digit(2)];
        assert_eq!(heard(&on).0, Some(Checked::Done));
        assert_eq!(heard(&[Input::Close]).0, Some(Checked::Closed));
    }

    fn chosen(names: &[&str], inputs: &[Input]) -> Option<Checked> {
        let ui = Ui::new(1280, 720).unwrap();
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let settings = Settings {
            camera: Camera::Name("USB".to_owned()),
            ..Settings::default()
        };
        let mut check = CameraCheck::new(&settings, names.clone(), Some(3));
        let view = |name: &String| CameraView {
            name: name.clone(),
            picture: None,
            note: None,
        };
        inputs.iter().find_map(|input| {
            let scene = CameraScene {
                cameras: names.iter().map(view).collect(),
                focus: check.focus,
                is_mirrored: true,
                step: None,
            };
            check.take(*input, &scene, &ui)
        })
    }

    #[test]
    fn a_camera_is_chosen_by_keys_or_mouse_and_begins_with_the_present_one() {
        let camera = |name: &str| Some(Checked::Camera(Camera::Name(name.to_owned())));
        let two = ["Built-in", "USB"];
        assert_eq!(chosen(&two, &[Input::Start]), camera("USB"));
        let left = Input::Move(Direction::Left);
        assert_eq!(
            chosen(&two, &[left, left, Input::Start]),
            camera("Built-in")
        );
        assert_eq!(
            chosen(&two, &[Input::Next, Input::Start]),
            camera("Built-in")
        );
        assert_eq!(
            chosen(&two, &[Input::Click([300, 300])]),
            camera("Built-in")
        );
        assert_eq!(chosen(&two, &[Input::Click([640, 620])]), camera("USB"));
        assert_eq!(chosen(&two, &[Input::Back]), Some(Checked::Done));
        assert_eq!(chosen(&["Built-in"], &[Input::Start]), camera("Built-in"));
    }

    #[test]
    fn without_a_camera_everything_leads_on() {
        assert_eq!(
            chosen(&[], &[Input::Next, Input::Start]),
            Some(Checked::Done)
        );
        assert_eq!(
            chosen(&[], &[Input::Click([640, 620])]),
            Some(Checked::Done)
        );
    }
}
