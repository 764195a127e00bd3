//! The speech programs, and how each one is asked to say a sentence.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::program::{self, Ended, Running};
use crate::coach::Speech;
use crate::words::{Language, Text, voice};

/// Words per minute. The usual 175 is brisk for a user who lies face down and moves. At 150 a cue
/// of six words takes 2.2 s, which just fits into the pause between two repetitions.
const RATE_WPM: f32 = 150.0;

/// The voices of espeak-ng. f1 was chosen from the variants that every version has (f1 to f5, m1 to
/// m8). It has most energy where consonants are and small laptop speakers still work (23 % between
/// 1 and 4 kHz, 11 % below 300 Hz; f3: 18 % and 20 %). Its pitch moves little (1.7 semitones; the
/// plain voice: 3.0), which sounds calm, and it does not clip. `en-gb` ignores variants.
const ESPEAK_BRIGHT: Text = Text::of("en-us+f1", "de+f1");

/// The deep voices. The pitch of m2 moves least of m1 to m8 (1.4 semitones round 99 Hz), and it has 25 %
/// of its energy between 1 and 4 kHz.
const ESPEAK_DEEP: Text = Text::of("en-us+m2", "de+m2");

/// Whether a bright and a deep voice can be chosen from. macOS has only one of each language in every
/// installation.
pub const HAS_DEEP_VOICE: bool = !cfg!(target_os = "macos");

/// The voices of macOS that every installation has in these languages. The user's own choice may be of
/// another language than what is said.
const SAY_VOICES: Text = Text::of("Samantha", "Anna");

/// The shortest time in which espeak-ng can have spoken a letter. It needs about 100 ms at this
/// rate. Without a sound device it ends at once with status 0 (85 ms for any sentence), so a
/// sentence that took less than a fifth of its time was not heard.
const HEARD_PER_LETTER: Duration = Duration::from_millis(20);

/// A speech program may take this long, plus [`LIMIT_PER_LETTER`]. The limit is needed because
/// `spd-say --wait` never returns where speech-dispatcher has no sound device.
const LIMIT: Duration = Duration::from_secs(4);
const LIMIT_PER_LETTER: Duration = Duration::from_millis(250);

macro_rules! powershell {
    ($language:literal) => {
        concat!(
            "[Console]::InputEncoding = [Text.Encoding]::UTF8; ",
            "Add-Type -AssemblyName System.Speech; ",
            "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; ",
            "$voice.Rate = RATE; ",
            "$own = $voice.GetInstalledVoices() | ",
            "Where-Object { $_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq '",
            $language,
            "' } | Sort-Object { $_.VoiceInfo.Gender -ne 'GENDER' }; ",
            "if ($own) { $voice.SelectVoice(@($own)[0].VoiceInfo.Name) }; ",
            "$voice.Speak([Console]::In.ReadToEnd())"
        )
    };
}

/// The PowerShell script that speaks one sentence. The text comes over standard input, so that no
/// quoting can go wrong. A machine without a voice of the language speaks with the one it has.
const POWERSHELL: Text = Text::of(powershell!("en"), powershell!("de"));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Espeak,
    SpeechDispatcher,
    Say,
    PowerShell,
    Command,
}

/// The speech program that this machine has.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    kind: Kind,
    name: &'static str,
    program: OsString,
    manner: Manner,
}

/// How it speaks. A user's own program speaks as it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    pub(super) language: Language,
    /// How much faster than usual; 1 is the usual speed.
    pub(super) speed: f32,
    /// In the deep voice.
    pub(super) is_deep: bool,
}

/// The speech programs in the order of preference. espeak-ng comes before speech-dispatcher
/// (spd-say), although that may have a finer voice. Ending espeak-ng ends the sound at once, while
/// spd-say only passes the sentence on: after spd-say was ended, speech-dispatcher talks on to the
/// end of the sentence. What stops it (`spd-say --cancel`) also silences the user's screen reader.
/// And without a sound device `spd-say --wait` does not return.
const CANDIDATES: &[(&str, Kind)] = if cfg!(target_os = "macos") {
    &[("say", Kind::Say), ("espeak-ng", Kind::Espeak)]
} else if cfg!(windows) {
    &[
        ("powershell", Kind::PowerShell),
        ("espeak-ng", Kind::Espeak),
    ]
} else {
    &[
        ("espeak-ng", Kind::Espeak),
        ("espeak", Kind::Espeak),
        ("spd-say", Kind::SpeechDispatcher),
    ]
};

impl Speaker {
    /// The first speech program in `PATH`.
    pub(super) fn find(manner: Manner) -> Option<Self> {
        CANDIDATES.iter().find_map(|&(name, kind)| {
            program::in_path(name).map(|path| Self {
                kind,
                name,
                program: path.into(),
                manner,
            })
        })
    }

