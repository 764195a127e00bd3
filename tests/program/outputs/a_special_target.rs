//! Outputs that are no plain files: standard output, devices and pipes.

use super::*;

fn stdout_of(user: &User, args: &str) -> Vec<u8> {
    let done = user.command(args).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{args}: {said}");
    done.stdout
}

#[test]
fn standard_output_takes_pictures_and_lines() {
    let user = user();
    for name in ["-", "/dev/stdout"] {
        let bytes = stdout_of(&user, &format!("pose room.png {LITE} --draw {name}"));
        assert_eq!(image::guess_format(&bytes).unwrap(), ImageFormat::Png);
        let truth =
            "performer --exercise bird-dog --set fps=1 --set reps=1 --set size=160x120 --truth";
        let lines = String::from_utf8(stdout_of(&user, &format!("{truth} {name}"))).unwrap();
        for line in lines.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
        let events = "coach bird-dog --source video --model lite --headless --no-voice --events";
        let lines = String::from_utf8(stdout_of(&user, &format!("{events} {name}"))).unwrap();
        assert!(lines.contains("\"summary\""), "{lines}");
    }
}

#[test]
fn nothing_and_a_full_device() {
    let user = user();
    succeeds(
        &user,
        "pose room.png --model lite --draw /dev/null --mask /dev/null",
    );
    succeeds(
        &user,
        "analyze room.mp4 --model lite --exercise bird-dog --annotate /dev/null",
    );
    for args in [
        "pose room.png --model lite --draw /dev/full",
        "analyze room.mp4 --model lite --exercise bird-dog --annotate /dev/full",
    ] {
        let ran = user.run(args);
        assert_eq!(ran.code, 1, "{args}");
        assert!(ran.err.contains("/dev/full"), "{}", ran.err);
    }
}

#[test]
fn a_named_pipe_gets_a_video_and_a_picture() {
    let user = user();
    for (name, args) in [
        ("a.png", "pose room.png --model lite --draw a.png"),
        (
            "a.mp4",
            "analyze room.mp4 --model lite --exercise bird-dog --annotate a.mp4",
        ),
    ] {
        let pipe = user.pipe(name);
        let reader = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read(pipe).unwrap())
        };
        succeeds(&user, args);
        let copy = user.home().join(format!("copy-{name}"));
        fs::write(&copy, reader.join().unwrap()).unwrap();
        let read = match name {
            "a.png" => image::open(&copy).is_ok(),
            _ => spotter::source::Video::open(&copy, &Default::default()).is_ok(),
        };
        assert!(read, "{name}");
    }
}
