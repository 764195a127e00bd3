//! The models: those that are compiled into the program, and a landmark model of the user's choice.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ort::environment::Environment;
use ort::value::{Outlet, TensorElementType};

use super::error::PoseError;
use super::mask_decoder::MaskFiles;
use super::processor::Processor;
use super::runtime::{self, Loaded, shape_of};

/// The landmark model to use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Model {
    /// The smaller built-in one: about half the time per frame, less exact.
    Lite,
    /// The larger built-in one.
    #[default]
    Full,
    /// The larger one in eight bits: a third less time per frame, and its angles are a degree or two
    /// off. Only for processors that [add bytes](Processor::adds_bytes).
    Fast,
    /// A file of the same make, such as BlazePose heavy. Its mask decoder is the file beside it
    /// with `mask` for `landmark` in its name; without that file there is no mask.
    File(PathBuf),
}

impl From<&str> for Model {
    /// `lite`, `full`, `fast`, or the path of a file.
    fn from(name: &str) -> Self {
        match name {
            "lite" => Model::Lite,
            "full" => Model::Full,
            "fast" => Model::Fast,
            path => Model::File(PathBuf::from(path)),
        }
    }
}

impl fmt::Display for Model {
    /// The name that it is asked for by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Model::Lite => f.pad("lite"),
            Model::Full => f.pad("full"),
            Model::Fast => f.pad("fast"),
            Model::File(path) => path.display().fmt(f),
        }
    }
}

impl Model {
    /// The model of a live set for which none was named.
    #[must_use]
    pub fn of_live_set(processor: Processor) -> Self {
        Self::Fast.on(processor)
    }

    /// This model, or on a processor that would give wrong sums the one in whose place it stands.
    #[must_use]
    pub fn on(self, processor: Processor) -> Self {
        match self {
            Self::Fast if !processor.adds_bytes() => Self::Full,
            other => other,
        }
    }
}

/// A model that is not loaded yet: its name and what its file contains.
pub(super) struct ModelFile {
    name: String,
    onnx: Cow<'static, [u8]>,
}

macro_rules! built_in {
    ($name:literal) => {
        ModelFile {
            name: $name.to_owned(),
            onnx: Cow::Borrowed(include_bytes!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/models/",
                $name
            ))),
        }
    };
}

/// The person detector.
pub(super) fn detector() -> ModelFile {
    built_in!("pose_detection.onnx")
}

/// The landmark model and, where there is one, the decoder of its mask.
pub(super) fn landmarks(model: &Model) -> Result<(ModelFile, Option<MaskFiles>), PoseError> {
    if model.clone().on(Processor::here()) != *model {
        return Err(PoseError::Processor);
    }
    Ok(match model {
        Model::Lite => (
            built_in!("pose_landmark_lite.onnx"),
            Some(MaskFiles {
                whole: built_in!("pose_mask_lite.onnx"),
                part: Some(built_in!("pose_mask_part_lite.onnx")),
            }),
        ),
        Model::Full => (built_in!("pose_landmark_full.onnx"), Some(full_mask())),
        Model::Fast => (built_in!("pose_landmark_full_int8.onnx"), Some(full_mask())),
        Model::File(path) => {
            let beside = |kind| beside(path, kind).filter(|file| file.exists());
            let read = |path: PathBuf| ModelFile::read(&path);
            let mask = match beside("mask") {
                Some(whole) => Some(MaskFiles {
                    whole: read(whole)?,
                    part: beside("mask_part").map(read).transpose()?,
                }),
                None => None,
            };
            (ModelFile::read(path)?, mask)
        }
    })
}

/// The decoder of the full model's mask, whether that computes in eight bits or not.
fn full_mask() -> MaskFiles {
    MaskFiles {
        whole: built_in!("pose_mask_full.onnx"),
        part: Some(built_in!("pose_mask_part_full.onnx")),
    }
}

/// The file of another kind that belongs to a landmark model.
fn beside(landmarks: &Path, kind: &str) -> Option<PathBuf> {
    let name = landmarks.file_name()?.to_str()?;
    name.contains("landmark")
        .then(|| landmarks.with_file_name(name.replace("landmark", kind)))
}

