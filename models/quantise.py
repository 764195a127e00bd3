#!/usr/bin/env python3
"""Rebuild pose_landmark_full_int8.onnx, the full landmark model in eight bits.

Its weights were trained to answer as pose_landmark_full.onnx does (README.md says how). What came of
the training lies in pose_landmark_full_int8.npz: for each convolution its weights as bytes, the
size of a step of each output channel and the sums it begins with; and the size of a step of every
tensor in between. This script reads the layers of pose_landmark_full.onnx, gives them those weights,
and arranges them so that ONNX Runtime computes in bytes. The same versions of the tools give the same
bytes.

`--pack` makes the .npz file anew from the whole trained state.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

sys.dont_write_bytecode = True  # nothing but models belongs beside this script
from convert import write_checksums  # noqa: E402

FOLDER = Path(__file__).resolve().parent
SOURCE = "pose_landmark_full.onnx"
SOURCE_SHA256 = "0b5c30b2793c7883e20e982ab275cac034958cbdd35974ede5c2ea5b873cb420"
STATE = "pose_landmark_full_int8.npz"
STATE_SHA256 = "58cf0b2492b46ee09734ca7e56e3c1439ef60bd2394ca52808f75afc0d4f5720"
TARGET = "pose_landmark_full_int8.onnx"

# Other releases may give other bytes.
TOOLS = {"onnx": "1.19.1"}
OPSET = 18

# The kernels that multiply bytes take 16 channels at a time, and the first one four colours.
CHANNELS = 16
COLOURS = 4
# What ReLU6 lets through. As 255 steps from 0 on it needs no operator of its own.
LARGEST = 6.0
# From this size on the layers end in the landmarks ("the tail"): their sums stay in floats.
TAIL_SIZE = 4
HEADS = ("landmarks", "score", "world")
PICTURE_STEP = np.float32(1 / 255)


def main() -> None:
    """Builds the model, or packs the state that it is built from."""
    options = parse_arguments()
    for tool, wanted in TOOLS.items():
        found = importlib.metadata.version(tool)
        if found != wanted:
            sys.exit(f"quantise.py: needs {tool} {wanted}, found: {found}")
    layers, outputs = read_layers(onnx.load_from_string(checked(FOLDER / SOURCE, SOURCE_SHA256)))
    if options.pack:
        np.savez_compressed(options.out / STATE, **pack(np.load(options.pack), layers, outputs))
        return
    checked(FOLDER / STATE, STATE_SHA256)
    model = Builder(dict(np.load(FOLDER / STATE)), layers, outputs).model()
    path = options.out / TARGET
    path.write_bytes(model.SerializeToString(deterministic=True))
    print(f"{path}  {path.stat().st_size:,} bytes")
    write_checksums(options.out)


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", default=FOLDER,
        help="where to write the file (default: the folder of this script)",
    )
    parser.add_argument("--pack", type=Path, metavar="NPZ", help="a trained state to make the .npz file from")
    return parser.parse_args()


def checked(path: Path, sha256: str) -> bytes:
    """The contents of a file; the program ends where it is another one."""
    contents = path.read_bytes()
    if hashlib.sha256(contents).hexdigest() != sha256:
        sys.exit(f"quantise.py: {path} is not the file that is needed: its SHA-256 is not {sha256}")
    return contents


# --- The layers of the float model ------------------------------------------------------------------


@dataclass
class Layer:
    """One step of the model, called after the tensor that it makes."""

    kind: str  # "Conv", "Add", "MaxPool" or "Resize"
    name: str
    inputs: list[str]
    size: int  # rows of the tensor, and columns
    channels: int
    is_clipped: bool = False
    attributes: dict = field(default_factory=dict)

    @property
    def is_depthwise(self) -> bool:
        """Whether every channel is by itself."""
        return self.attributes.get("group", 1) > 1

    @property
    def adds_in_floats(self) -> bool:
        """Whether it is a convolution of the tail whose sums are floats."""
        return self.is_tail and not self.is_depthwise

    @property
    def is_tail(self) -> bool:
        """Whether it is one of the last small layers that end in the landmarks."""
        return 1 < self.size <= TAIL_SIZE


def read_layers(model) -> tuple[dict[str, Layer], dict[str, str]]:
    """The layers in order by name, and for each output of the model the tensor that it shows."""
    shapes = {
        value.name: [dimension.dim_value for dimension in value.type.tensor_type.shape.dim]
        for value in onnx.shape_inference.infer_shapes(model).graph.value_info
    } | {
        value.name: [dimension.dim_value for dimension in value.type.tensor_type.shape.dim]
        for value in model.graph.output
    }
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    layers: dict[str, Layer] = {}
    same: dict[str, str] = {}  # a tensor that a layer made, by every name that it has
    for node in model.graph.node:
        made, kind = node.output[0], node.op_type
        if kind == "Cast":  # weights that are stored in half precision
            constants[made] = constants[node.input[0]]
            continue
        inputs = [same.get(name, name) for name in node.input if name and name not in constants]
        if kind == "Clip":
            layer = layers.pop(inputs[0])
            same |= {name: made for name, of in same.items() if of == layer.name} | {layer.name: made}
            layer.name, layer.is_clipped = made, True
            layers[made] = layer
        elif kind in ("Sigmoid", "Reshape", "Transpose") or kind == "Conv" and is_one(constants[node.input[1]]):
            # convert.py puts a multiplication by one before each Clip.
            same[made] = inputs[0]
        else:
            attributes = {entry.name: helper.get_attribute_value(entry) for entry in node.attribute}
            channels, size = shapes[made][1:3]
            layers[made] = Layer(kind, made, inputs, size, channels, attributes=attributes)
    return layers, {output.name: same.get(output.name, output.name) for output in model.graph.output}


def is_one(weight) -> bool:
    """Whether these weights multiply every channel by one."""
    return weight.shape[1:] == (1, 1, 1) and bool(np.all(weight == 1))


# --- The state -----------------------------------------------------------------------------------------


def pack(trained, layers: dict[str, Layer], outputs: dict[str, str]) -> dict[str, np.ndarray]:
    """What the model needs of a trained state: its weights as bytes, not the floats behind them.

    The training keeps weights `w/NAME`, sums `b/NAME` and the logarithms of the steps of weights
    `ws/NAME` and of tensors `as/NAME`, with the byte `z/NAME` that stands for 0.
    """
    state: dict[str, np.ndarray] = {}
    floats = {outputs[name] for name in (*HEADS, "heatmaps")}
    for name, layer in layers.items():
        if f"as/{name}" in trained:
            step = np.exp(np.float32(trained[f"as/{name}"]))
            most = LARGEST / 255 if layer.is_clipped else np.inf
            state[f"{name}.step"] = np.float32(min(step, most))
            state[f"{name}.zero"] = np.uint8(trained[f"z/{name}"])
        if layer.kind != "Conv":
            continue
        weight, bias = trained[f"w/{name}"], trained[f"b/{name}"]
        if name not in floats:
            steps = np.exp(trained[f"ws/{name}"]).reshape(-1)
            rounded = np.rint(weight / steps[:, None, None, None])
            weight = np.clip(rounded, -127, 127).astype(np.int8)
            state[f"{name}.weight_step"] = steps
            if not layer.adds_in_floats:
                of_input = state.get(f"{layer.inputs[0]}.step", PICTURE_STEP)
                bias = np.rint(bias.astype(np.float64) / (of_input * steps)).astype(np.int32)
        state |= {f"{name}.weight": weight, f"{name}.bias": bias}
    return state


# --- The model -------------------------------------------------------------------------------------------


class Builder:
    """Writes the model down in bytes, layer by layer.

    A tensor in bytes is written as floats that go through QuantizeLinear and DequantizeLinear. ONNX
    Runtime takes both into the layers around them and computes in bytes.
    """

    def __init__(self, state: dict, layers: dict[str, Layer], outputs: dict[str, str]) -> None:
        self.state = state | {"image.step": PICTURE_STEP, "image.zero": np.uint8(0)}
        self.layers, self.outputs = layers, outputs
        self.nodes: list = []
        self.constants: dict = {}
        # By layer: its tensor in floats and in bytes, channels first; in the tail the floats have
        # the channels last.
        self.floats: dict[str, str] = {}
        self.bytes: dict[str, str] = {}

    def model(self):
        """The whole model."""
        self.picture()
        writers = {
            ("Conv", False): self.convolution, ("Conv", True): self.tail_convolution,
            ("Add", False): self.addition, ("Add", True): self.tail_addition,
            ("MaxPool", True): self.tail_pool, ("Resize", False): self.resize,
        }
        for layer in self.layers.values():
            if layer.name not in (self.outputs[name] for name in (*HEADS, "heatmaps")):
                writers[layer.kind, layer.is_tail](layer)
        self.heatmaps()
        self.heads()
        return self.finished()

    def constant(self, name: str, array) -> str:
        """A constant; its name."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array).reshape(np.shape(array)), name)
        return name

    def node(self, kind: str, inputs: list[str], made: str, **attributes) -> str:
        """A node that makes one tensor; the name of that."""
        self.nodes.append(helper.make_node(kind, inputs, [made], **attributes))
        return made

    def channels(self, name: str, order: str) -> str:
        """The same tensor with its channels "first" or "last"."""
        order_of = {"last": [0, 2, 3, 1], "first": [0, 3, 1, 2]}
        return self.node("Transpose", [name], f"{name}_{order}", perm=order_of[order])

    def step(self, name: str) -> list[str]:
        """The step of a tensor, and the byte that is its 0."""
        return [self.constant(f"{name}.{part}", self.state[f"{name}.{part}"]) for part in ("step", "zero")]

    def from_bytes(self, stored: str, name: str) -> str:
        """The floats that bytes of the tensor `name` stand for."""
        return self.node("DequantizeLinear", [stored, *self.step(name)], f"{stored}_floats")

    def to_bytes(self, made: str, name: str) -> str:
        """The tensor `name` in bytes."""
        return self.node("QuantizeLinear", [made, *self.step(name)], f"{made}_bytes")

    def weights(self, name: str, array, steps, axis: int = 0) -> str:
        """Weights, or the sums that a layer begins with, in whole steps of each output channel."""
        zeros = self.constant(f"{name}.zero", np.zeros(len(steps), array.dtype))
        inputs = [self.constant(name, array), self.constant(f"{name}.step", steps), zeros]
        return self.node("DequantizeLinear", inputs, f"{name}_floats", axis=axis)

    def picture(self) -> None:
        """The picture in bytes, with a colour of zeros."""
        zeros = self.constant("zeros", np.zeros((1, COLOURS - 3, 256, 256), np.uint8))
        stored = self.node("Concat", [self.to_bytes("image", "image"), zeros], "image_four", axis=1)
        self.floats["image"] = self.from_bytes(stored, "image")

    def rounded(self, name: str, made: str) -> None:
        """Takes what a layer made through bytes."""
        self.bytes[name] = self.to_bytes(made, name)
        self.floats[name] = self.from_bytes(self.bytes[name], name)

    def exact(self, layer: Layer, taken: str) -> str:
        """A convolution in bytes, before its result is rounded. Channels of zeros fill it up."""
        name, of_input = layer.name, self.state[f"{layer.inputs[0]}.step"]
        weight, steps, sums = (self.state[f"{name}.{part}"] for part in ("weight", "weight_step", "bias"))
        more = -len(weight) % CHANNELS
        if layer.is_depthwise:
            group, more_in = layer.channels + more, 0
        else:
            group, more_in = 1, -weight.shape[1] % (COLOURS if layer.inputs == ["image"] else CHANNELS)
        weight = np.pad(weight, ((0, more), (0, more_in), (0, 0), (0, 0)))
        steps = np.pad(steps, (0, more), constant_values=1)
        inputs = [
            taken,
            self.weights(f"{name}.weight", weight, steps),
            self.weights(f"{name}.bias", np.pad(sums, (0, more)), of_input * steps),
        ]
        return self.node("Conv", inputs, f"{name}_exact", **layer.attributes | {"group": group})

    def convolution(self, layer: Layer) -> None:
        """A convolution whose result is bytes."""
        self.rounded(layer.name, self.exact(layer, self.floats[layer.inputs[0]]))

    def addition(self, layer: Layer) -> None:
        """A sum: of bytes, or where one of both was enlarged, of floats."""
        name, taken = layer.name, [self.floats[name] for name in layer.inputs]
        if any(self.layers[name].kind == "Resize" for name in layer.inputs):
            self.floats[name] = self.node("Add", taken, name)
        else:
            self.rounded(name, self.node("Add", taken, f"{name}_exact"))

    def resize(self, layer: Layer) -> None:
        """An enlargement, which is faster in floats."""
        twice = self.constant("twice", np.array([1, 1, 2, 2], np.float32))
        taken = [self.floats[layer.inputs[0]], "", twice]
        how = {"coordinate_transformation_mode": "half_pixel", "mode": "linear"}
        self.floats[layer.name] = self.node("Resize", taken, layer.name, **how)

    def tail_pool(self, layer: Layer) -> None:
        """The largest of each four, of the last bytes of the trunk or of the floats of the tail."""
        name, taken, of = layer.name, layer.inputs[0], {"kernel_shape": [2, 2], "strides": [2, 2]}
        if self.layers[taken].is_tail:
            pooled = self.node("MaxPool", [self.channels(self.floats[taken], "first")], name, **of)
        else:
            pooled = self.from_bytes(self.node("MaxPool", [self.bytes[taken]], name, **of), taken)
        self.floats[name] = self.channels(pooled, "last")

    def tail_convolution(self, layer: Layer) -> None:
        """A depthwise convolution of bytes, or a matrix product over the channels of its result."""
        name, taken = layer.name, layer.inputs[0]
        if layer.is_depthwise:
            is_first = not self.layers[taken].is_tail
            floats = self.floats[taken] if is_first else self.from_bytes(self.bytes[taken], taken)
            made = self.exact(layer, floats)
            self.floats[name] = self.from_bytes(self.channels(self.to_bytes(made, name), "last"), name)
            return
        weight = self.state[f"{name}.weight"][:, :, 0, 0].T
        factors = self.weights(f"{name}.weight", weight, self.state[f"{name}.weight_step"], axis=1)
        self.floats[name] = self.node("MatMul", [self.floats[taken], factors], name)

    def tail_addition(self, layer: Layer) -> None:
        """The sum that ends a block, in floats; as bytes the next block takes it in."""
        name = layer.name
        product = next(name for name in layer.inputs if self.layers[name].kind == "Conv")
        bias = self.state[f"{product}.bias"]
        # Of the sum's own shape, because adding is fastest so.
        bias = np.broadcast_to(bias, (1, layer.size, layer.size, len(bias)))
        taken = [self.floats[name] for name in layer.inputs] + [self.constant(f"{product}.bias", bias)]
        limits = [self.constant("none", np.float32(0)), self.constant("largest", np.float32(LARGEST))]
        self.floats[name] = self.node("Clip", [self.node("Sum", taken, f"{name}_sum"), *limits], name)
        if name not in self.layers[self.outputs["landmarks"]].inputs:
            self.bytes[name] = self.channels(self.to_bytes(self.floats[name], name), "first")

    def heatmaps(self) -> None:
        """The heatmaps in floats. They leave with the channels last, so they are a matrix product."""
        name = self.outputs["heatmaps"]
        weight = self.constant(f"{name}.weight", self.state[f"{name}.weight"][:, :, 0, 0].T)
        bias = self.constant(f"{name}.bias", self.state[f"{name}.bias"])
        taken = self.channels(self.floats[self.layers[name].inputs[0]], "last")
        self.node("Add", [self.node("MatMul", [taken, weight], name), bias], "heatmaps")

    def heads(self) -> None:
        """Landmarks, score and world coordinates, in one product of floats."""
        names = [self.outputs[name] for name in HEADS]
        weights = [self.state[f"{name}.weight"] for name in names]
        weight = np.concatenate([weight.reshape(len(weight), -1) for weight in weights])
        bias = np.concatenate([self.state[f"{name}.bias"] for name in names])
        taken = self.channels(self.floats[self.layers[names[0]].inputs[0]], "first")
        row = self.constant("row", np.array([1, weight.shape[1]], np.int64))
        flat = self.node("Reshape", [taken, row], "heads_in")
        factors = [self.constant("heads.weight", weight), self.constant("heads.bias", bias)]
        product = self.node("Gemm", [flat, *factors], "heads_out", transB=1)
        lengths = self.constant("lengths", np.array([len(weight) for weight in weights], np.int64))
        parts = ["landmarks", "score_logit", "world"]
        self.nodes.append(helper.make_node("Split", [product, lengths], parts, axis=1))
        self.node("Sigmoid", ["score_logit"], "score")

    def finished(self):
        """The nodes as a model, with the outputs of the float one."""
        renamed = {self.floats[name]: name for name in ("features_64", "features_128")}
        for node in self.nodes:
            node.input[:] = [renamed.get(name, name) for name in node.input]
            node.output[:] = [renamed.get(name, name) for name in node.output]
        source = onnx.load(FOLDER / SOURCE)
        graph = helper.make_graph(
            self.nodes, "blazepose", source.graph.input, source.graph.output, list(self.constants.values())
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="spotter")
        model.ir_version = source.ir_version
        origin = {entry.key: entry.value for entry in source.metadata_props}
        helper.set_model_props(model, origin | {"changed": "trained again, in eight bits"})
        onnx.checker.check_model(model, full_check=True)
        return model


if __name__ == "__main__":
    main()
