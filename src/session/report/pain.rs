//! The pain before and after the sessions of some weeks.

use maud::{Markup, html};

use super::page::short_date;
use super::plot::{self, DayPlot, Line};
use super::read::ToldPain;
use crate::blazepose::Side;
use crate::session::change::{self, Change};
use crate::words::{Language, pain, report};

/// How strong the pain was before the sessions, at first and now.
pub(super) fn course(pains: &[ToldPain], language: Language) -> Option<String> {
    let before = pains.iter().filter_map(|told| told.before);
    let before: Vec<f32> = before.map(f32::from).collect();
    let course = change::of_pain(&before)?;
    let became = match course.change {
        Change::Less => Some(pain::CLEARLY_LESS),
        Change::More => Some(pain::CLEARLY_MORE),
        Change::Same => Some(report::ABOUT_THE_SAME),
        Change::NotYet => None,
    };
    let became = became.map(|words| words.in_language(language));
    let ends = [course.first, course.last];
    Some(report::pain_course(language, ends, became))
}

/// What the questionnaires say: the first and the newest, or the only one.
pub(super) fn scores(scores: &[(u32, u8)], language: Language) -> Option<String> {
    let [(first_day, first), .., (last_day, last)] = scores else {
        let (day, score) = scores.first()?;
        return Some(report::score(language, *score, &short_date(language, *day)));
    };
    let became = match change::score_change(f32::from(*first), f32::from(*last)) {
        Change::Less => pain::CLEARLY_LESS,
        Change::More => pain::CLEARLY_MORE,
        Change::Same | Change::NotYet => report::ABOUT_THE_SAME,
    };
    let [first_day, last_day] = [first_day, last_day].map(|day| short_date(language, *day));
    let became = became.in_language(language);
    Some(report::scores(
        language, *first, &first_day, *last, &last_day, became,
    ))
}

/// The pain before and after the sessions. One session is no curve.
pub(super) fn curve(pains: &[ToldPain], days: [u32; 2], language: Language) -> Markup {
    let points = |of: fn(&ToldPain) -> Option<u8>| -> Vec<(u32, f32)> {
        let told = pains.iter();
        let point = |told: &ToldPain| Some((told.day, f32::from(of(told)?)));
        told.filter_map(point).collect()
    };
    let (before, after) = (points(|told| told.before), points(|told| told.after));
    if before.len().max(after.len()) < 2 {
        return html! {};
    }
    let title = report::PAIN_CURVE.in_language(language);
    let names = [report::BEFORE, report::AFTER].map(|name| name.in_language(language));
    // The signs of left and right are those of any two lines.
    let signs = Side::BOTH.map(Some);
    let lines = signs.into_iter().zip([before, after]);
    let plot = DayPlot {
        title: title.to_owned(),
        full: 10.0,
        pains: Vec::new(),
        days,
        dates: days.map(|day| short_date(language, day)),
        words: Box::new(|pain| format!("{pain:.0}")),
        lines: lines.map(|(side, points)| Line { side, points }).collect(),
    };
    html! {
        section {
            h2 { (title) }
            figure {
                figcaption {
                    @for (sign, name) in signs.iter().zip(names) { span { (plot::sign(*sign)) (name) } }
                }
                (plot.draw())
            }
        }
    }
}
