//! Lists the cameras.

use nokhwa::utils::CameraIndex;

/// A camera of this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraInfo {
    /// Its place in the list, from 0. `camera:N` names it by this number.
    pub number: u32,
    /// The name that its maker gave it.
    pub name: String,
    /// The system's name for it, such as `/dev/video0`.
    pub device: String,
    /// The camera library's name for it.
    pub(super) index: CameraIndex,
}

/// The cameras of this computer, in the system's order.
///
/// On Linux a USB camera has two device nodes, one of which carries no picture and isn't listed.
/// Cameras that can't be opened for lack of permission or because they are in use are listed.
pub fn cameras() -> Vec<CameraInfo> {
    let mut found = system_cameras();
    for (number, camera) in (0..).zip(&mut found) {
        camera.number = number;
    }
    found
}

#[cfg(target_os = "linux")]
fn system_cameras() -> Vec<CameraInfo> {
    use super::v4l2;
    use std::path::Path;

    // Linux is asked directly, because the library also lists nodes without a picture, in no order,
    // and panics at a node whose name has no number.
    nodes(Path::new("/sys/class/video4linux"))
        .into_iter()
        .filter(|(node, _)| v4l2::path(*node).exists() && v4l2::may_capture(*node))
        .map(|(node, name)| CameraInfo {
            number: 0,
            name,
            device: v4l2::path(node).display().to_string(),
            index: CameraIndex::Index(node),
        })
        .collect()
}

/// Numbers and names of the first nodes of all video devices, in order. `index` tells the nodes of
/// one device apart: a camera's first node carries the picture, its second node carries metadata.
#[cfg(target_os = "linux")]
fn nodes(class: &std::path::Path) -> Vec<(u32, String)> {
    let entries = std::fs::read_dir(class).into_iter().flatten().flatten();
    let mut nodes: Vec<_> = entries
        .filter_map(|entry| {
            let node = entry.file_name();
            let node = node.to_str()?.strip_prefix("video")?.parse().ok()?;
            let attribute = |name| {
                let text = std::fs::read_to_string(entry.path().join(name)).ok()?;
                Some(text.trim().to_owned())
            };
            let first = attribute("index").is_none_or(|index| index == "0");
            let name = attribute("name").unwrap_or_else(|| format!("video{node}"));
            first.then_some((node, name))
        })
        .collect();
    nodes.sort();
    nodes
}

#[cfg(not(target_os = "linux"))]
fn system_cameras() -> Vec<CameraInfo> {
    use nokhwa::utils::ApiBackend;

    // Listing has panicked on some systems. A panic counts as an empty list.
    let found = std::panic::catch_unwind(|| nokhwa::query(ApiBackend::Auto));
    let Ok(Ok(found)) = found else {
        return Vec::new();
    };
    found
        .into_iter()
        .map(|camera| CameraInfo {
            number: 0,
            name: camera.human_name(),
            device: camera.index().as_string(),
            index: camera.index().clone(),
        })
        .collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn nodes_without_picture_are_left_out_and_the_rest_is_in_order() {
        let class = tempfile::tempdir().unwrap();
        for (node, index, name) in [
            ("video10", "0\n", "Ten\n"),
            ("video1", "1\n", "Two\n"),
            ("video2", "0\n", "Two\n"),
            ("video-cam", "0\n", "A link\n"),
            ("v4l-subdev0", "0\n", "A part\n"),
        ] {
            let folder = class.path().join(node);
            std::fs::create_dir(&folder).unwrap();
            std::fs::write(folder.join("index"), index).unwrap();
            std::fs::write(folder.join("name"), name).unwrap();
        }
        std::fs::create_dir(class.path().join("video11")).unwrap();

        assert_eq!(
            nodes(class.path()),
            [
                (2, "Two".to_owned()),
                (10, "Ten".to_owned()),
                (11, "video11".to_owned())
            ]
        );
        assert!(nodes(&class.path().join("missing")).is_empty());
    }
}
