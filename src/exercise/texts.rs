//! What no text of an exercise file may hold: it is spoken, printed and handed to other programs.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The first text that can't be spoken or printed as it is, and what to do about it.
pub(super) fn complaint(table: &DeTable<'_>) -> Option<(Range<usize>, String)> {
    // The texts are sorted by their place in the file, so that the first bad one is reported first.
    let complaints = table.iter().filter_map(|(name, value)| {
        wrong_with(name.get_ref())
            .map(|message| (name.span(), message))
            .or_else(|| in_value(value))
    });
    complaints.min_by_key(|(span, _)| span.start)
}

fn in_value(value: &Spanned<DeValue<'_>>) -> Option<(Range<usize>, String)> {
    match value.get_ref() {
        DeValue::String(text) => wrong_with(text).map(|message| (value.span(), message)),
        DeValue::Array(items) => items.iter().find_map(in_value),
        DeValue::Table(table) => complaint(table),
        _ => None,
    }
}

fn wrong_with(text: &str) -> Option<String> {
    if let Some(wrong) = text.chars().find(|letter| is_control(*letter)) {
        return Some(format!(
            "the text has the control character U+{:04X}: it would reach terminals and voice programs, take it out",
            u32::from(wrong)
        ));
    }
    if text.starts_with('-') {
        return Some(format!(
            "the text {text:?} begins with \"-\": programs that speak would take it for an option, begin with a word"
        ));
    }
    None
}

/// Characters that steer terminals, among them those that turn the direction of a line (Unicode
/// Standard Annex #9) and those that end one.
fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    fn complaint(text: &str) -> Option<(std::ops::Range<usize>, String)> {
        super::complaint(DeTable::parse(text).unwrap().get_ref())
    }

    fn told(text: &str) -> String {
        let (span, message) = complaint(text).expect("nothing was told");
        format!("{} {message}", &text[span])
    }

    #[test]
    fn control_characters_are_found_wherever_a_text_may_stand() {
        for text in [
            r#"cues = ["Lift", "\u001b[2J"]"#,
            "[a.b]\nc = { d = \"zero \\u0000\" }",
            "[[faults]]\ncues = [\"two\\nlines\"]",
            "a = \"\"\"\ntwo\nlines\"\"\"",
            "a = \"tab\\t\"",
            "a = \"turned \\u202e\"",
            "\"\\u0007\" = 1",
        ] {
            assert!(told(text).contains("control character U+"), "{text}");
        }
    }

    #[test]
    fn a_text_that_looks_like_an_option_is_found() {
        assert!(told(r#"cues = ["--stdin"]"#).contains("begins with \"-\""));
        assert!(told(r#"cues = ["-f/etc/passwd"]"#).starts_with(r#""-f/etc/passwd""#));
    }

    #[test]
    fn the_first_one_in_the_file_is_told() {
        assert!(told("z = \"-z\"\na = \"-a\"").starts_with("\"-z\""));
    }

    #[test]
    fn words_of_any_language_pass() {
        assert_eq!(complaint("a = \"Zehn Züge – 5°, naïve, 腰\"\nb = -3"), None);
    }
}
