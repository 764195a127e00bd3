use super::*;
use crate::blazepose::Side;
use crate::coach::{Event, Summary, Timed};
use crate::screen::When;
use crate::session::{InSession, NewSet, SessionId};

const DAY_S: i64 = 86_400;
/// Thursday, 1 January 2026, at noon.
const THURSDAY_S: i64 = 1_767_268_800;
const THURSDAY: u32 = 20_454;

/// A set with a hold on each side.
fn add(
    store: &mut Store,
    days_ago: i64,
    exercise: &str,
    source: &str,
    hold_s: f64,
    session: InSession,
) -> SessionId {
    let new = NewSet {
        session,
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
    let set = store.begin(&new).unwrap();
    let session = store.set(set).unwrap().session;
    let rep = |n: u32, side| Timed {
        t_s: f64::from(n) * 100.0,
        event: Event::Rep {
            n,
            side: Some(side),
            peak: 0.0,
            range: 40.0,
            in_s: 1.0,
            hold_s,
            out_s: 1.0,
            good: Some(true),
            why: Vec::new(),
        },
    };
    let mut summary = Summary {
        exercise: exercise.into(),
        ..Summary::default()
    };
    (summary.reps.left, summary.reps.right, summary.reps.total) = (2, 2, 4);
    summary.good = Some(summary.reps);
    let end = Timed {
        t_s: 600.0,
        event: Event::Summary(summary.into()),
    };
    let sides = [Side::Left, Side::Right, Side::Left, Side::Right];
    let mut events: Vec<Timed> = (1..).zip(sides).map(|(n, side)| rep(n, side)).collect();
    events.push(end);
    store.record(set, &events).unwrap();
    session
}

fn page(language: Language, store: Store) -> HistoryPage {
    let context = HistoryContext {
        language,
        today: THURSDAY,
        week: [2, 3],
        folder: None,
        settings: Settings::default(),
    };
    HistoryPage::new(store, context).unwrap()
}

/// Ten sessions of two sets, three days apart. The holds of the bird dog and the pain become better.
fn filled() -> Store {
    let mut store = Store::memory().unwrap();
    for days_ago in (0..=27).rev().step_by(3) {
        let pain = u8::try_from(days_ago / 5 + 1).unwrap();
        let new = InSession {
            begun: None,
            routine: (days_ago == 3).then(|| "Gentle day".into()),
            pain_before: (days_ago != 6).then_some(pain),
        };
        let session = add(&mut store, days_ago, "cobra", "camera", 12.0, new.clone());
        let begun = InSession {
            begun: Some(session),
            ..new
        };
        let hold_s = 10.0 - days_ago as f64 * 0.2;
        add(&mut store, days_ago, "side-plank", "camera", hold_s, begun);
        store.note_pain_after(session, pain - 1).unwrap();
    }
    add(
        &mut store,
        1,
        "side-plank",
        "performer",
        99.0,
        InSession::default(),
    );
    store
}

/// The history of nothing and of much, for the test that every line has room.
pub(crate) fn history_scenes(language: Language) -> Vec<HistoryScene> {
    let mut full = page(language, filled());
    full.step(8);
    let mut earlier = page(language, filled());
    earlier.turn(-1);
    earlier.show_trend(2);
    let mut opened = page(language, filled());
    opened.step(1);
    opened.open();
    let empty = page(language, Store::memory().unwrap());
    [full, earlier, opened, empty]
        .map(|page| page.scene())
        .into()
}

#[test]
fn days_sessions_and_months_are_those_of_the_camera() {
    let mut page = page(Language::English, filled());
    let scene = page.scene();
    assert_eq!((scene.month.name, scene.month.year), ("January", 2026));
    assert_eq!((scene.month.first_column, scene.month.days.len()), (3, 31));
    assert_eq!(scene.month.sum, "1 day, 20 min");
    assert_eq!(scene.month.days[0].when, When::Today);
    // The week of today has Monday in it, which is in December; the others are yet to come.
    let weeks = [Some([2, 3]), None, None, None, None];
    assert_eq!(scene.month.weeks, weeks);
    let first = &scene.sessions[0];
    assert_eq!(
        (first.day.as_str(), first.minutes.as_str()),
        ("Thu 1", "20 min")
    );
    assert_eq!(
        (first.name.as_str(), first.good.as_str()),
        ("Cobra, Side plank", "8 of 8")
    );
    assert_eq!(first.pain, [Some(1), Some(0)]);
    assert_eq!(scene.sessions[1].name, "Gentle day");
    assert_eq!(scene.sessions[2].pain, [None, Some(1)]);
    assert_eq!(scene.place, "1 of 10");
    page.turn(-1);
    let scene = page.scene();
    assert_eq!((scene.month.name, scene.month.year), ("December", 2025));
    assert_eq!(scene.month.sum, "9 days, 3 h 0 min");
    assert_eq!(scene.month.weeks[4], Some([2, 3]));
    // There is nothing before, and nothing after today.
    page.turn(-5);
    assert_eq!(page.scene().month.name, "December");
    page.turn(9);
    assert_eq!(page.scene().month.name, "January");
}

#[test]
fn each_exercise_and_the_pain_have_a_trend() {
    let mut page = page(Language::English, filled());
    let mut trends = Vec::new();
    for number in 0..4 {
        page.show_trend(number);
        let trend = page.scene().trend.unwrap();
        let labels = trend
            .lines
            .into_iter()
            .map(|line| line.label)
            .collect::<Vec<_>>();
        trends.push((
            trend.exercise,
            trend.what,
            labels.join(", "),
            trend.sentence,
        ));
    }
    let told: Vec<[&str; 4]> = trends
        .iter()
        .map(|(exercise, what, labels, sentence)| [exercise.as_str(), what, labels, sentence])
        .collect();
    assert_eq!(told[0][0], "Side plank");
    assert_eq!(told[0][2], "Left 10 s, Right 10 s");
    assert_eq!(told[0][3], "Holds are longer than before.");
    assert_eq!(
        (told[1][0], told[1][3]),
        ("Cobra", "About the same as before.")
    );
    let pain = ["Pain", "before and after", "Before 1, After 0"];
    assert_eq!(told[2][..3], pain);
    assert_eq!(
        told[2][3],
        "The pain before a session is clearly less than at first."
    );
    assert_eq!(told[3], told[0], "then the first one again");
}

#[test]
fn keys_and_mouse_move_through_sessions_and_open_them() {
    let ui = Ui::new(1280, 720).unwrap();
    let mut page = page(Language::English, filled());
    let press = |page: &mut HistoryPage, input| {
        let scene = page.scene();
        let outside = page.take(input, &scene, &ui);
        (outside, page.scene())
    };
    let down = Input::Move(Direction::Down);
    let (_, scene) = (0..6).map(|_| press(&mut page, down)).last().unwrap();
    assert_eq!((scene.focus, scene.sessions[3].day.as_str()), (3, "Sun 14"));
    assert_eq!(
        (scene.month.name, scene.place.as_str()),
        ("December", "7 of 10")
    );
    let (_, scene) = press(&mut page, Input::Next);
    assert_eq!(scene.trend.unwrap().exercise, "Cobra");
    // A day of the calendar: Monday the 29th of December.
    let (_, scene) = press(&mut page, Input::Click([104, 480]));
    assert_eq!(scene.sessions[scene.focus].day, "Mon 29");

    let (_, scene) = press(&mut page, Input::Start);
    let opened = scene.opened.unwrap();
    assert_eq!(
        (
            opened.when.starts_with("Mon 29 December 2025, "),
            opened.name.as_str()
        ),
        (true, "Gentle day")
    );
    assert_eq!(
        opened.facts,
        ["20 min", "8 of 8 good", "Pain 1 before, 0 after"]
    );
    let sets = opened
        .sets
        .iter()
        .map(|set| (set.exercise.as_str(), set.repetitions.as_str()));
    assert!(sets.eq([
        ("Cobra", "left 2, right 2"),
        ("Side plank", "left 2, right 2")
    ]));
    let (_, scene) = press(&mut page, down);
    assert_eq!(scene.opened.unwrap().focus, 1);
    press(&mut page, Input::Start);
    assert_eq!(page.told.as_ref().unwrap().title, "Side plank, done");
    // Back to the session, to the list, to where one came from.
    press(&mut page, Input::Back);
    assert!(page.told.is_none() && page.scene().opened.is_some());
    press(&mut page, Input::Click([800, 260]));
    assert_eq!(page.told.as_ref().unwrap().title, "Cobra, done");
    press(&mut page, Input::Click([800, 260]));
    press(&mut page, Input::Click([1150, 54]));
    assert_eq!(page.scene().opened, None);

    let (_, scene) = press(&mut page, Input::Click([800, 510]));
    assert!(scene.opened.is_some());
    press(&mut page, Input::Back);
    assert_eq!(
        press(&mut page, Input::Click([1150, 54])).0,
        Some(Outside::Leave)
    );
    assert_eq!(press(&mut page, Input::Back).0, Some(Outside::Leave));
    assert_eq!(press(&mut page, Input::Close).0, Some(Outside::Close));
}

#[test]
fn of_four_hundred_sessions_the_focus_is_always_in_sight() {
    let mut store = Store::memory().unwrap();
    for days_ago in (0..400).rev() {
        add(
            &mut store,
            days_ago,
            "cobra",
            "camera",
            5.0,
            InSession::default(),
        );
    }
    let mut page = page(Language::English, store);
    for (steps, place) in [(0, "1 of 400"), (399, "400 of 400"), (5, "400 of 400")] {
        (0..steps).for_each(|_| page.step(1));
        let scene = page.scene();
        assert_eq!(
            (scene.sessions.len(), scene.place.as_str()),
            (SESSION_ROWS, place)
        );
        assert!(scene.focus < SESSION_ROWS);
    }
    // The first set of all is still to be seen in the calendar.
    assert_eq!((page.year, page.month), (2024, 11));
}
