use super::*;
use crate::blazepose::Side;
use crate::coach::{Event, HeldFor, Summary, Timed};
use crate::session::{InSession, NewSet, Store};

const DAY_S: i64 = 86_400;
/// Thursday, 1 January 2026, at noon.
const THURSDAY_S: i64 = 1_767_268_800;
const THURSDAY: u32 = 20_454;

fn add(store: &mut Store, days_ago: i64, exercise: &str, source: &str, hold_s: f64) {
    let new = NewSet {
        session: InSession::default(),
        started_at: THURSDAY_S - days_ago * DAY_S,
        exercise: exercise.into(),
        exercise_version: "0".into(),
        variant: None,
        dose: None,
        source: source.into(),
        model: "full".into(),
        app_version: "0".into(),
        coached: None,
    };
    let id = store.begin(&new).unwrap();
    let holds = [Some(Side::Left), Some(Side::Right)];
    let mut summary = Summary {
        exercise: exercise.into(),
        holds: holds.map(|side| HeldFor { side, hold_s }).into(),
        good: Some(Default::default()),
        ..Summary::default()
    };
    summary.reps.total = 4;
    summary.good = Some(summary.reps);
    let end = Timed {
        t_s: 600.0,
        event: Event::Summary(summary.into()),
    };
    store.record(id, &[end]).unwrap();
}

fn page(language: Language, store: &Store) -> HistoryPage {
    let context = HistoryContext {
        language,
        today: THURSDAY,
        week: [2, 3],
        folder: None,
        settings: Settings::default(),
    };
    HistoryPage::new(&store.sets(u32::MAX).unwrap(), context)
}

fn filled() -> Store {
    let mut store = Store::memory().unwrap();
    for days_ago in (0..=27).rev().step_by(3) {
        add(&mut store, days_ago, "cobra", "camera", 12.0);
        let hold_s = 10.0 - days_ago as f64 * 0.2;
        add(&mut store, days_ago, "bird-dog", "camera", hold_s);
    }
    add(&mut store, 1, "side-plank", "performer", 99.0);
    store
}

/// The history of nothing and of much, for the test that every line has room.
pub(crate) fn history_scenes(language: Language) -> Vec<HistoryScene> {
    let mut full = page(language, &filled());
    full.next_exercise();
    let earlier = {
        let mut page = page(language, &filled());
        page.turn(-1);
        page.scene()
    };
    let empty = page(language, &Store::memory().unwrap());
    vec![full.scene(), earlier, empty.scene()]
}

#[test]
fn days_exercises_and_months_are_those_of_the_camera() {
    let mut page = page(Language::English, &filled());
    let scene = page.scene();
    assert_eq!((scene.month.name, scene.month.year), ("January", 2026));
    assert_eq!((scene.month.first_column, scene.month.days.len()), (3, 31));
    assert_eq!(scene.month.sum, "1 day, 20 min");
    assert_eq!(scene.month.days[0].when, When::Today);
    let first = &scene.sessions[0];
    assert_eq!(
        (first.day.as_str(), first.minutes.as_str()),
        ("Thu 1", "20 min")
    );
    assert_eq!(first.exercises, "Cobra, Bird dog");
    assert_eq!(first.good, "8 of 8");
    let trend = scene.trend.unwrap();
    assert_eq!(
        (trend.exercise.as_str(), trend.what),
        ("Bird dog", "Hold time")
    );
    assert_eq!(trend.lines[0].label, "Left 10.0 s");
    assert_eq!(trend.sentence, "Holds are longer than before.");
    page.turn(-1);
    let scene = page.scene();
    assert_eq!((scene.month.name, scene.month.year), ("December", 2025));
    assert_eq!(scene.month.sum, "9 days, 3 h 0 min");
    // There is nothing before, and nothing after today.
    page.turn(-5);
    assert_eq!(page.scene().month.name, "December");
    page.turn(9);
    assert_eq!(page.scene().month.name, "January");
}

#[test]
fn keys_and_mouse_move_through_days_and_exercises() {
    let ui = Ui::new(1280, 720).unwrap();
    let mut page = page(Language::English, &filled());
    let mut press = |input| {
        let scene = page.scene();
        let outside = page.take(input, &scene, &ui);
        (outside, page.scene())
    };
    let down = Input::Move(Direction::Down);
    let (_, scene) = (0..6).map(|_| press(down)).last().unwrap();
    assert_eq!((scene.focus, scene.sessions[3].day.as_str()), (3, "Sun 14"));
    assert_eq!(scene.month.name, "December");
    let (_, scene) = press(Input::Click([800, 510]));
    assert_eq!(scene.sessions[scene.focus].day, "Tue 23");
    let (_, scene) = press(Input::Next);
    assert_eq!(scene.trend.unwrap().exercise, "Cobra");
    let (_, scene) = press(Input::Click([504, 136]));
    assert_eq!(scene.month.name, "January");
    assert_eq!(press(Input::Click([1150, 54])).0, Some(Outside::Leave));
    assert_eq!(press(Input::Back).0, Some(Outside::Leave));
    assert_eq!(press(Input::Close).0, Some(Outside::Close));
}
