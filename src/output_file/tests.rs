//! Tests of what the tests of the whole program can't reach: errors in the middle, and names that
//! do not exist yet.

use std::path::Path;

use super::*;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_has_its_name_when_it_is_whole_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "old").unwrap();
    let mut file = OutputFile::create(&path).unwrap();
    file.write_all(b"new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    file.finish().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(names(folder.path()), ["a.txt"]);
}

#[test]
fn two_files_may_be_in_the_making_beside_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let [mut a, b] = ["a", "b"].map(|name| OutputFile::create(&folder.path().join(name)).unwrap());
    a.write_all(b"a").unwrap();
    drop(b);
    a.finish().unwrap();
    assert_eq!(names(folder.path()), ["a"]);
}

#[test]
fn a_folder_appears_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let picture = image::RgbImage::new(2, 2);
    let new = folder.path().join("deep/new");
    let frames = OutputFolder::create(&new).unwrap();
    frames.add(&picture, 0).unwrap();
    assert!(!new.exists());
    frames.finish().unwrap();
    assert_eq!(names(&new), ["frame-0001.png"]);

    let used = folder.path().join("used");
    fs::create_dir(&used).unwrap();
    fs::write(used.join("notes.txt"), "mine").unwrap();
    let frames = OutputFolder::create(&used).unwrap();
    frames.add(&picture, 0).unwrap();
    drop(frames);
    assert_eq!(names(&used), ["notes.txt"]);
    let frames = OutputFolder::create(&used).unwrap();
    frames.add(&picture, 8).unwrap();
    frames.finish().unwrap();
    assert_eq!(names(&used), ["frame-0009.png", "notes.txt"]);
    assert!(matches!(
        OutputFolder::create(&used),
        Err(OutputError::FolderInUse(_))
    ));
}

#[cfg(unix)]
#[test]
fn names_that_are_not_there_yet_are_compared_by_where_they_lead() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("real")).unwrap();
    std::os::unix::fs::symlink("real", at("alias")).unwrap();
    std::os::unix::fs::symlink("new.png", at("real/dangling.png")).unwrap();
    let one = at("real/new.png");
    for other in [
        "alias/new.png",
        "real/dangling.png",
        "alias/../real/new.png",
    ] {
        let other = at(other);
        let error =
            keep_apart(&[], [("--draw", Some(&one)), ("--mask", Some(&other))]).unwrap_err();
        assert!(matches!(error, OutputError::SameOutput { .. }), "{other:?}");
    }
    keep_apart(
        &[],
        [
            ("--draw", Some(&one)),
            ("--mask", Some(&at("real/other.png"))),
        ],
    )
    .unwrap();
    // A link that leads to itself must not hang the program.
    std::os::unix::fs::symlink("loop", at("loop")).unwrap();
    keep_apart(&[&at("loop")], [("--draw", Some(&one))]).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.txt");
    fs::write(&path, "kept").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    // The superuser may write everything.
    if OpenOptions::new().write(true).open(&path).is_err() {
        assert!(OutputFile::create(&path).is_err());
    }
    assert_eq!(names(folder.path()), ["kept.txt"]);
}
