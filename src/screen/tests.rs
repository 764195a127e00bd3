//! Whole scenes: the same data gives the same bytes, mirroring mirrors, odd data does no harm.

use image::RgbImage;

use super::*;
use crate::coach::{
    CheckRow, CheckState, CoachScene, CueFigure, Dot, DotRow, Figure, JudgedBone, Mark, Meter,
    Ring, SetupScene, Side, Strip, StripKind, SummaryRow, SummaryScene, Turn,
};
use crate::pose::LANDMARKS;

fn strip() -> Strip {
    Strip {
        kind: StripKind::Cue,
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
        subtitle: "Set 1 of 3".to_owned(),
        ring: Ring {
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
            zone: [-15.0, 10.0],
            value: Some(27.0),
            mark: Mark::Bad,
            words: ["low".to_owned(), "high".to_owned()],
            best: Some(-20.0),
        }),
        strip: strip(),
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
        rows: states.map(|state| CheckRow {
            label: "Side-on".to_owned(),
            hint: "Turn a little".to_owned(),
            state,
            icon: Icon::Turn,
        }),
        strip: strip(),
        brackets: [64.0, 112.0, 772.0, 340.0],
        turn: Some(Turn::Right),
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

fn draw_at(size: (usize, usize), scene: &Scene, view: &View) -> Vec<u32> {
    let mut ui = Ui::new(size.0, size.1).unwrap();
    draw(&mut ui, scene, view);
    ui.canvas().pixels().to_vec()
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let picture = picture();
    let view = View {
        picture: Some(&picture),
        ..View::default()
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
        draw(&mut ui, &Scene::Coach(coach_scene()), &View::default());
        draw(&mut ui, &scene, &view);
        assert!(ui.canvas().pixels() == first);
        assert!(draw_at((960, 540), &scene, &view) == first);
    }
}

#[test]
fn outside_the_layout_there_is_only_ground() {
    let pixels = draw_at((1280, 800), &Scene::Coach(coach_scene()), &View::default());
    let outside = pixels[..40 * 1280].iter().chain(&pixels[760 * 1280..]);
    for pixel in outside {
        assert_eq!(*pixel, tokens::NIGHT.rgb);
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
        let view = View {
            picture: Some(&picture),
            is_mirrored,
            ..View::default()
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
            let view = View {
                picture,
                ..View::default()
            };
            draw_at(size, &Scene::Coach(scene.clone()), &view);
            draw_at(size, &Scene::Setup(setup.clone()), &view);
            draw_at(size, &Scene::Summary(summary_scene()), &view);
        }
    }
}
