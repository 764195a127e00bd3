//! What a scene says has room in its place, in every exercise.

#[path = "../../tests/support/banner_sentences.rs"]
mod banner_sentences;

use std::collections::BTreeSet;

use image::RgbImage;

use self::banner_sentences::banner_sentences;
use super::layout::Rect;
use super::live_parts::turned;
use super::pain::lines_below;
use super::*;
use crate::blazepose::Side;
use crate::coach::{self, Coach, Command, Event, Observed, Timed};
use crate::exercise::{self, Exercise};
use crate::session::{self, Recap, SetFigures};
use crate::words::{self, Language, Phrase, pain};

fn banner(text: &str) -> BannerLine {
    BannerLine::new(BannerLook::Cue, Icon::Tick, text)
}

/// The summary of a set in which nothing was counted.
fn empty_summary(exercise: &Exercise) -> SummaryScene {
    let start = Timed {
        t_s: 0.0,
        event: Event::Start,
    };
    let figures = SetFigures::of(&exercise.id, &[start], Observed::default());
    let dose = exercise.dose("standard").unwrap();
    summary_scene(&Recap::of(exercise, dose, &figures), None)
}

fn picture() -> RgbImage {
    RgbImage::from_fn(320, 180, |x, y| image::Rgb([x as u8, y as u8, 90]))
}

#[test]
fn arrows_point_the_mirrored_way() {
    let right = Icon::Arrow { angle_rad: 0.0 };
    let left = Icon::Arrow {
        angle_rad: std::f32::consts::PI,
    };
    assert_eq!(turned(right, true), left);
    assert_eq!(turned(right, false), right);
    assert_eq!(turned(Icon::Tick, true), Icon::Tick);
}

/// Every exercise in every way of doing it, in a language.
fn all_exercises(language: Language) -> Vec<Exercise> {
    let of = |id: &String| {
        let plain = exercise::load_in(language, id, None, None).unwrap();
        let variants = plain.variants.clone();
        let variants = variants
            .iter()
            .map(|variant| exercise::load_in(language, id, Some(&variant.id), None).unwrap())
            .collect::<Vec<_>>();
        std::iter::once(plain).chain(variants).collect::<Vec<_>>()
    };
    exercise::ids().iter().flat_map(of).collect()
}

/// Small: what fits is decided in layout units.
fn small_ui(language: Language) -> Ui {
    Ui::new(160, 90).unwrap().in_language(language)
}

/// Every exercise of [`all_exercises`] in every language, and where it is drawn.
fn shown_exercises() -> impl Iterator<Item = (Ui, Exercise)> {
    let of = |language: Language| {
        let exercises = all_exercises(language).into_iter();
        exercises.map(move |exercise| (small_ui(language), exercise))
    };
    Language::ALL.into_iter().flat_map(of)
}

fn named(exercise: &Exercise) -> String {
    let Exercise {
        id,
        variant,
        language,
        ..
    } = exercise;
    format!("{id} {variant:?} in {language}")
}

#[test]
fn no_sentence_on_the_banner_is_cut() {
    for (mut ui, exercise) in shown_exercises() {
        for text in banner_sentences(&exercise) {
            widgets::banner(&mut ui, &banner(&text), Icon::Tick);
        }
        assert_eq!(ui.cut, [""; 0], "{}", named(&exercise));
    }
}

#[test]
fn a_sentence_that_is_too_long_for_the_banner_is_noticed() {
    let mut ui = small_ui(Language::English);
    let line = banner("I lost you. Look at the camera for a second.");
    widgets::banner(&mut ui, &line, Icon::Tick);
    assert_eq!(ui.cut.len(), 1);
}

