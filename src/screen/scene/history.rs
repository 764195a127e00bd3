//! What was done so far as plain data: a month, how one exercise went, and the sessions.

/// The history scene.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryScene {
    /// The month that is shown.
    pub month: Month,
    /// "2 of 3 days this week".
    pub week: String,
    /// How one exercise went; none where nothing was done yet.
    pub trend: Option<Trend>,
    /// The sessions, newest first: as many as there is room for.
    pub sessions: Vec<SessionLine>,
    /// Which of them has the focus.
    pub focus: usize,
    /// "3 of 412"; empty where all are in sight.
    pub place: String,
    /// The session that was opened.
    pub opened: Option<OpenedSession>,
}

/// A session with its sets.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedSession {
    /// "Fri 20 November 2026, 18:05".
    pub when: String,
    /// The routine's name, or the exercises.
    pub name: String,
    /// "20 min", "31 of 34 good", "Pain 4 before, 3 after": what is known.
    pub facts: Vec<String>,
    /// The sets, in order: as many as there is room for.
    pub sets: Vec<SetLine>,
    /// Which of them has the focus.
    pub focus: usize,
    /// "3 of 12"; empty where all are in sight.
    pub place: String,
}

/// A set of the opened session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetLine {
    /// "Side plank, from the knees".
    pub exercise: String,
    /// What the figures don't tell, "stopped: pain"; mostly empty.
    pub note: String,
    /// "left 6, right 6"; empty where nothing was counted.
    pub repetitions: String,
    /// "11 of 12"; empty where nothing could be judged.
    pub good: String,
    /// "4 min".
    pub minutes: String,
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
    /// Days done in each of its weeks, and how many are wanted. None for a week that is yet to come.
    pub weeks: Vec<Option<[u32; 2]>>,
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
    pub what: String,
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

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// "Fri 20".
    pub day: String,
    /// The routine's name, or the exercises.
    pub name: String,
    /// "14 min".
    pub minutes: String,
    /// "18 of 20"; empty where nothing could be judged.
    pub good: String,
    /// How strong the pain was before and after, 0 to 10, where it was told.
    pub pain: [Option<u8>; 2],
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
    /// The day of this number in the month, from 0.
    Day(usize),
    /// The session of this number in the list.
    Session(usize),
    /// The set of this number in the opened session.
    Set(usize),
}
