"""Intel Neural Compressor 2.6, the last with ONNX files, with its defaults; in an environment of its own."""

import logging

from neural_compressor import PostTrainingQuantConfig
from neural_compressor.quantization import fit


logging.disable(logging.WARNING)


class Loader:
    batch_size = 1

    def __init__(self, samples):
        self.samples = samples

    def __iter__(self):
        return ((sample, 0) for sample in self.samples)


def prepare(model, folder):
    return model


def quantize(name, model, samples, output):
    config = PostTrainingQuantConfig(approach="static", calibration_sampling_size=[len(samples)])
    fit(str(model), config, calib_dataloader=Loader(samples)).save(str(output))
