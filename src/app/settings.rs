//! The settings in the window. Every change is saved at once.

mod rows;

use crate::screen::{
    Control, Direction, Input, Scene, SettingsCard, SettingsPart, SettingsScene, Ui,
    settings_part_at,
};
use crate::settings::{Settings, SettingsFile};
use crate::words::{Language, Phrase, Text, settings as words};

use super::aloud::Aloud;
use super::checks::{CameraCheck, Checked, SoundCheck, camera_names};
use super::live::{Presentation, Stop};
use super::safety::{Answer, SafetyQuestions};
use rows::{Key, Page, Rows};

/// What is wanted of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// The next value; after the last one comes the first.
    Next,
    /// One value to the left or to the right, where there is one.
    Step(isize),
    /// This value.
    Value(usize),
}

/// What has to be done outside of the page.
enum Outside {
    Leave,
    Close,
    AskSafety,
    CheckSound,
    CheckCamera,
}

/// The pages of the settings.
pub(super) struct SettingsPages<'a> {
    file: &'a SettingsFile,
    settings: Settings,
    /// Names of the cameras, in the system's order.
    cameras: Vec<String>,
    /// Ids of all exercises.
    exercises: &'a [String],
    /// Days since 1970.
    today: u32,
    page: Page,
    /// The page is shown for itself, as this step before the first exercise.
    step: Option<usize>,
    focus: usize,
    /// Why the last change was not saved.
    trouble: Option<String>,
    aloud: Aloud,
    language: Language,
}

impl<'a> SettingsPages<'a> {
    pub(super) fn new(
        file: &'a SettingsFile,
        settings: Settings,
        cameras: Vec<String>,
        exercises: &'a [String],
        today: u32,
        language: Language,
    ) -> Self {
        let aloud = Aloud::of(&settings, language);
        Self {
            file,
            settings,
            cameras,
            exercises,
            today,
            page: Page::All,
            step: None,
            focus: 0,
            trouble: None,
            aloud,
            language,
        }
    }

    /// Only the page on which users tell about themselves, as a step before the first exercise.
    pub(super) fn about_you(self, step: usize) -> Self {
        Self {
            page: Page::AboutYou,
            step: Some(step),
            ..self
        }
    }

    /// Shows the settings until they are left. Gives them as they are then, and whether the window is
    /// still there.
    pub(super) fn show(mut self, shown: &mut Presentation, stop: &Stop) -> (Settings, bool) {
        let mut drawn = None;
        loop {
            shown.ui.set_large_text(self.settings.large_text);
            let scene = self.scene();
            let page = Scene::Settings(scene.clone());
            let Some(inputs) = shown.ask(&page, &mut drawn, stop) else {
                return (self.settings, false);
            };
            for input in inputs {
                let Some(outside) = self.take(input, &scene, &shown.ui) else {
                    continue;
                };
                let is_open = match outside {
                    Outside::Leave => return (self.settings, true),
                    Outside::Close => false,
                    outside => self.go_outside(&outside, shown, stop),
                };
                if !is_open {
                    return (self.settings, false);
                }
                // What came with it was meant for the scene that was shown then.
                break;
            }
        }
    }

    /// Shows what a row leads to. Gives whether the window is still there.
    fn go_outside(&mut self, to: &Outside, shown: &mut Presentation, stop: &Stop) -> bool {
        self.aloud.stop();
        let checked = match to {
            Outside::Leave | Outside::Close => return true,
            Outside::AskSafety => {
                let questions = SafetyQuestions::new(false, &self.settings, self.language);
                let answer = questions.ask(shown, stop);
                if answer == Answer::NoneFits {
                    self.safety_answered();
                }
                return answer != Answer::Closed;
            }
            Outside::CheckSound => {
                SoundCheck::new(&self.settings, self.language, None).ask(shown, stop)
            }
            Outside::CheckCamera => {
                // One may have been plugged in meanwhile.
                self.cameras = camera_names();
                CameraCheck::new(&self.settings, self.cameras.clone(), None).ask(shown, stop)
            }
        };
        if let Checked::Camera(camera) = &checked {
            self.change(|settings| Settings {
                camera: camera.clone(),
                ..settings
            });
        }
        checked != Checked::Closed
    }

