"""The models of the bench. Each module builds its files in a folder and scores what a model makes of them:

    METRIC                           what the score is called; higher is better
    build(sources, folder)           writes model.onnx, calib.npz, eval.npz, and peer.onnx where peers need another file
    score(outputs, floats, labels)   of the evaluation samples' outputs; `floats` are the float model's

An .npz file holds the arrays of sample 7 as `0007/INPUT`, so that samples may differ in shape, and `labels`.
"""

import importlib
import pathlib

import numpy as np
import onnx
from onnx import version_converter

NOTEBOOKS = pathlib.Path(__file__).parents[3] / "notebooks"
NAMES = ["effnet-lite0", "minilm", "ocr", "basic-pitch", "silero-vad", "mnist"]


def module(name):
    return importlib.import_module("models." + name.replace("-", "_"))


def save(file, samples, labels=()):
    arrays = {f"{i:04}/{name}": array for i, sample in enumerate(samples) for name, array in sample.items()}
    np.savez(file, labels=np.array(labels), **arrays)


def load(file):
    """The samples, each a dictionary of arrays by input, and the labels."""
    samples = {}
    with np.load(file) as arrays:
        for key in arrays.files:
            if key != "labels":
                sample, name = key.split("/", 1)
                samples.setdefault(sample, {})[name] = arrays[key]
        return list(samples.values()), arrays["labels"]


def modernize(model):
    """For peers: weights as initializers instead of Constant nodes, opset 17, no shapes noted inside."""
    graph = model.graph
    constants = [node for node in graph.node if node.op_type == "Constant" and node.attribute[0].name == "value"]
    for node in constants:
        if node.attribute[0].t.data_type == onnx.TensorProto.FLOAT:
            tensor = graph.initializer.add()
            tensor.CopyFrom(node.attribute[0].t)
            tensor.name = node.output[0]
            graph.node.remove(node)
    del graph.value_info[:]
    model = version_converter.convert_version(model, 17)
    model.ir_version = 8
    return model