    /// The user's own program, run with the sentence as its only argument.
    pub(super) fn command(program: PathBuf, manner: Manner) -> Self {
        Self {
            kind: Kind::Command,
            name: "voice command",
            program: program.into(),
            manner,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Starts to say a sentence.
    pub(super) fn say(&self, text: &str, kind: Speech) -> io::Result<Running> {
        let is_pressing = matches!(kind, Speech::Urgent | Speech::Stop);
        let (arguments, input) = self.invocation(text, is_pressing);
        Running::start(&self.program, &arguments, input, limit(text))
    }

    /// Arguments and standard input. The text is one argument after `--`, or it is the input. It is
    /// never part of a command line that something parses.
    fn invocation<'t>(
        &self,
        text: &'t str,
        is_pressing: bool,
    ) -> (Vec<OsString>, Option<&'t [u8]>) {
        let Manner {
            language,
            speed,
            is_deep,
        } = self.manner;
        let rate_wpm = (RATE_WPM * speed).round().to_string();
        // From −100 to 100, and from −10 to 10; the usual speed of both is a little below brisk.
        let rate_percent = (100.0 * (speed - 1.0) - 15.0).round().to_string();
        let rate_powershell = (10.0 * (speed - 1.0) - 1.0).round();
        let voice = |voices: Text| voices.in_language(language);
        let (espeak, dispatched, gender) = if is_deep {
            (ESPEAK_DEEP, "male1", "Male")
        } else {
            (ESPEAK_BRIGHT, "female1", "Female")
        };
        let script = voice(POWERSHELL).replace("RATE", &rate_powershell.to_string());
        let script = script.replace("GENDER", gender);
        let (options, by_argument): (Vec<&str>, bool) = match self.kind {
            Kind::Espeak => (vec!["-v", voice(espeak), "-s", &rate_wpm, "--"], true),
            Kind::SpeechDispatcher => {
                let code = language.code();
                let mut options = vec!["--wait", "-l", code, "-t", dispatched, "-r", &rate_percent];
                // An "important" message replaces the one that is being spoken.
                options.extend(if is_pressing {
                    &["--priority", "important", "--"][..]
                } else {
                    &["--"]
                });
                (options, true)
            }
            Kind::Say => {
                let options = vec!["-v", voice(SAY_VOICES), "-r", &rate_wpm, "-f", "-"];
                (options, false)
            }
            Kind::PowerShell => (
                vec!["-NoProfile", "-NonInteractive", "-Command", &script],
                false,
            ),
            Kind::Command => (vec![], true),
        };
        let mut arguments: Vec<OsString> = options.iter().map(OsString::from).collect();
        if by_argument {
            arguments.push(text.into());
            (arguments, None)
        } else {
            (arguments, Some(text.as_bytes()))
        }
    }

    /// The reason why a sentence was probably not heard, as the end of "… because …".
    pub(super) fn complaint(&self, text: &str, ended: &Ended) -> Option<String> {
        let program = show(&self.program);
        match ended {
            Ended::TimedOut => Some(voice::sentence_not_finished(&program)),
            Ended::Exited(status, _) if !status.success() => {
                Some(voice::program_failed(&program, status))
            }
            Ended::Exited(_, time)
                if self.kind == Kind::Espeak && *time < HEARD_PER_LETTER * letters(text) =>
            {
                Some(voice::no_sound_device(&program))
            }
            Ended::Exited(..) => None,
        }
    }

    /// The reason where the program could not be started.
    pub(super) fn start_complaint(&self, error: &io::Error) -> String {
        voice::program_not_started(&show(&self.program), error)
    }
}

/// A sentence in the form in which a speech program gets it. It has no control characters, which
/// mean nothing to a voice and something to a terminal, and it never begins like an option. It is
/// empty where nothing is left to be spoken.
pub(super) fn plain(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    plain
        .trim_start_matches(|c: char| c == '-' || c.is_whitespace())
        .trim_end()
        .to_owned()
}

/// The file name alone, because the sentence is read on a screen from two metres.
fn show(program: &OsStr) -> String {
    Path::new(program)
        .file_name()
        .unwrap_or(program)
        .to_string_lossy()
        .into_owned()
}

fn letters(text: &str) -> u32 {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    u32::try_from(letters).unwrap_or(u32::MAX)
}

fn limit(text: &str) -> Duration {
    LIMIT + LIMIT_PER_LETTER.saturating_mul(letters(text))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use super::*;

    const CUE: &str = "Push heel back, not up";
    const USUAL: Manner = Manner {
        language: Language::English,
        speed: 1.0,
        is_deep: false,
    };

    fn speaker(kind: Kind) -> Speaker {
        Speaker {
            kind,
            name: "test",
            program: "/usr/bin/speaker".into(),
            manner: USUAL,
        }
    }

    fn in_manner(kind: Kind, manner: Manner) -> String {
        let speaker = Speaker {
            manner,
            ..speaker(kind)
        };
        let (arguments, _) = speaker.invocation("Two", false);
        let text = |argument: OsString| argument.to_string_lossy().into_owned();
        let arguments: Vec<_> = arguments.into_iter().map(text).collect();
        arguments.join(" ")
    }

    #[test]
    fn the_text_is_one_argument_behind_a_double_dash_or_the_input() {
        let text = "-rf $(date) \"quoted\"";
        for kind in [Kind::Espeak, Kind::SpeechDispatcher] {
            let (arguments, input) = speaker(kind).invocation(text, true);
            let n = arguments.len();
            assert_eq!(arguments[n - 2..], [OsString::from("--"), text.into()]);
            assert_eq!(input, None);
        }
        for kind in [Kind::Say, Kind::PowerShell] {
            let (arguments, input) = speaker(kind).invocation(text, true);
            assert!(!arguments.contains(&text.into()));
            assert_eq!(input, Some(text.as_bytes()));
        }
        let (arguments, input) = speaker(Kind::Command).invocation(text, false);
        assert_eq!((arguments, input), (vec![text.into()], None));
    }

    #[test]
    fn a_faster_voice_is_asked_for_in_the_words_of_each_program() {
        let arguments = |kind, speed| in_manner(kind, Manner { speed, ..USUAL });
        assert!(arguments(Kind::Espeak, 1.0).contains("-s 150 "));
        assert!(arguments(Kind::Espeak, 1.2).contains("-s 180 "));
        assert!(arguments(Kind::SpeechDispatcher, 1.0).contains("-r -15 "));
        assert!(arguments(Kind::SpeechDispatcher, 1.2).contains("-r 5 "));
        assert!(arguments(Kind::Say, 0.8).contains("-r 120 "));
        assert!(arguments(Kind::PowerShell, 1.0).contains("$voice.Rate = -1;"));
        assert!(arguments(Kind::PowerShell, 1.2).contains("$voice.Rate = 1;"));
    }

    #[test]
    fn each_program_is_asked_for_a_bright_or_a_deep_voice() {
        let arguments = |kind, is_deep| in_manner(kind, Manner { is_deep, ..USUAL });
        for (kind, bright, deep) in [
            (Kind::Espeak, "-v en-us+f1", "-v en-us+m2"),
            (Kind::SpeechDispatcher, "-t female1", "-t male1"),
            (Kind::PowerShell, "-ne 'Female'", "-ne 'Male'"),
        ] {
            assert!(arguments(kind, false).contains(bright), "{kind:?}");
            assert!(arguments(kind, true).contains(deep), "{kind:?}");
        }
    }

    #[test]
    fn each_program_is_asked_for_the_language() {
        for (kind, english, german) in [
            (Kind::Espeak, ["-v", "en-us+f1"], ["-v", "de+f1"]),
            (Kind::SpeechDispatcher, ["-l", "en"], ["-l", "de"]),
            (Kind::Say, ["-v", "Samantha"], ["-v", "Anna"]),
        ] {
            for (language, wanted) in [(Language::English, english), (Language::German, german)] {
                let arguments = in_manner(kind, Manner { language, ..USUAL });
                assert!(arguments.contains(&wanted.join(" ")), "{arguments}");
            }
        }
    }

    #[test]
    fn no_text_can_be_taken_for_an_option_or_command_a_terminal() {
        assert_eq!(plain("--stdin"), "stdin");
        assert_eq!(plain(" - -f/etc/passwd"), "f/etc/passwd");
        assert_eq!(plain("\u{1b}[2JTwo\nlines\0\u{7f}"), "[2JTwo lines");
        assert_eq!(plain("--"), "");
        assert_eq!(plain("Push heel back, not up"), "Push heel back, not up");
        assert_eq!(plain("− 10°, it’s long-held"), "− 10°, it’s long-held");
    }

    #[test]
    fn a_sentence_that_was_over_at_once_was_not_heard() {
        let ok = |ms| Ended::Exited(ExitStatus::from_raw(0), Duration::from_millis(ms));
        let espeak = speaker(Kind::Espeak);
        assert!(espeak.complaint(CUE, &ok(85)).is_some());
        assert_eq!(espeak.complaint(CUE, &ok(2300)), None);
        assert_eq!(espeak.complaint("…", &ok(1)), None, "nothing to be heard");
        assert_eq!(speaker(Kind::Command).complaint(CUE, &ok(1)), None);
    }

    #[test]
    fn complaints_name_the_program_and_the_cause() {
        let status = ExitStatus::from_raw(3 << 8);
        let complaint = speaker(Kind::Command)
            .complaint(CUE, &Ended::Exited(status, Duration::ZERO))
            .unwrap();
        assert_eq!(complaint, "speaker ended with exit status: 3");
        let complaint = speaker(Kind::SpeechDispatcher).complaint(CUE, &Ended::TimedOut);
        assert_eq!(
            complaint.as_deref(),
            Some("speaker did not finish a sentence")
        );
    }

    #[test]
    fn a_long_text_has_time_enough() {
        // 60 words at 150 words per minute take 24 s.
        let safety = "gently ".repeat(60);
        assert!(limit(&safety) > Duration::from_secs(24));
        assert!(limit("Two") < Duration::from_secs(6));
    }
}