    fn take(&mut self, input: Input, scene: &SettingsScene, ui: &Ui) -> Option<Outside> {
        let rows = scene.rows().count();
        match input {
            Input::Close => return Some(Outside::Close),
            Input::Back => return self.back(),
            Input::Move(Direction::Up) => self.focus = self.focus.saturating_sub(1),
            Input::Move(Direction::Down) => self.focus = (self.focus + 1).min(rows - 1),
            Input::Next => self.focus = (self.focus + 1) % rows,
            Input::Move(Direction::Left) => return self.wish(Wish::Step(-1)),
            Input::Move(Direction::Right) => return self.wish(Wish::Step(1)),
            Input::Start => return self.wish(Wish::Next),
            Input::Voice => self.read_row(scene),
            Input::Hover(at) => match settings_part_at(ui, scene, at) {
                Some(SettingsPart::Row(row) | SettingsPart::Option(row, _)) => self.focus = row,
                Some(SettingsPart::Back) | None => {}
            },
            Input::Click(at) => match settings_part_at(ui, scene, at)? {
                SettingsPart::Back => return self.back(),
                SettingsPart::Row(row) => {
                    self.focus = row;
                    return self.wish(Wish::Next);
                }
                SettingsPart::Option(row, option) => {
                    self.focus = row;
                    return self.wish(Wish::Value(option));
                }
            },
            _ => {}
        }
        None
    }

    fn back(&mut self) -> Option<Outside> {
        self.aloud.stop();
        if self.page == Page::All || self.step.is_some() {
            return Some(Outside::Leave);
        }
        self.open(Page::All, Key::AboutYou);
        None
    }

    fn open(&mut self, page: Page, at: Key) {
        self.page = page;
        self.focus = self.keys().position(|key| key == at).unwrap_or(0);
    }

    fn read_row(&mut self, scene: &SettingsScene) {
        let Some(row) = scene.rows().nth(self.focus) else {
            return;
        };
        let value = match &row.control {
            Control::Switch(true) => words::ON.in_language(self.language),
            Control::Switch(false) => words::OFF.in_language(self.language),
            Control::Choice { options, chosen } => {
                let chosen = chosen.and_then(|chosen| options.get(chosen));
                chosen.map_or("", String::as_str)
            }
            Control::Button(_) => &row.about,
        };
        let text = words::row_aloud(self.language, &row.label, value);
        self.aloud.say(&[text]);
    }

    /// Does what is wanted of the row with the focus.
    fn wish(&mut self, wish: Wish) -> Option<Outside> {
        let key = self.keys().nth(self.focus)?;
        match (key, wish) {
            (Key::AboutYou | Key::Safety | Key::Sound | Key::Camera, Wish::Step(_)) => return None,
            (Key::AboutYou, _) => self.open(Page::AboutYou, Key::Flag(0)),
            (Key::Safety, _) => return Some(Outside::AskSafety),
            (Key::Sound, _) => return Some(Outside::CheckSound),
            (Key::Camera, _) => return Some(Outside::CheckCamera),
            _ => {
                let (chosen, count) = self.rows().value(key);
                let to = wished(chosen, count, wish);
                if to != chosen
                    && let Some(to) = to
                {
                    self.set(key, to);
                }
            }
        }
        None
    }

    fn set(&mut self, key: Key, to: usize) {
        self.change(|settings| key.set_to(to, settings));
        self.aloud = Aloud::of(&self.settings, self.language);
    }

    fn rows(&self) -> Rows<'_> {
        Rows {
            settings: &self.settings,
            cameras: &self.cameras,
            exercises: self.exercises,
            language: self.language,
        }
    }

    fn safety_answered(&mut self) {
        let today = self.today;
        self.change(|settings| settings.safety_answered(today));
    }

    /// Changes the settings, in the file as well. Where it can't be written, the change holds until
    /// the program ends.
    fn change(&mut self, change: impl Fn(Settings) -> Settings) {
        self.settings = change(self.settings.clone());
        match self.file.change(change) {
            Ok(_) => self.trouble = None,
            Err(error) => self.trouble = Some(error.to_string()),
        }
    }

    /// All rows of the page, in the order of the focus.
    fn keys(&self) -> impl Iterator<Item = Key> + use<> {
        self.page
            .cards()
            .into_iter()
            .flatten()
            .flat_map(|(_, keys)| keys)
    }

    fn scene(&self) -> SettingsScene {
        let card = |(heading, keys): (Text, Vec<Key>)| SettingsCard {
            heading: heading.in_language(self.language),
            rows: keys.into_iter().map(|key| self.rows().row(key)).collect(),
        };
        let columns = self
            .page
            .cards()
            .map(|cards| cards.into_iter().map(card).collect());
        let usual = match self.page {
            Page::All => words::NOTHING_LEAVES,
            Page::AboutYou => words::AGREED_MEANS,
        };
        let title = match self.page {
            Page::All => words::SETTINGS,
            Page::AboutYou => words::ABOUT_YOU_TITLE,
        };
        let back = match self.step {
            Some(_) => words::DONE,
            None => words::BACK,
        };
        SettingsScene {
            title: title.in_language(self.language),
            back: back.in_language(self.language),
            columns,
            focus: self.focus,
            note: self
                .trouble
                .clone()
                .unwrap_or_else(|| usual.said_in(self.language)),
            step: self.step,
        }
    }
}

