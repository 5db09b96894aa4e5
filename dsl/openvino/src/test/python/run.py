"""Runs a model as users do: run.py MODEL.xml INPUTS.npz OUTPUTS.npz; every output under its name."""

import sys

import numpy
import openvino

settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1}
model = openvino.Core().compile_model(sys.argv[1], "CPU", settings)
results = model({name: array for name, array in numpy.load(sys.argv[2]).items()})
numpy.savez(sys.argv[3], **{output.get_any_name(): results[output] for output in model.outputs})
