//! Shows the keyframes of exercises from two sides, and says what is impossible about them.
//!
//! ```text
//! cargo run --release --example keyframes -- sheet.png bird-dog cobra:too_high cobra:fast=0.5 cobra+sphinx …
//! ```
//!
//! A row of moments from the exercise's own side, and below it the same moments from another
//! side. An exercise's file is taken from `exercises/`, so that it can be changed without a
//! build.

#![allow(clippy::print_stdout)]

use std::path::Path;

use anyhow::{Context, Result};
use glam::Vec3;
use image::{RgbImage, imageops};
use spotter::exercise::{self, SizedFault};
use spotter::performer::camera::Camera;
use spotter::performer::look::Look;
use spotter::performer::render::{Quality, Renderer};
use spotter::performer::{Animation, AnimationSettings, anatomy, landmarks::landmarks};

const TILE: (u32, u32) = (320, 240);
const MOMENTS: u32 = 6;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let out = args
        .next()
        .context("first the picture to write, then exercises")?;
    let wanted: Vec<String> = args.collect();
    let mut sheet = RgbImage::new(TILE.0 * MOMENTS, TILE.1 * 2 * wanted.len() as u32);
    for (row, text) in wanted.iter().enumerate() {
        let (id, fault) = text
            .split_once(':')
            .map_or((text.as_str(), None), |(id, fault)| (id, Some(fault)));
        let (id, variant) = id
            .split_once('+')
            .map_or((id, None), |(id, variant)| (id, Some(variant)));
        let path = format!("exercises/{id}.toml");
        let movement = exercise::load_movement_file(Path::new(&path), variant)?;
        let faults = fault.map(sized).transpose()?.into_iter().collect();
        let animation = Animation::new(
            &movement,
            AnimationSettings {
                faults,
                repetitions: Some(1),
                rest_s: Some(0.0),
                ..AnimationSettings::default()
            },
        )?;
        println!("{text}: {:.1} s", animation.length_s());
        for finding in anatomy::findings(&animation, 20.0) {
            println!("  {finding}");
        }
        for (below, turn_deg) in [(0, 0.0), (1, 70.0)] {
            let azimuth_deg = movement.camera.azimuth_deg + turn_deg;
            for moment in 0..MOMENTS {
                let t_s = animation.length_s() * f64::from(moment) / f64::from(MOMENTS);
                let picture = picture(&animation, azimuth_deg, t_s);
                let (x, y) = (moment * TILE.0, (2 * row as u32 + below) * TILE.1);
                imageops::replace(&mut sheet, &picture, x.into(), y.into());
            }
        }
    }
    sheet.save(&out)?;
    Ok(())
}

fn sized(text: &str) -> Result<SizedFault> {
    let (id, size) = text
        .split_once('=')
        .map_or((text, None), |(id, size)| (id, Some(size)));
    Ok(SizedFault {
        id: id.to_owned(),
        size: size.map(str::parse).transpose()?,
    })
}

fn picture(animation: &Animation, azimuth_deg: f32, t_s: f64) -> RgbImage {
    let skeleton = animation.skeleton_at(t_s);
    let points = landmarks(animation.build(), &skeleton);
    let centre = points.iter().sum::<Vec3>() / points.len() as f32;
    let camera = Camera {
        azimuth_deg,
        target: centre.with_y(0.45),
        distance_m: 2.4,
        width: TILE.0,
        height: TILE.1,
        ..Camera::default()
    };
    let mut picture = RgbImage::new(TILE.0, TILE.1);
    Renderer::new(camera, Look::default(), Quality::FAST).render(
        animation.build(),
        &skeleton,
        0,
        &mut picture,
    );
    picture
}