/// Which of so many values is wanted.
fn wished(chosen: Option<usize>, count: usize, wish: Wish) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let to = match (wish, chosen) {
        (Wish::Value(value), _) => value,
        (_, None) => 0,
        (Wish::Next, Some(chosen)) => (chosen + 1) % count,
        (Wish::Step(step), Some(chosen)) => chosen.saturating_add_signed(step),
    };
    Some(to.min(last))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::coach::Strictness;
    use crate::exercise;

    /// Every page, with much and with little to say.
    pub(crate) fn settings_scenes(language: Language) -> Vec<SettingsScene> {
        let file = SettingsFile::at(None);
        let cameras = ["Integrated Webcam: Integrated W", "Logitech StreamCam"];
        let cameras = cameras.map(str::to_owned).to_vec();
        let exercises = exercise::ids();
        let told = ["pregnant-late", "knee"].into_iter();
        let told = told.fold(Settings::default(), |settings, flag| {
            settings.told(flag, true, false)
        });
        let all = [
            (Settings::default(), Vec::new()),
            (told.safety_answered(20_000), cameras),
        ];
        let pages = all.into_iter().flat_map(|(settings, cameras)| {
            let pages = |settings: &Settings| {
                let cameras = cameras.clone();
                SettingsPages::new(&file, settings.clone(), cameras, &exercises, 0, language)
            };
            [
                pages(&settings).scene(),
                pages(&settings).about_you(1).scene(),
            ]
        });
        pages.collect()
    }

    #[test]
    fn every_setting_can_be_changed_with_keys_and_is_saved_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = SettingsFile::at(Some(folder.path().join("spotter/settings.toml")));
        let ui = Ui::new(1280, 720).unwrap();
        let exercises = exercise::ids();
        let cameras = vec!["Built-in".to_owned(), "USB".to_owned()];
        let mut pages = SettingsPages::new(
            &file,
            Settings::default(),
            cameras,
            &exercises,
            20_000,
            Language::English,
        );
        let press = |pages: &mut SettingsPages, inputs: &[Input]| {
            for input in inputs {
                let scene = pages.scene();
                pages.take(*input, &scene, &ui);
            }
        };
        let right = Input::Move(Direction::Right);
        press(&mut pages, &[Input::Start, Input::Next, right]);
        press(&mut pages, &[Input::Next, right, Input::Next]);
        press(&mut pages, &[Input::Next, Input::Move(Direction::Left)]);
        press(&mut pages, &[Input::Next, right]);
        press(&mut pages, &[Input::Next, Input::Start, Input::Next]);
        press(&mut pages, &[Input::Next, Input::Start, Input::Next, right]);
        let read = file.read().settings;
        assert!(!read.voice && read.deep_voice);
        assert!((read.voice_speed - 1.2).abs() < 1e-6);
        assert_eq!(read.strictness, Strictness::Gentle);
        assert_eq!(read.weekly_goal_days, 4);
        assert!(!read.ask_pain && !read.mirror);
        assert!(read.large_text);
        // About you: the first flag, twice to the right, is agreed.
        press(&mut pages, &[Input::Next, Input::Start, right, right]);
        let read = file.read().settings;
        assert_eq!(read.profile, ["pregnant"]);
        assert_eq!(read.cleared, ["pregnant"]);
        press(&mut pages, &[Input::Start, Input::Back]);
        assert_eq!(pages.page, Page::All);
        assert_eq!(file.read().settings.profile, [""; 0]);
        assert_eq!(pages.settings, file.read().settings);
    }

    #[test]
    fn what_can_not_be_saved_is_said_and_holds_for_now() {
        let file = SettingsFile::at(None);
        let mut pages = SettingsPages::new(
            &file,
            Settings::default(),
            Vec::new(),
            &[],
            0,
            Language::English,
        );
        pages.set(Key::Mirror, 0);
        assert!(!pages.settings.mirror);
        assert!(pages.scene().note.contains("can't be saved"));
    }
}
