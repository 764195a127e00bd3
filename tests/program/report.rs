//! `spotter report` with the real program: what is written where, and what can't be.

use std::fs;
use std::path::{Path, PathBuf};

use crate::history::{good_rep, new_set};
use crate::support::User;
use spotter::coach::{Observed, Timed};
use spotter::session::{NewSet, SetFigures, SetId, Store};

/// A user who has done a bird dog today.
fn user() -> (User, SetId) {
    let user = User::new();
    let mut store = Store::open(&user.data().join("history.sqlite")).unwrap();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let id = store
        .begin(&NewSet {
            started_at: now.unwrap().as_secs() as i64,
            ..new_set("bird-dog", "camera")
        })
        .unwrap();
    let rep = Timed {
        t_s: 7.5,
        event: good_rep(1, -3.0, 80.0),
    };
    let end = SetFigures::of("bird-dog", std::slice::from_ref(&rep), Observed::default()).event();
    store.record(id, &[rep, end]).unwrap();
    (user, id)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

#[test]
fn a_report_is_one_file_whose_name_is_told() {
    let (user, id) = user();
    let ran = user.run("report");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let name = ran.out.trim();
    assert!(
        name.starts_with("spotter-report-20") && name.ends_with(".html"),
        "{name}"
    );
    assert_eq!(
        files(user.home()),
        [user.home().join(name)],
        "nothing beside it"
    );
    let page = fs::read_to_string(user.home().join(name)).unwrap();
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.contains("Bird dog"),
        "{page}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(user.home().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "it tells of a person's health");
    }
    let ran = user.run(&format!("report {id} --language de --out set.html"));
    assert_eq!((ran.code, ran.out.as_str()), (0, "set.html\n"));
    let page = fs::read_to_string(user.home().join("set.html")).unwrap();
    assert!(page.contains("Ein Satz einer Übung"), "{page}");
    let ran = user.run("report --since 2020-01-01 --out -");
    assert!(ran.out.starts_with("<!DOCTYPE html>") && ran.out.ends_with("</html>\n"));
}

#[test]
fn a_report_of_nothing_is_none() {
    let user = User::new();
    user.run("report").fails(1, &["no history yet"]);
    user.run("report 7").fails(1, &["no set 7"]);
    assert!(!user.data().exists(), "looking does not begin a history");
    let (user, id) = self::user();
    user.run("report 77").fails(1, &["no set 77"]);
    user.run(&format!("history delete {id}"));
    user.run("report")
        .fails(1, &["nothing was done", "--since"]);
    assert_eq!(files(user.home()), [] as [PathBuf; 0]);
}

#[test]
fn wrong_usage_of_a_report_is_told_and_writes_nothing() {
    let (user, id) = user();
    for (arguments, words) in [
        ("--since yesterday", "2026-03-01"),
        ("--since 2026-02-30", "2026-03-01"),
        ("--since 2999-01-01", "yet to come"),
        ("--out report.docx", ".html"),
        ("--pdf report.html", ".pdf"),
        ("--out data/history.sqlite", "would write over"),
        ("--out a.html --pdf ./a.html", "same file"),
        (&format!("{id} --since 2026-01-01"), "cannot be used with"),
    ] {
        user.run(&format!("report {arguments}")).fails(2, &[words]);
    }
    user.run("report --out nowhere/a.html")
        .fails(1, &["nowhere/a.html"]);
    fs::create_dir(user.home().join("b.html")).unwrap();
    user.run("report --out b.html").fails(1, &["b.html"]);
    assert_eq!(files(user.home()), [] as [PathBuf; 0]);
}

#[cfg(unix)]
#[test]
fn without_a_browser_the_pdf_is_not_made_and_what_to_do_is_told() {
    let (user, _) = user();
    let output = user
        .command("report --pdf a.pdf")
        .env("PATH", user.home())
        .output()
        .unwrap();
    let ran = crate::support::Ran::of(output);
    ran.fails(1, &["install chromium", "open the HTML"]);
    let output = user
        .command("report --open")
        .env("PATH", user.home())
        .output()
        .unwrap();
    let ran = crate::support::Ran::of(output);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("open it yourself"), "{}", ran.err);
    assert_eq!(files(user.home()).len(), 1, "the page is there");
}

/// Needs chromium and pdfinfo.
#[cfg(unix)]
#[test]
#[ignore = "needs a browser"]
fn a_printed_report_is_one_sheet() {
    let (user, _) = user();
    let ran = user.run("report --pdf a.pdf");
    assert_eq!((ran.code, ran.out.as_str()), (0, "a.pdf\n"), "{}", ran.err);
    let info = std::process::Command::new("pdfinfo")
        .arg(user.home().join("a.pdf"))
        .output()
        .unwrap();
    let info = String::from_utf8(info.stdout).unwrap();
    assert!(
        info.lines()
            .any(|line| line.split_whitespace().eq(["Pages:", "1"])),
        "{info}"
    );
    assert!(info.contains("A4"), "{info}");
}
