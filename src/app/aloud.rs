//! A page that is read aloud. The voice is started when it is asked for, because most people read.

use crate::coach::{Sound, Speech};
use crate::settings::Settings;
use crate::voice::{Voice, VoiceOptions, find_command};
use crate::words::Language;

/// The voice of the settings.
pub(super) fn voice_of(settings: &Settings, language: Language) -> VoiceOptions {
    let program = settings.voice_program.as_deref();
    VoiceOptions {
        // One that is not there is told before a set.
        command: program.and_then(|name| find_command(name.as_ref()).ok()),
        speed: settings.voice_speed,
        is_deep: settings.deep_voice,
        language,
        ..VoiceOptions::default()
    }
}

/// Reads aloud what it is given, or nothing at all.
pub(super) struct Aloud {
    voice: Option<Voice>,
    /// How it speaks.
    options: VoiceOptions,
}

impl Aloud {
    /// In this voice.
    pub(super) fn by(options: VoiceOptions) -> Self {
        Self {
            voice: None,
            options: VoiceOptions {
                tones: false,
                ..options
            },
        }
    }

    /// In the voice of the settings.
    pub(super) fn of(settings: &Settings, language: Language) -> Self {
        Self::by(voice_of(settings, language))
    }

    /// Says these sentences, and nothing more of what it was saying.
    pub(super) fn say(&mut self, sentences: &[String]) {
        // Ending the voice cuts off what it says.
        self.stop();
        let voice = Voice::start(self.options.clone());
        voice.post(Sound::Say {
            text: sentences.join(". "),
            kind: Speech::Introduction,
        });
        self.voice = Some(voice);
    }

    pub(super) fn stop(&mut self) {
        self.voice = None;
    }

    /// Why nothing of it is heard, where that is known.
    pub(super) fn trouble(&self) -> Option<String> {
        self.voice.as_ref().and_then(Voice::trouble)
    }

    pub(super) fn is_on(&self) -> bool {
        self.voice.is_some()
    }
}
