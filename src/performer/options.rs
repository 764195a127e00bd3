//! The performer's settings, as they are written after `performer:` and in `spotter performer`.

use std::fmt::Display;
use std::str::FromStr;

use glam::Vec3;

use super::animation::AnimationSettings;
use super::error::PerformerError;
use super::look::{Light, Look, SKINS, Sleeves};
use super::skeleton::Build;
use crate::blazepose::Side;
use crate::exercise::{Movement, SizedFault, nearest};

/// How the performer looks, moves and is filmed. The default is a person of average build by day,
/// in good form. A value of `None` leaves the choice to the caller.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Faults to show.
    pub faults: Vec<SizedFault>,
    /// Numbers from 1 of the repetitions that show them; all where empty.
    pub faulty: Vec<u32>,
    /// The side at work; none: as the exercise has it.
    pub side: Option<Side>,
    /// From where the camera looks; none: as the exercise has it.
    pub view: Option<View>,
    /// Off that view, in degrees; positive goes to the person's left.
    pub azimuth_deg: f32,
    /// Height of the lens in metres; none: as the exercise has it.
    pub lens_m: Option<f32>,
    /// Distance of the camera in metres; none: so that all of the movement fits the picture.
    pub distance_m: Option<f32>,
    /// The body.
    pub build: Build,
    /// Tone of the skin, from 1 (light) to 5 (dark).
    pub skin: u32,
    /// What is worn.
    pub clothes: Clothes,
    /// Shoes in place of bare feet.
    pub shoes: bool,
    /// The light.
    pub light: Lighting,
    /// Speed; 2 is twice as fast.
    pub tempo: f32,
    /// How many repetitions; none: 2.
    pub repetitions: Option<u32>,
    /// Repetitions of one side before the other one's turn comes; none: as the exercise has it.
    /// Nothing that is set: it follows from who coaches.
    pub side_reps: Option<u32>,
    /// Seconds in the pose that is held; none: as the exercise has it.
    pub hold_s: Option<f32>,
    /// Seconds of rest before the first repetition and after the last; none: 2.
    pub rest_s: Option<f32>,
    /// Width and height of the picture in pixels; none: 640 × 480.
    pub size_px: Option<[u32; 2]>,
    /// Frames a second; none: 15.
    pub rate_hz: Option<f64>,
    /// Shadows, at several times the cost; none: without.
    pub shadow: Option<bool>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            faults: Vec::new(),
            faulty: Vec::new(),
            side: None,
            view: None,
            azimuth_deg: 0.0,
            lens_m: None,
            distance_m: None,
            build: Build::default(),
            skin: 1,
            clothes: Clothes::Blue,
            shoes: false,
            light: Lighting::Normal,
            tempo: 1.0,
            repetitions: None,
            side_reps: None,
            hold_s: None,
            rest_s: None,
            size_px: None,
            rate_hz: None,
            shadow: None,
        }
    }
}

/// A set of words that a setting takes.
trait Words: Sized + Copy + 'static {
    const ALL: &'static [(&'static str, Self)];
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $word:literal => $value:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$about])* $value,)+
        }

        impl Words for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($word, $name::$value)),+];
        }
    };
}

words! {
    /// From which side of the body the camera looks.
    View {
        /// At the person's left.
        "left" => Left,
        /// At the person's right.
        "right" => Right,
        /// In front, where the exercise is seen from in front.
        "front" => Front,
        /// From behind, where the exercise is seen from in front.
        "back" => Back,
    }
}

words! {
    /// What the performer wears.
    Clothes {
        /// Blue shirt, dark trousers.
        "blue" => Blue,
        /// Black from neck to ankle, with long sleeves. Limbs can't be told from what is behind
        /// them.
        "black" => Black,
        /// The colour of the wall.
        "wall" => Wall,
        /// Blue shirt and shorts.
        "shorts" => Shorts,
        /// Blue shirt with long sleeves.
        "long-sleeves" => LongSleeves,
        /// Red shirt with tiny sleeves.
        "red" => Red,
    }
}

words! {
    /// How the room is lit.
    Lighting {
        /// By day.
        "normal" => Normal,
        /// A quarter of it, and a noisy picture.
        "dim" => Dim,
        /// From behind the person.
        "back" => Back,
    }
}

impl Words for Side {
    const ALL: &'static [(&'static str, Self)] = &[("left", Side::Left), ("right", Side::Right)];
}

impl Words for bool {
    const ALL: &'static [(&'static str, Self)] = &[("on", true), ("off", false)];
}

