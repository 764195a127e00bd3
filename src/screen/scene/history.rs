//! What was done so far as plain data: a month, how one exercise went, and the last days.

/// The history scene.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryScene {
    /// The month that is shown.
    pub month: Month,
    /// "2 of 3 days this week".
    pub week: String,
    /// How one exercise went; none where nothing was done yet.
    pub trend: Option<Trend>,
    /// The days with something done, newest first: as many as there is room for.
    pub sessions: Vec<SessionLine>,
    /// Which of them has the focus.
    pub focus: usize,
}

/// A month of the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    /// "November".
    pub name: &'static str,
    /// 2026
    pub year: u16,
    /// Column of its first day, 0 is Monday.
    pub first_column: usize,
    /// Its days.
    pub days: Vec<Day>,
    /// "11 days, 2 h 26 min this month".
    pub sum: String,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Minutes done; none where nothing was done.
    pub minutes: Option<u32>,
    /// Where it lies.
    pub when: When,
}

/// Where a day lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Before today.
    Past,
    /// Today.
    Today,
    /// After today.
    Future,
}

/// How one exercise went on the last days on which it was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Its name.
    pub exercise: String,
    /// There are others, too.
    pub has_others: bool,
    /// What is drawn: "Hold time".
    pub what: &'static str,
    /// Values of the lines across, from the lowest, with their words.
    pub grid: Vec<(f32, String)>,
    /// A line for each side, or one.
    pub lines: Vec<TrendLine>,
    /// The first day and the last one.
    pub dates: Vec<String>,
    /// What can be said of it.
    pub sentence: &'static str,
}

/// The values of one side.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendLine {
    /// "Left 8.1 s".
    pub label: String,
    /// A value for each day; none where it is not known.
    pub points: Vec<Option<f32>>,
}

/// A day on which something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// "Fri 20".
    pub day: String,
    /// "Cat-cow, Bird dog".
    pub exercises: String,
    /// "14 min".
    pub minutes: String,
    /// "18 of 20"; empty where nothing could be judged.
    pub good: String,
}

/// What lies under the mouse on the history scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryPart {
    /// The button that leads back.
    Back,
    /// The month before.
    Earlier,
    /// The month after.
    Later,
    /// The exercise: the next one is shown.
    Exercise,
    /// The day of this number in the list.
    Session(usize),
}
