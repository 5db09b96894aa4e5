"""Writes the model of BodiesTest that holds a TensorIterator: tensor_iterator.py FOLDER."""

import sys
from pathlib import Path

import numpy as np
import openvino
from openvino import opset13 as ops

rng = np.random.default_rng(7)


def convolution(data, shape, pads, name):
    weights = rng.normal(size=shape) / np.sqrt(np.prod(shape[1:]))
    return ops.convolution(data, ops.constant(weights.astype(np.float32)), [1, 1], pads, pads, [1, 1], name=name)


x = ops.parameter([1, 3, 8, 8], np.float32, name="x")
stem = ops.relu(convolution(x, (4, 3, 3, 3), [1, 1], "stem"), name="stem/relu")
row = ops.parameter([1, 4, 1, 8], np.float32, name="row")
inner = ops.result(convolution(row, (4, 4, 1, 3), [0, 1], "inner"))
rows = ops.tensor_iterator()
rows.set_body(openvino.Model([inner], [row], "body"))
rows.set_sliced_input(row, stem.output(0), 0, 1, 1, -1, 2)
joined = rows.get_concatenated_slices(inner.output(0), 0, 1, 1, -1, 2)
head = convolution(joined, (2, 4, 3, 3), [1, 1], "head")
model = openvino.Model([ops.result(head, name="y")], [x], "tensor-iterator")
model.inputs[0].get_tensor().set_names({"x"})
model.outputs[0].get_tensor().set_names({"y"})
folder = Path(sys.argv[1])
openvino.save_model(model, folder / "tensor-iterator.xml", compress_to_fp16=False)
np.savez(folder / "tensor-iterator.npz", x=rng.normal(size=(6, 3, 8, 8)).astype(np.float32))
