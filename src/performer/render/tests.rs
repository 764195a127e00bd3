use glam::Mat3;

use super::super::landmarks::landmarks;
use super::super::skeleton::{Frame, Hinge, Limb, Trunk, TrunkTurns, ball_joint};
use super::*;
use crate::blazepose::Side;

/// Upright, arms a little out, pelvis at `at`.
fn standing(build: &Build, at: Vec3) -> Skeleton {
    let pelvis = Frame {
        origin: at,
        axes: Mat3::IDENTITY,
    };
    let turns = TrunkTurns::default();
    let trunk = Trunk::new(build, pelvis, &turns);
    let limb = |side, arm: bool| {
        let (from, lengths, hinge, out) = if arm {
            (
                trunk.shoulder(build, side),
                build.arm_m(),
                Hinge::Elbow,
                15.0,
            )
        } else {
            (trunk.hip(build, side), build.leg_m(), Hinge::Knee, 3.0)
        };
        let turn = Mat3::from_quat(ball_joint(side, 0.0, out, 0.0));
        Limb::posed(from, lengths, turn, hinge, 5.0, Mat3::IDENTITY)
    };
    Skeleton {
        arms: Side::BOTH.map(|side| limb(side, true)),
        legs: Side::BOTH.map(|side| limb(side, false)),
        trunk,
    }
}

const PELVIS: Vec3 = Vec3::new(0.0, 0.902, 0.0);

fn camera(azimuth_deg: f32) -> Camera {
    Camera {
        azimuth_deg,
        height_m: 0.9,
        distance_m: 3.0,
        target: Vec3::new(0.0, 0.9, 0.0),
        width: 160,
        height: 120,
        ..Camera::default()
    }
}

