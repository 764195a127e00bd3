//! The performer's settings, as they are written after `performer:` and in `spotter performer`.

use std::fmt::Display;
use std::str::FromStr;

use clap::ValueEnum;

use super::error::PerformerError;
use super::look::SKINS;
use super::options::{Options, name_of};
use crate::blazepose::Side;
use crate::exercise::SizedFault;

/// One setting, `key=value`.
pub struct Setting {
    /// Its name.
    pub key: &'static str,
    /// A value that it takes.
    pub example: &'static str,
    /// Puts a value into the options.
    take: fn(&mut Options, Given<'_>) -> Result<(), PerformerError>,
}

/// All settings.
pub const SETTINGS: [Setting; 25] = [
    setting("fault", "leg_high=25", |o, v| {
        v.fault().map(|fault| o.animation.faults.push(fault))
    }),
    setting("faulty", "2+4", |o, v| {
        v.numbers().map(|n| o.animation.faulty = n)
    }),
    setting("side", "left", |o, v| {
        v.side().map(|side| o.animation.side = Some(side))
    }),
    setting("view", "right", |o, v| {
        v.word().map(|view| o.camera.view = Some(view))
    }),
    setting("azimuth", "-15", |o, v| {
        v.number(-180.0, 180.0, " degrees")
            .map(|n| o.camera.azimuth_deg = n)
    }),
    setting("lens", "0.5", |o, v| {
        v.number(0.1, 2.5, " metres")
            .map(|n| o.camera.lens_m = Some(n))
    }),
    setting("distance", "2.5", |o, v| {
        v.number(1.2, 8.0, " metres")
            .map(|n| o.camera.distance_m = Some(n))
    }),
    setting("height", "1.85", |o, v| {
        v.number(1.3, 2.1, " metres")
            .map(|n| o.animation.build.height_m = n)
    }),
    setting("girth", "1.2", |o, v| {
        v.number(0.6, 1.5, "").map(|n| o.animation.build.girth = n)
    }),
    setting("shoulders", "1.1", |o, v| {
        v.proportion().map(|n| o.animation.build.shoulders = n)
    }),
    setting("hips", "0.9", |o, v| {
        v.proportion().map(|n| o.animation.build.hips = n)
    }),
    setting("arms", "1.05", |o, v| {
        v.proportion().map(|n| o.animation.build.arms = n)
    }),
    setting("legs", "0.95", |o, v| {
        v.proportion().map(|n| o.animation.build.legs = n)
    }),
    setting("skin", "4", |o, v| {
        v.number(1, SKINS.len(), "")
            .map(|n| o.appearance.skin = n - 1)
    }),
    setting("clothes", "black", |o, v| {
        v.word().map(|clothes| o.appearance.clothes = clothes)
    }),
    setting("shoes", "on", |o, v| {
        v.switch().map(|on| o.appearance.shoes = on)
    }),
    setting("light", "dim", |o, v| {
        v.word().map(|light| o.appearance.light = light)
    }),
    setting("tempo", "1.5", |o, v| {
        v.number(0.2, 5.0, "").map(|n| o.animation.tempo = n)
    }),
    setting("reps", "4", |o, v| {
        v.number(1, 1000, "")
            .map(|n| o.animation.repetitions = Some(n))
    }),
    setting("hold", "10", |o, v| {
        v.number(0.0, 600.0, " seconds")
            .map(|n| o.animation.hold_s = Some(n))
    }),
    setting("rest", "3", |o, v| {
        v.number(0.0, 60.0, " seconds")
            .map(|n| o.animation.rest_s = Some(n))
    }),
    setting("size", "640x480", |o, v| {
        v.size_px().map(|size| o.camera.size_px = Some(size))
    }),
    setting("fps", "15", |o, v| {
        v.number(1.0, 60.0, " a second")
            .map(|n| o.camera.rate_hz = Some(n))
    }),
    setting("wave", "20", |o, v| {
        v.number(0.0, 3600.0, " seconds")
            .map(|n| o.wave_s = Some(n))
    }),
    setting("shadow", "on", |o, v| {
        v.switch().map(|on| o.shadow = Some(on))
    }),
];

const fn setting(
    key: &'static str,
    example: &'static str,
    take: fn(&mut Options, Given<'_>) -> Result<(), PerformerError>,
) -> Setting {
    Setting { key, example, take }
}

impl FromStr for Options {
    type Err = PerformerError;

    /// `key=value,key=value`; nothing at all is the default.
    fn from_str(text: &str) -> Result<Options, PerformerError> {
        let mut options = Options::default();
        for setting in text.split(',').map(str::trim).filter(|s| !s.is_empty()) {
            options.set(setting)?;
        }
        Ok(options)
    }
}

impl Options {
    /// Takes one setting, `key=value`. Faults add up, everything else is replaced.
    ///
    /// # Errors
    /// When there is no such setting or value, or the value is out of range.
    pub fn set(&mut self, setting: &str) -> Result<(), PerformerError> {
        let (key, value) = setting.split_once('=').unwrap_or((setting, ""));
        let (key, value) = (key.trim(), value.trim());
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
            let known = SETTINGS.map(|setting| setting.key);
            return Err(PerformerError::UnknownKey {
                key: key.to_owned(),
                known: known.map(str::to_owned).to_vec(),
            });
        };
        if value.is_empty() {
            return Err(PerformerError::NoValue {
                key: key.to_owned(),
                example: setting.example.to_owned(),
            });
        }
        (setting.take)(self, Given { key, value })
    }
}

/// A setting with its value, not yet understood.
#[derive(Clone, Copy)]
struct Given<'a> {
    key: &'a str,
    value: &'a str,
}

