//! The history in the window: the months, how each exercise and the pain went, the sessions with their
//! sets, and what was told of a set.

mod lines;
mod month;
mod past;
mod trend;

use std::path::PathBuf;

use crate::exercise::Exercise;
use crate::notice::notice;
use crate::screen::{
    Direction, HistoryPart, HistoryScene, Input, SESSION_ROWS, SET_ROWS, Scene, SummaryScene,
    Trend, Ui, history_part_at, summary_scene,
};
use crate::session::{Names, Recap, SessionError, SetRow, Store};
use crate::settings::Settings;
use crate::voice::Voice;
use crate::words::{Date, Language, history as words, home};

use super::aloud::{Aloud, voice_of};
use super::live::{Presentation, Stop};
use super::replay::{Replay, play_in};
use past::{Past, PastSession};

/// What the history is shown with, beside the store.
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
    store: Store,
    past: Past,
    names: Names,
    context: HistoryContext,
    year: u16,
    month: u8,
    /// Number of the exercise whose trend is shown; after the last one comes the pain, where it was told.
    shown: usize,
    trend: Option<Trend>,
    /// Number of the session with the focus.
    session: usize,
    /// Number of the set with the focus, where the session is opened.
    set: Option<usize>,
    /// What was told of this set, where it is opened.
    told: Option<SummaryScene>,
    aloud: Aloud,
}

/// What a key or the mouse leads to.
#[derive(Debug, PartialEq, Eq)]
enum Outside {
    Leave,
    Close,
    /// The set is shown that was opened.
    Replay,
}

impl HistoryPage {
    /// The history of a store.
    ///
    /// # Errors
    /// When it can't be read.
    pub(super) fn new(store: Store, context: HistoryContext) -> Result<Self, SessionError> {
        let Date { year, month, .. } = Date::of_day(context.today);
        let past = Past::of(store.sets(u32::MAX)?, store.sessions(u32::MAX)?);
        let done = past.exercises.iter();
        let done = done.map(|exercise| (exercise.id.as_str(), exercise.variant.as_deref()));
        let mut page = Self {
            names: Names::of(done, context.language, context.folder.as_deref()),
            store,
            past,
            year,
            month,
            shown: 0,
            trend: None,
            session: 0,
            set: None,
            told: None,
            aloud: Aloud::of(&context.settings, context.language),
            context,
        };
        page.show_trend(0);
        Ok(page)
    }

    /// Shows the history until it is left. Gives whether the window is still there.
    pub(super) fn show(mut self, shown: &mut Presentation, stop: &Stop) -> bool {
        let mut drawn = None;
        loop {
            let scene = self.scene();
            let page = match &self.told {
                Some(told) => Scene::Summary(told.clone()),
                None => Scene::History(scene.clone()),
            };
            let Some(inputs) = shown.ask(&page, &mut drawn, stop) else {
                return false;
            };
            for input in inputs {
                match self.take(input, &scene, &shown.ui) {
                    Some(Outside::Replay) => {
                        drawn = None;
                        if !self.replay(shown, stop) {
                            return false;
                        }
                    }
                    Some(outside) => return outside == Outside::Leave,
                    None => {}
                }
            }
        }
    }

    fn take(&mut self, input: Input, scene: &HistoryScene, ui: &Ui) -> Option<Outside> {
        if input == Input::Close {
            return Some(Outside::Close);
        }
        if let Some(told) = &self.told {
            if input == Input::Pause && told.can_replay {
                return Some(Outside::Replay);
            }
            if matches!(input, Input::Start | Input::Back | Input::Click(_)) {
                self.told = None;
            }
            return None;
        }
        match input {
            Input::Back if self.set.is_some() => self.set = None,
            Input::Back | Input::History => return Some(Outside::Leave),
            Input::Move(Direction::Left) => self.turn(-1),
            Input::Move(Direction::Right) => self.turn(1),
            Input::Move(Direction::Up) => self.step(-1),
            Input::Move(Direction::Down) => self.step(1),
            Input::Start => self.open(),
            Input::Next => self.show_trend(self.shown + 1),
            Input::Voice if self.aloud.is_on() => self.aloud.stop(),
            Input::Voice => self.read(scene),
            Input::Click(at) => return self.click(history_part_at(ui, scene, at)?),
            _ => {}
        }
        None
    }

    fn click(&mut self, part: HistoryPart) -> Option<Outside> {
        match part {
            HistoryPart::Back if self.set.is_some() => self.set = None,
            HistoryPart::Back => return Some(Outside::Leave),
            HistoryPart::Earlier => self.turn(-1),
            HistoryPart::Later => self.turn(1),
            HistoryPart::Exercise => self.show_trend(self.shown + 1),
            HistoryPart::Day(day) => self.choose_day(month::day_of(self.year, self.month, day)),
            HistoryPart::Session(row) => {
                self.focus(self.first_row() + row);
                self.open();
            }
            HistoryPart::Set(row) => {
                let first = (self.set.unwrap_or(0) + 1).saturating_sub(SET_ROWS);
                self.set = Some(first + row);
                self.open();
            }
        }
        None
    }

    /// Turns to another month, but not beyond the one of today.
    fn turn(&mut self, months: i32) {
        let of_day = |day: u32| {
            let date = Date::of_day(day);
            i32::from(date.year) * 12 + i32::from(date.month) - 1
        };
        let last = of_day(self.context.today);
        let first = self.past.days.keys().next();
        let first = first.map_or(last, |day| of_day(*day));
        let number = i32::from(self.year) * 12 + i32::from(self.month) - 1 + months;
        let number = number.clamp(first.min(last), last);
        self.year = u16::try_from(number / 12).unwrap_or(self.year);
        self.month = (number % 12 + 1) as u8;
    }

