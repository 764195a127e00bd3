//! The mask of a part of the picture is the whole mask there, so an outline of the back doesn't depend on
//! which of them it was traced in.

use image::RgbImage;
use spotter::body::{BackOutline, Body, BodyFrame};
use spotter::exercise::{self, Exercise};
use spotter::performer::SyntheticVideo;
use spotter::pose::{Mask, MaskArea, Pose, Settings, Tracker};

/// Seconds between the pictures that are looked at.
const STEP_S: f64 = 0.4;
const PICTURES: u64 = 10;
/// Sums of other sizes are rounded in another way. It moves an edge by less than this.
const ROUNDING_PX: f32 = 0.01;

/// Where the outline of the back lies in a mask.
fn outline(exercise: &Exercise, pose: &mut Pose, mask: Option<Mask>) -> Vec<[f32; 2]> {
    pose.mask = mask;
    let (body, body_frame) = in_frame(exercise, pose);
    let outline = BackOutline::of(exercise, &body, &body_frame);
    outline.map_or_else(Vec::new, |outline| outline.polyline())
}

fn in_frame<'a>(exercise: &Exercise, pose: &'a Pose) -> (Body<'a>, BodyFrame) {
    let body = Body {
        t_s: 0.0,
        size_px: [480.0, 360.0],
        pose,
        light: None,
        back_edge: None,
    };
    let body_frame = BodyFrame::new(exercise, &body);
    (body, body_frame)
}

#[test]
fn a_part_of_the_mask_gives_the_outline_of_the_whole() {
    for id in ["bird-dog", "cat-cow", "seated-forward-bend"] {
        let exercise = exercise::load(id, None, None).unwrap();
        let movement = exercise::load_movement(id, None, None).unwrap();
        let options = "size=480x360,reps=1".parse().unwrap();
        let mut video = SyntheticVideo::new(&movement, &options).unwrap();
        let mut tracker = Tracker::new(&Settings::default()).unwrap();
        let mut picture = RgbImage::default();
        let (mut outlines, mut parts) = (0, 0);
        for number in 0..PICTURES {
            let t_s = number as f64 * STEP_S;
            video.frame_at(t_s, number, &mut picture);
            let Some(mut pose) = tracker.step(&picture, t_s).unwrap() else {
                continue;
            };
            let area = {
                let (body, body_frame) = in_frame(&exercise, &pose);
                BackOutline::area(&exercise, &body, &body_frame).unwrap()
            };
            let whole = tracker.mask(&pose, MaskArea::Whole).unwrap();
            let part = tracker.mask(&pose, area).unwrap();
            parts += usize::from(part.as_ref().is_some_and(|part| part.side < Mask::SIDE));
            let whole = outline(&exercise, &mut pose, whole);
            let part = outline(&exercise, &mut pose, part);
            assert_eq!(whole.len(), part.len(), "{id}, {t_s} s");
            outlines += usize::from(!whole.is_empty());
            for (whole, part) in whole.iter().zip(&part) {
                let off_px = (whole[0] - part[0]).hypot(whole[1] - part[1]);
                assert!(off_px < ROUNDING_PX, "{id}, {t_s} s: {off_px}");
            }
        }
        assert!(parts >= 8 && outlines >= 5, "{id}: {parts} {outlines}");
    }
}
