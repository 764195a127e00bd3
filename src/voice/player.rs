//! The programs that play tones.

use std::collections::VecDeque;
use std::env;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use super::program::{self, Running};
use super::tone;
use crate::coach::Tone;

/// Time limit of a player. A tone lasts less than half a second, but sound servers may need a
/// moment to wake up.
const LIMIT: Duration = Duration::from_secs(3);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Input {
    /// The player reads the WAV from standard input.
    Stdin,
    /// The player wants a file.
    File,
    /// ffplay reads standard input, and would open a window if it weren't told not to.
    Ffplay,
    /// PowerShell reads standard input into memory.
    PowerShell,
}

const POWERSHELL: &str = "$memory = New-Object IO.MemoryStream; \
     [Console]::OpenStandardInput().CopyTo($memory); \
     $memory.Position = 0; \
     (New-Object Media.SoundPlayer $memory).PlaySync()";

const FFPLAY: [&str; 8] = [
    "-nodisp",
    "-autoexit",
    "-loglevel",
    "quiet",
    "-f",
    "wav",
    "-i",
    "pipe:0",
];

/// PulseAudio's player also serves PipeWire. Not all versions of pw-play can read a WAV from
/// standard input (0.3.65 can't). aplay comes after them, because it may take the device away from
/// other programs. ffplay is there wherever ffmpeg is, so a machine that can read videos has tones.
/// It comes last, because it needs longest to begin, and because it ends with status 0 even where
/// it finds no sound device (5.1).
const CANDIDATES: &[(&str, Input)] = if cfg!(target_os = "macos") {
    &[("afplay", Input::File), ("ffplay", Input::Ffplay)]
} else if cfg!(windows) {
    &[("powershell", Input::PowerShell)]
} else {
    &[
        ("paplay", Input::Stdin),
        ("pw-play", Input::File),
        ("aplay", Input::Stdin),
        ("ffplay", Input::Ffplay),
    ]
};

#[derive(Debug)]
struct Player {
    name: &'static str,
    program: PathBuf,
    input: Input,
}

/// The players that this machine has, best first.
///
/// An installed player may have no running sound server, so a player that fails is replaced by the
/// next one. When none is left, there are no tones. Tones only underline what is said and shown, so
/// that is not worth a message.
#[derive(Debug)]
pub(super) struct Players {
    players: VecDeque<Player>,
    files: Option<ToneFiles>,
}

impl Players {
    pub(super) fn none() -> Self {
        Self {
            players: VecDeque::new(),
            files: None,
        }
    }

    /// All players in `PATH`.
    pub(super) fn find() -> Self {
        let players = CANDIDATES
            .iter()
            .filter_map(|&(name, input)| {
                program::in_path(name).map(|program| Player {
                    name,
                    program,
                    input,
                })
            })
            .collect();
        Self {
            players,
            files: None,
        }
    }

    pub(super) fn names(&self) -> Vec<&'static str> {
        self.players.iter().map(|player| player.name).collect()
    }

    /// Starts to play a tone with the first player that can be started.
    pub(super) fn play(&mut self, tone: Tone) -> Option<Running> {
        while let Some(player) = self.players.front() {
            match start(player, tone, &mut self.files) {
                Ok(running) => return Some(running),
                Err(_) => self.give_up_first(),
            }
        }
        None
    }

    /// Drops the first player, which has failed, so that the next one is tried.
    pub(super) fn give_up_first(&mut self) {
        self.players.pop_front();
    }
}

fn start(player: &Player, tone: Tone, files: &mut Option<ToneFiles>) -> io::Result<Running> {
    let wav = || Some(tone::wav(tone));
    let (arguments, input): (Vec<OsString>, _) = match player.input {
        Input::Stdin => (vec![], wav()),
        Input::File => {
            let files = match files {
                Some(files) => files,
                None => files.insert(ToneFiles::create()?),
            };
            (vec![files.path(tone).into()], None)
        }
        Input::Ffplay => (FFPLAY.map(OsString::from).into(), wav()),
        Input::PowerShell => (
            ["-NoProfile", "-NonInteractive", "-Command", POWERSHELL]
                .map(OsString::from)
                .into(),
            wav(),
        ),
    };
    Running::start(
        player.program.as_os_str(),
        &arguments,
        input.as_deref(),
        LIMIT,
    )
}

/// The tones as files, for players that need a file. They lie in a folder of their own in the
/// system's temporary folder, which is removed when this is dropped.
#[derive(Debug)]
struct ToneFiles {
    folder: PathBuf,
}

const ALL: [Tone; 4] = [Tone::Tick, Tone::Begin, Tone::Target, Tone::HoldEnd];

impl ToneFiles {
    fn create() -> io::Result<Self> {
        let files = Self {
            folder: new_folder()?,
        };
        for tone in ALL {
            File::create_new(files.path(tone))?.write_all(&tone::wav(tone))?;
        }
        Ok(files)
    }

    fn path(&self, tone: Tone) -> PathBuf {
        self.folder.join(match tone {
            Tone::Tick => "tick.wav",
            Tone::Begin => "begin.wav",
            Tone::Target => "target.wav",
            Tone::HoldEnd => "hold-end.wav",
        })
    }
}

impl Drop for ToneFiles {
    fn drop(&mut self) {
        // A failure does no harm: the system empties its temporary folder.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Creates a folder that did not exist before. A folder that somebody else has made is never
/// written to.
fn new_folder() -> io::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for n in 0..100 {
        let folder = env::temp_dir().join(format!("spotter-tones-{}-{n}", std::process::id()));
        match builder.create(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tone_files_hold_the_tones_and_go_with_their_owner() {
        let files = ToneFiles::create().unwrap();
        let other = ToneFiles::create().unwrap();
        assert_ne!(files.folder, other.folder);
        for tone in ALL {
            assert_eq!(fs::read(files.path(tone)).unwrap(), tone::wav(tone));
        }
        let folder = files.folder.clone();
        drop(files);
        assert!(!folder.exists());
        assert!(other.path(Tone::Tick).exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_player_that_cannot_be_started_makes_way_for_the_next() {
        let player = |program: &str| Player {
            name: "test",
            program: program.into(),
            input: Input::Stdin,
        };
        let mut players = Players {
            players: [player("/nowhere/paplay"), player("/bin/cat")].into(),
            files: None,
        };
        assert!(players.play(Tone::Tick).is_some());
        assert_eq!(players.players.len(), 1);
        players.give_up_first();
        assert!(players.play(Tone::Tick).is_none());
    }
}
