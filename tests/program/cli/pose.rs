//! `spotter pose`.

use image::GrayImage;
use serde_json::{Value, json};

use super::user;

#[test]
fn nobody_found_is_an_answer_and_not_an_error() {
    let user = user();
    for (name, width, height) in [
        ("room.png", 320, 240),
        ("dot.png", 1, 1),
        ("wide.jpg", 12_000, 500),
    ] {
        let ran = user.run(&format!("pose --json {name}"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let expected = json!({
            "image": name, "width": width, "height": height,
            "person_score": null, "landmarks": null, "world_m": null
        });
        assert_eq!(ran.object(), expected);
    }
    let ran = user.run("pose room.png");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "room.png: nobody found\n")
    );
}

#[test]
fn a_picture_that_cannot_be_read_does_not_stop_the_others() {
    let user = user();
    let ran = user.run("pose --json room.png text.png gone.png dot.png");
    assert_eq!(ran.code, 1);
    let images: Vec<Value> = ran
        .json()
        .iter()
        .map(|line| line["image"].clone())
        .collect();
    assert_eq!(images, ["room.png", "dot.png"]);
    for words in ["text.png", "gone.png", "2 of 4 pictures"] {
        assert!(ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
fn a_single_unreadable_picture_is_told_once() {
    let user = user();
    user.run("pose --json text.png")
        .fails(1, &["text.png", "PNG"]);
    user.run("pose gone.png").fails(1, &["no file", "gone.png"]);
    assert_eq!(user.run("pose gone.png").err.lines().count(), 1);
}

#[test]
fn drawing_and_mask_are_pictures_of_the_same_size() {
    let user = user();
    let ran = user.run("pose room.png --draw drawn.png --mask mask.png");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let open = |name| image::open(user.home().join(name)).unwrap();
    // Nobody is in the picture, so it is written as it is, with a black mask.
    assert_eq!(open("drawn.png").into_rgb8(), open("room.png").into_rgb8());
    assert_eq!(open("mask.png"), GrayImage::new(320, 240).into());
}

#[test]
fn drawing_needs_one_picture() {
    let user = user();
    for option in ["--draw", "--mask"] {
        let ran = user.run(&format!("pose room.png dot.png {option} out.png"));
        ran.fails(2, &["one picture", "Usage: spotter pose"]);
        assert!(!user.home().join("out.png").exists());
    }
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    user()
        .run("pose room.png --draw no/such/folder.png")
        .fails(1, &["can't write"]);
}