#[test]
fn no_line_of_the_live_scenes_is_cut() {
    let picture = picture();
    let view = DrawContext {
        picture: Some(&picture),
        ..DrawContext::default()
    };
    for (mut ui, exercise) in shown_exercises() {
        for dose in exercise.doses.values().cloned() {
            let options = coach::Options {
                dose,
                ..coach::Options::usual(&exercise, true).unwrap()
            };
            let mut coach = Coach::new(exercise.clone(), options);
            let mut out = coach::Output::default();
            let shown = |coach: &Coach| scene(coach.exercise(), &coach.snapshot(), None);
            draw(&mut ui, &shown(&coach), &view);
            coach.command(Command::StartAnyway, &mut out);
            draw(&mut ui, &shown(&coach), &view);
            coach.command(Command::Pause, &mut out);
            let mut paused = shown(&coach);
            draw(&mut ui, &paused, &view);
            // Both sides have their turn.
            if let Scene::Coach(scene) = &mut paused
                && let Some(words) = &exercise.cycle.side_words
            {
                scene.side = Some((Side::Right, words.right.clone()));
            }
            draw(&mut ui, &paused, &view);
            assert_eq!(ui.cut, [""; 0], "{}", named(&exercise));
        }
    }
}

#[test]
fn no_row_of_the_checklist_speaks_of_nobody() {
    let cobra = exercise::load("cobra", None, None).unwrap();
    let options = coach::Options::usual(&cobra, true).unwrap();
    let nobody = Coach::new(cobra, options);
    let Scene::Setup(scene) = scene(nobody.exercise(), &nobody.snapshot(), None) else {
        panic!("not begun")
    };
    assert!(scene.rows.iter().all(|row| row.hint.is_empty()));
}

#[test]
fn no_row_of_the_checklist_is_cut() {
    use words::checklist;
    let labels = [
        checklist::WHOLE_BODY,
        checklist::SIDE_ON,
        checklist::FACING,
        checklist::DISTANCE,
        checklist::LIGHT,
        checklist::START_POSE,
    ];
    let area = Rect::new(956.0, 100.0, 296.0, 60.0);
    for language in Language::ALL {
        let mut ui = small_ui(language);
        for hint in checklist::HINTS.in_language(language) {
            for label in labels {
                let row = CheckRow {
                    check: Check::View,
                    label: label.said_in(language),
                    hint: hint.to_owned(),
                    state: CheckState::Open,
                    icon: Icon::BentArrow,
                };
                widgets::check_row(&mut ui, area, &row, Icon::BentArrow);
            }
        }
        assert_eq!(ui.cut, [""; 0], "{language}");
    }
}

/// Figures of sets that lead to every sentence about what went well.
fn summaries() -> Vec<coach::Summary> {
    let reps = |left, right, total| coach::RepCounts { left, right, total };
    let held = coach::HeldFor {
        side: None,
        hold_s: 120.0,
    };
    let set = |all, good, frames| coach::Summary {
        reps: all,
        good: Some(good),
        frames,
        frames_with_person: frames,
        partials: u32::from(frames == 0),
        ..coach::Summary::default()
    };
    vec![
        set(reps(0, 0, 12), reps(0, 0, 12), 100),
        set(reps(0, 0, 1), reps(0, 0, 1), 100),
        set(reps(0, 0, 1), reps(0, 0, 1), 0),
        set(reps(0, 0, 12), reps(0, 0, 12), 0),
        set(reps(12, 12, 24), reps(12, 12, 24), 0),
        set(reps(12, 12, 24), reps(11, 12, 23), 0),
        coach::Summary {
            holds: vec![held],
            ..set(reps(0, 0, 3), reps(0, 0, 1), 0)
        },
        coach::Summary {
            good: None,
            ..set(reps(0, 0, 12), reps(0, 0, 0), 0)
        },
        coach::Summary {
            good: None,
            ..set(reps(0, 0, 1), reps(0, 0, 0), 0)
        },
    ]
}

