"""What the settings of ONNX Runtime's quantize_static have in common: unsigned activations, signed weights by channel."""

import logging

from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

logging.disable(logging.WARNING)


class Reader(CalibrationDataReader):
    def __init__(self, samples):
        self.samples = iter(samples)

    def get_next(self):
        return next(self.samples, None)


def prepare(model, folder):
    prepared = folder / "prepared.onnx"
    try:
        quant_pre_process(model, prepared)
    except Exception:  # "Incomplete symbolic shape inference": the documentation says to skip it then
        quant_pre_process(model, prepared, skip_symbolic_shape=True)
    return prepared


def quantize(model, samples, output, method, **settings):
    quantize_static(
        model,
        output,
        Reader(samples),
        calibrate_method=method,
        per_channel=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        **settings,
    )
