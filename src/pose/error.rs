//! What can go wrong between a picture and a person.

use std::path::PathBuf;

use super::library::LibraryError;

/// Why no pose could be computed. Finding nobody is not an error.
#[derive(Debug, thiserror::Error)]
pub enum PoseError {
    /// There is no ONNX Runtime library.
    #[error(transparent)]
    NoLibrary(#[from] LibraryError),
    /// The file given as ONNX Runtime is missing, too old, or something else.
    #[error(
        "{path:?} can't be used as the ONNX Runtime library: expected version {expected} or newer, \
         found {found}; name another library and start again"
    )]
    Library {
        /// The file that was tried.
        path: PathBuf,
        /// The oldest version that works.
        expected: String,
        /// What the file is instead, or why it can't be loaded.
        found: String,
    },
    /// ONNX Runtime would report its use, and nothing may leave this computer.
    #[error(
        "ONNX Runtime would report its use to its makers: start the program with \
         ORT_DISABLE_TELEMETRY=1 in its environment"
    )]
    Telemetry,
    /// The engine could not be started.
    #[error(
        "the inference engine did not start: reinstall ONNX Runtime, or choose another library"
    )]
    Engine(#[source] ort::Error),
    /// The fast model would give wrong sums on this processor.
    #[error(
        "the fast model needs a processor with VNNI (x86) or dot products (ARM): use the full model"
    )]
    Processor,
    /// A model's file can't be read.
    #[error("the model {path:?} can't be read: check the path, or use a built-in model")]
    ModelFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A model's file isn't an ONNX model that the engine understands.
    #[error(
        "{model} can't be loaded: expected an ONNX model of operator set {expected}, found \
         {found}; fetch the file again, or make it with models/convert.py"
    )]
    ModelUnreadable {
        /// Name of the model.
        model: String,
        /// The operator set of the models that come with this program.
        expected: u64,
        /// What the file is instead, or else what the engine said.
        found: String,
    },
    /// A model has other inputs or outputs than this program can use.
    #[error("{model} is not the model that is needed here: expected {expected}, found {found}")]
    ModelShape {
        /// Name of the model.
        model: String,
        /// The tensor that was looked for.
        expected: String,
        /// What is there instead.
        found: String,
    },
    /// A model failed while it ran.
    #[error(
        "the model {model} failed on a picture: start the program again, and report this if it stays"
    )]
    Run {
        /// Name of the model.
        model: String,
        /// What the engine said.
        #[source]
        source: ort::Error,
    },
}
