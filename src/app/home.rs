//! The home screen: what there is to do, and the way from there into a set or a routine and back.

use std::sync::Arc;

use crate::exercise::{self, Purpose};
use crate::notice::notice;
use crate::screen::{
    self, DayMark, Focus, HomeCard, HomeScene, HomeSet, Input, Message, Scene, Ui,
};
use crate::session::{Calendar, SessionError, Store};
use crate::settings::{Caution, Settings, SettingsFile};
use crate::words::{Language, Phrase, home, live};

use super::figures::{Figures, MovingFigure};
use super::gatekeeper::{Gate, Gatekeeper};
use super::history::{HistoryContext, HistoryPage};
use super::live::{After, Presentation, Stop, poll};
use super::live_set::{LiveSet, SetPlanner};
use super::routine::{LiveRoutine, RoutinePlan, RoutineSet, WantedSet};
use super::session_of_run::SessionOfRun;
use super::set::{DisplayChoice, SetPlan, Teller, unix_s};

/// What a minute of a routine has beside its repetitions: getting into position, and the way there
/// and back of each repetition, in seconds (an estimate).
const GETTING_READY_S: f32 = 20.0;
const WAYS_S: f32 = 4.0;

/// Plans the routine of a day.
pub type RoutinePlanner = Box<dyn Fn(&Calendar) -> anyhow::Result<RoutinePlan>>;

/// What can be done from the home screen. Everything is made anew each time it is done.
pub struct HomePlan {
    /// The language of what is said and shown.
    pub language: Language,
    /// Something that has to be said at the bottom.
    pub note: Option<String>,
    /// The routine of a day.
    pub routine: RoutinePlanner,
    /// Ids of the exercises, in their order.
    pub exercises: Vec<String>,
    /// A set of the exercise with this id.
    pub exercise: SetPlanner,
    /// The user's own exercise files.
    pub folder: Option<std::path::PathBuf>,
    /// What the user has chosen for good.
    pub settings: SettingsFile,
    /// On which days something was done.
    pub calendar: Box<dyn Fn() -> Calendar>,
    /// What was done so far, to read.
    pub history: Box<dyn Fn() -> Result<Store, SessionError>>,
    /// What prints a set once it is over.
    pub teller: Teller,
}

/// What was chosen.
enum Choice {
    Routine,
    /// The one of this number, of all.
    Exercise(usize),
    History,
    Settings,
    Leave,
}

/// The home screen in its window.
pub struct LiveHome {
    plan: HomePlan,
    /// None only where the window was closed or lost.
    shown: Option<Presentation>,
    gatekeeper: Gatekeeper,
    /// As it was when the scene was made. The history is opened once for that.
    calendar: Calendar,
    /// Numbers of the exercises that have a card: those that the profile doesn't set aside.
    carded: Vec<usize>,
    figures: Figures,
    focus: Focus,
    /// The session that a set joins.
    session: SessionOfRun,
    stop: Arc<Stop>,
}

impl LiveHome {
    /// Opens the window and begins to draw the figures.
    ///
    /// # Errors
    /// When there is no window, or its font can't be used.
    pub fn open(plan: HomePlan) -> anyhow::Result<Option<Self>> {
        let gatekeeper =
            Gatekeeper::new(plan.settings.clone(), plan.exercises.clone(), plan.language);
        let Some(shown) = window(gatekeeper.chosen()).open(None, true, plan.language)? else {
            return Ok(None);
        };
        let figures = Figures::draw(&plan.exercises, plan.folder.as_deref());
        Ok(Some(Self {
            gatekeeper,
            plan,
            calendar: Calendar::default(),
            carded: Vec::new(),
            shown: Some(shown),
            figures,
            focus: Focus::Routine,
            session: SessionOfRun::default(),
            stop: Arc::default(),
        }))
    }

    /// What ends the program from outside.
    #[must_use]
    pub fn stop(&self) -> Arc<Stop> {
        Arc::clone(&self.stop)
    }

    /// Shows the home screen, does what is chosen there, and shows it again, until the window is
    /// closed.
    ///
    /// # Errors
    /// When the routine of the day can't be read.
    pub fn run(mut self) -> anyhow::Result<()> {
        while let Some(shown) = self.shown.take() {
            let scene = self.scene()?;
            let (choice, shown) = self.choose(shown, scene);
            let Some(mut shown) = shown else { break };
            let today = self.today();
            let gate = match &choice {
                Choice::Leave => break,
                Choice::History => self.history(&mut shown),
                Choice::Settings => self.gatekeeper.settings(&mut shown, &self.stop, today),
                Choice::Routine => self.gatekeeper.start(None, &mut shown, &self.stop, today),
                Choice::Exercise(number) => {
                    let exercise = &self.plan.exercises[*number];
                    let gate = &mut self.gatekeeper;
                    gate.start(Some(exercise), &mut shown, &self.stop, today)
                }
            };
            match gate {
                Gate::Open => {}
                Gate::Closed => break,
                Gate::Shut => {
                    self.shown = Some(shown);
                    continue;
                }
            }
            let result = match choice {
                Choice::Leave | Choice::History | Choice::Settings => break,
                Choice::Routine => self.routine(shown),
                Choice::Exercise(number) => self.exercise(number, shown),
            };
            if self.stop.leaves() {
                break;
            }
            self.stop.begin_next();
            match result {
                Ok(shown) => self.shown = shown,
                // It was said on standard error; the next window says it again.
                Err(error) => {
                    notice(format_args!("{error:#}"));
                    self.shown = self.say(&format!("{error:#}"))?;
                }
            }
        }
        Ok(())
    }

