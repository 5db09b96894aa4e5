"""NNCF's ONNX backend with its defaults; a transformer is declared as such, as its documentation says."""

import logging

import nncf
import onnx


nncf.set_log_level(logging.ERROR)


def prepare(model, folder):
    return model


def quantize(name, model, samples, output):
    kind = nncf.ModelType.TRANSFORMER if name == "minilm" else None
    int8 = nncf.quantize(onnx.load(model), nncf.Dataset(samples), subset_size=len(samples), model_type=kind)
    onnx.save(int8, output)
