//! A live set as lines for a terminal: every sentence that is spoken, and why a movement did not
//! count.

use crate::coach::{Event, Output, PartialWhy, Sound, Timed};
use crate::words::{Language, Text, terminal};

/// The lines of an output at `t_s` seconds of the source.
pub(super) fn lines(language: Language, t_s: f64, out: &Output) -> String {
    let not_counted = out
        .events
        .iter()
        .filter_map(|timed| -> Option<&str> { Some(not_counted(timed)?.in_language(language)) });
    let spoken = out.sounds.iter().filter_map(|sound| match sound {
        Sound::Say { text, .. } => Some(text.as_str()),
        Sound::Tone(_) => None,
    });
    let texts = not_counted.chain(spoken);
    texts
        .map(|text| format!("{t_s:>7.1} s  {}\n", text.replace(char::is_control, " ")))
        .collect()
}

fn not_counted(timed: &Timed) -> Option<Text> {
    let Event::Partial { why, .. } = &timed.event else {
        return None;
    };
    Some(match why {
        PartialWhy::NotFarEnough => terminal::NOT_COUNTED_PART_WAY,
        PartialWhy::NotHeld => terminal::NOT_COUNTED_NOT_HELD,
        PartialWhy::OneLimbOnly => terminal::NOT_COUNTED_ONE_LIMB,
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
            lines(Language::English, 9.04, &out),
            "    9.0 s  (not held, not counted)\n    9.0 s  One\n    9.0 s   [2J\n"
        );
    }
}