impl Given<'_> {
    fn bad(&self, wanted: impl Into<String>) -> PerformerError {
        PerformerError::BadValue {
            key: self.key.to_owned(),
            value: self.value.to_owned(),
            wanted: wanted.into(),
        }
    }

    fn number<T>(&self, from: T, to: T, unit: &str) -> Result<T, PerformerError>
    where
        T: FromStr + PartialOrd + Display,
    {
        self.value
            .parse()
            .ok()
            .filter(|value| *value >= from && *value <= to)
            .ok_or_else(|| self.bad(format!("a number from {from} to {to}{unit}")))
    }

    /// A factor on a width or length of a body, as far as people have it.
    fn proportion(&self) -> Result<f32, PerformerError> {
        self.number(0.8, 1.25, "")
    }

    fn word<T: ValueEnum>(&self) -> Result<T, PerformerError> {
        let known = T::value_variants().iter().cloned().map(name_of);
        T::from_str(self.value, false).map_err(|_| self.unknown(known.collect()))
    }

    fn side(&self) -> Result<Side, PerformerError> {
        self.one_of([("left", Side::Left), ("right", Side::Right)])
    }

    fn switch(&self) -> Result<bool, PerformerError> {
        self.one_of([("on", true), ("off", false)])
    }

    fn one_of<T: Copy>(&self, words: [(&str, T); 2]) -> Result<T, PerformerError> {
        let found = words.iter().find(|(word, _)| *word == self.value);
        let known = || words.map(|(word, _)| word.to_owned()).to_vec();
        found
            .map(|(_, value)| *value)
            .ok_or_else(|| self.unknown(known()))
    }

    fn unknown(&self, known: Vec<String>) -> PerformerError {
        PerformerError::UnknownValue {
            key: self.key.to_owned(),
            value: self.value.to_owned(),
            known,
        }
    }

    /// `ID` or `ID=SIZE`. Whether the exercise has such a fault is seen when the exercise is known.
    fn fault(&self) -> Result<SizedFault, PerformerError> {
        let (id, size) = match self.value.split_once('=') {
            None => (self.value, None),
            Some((id, size)) => {
                let size = size.parse().ok().filter(|size: &f32| size.is_finite());
                let wanted = || self.bad("ID or ID=SIZE, the size as a number");
                (id, Some(size.ok_or_else(wanted)?))
            }
        };
        Ok(SizedFault {
            id: id.to_owned(),
            size,
        })
    }

    fn numbers(&self) -> Result<Vec<u32>, PerformerError> {
        self.value
            .split('+')
            .map(|number| number.trim().parse().ok().filter(|number| *number > 0))
            .collect::<Option<_>>()
            .ok_or_else(|| self.bad("numbers of repetitions with + between them, 2+4"))
    }

    fn size_px(&self) -> Result<[u32; 2], PerformerError> {
        let side = |text: &str| text.parse().ok().filter(|n| (120..=1920).contains(n));
        self.value
            .split_once('x')
            .and_then(|(width, height)| Some([side(width)?, side(height)?]))
            .ok_or_else(|| self.bad("width x height with sides from 120 to 1920, 640x480"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(setting: &str) -> Options {
        setting.parse().unwrap()
    }

    fn message(setting: &str) -> String {
        setting.parse::<Options>().unwrap_err().to_string()
    }

    #[test]
    fn nothing_is_the_default_and_every_setting_changes_it_by_its_example() {
        assert_eq!(set(""), Options::default());
        for Setting { key, example, .. } in SETTINGS {
            let options = set(&format!("{key}={example}"));
            assert_ne!(options, Options::default(), "{key}");
        }
    }

    #[test]
    fn settings_add_up_and_faults_have_sizes() {
        let options = set("fault=leg_high=12.5, fault=rush,faulty=2+4,side=right,size=320x240");
        let fault = |id: &str, size| SizedFault {
            id: id.to_owned(),
            size,
        };
        assert_eq!(
            options.animation.faults,
            [fault("leg_high", Some(12.5)), fault("rush", None)]
        );
        assert_eq!(options.animation.faulty, [2, 4]);
        assert_eq!(options.animation.side, Some(Side::Right));
        assert_eq!(options.camera.size_px, Some([320, 240]));
    }

    #[test]
    fn an_unknown_setting_is_answered_with_those_there_are() {
        let message = message("faults=leg_high");
        assert!(message.contains("did you mean \"fault\""), "{message}");
        for Setting { key, .. } in SETTINGS {
            assert!(message.contains(key), "{key}: {message}");
        }
    }

    #[test]
    fn an_unknown_value_is_answered_with_those_there_are() {
        let words = message("clothes=blak");
        assert!(words.contains("did you mean \"black\""), "{words}");
        assert!(words.contains("long-sleeves"), "{words}");
        assert!(message("shoes=yes").contains("on, off"));
    }

    #[test]
    fn values_out_of_range_are_answered_with_the_range() {
        for (setting, words) in [
            ("height=3", "from 1.3 to 2.1 metres"),
            ("height=NaN", "from 1.3 to 2.1 metres"),
            ("skin=6", "from 1 to 5"),
            ("skin=1.5", "from 1 to 5"),
            ("reps=0", "from 1 to 1000"),
            ("tempo=fast", "from 0.2 to 5"),
            ("size=640", "640x480"),
            ("size=640x9999", "from 120 to 1920"),
            ("faulty=0", "2+4"),
            ("faulty=2,4", "no setting \"4\""),
            ("fault=leg_high=much", "ID=SIZE"),
            ("fps=", "fps=15"),
            ("view", "view=right"),
        ] {
            let message = message(setting);
            assert!(message.contains(words), "{setting}: {message}");
        }
    }
}
