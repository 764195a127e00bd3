//! The history in the window: the months, how each exercise went, and the last days.

mod past;
mod trend;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::exercise;
use crate::screen::{
    Day, Direction, HistoryPart, HistoryScene, Input, Month, SESSION_ROWS, Scene, SessionLine, Ui,
    When, history_part_at,
};
use crate::session::SetRow;
use crate::settings::{Date, Settings};
use crate::words::{Language, history as words, home};

use super::aloud::Aloud;
use super::live::{Presentation, Stop};
use past::{Past, PastDay, PastExercise};

/// What the history is shown with, beside its sets.
pub(super) struct HistoryContext {
    pub(super) language: Language,
    /// Days since 1970.
    pub(super) today: u32,
    /// Days of this week on which something was done, and the goal.
    pub(super) week: [u32; 2],
    /// The user's own exercise files.
    pub(super) folder: Option<PathBuf>,
    pub(super) settings: Settings,
}

/// The history and what is shown of it.
pub(super) struct HistoryPage {
    past: Past,
    /// The names of the exercises by their ids. One that is gone keeps its id.
    names: BTreeMap<String, String>,
    context: HistoryContext,
    year: u16,
    month: u8,
    /// Number of the exercise whose trend is shown.
    exercise: usize,
    /// Number of the day with the focus.
    day: usize,
    aloud: Aloud,
}

/// What a key or the mouse leads to.
#[derive(Debug, PartialEq, Eq)]
enum Outside {
    Leave,
    Close,
}

impl HistoryPage {
    /// The sets come newest first.
    pub(super) fn new(rows: &[SetRow], context: HistoryContext) -> Self {
        let Date { year, month, .. } = Date::of_day(context.today);
        let past = Past::of(rows);
        let name = |past: &PastExercise| {
            let folder = context.folder.as_deref();
            let loaded = exercise::load_in(context.language, &past.id, None, folder);
            loaded.ok().map(|exercise| (past.id.clone(), exercise.name))
        };
        Self {
            names: past.exercises.iter().filter_map(name).collect(),
            past,
            year,
            month,
            exercise: 0,
            day: 0,
            aloud: Aloud::of(&context.settings, context.language),
            context,
        }
    }

    /// Shows the history until it is left. Gives whether the window is still there.
    pub(super) fn show(mut self, shown: &mut Presentation, stop: &Stop) -> bool {
        let mut drawn = None;
        loop {
            let scene = self.scene();
            let page = Scene::History(scene.clone());
            let Some(inputs) = shown.ask(&page, &mut drawn, stop) else {
                return false;
            };
            for input in inputs {
                if let Some(outside) = self.take(input, &scene, &shown.ui) {
                    return outside == Outside::Leave;
                }
            }
        }
    }

    fn take(&mut self, input: Input, scene: &HistoryScene, ui: &Ui) -> Option<Outside> {
        match input {
            Input::Close => return Some(Outside::Close),
            Input::Back | Input::History => return Some(Outside::Leave),
            Input::Move(Direction::Left) => self.turn(-1),
            Input::Move(Direction::Right) => self.turn(1),
            Input::Move(Direction::Up) => self.focus(self.day.saturating_sub(1)),
            Input::Move(Direction::Down) => self.focus(self.day + 1),
            Input::Next => self.next_exercise(),
            Input::Voice if self.aloud.is_on() => self.aloud.stop(),
            Input::Voice => self.read(scene),
            Input::Click(at) => match history_part_at(ui, scene, at)? {
                HistoryPart::Back => return Some(Outside::Leave),
                HistoryPart::Earlier => self.turn(-1),
                HistoryPart::Later => self.turn(1),
                HistoryPart::Exercise => self.next_exercise(),
                HistoryPart::Session(row) => self.focus(self.first_row() + row),
            },
            _ => {}
        }
        None
    }

    /// Turns to another month, but not beyond the one of today.
    fn turn(&mut self, months: i32) {
        let number = i32::from(self.year) * 12 + i32::from(self.month) - 1 + months;
        let today = Date::of_day(self.context.today);
        let last = i32::from(today.year) * 12 + i32::from(today.month) - 1;
        let first = self.past.days.last().map(|day| Date::of_day(day.number));
        let first = first.unwrap_or(today);
        let first = i32::from(first.year) * 12 + i32::from(first.month) - 1;
        let number = number.clamp(first.min(last), last);
        self.year = u16::try_from(number / 12).unwrap_or(self.year);
        self.month = (number % 12 + 1) as u8;
    }

