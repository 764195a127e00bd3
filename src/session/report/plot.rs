//! The drawings of a report, as SVG within the page. Left is a filled dot and a whole line, right a
//! square and a broken one, so that a grey print and a colour-blind reader tell them apart.

use maud::{Markup, html};

use crate::blazepose::Side;

/// Every drawing is so wide, in the unit in which its letters are 10 high. A narrow telephone shows it
/// as it is, and everything else a little larger.
pub(super) const WIDTH: f32 = 340.0;
pub(super) const LEFT: f32 = 34.0;
pub(super) const RIGHT: f32 = 10.0;

/// The values of a side, by day.
pub(super) struct Line {
    pub(super) side: Option<Side>,
    pub(super) points: Vec<(u32, f32)>,
}

/// One value per day, over the days.
pub(super) struct DayPlot {
    /// What is drawn, for somebody who hears the page.
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
    /// Stops for pain.
    pub(super) pains: Vec<u32>,
    /// First and last day, and how they are called.
    pub(super) days: [u32; 2],
    pub(super) dates: [String; 2],
    /// The value in words.
    pub(super) words: Box<dyn Fn(f32) -> String>,
}

/// A week with the days on which something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week {
    pub(super) days: usize,
    pub(super) has_pain_stop: bool,
    /// Its Monday, where there is room to say it.
    pub(super) date: Option<String>,
}

/// A repetition of a set: when, how much, and the sign of its verdict.
pub(super) struct Bar {
    pub(super) side: Option<Side>,
    pub(super) value: f32,
    pub(super) sign: &'static str,
    pub(super) name: String,
}

/// Digits of a coordinate: a tenth is finer than a printer draws.
pub(super) fn at(value: f32) -> String {
    format!("{value:.1}")
}

/// Values of lines across, from 0 to the first one that is not below the highest value.
fn steps(highest: f32) -> Vec<f32> {
    let rough = (highest / 3.0).max(1e-3);
    let size = 10f32.powf(rough.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * size);
    let step = round.into_iter().find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(rough);
    let count = (highest / step).ceil().clamp(1.0, 4.0) as u8;
    (0..=count).map(|number| f32::from(number) * step).collect()
}

impl DayPlot {
    pub(super) fn draw(&self) -> Markup {
        const HEIGHT: f32 = 88.0;
        const BOTTOM: f32 = 70.0;
        const TOP: f32 = 8.0;
        let values = self.lines.iter().flat_map(|line| &line.points);
        let highest = values.map(|(_, value)| *value).fold(0.0, f32::max);
        let steps = steps(highest);
        let top = steps.last().copied().unwrap_or(1.0);
        let y = |value: f32| BOTTOM - (BOTTOM - TOP) * value / top;
        let [first, last] = self.days;
        let span = last.saturating_sub(first).max(1) as f32;
        let inner = WIDTH - LEFT - RIGHT - 10.0;
        let x = |day: u32| LEFT + 6.0 + inner * day.saturating_sub(first) as f32 / span;
        html! {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(self.title) {
                @for step in &steps {
                    line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(at(y(*step))) y2=(at(y(*step))) {}
                    text.end x=(LEFT - 4.0) y=(at(y(*step) + 3.5)) { ((self.words)(*step)) }
                }
                @for day in &self.pains {
                    (pain(x(*day), BOTTOM - 1.0))
                }
                @for line in &self.lines {
                    @let places: Vec<(f32, f32)> =
                        line.points.iter().map(|(day, value)| (x(*day), y(*value))).collect();
                    (course(line.side, &places))
                }
                text x=(LEFT) y="84" { (self.dates[0]) }
                text.end x=(WIDTH - RIGHT) y="84" { (self.dates[1]) }
            }
        }
    }
}

fn course(side: Option<Side>, points: &[(f32, f32)]) -> Markup {
    let places: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{},{}", at(*x), at(*y)))
        .collect();
    html! {
        polyline class=(class(side)) points=(places.join(" ")) {}
        @for (x, y) in points {
            (mark(side, *x, *y))
        }
    }
}

fn class(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Right) => "right",
        Some(Side::Left) | None => "left",
    }
}

fn mark(side: Option<Side>, x: f32, y: f32) -> Markup {
    html! {
        @if side == Some(Side::Right) {
            rect.right x=(at(x - 2.7)) y=(at(y - 2.7)) width="5.4" height="5.4" {}
        } @else {
            circle.left cx=(at(x)) cy=(at(y)) r="2.8" {}
        }
    }
}

/// The sign of a stop for pain, with its foot here.
fn pain(x: f32, y: f32) -> Markup {
    let corners =
        [(x, y - 10.0), (x - 6.0, y), (x + 6.0, y)].map(|(x, y)| format!("{},{}", at(x), at(y)));
    html! {
        polygon.pain points=(corners.join(" ")) {}
        line.in x1=(at(x)) x2=(at(x)) y1=(at(y - 7.0)) y2=(at(y - 3.8)) {}
        line.in x1=(at(x)) x2=(at(x)) y1=(at(y - 2.4)) y2=(at(y - 1.4)) {}
    }
}

