"""NNCF's OpenVINO backend with its defaults; a transformer is declared as such, as its documentation says."""

import logging

import nncf
import openvino

nncf.set_log_level(logging.ERROR)


def prepare(model, folder):
    return model


def quantize(name, model, samples, output):
    kind = nncf.ModelType.TRANSFORMER if name == "minilm" else None
    data = nncf.Dataset(samples)
    int8 = nncf.quantize(openvino.Core().read_model(model), data, subset_size=len(samples), model_type=kind)
    openvino.save_model(int8, output, compress_to_fp16=False)