fn quiet() -> Look {
    Look {
        grain: 0.0,
        ..Look::default()
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_another_frame_other_grain() {
    let build = Build::default();
    let skeleton = standing(&build, PELVIS);
    let mut renderer = Renderer::new(camera(30.0), Look::default(), Quality::FINE);
    let mut pictures = [0, 1, 0].map(|frame| {
        let mut picture = RgbImage::default();
        renderer.render(&build, &skeleton, frame, &mut picture);
        picture
    });
    assert_eq!(pictures[0], pictures[2]);
    assert_ne!(pictures[0], pictures[1]);
    let mut other = Renderer::new(camera(30.0), Look::default(), Quality::FINE);
    other.render(&build, &skeleton, 0, &mut pictures[1]);
    assert_eq!(pictures[0], pictures[1]);
}

#[test]
fn a_standing_person_is_as_tall_in_the_picture_as_the_distance_says() {
    let build = Build::default();
    let mut renderer = Renderer::new(camera(0.0), quiet(), Quality::FAST);
    renderer.render(
        &build,
        &standing(&build, PELVIS),
        0,
        &mut RgbImage::default(),
    );
    let covered = |y: &usize| {
        let row = &renderer.coverage()[y * 160..][..160];
        row.iter().any(|coverage| *coverage >= 128)
    };
    let rows: Vec<usize> = (0..120).filter(covered).collect();
    // From sole to crown, seen from 3 m, with the focal length of a vertical field of 48°.
    let focal_px = 60.0 / 24.0_f32.to_radians().tan();
    let figure = renderer.figure();
    let top = figure
        .parts()
        .iter()
        .map(|part| part.shape.extent_m(Vec3::Y));
    let tall_m = top.fold(0.0, f32::max) - figure.lowest_m(|_| true);
    assert!((tall_m - build.height_m).abs() < 0.06, "{tall_m} m");
    let expected = tall_m * focal_px / 3.0;
    assert!(
        (rows.len() as f32 - expected).abs() < 2.5,
        "{} px",
        rows.len()
    );
}

#[test]
fn the_outline_covers_every_joint_from_all_round() {
    let build = Build::default();
    let skeleton = standing(&build, PELVIS);
    for azimuth_deg in [0.0, 50.0, 90.0, 180.0, 250.0] {
        let camera = camera(azimuth_deg);
        let mut renderer = Renderer::new(camera, quiet(), Quality::FAST);
        let mut cutout = RgbaImage::default();
        renderer.render_cutout(&build, &skeleton, &mut cutout);
        let limbs = skeleton.arms.iter().chain(&skeleton.legs);
        let joints = limbs.flat_map(|limb| [limb.upper.origin, limb.lower.origin, limb.end.origin]);
        for joint in joints.chain([skeleton.trunk.head.origin]) {
            let [x, y, _] = camera.project(joint);
            let alpha = cutout.get_pixel(x as u32, y as u32)[3];
            assert!(alpha >= 128, "{joint} from {azimuth_deg}°");
        }
    }
}

#[test]
fn a_room_without_a_person_is_the_cached_room() {
    let build = Build::default();
    let mut renderer = Renderer::new(camera(0.0), quiet(), Quality::FINE);
    let mut pictures = [(); 3].map(|()| RgbImage::default());
    renderer.render_empty(0, &mut pictures[0]);
    // Far behind the camera.
    let away = standing(&build, Vec3::new(0.0, 0.9, 40.0));
    renderer.render(&build, &away, 0, &mut pictures[1]);
    assert_eq!(pictures[0], pictures[1]);
    assert!(renderer.coverage().iter().all(|coverage| *coverage == 0));
    // A person leaves no trace in it.
    renderer.render(&build, &standing(&build, PELVIS), 0, &mut pictures[1]);
    renderer.render_empty(0, &mut pictures[2]);
    assert_ne!(pictures[0], pictures[1]);
    assert_eq!(pictures[0], pictures[2]);
}

#[test]
fn the_side_that_is_turned_away_is_hidden() {
    let build = Build::default();
    let skeleton = standing(&build, PELVIS);
    let points = landmarks(&build, &skeleton);
    // From the person's left: the right side lies behind the left one. The left hip lies behind
    // the left wrist.
    let mut renderer = Renderer::new(camera(90.0), quiet(), Quality::FAST);
    renderer.render(&build, &skeleton, 0, &mut RgbImage::default());
    assert!(!renderer.is_seen(points[23]));
    for (left, right) in [(11, 12), (13, 14), (25, 26), (27, 28)] {
        assert!(renderer.is_seen(points[left]), "landmark {left}");
        assert!(!renderer.is_seen(points[right]), "landmark {right}");
    }
    // From in front all joints are seen; from behind the face is not.
    let mut front = Renderer::new(camera(0.0), quiet(), Quality::FAST);
    front.render(&build, &skeleton, 0, &mut RgbImage::default());
    assert!(points.iter().all(|point| front.is_seen(*point)));
    let mut back = Renderer::new(camera(180.0), quiet(), Quality::FAST);
    back.render(&build, &skeleton, 0, &mut RgbImage::default());
    assert!((0..7).all(|eye| !back.is_seen(points[eye])));
}

#[test]
fn what_is_outside_the_picture_is_not_seen() {
    let build = Build::default();
    let skeleton = standing(&build, PELVIS + Vec3::X * 4.0);
    let mut renderer = Renderer::new(camera(0.0), quiet(), Quality::FAST);
    renderer.render(&build, &skeleton, 0, &mut RgbImage::default());
    assert!(!renderer.is_seen(skeleton.trunk.head.origin));
}

#[test]
fn shadow_falls_on_the_floor_behind_the_feet() {
    let build = Build::default();
    let skeleton = standing(&build, PELVIS);
    let brightness = |quality| {
        let mut renderer = Renderer::new(camera(0.0), quiet(), quality);
        let mut picture = RgbImage::default();
        renderer.render(&build, &skeleton, 0, &mut picture);
        let [x, y, _] = renderer.camera().project(Vec3::new(-0.25, 0.0, -0.33));
        u32::from(picture.get_pixel(x as u32, y as u32)[1])
    };
    assert!(brightness(Quality::FINE) + 25 < brightness(Quality::FAST));
}
