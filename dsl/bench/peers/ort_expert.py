"""ONNX Runtime's quantize_static as somebody sets it who knows both the tool and the model."""

import onnx
from onnxruntime.quantization import CalibrationMethod

from peers import ort
from peers.ort import prepare  # noqa: F401

TYPES = {"minilm": ["MatMul", "Gemm"], "ocr": ["Conv", "MatMul", "Gemm"], "silero-vad": ["Conv"]}
# basic-pitch: only what follows the spectral front end, whose outputs go through a square root and a logarithm.
FRONT_END = {"basic-pitch": "/cq_t"}


def quantize(name, model, samples, output):
    chosen = None
    if name in FRONT_END:
        nodes = onnx.load(model).graph.node
        chosen = [node.name for node in nodes if node.op_type == "Conv" and FRONT_END[name] not in node.name]
    settings = {"op_types_to_quantize": TYPES.get(name), "nodes_to_quantize": chosen}
    ort.quantize(model, samples, output, CalibrationMethod.MinMax, **settings)
