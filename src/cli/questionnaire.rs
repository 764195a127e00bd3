//! `spotter questionnaire`: the Roland-Morris Disability Questionnaire, one sentence after the other.

use std::io::{self, BufRead};

use anyhow::{Result, bail};
use clap::Args;

use super::args::LanguageArgs;
use super::output::print;
use crate::app::unix_s;
use crate::notice::tell;
use crate::session::{Change, Score, Store, history_file, score_change};
use crate::words::{Date, Language, history, pain, questionnaire as words};

#[derive(Debug, Args)]
pub struct QuestionnaireArgs {
    #[command(flatten)]
    language: LanguageArgs,
}

pub(super) fn run(args: &QuestionnaireArgs) -> Result<()> {
    let language = args.language.language();
    let mut store = Store::open(&history_file()?)?;
    if let Some(why) = store.not_kept() {
        bail!("the answers could not be kept: {why}");
    }
    let Some(score) = ask(language, &mut io::stdin().lock()) else {
        return print(words::LEFT.in_language(language));
    };
    let before = store.scores()?.pop();
    store.note_score(unix_s(), score)?;
    print(&words::kept(language, score))?;
    before.map_or(Ok(()), |before| {
        print(&told_before(language, &before, score))
    })
}

/// Asks in the terminal. Gives how many sentences were ticked; none where the questionnaire was left.
fn ask(language: Language, answers: &mut impl BufRead) -> Option<u8> {
    let mut opening = vec![words::TITLE.in_language(language), ""];
    opening.extend(words::HOW.in_language(language));
    opening.extend([words::KEYS, words::LANGUAGE].map(|text| text.in_language(language)));
    tell(&format!("{}\n", opening.join("\n").trim_end()));
    let sentences = words::SENTENCES.in_language(language);
    let mut score = 0;
    for (number, sentence) in (1..).zip(sentences) {
        let place = words::place(language, number, sentences.len());
        tell(&format!("\n{place}: {sentence}\n> "));
        let mut answer = String::new();
        if !answers.read_line(&mut answer).is_ok_and(|bytes| bytes > 0) {
            return None;
        }
        match answer.trim().to_lowercase().as_str() {
            "q" => return None,
            "y" | "yes" | "j" | "ja" | "x" => score += 1,
            _ => {}
        }
    }
    Some(score)
}

fn told_before(language: Language, before: &Score, now: u8) -> String {
    let date = before.day().map(Date::of_day);
    let date = date.map(|date| history::short_date(language, date.day, date.month));
    let became = match score_change(f32::from(before.score), f32::from(now)) {
        Change::Less => Some(pain::CLEARLY_LESS.in_language(language)),
        Change::More => Some(pain::CLEARLY_MORE.in_language(language)),
        Change::Same | Change::NotYet => None,
    };
    words::before(language, before.score, &date.unwrap_or_default(), became)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(answers: &str) -> Option<u8> {
        ask(Language::English, &mut answers.as_bytes())
    }

    #[test]
    fn ticked_sentences_are_counted_and_a_part_of_them_is_not() {
        assert_eq!(score(&"\n".repeat(24)), Some(0));
        assert_eq!(score(&"y\n".repeat(24)), Some(24));
        assert_eq!(score(&"Yes\nn\n\n".repeat(8)), Some(8));
        assert_eq!(score(&"y\n".repeat(23)), None);
        assert_eq!(score(&format!("{}q\n", "y\n".repeat(20))), None);
    }

    #[test]
    fn a_change_is_told_from_five_points_on() {
        let before = |score| Score {
            answered_at: 0,
            answered: "2025-11-24 12:00".into(),
            score,
        };
        let told = |before_score, now| told_before(Language::English, &before(before_score), now);
        assert_eq!(told(9, 6), "On 24 Nov it was 9.");
        assert_eq!(told(9, 4), "On 24 Nov it was 9; now clearly less.");
        assert_eq!(told(4, 9), "On 24 Nov it was 4; now clearly more.");
        // Five points are less than 30 % of twenty.
        assert_eq!(told(20, 15), "On 24 Nov it was 20.");
    }
}