    /// Moves the focus in the list.
    fn step(&mut self, by: isize) {
        match self.set {
            Some(set) => {
                let sets = self.opened().map_or(0, |session| session.sets.len());
                self.set = Some(set.saturating_add_signed(by).min(sets.saturating_sub(1)));
            }
            None => self.focus(self.session.saturating_add_signed(by)),
        }
    }

    /// Gives a session of the list the focus, and shows its month.
    fn focus(&mut self, session: usize) {
        self.session = session.min(self.past.sessions.len().saturating_sub(1));
        if let Some(session) = self.opened() {
            let date = Date::of_day(session.day);
            (self.year, self.month) = (date.year, date.month);
        }
    }

    /// Goes to the last session of a day, where there was one.
    fn choose_day(&mut self, day: u32) {
        let mut sessions = self.past.sessions.iter();
        if let Some(session) = sessions.position(|session| session.day == day) {
            self.set = None;
            self.focus(session);
        }
    }

    /// Opens the session with the focus, or the set with the focus of the session that is opened.
    fn open(&mut self) {
        let Some(session) = self.opened() else { return };
        match self.set.map(|set| session.sets.get(set)) {
            None => self.set = Some(0),
            Some(set) => self.told = set.and_then(|set| self.told(set)),
        }
    }

    /// What was told of a set when it was over. None where its exercise is gone.
    fn told(&self, set: &SetRow) -> Option<SummaryScene> {
        let exercise = self.exercise_of(set)?;
        let dose = set.dose_of(&exercise).ok()?;
        let figures = self.store.figures(set).map_err(notice).ok()?;
        Some(SummaryScene {
            can_replay: self.store.has_track(set.id).map_err(notice).ok()?,
            ..summary_scene(&Recap::of(&exercise, dose, &figures), None)
        })
    }

    /// The exercise of a set. None where its file is gone.
    fn exercise_of(&self, set: &SetRow) -> Option<Exercise> {
        let (language, folder) = (self.context.language, self.context.folder.as_deref());
        set.load_exercise(language, folder).ok()
    }

    /// Shows the set that was opened again. Gives whether the window is still there.
    fn replay(&self, shown: &mut Presentation, stop: &Stop) -> bool {
        let opened = self.set.zip(self.opened());
        let Some(set) = opened.and_then(|(set, session)| session.sets.get(set)) else {
            return true;
        };
        let Some(exercise) = self.exercise_of(set) else {
            return true;
        };
        let Ok(replay) = Replay::of_set(&self.store, set, exercise).map_err(notice) else {
            return true;
        };
        let HistoryContext {
            settings, language, ..
        } = &self.context;
        let voice = Voice::start(voice_of(settings, *language));
        voice.set_muted(!settings.voice);
        play_in(shown, replay, &voice, stop)
            .map_err(notice)
            .unwrap_or(false)
    }

    /// Shows the trend of an exercise or of the pain; after the last one comes the first.
    fn show_trend(&mut self, number: usize) {
        let language = self.context.language;
        let pain = trend::of_pain(&self.past, language);
        let count = self.past.exercises.len() + usize::from(pain.is_some());
        self.shown = number % count.max(1);
        let trend = match self.past.exercises.get(self.shown) {
            Some(exercise) => {
                let folder = self.context.folder.as_deref();
                let trend = trend::of_exercise(&self.store, exercise, language, folder);
                trend.map_err(notice).ok().flatten()
            }
            None => pain,
        };
        self.trend = trend.map(|trend| Trend {
            has_others: count > 1,
            ..trend
        });
    }

    fn read(&mut self, scene: &HistoryScene) {
        let mut sentences = Vec::new();
        if let Some(session) = &scene.opened {
            sentences.extend([session.when.clone(), session.name.clone()]);
            sentences.extend(session.facts.iter().cloned());
            if let Some(set) = session.sets.get(session.focus) {
                let about = [&set.exercise, &set.repetitions, &set.note];
                let about = about.into_iter().filter(|words| !words.is_empty());
                sentences.extend(about.cloned());
            }
            return self.aloud.say(&sentences);
        }
        sentences.extend([scene.month.name.to_owned(), scene.month.sum.clone()]);
        sentences.push(scene.week.clone());
        if let Some(trend) = &scene.trend {
            let values = trend.lines.iter().map(|line| line.label.clone());
            sentences.push(format!("{}, {}", trend.exercise, trend.what));
            sentences.extend(values.filter(|value| !value.is_empty()));
            sentences.push(trend.sentence.trim_end_matches('.').to_owned());
        }
        self.aloud.say(&sentences);
    }

    /// Number of the session in the first row, so that the focus is in sight.
    fn first_row(&self) -> usize {
        (self.session + 1).saturating_sub(SESSION_ROWS)
    }

    /// The session with the focus.
    fn opened(&self) -> Option<&PastSession> {
        self.past.sessions.get(self.session)
    }

    fn scene(&self) -> HistoryScene {
        let HistoryContext {
            language,
            today,
            week: [done, goal],
            ..
        } = self.context;
        let month = [self.year, u16::from(self.month)];
        let sessions = &self.past.sessions;
        let rows = sessions.iter().skip(self.first_row()).take(SESSION_ROWS);
        let opened = self.set.and_then(|set| Some((set, self.opened()?)));
        HistoryScene {
            month: month::of(&self.past, month, today, goal, language),
            week: words::this_week(language, &home::days(language, done, goal)),
            trend: self.trend.clone(),
            sessions: rows
                .map(|session| lines::session(session, &self.names, language))
                .collect(),
            focus: self.session - self.first_row(),
            place: lines::place(self.session, sessions.len(), SESSION_ROWS, language),
            opened: opened.map(|(set, session)| lines::opened(session, set, &self.names, language)),
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
