//! What the command line's `SRC` means.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::SourceError;
use super::picture;

/// Where frames are to come from, as given on the command line: `camera[:N]`, a video, a picture
/// or a folder of pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceSpec {
    /// The camera of this number, from 0.
    Camera(u32),
    /// A video file, read by ffmpeg.
    Video(PathBuf),
    /// A picture, or a folder whose pictures make a video.
    Pictures(PathBuf),
}

impl SourceSpec {
    /// Takes `path` for what it is: a folder, a picture by its first bytes or (where they say
    /// nothing) by its extension, and everything else a video, pictures that move among them. A
    /// path that doesn't exist is accepted here and is an error when opened.
    pub fn from_path(path: &Path) -> Self {
        if path.is_dir() || picture::is_still(path) {
            Self::Pictures(path.to_owned())
        } else {
            Self::Video(path.to_owned())
        }
    }
}

impl FromStr for SourceSpec {
    type Err = SourceError;

    /// Words win over files: a file called `camera` is `./camera`.
    fn from_str(text: &str) -> Result<Self, SourceError> {
        let (word, rest) = match text.split_once(':') {
            Some((word, rest)) => (word, Some(rest)),
            None => (text, None),
        };
        match (word, rest) {
            ("camera", None) => Ok(Self::Camera(0)),
            ("camera", Some(index)) => index
                .parse()
                .map(Self::Camera)
                .map_err(|_| SourceError::BadCamera(text.to_owned())),
            _ if looks_like_session(text) => Err(SourceError::NotBuilt {
                what: format!("the recorded session {text}"),
            }),
            _ => Ok(Self::from_path(Path::new(text))),
        }
    }
}

/// A session is named by its number; a file of that name wins, because it is there.
fn looks_like_session(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) && !Path::new(text).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> SourceSpec {
        text.parse().unwrap()
    }

    #[test]
    fn a_camera_is_named_by_its_number() {
        assert_eq!(parsed("camera"), SourceSpec::Camera(0));
        assert_eq!(parsed("camera:2"), SourceSpec::Camera(2));
        for wrong in ["camera:", "camera:front", "camera:-1"] {
            let error = wrong.parse::<SourceSpec>().unwrap_err();
            assert!(matches!(error, SourceError::BadCamera(_)), "{wrong}");
        }
    }

    #[test]
    fn the_extension_tells_a_picture_from_a_video() {
        assert!(matches!(parsed("a.JPG"), SourceSpec::Pictures(_)));
        assert!(matches!(parsed("dir/a.b.png"), SourceSpec::Pictures(_)));
        assert!(matches!(parsed("a.mp4"), SourceSpec::Video(_)));
        assert!(matches!(parsed("C:\\videos\\a.mov"), SourceSpec::Video(_)));
        assert!(matches!(parsed("./camera"), SourceSpec::Video(_)));
    }

    #[test]
    fn a_folder_is_pictures_and_first_bytes_tell_a_nameless_picture() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            SourceSpec::from_path(folder.path()),
            SourceSpec::Pictures(folder.path().to_owned())
        );

        let nameless = folder.path().join("picture");
        std::fs::write(&nameless, b"\x89PNG\r\n\x1a\n and so on").unwrap();
        assert!(matches!(
            SourceSpec::from_path(&nameless),
            SourceSpec::Pictures(_)
        ));
        std::fs::write(&nameless, b"something else entirely").unwrap();
        assert!(matches!(
            SourceSpec::from_path(&nameless),
            SourceSpec::Video(_)
        ));
    }

    #[test]
    fn what_is_not_built_yet_says_so() {
        let error = "31".parse::<SourceSpec>().unwrap_err();
        assert!(matches!(error, SourceError::NotBuilt { .. }));
    }
}
