//! An input is never written over.

use super::*;

/// Every option that names an output, on a command that reads `input`.
const WRITERS: [(&str, &str); 7] = [
    ("room.png", "pose room.png --model lite --draw"),
    ("room.png", "pose room.png --model lite --mask"),
    (
        "room.mp4",
        "analyze room.mp4 --model lite --exercise bird-dog --annotate",
    ),
    (
        "video/2.png",
        "analyze video --model lite --exercise bird-dog --annotate",
    ),
    (
        "room.mp4",
        "coach bird-dog --source room.mp4 --headless --no-voice --events",
    ),
    (
        "video/2.png",
        "coach bird-dog --source video --headless --no-voice --events",
    ),
    (
        "mine.toml",
        "coach bird-dog --exercise-file mine.toml --source video --headless --no-voice --events",
    ),
];

#[test]
fn is_never_written_over_whatever_it_is_called() {
    let user = user();
    symlink("room.png", user.home().join("link.png")).unwrap();
    for (input, command) in WRITERS {
        let extension = Path::new(input).extension().unwrap().to_str().unwrap();
        let soft = format!("soft.{extension}");
        let hard = format!("hard.{extension}");
        for name in [&soft, &hard] {
            let _ = fs::remove_file(user.home().join(name));
        }
        symlink(input, user.home().join(&soft)).unwrap();
        fs::hard_link(user.home().join(input), user.home().join(&hard)).unwrap();
        for name in [input, &soft, &hard] {
            refused(&user, &format!("{command} {name}"), &["would write over"]);
        }
    }
}

#[test]
fn is_known_by_every_path_that_leads_to_it() {
    let user = user();
    let folder = user.home().file_name().unwrap().to_str().unwrap();
    let absolute = user.home().join("room.png");
    for name in [
        "./room.png",
        "video/../room.png",
        &format!("../{folder}/room.png"),
        absolute.to_str().unwrap(),
    ] {
        let command = format!("pose room.png --model lite --draw {name}");
        refused(&user, &command, &["would write over"]);
    }
}

#[test]
fn may_itself_be_a_link_to_the_output() {
    let user = user();
    symlink("room.mp4", user.home().join("link.mp4")).unwrap();
    refused(
        &user,
        "analyze link.mp4 --model lite --exercise bird-dog --annotate room.mp4",
        &["would write over"],
    );
}

#[test]
fn is_also_the_model_and_the_history() {
    let user = user();
    fs::copy(
        "models/pose_landmark_lite.onnx",
        user.home().join("net.onnx"),
    )
    .unwrap();
    refused(
        &user,
        "coach bird-dog --source video --headless --no-voice --model net.onnx --events net.onnx",
        &["would write over"],
    );
    let store = user.data();
    fs::create_dir_all(&store).unwrap();
    drop(spotter::session::Store::open(&store.join("history.sqlite")).unwrap());
    refused(
        &user,
        "coach bird-dog --source video --headless --no-voice --events data/history.sqlite",
        &["would write over"],
    );
}
