use super::*;
use crate::blazepose::Side;
use crate::coach::{Band, Event, Observed, StopWhy, Timed};
use crate::session::figures::SetFigures;
use crate::session::ids::{InSession, NewSet};

const DAY_S: i64 = 86_400;
/// Sunday, 30 November 2025, at noon: no time zone makes another day of it but the farthest.
const SUNDAY_S: i64 = 1_764_504_000;
const SUNDAY: u32 = 20_422;

fn context(language: Language) -> ReportContext {
    ReportContext {
        language,
        today: SUNDAY,
        weekly_goal_days: 3,
        folder: None,
    }
}

fn rep(n: u32, side: Side, hold_s: f64, range: f32) -> Timed {
    Timed {
        t_s: f64::from(n) * 10.0,
        event: Event::Rep {
            n,
            side: Some(side),
            peak: -3.0,
            range,
            in_s: 1.0,
            hold_s,
            out_s: 1.0,
            good: Some(n != 3),
            why: Vec::new(),
        },
    }
}

fn add(store: &mut Store, days_ago: i64, of: [&str; 2], events: &[Event]) -> SetId {
    add_in(InSession::default(), store, days_ago, of, events)
}

fn add_in(
    session: InSession,
    store: &mut Store,
    days_ago: i64,
    [exercise, variant]: [&str; 2],
    events: &[Event],
) -> SetId {
    let session = NewSet {
        session,
        exercise_version: "0".into(),
        started_at: SUNDAY_S - days_ago * DAY_S,
        exercise: exercise.into(),
        variant: (!variant.is_empty()).then(|| variant.to_owned()),
        dose: None,
        source: "camera".into(),
        model: "full".into(),
        app_version: "0.1.0".into(),
        coached: None,
    };
    let id = store.begin(&session).unwrap();
    // Held longer and farther from day to day, and less on the left.
    let better = 30.0 - days_ago as f64;
    let reps = (1..=4).map(|n| {
        let (side, less) = match n % 2 {
            1 => (Side::Left, 5.0),
            _ => (Side::Right, 0.0),
        };
        rep(n, side, 6.0 + better / 2.0 - less, (60.0 + better) as f32)
    });
    let fault = Event::Fault {
        id: "back_sag".into(),
        band: Band::Bad,
        side: None,
        value: -0.1,
    };
    let mut events: Vec<Timed> = events
        .iter()
        .map(|event| Timed {
            t_s: 1.0,
            event: event.clone(),
        })
        .collect();
    events.extend(reps);
    events.push(Timed {
        t_s: 29.0,
        event: fault,
    });
    events.sort_by(|one, other| one.t_s.total_cmp(&other.t_s));
    store.record(id, &events).unwrap();
    let observed = Observed {
        until_s: 60.0,
        ..Observed::default()
    };
    let end = SetFigures::of(exercise, &events, observed).event();
    store.record(id, &[end]).unwrap();
    id
}

/// Ten days in four weeks, with a stop for pain and a hand that was not seen.
fn filled() -> Store {
    let mut store = Store::memory().unwrap();
    for days_ago in (0..=27).rev().step_by(3) {
        add(&mut store, days_ago, ["bird-dog", ""], &[]);
    }
    let unseen = Event::Unseen {
        what: vec!["near wrist".into(), "far wrist".into()],
        text: String::new(),
    };
    let stopped = Event::Stopped { why: StopWhy::Pain };
    let id = add(&mut store, 5, ["side-plank", "knees"], &[unseen, stopped]);
    store.note_pain(id, 6).unwrap();
    store
}

/// The same, with what was told of the pain before and after each.
fn with_pain() -> Store {
    let mut store = Store::memory().unwrap();
    for (number, days_ago) in (0..=21).rev().step_by(3).enumerate() {
        let pain_before = Some(7 - number.min(5) as u8);
        let session = InSession {
            pain_before,
            ..InSession::default()
        };
        let id = add_in(session, &mut store, days_ago, ["bird-dog", ""], &[]);
        let session = store.set(id).unwrap().session;
        store.note_pain_after(session, 3).unwrap();
    }
    store
}

fn of_weeks(store: &Store, language: Language) -> String {
    report_since(store, SUNDAY - 40, &context(language))
        .unwrap()
        .unwrap()
}

/// The page without its style, an element a line.
fn lines(html: &str) -> String {
    let (head, rest) = html.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    format!("{head}{body}")
        .replace('<', "\n<")
        .trim()
        .to_owned()
}

#[test]
fn a_small_history_as_a_doctor_reads_it() {
    insta::assert_snapshot!(lines(&of_weeks(&filled(), Language::English)));
}

