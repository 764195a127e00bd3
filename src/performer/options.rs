//! How the performer moves, is seen and looks.

use clap::ValueEnum;
use glam::Vec3;

use super::animation::AnimationSettings;
use super::error::PerformerError;
use super::look::{Light, Look, SKINS, Sleeves};
use crate::exercise::Movement;

/// How the performer moves, is seen and looks. The default is a person of average build by day, in good
/// form. A value of `None` leaves the choice to the caller.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// What the person does, and with which body.
    pub animation: AnimationSettings,
    /// The camera.
    pub camera: CameraSettings,
    /// Skin, clothes and light.
    pub appearance: Appearance,
    /// Whether there are shadows, at several times the cost; `None` is without.
    pub shadow: Option<bool>,
    /// When a hand is waved at the camera, in seconds; `None` is never.
    pub wave_s: Option<f64>,
}

/// Settings of the camera.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CameraSettings {
    /// From where the camera looks; `None` keeps that of the exercise.
    pub view: Option<View>,
    /// Turn of the camera away from that view, in degrees; positive goes to the person's left.
    pub azimuth_deg: f32,
    /// Height of the lens in metres; `None` keeps that of the exercise.
    pub lens_m: Option<f32>,
    /// Distance of the camera in metres; `None` is so far that all of the movement fits the picture.
    pub distance_m: Option<f32>,
    /// Width and height of the picture in pixels; `None` is 640 × 480.
    pub size_px: Option<[u32; 2]>,
    /// Frames a second; `None` is 15.
    pub rate_hz: Option<f64>,
}

/// What the person and the light look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Appearance {
    /// Index of the skin in [`SKINS`], from light to dark.
    pub skin: usize,
    /// What is worn.
    pub clothes: Clothes,
    /// Shoes in place of bare feet.
    pub shoes: bool,
    /// The light.
    pub light: Lighting,
}

/// From which side of the body the camera looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// At the person's left.
    Left,
    /// At the person's right.
    Right,
    /// In front, where the exercise is seen from in front.
    Front,
    /// From behind, where the exercise is seen from in front.
    Back,
}

/// What the performer wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Clothes {
    /// Blue shirt, dark trousers.
    #[default]
    Blue,
    /// Black from neck to ankle, with long sleeves: limbs vanish before one another.
    Black,
    /// The colour of the wall.
    Wall,
    /// Blue shirt and shorts.
    Shorts,
    /// Blue shirt with long sleeves.
    LongSleeves,
    /// Red shirt with tiny sleeves.
    Red,
}

/// How the room is lit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Lighting {
    /// By day.
    #[default]
    Normal,
    /// A quarter of it, and a noisy picture.
    Dim,
    /// From behind the person.
    Back,
}

impl CameraSettings {
    /// From where the camera looks at a movement, 0 being in front of the upright person.
    ///
    /// # Errors
    /// When an exercise seen from the side is to be seen from in front, or the other way round.
    pub(super) fn azimuth_of(&self, movement: &Movement) -> Result<f32, PerformerError> {
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
                    value: name_of(view),
                    known: known.map(name_of).to_vec(),
                });
            }
        };
        let half_turn_deg = if turned { 180.0 } else { 0.0 };
        Ok(own_deg + half_turn_deg + self.azimuth_deg)
    }
}

impl Appearance {
    /// The colours, materials and light of the picture.
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
        // `skin` was checked when it was set; a wrong one set in code is the darkest there is.
        look.skin = SKINS[self.skin.min(SKINS.len() - 1)];
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

/// The word for a value, as settings have it.
pub(super) fn name_of<T: ValueEnum>(value: T) -> String {
    value
        .to_possible_value()
        .map_or_else(String::new, |word| word.get_name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::load_movement;

    fn set(setting: &str) -> Options {
        setting.parse().unwrap()
    }

    #[test]
    fn the_view_is_of_the_side_that_is_asked_for() {
        let bird_dog = load_movement("bird-dog", None, None).unwrap();
        let azimuth_deg = |setting: &str| set(setting).camera.azimuth_of(&bird_dog).unwrap();
        assert_eq!(azimuth_deg(""), 90.0);
        assert_eq!(azimuth_deg("view=left,azimuth=-20"), 70.0);
        assert_eq!(azimuth_deg("view=right"), 270.0);
        let error = set("view=front").camera.azimuth_of(&bird_dog).unwrap_err();
        assert!(error.to_string().contains("left, right"), "{error}");
    }

    #[test]
    fn skin_clothes_and_light_are_seen() {
        let usual = Appearance::default().look();
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
            assert_ne!(set(setting).appearance.look(), usual, "{setting}");
        }
    }
}
