//! The settings file: how it is read, line by line, and how a line of it is changed.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use toml::{Spanned, Value};
use toml_edit::DocumentMut;

use super::Settings;
use super::keys::Wrong;
use crate::exercise::{AuthorsFile, ExerciseError};
use crate::output_file::{OutputError, OutputFile};

/// What a new file begins with.
const HEADER: &str = "# Settings of Spotter: docs/settings.md says what each of them means. What is not here is as usual.\n\n";

/// Where the settings are kept.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    /// None where the system has no place for settings.
    path: Option<PathBuf>,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Read {
    /// The settings. What could not be used is as usual.
    pub settings: Settings,
    /// What could not be used, each with its line.
    pub complaints: Vec<SettingsError>,
}

/// What is wrong with the settings file.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Something in it is not as it should be.
    #[error(transparent)]
    Invalid(#[from] ExerciseError),
    /// It can't be read.
    #[error("can't read the settings {path:?}: {source}")]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is no TOML, so that changing it would lose what stands there.
    #[error("the settings can't be saved until {0:?} is as it should be")]
    Broken(PathBuf),
    /// The system has no place for it.
    #[error("the settings can't be saved: this system has no folder for them")]
    NoPlace,
    /// It can't be written.
    #[error("the settings can't be saved: {0}")]
    Write(#[from] OutputError),
}

impl SettingsFile {
    /// The settings at this path.
    #[must_use]
    pub fn at(path: Option<PathBuf>) -> Self {
        Self { path }
    }

    /// Reads the settings. A file that isn't there has none.
    #[must_use]
    pub fn read(&self) -> Read {
        let text = self.path.as_deref().map_or(Ok(String::new()), text_of);
        match (text, &self.path) {
            (Ok(text), Some(path)) => read(&path.display().to_string(), &text),
            (Ok(_), None) => Read::default(),
            (Err(error), _) => Read {
                complaints: vec![error],
                ..Read::default()
            },
        }
    }

    /// Changes settings, and nothing else in the file. It is read again for that, so that a change
    /// made meanwhile by hand is kept. Gives the settings as they are now.
    ///
    /// # Errors
    /// When the file can't be read or written. It is then as it was.
    pub fn change(
        &self,
        change: impl FnOnce(Settings) -> Settings,
    ) -> Result<Settings, SettingsError> {
        let path = self.path.as_deref().ok_or(SettingsError::NoPlace)?;
        let text = text_of(path)?;
        let before = read("", &text).settings;
        let after = change(before.clone());
        let broken = || SettingsError::Broken(path.to_owned());
        let changed = changed(&text, &before, &after).ok_or_else(broken)?;
        if changed == text {
            return Ok(after);
        }
        let failed = |error| OutputError::write(path, error);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut file = OutputFile::create(path)?;
        file.write_all(changed.as_bytes()).map_err(failed)?;
        file.finish()?;
        Ok(after)
    }
}

fn text_of(path: &Path) -> Result<String, SettingsError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(source) => Err(SettingsError::Unreadable {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Reads every line by itself: one that is not as it should be leaves the others in force.
fn read(origin: &str, text: &str) -> Read {
    type Lines = IndexMap<Spanned<String>, Spanned<Value>>;
    let mut read = Read::default();
    let (file, lines): (AuthorsFile, Lines) = match AuthorsFile::read(origin, text) {
        Ok(lines) => lines,
        Err(error) => {
            read.complaints.push(error.into());
            return read;
        }
    };
    for (key, value) in &lines {
        let complaint = match read.settings.take(key.get_ref(), value.get_ref()) {
            Ok(()) => continue,
            Err(Wrong::Key(message)) => file.complaint(key.span(), message),
            Err(Wrong::Value(message)) => {
                let message = format!("{message}; until then it is as usual");
                file.complaint(value.span(), message)
            }
        };
        read.complaints.push(complaint.into());
    }
    read
}

/// The text with what has changed. None where it is no TOML.
fn changed(text: &str, before: &Settings, after: &Settings) -> Option<String> {
    let header = if text.is_empty() { HEADER } else { "" };
    let mut document: DocumentMut = text.parse().ok()?;
    let before = before.lines();
    for (key, value) in after.lines() {
        if before
            .iter()
            .any(|(known, was)| *known == key && *was == value)
        {
            continue;
        }
        // Both libraries write values alike; this one keeps what stands around them.
        let value: toml_edit::Value = value.to_string().parse().ok()?;
        match document
            .get_mut(key)
            .and_then(toml_edit::Item::as_value_mut)
        {
            Some(old) => {
                let decor = old.decor().clone();
                *old = value;
                *old.decor_mut() = decor;
            }
            None => document[key] = toml_edit::value(value),
        }
    }
    Some(format!("{header}{document}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::Strictness;

    fn file(text: &str) -> (tempfile::TempDir, SettingsFile, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("spotter/settings.toml");
        if !text.is_empty() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
        }
        (folder, SettingsFile::at(Some(path.clone())), path)
    }

    fn told(read: &Read) -> Vec<String> {
        read.complaints.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn without_a_file_everything_is_as_usual() {
        let (_folder, file, path) = file("");
        let read = file.read();
        assert_eq!(read.settings, Settings::default());
        assert!(read.complaints.is_empty());
        assert!(!path.exists());
        let muted = |settings| Settings {
            voice: false,
            ..settings
        };
        assert!(!file.change(muted).unwrap().voice);
        assert!(!file.read().settings.voice);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# Settings"), "{text}");
        assert!(text.ends_with("\n\nvoice = false\n"), "{text}");
    }

    #[test]
    fn a_bad_line_is_told_with_its_place_and_the_others_are_used() {
        let (_folder, file, _) =
            file("mirror = false\nvoise = true\nstrictness = \"strickt\"\nvoice_speed = 9\n");
        let read = file.read();
        assert!(!read.settings.mirror);
        assert_eq!(read.settings.strictness, Strictness::Standard);
        let told = told(&read);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].contains("settings.toml:2:1: "), "{}", told[0]);
        assert!(told[0].contains("did you mean \"voice\""), "{}", told[0]);
        assert!(told[0].contains("^^^^^"), "{}", told[0]);
        assert!(told[1].contains("settings.toml:3:14: "), "{}", told[1]);
        assert!(told[1].contains("did you mean \"strict\""), "{}", told[1]);
        assert!(told[2].contains("0.7"), "{}", told[2]);
    }

    #[test]
    fn what_a_newer_program_wrote_is_kept() {
        let text = "# mine\nmirror = true # as in the gym\nhologram = 3\n\n[future]\nmirror = 1\n";
        let (_folder, file, path) = file(text);
        assert_eq!(file.read().complaints.len(), 2);
        let changed = |settings| Settings {
            mirror: false,
            profile: vec!["knee".to_owned()],
            safety_seen_day: Some(20_000),
            ..settings
        };
        let after = file.change(changed).unwrap();
        assert_eq!(file.read().settings, after);
        let now = std::fs::read_to_string(&path).unwrap();
        assert!(
            now.contains("# mine\nmirror = false # as in the gym\nhologram = 3\n"),
            "{now}"
        );
        assert!(now.contains("[future]\nmirror = 1\n"), "{now}");
        assert!(now.contains("safety_seen = 2024-10-04\n"), "{now}");
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_and_not_written_over() {
        let text = "mirror = \nvoice = false\n";
        let (_folder, file, path) = file(text);
        let read = file.read();
        assert_eq!(read.settings, Settings::default());
        assert!(
            told(&read)[0].contains("settings.toml:1:"),
            "{:?}",
            told(&read)
        );
        let error = file.change(|settings| Settings {
            mirror: false,
            ..settings
        });
        assert!(matches!(error, Err(SettingsError::Broken(_))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}