/// The settings and an example of each.
pub const SETTINGS: [(&str, &str); 24] = [
    ("fault", "leg_high=25"),
    ("faulty", "2+4"),
    ("side", "left"),
    ("view", "right"),
    ("azimuth", "-15"),
    ("lens", "0.5"),
    ("distance", "2.5"),
    ("height", "1.85"),
    ("girth", "1.2"),
    ("shoulders", "1.1"),
    ("hips", "0.9"),
    ("arms", "1.05"),
    ("legs", "0.95"),
    ("skin", "4"),
    ("clothes", "black"),
    ("shoes", "on"),
    ("light", "dim"),
    ("tempo", "1.5"),
    ("reps", "4"),
    ("hold", "10"),
    ("rest", "3"),
    ("size", "640x480"),
    ("fps", "15"),
    ("shadow", "on"),
];

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
        let Some((_, example)) = SETTINGS.iter().find(|(known, _)| *known == key) else {
            return Err(PerformerError::UnknownKey {
                key: key.to_owned(),
                did_you_mean: nearest(key, SETTINGS.iter().map(|(known, _)| *known)),
                known: SETTINGS.iter().map(|(key, _)| (*key).to_owned()).collect(),
            });
        };
        if value.is_empty() {
            return Err(PerformerError::NoValue {
                key: key.to_owned(),
                example: (*example).to_owned(),
            });
        }
        let given = Given { key, value };
        let factor = |[from, to]: [f32; 2]| given.number(from, to, "");
        match key {
            "fault" => self.faults.push(given.fault()?),
            "faulty" => self.faulty = given.numbers()?,
            "side" => self.side = Some(given.word()?),
            "view" => self.view = Some(given.word()?),
            "azimuth" => self.azimuth_deg = given.number(-180.0, 180.0, " degrees")?,
            "lens" => self.lens_m = Some(given.number(0.1, 2.5, " metres")?),
            "distance" => self.distance_m = Some(given.number(1.2, 8.0, " metres")?),
            "height" => self.build.height_m = given.number(1.3, 2.1, " metres")?,
            "girth" => self.build.girth = factor([0.6, 1.5])?,
            "shoulders" => self.build.shoulders = factor(PROPORTION)?,
            "hips" => self.build.hips = factor(PROPORTION)?,
            "arms" => self.build.arms = factor(PROPORTION)?,
            "legs" => self.build.legs = factor(PROPORTION)?,
            "skin" => self.skin = given.number(1, SKINS.len() as u32, "")?,
            "clothes" => self.clothes = given.word()?,
            "shoes" => self.shoes = given.word()?,
            "light" => self.light = given.word()?,
            "tempo" => self.tempo = given.number(0.2, 5.0, "")?,
            "reps" => self.repetitions = Some(given.number(1, 1000, "")?),
            "hold" => self.hold_s = Some(given.number(0.0, 600.0, " seconds")?),
            "rest" => self.rest_s = Some(given.number(0.0, 60.0, " seconds")?),
            "size" => self.size_px = Some(given.size_px()?),
            "fps" => self.rate_hz = Some(given.number(1.0, 60.0, " a second")?),
            "shadow" => self.shadow = Some(given.word()?),
            // Every name of the table is handled above; a test sees to it.
            _ => {}
        }
        Ok(())
    }

    /// What the person does.
    #[must_use]
    pub fn performance(&self) -> AnimationSettings {
        let usual = AnimationSettings::default();
        AnimationSettings {
            build: self.build,
            faults: self.faults.clone(),
            faulty: self.faulty.clone(),
            side: self.side,
            tempo: self.tempo,
            repetitions: self.repetitions.unwrap_or(usual.repetitions),
            side_reps: self.side_reps,
            hold_s: self.hold_s,
            rest_s: self.rest_s.unwrap_or(usual.rest_s),
        }
    }

    /// From where the camera looks at a movement, 0 being in front of the upright person.
    ///
    /// # Errors
    /// When an exercise seen from the side is to be seen from in front, or the other way round.
    pub fn azimuth_deg(&self, movement: &Movement) -> Result<f32, PerformerError> {
        let own_deg = movement.camera.azimuth_deg;
        let (sin, cos) = own_deg.to_radians().sin_cos();
        let is_side = sin.abs() > cos.abs();
        let turned = match self.view {
            None => false,
            Some(View::Left) if is_side => sin < 0.0,
            Some(View::Right) if is_side => sin > 0.0,
            Some(View::Front) if !is_side => false,
            Some(View::Back) if !is_side => true,
            Some(view) => {
                let known = if is_side {
                    [View::Left, View::Right]
                } else {
                    [View::Front, View::Back]
                };
                return Err(PerformerError::UnknownValue {
                    key: "view".to_owned(),
                    value: name_of(view).to_owned(),
                    did_you_mean: None,
                    known: known.map(|view| name_of(view).to_owned()).to_vec(),
                });
            }
        };
        let half_turn_deg = if turned { 180.0 } else { 0.0 };
        Ok(own_deg + half_turn_deg + self.azimuth_deg)
    }

    /// Skin, clothes and light.
    #[must_use]
    pub fn look(&self) -> Look {
        let mut look = match self.light {
            Lighting::Normal => Look::default(),
            Lighting::Dim => Look::dim(),
            Lighting::Back => {
                let look = Look::default();
                Look {
                    light: Light {
                        from: Vec3::new(0.3, 0.9, -1.0),
                        ..look.light
                    },
                    ..look
                }
            }
        };
        // `skin` was checked when it was set; a wrong one set in code is the nearest there is.
        look.skin = SKINS[(self.skin.max(1) as usize - 1).min(SKINS.len() - 1)];
        look.shoes = self.shoes;
        match self.clothes {
            Clothes::Blue => {}
            Clothes::Black => {
                let black = Vec3::splat(0.02);
                (look.shirt, look.trousers) = (black, black);
                look.sleeves = Sleeves::Long;
            }
            Clothes::Wall => (look.shirt, look.trousers) = (look.wall, look.wall),
            Clothes::Shorts => look.shorts = true,
            Clothes::LongSleeves => look.sleeves = Sleeves::Long,
            Clothes::Red => {
                look.shirt = Vec3::new(0.50, 0.09, 0.07);
                look.sleeves = Sleeves::Tiny;
            }
        }
        look
    }
}

