//! The safety questions before a set or a routine that was started from a terminal.

use std::io::{self, BufRead, IsTerminal};

use anyhow::Result;

use super::routine::calendar;
use super::settings::settings_file;
use crate::app::{Admission, DisplayChoice, LiveOptions, ask_in_window};
use crate::exercise;
use crate::notice::{notice, tell};
use crate::source;
use crate::words::{Language, safety};

/// Whether it is time for the questions. Nobody is asked for a video or for the synthetic person.
pub(super) fn is_due(live: &LiveOptions) -> bool {
    live.source.is_camera()
        && settings_file().read().settings.asks_safety(calendar().day)
        && !source::cameras().is_empty()
}

/// Asks in the window where there is one, else in the terminal. Without a terminal nobody can answer,
/// and a script must not wait.
pub(super) fn admit(live: &LiveOptions, display: DisplayChoice) -> Result<Admission> {
    let (file, today) = (settings_file(), calendar().day);
    let admission = ask_in_window(display, file.clone(), exercise::ids(), live, today)?;
    if !matches!(admission, Admission::As(DisplayChoice::None)) {
        return Ok(admission);
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        notice(safety::NOT_ASKED.in_language(live.language));
        return Ok(admission);
    }
    if !ask(live.language, &mut io::stdin().lock()) {
        return Ok(Admission::Refused);
    }
    if let Err(error) = file.change(|settings| settings.safety_answered(today)) {
        notice(error);
    }
    Ok(admission)
}

/// Asks in the terminal. Gives whether no sign fits; where one does, it says what to do.
fn ask(language: Language, answers: &mut impl BufRead) -> bool {
    let part = |heading: &str, below: &str, list: &[&str]| {
        let lines = list.iter().map(|line| format!("  - {line}\n"));
        format!("{heading} {below}\n{}\n", lines.collect::<String>())
    };
    tell(&format!(
        "{}\n\n{}{}",
        safety::BEFORE_YOU_START.in_language(language),
        part(
            safety::EMERGENCY.in_language(language),
            safety::IF_NEW.in_language(language),
            &safety::EMERGENCY_SIGNS.in_language(language),
        ),
        part(
            safety::DOCTOR_FIRST.in_language(language),
            safety::IF_FITS.in_language(language),
            &safety::DOCTOR_SIGNS.in_language(language),
        ),
    ));
    loop {
        tell(safety::TYPE_AN_ANSWER.in_language(language));
        let mut answer = String::new();
        let is_end = answers.read_line(&mut answer).is_ok_and(|bytes| bytes == 0);
        match answer.trim() {
            "0" => return true,
            "1" => {
                let advice = safety::advice_aloud(language).join("\n  ");
                tell(&format!("\n{advice}\n"));
                return false;
            }
            _ if is_end => return false,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_no_lets_a_set_begin() {
        for language in Language::ALL {
            assert!(ask(language, &mut &b"0\n"[..]));
            assert!(ask(language, &mut &b"\nyes\n 0 \n"[..]));
            assert!(!ask(language, &mut &b"1\n"[..]));
            assert!(!ask(language, &mut &b""[..]), "the terminal was closed");
            assert!(!ask(language, &mut &b"yes\n"[..]));
        }
    }
}
