//! Whole scenes: the same data gives the same bytes, mirroring mirrors, odd data does no harm.

use image::RgbImage;

use super::*;
use crate::blazepose::{LANDMARKS, Side};
use crate::coach::{self, Coach, Command};
use crate::exercise::{self, Exercise};
use crate::session;
use crate::words;

fn banner() -> BannerLine {
    BannerLine {
        look: BannerLook::Cue,
        icon: Icon::Arrow { angle_rad: 0.5 },
        text: "Push heel back, not up".to_owned(),
    }
}

fn figure() -> Figure {
    let mut points = [None; LANDMARKS];
    for (i, point) in points.iter_mut().enumerate() {
        *point = Some([200.0 + 20.0 * i as f32, 300.0 + 90.0 * (i as f32).sin()]);
    }
    let ends = [[300.0, 300.0], [420.0, 260.0], [540.0, 180.0]];
    let marks = [Mark::Good, Mark::Warn, Mark::Bad, Mark::Unknown];
    Figure {
        points,
        near: Some(Side::Left),
        judged: marks
            .map(|mark| JudgedBone {
                from: ends[0],
                to: ends[1],
                mark,
            })
            .to_vec(),
        line: Some((ends.to_vec(), Mark::Bad)),
        cue: Some(CueFigure {
            pivot: ends[0],
            end: ends[2],
            target: [560.0, 320.0],
            angle_deg: Some(27.0),
            is_turn: true,
        }),
        outline: vec![vec![[200.0, 200.0], [600.0, 220.0], [400.0, 500.0]]],
    }
}

fn coach_scene() -> CoachScene {
    CoachScene {
        exercise: "Bird dog".to_owned(),
        variant: None,
        subtitle: "Set 1 of 3".to_owned(),
        ring: CountRing {
            number: 4,
            unit: "of 6".to_owned(),
            part: 0.4,
            stopped: true,
        },
        side: Some((Side::Left, "Left arm".to_owned())),
        dots: vec![DotRow {
            side: Some(Side::Left),
            at_work: true,
            dots: vec![Dot::Good, Dot::Counted, Dot::Now, Dot::ToDo],
        }],
        meter: Some(Meter {
            low: -90.0,
            high: 40.0,
            zones: vec![[-15.0, 10.0]],
            value: Some(27.0),
            mark: Mark::Bad,
            words: ["low".to_owned(), "high".to_owned()],
            best: Some(-20.0),
        }),
        banner: banner(),
        figure: Some(figure()),
        is_paused: true,
        notice: Some("Paused".to_owned()),
        footer: "about 9 minutes left".to_owned(),
    }
}

fn setup_scene() -> SetupScene {
    let states = [
        CheckState::Done,
        CheckState::Open,
        CheckState::Waiting,
        CheckState::NotSeen,
        CheckState::Done,
    ];
    SetupScene {
        exercise: "Bird dog".to_owned(),
        variant: None,
        pose_words: "Hands and knees".to_owned(),
        rows: Vec::from(states.map(|state| CheckRow {
            check: Check::View,
            label: "Side-on".to_owned(),
            hint: "Turn a little".to_owned(),
            state,
            icon: Icon::BentArrow,
        })),
        banner: banner(),
        turn: Some(TurnArrow::Right),
        figure: Some(figure()),
    }
}

fn summary_scene() -> SummaryScene {
    SummaryScene {
        title: "Bird dog, done".to_owned(),
        subtitle: "1 set · 2 minutes".to_owned(),
        advice: Vec::new(),
        went_well: Some("Back stayed long and steady".to_owned()),
        next_time: None,
        rows: vec![SummaryRow {
            label: "Repetitions".to_owned(),
            left: ("12".to_owned(), 1.0),
            right: Some(("11".to_owned(), 0.9)),
        }],
        cues: vec![("Push heel back, not up".to_owned(), 2, 8.4); 20],
        without_cues: "None was needed".to_owned(),
        footer: "Saved on this computer only".to_owned(),
    }
}

fn picture() -> RgbImage {
    RgbImage::from_fn(320, 180, |x, y| image::Rgb([x as u8, y as u8, 90]))
}

fn draw_at(size: (usize, usize), scene: &Scene, view: &DrawContext) -> Vec<u32> {
    let mut ui = Ui::new(size.0, size.1).unwrap();
    draw(&mut ui, scene, view);
    ui.canvas().pixels().to_vec()
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let picture = picture();
    let view = DrawContext {
        picture: Some(&picture),
        ..DrawContext::default()
    };
    for scene in [
        Scene::Setup(setup_scene()),
        Scene::Coach(coach_scene()),
        Scene::Summary(summary_scene()),
    ] {
        let mut ui = Ui::new(960, 540).unwrap();
        draw(&mut ui, &scene, &view);
        let first = ui.canvas().pixels().to_vec();
        // With a glyph cache that is warm now, and on a canvas that is full.
        draw(
            &mut ui,
            &Scene::Coach(coach_scene()),
            &DrawContext::default(),
        );
        draw(&mut ui, &scene, &view);
        assert!(ui.canvas().pixels() == first);
        assert!(draw_at((960, 540), &scene, &view) == first);
    }
}

