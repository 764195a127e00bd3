//! A set that runs while the test looks on, and a virtual screen for it.

#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::User;
use nix::sys::signal::Signal;

/// A time limit that is longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// What the user sees when a program ends by itself or by a signal.
pub struct Seen {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A running set, with or without a window.
pub struct UnderWay {
    pub program: Child,
    out: PathBuf,
    err: PathBuf,
    events: PathBuf,
}

impl UnderWay {
    pub fn start(user: &User, args: &str, display: Option<&str>) -> UnderWay {
        let args =
            format!("coach side-plank --model lite --no-voice --save --events events.jsonl {args}");
        let mut command = user.command(&args);
        command
            .env_remove("DISPLAY")
            .envs(display.map(|display| ("DISPLAY", display)));
        let out = std::fs::File::create(user.home().join("out")).unwrap();
        UnderWay::of(user, command, out.into())
    }

    pub fn of(user: &User, mut command: Command, out: Stdio) -> UnderWay {
        let file = |name: &str| user.home().join(name);
        let err = file("err");
        command
            .stdout(out)
            .stderr(std::fs::File::create(&err).unwrap());
        UnderWay {
            program: command.spawn().unwrap(),
            out: file("out"),
            err,
            events: file("events.jsonl"),
        }
    }

    pub fn wait_for(&self, event: &str) {
        wait_for(event, || {
            std::fs::read_to_string(&self.events).is_ok_and(|text| text.contains(event))
        });
    }

    pub fn wait_for_output(&self, words: &str) {
        wait_for(words, || {
            std::fs::read_to_string(&self.out).is_ok_and(|text| text.contains(words))
        });
    }

    pub fn signal(&self, signal: Signal) {
        crate::support::send(&self.program, signal);
    }

    /// Waits for the end of the program. A program that hangs fails the test.
    pub fn end(mut self) -> Seen {
        let mut status = None;
        let begun = Instant::now();
        while status.is_none() && begun.elapsed() < PATIENCE {
            status = self.program.try_wait().unwrap();
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.program.kill();
        let read = |path| std::fs::read_to_string(path).unwrap_or_default();
        Seen {
            code: status.expect("it ends").code(),
            out: read(&self.out),
            err: read(&self.err),
        }
    }
}

pub fn wait_for(what: &str, mut is_there: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_there() {
        assert!(begun.elapsed() < PATIENCE, "{what} did not come");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Starts a virtual screen that picks its own number.
pub struct Xvfb {
    pub server: Child,
    pub display: String,
}

impl Xvfb {
    pub fn start() -> Xvfb {
        Xvfb::with("1280x720x24")
    }

    pub fn with(screen: &str) -> Xvfb {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                screen,
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this test needs Xvfb: run ./setup --test");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        Xvfb {
            server,
            display: format!(":{}", number.trim()),
        }
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
