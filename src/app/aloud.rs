//! A page that is read aloud. The voice is started when it is asked for, because most people read.

use crate::coach::{Sound, Speech};
use crate::voice::{Voice, VoiceOptions};
use crate::words::Language;

/// Reads aloud what it is given, or nothing at all.
pub(super) struct Aloud {
    voice: Option<Voice>,
    speed: f32,
    language: Language,
}

impl Aloud {
    pub(super) fn new(speed: f32, language: Language) -> Self {
        Self {
            voice: None,
            speed,
            language,
        }
    }

    /// Says these sentences, and nothing more of what it was saying.
    pub(super) fn say(&mut self, sentences: &[String]) {
        // Ending the voice cuts off what it says.
        self.stop();
        let voice = Voice::start(VoiceOptions {
            speed: self.speed,
            language: self.language,
            tones: false,
            ..VoiceOptions::default()
        });
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