#[test]
fn no_sentence_of_the_summary_is_cut() {
    for (mut ui, exercise) in shown_exercises() {
        let language = exercise.language;
        let praise = exercise.praise.clean_set.iter();
        let went_well: Vec<String> = summaries()
            .iter()
            .map(|summary| session::went_well(language, summary).unwrap())
            .chain(praise.map(|claim| claim.text.clone()))
            .collect();
        let cues = exercise
            .faults
            .iter()
            .map(|fault| fault.cues.first().to_owned());
        let next_time: Vec<String> = cues
            .chain([
                words::HOLD_LONGER.said_in(language),
                words::summary::GO_ALL_THE_WAY.said_in(language),
            ])
            .collect();
        for number in 0..went_well.len().max(next_time.len()) {
            let scene = SummaryScene {
                title: words::summary::title(language, &exercise.name, true),
                went_well: went_well.get(number).cloned(),
                next_time: next_time.get(number).cloned(),
                cues: exercise
                    .faults
                    .iter()
                    .map(|fault| CueRow {
                        label: fault.label.clone(),
                        times: 12,
                        seconds: Some(120),
                        reps: None,
                    })
                    .collect(),
                ..empty_summary(&exercise)
            };
            let shown = Scene::Summary(scene.clone());
            draw(&mut ui, &shown, &DrawContext::default());
            let heights = [&scene.went_well, &scene.next_time];
            for words in heights.into_iter().flatten() {
                assert!(summary::lines_of(&ui, words) <= 2, "{words}");
            }
        }
        assert_eq!(ui.cut, [""; 0], "{}", named(&exercise));
    }
}

/// A set in which everything can be told, with something off and a first repetition that was good.
fn eventful(exercise: &Exercise, is_judged: bool) -> SetFigures {
    let sides: &[Option<Side>] = match exercise.cycle.side {
        Some(_) => &[Some(Side::Left), Some(Side::Right)],
        None => &[None],
    };
    let mut events = vec![Event::Start];
    for n in 1..=24 {
        let id = exercise.faults[n % exercise.faults.len()].id.clone();
        let (side, value) = (sides[n % sides.len()], 0.0);
        let band = coach::Band::Bad;
        events.extend((n % 3 == 0).then_some(Event::Fault {
            id,
            band,
            side,
            value,
        }));
        events.push(Event::Rep {
            n: n as u32,
            side,
            peak: 80.0,
            range: 88.8,
            in_s: 12.3,
            hold_s: 28.8,
            out_s: 12.3,
            good: (is_judged || n % 5 > 0).then_some(n % 3 > 0),
            why: Vec::new(),
        });
    }
    let timed = events.into_iter().zip(0..);
    let events: Vec<Timed> = timed
        .map(|(event, n)| Timed {
            t_s: f64::from(n) * 30.0,
            event,
        })
        .collect();
    let observed = Observed {
        until_s: 720.0,
        unseen_s: 88.0,
        ..Observed::default()
    };
    SetFigures::of(&exercise.id, &events, observed)
}

#[test]
fn every_line_of_the_tables_of_a_summary_has_room() {
    let mut crowded = Vec::new();
    let each = || shown_exercises();
    let judged = each()
        .map(|shown| (shown, true))
        .chain(each().map(|shown| (shown, false)));
    for ((mut ui, exercise), is_judged) in judged {
        let figures = eventful(&exercise, is_judged);
        let earlier = Some(session::Earlier {
            last: Some((20_422, figures.clone())),
            longest_s: Some(28.8),
            farthest: Some(88.8),
        });
        let set = session::SessionSet {
            dose: exercise.dose("standard").unwrap().clone(),
            exercise,
            figures,
            earlier,
        };
        let recap = Recap::of(&set.exercise, &set.dose, &set.figures).beside(set.earlier.as_ref());
        let one = Scene::Summary(summary_scene(&recap, None));
        crowded.extend(without_room(&mut ui, &one));
        let session = session::SessionRecap::of(recap.language, std::slice::from_ref(&set));
        let all = routine_scene(&session, crate::routine::Ending::Done);
        assert!(!all.exercises[0].below.is_empty() && !all.exercises[0].last.is_empty());
        let all = Scene::Summary(all);
        crowded.extend(without_room(&mut ui, &all));
    }
    assert_eq!(crowded, [""; 0]);
}

