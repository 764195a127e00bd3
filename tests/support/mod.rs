//! The real program, run as a user runs it, in a home of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use assert_cmd::assert::Assert;
use assert_cmd::cargo::cargo_bin;
use predicates::str::contains;
use serde_json::Value;
use tempfile::TempDir;

/// Sends a signal to a program. A bare system has no `kill` to run.
#[cfg(unix)]
pub fn send(program: &std::process::Child, signal: nix::sys::signal::Signal) {
    let id = nix::unistd::Pid::from_raw(i32::try_from(program.id()).unwrap());
    nix::sys::signal::kill(id, signal).unwrap();
}

/// A drawn figure that holds a side plank.
pub fn side_plank() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/figures/side-plank.png")
}

/// A user with an empty home.
pub struct User {
    home: TempDir,
}

/// A command that has not ended by then hangs.
const HANGS_FROM: Duration = Duration::from_secs(300);

/// What came of a command.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
    output: Output,
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Ran {
            code: output.status.code().expect("it was not killed"),
            out: text(&output.stdout),
            err: text(&output.stderr),
            output,
        }
    }

    /// For what is to be true of exit code and outputs.
    pub fn assert(&self) -> Assert {
        Assert::new(self.output.clone())
    }

    /// It has ended with this exit code, nothing on standard output, and these words on standard
    /// error.
    pub fn fails(&self, code: i32, words: &[&str]) {
        let mut told = self.assert().code(code).stdout("");
        for word in words {
            told = told.stderr(contains(*word));
        }
    }

    /// Standard output as JSON, one object per line and nothing else.
    pub fn json(&self) -> Vec<Value> {
        let lines = self.out.lines();
        lines
            .map(|line| {
                let value: Value =
                    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line:?}"));
                assert!(value.is_object(), "{line}");
                value
            })
            .collect()
    }

    /// The only object of standard output.
    pub fn object(&self) -> Value {
        let mut lines = self.json();
        assert_eq!(lines.len(), 1, "{}{}", self.out, self.err);
        lines.remove(0)
    }
}

impl User {
    pub fn new() -> User {
        User {
            home: TempDir::new().unwrap(),
        }
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the history lives.
    pub fn data(&self) -> PathBuf {
        self.home().join("data")
    }

    /// Makes a video in the home: a folder `video` of these pictures, which are shown 15 a second.
    pub fn video(&self, pictures: impl IntoIterator<Item = PathBuf>) -> PathBuf {
        let folder = self.home().join("video");
        std::fs::create_dir(&folder).unwrap();
        for (number, picture) in pictures.into_iter().enumerate() {
            std::fs::copy(picture, folder.join(format!("{number:04}.png"))).unwrap();
        }
        folder
    }

    /// Makes a named pipe in the home.
    pub fn pipe(&self, name: &str) -> PathBuf {
        let path = self.home().join(name);
        let made = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        path
    }

    /// `spotter` in the home, not yet run; `args` are separated by spaces.
    pub fn command(&self, args: &str) -> Command {
        let mut command = Command::new(cargo_bin!("spotter"));
        command
            .args(args.split_whitespace())
            .current_dir(self.home())
            // Whatever language the tests are run in.
            .env("LC_ALL", "C")
            .env("HOME", self.home())
            .env("XDG_DATA_HOME", self.home().join("share"))
            .env("XDG_CONFIG_HOME", self.home().join("config"))
            .env("SPOTTER_DATA_DIR", self.data());
        // The real home has the library, this one doesn't.
        #[cfg(not(feature = "tract"))]
        command.env(
            "ORT_DYLIB_PATH",
            spotter::pose::library::find(None).unwrap(),
        );
        command
    }

    /// Runs `spotter` in the home; `args` are separated by spaces.
    pub fn run(&self, args: &str) -> Ran {
        self.run_within(HANGS_FROM, args)
    }

    /// Does the same for what takes longer than other commands.
    pub fn run_within(&self, limit: Duration, args: &str) -> Ran {
        let mut command = assert_cmd::Command::from_std(self.command(args));
        let output = command.timeout(limit).output().unwrap();
        Ran::of(output)
    }
}
