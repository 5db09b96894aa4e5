"""Builds EfficientNet-lite0 as an ONNX file from its PyTorch weights, without PyTorch.

    model.py WEIGHTS.pth MODEL.onnx

BatchNormalization stays in the graph as a node, as exporters leave it when told not to fold.
"""

import collections
import math
import pickle
import struct
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIZE = 224
CLASSES = 1000
# repeats, kernel, stride of the first, expansion, channels in, channels out
STAGES = [
    (1, 3, 1, 1, 32, 16),
    (2, 3, 2, 6, 16, 24),
    (2, 5, 2, 6, 24, 40),
    (3, 3, 2, 6, 40, 80),
    (3, 5, 1, 6, 80, 112),
    (4, 5, 2, 6, 112, 192),
    (1, 3, 1, 6, 192, 320),
]

STORAGES = {"FloatStorage": "<f4", "LongStorage": "<i8"}

# The stand-ins for everything that a .pth of tensors may name. Nothing of the file's choosing is ever imported or called.
ALLOWED = {
    ("collections", "OrderedDict"): collections.OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): lambda storage, offset, size, stride, *_: (storage, offset, size, stride),
    **{("torch", name): dtype for name, dtype in STORAGES.items()},
}


class TensorUnpickler(pickle.Unpickler):
    """Reads descriptions of tensors and refuses whatever else a pickle can name."""

    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"refused: the file names {module}.{name}; expected tensors only")
        return ALLOWED[module, name]

    def persistent_load(self, pid):
        kind, dtype, key, *_ = pid
        if kind != "storage":
            raise pickle.UnpicklingError(f"refused: a persistent {kind!r}; expected a storage")
        return key, dtype


def read_weights(path):
    """The tensors of a .pth in PyTorch's format before 1.6: five pickles, then each storage as a count and its raw values."""
    with open(path, "rb") as file:
        for _ in range(3):  # magic number, version of the protocol, machine
            TensorUnpickler(file).load()
        tensors = TensorUnpickler(file).load()
        keys = TensorUnpickler(file).load()
        dtypes = {key: np.dtype(dtype) for (key, dtype), *_ in tensors.values()}
        storages = {}
        for key in keys:
            (count,) = struct.unpack("<q", file.read(8))
            storages[key] = np.frombuffer(file.read(count * dtypes[key].itemsize), dtypes[key])
            if len(storages[key]) != count:
                raise ValueError(f"{path}: truncated in storage {key}: {len(storages[key])} of {count} values")
    return {name: tensor(storages[key], *place) for name, ((key, _), *place) in tensors.items()}


def tensor(storage, offset, size, stride):
    """The weights lie transposed, as TensorFlow had them. Indexing, unlike as_strided, cannot leave the storage."""
    index = np.full((1,) * len(size), offset)
    for axis, (count, step) in enumerate(zip(size, stride)):
        steps = np.arange(count) * step
        index = index + steps.reshape((-1,) + (1,) * (len(size) - axis - 1))
    return storage[index]


class Graph:
    """Nodes in order; every method returns the name of its output."""

    def __init__(self, weights):
        self.weights = weights
        self.nodes = []
        self.initializers = []
        self.size = SIZE
        self.constant("relu6_min", np.float32(0))
        self.constant("relu6_max", np.float32(6))

    def constant(self, name, array):
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def weight(self, name):
        return self.constant(name, self.weights[name])

    def add(self, op, inputs, output=None, **attributes):
        output = output or f"{op}_{len(self.nodes) + 1}"
        self.nodes.append(helper.make_node(op, inputs, [output], name=f"n_{output}", **attributes))
        return output

    def conv(self, x, name, stride=1):
        """Padded as TensorFlow's SAME, which the weights were trained with: an odd pixel goes to the end."""
        channels, per_group, kernel, _ = self.weights[name].shape
        size = math.ceil(self.size / stride)
        padding = max((size - 1) * stride + kernel - self.size, 0)
        before, after = padding // 2, padding - padding // 2
        self.size = size
        return self.add(
            "Conv",
            [x, self.weight(name)],
            kernel_shape=[kernel, kernel],
            strides=[stride, stride],
            pads=[before, before, after, after],
            dilations=[1, 1],
            group=channels if "depthwise" in name and per_group == 1 else 1,
        )

    def batch_norm(self, x, prefix):
        parts = [self.weight(f"{prefix}.{part}") for part in ("weight", "bias", "running_mean", "running_var")]
        return self.add("BatchNormalization", [x, *parts], epsilon=1e-3)

    def relu6(self, x):
        return self.add("Clip", [x, "relu6_min", "relu6_max"])


def build(weights):
    g = Graph(weights)
    x = g.relu6(g.batch_norm(g.conv("input", "_conv_stem.weight", 2), "_bn0"))
    block = 0
    for repeats, _, first_stride, expansion, channels_in, channels_out in STAGES:
        for repeat in range(repeats):
            prefix = f"_blocks.{block}."
            stride = first_stride if repeat == 0 else 1
            y = x
            if expansion != 1:
                y = g.relu6(g.batch_norm(g.conv(y, prefix + "_expand_conv.weight"), prefix + "_bn0"))
            y = g.relu6(g.batch_norm(g.conv(y, prefix + "_depthwise_conv.weight", stride), prefix + "_bn1"))
            y = g.batch_norm(g.conv(y, prefix + "_project_conv.weight"), prefix + "_bn2")
            kept = stride == 1 and (repeat > 0 or channels_in == channels_out)
            x = g.add("Add", [y, x]) if kept else y
            block += 1
    x = g.relu6(g.batch_norm(g.conv(x, "_conv_head.weight"), "_bn1"))
    x = g.add("Flatten", [g.add("GlobalAveragePool", [x])])
    g.add("Gemm", [x, g.weight("_fc.weight"), g.weight("_fc.bias")], "logits", transB=1)

    graph = helper.make_graph(
        g.nodes,
        "efficientnet-lite0",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["N", 3, SIZE, SIZE])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", CLASSES])],
        g.initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    onnx.save(build(read_weights(sys.argv[1])), sys.argv[2])
