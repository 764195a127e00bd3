use super::*;

const WHITE: Colour = Colour::hex(0xFFFFFF);

/// The area that white covers on black, in pixels.
fn covered_area(canvas: &Canvas) -> f64 {
    canvas
        .pixels()
        .iter()
        .map(|pixel| f64::from(pixel & 0xff) / 255.0)
        .sum()
}

fn drawn(shape: impl Shape) -> Canvas {
    let mut canvas = Canvas::new(160, 120);
    canvas.fill(&shape, WHITE);
    canvas
}

fn assert_area(shape: impl Shape, expected: f64) {
    let area = covered_area(&drawn(shape));
    assert!(
        (area / expected - 1.0).abs() < 0.01,
        "area {area}, expected {expected}"
    );
}

fn ring() -> Ring {
    Ring::new([80.3, 60.8], 40.0, 9.0)
}

fn line() -> Line {
    Line::new([20.5, 100.2], [130.0, 17.7], 11.0)
}

#[test]
fn a_box_on_pixel_edges_covers_its_pixels_and_no_others() {
    let mut canvas = Canvas::new(12, 10);
    canvas.fill_box(PixelRect::new(3, 2, 9, 7), 0.0, WHITE);
    for (i, pixel) in canvas.pixels().iter().enumerate() {
        let (x, y) = (i % 12, i / 12);
        let is_inside = (3..9).contains(&x) && (2..7).contains(&y);
        assert_eq!(*pixel, if is_inside { 0xFFFFFF } else { 0 }, "at {x}, {y}");
    }
}

#[test]
fn areas_are_those_of_geometry() {
    use std::f64::consts::PI;
    for radius in [3.5_f32, 9.0, 20.5, 50.0] {
        let centre = [80.25, 60.6];
        let expected = PI * f64::from(radius).powi(2);
        assert_area(Disc::new(centre, radius), expected);
    }
    assert_area(ring(), 2.0 * PI * 40.0 * 9.0);
    let length = f64::from((109.5_f32).hypot(82.5));
    assert_area(line(), 11.0 * length + PI * 5.5 * 5.5);
    let caps = PI * 4.5 * 4.5;
    assert_area(Arc::new(ring(), 0.4, 2.0), 2.0 * 40.0 * 9.0 + caps);
    assert_area(Arc::new(ring(), 0.4, -4.5), 4.5 * 40.0 * 9.0 + caps);
    let triangle = Triangle::new([[20.0, 20.0], [140.0, 40.0], [60.0, 110.0]]);
    assert_area(triangle, 0.5 * (120.0 * 90.0 - 40.0 * 20.0));
}

#[test]
fn a_box_with_full_radius_is_round_at_its_ends() {
    let mut canvas = Canvas::new(100, 50);
    canvas.fill_box(PixelRect::new(10, 10, 90, 40), 99.0, WHITE);
    let expected = 50.0 * 30.0 + std::f64::consts::PI * 15.0 * 15.0;
    assert!((covered_area(&canvas) / expected - 1.0).abs() < 0.01);
}

#[test]
fn a_frame_lies_within_its_box_and_has_its_width() {
    let mut canvas = Canvas::new(60, 40);
    canvas.frame_box(PixelRect::new(5, 5, 55, 35), 0.0, 4.0, WHITE);
    assert!((covered_area(&canvas) - (50.0 * 30.0 - 42.0 * 22.0)).abs() < 0.1);
    assert_eq!(canvas.pixels()[20 * 60 + 4], 0);
    assert_eq!(canvas.pixels()[20 * 60 + 5], 0xFFFFFF);
    assert_eq!(canvas.pixels()[20 * 60 + 9], 0);
}

#[test]
fn skipping_columns_that_a_shape_cannot_touch_loses_nothing() {
    fn check(shape: impl Shape) {
        let canvas = drawn(shape);
        for (i, pixel) in canvas.pixels().iter().enumerate() {
            let at = middle_of((i % 160) as i32, (i / 160) as i32);
            let expected = mix(
                0,
                0xFFFFFF,
                (cover(shape.distance(at)) * 256.0 + 0.5) as u32,
            );
            assert_eq!(*pixel, expected, "at {at:?}");
        }
    }
    check(Disc::new([31.2, 30.0], 28.7));
    check(ring());
    check(line());
    check(Line::new([10.0, 50.0], [150.0, 50.1], 3.0));
    check(Arc::new(ring(), 2.0, 5.0));
    check(Arc::new(ring(), -1.0, 1.5).grown(3.0));
    check(Triangle::new([[20.0, 20.0], [60.0, 110.0], [140.0, 40.0]]).grown(3.0));
}

