//! The settings, and the keys that they have in the file.

use toml::Value;

use super::Date;
use super::profile::flags;
use crate::coach::Strictness;
use crate::exercise::hint;
use crate::words::Language;

/// How much faster or slower than usual the voice may be. Slower than this a sentence takes longer
/// than the pause it is spoken in; faster than this it is hard to follow face down.
pub const VOICE_SPEEDS: std::ops::RangeInclusive<f32> = 0.7..=1.4;

/// The safety questions come again after so many days.
const SAFETY_EVERY_DAYS: u32 = 30;

/// What the user has chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Which camera.
    pub camera: Camera,
    /// The picture is shown as in a mirror.
    pub mirror: bool,
    /// Spotter speaks.
    pub voice: bool,
    /// How fast: 1 is the usual speed.
    pub voice_speed: f32,
    /// In a deep voice in place of a bright one.
    pub deep_voice: bool,
    /// A program that speaks in place of the one that is found.
    pub voice_program: Option<String>,
    /// Text of scenes that are read is larger, where there is room.
    pub large_text: bool,
    /// How strictly the form is read.
    pub strictness: Strictness,
    /// On how many days of a week something is to be done.
    pub weekly_goal_days: u8,
    /// Before and after a routine it is asked how strong the pain is.
    pub ask_pain: bool,
    /// The home screen says when the Roland-Morris questionnaire is due.
    pub roland_morris: bool,
    /// Ids of the flags that fit the user.
    pub profile: Vec<String>,
    /// Ids of the flags for which a doctor or therapist has agreed to the exercises.
    pub cleared: Vec<String>,
    /// When the safety questions were last answered with "none fits", in days since 1970.
    pub safety_seen_day: Option<u32>,
}

/// A camera.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Camera {
    /// By its number in the system's list, from 0.
    Number(u32),
    /// By its name, or a part of it: it stays the same one when another is plugged in.
    Name(String),
}

impl Camera {
    /// The camera of this number among those with these names, by its name where no other one has it.
    #[must_use]
    pub fn of_number(number: usize, names: &[String]) -> Self {
        let name = names.get(number);
        let same = names.iter().filter(|other| Some(*other) == name);
        match name {
            Some(name) if same.count() == 1 => Self::Name(name.clone()),
            _ => Self::Number(u32::try_from(number).unwrap_or(0)),
        }
    }

    /// Which of the cameras with these names it is, where it is plugged in. A name wins over a part of
    /// one.
    #[must_use]
    pub fn number_in(&self, names: &[String]) -> Option<usize> {
        match self {
            Self::Number(number) => {
                let number = usize::try_from(*number).ok()?;
                (number < names.len()).then_some(number)
            }
            Self::Name(name) => {
                let is_same = |known: &String| known == name;
                let is_part = |known: &String| known.to_lowercase().contains(&name.to_lowercase());
                let same = names.iter().position(is_same);
                same.or_else(|| names.iter().position(is_part))
            }
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            camera: Camera::Number(0),
            mirror: true,
            voice: true,
            voice_speed: 1.0,
            deep_voice: false,
            voice_program: None,
            large_text: false,
            strictness: Strictness::Standard,
            weekly_goal_days: 3,
            ask_pain: true,
            roland_morris: false,
            profile: Vec::new(),
            cleared: Vec::new(),
            safety_seen_day: None,
        }
    }
}

/// Why a line of the file is not used.
pub(super) enum Wrong {
    /// No setting has this key.
    Key(String),
    /// The setting can't have this value.
    Value(String),
}

/// All keys, in the order in which they are written.
const KEYS: [&str; 14] = [
    "camera",
    "mirror",
    "voice",
    "voice_speed",
    "voice_kind",
    "voice_program",
    "text_size",
    "strictness",
    "weekly_goal_days",
    "ask_pain",
    "roland_morris",
    "profile",
    "cleared",
    "safety_seen",
];

const STRICTNESS: [(&str, Strictness); 3] = [
    ("gentle", Strictness::Gentle),
    ("standard", Strictness::Standard),
    ("strict", Strictness::Strict),
];

const TEXT_SIZES: [&str; 2] = ["normal", "large"];
const VOICE_KINDS: [&str; 2] = ["bright", "deep"];

impl Settings {
    /// Whether a flag fits the user.
    #[must_use]
    pub fn has(&self, flag: &str) -> bool {
        self.profile.iter().any(|id| id == flag)
    }

    /// Whether a doctor or therapist has agreed to the exercises that a flag sets aside.
    #[must_use]
    pub fn is_cleared(&self, flag: &str) -> bool {
        self.cleared.iter().any(|id| id == flag)
    }

    /// The settings once users have told whether a flag fits them, and whether a doctor or therapist
    /// has agreed.
    #[must_use]
    pub fn told(mut self, flag: &str, fits: bool, is_cleared: bool) -> Self {
        for (ids, is_in) in [(&mut self.profile, fits), (&mut self.cleared, is_cleared)] {
            ids.retain(|id| id != flag);
            if is_in {
                ids.push(flag.to_owned());
            }
        }
        self
    }

