//! What all reports share: the page and its style, dates, and the small print.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::ReportContext;
use super::read::DoneSet;
use crate::words::{Date, Language, history, report};

const STYLE: &str = include_str!("style.css");

/// A whole page. `of` says of what and of when it is.
pub(super) fn page(title: &str, of: &str, context: &ReportContext, body: &Markup) -> String {
    let language = context.language;
    let written = report::written_on(language, &long_date(language, context.today));
    let page = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (of) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header {
                        h1 { (title) }
                        p.of { (of) }
                        p.written { (written) }
                    }
                    (body)
                }
            }
        }
    };
    format!("{}\n", page.into_string())
}

/// How it was measured, and what that can't tell.
pub(super) fn method(language: Language, sets: &[DoneSet], sentences: &[&str]) -> Markup {
    let list = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join(", ");
    let models = sets.iter().filter_map(|set| set.model.as_deref());
    let models = list(models.collect());
    let versions = list(sets.iter().map(|set| set.app_version.as_str()).collect());
    html! {
        footer {
            h2 { (report::METHOD.in_language(language)) }
            p {
                (report::camera(language, &models, &versions))
                @for sentence in sentences { " " (sentence) }
            }
        }
    }
}

/// "28 November 2026".
pub(super) fn long_date(language: Language, day: u32) -> String {
    let Date { year, month, day } = Date::of_day(day);
    report::date(language, day, month, year)
}

/// "28 Nov".
pub(super) fn short_date(language: Language, day: u32) -> String {
    let date = Date::of_day(day);
    history::short_date(language, date.day, date.month)
}
