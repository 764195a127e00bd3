//! Draws every scene with made-up data: to PNG files without a window, or in a real window.
//!
//! ```sh
//! cargo run --release --example screens -- --out target/screens
//! cargo run --release --example screens -- --window
//! cargo run --release --example screens -- --timing
//! ```

#![allow(clippy::print_stdout)]

#[path = "../../tests/support/scenes.rs"]
mod demo;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;
use spotter::screen::{self, DrawContext, Input, Message, Scene, Ui, Window};

/// Draws every scene with made-up data.
#[derive(Parser)]
struct Arguments {
    /// Folder for the PNG files.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Picture to stand in for the camera; a grey gradient without it.
    #[arg(long, value_name = "FILE")]
    picture: Option<PathBuf>,
    /// Only scenes whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Show the picture mirrored.
    #[arg(long)]
    mirror: bool,
    /// Measure the time for each scene.
    #[arg(long)]
    timing: bool,
    /// Show the scenes in a window: Space for the next one, Esc to end.
    #[arg(long)]
    window: bool,
}

const SIZES: [(usize, usize); 3] = [(1280, 720), (960, 540), (1920, 1080)];

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let picture = match &arguments.picture {
        Some(path) => image::open(path)
            .with_context(|| format!("the picture {} can't be read", path.display()))?
            .to_rgb8(),
        None => demo::gradient(),
    };
    let view = DrawContext {
        picture: Some(&picture),
        is_mirrored: arguments.mirror,
        is_voice_on: true,
        ..DrawContext::default()
    };
    if let Some(folder) = &arguments.out {
        write_all(folder, &arguments.only, &view)?;
    }
    if arguments.timing {
        measure(&arguments.only, &view)?;
    }
    if arguments.window {
        show(&view)?;
    }
    Ok(())
}

fn write_all(folder: &Path, only: &str, view: &DrawContext) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for (width, height) in SIZES {
        let mut ui = Ui::new(width, height)?;
        let mut written = Ok(());
        demo::draw_all(&mut ui, view, |name, ui| {
            if written.is_ok() && name.contains(only) {
                let path = folder.join(format!("{name}-{width}x{height}.png"));
                written = ui
                    .canvas()
                    .image()
                    .save(&path)
                    .with_context(|| format!("{} can't be written", path.display()));
            }
        });
        written?;
    }
    Ok(())
}

/// Prints how long scenes take to draw: whole, without the person, without the picture. The
/// fastest of many rounds is the one that other programs disturbed least.
fn measure(only: &str, view: &DrawContext) -> Result<()> {
    for (width, height) in SIZES {
        let mut ui = Ui::new(width, height)?;
        for (name, scene) in demo::scenes() {
            if !name.contains(only) {
                continue;
            }
            let no_picture = DrawContext {
                picture: None,
                ..*view
            };
            let [whole, whole_median] = time(&mut ui, &scene, view);
            let [nobody, _] = time(&mut ui, &demo::without_person(scene.clone()), view);
            let [bare, _] = time(&mut ui, &scene, &no_picture);
            println!(
                "{width}x{height} {name}: {whole:.2} ms a frame (median {whole_median:.2}), \
                 {nobody:.2} without the person, {bare:.2} without the picture"
            );
        }
    }
    Ok(())
}

/// Fastest and median time to draw a scene, in milliseconds.
fn time(ui: &mut Ui, scene: &Scene, view: &DrawContext) -> [f64; 2] {
    const ROUNDS: usize = 300;
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            screen::draw(ui, scene, view);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    [times[0], times[ROUNDS / 2]]
}

fn show(view: &DrawContext) -> Result<()> {
    let scenes = demo::scenes();
    let message = Message {
        on_escape: "End",
        ..demo::MESSAGE
    };
    let mut window = Window::open("Spotter: screens")?;
    let (width, height) = window.size();
    let mut ui = Ui::new(width, height)?;
    let mut view = *view;
    let mut current = 0;
    loop {
        let (width, height) = window.size();
        ui.resize(width, height);
        match scenes.get(current) {
            Some((_, scene)) => screen::draw(&mut ui, scene, &view),
            None => screen::draw_message(&mut ui, &message),
        }
        window.wait();
        window.show(ui.canvas())?;
        for input in window.poll() {
            println!("{input:?}");
            match input {
                Input::Back | Input::Close => return Ok(()),
                Input::Pause => current = (current + 1) % (scenes.len() + 1),
                Input::Mirror => view.is_mirrored = !view.is_mirrored,
                Input::Voice => view.is_voice_on = !view.is_voice_on,
                _ => {}
            }
        }
    }
}
