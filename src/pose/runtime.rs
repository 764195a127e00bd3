//! The engine that runs the models. It is started once per process.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ort::environment::{Environment, EnvironmentBuilder};
use ort::session::builder::GraphOptimizationLevel;
#[cfg(not(feature = "tract"))]
use ort::session::{HasSelectedOutputs, OutputSelector, RunOptions};
use ort::session::{Session, SessionInputs, SessionOutputs};
use ort::value::Outlet;
#[cfg(not(feature = "tract"))]
use ort::value::{Tensor, TensorElementType};

use super::error::PoseError;

/// The environment variable that keeps ONNX Runtime from recording and reporting its use. It has to
/// be 1 before the process starts. The program sets it by itself.
pub const TELEMETRY_SWITCH: &str = "ORT_DISABLE_TELEMETRY";

/// The state of the engine in this process.
enum Engine {
    Untried,
    /// ort allows one environment per process and keeps only a weak hold on it itself.
    Running(Environment),
    /// ort 2.0.0-rc.14 treats a library that it failed to load as loaded from then on. After a
    /// failure it must not be touched again, so further calls repeat the refusal: which library, and
    /// what it is instead.
    Refused(PathBuf, String),
}

static ENGINE: Mutex<Engine> = Mutex::new(Engine::Untried);

/// The running engine. The first call decides for the whole process which library is used, and
/// whether there is an engine at all; later calls get the same answer whatever they name.
pub(super) fn environment(library: Option<&Path>) -> Result<Environment, PoseError> {
    let mut engine = ENGINE.lock().unwrap_or_else(PoisonError::into_inner);
    match &*engine {
        Engine::Running(environment) => return Ok(environment.clone()),
        Engine::Refused(path, found) => return Err(refused(path.clone(), found.clone())),
        Engine::Untried => {}
    }
    if !cfg!(feature = "tract")
        && std::env::var_os(TELEMETRY_SWITCH).is_none_or(|value| value != "1")
    {
        return Err(PoseError::Telemetry);
    }
    let builder = load(library).inspect_err(|error| {
        // Where no library was found nothing was touched, and another path may be tried.
        if let PoseError::Library { path, found, .. } = error {
            *engine = Engine::Refused(path.clone(), found.clone());
        }
    })?;
    let environment = builder
        .with_name("spotter")
        // This says the same to builds that don't know the variable (older ones for Windows).
        .with_telemetry(false)
        .build()
        .map_err(PoseError::Engine)?;
    *engine = Engine::Running(environment.clone());
    Ok(environment)
}

fn refused(path: PathBuf, found: String) -> PoseError {
    let expected = format!("1.{}", ort::MINOR_VERSION);
    PoseError::Library {
        path,
        expected,
        found,
    }
}

/// Loads ONNX Runtime from a library file. Without a path, the library is searched for.
#[cfg(not(feature = "tract"))]
fn load(library: Option<&Path>) -> Result<EnvironmentBuilder, PoseError> {
    let path = super::library::find(library)?;
    // The loader reports a file that can't be read.
    if let Ok(Some((length, needed))) = super::elf::missing_from(&path) {
        let found = format!(
            "a file that breaks off (it has {length} of {needed} bytes: copy it again, or run ./setup)"
        );
        return Err(refused(path, found));
    }
    ort::init_from(&path).map_err(|error| refused(path, describe(error)))
}

#[cfg(not(feature = "tract"))]
fn describe(error: ort::LoadDynamicError) -> String {
    use std::error::Error;

    use ort::LoadDynamicError::{BadVersion, Dlopen, InvalidVersionString, MissingApi};

    match error {
        BadVersion { version_str, .. } => format!("version {version_str}"),
        Dlopen { error, .. } => {
            // The system's message is one level down.
            let cause = error
                .source()
                .map_or_else(|| error.to_string(), ToString::to_string);
            format!("nothing that can be loaded ({cause})")
        }
        MissingApi { .. } => "some other library".to_owned(),
        InvalidVersionString => "one that does not tell its version".to_owned(),
    }
}

/// The engine in pure Rust, which needs no library.
#[cfg(feature = "tract")]
fn load(_library: Option<&Path>) -> Result<EnvironmentBuilder, PoseError> {
    // `false` means that it is set already, which is as good.
    let _ = ort::set_api(ort_tract::api());
    Ok(ort::init())
}

/// Loads a model. Its threads sleep while there is nothing to do, because a coach that runs for
/// half an hour on a laptop must not keep a core busy with waiting.
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

/// A model that is ready to run. It answers into memory of its own, which every run overwrites.
///
/// Where the engine allocates memory for each answer, ort 2.0.0-rc.14 asks for the type of each
/// answer and never frees that description. That would lose 2.4 kB per frame until the program
/// ends. The pure-Rust engine has no memory of the caller's, so about 0.5 kB per frame are lost
/// there.
pub(super) struct Loaded {
    name: String,
    session: Session,
    #[cfg(not(feature = "tract"))]
    answers: RunOptions<HasSelectedOutputs>,
}

impl Loaded {
    #[cfg(not(feature = "tract"))]
    pub(super) fn new(name: String, session: Session) -> ort::Result<Self> {
        let mut into = OutputSelector::default();
        for outlet in session.outputs() {
            // The engine allocates an answer whose size is not known beforehand.
            if let Some(shape) = fixed_shape(outlet) {
                let answer = Tensor::<f32>::new(session.allocator(), shape)?;
                into = into.preallocate(outlet.name(), answer);
            }
        }
        let answers = RunOptions::new()?.with_outputs(into);
        Ok(Self {
            name,
            session,
            answers,
        })
    }

    #[cfg(feature = "tract")]
    pub(super) fn new(name: String, session: Session) -> ort::Result<Self> {
        Ok(Self { name, session })
    }

    /// Runs the model. A value taken out of the answers changes with the next run.
    pub(super) fn run<'a, 'i, 'v: 'i, const N: usize>(
        &'a mut self,
        inputs: impl Into<SessionInputs<'i, 'v, N>>,
    ) -> ort::Result<SessionOutputs<'a>> {
        #[cfg(not(feature = "tract"))]
        return self.session.run_with_options(inputs, &self.answers);
        #[cfg(feature = "tract")]
        self.session.run(inputs)
    }

    /// The shape of an output; empty when there is no such tensor.
    pub(super) fn output_shape(&self, name: &str) -> Vec<i64> {
        let mut outlets = self.session.outputs().iter();
        let outlet = outlets.find(|outlet| outlet.name() == name);
        outlet.map_or_else(Vec::new, shape_of)
    }

    /// Turns the engine's error about a run into ours.
    pub(super) fn failed(&self, source: ort::Error) -> PoseError {
        PoseError::Run {
            model: self.name.clone(),
            source,
        }
    }
}

/// The shape of an input or an output; empty where it is no tensor.
pub(super) fn shape_of(outlet: &Outlet) -> Vec<i64> {
    let shape = outlet.dtype().tensor_shape();
    shape.map_or_else(Vec::new, |shape| shape.to_vec())
}

/// The shape of an answer of single-precision numbers, where it is the same in every run.
#[cfg(not(feature = "tract"))]
fn fixed_shape(outlet: &Outlet) -> Option<Vec<i64>> {
    let kind = outlet.dtype();
    let shape = kind.tensor_shape()?.to_vec();
    let is_fixed = shape.iter().all(|&length| length > 0);
    (kind.tensor_type() == Some(TensorElementType::Float32) && is_fixed).then_some(shape)
}