/// Operator set of the models that `models/convert.py` makes.
const OPERATOR_SET: u64 = 18;

/// Largest model that is read, in bytes. BlazePose heavy, the largest of its kind, has 27 MB.
const LARGEST_BYTES: u64 = 200 << 20;

/// Reads a file, but neither a device nor a pipe, which may have no end.
fn read_at_most(path: &Path, bytes: u64) -> io::Result<Vec<u8>> {
    let about = fs::metadata(path)?;
    let wrong = match about.len() {
        _ if !about.is_file() => "it is not a file",
        length if length > bytes => "it is larger than any model of this kind",
        _ => return fs::read(path),
    };
    Err(io::Error::new(io::ErrorKind::InvalidInput, wrong))
}

impl ModelFile {
    fn read(path: &Path) -> Result<Self, PoseError> {
        let onnx = read_at_most(path, LARGEST_BYTES).map_err(|source| PoseError::ModelFile {
            path: path.to_path_buf(),
            source,
        })?;
        Ok(Self {
            name: path.display().to_string(),
            onnx: Cow::Owned(onnx),
        })
    }

    /// Loads the model and checks that it has these inputs and outputs.
    pub(super) fn load(
        self,
        environment: &Environment,
        threads: usize,
        inputs: &[Tensor],
        outputs: &[Tensor],
    ) -> Result<Loaded, PoseError> {
        let Self { name, onnx } = self;
        match runtime::session(environment, threads, &onnx) {
            Err(error) => Err(PoseError::ModelUnreadable {
                model: name,
                expected: OPERATOR_SET,
                found: describe(&onnx, &error),
            }),
            Ok(session) => {
                check(&name, "input", session.inputs(), inputs)?;
                check(&name, "output", session.outputs(), outputs)?;
                Loaded::new(name, session).map_err(PoseError::Engine)
            }
        }
    }
}

/// What a file is that the engine can't load. The size shows a download that broke off.
fn describe(onnx: &[u8], error: &ort::Error) -> String {
    if onnx.is_empty() {
        "an empty file".to_owned()
    } else {
        format!("a file of {} bytes ({error})", onnx.len())
    }
}

/// A tensor that a model must have: its name and its shape.
pub(super) struct Tensor<'a>(pub &'a str, pub &'a [i64]);

fn check(model: &str, kind: &str, found: &[Outlet], wanted: &[Tensor]) -> Result<(), PoseError> {
    for Tensor(name, shape) in wanted {
        let wrong = |found: String| PoseError::ModelShape {
            model: model.to_owned(),
            expected: format!("{kind} {name} of {}", dimensions(shape)),
            found,
        };
        let Some(outlet) = found.iter().find(|outlet| outlet.name() == *name) else {
            let names: Vec<_> = found.iter().map(Outlet::name).collect();
            return Err(wrong(format!("only {}", names.join(", "))));
        };
        let is_float = outlet.dtype().tensor_type() == Some(TensorElementType::Float32);
        let actual = shape_of(outlet);
        if !is_float || actual != **shape {
            let kind = if is_float {
                dimensions(&actual)
            } else {
                outlet.dtype().to_string()
            };
            return Err(wrong(kind));
        }
    }
    Ok(())
}