#[test]
fn what_is_shown_after_a_stop_for_pain_is_not_cut() {
    for language in Language::ALL {
        let mut ui = small_ui(language);
        let exercise = exercise::load_in(language, "bird-dog", None, None).unwrap();
        let longest = exercise::load_in(language, "seated-forward-bend", None, None).unwrap();
        let scene = SummaryScene {
            title: words::summary::title(language, &longest.name, true),
            advice: words::PAIN
                .in_language(language)
                .map(str::to_owned)
                .to_vec(),
            ..empty_summary(&exercise)
        };
        draw(&mut ui, &Scene::Summary(scene), &DrawContext::default());
        assert_eq!(ui.cut, [""; 0], "{language}");
    }
}

#[test]
fn every_line_of_the_questions_about_pain_has_room() {
    let numbers = [None, Some(0), Some(10)];
    for language in Language::ALL {
        let mut ui = small_ui(language);
        let exercise = exercise::load_in(language, "bird-dog", None, None).unwrap();
        for (before, number) in numbers
            .iter()
            .flat_map(|one| numbers.map(|two| (*one, two)))
        {
            let asked = Scene::PainBefore(PainBeforeScene { number });
            assert_eq!(without_room(&mut ui, &asked), [""; 0], "{language}");
            let scene = SummaryScene {
                pain: Some(PainRow::new(language, before, number)),
                ..empty_summary(&exercise)
            };
            let summary = Scene::Summary(scene);
            assert_eq!(without_room(&mut ui, &summary), [""; 0], "{language}");
        }
    }
}

#[test]
fn no_line_after_a_stop_is_cut_whatever_comes_next() {
    for language in Language::ALL {
        let mut ui = small_ui(language);
        let words = |text: words::Text| text.said_in(language);
        for exercise in all_exercises(language) {
            let below = exercise.variant_name.as_ref().unwrap_or(&exercise.name);
            let cards = [
                (pain::GO_ON_GENTLY, words(pain::LESS_OF_IT)),
                (pain::EASIER, below.clone()),
                (pain::NEXT, exercise.name.clone()),
                (pain::END, words(pain::WELL_DONE)),
            ];
            let cards = cards.map(|(title, below)| PainChoice {
                title: words(title),
                below,
            });
            let scene = PainScene {
                number: Some(10),
                choices: cards.to_vec(),
                focus: 0,
                is_saved: true,
                place: pain::place(language, &exercise.name, 10, 12),
                is_read_aloud: true,
            };
            draw(
                &mut ui,
                &Scene::Pain(scene.clone()),
                &DrawContext::default(),
            );
            let lines = scene.choices.iter().map(|it| lines_below(&ui, it));
            assert!(lines.max() <= Some(2), "{language}: {scene:?}");
        }
        assert_eq!(ui.cut, [""; 0], "{language}");
    }
}

#[test]
fn how_an_exercise_is_done_with_care_fits_its_card() {
    for language in Language::ALL {
        let mut ui = small_ui(language);
        let flags = crate::settings::flags(language).iter();
        let care = flags.flat_map(|flag| flag.care.values());
        let agreed = words::settings::AS_AGREED.in_language(language);
        for how in care.map(String::as_str).chain([agreed]) {
            home::card_line(&mut ui, how);
        }
        assert_eq!(ui.cut, [""; 0], "{language}");
    }
}

/// Lines that lie on each other or beside the screen.
fn crowded(ui: &Ui) -> Vec<String> {
    let mut crowded = Vec::new();
    for (i, (text, place)) in ui.lines.iter().enumerate() {
        let is_outside = place.x < 0.0 || place.right() > layout::WIDTH;
        let meets = |other: &Rect| {
            place.x < other.right()
                && other.x < place.right()
                && place.y < other.y + other.h
                && other.y < place.y + place.h
        };
        let others = ui.lines[i + 1..].iter();
        crowded.extend(is_outside.then(|| format!("{text:?} is outside")));
        crowded.extend(
            others
                .filter(|(_, other)| meets(other))
                .map(|(other, _)| format!("{text:?} on {other:?}")),
        );
    }
    crowded
}

