//! What stands on the pages of the settings, and what a row changes.

use crate::coach::Strictness;
use crate::screen::{Control, SettingsRow};
use crate::settings::{Caution, Date, FlagGroup, Settings, flags};
use crate::voice::HAS_DEEP_VOICE;
use crate::words::{Language, Text, checks, settings as words};

use crate::app::checks::short;

/// The speeds of the voice that are offered, from slow to fast.
const SPEEDS: [f32; 3] = [0.8, 1.0, 1.2];
const STRICTNESS: [Strictness; 3] = [Strictness::Gentle, Strictness::Standard, Strictness::Strict];

/// A setting on one of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Voice,
    Kind,
    Speed,
    Sound,
    Camera,
    Mirror,
    TextSize,
    Strictness,
    WeeklyGoal,
    AskPain,
    AboutYou,
    Safety,
    /// What users tell about themselves, by its number.
    Flag(usize),
}

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    All,
    AboutYou,
}

impl Page {
    /// The cards of the page, with their rows.
    pub(super) fn cards(self) -> [Vec<(Text, Vec<Key>)>; 2] {
        let group = |wanted: FlagGroup| {
            let flags = flags(Language::English).iter().enumerate();
            let flags = flags.filter(|(_, flag)| flag.group == wanted);
            flags.map(|(number, _)| Key::Flag(number)).collect()
        };
        match self {
            Self::All => [
                vec![
                    (words::VOICE, voice_rows()),
                    (
                        words::COACHING,
                        vec![Key::Strictness, Key::WeeklyGoal, Key::AskPain],
                    ),
                ],
                vec![
                    (words::CAMERA, vec![Key::Camera, Key::Mirror]),
                    (words::SCREEN, vec![Key::TextSize]),
                    (words::YOU, vec![Key::AboutYou, Key::Safety]),
                ],
            ],
            Self::AboutYou => [
                vec![(words::HEALTH, group(FlagGroup::Health))],
                vec![(words::JOINTS, group(FlagGroup::Joints))],
            ],
        }
    }
}

/// The rows of the voice. That of its kind is there where kinds can be chosen from.
fn voice_rows() -> Vec<Key> {
    let mut rows = vec![Key::Voice, Key::Kind, Key::Speed, Key::Sound];
    rows.retain(|key| *key != Key::Kind || HAS_DEEP_VOICE);
    rows
}

impl Key {
    /// The settings with this value of the row.
    pub(super) fn set_to(self, to: usize, settings: Settings) -> Settings {
        match self {
            Key::Voice => Settings {
                voice: to == 1,
                ..settings
            },
            Key::Mirror => Settings {
                mirror: to == 1,
                ..settings
            },
            Key::TextSize => Settings {
                large_text: to == 1,
                ..settings
            },
            Key::Kind => Settings {
                deep_voice: to == 1,
                ..settings
            },
            Key::Speed => Settings {
                voice_speed: SPEEDS[to],
                ..settings
            },
            Key::Strictness => Settings {
                strictness: STRICTNESS[to],
                ..settings
            },
            Key::WeeklyGoal => Settings {
                weekly_goal_days: to as u8 + 1,
                ..settings
            },
            Key::AskPain => Settings {
                ask_pain: to == 1,
                ..settings
            },
            Key::Flag(number) => {
                settings.told(&flags(Language::English)[number].id, to >= 1, to == 2)
            }
            Key::AboutYou | Key::Safety | Key::Sound | Key::Camera => settings,
        }
    }
}

/// What the rows say.
pub(super) struct Rows<'a> {
    pub(super) settings: &'a Settings,
    /// Names of the cameras, in the system's order.
    pub(super) cameras: &'a [String],
    /// Ids of all exercises.
    pub(super) exercises: &'a [String],
    pub(super) language: Language,
}