fn dimensions(shape: &[i64]) -> String {
    let sizes: Vec<_> = shape.iter().map(i64::to_string).collect();
    format!("{} float32", sizes.join("×"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{Settings, Tracker, testing};

    fn built_in(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("models")
            .join(name)
    }

    fn refusal(landmarks: &Path) -> String {
        match Tracker::new(&Settings {
            model: Model::File(landmarks.to_path_buf()),
            ..testing::settings()
        }) {
            Ok(_) => panic!("{landmarks:?} was accepted"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_landmark_file_comes_with_the_mask_decoder_beside_it() {
        let full = testing::tracker(Model::File(built_in("pose_landmark_full.onnx")));
        assert!(full.has_mask());

        let folder = tempfile::tempdir().unwrap();
        let alone = folder.path().join("pose_landmark_full.onnx");
        fs::copy(built_in("pose_landmark_full.onnx"), &alone).unwrap();
        assert!(!testing::tracker(Model::File(alone)).has_mask());
    }

    #[test]
    fn a_live_set_takes_the_fast_model_where_its_sums_are_right() {
        let able = Processor {
            has_avx_vnni: true,
            ..Processor::default()
        };
        let unable = Processor::default();
        assert_eq!(Model::of_live_set(able), Model::Fast);
        assert_eq!(Model::of_live_set(unable), Model::Full);
        for model in [Model::Lite, Model::Full, "own.onnx".into()] {
            assert_eq!(model.clone().on(able), model);
            assert_eq!(model.clone().on(unable), model);
        }
    }

    #[test]
    fn the_fast_model_loads_only_where_its_sums_are_right() {
        let fast = Settings {
            model: Model::Fast,
            ..testing::settings()
        };
        match (Tracker::new(&fast), Processor::here().adds_bytes()) {
            (Ok(tracker), true) => assert!(tracker.has_mask()),
            (Err(PoseError::Processor), false) => {}
            (Ok(_), false) => panic!("it was loaded where its sums are wrong"),
            (Err(error), _) => panic!("{error}"),
        }
    }

    /// Its sums may be wrong here, but its inputs and outputs are those of the full one.
    #[cfg(not(feature = "tract"))]
    #[test]
    fn the_fast_model_has_the_tensors_of_the_full_one() {
        testing::tracker(Model::File(built_in("pose_landmark_full_int8.onnx")));
    }

    #[test]
    fn a_model_is_called_as_it_is_asked_for() {
        for name in ["lite", "full", "fast", "folder/own.onnx"] {
            assert_eq!(Model::from(name).to_string(), name);
        }
    }

    #[test]
    fn the_mask_decoder_is_named_after_the_landmark_model() {
        let beside = |name: &str| beside(Path::new(name), "mask");
        assert_eq!(
            beside("landmark/pose_landmark_heavy.onnx"),
            Some("landmark/pose_mask_heavy.onnx".into())
        );
        assert_eq!(beside("landmark/heavy.onnx"), None);
    }

    #[test]
    fn a_missing_file_is_named() {
        let message = refusal(Path::new("no/such/pose_landmark.onnx"));
        assert!(message.contains("no/such/pose_landmark.onnx"), "{message}");
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pose_landmark_cut.onnx");
        let whole = fs::read(built_in("pose_landmark_lite.onnx")).unwrap();
        let half = whole.len() / 2;
        for (contents, found) in [
            (&whole[..half], format!("a file of {half} bytes")),
            (b"not a model", "a file of 11 bytes".to_owned()),
            (b"", "an empty file".to_owned()),
        ] {
            fs::write(&path, contents).unwrap();
            let message = refusal(&path);
            for words in ["pose_landmark_cut.onnx", "operator set 18", &found] {
                assert!(message.contains(words), "{words:?} is not in {message:?}");
            }
        }
    }

    #[test]
    fn another_model_is_refused_with_what_was_expected_and_found() {
        let message = refusal(&built_in("pose_detection.onnx"));
        assert!(
            message.contains("expected input image of 1×3×256×256 float32"),
            "{message}"
        );
        assert!(message.contains("found 1×3×224×224 float32"), "{message}");

        let message = refusal(&built_in("pose_mask_lite.onnx"));
        assert!(
            message.contains("found only features_64, features_128"),
            "{message}"
        );
    }

    #[test]
    fn a_mask_decoder_of_another_size_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let landmarks = folder.path().join("pose_landmark_mixed.onnx");
        fs::copy(built_in("pose_landmark_lite.onnx"), &landmarks).unwrap();
        fs::copy(
            built_in("pose_mask_full.onnx"),
            folder.path().join("pose_mask_mixed.onnx"),
        )
        .unwrap();
        let message = refusal(&landmarks);
        assert!(message.contains("pose_mask_mixed.onnx"), "{message}");
        assert!(
            message.contains("expected input features_64 of 1×32×64×64"),
            "{message}"
        );
        assert!(message.contains("found 1×48×64×64"), "{message}");
    }
}