#[test]
fn outside_the_layout_there_is_only_ground() {
    let pixels = draw_at(
        (1280, 800),
        &Scene::Coach(coach_scene()),
        &DrawContext::default(),
    );
    let outside = pixels[..40 * 1280].iter().chain(&pixels[760 * 1280..]);
    for pixel in outside {
        assert_eq!(*pixel, tokens::NIGHT.rgb);
    }
}

#[test]
fn the_outline_ends_with_the_picture() {
    // Fitted whole, it leaves a strip at either side.
    let picture = RgbImage::from_pixel(640, 480, image::Rgb([120; 3]));
    let view = DrawContext {
        picture: Some(&picture),
        ..DrawContext::default()
    };
    let with = |outline| {
        let figure = Figure {
            outline,
            ..figure()
        };
        let figure = Some(figure);
        let scene = SetupScene {
            figure,
            turn: None,
            ..setup_scene()
        };
        draw_at((1280, 720), &Scene::Setup(scene), &view)
    };
    let beyond = with(vec![vec![[-90.0, 200.0], [730.0, 220.0], [300.0, 400.0]]]);
    let nothing = with(Vec::new());
    assert!(beyond != nothing);
    let picture = 130..814;
    for (i, (a, b)) in beyond.iter().zip(&nothing).enumerate() {
        assert!(
            a == b || picture.contains(&(i % 1280)),
            "column {}",
            i % 1280
        );
    }
}

#[test]
fn the_mirrored_picture_shows_the_mirrored_person() {
    let picture = RgbImage::from_pixel(1280, 720, image::Rgb([120; 3]));
    let scene = Scene::Coach(CoachScene {
        meter: None,
        notice: None,
        figure: Some(Figure {
            cue: None,
            judged: Vec::new(),
            ..figure()
        }),
        ..coach_scene()
    });
    let drawn = |is_mirrored| {
        let view = DrawContext {
            picture: Some(&picture),
            is_mirrored,
            ..DrawContext::default()
        };
        draw_at((1280, 720), &scene, &view)
    };
    let (plain, mirrored) = (drawn(false), drawn(true));
    let mut marked = 0;
    for row in 16..529 {
        for column in 0..912 {
            let a = plain[row * 1280 + 16 + column].to_be_bytes();
            let b = mirrored[row * 1280 + 927 - column].to_be_bytes();
            // Rounding of coordinates may differ in the last place.
            let is_same = a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 2);
            assert!(is_same, "{a:?} and {b:?} in row {row}, column {column}");
            marked += u32::from(a[1].abs_diff(120) > 60);
        }
    }
    assert!(marked > 1000, "no person in the picture");
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

#[test]
fn odd_data_and_odd_sizes_do_no_harm() {
    let mut scene = coach_scene();
    scene.exercise = "Ein sehr langer Name für eine Übung, der nirgends hinpasst".to_owned();
    scene.ring.number = u32::MAX;
    scene.ring.part = f32::NAN;
    scene.dots[0].dots = vec![Dot::Good; 60];
    let odd = [f32::NAN, f32::INFINITY, -1e30, 1e9];
    if let Some(figure) = &mut scene.figure {
        for (i, point) in figure.points.iter_mut().enumerate() {
            *point = Some([odd[i % 4], odd[(i / 4) % 4]]);
        }
        for (bone, x) in figure.judged.iter_mut().zip(odd) {
            bone.to = [x, -x];
        }
        figure.line = Some((vec![[f32::NAN; 2], [1e30; 2]], Mark::Bad));
    }
    if let Some(meter) = &mut scene.meter {
        meter.value = Some(f32::INFINITY);
        meter.high = meter.low;
    }
    let mut setup = setup_scene();
    if let Some(figure) = &mut setup.figure {
        figure.outline = vec![Vec::new(), vec![[1.0, 1.0]], vec![[f32::INFINITY; 2]; 3]];
    }
    for size in [(1, 1), (37, 400), (1000, 3)] {
        let picture = RgbImage::new(3, 1);
        for picture in [None, Some(&picture), Some(&RgbImage::new(0, 0))] {
            let view = DrawContext {
                picture,
                ..DrawContext::default()
            };
            draw_at(size, &Scene::Coach(scene.clone()), &view);
            draw_at(size, &Scene::Setup(setup.clone()), &view);
            draw_at(size, &Scene::Summary(summary_scene()), &view);
        }
    }
}

/// Every exercise in every way of doing it.
fn all_exercises() -> Vec<Exercise> {
    let of = |id: &String| {
        let plain = exercise::load(id, None, None).unwrap();
        let variants = plain.variants.clone();
        let variants = variants
            .iter()
            .map(|name| exercise::load(id, Some(name), None).unwrap())
            .collect::<Vec<_>>();
        std::iter::once(plain).chain(variants).collect::<Vec<_>>()
    };
    exercise::ids().iter().flat_map(of).collect()
}

/// Small: what fits is decided in layout units.
fn small_ui() -> Ui {
    Ui::new(160, 90).unwrap()
}