    /// The settings once the safety questions were answered on this day with "none fits".
    #[must_use]
    pub fn safety_answered(self, today: u32) -> Self {
        Self {
            safety_seen_day: Some(today),
            ..self
        }
    }

    /// Whether the safety questions are to be asked on this day. A day from the future says nothing:
    /// the clock was wrong then, or is now.
    #[must_use]
    pub fn asks_safety(&self, today: u32) -> bool {
        let since = self.safety_seen_day.and_then(|day| today.checked_sub(day));
        since.is_none_or(|days| days >= SAFETY_EVERY_DAYS)
    }

    /// Takes on a line of the file.
    pub(super) fn take(&mut self, key: &str, value: &Value) -> Result<(), Wrong> {
        match key {
            "camera" => self.camera = camera(value)?,
            "mirror" => self.mirror = yes_or_no(value)?,
            "voice" => self.voice = yes_or_no(value)?,
            "voice_speed" => self.voice_speed = voice_speed(value)?,
            "voice_kind" => self.deep_voice = one_of_two("the voice", VOICE_KINDS, value)?,
            "voice_program" => self.voice_program = voice_program(value)?,
            "text_size" => self.large_text = one_of_two("the text size", TEXT_SIZES, value)?,
            "strictness" => self.strictness = strictness(value)?,
            "weekly_goal_days" => self.weekly_goal_days = weekly_goal(value)?,
            "ask_pain" => self.ask_pain = yes_or_no(value)?,
            "roland_morris" => self.roland_morris = yes_or_no(value)?,
            "profile" => self.profile = flag_ids(value)?,
            "cleared" => self.cleared = flag_ids(value)?,
            "safety_seen" => self.safety_seen_day = Some(day(value)?),
            _ => {
                return Err(Wrong::Key(format!(
                    "there is no setting {key:?}{}; it stays in the file and does nothing",
                    hint(key, &KEYS)
                )));
            }
        }
        Ok(())
    }

    /// What the file has to say, by key. A day that is not known is not written.
    pub(super) fn lines(&self) -> Vec<(&'static str, Value)> {
        let camera = match &self.camera {
            Camera::Number(number) => Value::from(*number),
            Camera::Name(name) => Value::from(name.as_str()),
        };
        let strictness = STRICTNESS.iter().find(|(_, is)| *is == self.strictness);
        // A short decimal in the file, not the nearest binary fraction.
        let speed = (f64::from(self.voice_speed) * 100.0).round() / 100.0;
        let program = self.voice_program.iter();
        let program = program.map(|program| ("voice_program", Value::from(program.as_str())));
        let mut lines = vec![
            ("camera", camera),
            ("mirror", Value::from(self.mirror)),
            ("voice", Value::from(self.voice)),
            ("voice_speed", Value::from(speed)),
            (
                "voice_kind",
                Value::from(VOICE_KINDS[usize::from(self.deep_voice)]),
            ),
        ];
        lines.extend(program);
        lines.extend([
            (
                "text_size",
                Value::from(TEXT_SIZES[usize::from(self.large_text)]),
            ),
            (
                "strictness",
                Value::from(strictness.map_or("standard", |(word, _)| word)),
            ),
            (
                "weekly_goal_days",
                Value::from(i64::from(self.weekly_goal_days)),
            ),
            ("ask_pain", Value::from(self.ask_pain)),
            ("roland_morris", Value::from(self.roland_morris)),
            ("profile", Value::from(self.profile.clone())),
            ("cleared", Value::from(self.cleared.clone())),
        ]);
        if let Some(day) = self.safety_seen_day {
            let Date { year, month, day } = Date::of_day(day);
            let date = toml::value::Date { year, month, day };
            lines.push(("safety_seen", Value::Datetime(date.into())));
        }
        lines
    }
}

fn value(message: impl Into<String>) -> Wrong {
    Wrong::Value(message.into())
}

fn yes_or_no(written: &Value) -> Result<bool, Wrong> {
    let wrong = || value("this is either true or false");
    written.as_bool().ok_or_else(wrong)
}

fn camera(written: &Value) -> Result<Camera, Wrong> {
    let number = |number: i64| u32::try_from(number).ok().map(Camera::Number);
    match written {
        Value::Integer(written) => number(*written),
        Value::String(name) if !name.trim().is_empty() => Some(Camera::Name(name.clone())),
        _ => None,
    }
    .ok_or_else(|| value("a camera is a number from 0 or a name (spotter doctor lists them)"))
}

fn voice_speed(written: &Value) -> Result<f32, Wrong> {
    let number = match written {
        Value::Integer(number) => Some(*number as f32),
        Value::Float(number) => Some(*number as f32),
        _ => None,
    };
    number
        .filter(|speed| VOICE_SPEEDS.contains(speed))
        .ok_or_else(|| {
            let (slowest, fastest) = (VOICE_SPEEDS.start(), VOICE_SPEEDS.end());
            value(format!(
                "the speed of the voice is a number from {slowest} (slow) to {fastest} (fast)"
            ))
        })
}