    /// Gives a day of the list the focus, and shows its month.
    fn focus(&mut self, day: usize) {
        self.day = day.min(self.past.days.len().saturating_sub(1));
        if let Some(day) = self.past.days.get(self.day) {
            let date = Date::of_day(day.number);
            (self.year, self.month) = (date.year, date.month);
        }
    }

    fn next_exercise(&mut self) {
        self.exercise = (self.exercise + 1) % self.past.exercises.len().max(1);
    }

    fn read(&mut self, scene: &HistoryScene) {
        let mut sentences = vec![scene.month.name.to_owned(), scene.month.sum.clone()];
        sentences.push(scene.week.clone());
        if let Some(trend) = &scene.trend {
            let values = trend.lines.iter().map(|line| line.label.clone());
            sentences.push(format!("{}, {}", trend.exercise, trend.what));
            sentences.extend(values);
            sentences.push(trend.sentence.trim_end_matches('.').to_owned());
        }
        self.aloud.say(&sentences);
    }

    /// Number of the day in the first row, so that the focus is in sight.
    fn first_row(&self) -> usize {
        (self.day + 1).saturating_sub(SESSION_ROWS)
    }

    fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }

    fn scene(&self) -> HistoryScene {
        let language = self.context.language;
        let [done, goal] = self.context.week;
        let shown = self.past.exercises.get(self.exercise);
        let trend = shown.map(|exercise| {
            let mut trend = trend::of(exercise, self.name(&exercise.id), language);
            trend.has_others = self.past.exercises.len() > 1;
            trend
        });
        let days = self.past.days.iter().skip(self.first_row());
        HistoryScene {
            month: self.month(),
            week: words::this_week(language, &home::days(language, done, goal)),
            trend,
            sessions: days.take(SESSION_ROWS).map(|day| self.line(day)).collect(),
            focus: self.day - self.first_row(),
        }
    }

    fn line(&self, day: &PastDay) -> SessionLine {
        let language = self.context.language;
        let names: Vec<&str> = day.exercises.iter().map(|id| self.name(id)).collect();
        let date = Date::of_day(day.number);
        SessionLine {
            day: words::day_of_week(language, weekday(day.number), date.day),
            exercises: names.join(", "),
            minutes: words::minutes(language, minutes(day.seconds)),
            good: match day.judged {
                0 => String::new(),
                judged => words::good_of(language, day.good, judged),
            },
        }
    }

    fn month(&self) -> Month {
        let language = self.context.language;
        let date = |month: u8, year: u16| Date {
            year,
            month,
            day: 1,
        };
        let first = date(self.month, self.year).number().unwrap_or(0);
        let next = match self.month {
            12 => date(1, self.year + 1),
            month => date(month + 1, self.year),
        };
        let next = next.number().unwrap_or(first);
        let done = |number: u32| self.past.days.iter().find(|day| day.number == number);
        let days: Vec<Day> = (first..next)
            .map(|number| Day {
                minutes: done(number).map(|day| minutes(day.seconds)),
                when: match number.cmp(&self.context.today) {
                    std::cmp::Ordering::Less => When::Past,
                    std::cmp::Ordering::Equal => When::Today,
                    std::cmp::Ordering::Greater => When::Future,
                },
            })
            .collect();
        let count = days.iter().filter(|day| day.minutes.is_some()).count();
        let seconds = (first..next).filter_map(done).map(|day| day.seconds).sum();
        Month {
            name: words::MONTHS.in_language(language)[usize::from(self.month.clamp(1, 12)) - 1],
            year: self.year,
            first_column: weekday(first),
            sum: words::days_and_time(language, count, whole_minutes(seconds)),
            days,
        }
    }
}

/// Day of the week, 0 is Monday. 1 January 1970 was a Thursday.
fn weekday(number: u32) -> usize {
    (number as usize + 3) % 7
}

/// Minutes of a day. One with something done has at least one.
fn minutes(seconds: f64) -> u32 {
    whole_minutes(seconds).max(1)
}

fn whole_minutes(seconds: f64) -> u32 {
    (seconds / 60.0).round() as u32
}

#[cfg(test)]
pub(super) mod tests;
