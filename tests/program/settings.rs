//! The settings file with the real program.

use crate::support::User;

fn write(user: &User, text: &str) {
    let folder = user.home().join("config/spotter");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("settings.toml"), text).unwrap();
}

/// A set that can't begin, so that only its preparations are seen.
const NO_SET: &str = "coach bird-dog --source /no/such/video.mp4 --headless --no-voice";

#[test]
fn what_is_wrong_with_the_settings_is_said_once_and_the_rest_is_used() {
    let user = User::new();
    write(&user, "voise = true\nvoice = false\nstrictness = 3\n");
    let ran = user.run(NO_SET);
    assert_eq!(ran.code, 1);
    for told in [
        "settings.toml:1:1: ",
        "did you mean \"voice\"",
        "settings.toml:3:14: ",
    ] {
        assert_eq!(ran.err.matches(told).count(), 1, "{told}: {}", ran.err);
    }
}

#[test]
fn settings_that_are_no_toml_hold_nothing_up() {
    let user = User::new();
    write(&user, "voice = \n");
    let ran = user.run(NO_SET);
    assert!(ran.err.contains("settings.toml:1:"), "{}", ran.err);
    assert!(ran.err.contains("/no/such/video.mp4"), "{}", ran.err);
}

#[test]
fn a_routine_goes_without_what_is_set_aside() {
    let user = User::new();
    write(&user, "profile = [\"bending-back\"]\n");
    let own = user.home().join("back.toml");
    std::fs::write(&own, "name = \"Back\"\n[[sets]]\nexercise = \"superman\"\n").unwrap();
    let ran = user.run(&format!(
        "routine {} --source performer --headless --no-voice",
        own.display()
    ));
    ran.fails(1, &["sets every exercise of \"Back\" aside"]);
}
