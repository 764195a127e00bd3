//! Other sound of the computer is lowered while the program speaks, where the sound server can do
//! that.
//!
//! PulseAudio has a module for it: while a stream of one role plays, it turns down all other streams
//! and gives them back their volume afterwards, also where the stream breaks off because its program
//! was killed. No volume that belongs to the user is ever changed, so nothing can stay quiet.
//! PipeWire has no such module; there all stays as loud as it is.

use std::path::PathBuf;
use std::time::Duration;

use super::program;

/// Marks everything that the program's sound programs play, as libpulse reads it from the
/// environment. Screen readers have the same role.
pub(super) const ROLE: (&str, &str) = ("PULSE_PROP_media.role", "a11y");

/// What the server is asked for. 60 % on its scale is 13 dB less: music stays, and a voice is
/// understood over it.
const MODULE: [&str; 5] = [
    "load-module",
    "module-role-ducking",
    "trigger_roles=a11y",
    "ducking_roles=any_role",
    "volume=60%",
];

/// How long the server may take to answer. It needs some 20 ms.
const LIMIT: Duration = Duration::from_secs(1);

/// What asks the sound server, and what it has loaded.
#[derive(Debug)]
pub(super) struct Ducking {
    pactl: Option<PathBuf>,
    /// The number of the module that was loaded.
    module: Option<String>,
}

impl Ducking {
    /// Nothing is lowered.
    pub(super) fn none() -> Self {
        Self::by(None)
    }

    /// By PulseAudio's own program, where it is in `PATH`.
    pub(super) fn find() -> Self {
        Self::by(program::in_path("pactl"))
    }

    fn by(pactl: Option<PathBuf>) -> Self {
        Self {
            pactl,
            module: None,
        }
    }

    /// From now on other sound is lowered while the program speaks. Where the module was loaded
    /// before, by the user or by a program that was killed, it stays that one's.
    pub(super) fn begin(&mut self) {
        let Some(pactl) = &self.pactl else { return };
        self.module = program::output(pactl.as_os_str(), &MODULE, LIMIT)
            .map(|number| number.trim().to_owned())
            .filter(|number| !number.is_empty());
    }
}

impl Drop for Ducking {
    fn drop(&mut self) {
        if let (Some(pactl), Some(module)) = (&self.pactl, &self.module) {
            // A module that stays does no harm.
            let _ = program::output(pactl.as_os_str(), &["unload-module", module], LIMIT);
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::time::Instant;

    use super::*;

    /// A sound server's program that notes what it is asked for and then does this.
    fn asked(then: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let (file, notes) = (folder.path().join("pactl"), folder.path().join("notes"));
        let script = format!(
            "#!/bin/sh\necho \"$1 $2\" >> '{}'\n{then}\n",
            notes.display()
        );
        fs::write(&file, script).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
        let mut ducking = Ducking::by(Some(file));
        ducking.begin();
        drop(ducking);
        let notes = fs::read_to_string(notes).unwrap();
        notes.lines().map(str::to_owned).collect()
    }

    #[test]
    fn what_was_loaded_is_unloaded_and_nothing_else() {
        let loaded = "load-module module-role-ducking";
        assert_eq!(asked("echo 17"), [loaded, "unload-module 17"]);
        assert_eq!(asked("echo Failure: loaded already >&2; exit 1"), [loaded]);
        Ducking::none().begin();
    }

    #[test]
    fn a_sound_server_that_hangs_is_not_waited_for() {
        let begun = Instant::now();
        assert_eq!(asked("exec sleep 30").len(), 1);
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
