//! The report of some weeks.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::ReportContext;
use super::course::{self, ExerciseCourse, SideCourse};
use super::named::Measure;
use super::page::{long_date, method, page, short_date};
use super::pain;
use super::plot::{self, DayPlot, Line, Week};
use super::read::{DoneSet, ToldByUser};
use crate::blazepose::Side;
use crate::coach::StopWhy;
use crate::session::change::{Change, Course};
use crate::words::{Date, Language, history, report, summary};

/// So many faults of an exercise are named.
const NAMED_FAULTS: usize = 2;
/// From so many exercises on, each takes less room on paper, so that all of them stay on one sheet.
const MANY_EXERCISES: usize = 6;
/// More than these do not fit on it. They are those with the most sets.
const MOST_EXERCISES: usize = 12;
/// A date over the weeks takes so many columns' width, in the unit of the drawing.
const DATES_IN_A_ROW: usize = 8;

/// Some weeks of sets, oldest first; there is at least one.
pub(super) struct Period<'a> {
    sets: &'a [DoneSet],
    told: &'a ToldByUser,
    exercises: Vec<ExerciseCourse>,
    days: [u32; 2],
    context: &'a ReportContext,
    language: Language,
}

impl<'a> Period<'a> {
    pub(super) fn new(
        sets: &'a [DoneSet],
        told: &'a ToldByUser,
        from: u32,
        context: &'a ReportContext,
    ) -> Self {
        let language = context.language;
        Self {
            sets,
            told,
            exercises: course::exercises(sets, language, context.folder.as_deref()),
            days: [from, context.today.max(from)],
            context,
            language,
        }
    }

    pub(super) fn html(&self) -> String {
        let language = self.language;
        let is_dense = self.exercises.len() > MANY_EXERCISES;
        let [from, to] = self.days.map(|day| long_date(language, day));
        let mut small_print = vec![report::ERROR, report::ARROWS, report::FORM];
        if self.stops().next().is_some() {
            small_print.push(report::PAIN);
        }
        if !self.told.pains.is_empty() {
            small_print.push(report::PAIN_FELT);
        }
        if !self.told.scores.is_empty() {
            small_print.push(report::SCORE);
        }
        let small_print: Vec<&str> = small_print
            .into_iter()
            .map(|text| text.in_language(language))
            .collect();
        let body = html! {
            div.top {
                section { h2 { (report::IN_SHORT.in_language(language)) } (self.in_short()) }
                div { (self.weeks()) (pain::curve(&self.told.pains, self.days, self.language)) }
            }
            section.exercises.dense[is_dense] {
                h2 { (report::EXERCISES.in_language(language)) }
                @for exercise in self.exercises.iter().take(MOST_EXERCISES) { (self.exercise(exercise)) }
                @if self.exercises.len() > MOST_EXERCISES {
                    p { (summary::and_more(language, self.exercises.len() - MOST_EXERCISES)) }
                }
            }
            (method(language, self.sets, &small_print))
        };
        let title = report::TITLE.in_language(language);
        page(
            title,
            &report::period(language, &from, &to),
            self.context,
            &body,
        )
    }

    fn weeks_of_days(&self) -> Vec<(u32, BTreeSet<u32>)> {
        let [first, last] = self.days.map(Date::monday_of);
        let done = |monday: u32| {
            let days = self.sets.iter().map(|set| set.day);
            days.filter(|day| Date::monday_of(*day) == monday).collect()
        };
        let mondays = (first..=last).step_by(7);
        mondays.map(|monday| (monday, done(monday))).collect()
    }

    /// Sets that were stopped because something hurt, or in which pain was told.
    fn stops(&self) -> impl Iterator<Item = &DoneSet> {
        let sets = self.sets.iter();
        sets.filter(|set| set.ended == Some(StopWhy::Pain) || set.pain.is_some_and(|pain| pain > 0))
    }