/// The lines of a scene that have no room, in text of either size.
fn without_room(ui: &mut Ui, scene: &Scene) -> Vec<String> {
    let mut lines = Vec::new();
    for is_large in [false, true] {
        ui.set_large_text(is_large);
        ui.lines.clear();
        draw(ui, scene, &DrawContext::default());
        let cut = ui.cut.drain(..).map(|text| format!("{text:?} is cut"));
        lines.extend(cut);
        lines.extend(crowded(ui));
    }
    lines
}

#[test]
fn large_text_is_larger_where_there_is_room_and_never_smaller() {
    let mut ui = small_ui(Language::English);
    let heights = |ui: &mut Ui, is_large| {
        ui.set_large_text(is_large);
        let scene = SoundScene {
            page: SoundPage::Help,
            focus: CheckButton::Yes,
            trouble: None,
            step: None,
        };
        ui.lines.clear();
        draw(ui, &Scene::Sound(scene), &DrawContext::default());
        let lines = ui.lines.iter().map(|(_, place)| place.h);
        lines.collect::<Vec<f32>>()
    };
    let (normal, large) = (heights(&mut ui, false), heights(&mut ui, true));
    assert_eq!(normal.len(), large.len());
    assert!(
        normal
            .iter()
            .zip(&large)
            .all(|(normal, large)| large >= normal)
    );
    let larger = normal
        .iter()
        .zip(&large)
        .filter(|(normal, large)| large > normal);
    assert!(larger.count() >= 7);
}

#[test]
fn every_line_of_the_safety_questions_has_room() {
    let mut lines = BTreeSet::new();
    for language in Language::ALL {
        for page in [SafetyPage::Questions, SafetyPage::Advice] {
            for (is_first, is_read_aloud) in [(false, true), (true, false)] {
                let scene = Scene::Safety(SafetyScene {
                    page,
                    hover: Some(SafetyButton::One),
                    is_first,
                    is_read_aloud,
                });
                lines.extend(without_room(&mut small_ui(language), &scene));
            }
        }
    }
    assert_eq!(lines, BTreeSet::new());
}

#[test]
fn every_line_of_the_checks_has_room() {
    let mut lines = BTreeSet::new();
    for language in Language::ALL {
        let mut ui = small_ui(language);
        for step in [None, Some(2)] {
            for page in [SoundPage::Question, SoundPage::Help] {
                let scene = SoundScene {
                    page,
                    focus: CheckButton::No,
                    trouble: Some(words::voice::NO_SPEECH.to_owned()),
                    step,
                };
                lines.extend(without_room(&mut ui, &Scene::Sound(scene)));
            }
            for cameras in 0..=MOST_CAMERAS {
                let view = CameraView {
                    name: "Integrated Webcam".to_owned(),
                    picture: None,
                    note: (cameras == 2).then(|| crate::source::SourceError::NoCamera.to_string()),
                };
                let scene = CameraScene {
                    cameras: vec![view; cameras],
                    focus: 0,
                    is_mirrored: true,
                    step,
                };
                lines.extend(without_room(&mut ui, &Scene::Camera(scene)));
            }
        }
    }
    assert_eq!(lines, BTreeSet::new());
}

#[test]
fn every_line_of_the_history_has_room() {
    let mut lines = BTreeSet::new();
    for language in Language::ALL {
        let mut ui = small_ui(language);
        for scene in crate::app::history_scenes(language) {
            lines.extend(without_room(&mut ui, &Scene::History(scene)));
        }
        // Any exercise can be in it, and any month.
        let [scene, ..] = &crate::app::history_scenes(language)[..] else {
            panic!("no scenes")
        };
        for exercise in all_exercises(language) {
            let mut scene = scene.clone();
            if let Some(trend) = &mut scene.trend {
                trend.exercise = exercise.name;
            }
            lines.extend(without_room(&mut ui, &Scene::History(scene)));
        }
        for name in words::history::MONTHS.in_language(language) {
            let mut scene = scene.clone();
            scene.month.name = name;
            scene.month.first_column = 6;
            lines.extend(without_room(&mut ui, &Scene::History(scene)));
        }
    }
    assert_eq!(lines, BTreeSet::new());
}

