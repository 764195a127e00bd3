//! A speech program for tests: a shell script that logs what it is given.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::words::Language;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{Voice, VoiceOptions};

/// A speech program in a folder of its own that logs what it is given, byte for byte and ended by
/// a NUL, then goes on with `then`.
pub(crate) struct Fake {
    folder: TempDir,
}

impl Fake {
    pub(crate) fn new(then: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let program = folder.path().join("fake voice");
        let log = folder.path().join("log");
        let script = format!(
            "#!/bin/sh\nprintf '%s\\0' \"$#:$1\" >> '{}'\n{then}\n",
            log.display()
        );
        // Another process writes the script. A file that this process has had open for writing
        // can't be run while a child that another test has started meanwhile still holds it open.
        let text = folder.path().join("text");
        fs::write(&text, script).unwrap();
        let installed = Command::new("install")
            .args(["-m", "700"])
            .args([&text, &program])
            .status();
        assert!(installed.unwrap().success());
        Self { folder }
    }

    /// A program that speaks until it is ended.
    pub(crate) fn endless() -> Self {
        Self::new("exec sleep 600")
    }

    /// A program that speaks until the file "go on" appears.
    pub(crate) fn held() -> Self {
        Self::new(
            "while [ ! -e \"${0%/*}/go on\" ]; do sleep 0.01; done\necho >> \"${0%/*}/ended\"",
        )
    }

    pub(crate) fn go_on(&self) {
        fs::write(self.folder.path().join("go on"), "").unwrap();
    }

    pub(crate) fn program(&self) -> PathBuf {
        self.path("fake voice")
    }

    /// A file beside the program.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn voice(&self) -> Voice {
        Voice::start(VoiceOptions {
            language: Language::default(),
            command: Some(self.program()),
            tones: false,
            ..VoiceOptions::default()
        })
    }

    pub(crate) fn said(&self) -> Vec<String> {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        log.split_terminator('\0')
            .map(|line| line.strip_prefix("1:").expect("one argument").to_owned())
            .collect()
    }

    pub(crate) fn wait_for(&self, count: usize) {
        wait_until(|| self.said().len() >= count);
    }
}

pub(crate) fn wait_until(mut done: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < limit, "waited in vain");
        std::thread::sleep(Duration::from_millis(3));
    }
}