#[test]
fn nothing_is_drawn_outside_the_clip() {
    let clip = PixelRect::new(50, 30, 90, 70);
    let everything = Disc::new([80.0, 60.0], 100.0);
    let big = PixelRect::new(-20, 10, 300, 110);
    let draw: [&dyn Fn(&mut Canvas); 6] = [
        &|canvas| canvas.fill(&everything, WHITE),
        &|canvas| {
            canvas.collect(&everything);
            canvas.paint(WHITE);
        },
        &|canvas| canvas.fill_box(big, 16.0, WHITE),
        &|canvas| canvas.frame_box(PixelRect::new(40, 20, 95, 75), 8.0, 20.0, WHITE),
        &|canvas| canvas.round_off(PixelRect::new(45, 25, 95, 75), 25.0, WHITE),
        &|canvas| canvas.stamp([40, 20], 80, &[255; 80 * 60], WHITE),
    ];
    for (number, draw) in draw.iter().enumerate() {
        let mut canvas = Canvas::new(160, 120);
        canvas.clip_to(clip);
        draw(&mut canvas);
        let is_inside = |i: usize| {
            let (x, y) = ((i % 160) as i32, (i / 160) as i32);
            (50..90).contains(&x) && (30..70).contains(&y)
        };
        let mut inside = 0;
        for (i, pixel) in canvas.pixels().iter().enumerate() {
            if is_inside(i) {
                inside += u32::from(*pixel > 0);
            } else {
                assert_eq!(*pixel, 0, "drawing {number} left the clip");
            }
        }
        assert!(inside > 0, "drawing {number} drew nothing");
    }
}

#[test]
fn a_see_through_union_shows_no_seam() {
    let mut canvas = Canvas::new(40, 20);
    for x in [14.0, 24.0] {
        canvas.collect(&Disc::new([x, 10.0], 8.0));
    }
    canvas.paint(WHITE.veil(0.5));
    let row = &canvas.pixels()[10 * 40..11 * 40];
    assert!(row[10..28].iter().all(|pixel| *pixel == row[10]));
    let once = canvas.pixels().to_vec();
    canvas.paint(WHITE);
    assert_eq!(canvas.pixels(), once, "a union is painted once");
}

#[test]
fn rounding_off_changes_only_the_corners() {
    let mut canvas = Canvas::new(60, 40);
    canvas.clear(WHITE);
    canvas.round_off(PixelRect::new(5, 5, 55, 35), 10.0, Colour::hex(0));
    let at = |x: usize, y: usize| canvas.pixels()[y * 60 + x];
    assert_eq!(at(5, 5), 0);
    assert_eq!(at(54, 34), 0);
    assert_eq!(at(30, 5), 0xFFFFFF);
    assert_eq!(at(30, 20), 0xFFFFFF);
    assert_eq!(at(4, 4), 0xFFFFFF);
}

#[test]
fn weights_at_the_ends_give_the_very_colours() {
    for (from, to) in [(0x000000, 0xFFFFFF), (0x123456, 0xFEDCBA)] {
        assert_eq!(mix(from, to, 0), from);
        assert_eq!(mix(from, to, 256), to);
    }
    assert_eq!(mix(0x000000, 0xFFFFFF, 128), 0x808080);
}

#[test]
fn shapes_that_make_no_sense_draw_nothing_and_do_no_harm() {
    let far = 1e30;
    let canvas = drawn(Line::new([f32::NAN, 0.0], [far, f32::INFINITY], 6.0));
    assert_eq!(covered_area(&canvas), 0.0);
    let point = [40.0, 40.0];
    assert!(covered_area(&drawn(Triangle::new([point; 3]))) < 1.0);
}