#[test]
fn every_line_of_the_settings_has_room() {
    let mut lines = BTreeSet::new();
    for language in Language::ALL {
        for scene in crate::app::settings_scenes(language) {
            let scene = Scene::Settings(scene);
            lines.extend(without_room(&mut small_ui(language), &scene));
        }
    }
    assert_eq!(lines, BTreeSet::new());
}

#[test]
fn every_line_of_a_rest_has_room() {
    let mut lines = BTreeSet::new();
    for (mut ui, exercise) in shown_exercises() {
        let figures = SetFigures::default();
        let dose = exercise.dose("long").unwrap();
        let mut over = Recap::of(&exercise, dose, &figures);
        for fault in &exercise.faults {
            over.next_time = Some(fault.cues.first().to_owned());
            let rest = RestScene::new(Some(&over), &exercise, dose, [12, 12]);
            let scene = Scene::Rest(rest.at(45.0, 45.0, true));
            lines.extend(without_room(&mut ui, &scene));
        }
        let form = |form: exercise::Form| form.called(exercise.language);
        over.easier = exercise.easier().map(form);
        let easier = over.easier.clone().map(|form| (RestChange::Easier, form));
        let harder = exercise
            .harder()
            .map(|harder| (RestChange::Harder, form(harder)));
        let another = Some((RestChange::Another, exercise.name.clone()));
        let rest = RestScene::new(Some(&over), &exercise, dose, [12, 12]);
        let scene = RestScene {
            changes: [easier, harder, another].into_iter().flatten().collect(),
            waits_for: Some(words::routine::CAMERA_GONE.said_in(exercise.language)),
            ..rest
        };
        lines.extend(without_room(&mut ui, &Scene::Rest(scene)));
    }
    assert_eq!(lines, BTreeSet::new());
}

#[test]
fn every_line_of_the_home_screen_has_room() {
    use words::home;
    let mut lines = BTreeSet::new();
    for language in Language::ALL {
        let exercises = exercise::ids();
        let exercises = exercises
            .iter()
            .map(|id| exercise::load_in(language, id, None, None).unwrap());
        let exercises: Vec<Exercise> = exercises.collect();
        for dose in ["standard", "beginner", "long"] {
            let words = |exercise: &Exercise, dose: &str| {
                home::short_dose(language, &exercise.dose(dose).unwrap().words)
            };
            let set = |exercise: &Exercise| HomeSet {
                exercise: exercise.id.clone(),
                name: exercise.name.clone(),
                dose: words(exercise, dose),
                figure: None,
            };
            let card = |exercise: &Exercise| HomeCard {
                care: None,
                name: exercise.name.clone(),
                purpose: home::STRENGTHENS.said_in(language),
                below: words(exercise, "standard"),
                figure: None,
            };
            for (hour, sets) in [6, 12, 20].into_iter().zip(exercises.chunks(4)) {
                let scene = Scene::Home(HomeScene {
                    greeting: home::greeting(language, hour),
                    routine: home::routine_takes(language, 25),
                    sets: sets.iter().map(set).collect(),
                    week: [DayMark::Done; 7],
                    days: home::days(language, 7, 3),
                    cards: exercises.iter().map(card).collect(),
                    focus: Focus::Routine,
                    note: (hour == 6).then(|| home::NO_CAMERA.said_in(language)),
                });
                lines.extend(without_room(&mut small_ui(language), &scene));
            }
        }
    }
    assert_eq!(lines, BTreeSet::new());
}