    fn in_short(&self) -> Markup {
        let language = self.language;
        let weeks = self.weeks_of_days();
        let goal = usize::from(self.context.weekly_goal_days);
        let is_reached = |days: &BTreeSet<u32>| days.len() >= goal;
        // The week of today may still reach it.
        let over = |monday: u32| monday + 7 <= self.context.today;
        let judged = weeks
            .iter()
            .filter(|(monday, days)| over(*monday) || is_reached(days));
        let (judged, reached) = judged.fold((0, 0), |(judged, reached), (_, days)| {
            (judged + 1, reached + usize::from(is_reached(days)))
        });
        let days = weeks.iter().map(|(_, days)| days.len()).sum();
        html! {
            ul {
                li {
                    (report::days_done(language, days, weeks.len())) " "
                    @if judged > 0 {
                        (report::goal_reached(language, self.context.weekly_goal_days, reached, judged))
                    }
                }
                li { (self.pain()) }
                @if let Some(told) = pain::course(&self.told.pains, self.language) { li { (told) } }
                @if let Some(told) = pain::scores(&self.told.scores, self.language) { li { (told) } }
                (self.changes())
                @for side in Side::BOTH {
                    @let weaker = self.told(|exercise, measure| exercise.is_weaker(side, measure));
                    @if !weaker.is_empty() {
                        li { (report::less_on(language, side)) ": " (weaker.join("; ")) "." }
                    }
                }
            }
        }
    }

    /// The exercises with the measures of which something is true: "Side plank (hold time, range)".
    fn told(&self, is_true: impl Fn(&ExerciseCourse, &Measure) -> bool) -> Vec<String> {
        let told = |exercise: &ExerciseCourse| {
            let measures = exercise.measures.iter();
            let what: Vec<&str> = measures
                .filter(|measure| is_true(exercise, measure))
                .map(|measure| measure.short_label(self.language))
                .collect();
            let title = exercise.named.title();
            (!what.is_empty()).then(|| format!("{title} ({})", what.join(", ")))
        };
        self.exercises.iter().filter_map(told).collect()
    }

    fn pain(&self) -> Markup {
        let language = self.language;
        let stop = |set: &DoneSet| {
            let exercise = self.title_of(set);
            let date = short_date(language, set.day);
            match set.pain {
                Some(pain) => format!("{exercise}, {date}, {}", history::pain_of(language, pain)),
                None => format!("{exercise}, {date}"),
            }
        };
        let stops: Vec<String> = self.stops().map(stop).collect();
        html! {
            @if stops.is_empty() { (report::NO_PAIN_STOP.in_language(language)) }
            @else { (report::stopped_for_pain(language, stops.len())) ": " (stops.join("; ")) "." }
        }
    }

    fn title_of(&self, set: &DoneSet) -> String {
        let (id, variant) = (&set.exercise, set.variant.as_deref());
        let folder = self.context.folder.as_deref();
        super::named::Named::of(self.language, id, variant, folder).title()
    }

    /// What is more and what is less than at first.
    fn changes(&self) -> Markup {
        let language = self.language;
        let changed = |change| self.told(|exercise, measure| exercise.change(measure) == change);
        let (more, less) = (changed(Change::More), changed(Change::Less));
        let same = changed(Change::Same);
        let rest = match (more.is_empty() && less.is_empty(), same.is_empty()) {
            (true, true) => Some(report::TOO_EARLY),
            (true, false) => Some(report::NOTHING_CHANGED),
            (false, false) => Some(report::REST_THE_SAME),
            (false, true) => None,
        };
        html! {
            @for (what, told) in [(report::MORE_THAN_AT_FIRST, more), (report::LESS_THAN_AT_FIRST, less)] {
                @if !told.is_empty() { li { (what.in_language(language)) ": " (told.join("; ")) "." } }
            }
            @if let Some(rest) = rest { li { (rest.in_language(language)) } }
        }
    }

    fn weeks(&self) -> Markup {
        let language = self.language;
        let weeks = self.weeks_of_days();
        let apart = weeks.len().div_ceil(DATES_IN_A_ROW);
        let pains: Vec<u32> = self.stops().map(|set| Date::monday_of(set.day)).collect();
        let drawn: Vec<Week> = weeks
            .iter()
            .enumerate()
            .map(|(number, (monday, days))| Week {
                days: days.len(),
                has_pain_stop: pains.contains(monday),
                date: (number % apart == 0).then(|| short_date(language, *monday)),
            })
            .collect();
        let title = report::WEEKS.in_language(language);
        let goal = report::days_a_week(language, self.context.weekly_goal_days);
        html! {
            section {
                h2 { (title) }
                figure {
                    (plot::weeks(title, &drawn, self.context.weekly_goal_days))
                    figcaption {
                        span { (plot::day_sign()) (report::DAY_DONE.in_language(language)) }
                        span { (plot::goal_sign()) (report::GOAL.in_language(language)) ", " (goal) }
                        @if !pains.is_empty() {
                            span { (plot::pain_sign()) (report::PAIN_STOP.in_language(language)) }
                        }
                    }
                }
            }
        }
    }

