"""ONNX Runtime's quantize_static, entropy ranges."""

from onnxruntime.quantization import CalibrationMethod

from peers import ort
from peers.ort import prepare  # noqa: F401


def quantize(name, model, samples, output):
    ort.quantize(model, samples, output, CalibrationMethod.Entropy)