/// The sign of a side, or of a stop for pain, as it stands before its word.
pub(super) fn sign(side: Option<Side>) -> Markup {
    html! { svg.sign viewBox="0 0 12 12" aria-hidden="true" { (mark(side, 6.0, 6.0)) } }
}

pub(super) fn pain_sign() -> Markup {
    html! { svg.sign viewBox="0 0 14 14" aria-hidden="true" { (pain(7.0, 12.0)) } }
}

pub(super) fn day_sign() -> Markup {
    html! { svg.sign viewBox="0 0 12 12" aria-hidden="true" { rect.day x="1" y="1" width="10" height="10" {} } }
}

pub(super) fn goal_sign() -> Markup {
    html! { svg.sign viewBox="0 0 20 12" aria-hidden="true" { line.goal x1="0" x2="20" y1="6" y2="6" {} } }
}

/// A block for each day with something done, week by week, with a line at the goal.
pub(super) fn weeks(title: &str, weeks: &[Week], goal: u8) -> Markup {
    const DAY: f32 = 11.0;
    // Room over the blocks for their number and a sign.
    const ABOVE: f32 = 26.0;
    let most = weeks.iter().map(|week| week.days).max().unwrap_or(0);
    let bottom = ABOVE + DAY * most.max(usize::from(goal)) as f32;
    let column = (WIDTH - 8.0) / weeks.len().max(1) as f32;
    let width = (column - 4.0).clamp(1.0, 26.0);
    let goal_y = bottom - DAY * f32::from(goal);
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (bottom + 18.0) } role="img" aria-label=(title) {
            line.grid x1="0" x2=(WIDTH) y1=(at(bottom)) y2=(at(bottom)) {}
            line.goal x1="0" x2=(WIDTH) y1=(at(goal_y)) y2=(at(goal_y)) {}
            @for (number, week) in weeks.iter().enumerate() {
                @let x = 4.0 + column * (number as f32 + 0.5);
                @for day in 0..week.days {
                    rect.day x=(at(x - width / 2.0)) y=(at(bottom - DAY * (day + 1) as f32 + 1.5))
                        width=(at(width)) height=(at(DAY - 1.5)) {}
                }
                @let over = bottom - DAY * week.days as f32 - 3.0;
                @if week.has_pain_stop { (pain(x, over - 10.0)) }
                @if column > 12.0 { text.mid x=(at(x)) y=(at(over)) { (week.days) } }
                @if let Some(date) = &week.date {
                    text.mid x=(at(x)) y=(at(bottom + 14.0)) { (date) }
                }
            }
        }
    }
}

/// A bar for each repetition of a set, with the sign of its verdict.
pub(super) fn reps(title: &str, bars: &[Bar], words: impl Fn(f32) -> String) -> Markup {
    const BOTTOM: f32 = 110.0;
    const TOP: f32 = 22.0;
    let steps = steps(bars.iter().map(|bar| bar.value).fold(0.0, f32::max));
    let top = steps.last().copied().unwrap_or(1.0);
    let y = |value: f32| BOTTOM - (BOTTOM - TOP) * value.max(0.0) / top;
    let column = (WIDTH - LEFT - RIGHT) / bars.len().max(1) as f32;
    let width = (column * 0.7).min(22.0);
    html! {
        svg viewBox={ "0 0 " (WIDTH) " 128" } role="img" aria-label=(title) {
            @for step in &steps {
                line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(at(y(*step))) y2=(at(y(*step))) {}
                text.end x=(LEFT - 4.0) y=(at(y(*step) + 3.5)) { (words(*step)) }
            }
            @for (number, bar) in bars.iter().enumerate() {
                @let x = LEFT + column * (number as f32 + 0.5);
                rect class={ "bar " (class(bar.side)) } x=(at(x - width / 2.0)) y=(at(y(bar.value)))
                    width=(at(width)) height=(at(BOTTOM - y(bar.value))) { title { (bar.name) } }
                text.mid x=(at(x)) y=(at(y(bar.value) - 4.0)) { (bar.sign) }
                @if column > 12.0 || number % 5 == 4 {
                    text.mid x=(at(x)) y="123" { (number + 1) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_across_are_round_and_reach_the_highest_value() {
        assert_eq!(steps(0.0).first(), Some(&0.0));
        assert_eq!(steps(82.0), [0.0, 50.0, 100.0]);
        assert_eq!(steps(60.0), [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(steps(1.0), [0.0, 0.5, 1.0]);
        for highest in [0.01, 0.35, 3.7, 8.1, 19.0, 33.4, 599.0] {
            let steps = steps(highest);
            let top = *steps.last().unwrap();
            assert!(top >= highest && steps.len() <= 5, "{highest}: {steps:?}");
        }
    }
}