fn strictness(written: &Value) -> Result<Strictness, Wrong> {
    let word = written.as_str().unwrap_or_default();
    let found = STRICTNESS.iter().find(|(known, _)| *known == word);
    found.map(|(_, strictness)| *strictness).ok_or_else(|| {
        let known = STRICTNESS.map(|(known, _)| known);
        value(format!(
            "strictness is one of {}{}",
            known.join(", "),
            hint(word, &known)
        ))
    })
}

fn voice_program(written: &Value) -> Result<Option<String>, Wrong> {
    let name = written.as_str().filter(|name| !name.trim().is_empty());
    let wrong = || value("the program that speaks is a name or a path, such as \"/usr/bin/say\"");
    name.map(|name| Some(name.to_owned())).ok_or_else(wrong)
}

/// Whether it is the second of two words.
fn one_of_two(what: &str, words: [&str; 2], written: &Value) -> Result<bool, Wrong> {
    let word = written.as_str().unwrap_or_default();
    let found = words.iter().position(|known| *known == word);
    found.map(|number| number == 1).ok_or_else(|| {
        value(format!(
            "{what} is one of {}{}",
            words.join(", "),
            hint(word, &words)
        ))
    })
}

fn weekly_goal(written: &Value) -> Result<u8, Wrong> {
    let days = written.as_integer().filter(|days| (1..=7).contains(days));
    days.and_then(|days| u8::try_from(days).ok())
        .ok_or_else(|| value("a weekly goal is 1 to 7 days"))
}

/// A list of flags. One that this program doesn't know can set nothing aside, so it is refused.
fn flag_ids(written: &Value) -> Result<Vec<String>, Wrong> {
    let known: Vec<&str> = flags(Language::English)
        .iter()
        .map(|flag| flag.id.as_str())
        .collect();
    let list = || value(format!("this is a list of {}", known.join(", ")));
    let written = written.as_array().ok_or_else(list)?;
    let mut ids = Vec::new();
    for id in written {
        let id = id.as_str().ok_or_else(list)?;
        if !known.contains(&id) {
            return Err(value(format!(
                "there is no {id:?}{}; there are {}",
                hint(id, &known),
                known.join(", ")
            )));
        }
        ids.push(id.to_owned());
    }
    Ok(ids)
}

fn day(written: &Value) -> Result<u32, Wrong> {
    let date = written.as_datetime().and_then(|time| time.date);
    let date = date.map(|date| Date {
        year: date.year,
        month: date.month,
        day: date.day,
    });
    date.and_then(Date::number)
        .ok_or_else(|| value("this is a date without quotes, such as 2026-01-31"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_safety_questions_come_again_after_a_month() {
        let seen = |safety_seen_day| Settings {
            safety_seen_day,
            ..Settings::default()
        };
        assert!(seen(None).asks_safety(100));
        assert!(!seen(Some(100)).asks_safety(100));
        assert!(!seen(Some(100)).asks_safety(129));
        assert!(seen(Some(100)).asks_safety(130));
        assert!(seen(Some(101)).asks_safety(100), "from the future");
    }

    #[test]
    fn a_camera_is_known_by_its_name_where_no_other_one_has_it() {
        let names = ["HD Webcam", "USB", "HD Webcam"].map(str::to_owned);
        for number in 0..3 {
            let camera = Camera::of_number(number, &names);
            assert_eq!(camera.number_in(&names), Some(number), "{camera:?}");
        }
        let moved = Camera::of_number(1, &names);
        assert_eq!(moved.number_in(&["USB".to_owned()]), Some(0));
        assert_eq!(Camera::Name("usb".to_owned()).number_in(&names), Some(1));
        assert_eq!(Camera::Number(3).number_in(&names), None);
    }

    #[test]
    fn every_line_that_is_written_is_read_again() {
        let settings = Settings {
            camera: Camera::Name("USB".to_owned()),
            mirror: false,
            voice: false,
            voice_speed: 1.2,
            deep_voice: true,
            voice_program: Some("say".to_owned()),
            large_text: true,
            strictness: Strictness::Gentle,
            weekly_goal_days: 5,
            ask_pain: false,
            roland_morris: true,
            profile: vec!["knee".to_owned(), "heart".to_owned()],
            cleared: vec!["knee".to_owned()],
            safety_seen_day: Some(20_000),
        };
        let lines = settings.lines();
        assert_eq!(lines.len(), KEYS.len());
        let mut read = Settings::default();
        for ((key, value), known) in lines.iter().zip(KEYS) {
            assert_eq!(*key, known);
            assert!(read.take(key, value).is_ok(), "{key}");
        }
        assert_eq!(read, settings);
    }
}
