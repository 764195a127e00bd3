//! The report of one set.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::curve::SetCurve;
use super::named::{Measure, Named};
use super::page::{long_date, method, page};
use super::plot::{self, Bar};
use super::read::{DoneSet, Rep};
use super::{ReportContext, clock};
use crate::blazepose::Side;
use crate::coach::StopWhy;
use crate::exercise::Exercise;
use crate::session::pictures::{BEST, KeptPicture};
use crate::words::{Language, Text, history, report, summary};

pub(super) fn html(
    set: &DoneSet,
    curve: Option<(&Exercise, &SetCurve)>,
    pictures: &[KeptPicture],
    context: &ReportContext,
) -> String {
    let language = context.language;
    let (id, variant) = (&set.exercise, set.variant.as_deref());
    let named = Named::of(language, id, variant, context.folder.as_deref());
    let date = long_date(language, set.day);
    let body = html! {
        section {
            h2 { (named.title()) }
            (notes(set, language))
            (figures(set, &named, language))
        }
        @if let Some((exercise, curve)) = curve {
            (curve.html(exercise, &named, &set.reps, language))
        }
        (photographs(pictures, &named, language))
        (rep_by_rep(set, &named, language))
        (when_off(set, &named, language))
        (method(language, std::slice::from_ref(set),
            &[report::ERROR, report::FORM].map(|text| text.in_language(language))))
    };
    // One that was done took a minute at least.
    let minutes = (set.seconds / 60.0).round().max(1.0) as u32;
    let minutes = history::minutes(language, minutes);
    let of = format!("{}, {date}, {}, {minutes}", named.title(), set.time);
    page(report::SET_TITLE.in_language(language), &of, context, &body)
}

/// What the figures don't tell by themselves.
fn notes(set: &DoneSet, language: Language) -> Markup {
    let mut notes: Vec<String> = Vec::new();
    let mut note = |text: Text| notes.push(text.in_language(language).to_owned());
    if !set.counts {
        note(report::NOT_THE_USER);
    }
    if set.is_cut_off {
        note(report::INTERRUPTED);
    }
    if set.figures(None).counted == 0 {
        note(report::NOTHING_COUNTED);
    }
    match set.ended {
        Some(StopWhy::Pain) => note(history::STOPPED_FOR_PAIN),
        Some(StopWhy::Wave) => note(history::STOPPED_BY_WAVE),
        Some(StopWhy::Left) => note(history::HAS_LEFT),
        None => {}
    }
    notes.extend(set.pain.map(|pain| history::pain_of(language, pain)));
    html! { @if !notes.is_empty() { ul { @for note in notes { li { (note) } } } } }
}

fn figures(set: &DoneSet, named: &Named, language: Language) -> Markup {
    let sides: &[(Option<Side>, &str)] = &match named.has_sides {
        true => vec![
            (Some(Side::Left), report::LEFT.in_language(language)),
            (Some(Side::Right), report::RIGHT.in_language(language)),
        ],
        false => vec![(None, report::IN_ALL.in_language(language))],
    };
    let counted = if named.counts_holds {
        report::HOLDS
    } else {
        report::REPETITIONS
    };
    let good = |side| {
        let figures = set.figures(side);
        match figures.counted - figures.unjudged {
            0 => summary::NONE.in_language(language).to_owned(),
            judged => history::good_of(language, figures.good, judged),
        }
    };
    let held = |side| match set.figures(side).mean_hold_s {
        Some(held_s) => Measure::Hold.words(language, held_s as f32),
        None => summary::NONE.in_language(language).to_owned(),
    };
    let unseen: Vec<&str> = set.unseen_parts(language).into_iter().collect();
    html! {
        table.one {
            thead { tr { th {} @for (side, name) in sides { th scope="col" {
                @if side.is_some() { (plot::sign(*side)) } (name)
            } } } }
            tbody {
                tr { th scope="row" { (counted.in_language(language)) }
                    @for (side, _) in sides { td { (set.figures(*side).counted) } } }
                tr { th scope="row" { (report::GOOD.in_language(language)) }
                    @for (side, _) in sides { td { (good(*side)) } } }
                tr { th scope="row" { (summary::AVERAGE_HOLD.in_language(language)) }
                    @for (side, _) in sides { td { (held(*side)) } } }
            }
        }
        @if set.partials > 0 {
            p { (report::NOT_COUNTED.in_language(language)) ": " (set.partials) }
        }
        @if !unseen.is_empty() || set.unseen_s >= 0.5 {
            p {
                (report::NOT_SEEN.in_language(language)) ": " (unseen.join(", "))
                @if !unseen.is_empty() { "; " }
                (Measure::Hold.words(language, set.unseen_s as f32))
            }
        }
    }
}

