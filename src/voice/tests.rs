//! Tests of the voice with real processes. A shell script takes the place of the speech program.
#![cfg(unix)]

use crate::words::Language;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::fake::{Fake, wait_until};
use super::*;
use crate::coach::Speech;

fn start(program: &Path) -> Voice {
    Voice::start(VoiceOptions {
        language: Language::default(),
        command: Some(program.into()),
        tones: false,
        ..VoiceOptions::default()
    })
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
    let ended = fs::read_to_string(fake.path("ended")).unwrap();
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
fn a_text_arrives_as_it_is() {
    let fake = Fake::new("");
    let voice = fake.voice();
    let texts = [
        "it’s \"quoted\" and 'quoted'",
        "$(date) `date` ${HOME} \\n; exit 1",
        "a − 10° turn, long-held -- slowly",
    ];
    for (i, text) in texts.iter().enumerate() {
        say(&voice, text);
        fake.wait_for(i + 1);
    }
    voice.shutdown();
    assert_eq!(fake.said(), texts);
}

#[test]
fn a_text_like_an_option_or_with_control_characters_is_made_harmless() {
    let fake = Fake::new("");
    let voice = fake.voice();
    say(&voice, "--");
    say(&voice, "-rf\u{1b}[2J\nTwo\0lines");
    fake.wait_for(1);
    voice.shutdown();
    assert_eq!(fake.said(), ["rf [2J Two lines"]);
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
    let pid = pid(&fake.path("pid"));
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
    let pid = pid(&fake.path("pid"));
    assert!(exists(&pid));
    drop(voice);
    // A zombie would still answer.
    assert!(!exists(&pid));
}

/// A script that lets another program speak its sentence.
#[test]
fn the_programs_that_a_script_waits_for_are_ended_with_it() {
    let fake = Fake::new("sleep 600 &\necho $! > \"${0%/*}/pid\"\nwait");
    let voice = fake.voice();
    say(&voice, "A long sentence");
    let pid = pid(&fake.path("pid"));
    assert!(exists(&pid));
    voice.set_muted(true);
    wait_until(|| !exists(&pid));
}

#[test]
fn a_command_that_is_no_program_is_found_out_before_anything_is_said() {
    let fake = Fake::new("");
    let program = fake.program();
    assert_eq!(find_command(program.as_os_str()).unwrap(), program);
    assert!(find_command("sh".as_ref()).unwrap().is_absolute());
    for wrong in ["/nowhere/speak", "no-such-program-anywhere", "", "./fake"] {
        let error = find_command(wrong.as_ref()).unwrap_err().to_string();
        assert!(error.contains("check the spelling"), "{wrong:?}: {error}");
    }
    let text = fake.path("text");
    for no_program in [text, fake.path(".")] {
        let error = find_command(no_program.as_os_str()).unwrap_err();
        assert!(error.to_string().contains("can't be run"), "{error}");
    }
}

#[test]
fn a_sentence_without_an_end_is_ended_when_the_patience_is_over() {
    let fake = Fake::new("echo $$ > \"${0%/*}/pid\"; exec sleep 600");
    let voice = fake.voice();
    say(&voice, "A long sentence");
    let pid = pid(&fake.path("pid"));
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
    let voice = Voice::with(None, Players::none(), Ducking::none());
    say(&voice, "One");
    voice.post(Sound::Tone(crate::coach::Tone::Begin));
    assert_eq!(voice.trouble().as_deref(), Some(words::NO_SPEECH));
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
    // A process that has ended but was not waited for keeps its number.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    if stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .trim_start()
        .starts_with('Z')
    {
        return false;
    }
    // This is the shell's own `kill`, because not every machine has a program of that name.
    let status = Command::new("sh")
        .args(["-c", "kill -0 \"$0\"", pid])
        .stderr(Stdio::null())
        .status();
    status.unwrap().success()
}