/// Factors on widths and lengths of a body that people have.
const PROPORTION: [f32; 2] = [0.8, 1.25];

fn name_of<T: Words + PartialEq>(value: T) -> &'static str {
    T::ALL
        .iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(word, _)| word)
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

    fn word<T: Words>(&self) -> Result<T, PerformerError> {
        let words = || T::ALL.iter().map(|(word, _)| *word);
        T::ALL
            .iter()
            .find(|(word, _)| *word == self.value)
            .map(|(_, value)| *value)
            .ok_or_else(|| PerformerError::UnknownValue {
                key: self.key.to_owned(),
                value: self.value.to_owned(),
                did_you_mean: nearest(self.value, words()),
                known: words().map(str::to_owned).collect(),
            })
    }

    /// `ID` or `ID=SIZE`; whether the exercise has it is seen when it is known.
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
    use crate::exercise::load_movement;

    fn set(setting: &str) -> Options {
        setting.parse().unwrap()
    }

    fn message(setting: &str) -> String {
        setting.parse::<Options>().unwrap_err().to_string()
    }

    #[test]
    fn nothing_is_the_default_and_every_setting_changes_it_by_its_example() {
        assert_eq!(set(""), Options::default());
        for (key, example) in SETTINGS {
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
            options.faults,
            [fault("leg_high", Some(12.5)), fault("rush", None)]
        );
        assert_eq!(options.faulty, [2, 4]);
        assert_eq!(options.side, Some(Side::Right));
        assert_eq!(options.size_px, Some([320, 240]));
    }

    #[test]
    fn an_unknown_setting_is_answered_with_those_there_are() {
        let message = message("faults=leg_high");
        assert!(message.contains("did you mean \"fault\""), "{message}");
        for (key, _) in SETTINGS {
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

    #[test]
    fn the_view_is_of_the_side_that_is_asked_for() {
        let bird_dog = load_movement("bird-dog", None).unwrap();
        let azimuth_deg = |setting: &str| set(setting).azimuth_deg(&bird_dog).unwrap();
        assert_eq!(azimuth_deg(""), 90.0);
        assert_eq!(azimuth_deg("view=left,azimuth=-20"), 70.0);
        assert_eq!(azimuth_deg("view=right"), 270.0);
        let error = set("view=front").azimuth_deg(&bird_dog).unwrap_err();
        assert!(error.to_string().contains("left, right"), "{error}");
    }

    #[test]
    fn skin_clothes_and_light_are_seen() {
        let usual = Options::default().look();
        for setting in [
            "skin=5",
            "clothes=black",
            "clothes=wall",
            "clothes=shorts",
            "clothes=long-sleeves",
            "clothes=red",
            "shoes=on",
            "light=dim",
            "light=back",
        ] {
            assert_ne!(set(setting).look(), usual, "{setting}");
        }
    }
}