/// The pictures that the user has asked to be kept, within the page.
fn photographs(pictures: &[KeptPicture], named: &Named, language: Language) -> Markup {
    let what = |picture: &KeptPicture| match picture.what.as_str() {
        BEST => report::AT_BEST.in_language(language).to_owned(),
        fault => named.fault(fault).to_owned(),
    };
    html! {
        @if !pictures.is_empty() {
            section {
                h2 { (report::PICTURES.in_language(language)) }
                div.moments {
                    @for picture in pictures {
                        @let url = format!("data:image/jpeg;base64,{}", STANDARD.encode(&picture.jpeg));
                        figure {
                            figcaption { b { (what(picture)) } (clock(picture.t_s, language)) }
                            img src=(url) alt=(what(picture));
                        }
                    }
                }
            }
        }
    }
}

fn value(measure: &Measure, rep: &Rep) -> f32 {
    match measure {
        Measure::Degrees(_) | Measure::OfTrunk(_) => rep.range,
        Measure::Hold | Measure::Good => rep.hold_s as f32,
    }
}

/// The signs of a verdict.
const SIGNS: [(&str, Text); 3] = [
    ("✓", report::IS_GOOD),
    ("✗", report::IS_NOT_GOOD),
    ("–", report::NOT_JUDGED),
];

fn bar(rep: &Rep, measure: &Measure, language: Language) -> Bar {
    let (sign, meaning) = SIGNS[match rep.good {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    }];
    let value = value(measure, rep);
    let words = history::of_side(language, rep.side, &measure.words(language, value));
    let (when, meaning) = (clock(rep.t_s, language), meaning.in_language(language));
    Bar {
        side: rep.side,
        value,
        sign,
        name: format!("{when}: {words}, {meaning}"),
    }
}

fn rep_by_rep(set: &DoneSet, named: &Named, language: Language) -> Markup {
    if set.reps.is_empty() {
        return html! {};
    }
    let measure = match named.main() {
        Measure::Good => Measure::Hold,
        measure => measure,
    };
    let bars = set.reps.iter();
    let bars: Vec<Bar> = bars.map(|rep| bar(rep, &measure, language)).collect();
    let title = report::REP_BY_REP.in_language(language);
    html! {
        section {
            h2 { (title) }
            figure {
                figcaption {
                    b { (measure.label(language)) }
                    @if named.has_sides {
                        span { (plot::sign(Some(Side::Left))) (report::LEFT.in_language(language)) }
                        span { (plot::sign(Some(Side::Right))) (report::RIGHT.in_language(language)) }
                    }
                    @for (sign, meaning) in SIGNS { span { (sign) " " (meaning.in_language(language)) } }
                }
                (plot::reps(title, &bars, |value| measure.axis_words(language, value)))
            }
        }
    }
}

fn when_off(set: &DoneSet, named: &Named, language: Language) -> Markup {
    if set.faults.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { (report::WHEN_OFF.in_language(language)) }
            ul {
                @for (id, tally) in &set.faults {
                    @let times: Vec<String> = set.onsets.iter().filter(|onset| onset.fault == *id)
                        .map(|onset| clock(onset.t_s, language)).collect();
                    li {
                        (named.fault(id)) ": " (summary::times(language, tally.count)) ", "
                        (Measure::Hold.words(language, tally.seconds as f32))
                        @if !times.is_empty() { ", " (report::at_times(language, &times.join(", "))) }
                    }
                }
            }
        }
    }
}
