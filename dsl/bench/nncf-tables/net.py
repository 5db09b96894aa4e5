"""A small ONNX graph builder: every node is named, weights are drawn from one seeded generator, all values are float32 NCHW unless said."""

import zlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FLOAT = TensorProto.FLOAT
INT64 = TensorProto.INT64
BOOL = TensorProto.BOOL


class Net:
    """One graph under construction. Tensors are strings; an operation's tensor carries the name of its node plus `_out`."""

    def __init__(self, name, opset=17):
        self.name = name
        self.opset = opset
        self.random = np.random.default_rng(zlib.crc32(name.encode()))
        self.nodes, self.initializers, self.inputs, self.outputs = [], [], [], []
        self.counts = {}
        self.scope = ""

    def input(self, name="x", shape=(1, 3, 8, 8), dtype=FLOAT):
        self.inputs.append(helper.make_tensor_value_info(name, dtype, list(shape)))
        return name

    def output(self, *tensors, dtype=FLOAT):
        for tensor in tensors:
            self.outputs.append(helper.make_tensor_value_info(tensor, dtype, None))

    def fresh(self, base, kind):
        """`base`, or `base2`, `base3`… once it is taken among names of this kind."""
        base = self.scope + base
        count = self.counts[kind, base] = self.counts.get((kind, base), 0) + 1
        return f"{base}{count}" if count > 1 else base

    def const(self, value, name="c", dtype=np.float32):
        """An initializer with the given value."""
        name = self.fresh(name, "constant")
        self.initializers.append(numpy_helper.from_array(np.asarray(value, dtype=dtype), name))
        return name

    def ints(self, *values, name="i"):
        return self.const(values, name, np.int64)

    def weight(self, *shape, name="w", scale=None):
        fan = int(np.prod(shape[1:])) if len(shape) > 1 else shape[0]
        value = self.random.normal(0, scale or 1 / np.sqrt(max(fan, 1)), shape)
        return self.const(value, name)

    def op(self, kind, *inputs, name=None, outputs=1, **attributes):
        """Adds a node; gives its output tensor, or a list of them when `outputs` > 1."""
        name = self.fresh(name or kind.lower(), "node")
        results = [f"{name}_out"] if outputs == 1 else [f"{name}_out{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), results, name=name, **attributes))
        return results[0] if outputs == 1 else results

    def conv(self, x, cin, cout, k=3, stride=1, group=1, bias=True, name="conv", pad=None, **attributes):
        pad = k // 2 if pad is None else pad
        w = self.weight(cout, cin // group, k, k, name=f"{name}_w")
        inputs = [x, w] + ([self.const(self.random.normal(0, 0.1, cout), f"{name}_b")] if bias else [])
        return self.op("Conv", *inputs, name=name, kernel_shape=[k, k], pads=[pad] * 4, strides=[stride] * 2, group=group,
                       **attributes)

    def bn(self, x, c, name="bn"):
        parts = [self.random.uniform(0.5, 1.5, c), self.random.normal(0, 0.2, c),
                 self.random.normal(0, 0.2, c), self.random.uniform(0.5, 1.5, c)]
        return self.op("BatchNormalization", x, *(self.const(p, f"{name}_{n}") for p, n in zip(parts, "gbmv")), name=name)

    def fc(self, x, cin, cout, name="fc"):
        """Gemm with transB and a bias, as PyTorch exports Linear."""
        return self.op("Gemm", x, self.weight(cout, cin, name=f"{name}_w"),
                       self.const(self.random.normal(0, 0.1, cout), f"{name}_b"), name=name, transB=1)

    def linear(self, x, cin, cout, name="matmul", bias=True):
        """MatMul with a (cin, cout) weight, then Add of a bias."""
        y = self.op("MatMul", x, self.weight(cin, cout, name=f"{name}_w"), name=name)
        return self.op("Add", y, self.const(self.random.normal(0, 0.1, cout), f"{name}_b"), name=f"{name}_add") if bias else y

    def relu(self, x, name="relu"):
        return self.op("Relu", x, name=name)

    def clip(self, x, low=0.0, high=6.0, name="clip"):
        return self.op("Clip", x, self.const(low, "low"), self.const(high, "high"), name=name)

    def pad_like(self, x, *amounts, name="pad"):
        return self.op("Pad", x, self.ints(*amounts), name=name)

    def reshape(self, x, *shape, name="reshape"):
        return self.op("Reshape", x, self.ints(*shape, name=f"{name}_shape"), name=name)

    def transpose(self, x, *perm, name="transpose"):
        return self.op("Transpose", x, name=name, perm=list(perm))

    def build(self):
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)], ir_version=8,
                                  producer_name="octet-nncf-tables")
        model = onnx.shape_inference.infer_shapes(model, strict_mode=True)
        for output in model.graph.output:
            if not output.type.tensor_type.HasField("shape"):
                output.type.tensor_type.shape.SetInParent()
        onnx.checker.check_model(model, full_check=True)
        del model.graph.value_info[:]
        return model
