//! The voice with real processes: a shell script takes the place of the speech program.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::*;
use crate::coach::Speech;

/// A speech program in a folder of its own that logs what it is given, byte for byte and ended by
/// a NUL, then goes on with `then`.
struct Fake {
    folder: TempDir,
}

impl Fake {
    fn new(then: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let program = folder.path().join("fake voice");
        let log = folder.path().join("log");
        let script = format!(
            "#!/bin/sh\nprintf '%s\\0' \"$#:$1\" >> '{}'\n{then}\n",
            log.display()
        );
        // Written by another process: a file that this one has had open for writing can't be run
        // for as long as a child that was started meanwhile (by another test) holds it open too.
        let text = folder.path().join("text");
        fs::write(&text, script).unwrap();
        let installed = Command::new("install")
            .args(["-m", "700"])
            .args([&text, &program])
            .status();
        assert!(installed.unwrap().success());
        Self { folder }
    }

    /// Speaks until it is ended.
    fn endless() -> Self {
        Self::new("exec sleep 600")
    }

    /// Speaks until the file "go on" appears.
    fn held() -> Self {
        Self::new(
            "while [ ! -e \"${0%/*}/go on\" ]; do sleep 0.01; done\necho >> \"${0%/*}/ended\"",
        )
    }

    fn go_on(&self) {
        fs::write(self.folder.path().join("go on"), "").unwrap();
    }

    fn voice(&self) -> Voice {
        start(&self.folder.path().join("fake voice"))
    }

    fn said(&self) -> Vec<String> {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        log.split_terminator('\0')
            .map(|line| line.strip_prefix("1:").expect("one argument").to_owned())
            .collect()
    }

    fn wait_for(&self, count: usize) {
        wait_until(|| self.said().len() >= count);
    }
}

fn start(program: &Path) -> Voice {
    Voice::start(VoiceOptions {
        command: Some(program.into()),
        tones: false,
    })
}

fn wait_until(mut done: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < limit, "waited in vain");
        std::thread::sleep(Duration::from_millis(3));
    }
}

fn say(voice: &Voice, text: &str) {
    post(voice, text, Speech::Remark);
}

fn post(voice: &Voice, text: &str, kind: Speech) {
    let text = text.into();
    voice.post(Sound::Say { text, kind });
}

#[test]
fn while_one_is_spoken_only_the_newest_remark_waits_but_every_count() {
    let fake = Fake::held();
    let voice = fake.voice();
    say(&voice, "Begin. Left arm");
    fake.wait_for(1);
    for (count, remark) in [("One", "Good"), ("Two", "Two more"), ("Three", "Last one")] {
        post(&voice, count, Speech::Count);
        say(&voice, remark);
    }
    fake.go_on();
    voice.shutdown();
    assert_eq!(
        fake.said(),
        ["Begin. Left arm", "One. Two. Three", "Last one"]
    );
}

#[test]
fn a_safety_cue_lets_a_count_end() {
    let fake = Fake::held();
    let voice = fake.voice();
    post(&voice, "One", Speech::Count);
    fake.wait_for(1);
    post(&voice, "Lower a little, stay gentle", Speech::Urgent);
    post(&voice, "Two", Speech::Count);
    fake.go_on();
    voice.shutdown();
    assert_eq!(fake.said(), ["One", "Lower a little, stay gentle", "Two"]);
    let ended = fs::read_to_string(fake.folder.path().join("ended")).unwrap();
    assert_eq!(ended.lines().count(), 3, "none was cut off");
}

#[test]
fn the_stop_cuts_even_a_count() {
    let fake = Fake::endless();
    let voice = fake.voice();
    post(&voice, "One", Speech::Count);
    fake.wait_for(1);
    post(&voice, "Two", Speech::Count);
    post(&voice, "Stopped", Speech::Stop);
    fake.wait_for(2);
    drop(voice);
    assert_eq!(fake.said(), ["One", "Stopped"]);
}

#[test]
fn an_urgent_sentence_cuts_the_one_that_is_spoken() {
    let fake = Fake::endless();
    let voice = fake.voice();
    say(&voice, "A long sentence");
    fake.wait_for(1);
    say(&voice, "Never said");
    post(&voice, "Stopped", Speech::Urgent);
    fake.wait_for(2);
    drop(voice);
    assert_eq!(fake.said(), ["A long sentence", "Stopped"]);
}

