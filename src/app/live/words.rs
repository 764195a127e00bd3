//! What the program itself says of a set: all else comes from the coach.

use crate::coach::{Event, Output, PartialWhy, Sound, Timed};

/// Spoken when the coach has stopped by a fault of its own.
pub(super) const STOPPED: &str = "Spotter has stopped. Rest as you like.";

/// The same on the window.
pub(super) const STOPPED_TITLE: &str = "Spotter has stopped";
pub(super) const STOPPED_TEXT: &str = "Something went wrong inside Spotter, so the set has ended. \
     What was counted so far is in the history. Rest as you like; close this window and start \
     again when you are ready.";

/// On the summary, where it would say that the set is saved.
pub(super) const NOT_SAVED: &str = "This set is not saved";

/// Why no picture comes, where the source doesn't say it.
pub(super) fn no_picture(is_live: bool) -> &'static str {
    if is_live {
        "No picture comes from the camera"
    } else {
        "No picture comes from the film: what it is read from doesn't answer"
    }
}

/// Where to find what can't be heard.
pub(super) fn instead_of_voice(has_window: bool) -> &'static str {
    if has_window {
        "The cues stand on the screen."
    } else {
        "What would be spoken is written here."
    }
}

/// How a set goes, as lines for a terminal: what is spoken, and what did not count.
pub(super) fn lines(t_s: f64, out: &Output) -> String {
    let not_counted = out
        .events
        .iter()
        .filter_map(|timed| -> Option<&str> { not_counted(timed) });
    let spoken = out.sounds.iter().filter_map(|sound| match sound {
        Sound::Say { text, .. } => Some(text.as_str()),
        Sound::Tone(_) => None,
    });
    let texts = not_counted.chain(spoken);
    texts
        .map(|text| format!("{t_s:>7.1} s  {}\n", text.replace(char::is_control, " ")))
        .collect()
}

fn not_counted(timed: &Timed) -> Option<&'static str> {
    let Event::Partial { why, .. } = &timed.event else {
        return None;
    };
    Some(match why {
        PartialWhy::NotFarEnough => "(part way, not counted)",
        PartialWhy::NotHeld => "(not held, not counted)",
        PartialWhy::OneLimbOnly => "(one limb only, not counted)",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Speech, Tone};

    #[test]
    fn a_set_is_told_in_lines_without_control_characters() {
        let say = |text: &str| Sound::Say {
            text: text.into(),
            kind: Speech::Remark,
        };
        let partial = Event::Partial {
            side: None,
            peak: 1.0,
            why: PartialWhy::NotHeld,
        };
        let out = Output {
            events: vec![Timed {
                t_s: 9.04,
                event: partial,
            }],
            sounds: vec![say("One"), Sound::Tone(Tone::Tick), say("\u{1b}[2J")],
        };
        assert_eq!(
            lines(9.04, &out),
            "    9.0 s  (not held, not counted)\n    9.0 s  One\n    9.0 s   [2J\n"
        );
    }
}
