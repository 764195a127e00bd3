//! What is to be heard. The coach decides; [`crate::voice`] only speaks.

/// One thing to be heard.
#[derive(Debug, Clone, PartialEq)]
pub enum Sound {
    /// A sentence, spoken word for word as it stands on the banner.
    Say {
        /// The sentence.
        text: String,
        /// What it is, and with it what it gives way to.
        kind: Speech,
    },
    /// A short tone.
    Tone(Tone),
}

/// The kinds of sentences, the more pressing ones behind, by what becomes of one that can't be
/// spoken at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speech {
    /// How an exercise goes, before it begins. It waits for its turn, and the beginning of the set
    /// cuts it off: a user who has begun knows.
    Introduction,
    /// True at this moment only (seconds left in a hold): spoken at once or never.
    Moment,
    /// An ordinary sentence. A newer one takes its place, and it is dropped when it has waited so
    /// long that it speaks of something that is over.
    Remark,
    /// The set begins or goes on, with the side to work: kept as a count is, because without it
    /// nobody knows what to do.
    Begin,
    /// The number of a repetition, with what follows it in the same sentence ("Two. Back stayed
    /// long."): never dropped, never overtaken by what was posted later, and cut off only by
    /// [`Speech::Stop`]. Counts that wait are spoken as one sentence, in their order.
    Count,
    /// A safety cue. It cuts off a moment or a remark and waits for the end of a count.
    Urgent,
    /// The set is stopped: cuts off whatever is spoken and sends away whatever waits.
    Stop,
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