#[test]
fn a_text_arrives_byte_for_byte() {
    let fake = Fake::new("");
    let voice = fake.voice();
    let texts = [
        "-rf --help",
        "it’s \"quoted\" and 'quoted'",
        "$(date) `date` ${HOME} \\n; exit 1",
        "two\nlines − 10°",
    ];
    for (i, text) in texts.iter().enumerate() {
        say(&voice, text);
        fake.wait_for(i + 1);
    }
    voice.shutdown();
    assert_eq!(fake.said(), texts);
}

#[test]
fn muted_it_says_nothing_not_even_later() {
    let fake = Fake::new("");
    let voice = fake.voice();
    voice.set_muted(true);
    say(&voice, "Unheard");
    post(&voice, "Unheard too", Speech::Urgent);
    voice.set_muted(false);
    say(&voice, "Heard");
    voice.shutdown();
    assert_eq!(fake.said(), ["Heard"]);
}

#[test]
fn muting_ends_the_sentence() {
    let fake = Fake::new("echo $$ > \"${0%/*}/pid\"; exec sleep 600");
    let voice = fake.voice();
    say(&voice, "A long sentence");
    let pid = pid(&fake.folder.path().join("pid"));
    voice.set_muted(true);
    assert!(voice.is_muted());
    wait_until(|| !exists(&pid));
}

#[test]
fn a_program_that_does_not_exist_is_reported_and_nothing_hangs() {
    let voice = start(Path::new("/nowhere/speak"));
    say(&voice, "One");
    wait_until(|| voice.trouble().is_some());
    let trouble = voice.trouble().unwrap();
    assert!(
        trouble.starts_with("The voice may be silent because speak could not be started"),
        "{trouble}"
    );
    say(&voice, "Two");
    voice.shutdown();
}

#[test]
fn a_failing_program_is_reported_and_asked_again() {
    let fake = Fake::new("exit 3");
    let voice = fake.voice();
    assert_eq!(voice.trouble(), None);
    say(&voice, "One");
    wait_until(|| voice.trouble().is_some());
    let first = voice.trouble();
    say(&voice, "Two");
    fake.wait_for(2);
    assert_eq!(voice.trouble(), first);
    voice.shutdown();
    assert_eq!(fake.said(), ["One", "Two"]);
}

#[test]
fn a_program_that_hangs_is_ended_and_leaves_no_zombie() {
    let fake = Fake::new("echo $$ > \"${0%/*}/pid\"; exec sleep 600");
    let voice = fake.voice();
    say(&voice, "A long sentence");
    let pid = pid(&fake.folder.path().join("pid"));
    assert!(exists(&pid));
    drop(voice);
    // A zombie would still answer.
    assert!(!exists(&pid));
}

#[test]
fn a_sentence_without_an_end_is_ended_when_the_patience_is_over() {
    let fake = Fake::new("echo $$ > \"${0%/*}/pid\"; exec sleep 600");
    let voice = fake.voice();
    say(&voice, "A long sentence");
    let pid = pid(&fake.folder.path().join("pid"));
    let mut looks = 0;
    voice.shutdown_while(|| {
        looks += 1;
        looks < 5
    });
    assert!(!exists(&pid));
}

#[test]
fn shutting_down_lets_the_last_sentence_end() {
    let fake = Fake::held();
    let voice = fake.voice();
    say(&voice, "Six repetitions");
    fake.wait_for(1);
    say(&voice, "How does your back feel now?");
    fake.go_on();
    voice.shutdown();
    assert_eq!(
        fake.said(),
        ["Six repetitions", "How does your back feel now?"]
    );
}

#[test]
fn a_machine_without_speech_gets_a_silent_voice() {
    let voice = Voice::with(None, Players::none());
    say(&voice, "One");
    voice.post(Sound::Tone(crate::coach::Tone::Begin));
    assert_eq!(voice.trouble().as_deref(), Some(speaker::NOTHING_FOUND));
    voice.shutdown();
}

/// The process id that the fake has written.
fn pid(file: &Path) -> String {
    let mut pid = String::new();
    wait_until(|| {
        pid = fs::read_to_string(file).unwrap_or_default();
        pid.ends_with('\n')
    });
    pid.trim().to_owned()
}

fn exists(pid: &str) -> bool {
    // The shell's own kill: a program of that name isn't installed everywhere.
    let status = Command::new("sh")
        .args(["-c", "kill -0 \"$0\"", pid])
        .stderr(Stdio::null())
        .status();
    status.unwrap().success()
}
