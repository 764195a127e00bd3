//! A document that is handed to a program of the system: printed as a PDF, or opened.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::voice::find_command;

/// Browsers that print without a window, and a program that does nothing else, in the order in which
/// they are tried. (wkhtmltopdf is no longer kept, and knows neither colours by name nor columns.)
const PRINTERS: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    "weasyprint",
];

/// A page takes a browser a second or two, and some ten on a slow machine.
const PRINT_LIMIT: Duration = Duration::from_secs(60);
const ASKED_EVERY: Duration = Duration::from_millis(20);

/// Why a document was not printed or opened.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// No program that prints.
    #[error(
        "there is no program here that makes a PDF: install chromium or weasyprint, or open the HTML \
         file and print it as a PDF there"
    )]
    NoPrinter,
    /// The program has failed or was too slow.
    #[error("{program:?} made no PDF: open the HTML file and print it as a PDF there")]
    NotPrinted {
        /// The program.
        program: PathBuf,
    },
    /// A file for the program could not be written, or what it made could not be read.
    #[error(
        "the page could not be handed to {program:?} ({source}): make room in the folder for temporary files"
    )]
    Temporary {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No program that opens files.
    #[error("{path:?} could not be opened ({source}): open it yourself")]
    NotOpened {
        /// The document.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Prints a page of HTML. It lies in a folder that only its user can read for as long as that takes.
///
/// # Errors
/// When no program is there, or it makes nothing.
pub fn pdf_of(html: &str) -> Result<Vec<u8>, DocumentError> {
    let found = |name: &&'static str| Some((*name, find_command(name.as_ref()).ok()?));
    let (name, program) = PRINTERS
        .iter()
        .find_map(found)
        .ok_or(DocumentError::NoPrinter)?;
    let temporary = |source| DocumentError::Temporary {
        program: program.clone(),
        source,
    };
    let folder = TempDir::with_prefix("spotter-").map_err(temporary)?;
    let [page, pdf] = ["report.html", "report.pdf"].map(|name| folder.path().join(name));
    fs::write(&page, html).map_err(temporary)?;
    let arguments = match name {
        "weasyprint" => vec![page.into(), pdf.clone().into()],
        _ => for_browser(folder.path(), &page, &pdf),
    };
    let child = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(temporary)?;
    if !ends_well(child) {
        return Err(DocumentError::NotPrinted { program });
    }
    fs::read(&pdf).map_err(temporary)
}

/// The browser gets a profile of its own, so that one that runs already is left alone, and asks nothing
/// of the network.
fn for_browser(folder: &Path, page: &Path, pdf: &Path) -> Vec<OsString> {
    let with = |option: &str, path: &Path| {
        let mut argument = OsString::from(option);
        argument.push(path);
        argument
    };
    let mut arguments: Vec<OsString> = [
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-pdf-header-footer",
    ]
    .map(OsString::from)
    .into();
    // A browser refuses to run as root with its own walls up. The page has no scripts.
    #[cfg(unix)]
    if fs::metadata(folder).is_ok_and(|about| std::os::unix::fs::MetadataExt::uid(&about) == 0) {
        arguments.push("--no-sandbox".into());
    }
    arguments.push(with("--user-data-dir=", &folder.join("profile")));
    arguments.push(with("--print-to-pdf=", pdf));
    arguments.push(page.into());
    arguments
}

/// Waits for a program, and ends one that takes too long.
fn ends_well(mut child: Child) -> bool {
    let since = Instant::now();
    while since.elapsed() < PRINT_LIMIT {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(ASKED_EVERY),
            Err(_) => break,
        }
    }
    // It may have ended just now.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Opens a document with the program that the user has for its kind.
///
/// # Errors
/// When the system has no program to ask.
pub fn open_document(path: &Path) -> Result<(), DocumentError> {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("explorer");
        command.arg(path);
        command
    } else {
        let mut command = Command::new(if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        });
        command.arg(path);
        command
    };
    let spawned = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    // Nobody waits for the program: it may stay open for hours.
    spawned
        .map(drop)
        .map_err(|source| DocumentError::NotOpened {
            path: path.to_owned(),
            source,
        })
}
