//! Finds ONNX Runtime's shared library on this machine.
//!
//! A library is passed over if its name gives a version that is older than Spotter's binding
//! understands. Linux distributions ship such old versions.

use std::cmp::Reverse;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why there is no library to load.
#[derive(Debug, Error, PartialEq)]
pub enum LibraryError {
    /// The option or the environment variable names a file that does not exist.
    #[error(
        "ONNX Runtime's library is not at {path}, which {origin} names: correct the path, or \
         leave it out and Spotter looks for the library by itself"
    )]
    NotThere {
        /// The path as it was given, made absolute.
        path: PathBuf,
        /// What gave the path: the option or the environment variable.
        origin: &'static str,
    },
    /// No library that is new enough lies in any of the usual places.
    #[error(
        "ONNX Runtime's library was not found: run ./setup in Spotter's source folder, or set \
         {VARIABLE} to the path of {FILE_NAME} (version 1.{} or newer)",
        ort::MINOR_VERSION
    )]
    NotFound,
}

/// The environment variable that names the library's file. Other programs that use ONNX Runtime read
/// the same one.
const VARIABLE: &str = "ORT_DYLIB_PATH";

/// The library's file name on this system, without a version.
const FILE_NAME: &str = if cfg!(target_os = "windows") {
    "onnxruntime.dll"
} else if cfg!(target_os = "macos") {
    "libonnxruntime.dylib"
} else {
    "libonnxruntime.so"
};

/// Finds ONNX Runtime's shared library. These places are tried in order: the path given by option,
/// the path in `ORT_DYLIB_PATH`, the folder of the executable, the user's data folder (where `./setup`
/// puts the library), the system's library folders.
///
/// # Errors
///
/// [`LibraryError::NotThere`] if the option or the variable names a file that does not exist. No
/// other place is tried then. [`LibraryError::NotFound`] if no place has the library.
pub fn find(explicit: Option<&Path>) -> Result<PathBuf, LibraryError> {
    search(&Places::of_this_machine(explicit))
}

/// The places to search, in the order of the fields.
#[derive(Debug, Default)]
struct Places {
    /// File named on the command line.
    option: Option<PathBuf>,
    /// File named by [`VARIABLE`].
    variable: Option<PathBuf>,
    /// Folder of the running program.
    program: Option<PathBuf>,
    /// Folder with one subfolder per version.
    data: Option<PathBuf>,
    /// Folders of shared libraries.
    system: Vec<PathBuf>,
}

impl Places {
    fn of_this_machine(option: Option<&Path>) -> Self {
        let variable = |name| env::var_os(name).filter(|value| !value.is_empty());
        let mut system = Vec::new();
        for name in ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"] {
            system.extend(variable(name).iter().flat_map(env::split_paths));
        }
        // Windows is left out, because the library that comes with it is too old and its name
        // gives no version.
        if cfg!(unix) {
            for prefix in ["/usr/local", "/opt/homebrew", "/usr"] {
                let lib = Path::new(prefix).join("lib");
                system.push(lib.join(format!("{}-linux-gnu", env::consts::ARCH)));
                system.push(lib);
                system.push(Path::new(prefix).join("lib64"));
            }
        }

        Self {
            option: option.map(Path::to_path_buf),
            variable: variable(VARIABLE).map(PathBuf::from),
            program: env::current_exe()
                .and_then(fs::canonicalize)
                .ok()
                .and_then(|program| Some(program.parent()?.to_path_buf())),
            data: dirs::data_dir().map(|data| data.join("spotter").join("onnxruntime")),
            system,
        }
    }
}

fn search(places: &Places) -> Result<PathBuf, LibraryError> {
    for (named, origin) in [(&places.option, "the option"), (&places.variable, VARIABLE)] {
        if let Some(path) = named {
            return there(path, origin);
        }
    }

    let beside = places
        .program
        .iter()
        .flat_map(|folder| [folder.clone(), folder.join("lib")]);
    let data = places.data.iter().flat_map(|data| {
        let mut versions = folders(data);
        versions.sort_by_key(|folder| Reverse(version(file_name(folder))));
        versions
    });
    beside
        .chain(data)
        .chain(places.system.iter().cloned())
        .find_map(|folder| newest_in(&folder))
        .ok_or(LibraryError::NotFound)
}

/// The named file as an absolute path. The dynamic loader would search other folders for a bare name.
fn there(path: &Path, origin: &'static str) -> Result<PathBuf, LibraryError> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if path.is_file() {
        Ok(path)
    } else {
        Err(LibraryError::NotThere { path, origin })
    }
}

/// The newest library in a folder, without those whose name shows that they are too old.
fn newest_in(folder: &Path) -> Option<PathBuf> {
    let (stem, extension) = FILE_NAME.split_once('.')?;
    entries(folder)
        .into_iter()
        .filter(|path| {
            let name = file_name(path);
            let mut parts = name.split('.');
            // `libonnxruntime.so`, `libonnxruntime.so.1.32.0` and `libonnxruntime.1.32.0.dylib`,
            // but not `libonnxruntime_providers_shared.so`.
            parts.next() == Some(stem) && parts.any(|part| part == extension)
        })
        .filter_map(|path| {
            // A name without a version is usually a link to a file with one.
            let file = fs::canonicalize(&path).ok().filter(|file| file.is_file())?;
            let version = version(file_name(&file));
            let new_enough = version.is_none_or(|version| version >= [1, ort::MINOR_VERSION, 0]);
            new_enough.then_some((version, path))
        })
        .max()
        .map(|(_, path)| path)
}

