//! The user's settings stand in for arguments that were not given.

use std::path::PathBuf;
use std::sync::Once;

use crate::notice::notice;
use crate::settings::{Camera, Settings, SettingsFile};
use crate::source;
use crate::voice;

/// Where the settings lie.
pub(super) fn settings_file() -> SettingsFile {
    SettingsFile::at(dirs::config_dir().map(|folder| folder.join("spotter/settings.toml")))
}

/// The user's settings. What is wrong with the file is said once, however often it is read.
pub(super) fn settings() -> Settings {
    static SAID: Once = Once::new();
    let read = settings_file().read();
    SAID.call_once(|| {
        for complaint in &read.complaints {
            notice(complaint);
        }
    });
    read.settings
}

/// The camera of the settings as `--source` names it. One that is not plugged in is the first one.
pub(super) fn camera(settings: &Settings) -> String {
    if settings.camera == Camera::Number(0) {
        // Nobody waits for a list of cameras that says nothing new.
        return "camera".to_owned();
    }
    let names: Vec<String> = source::cameras().into_iter().map(|it| it.name).collect();
    match settings.camera.number_in(&names) {
        Some(number) => format!("camera:{number}"),
        None => {
            if let Camera::Name(name) = &settings.camera {
                notice(format_args!(
                    "the camera {name:?} of the settings is not there; the first one is used"
                ));
            }
            "camera".to_owned()
        }
    }
}

/// The program of the settings that speaks. Where it is not there, that is said once, and the voice
/// that is found speaks.
pub(super) fn voice_program(settings: &Settings) -> Option<PathBuf> {
    static SAID: Once = Once::new();
    let name = settings.voice_program.as_deref()?;
    let found = voice::find_command(name.as_ref());
    found
        .inspect_err(|error| SAID.call_once(|| notice(format_args!("settings: {error}"))))
        .ok()
}