    /// Days since 1970: where the user lives, or by the system's clock where no history tells.
    fn today(&self) -> u32 {
        match self.calendar.day {
            0 => u32::try_from(unix_s() / 86_400).unwrap_or(0),
            day => day,
        }
    }

    /// Days of this week on which something was done, and the goal.
    fn week_done(&self) -> [u32; 2] {
        let done = self.calendar.week.iter().filter(|done| **done).count();
        let goal = self.gatekeeper.chosen().weekly_goal_days;
        [u32::try_from(done).unwrap_or(0), u32::from(goal)]
    }

    /// Shows the history. Nothing begins after it.
    fn history(&self, shown: &mut Presentation) -> Gate {
        let context = HistoryContext {
            language: self.plan.language,
            today: self.today(),
            week: self.week_done(),
            folder: self.plan.folder.clone(),
            settings: self.gatekeeper.chosen().clone(),
        };
        let page = (self.plan.history)().and_then(|store| HistoryPage::new(store, context));
        match page.map_err(notice) {
            Ok(page) => match page.show(shown, &self.stop) {
                true => Gate::Shut,
                false => Gate::Closed,
            },
            Err(()) => Gate::Shut,
        }
    }

    fn routine(&mut self, shown: Presentation) -> anyhow::Result<Option<Presentation>> {
        let plan = (self.plan.routine)(&self.calendar)?;
        let plan = RoutinePlan {
            display: DisplayChoice::Opened(Box::new(shown)),
            ..plan
        };
        let routine = LiveRoutine::open(plan, Arc::clone(&self.plan.teller))?;
        self.session = routine.session();
        let (over, shown) = routine.run_with(Arc::clone(&self.stop));
        self.session.end_routine();
        over.map(|_| shown)
    }

    fn exercise(&self, number: usize, shown: Presentation) -> anyhow::Result<Option<Presentation>> {
        let plan = (self.plan.exercise)(WantedSet::usual(&self.plan.exercises[number]))?;
        let plan = SetPlan {
            display: DisplayChoice::Opened(Box::new(shown)),
            ..plan
        };
        let teller = Arc::clone(&self.plan.teller);
        let set = LiveSet::open_in(self.session.clone(), plan, teller)?;
        let (ended, shown) = set.run_with(&self.stop, After::Home, &self.plan.exercise);
        ended.map(|()| shown)
    }

    /// Says in a new window what went wrong, until it has been read.
    fn say(&self, text: &str) -> anyhow::Result<Option<Presentation>> {
        let Some(mut shown) =
            window(self.gatekeeper.chosen()).open(None, true, self.plan.language)?
        else {
            return Ok(None);
        };
        let message = Message {
            title: home::DOES_NOT_WORK.in_language(self.plan.language),
            text,
            on_escape: live::BACK.in_language(self.plan.language),
        };
        loop {
            let (width, height) = shown.display.size();
            shown.ui.resize(width, height);
            screen::draw_message(&mut shown.ui, &message);
            shown.display.wait();
            if self.stop.ends_set() || shown.display.show(shown.ui.canvas()).is_err() {
                return Ok(None);
            }
            for input in poll(&mut shown.display, &shown.ui) {
                match input {
                    Input::Close => return Ok(None),
                    Input::Start | Input::Back | Input::Click(_) => return Ok(Some(shown)),
                    _ => {}
                }
            }
        }
    }

    /// Shows the scene until something is chosen. The window comes back where it was not lost.
    fn choose(
        &mut self,
        mut shown: Presentation,
        mut scene: HomeScene,
    ) -> (Choice, Option<Presentation>) {
        let mut moving = None;
        let mut drawn = None;
        loop {
            scene.focus = self.focus;
            self.put_figures(&mut scene, &mut moving);
            let home = Scene::Home(scene.clone());
            let Some(inputs) = shown.ask(&home, &mut drawn, &self.stop) else {
                return (Choice::Leave, None);
            };
            for input in inputs {
                if let Some(choice) = self.take(input, &scene, &shown.ui) {
                    return (choice, Some(shown));
                }
            }
        }
    }