#[test]
fn no_sentence_on_the_strip_is_cut() {
    let mut ui = small_ui();
    for exercise in all_exercises() {
        for text in banner_sentences(&exercise) {
            let line = BannerLine { text, ..banner() };
            widgets::banner(&mut ui, &line, Icon::Tick);
        }
        assert_eq!(ui.cut, [""; 0], "{} {:?}", exercise.id, exercise.variant);
    }
}

#[test]
fn a_sentence_that_is_too_long_for_the_strip_is_noticed() {
    let mut ui = small_ui();
    let line = BannerLine {
        text: "I lost you. Look at the camera for a second.".to_owned(),
        ..banner()
    };
    widgets::banner(&mut ui, &line, Icon::Tick);
    assert_eq!(ui.cut.len(), 1);
}

#[test]
fn no_line_of_the_live_scenes_is_cut() {
    let mut ui = small_ui();
    let picture = picture();
    let view = DrawContext {
        picture: Some(&picture),
        ..DrawContext::default()
    };
    for exercise in all_exercises() {
        for dose in exercise.doses.values().cloned() {
            let options = coach::Options {
                dose,
                ..coach::Options::usual(&exercise, true).unwrap()
            };
            let mut coach = Coach::new(exercise.clone(), options);
            let mut out = coach::Output::default();
            draw(
                &mut ui,
                &scene(coach.exercise(), &coach.snapshot(), None),
                &view,
            );
            coach.command(Command::StartAnyway, &mut out);
            draw(
                &mut ui,
                &scene(coach.exercise(), &coach.snapshot(), None),
                &view,
            );
            coach.command(Command::Pause, &mut out);
            let mut paused = scene(coach.exercise(), &coach.snapshot(), None);
            draw(&mut ui, &paused, &view);
            // Both sides have their turn.
            if let Scene::Coach(scene) = &mut paused
                && let Some(words) = &exercise.cycle.side_words
            {
                scene.side = Some((Side::Right, words.right.clone()));
            }
            draw(&mut ui, &paused, &view);
            assert_eq!(ui.cut, [""; 0], "{} {:?}", exercise.id, exercise.variant);
        }
    }
}

/// The rows of the checklist in all that can be missing.
#[test]
fn no_row_of_the_checklist_is_cut_and_none_speaks_of_nobody() {
    let mut ui = small_ui();
    let nobody = Coach::new(
        exercise::load("cobra", None, None).unwrap(),
        coach::Options::usual(&exercise::load("cobra", None, None).unwrap(), true).unwrap(),
    );
    let Scene::Setup(scene) = scene(nobody.exercise(), &nobody.snapshot(), None) else {
        panic!("not begun")
    };
    assert!(scene.rows.iter().all(|row| row.hint.is_empty()));
    let area = Rect::new(956.0, 100.0, 296.0, 60.0);
    for hint in words::checklist::HINTS {
        let row = CheckRow {
            check: Check::View,
            label: "Chest to the camera".to_owned(),
            hint: hint.to_owned(),
            state: CheckState::Open,
            icon: Icon::BentArrow,
        };
        widgets::check_row(&mut ui, area, &row, Icon::BentArrow);
    }
    assert_eq!(ui.cut, [""; 0]);
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
    let mut ui = small_ui();
    for exercise in all_exercises() {
        let praise = exercise.praise.clean_set.iter();
        let went_well: Vec<String> = summaries()
            .iter()
            .map(|summary| session::went_well(summary).unwrap())
            .chain(praise.map(|claim| claim.text.clone()))
            .collect();
        let cues = exercise
            .faults
            .iter()
            .map(|fault| fault.cues.first().to_owned());
        let next_time: Vec<String> = cues
            .chain([
                words::HOLD_LONGER.to_owned(),
                words::summary::GO_ALL_THE_WAY.to_owned(),
            ])
            .collect();
        for number in 0..went_well.len().max(next_time.len()) {
            let scene = SummaryScene {
                title: format!("{}, stopped", exercise.name),
                went_well: went_well.get(number).cloned(),
                next_time: next_time.get(number).cloned(),
                cues: exercise
                    .faults
                    .iter()
                    .map(|fault| (fault.label.clone(), 12, 120.0))
                    .collect(),
                ..summary_scene()
            };
            draw(
                &mut ui,
                &Scene::Summary(scene.clone()),
                &DrawContext::default(),
            );
            let heights = [&scene.went_well, &scene.next_time];
            for words in heights.into_iter().flatten() {
                assert!(summary::lines_of(&ui, words) <= 2, "{words}");
            }
        }
        assert_eq!(ui.cut, [""; 0], "{} {:?}", exercise.id, exercise.variant);
    }
}

#[test]
fn what_is_shown_after_a_stop_for_pain_is_not_cut() {
    let mut ui = small_ui();
    let scene = SummaryScene {
        title: "Seated forward bend, stopped".to_owned(),
        advice: words::PAIN.map(str::to_owned).to_vec(),
        went_well: None,
        ..summary_scene()
    };
    draw(&mut ui, &Scene::Summary(scene), &DrawContext::default());
    assert_eq!(ui.cut, [""; 0]);
}
