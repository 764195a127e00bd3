//! What is to be heard. The coach decides; [`crate::voice`] only speaks.

/// One thing to be heard.
#[derive(Debug, Clone, PartialEq)]
pub enum Sound {
    /// A sentence, spoken word for word as it stands on the strip.
    Say {
        /// The sentence.
        text: String,
        /// Interrupts what is being said (a safety cue, "Stopped").
        urgent: bool,
    },
    /// A short tone.
    Tone(Tone),
}

/// The tones, each with one meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A set-up row was ticked; the clock of a hold runs again: soft and short.
    Tick,
    /// The set begins: rising.
    Begin,
    /// The target pose is reached.
    Target,
    /// The end of a hold: falling.
    HoldEnd,
}