#[test]
fn the_pain_before_and_after_is_a_curve_and_one_sentence() {
    for (language, told, clearly) in [
        (Language::English, "6.0 at first, 2.0 now", "clearly less"),
        (
            Language::German,
            "anfangs 6,0, zuletzt 2,0",
            "deutlich weniger",
        ),
    ] {
        let page = of_weeks(&with_pain(), language);
        assert!(page.contains(&format!("{told}, {clearly}.")), "{page}");
        let curve = crate::words::report::PAIN_CURVE.in_language(language);
        assert!(page.contains(&format!("aria-label=\"{curve}\"")), "{page}");
        let nothing_told = of_weeks(&filled(), language);
        assert!(!nothing_told.contains(curve), "{nothing_told}");
    }
}

#[test]
fn the_questionnaires_are_one_sentence() {
    let mut store = filled();
    let page = |store: &Store| of_weeks(store, Language::English);
    assert!(!page(&store).contains("Roland-Morris"));
    store.note_score(SUNDAY_S - 20 * DAY_S, 12).unwrap();
    assert!(page(&store).contains("questionnaire: 12 of 24 (10 Nov)."));
    store.note_score(SUNDAY_S, 6).unwrap();
    let told = "12 (10 Nov), 6 (30 Nov), clearly less.";
    assert!(page(&store).contains(told));
}

#[test]
fn nothing_of_the_page_comes_from_elsewhere() {
    let mut store = filled();
    let set = add(&mut store, 0, ["bird-dog", ""], &[]);
    for language in Language::ALL {
        let pages = [
            of_weeks(&store, language),
            report_of_set(&store, set, None, &context(language)).unwrap(),
        ];
        for page in pages {
            for foreign in [
                "http:", "https:", "<script", "src=", "href=", "url(", "@import", "<link",
            ] {
                assert!(!page.contains(foreign), "{foreign}");
            }
        }
    }
}

#[test]
fn what_others_named_is_text_and_no_page() {
    let mut store = Store::memory().unwrap();
    let id = add(
        &mut store,
        0,
        ["bird-dog", "<script>alert(1)</script>"],
        &[],
    );
    let gone = add(&mut store, 0, ["\"><img src=x>", ""], &[]);
    for page in [
        of_weeks(&store, Language::English),
        report_of_set(&store, id, None, &context(Language::English)).unwrap(),
        report_of_set(&store, gone, None, &context(Language::English)).unwrap(),
    ] {
        assert!(
            !page.contains("<script") && !page.contains("<img"),
            "{page}"
        );
    }
    assert!(of_weeks(&store, Language::English).contains("&lt;script&gt;"));
}

#[test]
fn each_language_says_all_of_it() {
    let store = filled();
    let [english, german] = Language::ALL.map(|language| of_weeks(&store, language));
    for (in_english, in_german) in [
        ("lang=\"en\"", "lang=\"de\""),
        ("3 November 2025 to", "3. November 2025 bis"),
        ("Side plank, ", "Seitstütz, "),
        ("pain 6 of 10", "Schmerz 6 von 10"),
        ("Less on the left", "Links weniger"),
        ("hand in 1 of 1 sets", "Hand in 1 von 1 Sätzen"),
    ] {
        assert!(english.contains(in_english), "{in_english}");
        assert!(german.contains(in_german), "{in_german}");
        assert!(!german.contains(in_english), "{in_english}");
    }
}

#[test]
fn only_a_camera_counts_and_one_set_of_a_film_says_that_it_is_one() {
    let mut store = Store::memory().unwrap();
    let film = NewSet {
        session: InSession::default(),
        exercise_version: "0".into(),
        started_at: SUNDAY_S,
        exercise: "cobra".into(),
        variant: None,
        dose: None,
        source: "performer".into(),
        model: "full".into(),
        app_version: "0.1.0".into(),
        coached: None,
    };
    let id = store.begin(&film).unwrap();
    let context = context(Language::English);
    assert_eq!(report_since(&store, 0, &context).unwrap(), None);
    let page = report_of_set(&store, id, None, &context).unwrap();
    assert!(page.contains("nothing about the user"), "{page}");
    assert!(page.contains("Nothing was counted"), "{page}");
}

#[test]
fn few_days_say_no_change_and_earlier_days_are_left_out() {
    let mut store = filled();
    let page = report_since(&store, SUNDAY - 6, &context(Language::English))
        .unwrap()
        .unwrap();
    assert!(page.contains("Not enough days yet"), "{page}");
    assert!(!page.contains("aria-label=\"more\""), "{page}");
    assert!(page.contains("in one week"), "{page}");
    store.delete_all().unwrap();
    assert_eq!(
        report_since(&store, 0, &context(Language::English)).unwrap(),
        None
    );
}