    fn exercise(&self, exercise: &ExerciseCourse) -> Markup {
        let language = self.language;
        html! {
            article {
                div {
                    h3 { (exercise.named.title()) " " span { (report::sets(language, exercise.sets)) } }
                    (figures(exercise, language))
                }
                (self.plot(exercise))
                (remarks(exercise, language))
            }
        }
    }

    fn plot(&self, exercise: &ExerciseCourse) -> Markup {
        let language = self.language;
        let measure = exercise.named.main();
        let lines: Vec<Line> = exercise
            .sides
            .iter()
            .map(|side| Line {
                side: side.side,
                points: side.points(&measure),
            })
            .collect();
        // One day is no course.
        if lines.iter().all(|line| line.points.len() < 2) {
            return html! { figure {} };
        }
        let title = report::by_day(language, &measure.label(language));
        let pains = self
            .stops()
            .filter(|set| self.title_of(set) == exercise.named.title());
        let plot = DayPlot {
            title: format!("{}: {title}", exercise.named.title()),
            full: 0.0,
            pains: pains.map(|set| set.day).collect(),
            days: self.days,
            dates: self.days.map(|day| short_date(language, day)),
            words: Box::new(move |value| measure.axis_words(language, value)),
            lines,
        };
        html! {
            figure {
                figcaption {
                    b { (title) }
                    @if exercise.sides.len() > 1 {
                        @for side in &exercise.sides {
                            span { (plot::sign(side.side)) (side_name(side.side, language)) }
                        }
                    }
                }
                (plot.draw())
            }
        }
    }
}

fn side_name(side: Option<Side>, language: Language) -> &'static str {
    match side {
        Some(Side::Left) => report::LEFT.in_language(language),
        Some(Side::Right) => report::RIGHT.in_language(language),
        None => "",
    }
}

/// What is told of each side, at first and now.
fn figures(exercise: &ExerciseCourse, language: Language) -> Markup {
    let counted = match exercise.named.counts_holds {
        true => report::HOLDS,
        false => report::REPETITIONS,
    };
    html! {
        table {
            @if exercise.sides.len() > 1 {
                thead {
                    tr {
                        th {}
                        @for side in &exercise.sides {
                            th scope="col" { (plot::sign(side.side)) (side_name(side.side, language)) }
                        }
                    }
                }
            }
            tbody {
                @for measure in &exercise.measures {
                    tr {
                        th scope="row" { (measure.label(language)) }
                        @for side in &exercise.sides { td { (cell(side, measure, language)) } }
                    }
                }
                tr {
                    th scope="row" { (counted.in_language(language)) }
                    @for side in &exercise.sides { td { (report::counted(language, side.counted, side.a_set)) } }
                }
            }
        }
    }
}

/// "12 s → 18 s ▲", or one value where there are too few days to compare.
fn cell(side: &SideCourse, measure: &Measure, language: Language) -> Markup {
    let Some(Course {
        first,
        last,
        change,
    }) = side.course(measure)
    else {
        return html! { (summary::NONE.in_language(language)) };
    };
    let words = |value| measure.words(language, value);
    let (arrow, meaning) = match change {
        Change::NotYet => return html! { (words(last)) },
        Change::Same => ("", None),
        Change::More => (" ▲", Some(report::MORE)),
        Change::Less => (" ▼", Some(report::LESS)),
    };
    html! {
        (words(first)) " → "
        b {
            (words(last))
            @if let Some(meaning) = meaning {
                span role="img" aria-label=(meaning.in_language(language)) { (arrow) }
            }
        }
    }
}

/// What was off, what was not seen, and what did not count.
fn remarks(exercise: &ExerciseCourse, language: Language) -> Markup {
    let sets = exercise.sets;
    let faults = exercise.faults.iter().take(NAMED_FAULTS);
    let faults: Vec<String> = faults
        .map(|fault| report::was_off(language, &fault.label, fault.sets, sets, fault.reps))
        .collect();
    let unseen: Vec<String> = exercise
        .unseen
        .iter()
        .map(|(what, times)| report::not_seen(language, what, *times, sets))
        .collect();
    let partials = (exercise.partials > 0).then(|| exercise.partials.to_string());
    let told = [
        (report::WAS_OFF, faults.join("; ")),
        (report::NOT_SEEN, unseen.join("; ")),
        (report::NOT_COUNTED, partials.unwrap_or_default()),
    ];
    html! {
        @if told.iter().any(|(_, told)| !told.is_empty()) {
            p.remarks {
                @for (label, told) in told {
                    @if !told.is_empty() { span { b { (label.in_language(language)) ": " } (told) ". " } }
                }
            }
        }
    }
}
