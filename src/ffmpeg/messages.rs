//! What ffmpeg says on standard error, put into a reason.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// How many of the last messages are looked at for the reason of a failure.
const KEPT: usize = 8;

/// `file:` keeps a path that begins with `-` or contains a `:` from being taken for an option or a
/// protocol.
pub(super) fn file_url(path: &Path) -> OsString {
    let mut url = OsString::from("file:");
    url.push(path);
    url
}

/// Reads to the end and keeps the last lines: a broken video may complain about every frame.
pub(super) fn last_messages(stream: impl Read) -> Vec<String> {
    let mut kept = VecDeque::new();
    let mut lines = BufReader::new(stream).split(b'\n');
    while let Some(Ok(line)) = lines.next() {
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        if !line.is_empty() {
            kept.push_back(line);
        }
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
    kept.into()
}

/// The messages, the last one first, without the component that says them and the name of the
/// input (one of `urls`). None is given twice.
pub(super) fn newest_first<'a>(messages: &'a [String], urls: &[&str]) -> Vec<&'a str> {
    let mut words: Vec<&str> = Vec::new();
    for message in messages.iter().rev() {
        let mut message = without_component(message);
        for url in urls {
            message = message.strip_prefix(url).unwrap_or(message);
        }
        let message = message.trim_start_matches([':', ' ']);
        if !message.is_empty() && !words.contains(&message) {
            words.push(message);
        }
    }
    words
}

/// `[mov,mp4 @ 0x55d9] moov atom not found` without the brackets.
fn without_component(message: &str) -> &str {
    match message.strip_prefix('[').and_then(|m| m.split_once("] ")) {
        Some((component, rest)) if component.contains(" @ 0x") => rest,
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_messages_are_kept() {
        let stream: String = (0..100).map(|n| format!("line {n}\r\n\n")).collect();
        let kept = last_messages(stream.as_bytes());
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept.last().unwrap(), "line 99");
    }

    #[test]
    fn components_and_names_are_left_out() {
        let said = [
            "[mov,mp4 @ 0x55d941872a00] moov atom not found",
            "file:video.mp4: Invalid data found",
            "file:video.mp4: Invalid data found",
        ]
        .map(str::to_owned);
        assert_eq!(
            newest_first(&said, &["file:video.mp4"]),
            ["Invalid data found", "moov atom not found"]
        );
    }
}
