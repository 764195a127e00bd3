//! Which source the user asks for, and how it is opened. Only this file knows all of them.

use std::path::Path;
use std::str::FromStr;

use crate::exercise::{Dose, Exercise, ExerciseError, Movement};
use crate::performer::{Options, PerformerError, PerformerSource, RequestedDose};
use crate::source::{self, FrameSource, SourceError, SourceOptions, SourceSpec};

/// Where the frames of a live set come from, as `--source` names it.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceChoice {
    /// A camera, a video or pictures.
    Real(SourceSpec, SourceOptions),
    /// `performer[:key=value,…]`: the synthetic person, doing the exercise that is coached.
    Performer(Box<Options>),
}

/// Why there is no source as asked for.
#[derive(Debug, thiserror::Error)]
pub enum SourceChoiceError {
    /// The camera or the file can't be used.
    #[error(transparent)]
    Real(#[from] SourceError),
    /// The performer can't do what it is asked for.
    #[error(transparent)]
    Performer(#[from] PerformerError),
    /// A set of the history has no pictures.
    #[error(
        "a set of the history has no pictures to coach: see it again with `spotter replay {id}`"
    )]
    Session {
        /// Its number, as it was asked for.
        id: String,
    },
}

impl FromStr for SourceChoice {
    type Err = SourceChoiceError;

    /// Words win over files: a file called `performer` is `./performer`.
    fn from_str(text: &str) -> Result<Self, SourceChoiceError> {
        let (word, settings) = text.split_once(':').unwrap_or((text, ""));
        if word == "performer" {
            return Ok(Self::Performer(Box::new(settings.parse()?)));
        }
        if word == "session" {
            return Err(SourceChoiceError::Session {
                id: settings.to_owned(),
            });
        }
        Ok(Self::Real(text.parse()?, SourceOptions::default()))
    }
}

impl SourceChoice {
    /// Takes so many frames of each second of a video, or shows so many pictures of a folder in a second.
    #[must_use]
    pub fn at_rate(mut self, rate_hz: f64) -> Self {
        if let Self::Real(_, options) = &mut self {
            options.video_rate_hz = rate_hz;
            options.folder_rate_hz = rate_hz;
        }
        self
    }

    /// Whether the user is in front of it.
    #[must_use]
    pub fn is_camera(&self) -> bool {
        matches!(self, Self::Real(SourceSpec::Camera(_), _))
    }

    /// Whether it is the synthetic person.
    #[must_use]
    pub fn is_performer(&self) -> bool {
        matches!(self, Self::Performer(_))
    }

    /// The file or folder that it reads.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Real(SourceSpec::Video(path) | SourceSpec::Pictures(path), _) => Some(path),
            Self::Real(SourceSpec::Camera(_), _) | Self::Performer(_) => None,
        }
    }

    /// Opens it. The performer does `movement` as often and as long as the dose asks for, and
    /// keeps to the clock where somebody sees or hears the set.
    ///
    /// # Errors
    /// When there is nothing to open, or it can't be read; when the exercise shows no movement or
    /// the performer has no such fault.
    pub fn open(
        &self,
        exercise: &Exercise,
        dose: &Dose,
        movement: Result<Movement, ExerciseError>,
        in_real_time: bool,
    ) -> Result<Box<dyn FrameSource>, SourceChoiceError> {
        match self {
            Self::Real(spec, options) => Ok(source::open(spec, options)?),
            Self::Performer(options) => {
                let movement = movement.map_err(PerformerError::from)?;
                let dose = RequestedDose::of(exercise, dose);
                let source = PerformerSource::new(&movement, options, Some(dose), in_real_time)?;
                Ok(Box::new(source))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> SourceChoice {
        text.parse().unwrap()
    }

    #[test]
    fn the_performer_comes_with_its_settings() {
        let SourceChoice::Performer(plain) = chosen("performer") else {
            panic!("not the performer")
        };
        assert_eq!(*plain, Options::default());
        let SourceChoice::Performer(sagging) = chosen("performer:fault=sag=20,skin=4") else {
            panic!("not the performer")
        };
        assert_eq!(sagging.animation.faults[0].id, "sag");
        assert_eq!(sagging.appearance.skin, 3);
        let error = "performer:skni=4".parse::<SourceChoice>().unwrap_err();
        assert!(
            error.to_string().contains("did you mean \"skin\""),
            "{error}"
        );
    }

    #[test]
    fn everything_else_is_a_camera_or_a_file() {
        assert!(chosen("camera:2").is_camera());
        assert_eq!(chosen("a.mp4").path(), Some(Path::new("a.mp4")));
        assert!(matches!(chosen("./performer"), SourceChoice::Real(..)));
    }

    #[test]
    fn who_asks_for_a_set_of_the_history_is_told_how_to_see_it() {
        let error = "session:12".parse::<SourceChoice>().unwrap_err();
        assert!(error.to_string().contains("spotter replay 12"), "{error}");
    }
}
