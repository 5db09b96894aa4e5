"""ONNX Runtime's quantize_static, min-max ranges, all types of operations that it quantizes by default."""

from onnxruntime.quantization import CalibrationMethod

from peers import ort
from peers.ort import prepare  # noqa: F401


def quantize(name, model, samples, output):
    ort.quantize(model, samples, output, CalibrationMethod.MinMax)
