//! The message about a model that can't be used says what was expected and what it is instead.

use spotter::pose::Processor;

use super::user;

fn built_in(name: &str) -> Vec<u8> {
    let models = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    std::fs::read(models.join(name)).unwrap()
}

fn refused(name: &str, contents: &[u8], words: &[&str]) {
    let user = user();
    std::fs::write(user.home().join(name), contents).unwrap();
    let ran = user.run(&format!("pose --model {name} room.png"));
    ran.fails(1, &[&[name], words].concat());
}

#[test]
fn of_another_shape() {
    let expected = "expected input image of 1×3×256×256 float32";
    let found = "found 1×3×224×224 float32";
    let detector = built_in("pose_detection.onnx");
    refused("shape.onnx", &detector, &[expected, found]);
}

#[test]
fn cut_off() {
    let mut lite = built_in("pose_landmark_lite.onnx");
    lite.truncate(1_000_000);
    let found = "found a file of 1000000 bytes";
    refused("cut.onnx", &lite, &["expected an ONNX model", found]);
}

#[cfg(not(feature = "tract"))]
#[test]
fn of_operators_to_come() {
    let mut lite = built_in("pose_landmark_lite.onnx");
    // The operator sets follow the model: field 8 with four bytes: no domain, 18.
    let set = [0x42, 4, 0x0a, 0, 0x10, 18];
    let at = lite.windows(set.len()).rposition(|bytes| bytes == set);
    lite[at.unwrap() + set.len() - 1] = 99;
    refused("newer.onnx", &lite, &["operator set 18, found a file of"]);
}

/// On a processor that would compute wrong sums.
#[test]
fn in_eight_bits_is_never_used_where_it_is_wrong() {
    let user = user();
    let [fast, full] =
        ["fast", "full"].map(|model| user.run(&format!("pose --model {model} --json room.png")));
    assert_eq!((fast.code, full.err.as_str()), (0, ""));
    if Processor::here().adds_bytes() {
        assert_eq!(fast.err, "");
    } else {
        assert!(fast.err.contains("the full model is used"), "{}", fast.err);
        assert_eq!(fast.out, full.out);
    }
}

#[test]
fn that_is_none() {
    refused("text.onnx", b"not a model", &["found a file of 11 bytes"]);
    refused("empty.onnx", b"", &["found an empty file"]);
}
