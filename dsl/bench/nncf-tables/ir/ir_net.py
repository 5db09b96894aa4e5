"""A small builder of OpenVINO models: every layer is named, weights are drawn from one seeded generator, values are f32 NCHW."""

import zlib

import numpy as np
import openvino as ov
from openvino import opset15 as ops


class Net:
    """One model under construction. Values are openvino.Output; a layer is named as it is told to, or after its operator."""

    def __init__(self, name):
        self.name = name
        self.random = np.random.default_rng(zlib.crc32(name.encode()))
        self.parameters, self.results = [], []
        self.counts = {}

    def fresh(self, base):
        count = self.counts[base] = self.counts.get(base, 0) + 1
        return f"{base}{count}" if count > 1 else base

    def named(self, node, name):
        node.set_friendly_name(self.fresh(name))
        return node.output(0)

    def input(self, name="x", shape=(1, 3, 8, 8), dtype=np.float32):
        node = ops.parameter(list(shape), dtype, name=name)
        node.output(0).set_names({name})
        self.parameters.append(node)
        return node.output(0)

    def output(self, *values):
        for value in values:
            index = len(self.results)
            value.add_names({f"out{index}"})
            result = ops.result(value)
            result.set_friendly_name(f"result{index}")
            self.results.append(result)

    def const(self, value, dtype=np.float32):
        return ops.constant(np.asarray(value, dtype))

    def ints(self, *values):
        return ops.constant(np.asarray(values, np.int64))

    def weight(self, *shape, scale=None):
        fan = int(np.prod(shape[1:])) if len(shape) > 1 else shape[0]
        return self.const(self.random.normal(0, scale or 1 / np.sqrt(max(fan, 1)), shape))

    def op(self, kind, *inputs, name=None, **attributes):
        """A layer of one output; `kind` is a function of the opset, such as `relu`."""
        return self.named(getattr(ops, kind)(*inputs, **attributes), name or kind)

    def outputs(self, kind, *inputs, name=None, **attributes):
        """A layer of several."""
        node = getattr(ops, kind)(*inputs, **attributes)
        node.set_friendly_name(self.fresh(name or kind))
        return node.outputs()

    def conv(self, x, cin, cout, k=3, stride=1, pad=None, bias=True, name="conv", rank=2):
        weight = self.weight(cout, cin, *[k] * rank)
        return self.convolved("convolution", x, weight, k, stride, pad, bias, name, cout, rank)

    def group_conv(self, x, groups, cin, cout, k=3, stride=1, bias=True, name="group_conv"):
        """`cin` and `cout` of a group."""
        return self.convolved("group_convolution", x, self.weight(groups, cout, cin, k, k), k, stride, None, bias, name, groups * cout, 2)

    def convolved(self, kind, x, weight, k, stride, pad, bias, name, cout, rank):
        pads = [k // 2 if pad is None else pad] * rank
        y = self.op(kind, x, weight, [stride] * rank, pads, pads, [1] * rank, name=name)
        return self.bias(y, cout, rank, f"{name}_add") if bias else y

    def bias(self, y, cout, rank=2, name="bias"):
        return self.op("add", y, self.const(self.random.normal(0, 0.1, [1, cout, *[1] * rank])), name=name)

    def linear(self, x, cin, cout, name="matmul", bias=True, transposed=True, rank=2):
        """A product with a weight; (cout, cin) where transposed, as PyTorch has it."""
        weight = self.weight(cout, cin) if transposed else self.weight(cin, cout)
        y = self.op("matmul", x, weight, False, transposed, name=name)
        return self.op("add", y, self.const(self.random.normal(0, 0.1, [1] * (rank - 1) + [cout])), name=f"{name}_add") if bias else y

    def scale(self, x, value, name="scale"):
        return self.op("multiply", x, self.const(value), name=name)

    def reshape(self, x, *shape, name="reshape"):
        return self.op("reshape", x, self.ints(*shape), False, name=name)

    def transpose(self, x, *order, name="transpose"):
        return self.op("transpose", x, self.ints(*order), name=name)

    def max_pool(self, x, k=2, name="max_pool"):
        return self.op("max_pool", x, [k, k], [1, 1], [0, 0], [0, 0], [k, k], name=name)

    def avg_pool(self, x, k=2, name="avg_pool"):
        return self.op("avg_pool", x, [k, k], [0, 0], [0, 0], [k, k], True, name=name)

    def mean(self, x, *axes, keep=True, name="mean"):
        return self.op("reduce_mean", x, self.ints(*axes), keep, name=name)

    def build(self):
        model = ov.Model(self.results, self.parameters, self.name)
        # Constants are called after where they are read first, so that names do not depend on what was built before.
        for node in model.get_ordered_ops():
            for port, value in enumerate(node.input_values()):
                source = value.get_node()
                if source.get_type_name() == "Constant" and "/" not in source.get_friendly_name():
                    source.set_friendly_name(f"{node.get_friendly_name()}/{port}")
        return model
