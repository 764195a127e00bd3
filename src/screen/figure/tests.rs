use super::chip::place;
use super::cue::shortest_turn;
use super::*;
use glam::vec2;

use crate::blazepose::LANDMARKS;
use crate::screen::camera::CAMERA_AREA;
use crate::screen::widgets::METER_LEFT;

fn nobody() -> Figure {
    Figure::new([None; LANDMARKS], None)
}

fn fit() -> Fit {
    Fit::new(912, 513, CAMERA_AREA, false)
}

#[test]
fn the_chip_lies_half_way_and_seventy_beyond() {
    let limb = [vec2(300.0, 250.0), vec2(500.0, 250.0), vec2(300.0, 450.0)];
    let chip = place(limb, 80.0, 52.0, &nobody(), &fit());
    let [x, y] = chip.centre();
    let off = 270.0 * std::f32::consts::FRAC_1_SQRT_2;
    assert!((x - 300.0 - off).abs() < 0.01 && (y - 250.0 - off).abs() < 0.01);
}

#[test]
fn the_chip_keeps_off_the_meter_and_in_the_picture() {
    let limb = [vec2(600.0, 60.0), vec2(800.0, 30.0), vec2(800.0, 20.0)];
    let chip = place(limb, 80.0, 52.0, &nobody(), &fit());
    assert!(chip.right() < METER_LEFT);
    assert!(chip.y > CAMERA_AREA.y && chip.bottom() < CAMERA_AREA.bottom());
}

#[test]
fn the_chip_moves_off_the_body() {
    let limb = [vec2(300.0, 250.0), vec2(500.0, 250.0), vec2(500.0, 260.0)];
    let free = place(limb, 80.0, 52.0, &nobody(), &fit());
    let mut person = nobody();
    let [x, y] = free.centre();
    person.points[31] = Some([x - CAMERA_AREA.x, y - CAMERA_AREA.y]);
    let moved = place(limb, 80.0, 52.0, &person, &fit());
    let is_clear = y < moved.y || y > moved.bottom() || x < moved.x || x > moved.right();
    assert!(is_clear, "{moved:?} hides {x}, {y}");
}

#[test]
fn turns_take_the_short_way() {
    use std::f32::consts::PI;
    assert!((shortest_turn(3.0, -3.0) - (2.0 * PI - 6.0)).abs() < 1e-5);
    assert!((shortest_turn(-3.0, 3.0) + (2.0 * PI - 6.0)).abs() < 1e-5);
    assert!((shortest_turn(0.5, 0.2) + 0.3).abs() < 1e-6);
}