/// The version in the name of a file or folder, alone (`1.32.0`) or between other parts
/// (`libonnxruntime.so.1.32.0`).
fn version(name: &str) -> Option<[u32; 3]> {
    let mut numbers = name.split('.').filter_map(|part| part.parse().ok());
    Some([
        numbers.next()?,
        numbers.next()?,
        numbers.next().unwrap_or(0),
    ])
}

/// The contents of a folder. A folder that can't be read counts as empty, because the search goes on
/// in the next place either way.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect()
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found = entries(folder);
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

fn file_name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    /// The file name of a library with its version.
    fn named(version: &str) -> String {
        if cfg!(target_os = "macos") {
            format!("libonnxruntime.{version}.dylib")
        } else {
            format!("libonnxruntime.so.{version}")
        }
    }

    fn put(folder: &Path, name: &str) -> PathBuf {
        fs::create_dir_all(folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, []).unwrap();
        path
    }

    fn data_with(root: &TempDir) -> Places {
        Places {
            data: Some(root.path().to_path_buf()),
            ..Places::default()
        }
    }

    #[test]
    fn places_are_tried_in_their_order() {
        let root = TempDir::new().unwrap();
        let at = |folder: &str| root.path().join(folder);
        let in_order = [
            put(&at("given"), "by-option"),
            put(&at("given"), "by-variable"),
            put(&at("bin"), FILE_NAME),
            put(&at("bin/lib"), FILE_NAME),
            put(&at("data/1.32.0"), &named("1.32.0")),
            put(&at("usr/lib"), &named("1.34.0")),
        ];
        let mut places = Places {
            option: Some(in_order[0].clone()),
            variable: Some(in_order[1].clone()),
            program: Some(at("bin")),
            data: Some(at("data")),
            system: vec![at("usr/lib")],
        };
        for expected in &in_order {
            assert_eq!(search(&places).as_ref(), Ok(expected));
            // Remove what was found, so that the next place is searched: the option and the
            // variable first, then the files one by one.
            if places.option.take().is_none() && places.variable.take().is_none() {
                fs::remove_file(expected).unwrap();
            }
        }
    }

    #[test]
    fn a_named_file_that_is_not_there_is_an_error_and_nothing_else_is_tried() {
        let root = TempDir::new().unwrap();
        put(&root.path().join("1.32.0"), FILE_NAME);
        let path = root.path().join("gone.so");
        let by_option = Places {
            option: Some(path.clone()),
            ..data_with(&root)
        };
        let by_variable = Places {
            variable: Some(path.clone()),
            ..data_with(&root)
        };
        for (places, origin) in [(by_option, "the option"), (by_variable, "ORT_DYLIB_PATH")] {
            let error = search(&places).unwrap_err();
            assert_eq!(
                error,
                LibraryError::NotThere {
                    path: path.clone(),
                    origin
                }
            );
            let message = error.to_string();
            assert!(
                message.contains("gone.so") && message.contains(origin),
                "{message}"
            );
        }
    }

    #[test]
    fn a_named_file_is_made_absolute() {
        let here = env::current_dir().unwrap();
        let places = Places {
            option: Some("Cargo.toml".into()),
            ..Places::default()
        };
        assert_eq!(search(&places), Ok(here.join("Cargo.toml")));
    }

    #[test]
    fn the_newest_version_counts_as_numbers_do() {
        let root = TempDir::new().unwrap();
        for version in ["1.32.0", "1.100.0", "1.99.0"] {
            put(&root.path().join(version), &named(version));
        }
        let expected = root.path().join("1.100.0").join(named("1.100.0"));
        assert_eq!(search(&data_with(&root)), Ok(expected));
    }

    #[test]
    fn a_library_that_is_too_old_is_passed_over_even_behind_a_link() {
        let root = TempDir::new().unwrap();
        let old = put(&root.path().join("1.20.1"), &named("1.20.1"));
        std::os::unix::fs::symlink(&old, root.path().join("1.20.1").join(FILE_NAME)).unwrap();
        assert_eq!(search(&data_with(&root)), Err(LibraryError::NotFound));
    }

    #[test]
    fn an_unfinished_download_and_a_helper_library_are_not_taken() {
        let root = TempDir::new().unwrap();
        put(&root.path().join("1.32.0/new.3kTq0a"), &named("1.32.0"));
        put(
            &root.path().join("1.32.0"),
            "libonnxruntime_providers_shared.so",
        );
        assert_eq!(search(&data_with(&root)), Err(LibraryError::NotFound));
    }

    #[test]
    fn the_error_says_what_to_do() {
        let message = search(&Places::default()).unwrap_err().to_string();
        assert!(
            message.contains("./setup") && message.contains(FILE_NAME),
            "{message}"
        );
    }
}
