//! Videos that ffmpeg makes for a test.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs ffmpeg in `folder`; `args` are separated by spaces.
pub fn ffmpeg(folder: &Path, args: &str) {
    let output = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-y"])
        .args(args.split(' '))
        .current_dir(folder)
        .output()
        .expect("these tests need ffmpeg");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "ffmpeg {args}: {messages}");
}

/// Makes a video of `duration_s` seconds with ffmpeg's moving test picture.
pub fn clip(folder: &Path, name: &str, size: &str, rate: u32, duration_s: u32) -> PathBuf {
    let picture = format!("testsrc=size={size}:rate={rate}:duration={duration_s}");
    ffmpeg(
        folder,
        &format!("-f lavfi -i {picture} -pix_fmt yuv420p ./{name}"),
    );
    folder.join(name)
}
