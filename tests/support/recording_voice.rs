//! A speech program that logs every sentence that it has spoken to its end. It takes the time that
//! a voice would take, divided by a factor.

use spotter::words::Language;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use spotter::voice::{Voice, VoiceOptions};
use tempfile::TempDir;

/// The time that a speech program needs for a letter.
const LETTER_MS: f64 = 100.0;

/// The program, in a folder of its own.
pub struct RecordingVoice {
    folder: TempDir,
}

impl RecordingVoice {
    /// Makes a program that speaks faster than a voice by a factor.
    pub fn new(speed: f64) -> Self {
        let folder = TempDir::new().unwrap();
        let spoken = folder.path().join("spoken");
        let letter_us = (LETTER_MS * 1000.0 / speed).round() as u64;
        let script = format!(
            "#!/bin/sh\nus=$((${{#1}} * {letter_us}))\n\
             sleep \"$(printf '%d.%06d' $((us / 1000000)) $((us % 1000000)))\"\n\
             printf '%s\\0' \"$1\" >> '{}'\n",
            spoken.display()
        );
        let voice = RecordingVoice { folder };
        // Another process writes the script. A file that this process has had open for writing
        // can't be run while a child that another test has started meanwhile still holds it open.
        let text = voice.folder.path().join("text");
        fs::write(&text, script).unwrap();
        let installed = Command::new("install")
            .args(["-m", "700"])
            .args([&text, &voice.program()])
            .status();
        assert!(installed.unwrap().success());
        voice
    }

    /// For `--voice-command`.
    pub fn program(&self) -> PathBuf {
        self.folder.path().join("voice")
    }

    /// A voice that speaks with it.
    pub fn start(&self) -> Voice {
        Voice::start(VoiceOptions {
            language: Language::default(),
            command: Some(self.program()),
            tones: false,
            ..VoiceOptions::default()
        })
    }

    /// The sentences that were spoken to their end, in order.
    pub fn spoken(&self) -> Vec<String> {
        let spoken = fs::read_to_string(self.folder.path().join("spoken")).unwrap_or_default();
        spoken
            .split_terminator('\0')
            .map(ToOwned::to_owned)
            .collect()
    }
}