impl Rows<'_> {
    /// The number of the value that a row has, and how many there are.
    pub(super) fn value(&self, key: Key) -> (Option<usize>, usize) {
        let settings = self.settings;
        match key {
            Key::Voice => (Some(usize::from(settings.voice)), 2),
            Key::Kind => (Some(usize::from(settings.deep_voice)), 2),
            Key::Mirror => (Some(usize::from(settings.mirror)), 2),
            Key::TextSize => (Some(usize::from(settings.large_text)), 2),
            Key::AskPain => (Some(usize::from(settings.ask_pain)), 2),
            Key::Speed => {
                let same = |speed: &f32| (speed - settings.voice_speed).abs() < 0.01;
                (SPEEDS.iter().position(same), SPEEDS.len())
            }
            Key::Strictness => {
                let same = |strictness: &Strictness| *strictness == settings.strictness;
                (STRICTNESS.iter().position(same), STRICTNESS.len())
            }
            Key::WeeklyGoal => (Some(usize::from(settings.weekly_goal_days) - 1), 7),
            Key::Flag(number) => {
                let flag = &flags(self.language)[number];
                let has = settings.has(&flag.id);
                let is_cleared = has && settings.is_cleared(&flag.id);
                let values = if flag.block.is_empty() { 2 } else { 3 };
                (Some(usize::from(has) + usize::from(is_cleared)), values)
            }
            Key::AboutYou | Key::Safety | Key::Sound | Key::Camera => (None, 0),
        }
    }

    /// A row as it is shown.
    pub(super) fn row(&self, key: Key) -> SettingsRow {
        let (chosen, _) = self.value(key);
        let language = self.language;
        let row = |[label, about]: [&str; 2], control| SettingsRow {
            label: label.to_owned(),
            about: about.to_owned(),
            control,
        };
        let plain =
            |text: Text<[&'static str; 2]>, control| row(text.in_language(language), control);
        let choice = |options: &[&str]| Control::Choice {
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            chosen,
        };
        let switch = Control::Switch(chosen == Some(1));
        match key {
            Key::Voice => plain(words::SPOKEN_COACHING, switch),
            Key::Mirror => plain(words::MIRROR, switch),
            Key::AskPain => plain(words::ASK_PAIN, switch),
            Key::TextSize => {
                let options = words::TEXT_SIZES.in_language(language);
                plain(words::TEXT_SIZE, choice(&options))
            }
            Key::Kind => {
                let options = words::VOICE_KINDS.in_language(language);
                plain(words::VOICE_KIND, choice(&options))
            }
            Key::Speed => plain(words::SPEED, choice(&words::SPEEDS.in_language(language))),
            Key::Strictness => {
                let options = words::STRICTNESS.in_language(language);
                plain(words::HOW_STRICT, choice(&options))
            }
            Key::WeeklyGoal => plain(
                words::WEEKLY_GOAL,
                choice(&["1", "2", "3", "4", "5", "6", "7"]),
            ),
            Key::Camera | Key::Sound | Key::AboutYou | Key::Safety => self.button_row(key),
            Key::Flag(number) => {
                let flag = &flags(language)[number];
                let [no, yes, agreed] =
                    [words::NO, words::YES, words::AGREED].map(|text| text.in_language(language));
                let control = if flag.block.is_empty() {
                    choice(&[no, yes])
                } else {
                    choice(&[no, yes, agreed])
                };
                row([&flag.name, &flag.about], control)
            }
        }
    }

    /// A row that leads somewhere else.
    fn button_row(&self, key: Key) -> SettingsRow {
        let language = self.language;
        let row = |label: &str, about: &str, button: Text| SettingsRow {
            label: label.to_owned(),
            about: about.to_owned(),
            control: Control::Button(button.in_language(language)),
        };
        match key {
            Key::Camera => {
                let label = words::WHICH_CAMERA.in_language(language);
                let number = self.settings.camera.number_in(self.cameras).unwrap_or(0);
                let name = self.cameras.get(number).map(|name| short(name));
                let name = name.unwrap_or(words::NO_CAMERA.in_language(language));
                row(label, name, checks::CHOOSE)
            }
            Key::Sound => {
                let [label, about] = words::SOUND_CHECK.in_language(language);
                row(label, about, checks::TRY)
            }
            Key::Safety => {
                let date = self.settings.safety_seen_day.map(Date::of_day);
                let about = words::answered(language, date.map(|date| (date.month, date.day)));
                let label = words::SAFETY_QUESTIONS.in_language(language);
                row(label, &about, words::READ)
            }
            _ => {
                let label = words::ABOUT_YOU.in_language(language);
                row(label, &self.what_the_profile_changes(), words::CHANGE)
            }
        }
    }

    fn what_the_profile_changes(&self) -> String {
        let cautions = self
            .exercises
            .iter()
            .map(|id| self.settings.caution(self.language, id));
        let (mut left_out, mut gently) = (0, 0);
        for caution in cautions {
            match caution {
                Caution::None => {}
                Caution::Care(_) => gently += 1,
                Caution::Blocked => left_out += 1,
            }
        }
        words::what_it_changes(self.language, left_out, gently)
    }
}
