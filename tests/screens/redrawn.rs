//! One scene follows another on the same canvas, and only what has changed is sent to the window.

use image::{Rgb, RgbImage};
use spotter::coach::{Coach, Command, Options, Output};
use spotter::exercise::load;
use spotter::screen::{self, DrawContext, PixelRect, Scene, Ui};
use spotter::words::Language;

use super::recording::Recording;
use super::scenes;

/// A window that has only what was sent to it, and the canvas on which one scene follows another.
struct Shown {
    ui: Ui,
    language: Language,
    pixels: Vec<u32>,
}

impl Shown {
    fn new(size: (usize, usize), language: Language) -> Shown {
        Shown {
            ui: Ui::new(size.0, size.1).unwrap().in_language(language),
            language,
            pixels: Vec::new(),
        }
    }

    /// Takes over what has changed on the canvas, and gives where that is.
    fn send(&mut self) -> Vec<PixelRect> {
        let changes = self.ui.take_changes();
        let canvas = self.ui.canvas();
        if self.pixels.len() != canvas.pixels().len() {
            self.pixels = vec![u32::MAX; canvas.pixels().len()];
        }
        for area in &changes {
            for row in area.top as usize..area.bottom as usize {
                let start = row * canvas.width();
                let run = start + area.left as usize..start + area.right as usize;
                self.pixels[run.clone()].copy_from_slice(&canvas.pixels()[run]);
            }
        }
        changes
    }

    /// Draws a scene over what is there, and asks that nothing of that is left.
    fn show(&mut self, scene: &Scene, view: &DrawContext) -> Vec<PixelRect> {
        screen::draw(&mut self.ui, scene, view);
        let changes = self.send();
        let (width, height) = (self.ui.canvas().width(), self.ui.canvas().height());
        let mut new = Shown::new((width, height), self.language).ui;
        screen::draw(&mut new, scene, view);
        let new = new.canvas().pixels();
        assert!(self.ui.canvas().pixels() == new, "{width} × {height}");
        assert!(self.pixels == new, "not sent at {width} × {height}");
        changes
    }
}

#[test]
fn nothing_is_left_of_another_scene_and_all_that_changes_is_sent() {
    let wide = scenes::gradient();
    let narrow = RgbImage::from_pixel(640, 480, Rgb([9; 3]));
    let mut views = vec![DrawContext::default()];
    for (picture, is_mirrored) in [(&wide, false), (&wide, true), (&narrow, true)] {
        views.push(DrawContext {
            picture: Some(picture),
            is_mirrored,
            is_voice_on: !is_mirrored,
            ..DrawContext::default()
        });
    }
    views.push(DrawContext {
        camera_note: Some("The camera gives no picture: check that it is plugged in."),
        ..views[1]
    });
    let scenes = scenes::scenes();
    let (live, read) = scenes.split_at(6);
    for language in Language::ALL {
        let mut shown = Shown::new((960, 540), language);
        for (number, size) in [(960, 540), (703, 411), (320, 180)].into_iter().enumerate() {
            shown.ui.resize(size.0, size.1);
            for (before, after) in live.iter().flat_map(|a| live.iter().map(move |b| (a, b))) {
                shown.show(&before.1, &views[number]);
                for view in &views[number..] {
                    shown.show(&after.1, view);
                }
            }
            for (_, scene) in read {
                shown.show(scene, &views[0]);
                shown.show(&live[number].1, &views[1]);
            }
            screen::draw_message(&mut shown.ui, &scenes::MESSAGE);
            shown.send();
        }
    }
}

#[test]
fn only_the_camera_picture_is_drawn_where_only_that_is_new() {
    let pictures = [scenes::gradient(), RgbImage::new(1280, 720)];
    let [before, after] = [0, 1].map(|number| DrawContext {
        picture: Some(&pictures[number]),
        ..DrawContext::default()
    });
    let mut shown = Shown::new((1280, 720), Language::English);
    for (_, scene) in &scenes::scenes()[..6] {
        shown.show(scene, &before);
        let changes = shown.show(scene, &after);
        assert_eq!(changes, [PixelRect::new(16, 16, 928, 529)]);
    }
}

#[test]
fn a_recorded_set_is_shown_as_if_each_frame_was_drawn_anew() {
    let track = Recording::named("a_bird-dog").at_most(4.0);
    let exercise = load("bird-dog", None, None).unwrap();
    let options = Options::usual(&exercise, true).unwrap();
    let mut coach = Coach::new(exercise, options);
    let mut out = Output::default();
    let mut shown = Shown::new((640, 360), Language::English);
    for (number, (t_s, pose)) in track.tracked().enumerate() {
        if matches!(number % 60, 50 | 55) {
            coach.command(Command::Pause, &mut out);
        }
        let body = pose.as_ref().map(|pose| track.body(t_s, pose));
        coach.step(t_s, body.as_ref(), &mut out);
        let scene = screen::scene(coach.exercise(), &coach.snapshot(), body.as_ref());
        let picture = RgbImage::from_pixel(64, 36, Rgb([number as u8; 3]));
        let view = DrawContext {
            picture: Some(&picture),
            is_mirrored: number / 45 % 2 == 1,
            ..DrawContext::default()
        };
        if number % 70 == 69 {
            shown.ui.resize(640 + number, 360);
        }
        shown.show(&scene, &view);
    }
}
