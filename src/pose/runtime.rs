//! The engine that runs the networks, started once per process.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use ort::environment::{Environment, EnvironmentBuilder};
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;

use super::error::PoseError;

/// The engine allows one environment per process and keeps only a weak hold on it itself.
static ENVIRONMENT: Mutex<Option<Environment>> = Mutex::new(None);

/// The running engine. The first call that succeeds decides which library is used; later calls
/// get the same engine whatever they name.
pub(super) fn environment(library: Option<&Path>) -> Result<Environment, PoseError> {
    let mut slot = ENVIRONMENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(environment) = &*slot {
        return Ok(environment.clone());
    }
    let environment = engine(library)?
        .with_name("spotter")
        // Microsoft's builds for Windows report usage by default. Nothing leaves this machine.
        .with_telemetry(false)
        .build()
        .map_err(PoseError::Engine)?;
    *slot = Some(environment.clone());
    Ok(environment)
}

/// ONNX Runtime from a library file. Without a path the system looks for a library of the usual
/// name.
#[cfg(not(feature = "tract"))]
fn engine(library: Option<&Path>) -> Result<EnvironmentBuilder, PoseError> {
    use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
    use std::path::PathBuf;

    let path = match library {
        // ort would look beside the executable first, where the user didn't mean.
        Some(path) => std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()),
        None => PathBuf::from(format!("{DLL_PREFIX}onnxruntime{DLL_SUFFIX}")),
    };
    ort::init_from(&path).map_err(|error| {
        let expected = format!("1.{}", ort::MINOR_VERSION);
        match error {
            ort::LoadDynamicError::BadVersion { version_str, path } => PoseError::LibraryVersion {
                path,
                found: version_str,
                expected,
            },
            ort::LoadDynamicError::Dlopen { error, .. } => PoseError::Library {
                path,
                reason: error.to_string(),
                expected,
            },
            ort::LoadDynamicError::MissingApi { .. } => PoseError::Library {
                path,
                reason: "it is some other library".to_owned(),
                expected,
            },
            ort::LoadDynamicError::InvalidVersionString => PoseError::Library {
                path,
                reason: "it does not tell its version".to_owned(),
                expected,
            },
        }
    })
}

/// The engine in pure Rust, which needs no library.
#[cfg(feature = "tract")]
fn engine(_library: Option<&Path>) -> Result<EnvironmentBuilder, PoseError> {
    // False means that it is set already, which is as good.
    let _ = ort::set_api(ort_tract::api());
    Ok(ort::init())
}

/// Loads a network. Its threads sleep while there is nothing to do: a coach that runs for half
/// an hour on a laptop shall not keep a core busy with waiting.
pub(super) fn session(
    environment: &Environment,
    threads: usize,
    onnx: &[u8],
) -> ort::Result<Session> {
    Session::builder(environment)?
        .with_optimization_level(GraphOptimizationLevel::All)?
        .with_intra_threads(threads.max(1))?
        .with_inter_threads(1)?
        .with_intra_op_spinning(false)?
        .commit_from_memory(onnx)
}