    fn take(&mut self, input: Input, scene: &HomeScene, ui: &Ui) -> Option<Choice> {
        match input {
            Input::Close | Input::Back => return Some(Choice::Leave),
            Input::History => return Some(Choice::History),
            Input::Settings => return Some(Choice::Settings),
            Input::Start => return Some(self.chosen(self.focus)),
            Input::Move(direction) => self.focus = self.focus.moved(direction, scene.cards.len()),
            Input::Next => self.focus = self.focus.next(scene.cards.len()),
            Input::Click(at) => {
                let clicked = screen::focus_at(ui, scene, at);
                return clicked.map(|focus| self.chosen(focus));
            }
            _ => {}
        }
        None
    }

    /// Puts the figures that have been drawn into the scene. The exercise with the focus moves.
    fn put_figures(&self, scene: &mut HomeScene, moving: &mut Option<MovingFigure>) {
        for (card, number) in scene.cards.iter_mut().zip(&self.carded) {
            card.figure = self.figures.still(*number);
        }
        for set in &mut scene.sets {
            let exercises = &self.plan.exercises;
            let number = exercises.iter().position(|id| *id == set.exercise);
            set.figure = number.and_then(|number| self.figures.still(number));
        }
        let Focus::Card(focus) = self.focus else {
            *moving = None;
            return;
        };
        let (Some(number), Some(card)) = (self.carded.get(focus), scene.cards.get_mut(focus))
        else {
            return;
        };
        if let Some(image) = self.figures.moving(*number, moving) {
            card.figure = Some(image);
        }
    }

    fn scene(&mut self) -> anyhow::Result<HomeScene> {
        let language = self.plan.language;
        self.calendar = (self.plan.calendar)();
        let routine = (self.plan.routine)(&self.calendar)?;
        let mut seconds = 0.0;
        let mut sets = Vec::new();
        for RoutineSet {
            choice: set,
            rest_s,
            ..
        } in &routine.sets
        {
            let dose = &set.options.dose;
            let sides = if set.exercise.cycle.side.is_some() {
                2.0
            } else {
                1.0
            };
            seconds += GETTING_READY_S + rest_s;
            seconds += sides * dose.reps as f32 * (dose.hold_s + WAYS_S);
            sets.push(HomeSet {
                exercise: set.exercise.id.clone(),
                name: set.exercise.name.clone(),
                dose: home::short_dose(language, &dose.words),
                figure: None,
            });
        }
        let cards = self.cards();
        let calendar = &self.calendar;
        let week = std::array::from_fn(|day| match (calendar.week[day], day == calendar.weekday) {
            (true, _) => DayMark::Done,
            (false, true) => DayMark::Today,
            (false, false) => DayMark::Empty,
        });
        let [done, goal] = self.week_done();
        Ok(HomeScene {
            greeting: home::greeting(language, calendar.hour),
            routine: home::routine_takes(language, (seconds / 60.0).round() as u32),
            sets,
            week,
            days: home::days(language, done, goal),
            cards,
            focus: self.focus,
            note: self.plan.note.clone(),
        })
    }

    /// The cards of all exercises that the profile doesn't set aside.
    fn cards(&mut self) -> Vec<HomeCard> {
        let mut cards = Vec::new();
        self.carded.clear();
        for (number, id) in self.plan.exercises.iter().enumerate() {
            let care = match self.gatekeeper.chosen().caution(self.plan.language, id) {
                Caution::None => None,
                Caution::Care(how) => Some(how.to_owned()),
                Caution::Blocked => continue,
            };
            let Ok(exercise) =
                exercise::load_in(self.plan.language, id, None, self.plan.folder.as_deref())
            else {
                continue;
            };
            let below = match (self.calendar.last.get(id), exercise.dose("standard")) {
                (Some(days), _) => home::last_done(self.plan.language, *days),
                (None, Ok(dose)) => home::short_dose(self.plan.language, &dose.words),
                (None, Err(_)) => continue,
            };
            self.carded.push(number);
            cards.push(HomeCard {
                name: exercise.name,
                purpose: exercise.purpose.map_or_else(String::new, |purpose| {
                    let words = match purpose {
                        Purpose::Loosen => home::LOOSENS,
                        Purpose::Strengthen => home::STRENGTHENS,
                        Purpose::Stretch => home::STRETCHES,
                    };
                    words.said_in(self.plan.language)
                }),
                below,
                care,
                figure: None,
            });
        }
        if matches!(self.focus, Focus::Card(card) if card >= cards.len()) {
            self.focus = Focus::Routine;
        }
        cards
    }

    fn chosen(&self, focus: Focus) -> Choice {
        match focus {
            Focus::Routine => Choice::Routine,
            Focus::History => Choice::History,
            Focus::Settings => Choice::Settings,
            Focus::Card(card) => match self.carded.get(card) {
                Some(number) => Choice::Exercise(*number),
                None => Choice::Routine,
            },
        }
    }
}

fn window(settings: &Settings) -> DisplayChoice {
    DisplayChoice::Window {
        large_text: settings.large_text,
    }
}
