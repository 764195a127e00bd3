//! What a picture of the performer costs on one thread: `cargo bench --bench performer`.
//!
//! A bird dog, arm and leg stretched out, from the side: as many outlines as any exercise has.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use glam::{Mat3, Quat, Vec3};
use image::{RgbImage, RgbaImage};
use spotter::performer::camera::Camera;
use spotter::performer::look::Look;
use spotter::performer::render::{Quality, Renderer};
use spotter::performer::skeleton::{
    Build, Frame, Hinge, Limb, Side, Skeleton, Trunk, TrunkTurns, ball_joint,
};

fn bird_dog(build: &Build) -> Skeleton {
    let about_x = |deg: f32| Quat::from_rotation_x(deg.to_radians());
    let pelvis = Frame {
        origin: Vec3::new(0.0, 0.47, -0.1),
        axes: Mat3::from_quat(about_x(77.0)),
    };
    let turns = TrunkTurns {
        spine: [Quat::IDENTITY; 3],
        neck: about_x(-10.0),
        head: about_x(-15.0),
        shrug_m: [0.0; 2],
    };
    let trunk = Trunk::new(build, pelvis, &turns);
    let arm = |side, [flex, abduct, rotate, bend]: [f32; 4]| {
        let turn = Mat3::from_quat(ball_joint(side, flex, abduct, rotate));
        Limb::posed(
            trunk.shoulder(build, side),
            build.arm_m(),
            trunk.spine[2].axes * turn,
            Hinge::Elbow,
            bend,
            Mat3::IDENTITY,
        )
    };
    let leg = |side, [flex, bend, ankle]: [f32; 3]| {
        Limb::posed(
            trunk.hip(build, side),
            build.leg_m(),
            trunk.pelvis.axes * Mat3::from_quat(about_x(-flex)),
            Hinge::Knee,
            bend,
            Mat3::from_quat(about_x(ankle)),
        )
    };
    Skeleton {
        arms: [
            arm(Side::Left, [158.0, 3.0, -16.0, 21.0]),
            arm(Side::Right, [70.0, 4.0, -21.0, 17.0]),
        ],
        legs: [
            leg(Side::Left, [78.0, 90.0, 87.0]),
            leg(Side::Right, [-6.0, 15.0, 19.0]),
        ],
        trunk,
    }
}

fn camera(width: u32, height: u32) -> Camera {
    Camera {
        distance_m: 2.4,
        target: Vec3::new(0.0, 0.45, 0.1),
        width,
        height,
        ..Camera::default()
    }
}

fn performer(criterion: &mut Criterion) {
    let build = Build::default();
    let skeleton = bird_dog(&build);
    let mut group = criterion.benchmark_group("performer");
    group.sample_size(30);
    for (width, height) in [(480, 360), (320, 240)] {
        for (name, quality) in [("fast", Quality::FAST), ("fine", Quality::FINE)] {
            let camera = camera(width, height);
            let mut renderer = Renderer::new(camera, Look::default(), quality);
            let mut picture = RgbImage::default();
            // The room is drawn once, before the clock starts.
            renderer.render_empty(0, &mut picture);
            let mut frame = 0;
            let id = BenchmarkId::new(name, format!("{width}x{height}"));
            group.bench_function(id, |bencher| {
                bencher.iter(|| {
                    frame += 1;
                    renderer.render(&build, &skeleton, frame, &mut picture);
                });
            });
        }
    }
    let camera = Camera {
        azimuth_deg: 76.0,
        distance_m: 3.4,
        fov_deg: 38.0,
        ..camera(640, 480)
    };
    let mut renderer = Renderer::new(camera, Look::guide(), Quality::FAST);
    let mut cutout = RgbaImage::default();
    group.bench_function("cutout/640x480", |bencher| {
        bencher.iter(|| renderer.render_cutout(&build, &skeleton, &mut cutout));
    });
    group.finish();
}

criterion_group!(benches, performer);
criterion_main!(benches);
