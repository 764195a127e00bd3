//! What stands on the pages of the settings, and what a row changes.

use crate::coach::Strictness;
use crate::screen::{Control, SettingsRow};
use crate::settings::{Caution, Date, FlagGroup, Settings, flags};
use crate::words::{Language, Text, checks, settings as words};

use crate::app::checks::short;

/// The speeds of the voice that are offered, from slow to fast.
const SPEEDS: [f32; 3] = [0.8, 1.0, 1.2];
const STRICTNESS: [Strictness; 3] = [Strictness::Gentle, Strictness::Standard, Strictness::Strict];

/// A setting on one of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Voice,
    Speed,
    Sound,
    Camera,
    Mirror,
    TextSize,
    Strictness,
    WeeklyGoal,
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
                    (words::VOICE, vec![Key::Voice, Key::Speed, Key::Sound]),
                    (words::COACHING, vec![Key::Strictness, Key::WeeklyGoal]),
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
            Key::Mirror => (Some(usize::from(settings.mirror)), 2),
            Key::TextSize => (Some(usize::from(settings.large_text)), 2),
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
            Key::TextSize => {
                let options = words::TEXT_SIZES.in_language(language);
                plain(words::TEXT_SIZE, choice(&options))
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
            Key::Camera => {
                let label = words::WHICH_CAMERA.in_language(language);
                let number = self.settings.camera.number_in(self.cameras).unwrap_or(0);
                let name = self.cameras.get(number).map(|name| short(name));
                let name = name.unwrap_or(words::NO_CAMERA.in_language(language));
                let choose = checks::CHOOSE.in_language(language);
                row([label, name], Control::Button(choose))
            }
            Key::Sound => plain(
                words::SOUND_CHECK,
                Control::Button(checks::TRY.in_language(language)),
            ),
            Key::AboutYou => row(
                [
                    words::ABOUT_YOU.in_language(language),
                    &self.what_the_profile_changes(),
                ],
                Control::Button(words::CHANGE.in_language(language)),
            ),
            Key::Safety => {
                let date = self.settings.safety_seen_day.map(Date::of_day);
                let about = words::answered(language, date.map(|date| (date.month, date.day)));
                row(
                    [words::SAFETY_QUESTIONS.in_language(language), &about],
                    Control::Button(words::READ.in_language(language)),
                )
            }
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
