"""Quantizes with nncf.quantize and reads scales and zero points from the Q/DQ pairs in the model it writes."""

import nncf
import numpy as np
from nncf.onnx.quantization.backend_parameters import BackendParameters
from nncf.quantization.advanced_parameters import AdvancedQuantizationParameters, AdvancedSmoothQuantParameters
from onnx import TensorProto, numpy_helper

from placement import escape, rule_of

INTEGER = {TensorProto.INT64: np.int64, TensorProto.INT32: np.int32, TensorProto.UINT8: np.uint8}


def samples(model, count, seed):
    """Deterministic inputs, stacked on axis 0: mostly normal values, each sample with a scale of its own and a few spikes below zero."""
    random = np.random.default_rng(seed)
    arrays = {}
    for value in model.graph.input:
        tensor = value.type.tensor_type
        shape = [count * tensor.shape.dim[0].dim_value, *(d.dim_value for d in tensor.shape.dim[1:])]
        if tensor.elem_type in INTEGER:
            arrays[value.name] = random.integers(0, 6, shape).astype(INTEGER[tensor.elem_type])
            continue
        scale = np.repeat(random.uniform(0.5, 1.5, count), shape[0] // count).reshape(-1, *[1] * (len(shape) - 1))
        values = random.normal(0, 1, shape) * scale
        spikes = random.random(shape) < 0.001
        values[spikes] = -6 * np.abs(values[spikes])
        arrays[value.name] = values.astype(np.float32)
    return arrays


def dataset(model, arrays, batch=1):
    """The samples as NNCF takes them: one map of inputs per `batch` samples."""
    rows = {v.name: v.type.tensor_type.shape.dim[0].dim_value for v in model.graph.input}
    first = next(iter(arrays))
    count = len(arrays[first]) // rows[first]
    return nncf.Dataset([{k: a[i * rows[k]:(i + batch) * rows[k]] for k, a in arrays.items()} for i in range(0, count, batch)])


def quantize(model, parameters, data, ranges=None, batchwise=False):
    """The model NNCF writes, without bias correction and SmoothQuant, weights still float before their Q/DQ pair."""
    p = parameters
    algorithm = p.algorithm(model.opset_import[0].version)
    more = {} if ranges is None else {"activations_range_estimator_params": ranges}
    return nncf.quantize(
        model, data,
        preset=nncf.QuantizationPreset(p.preset.lower()) if p.preset else None,
        model_type=nncf.ModelType(p.modelType.lower()) if p.modelType else None,
        ignored_scope=algorithm._ignored_scope,
        advanced_parameters=AdvancedQuantizationParameters(
            overflow_fix=nncf.OverflowFix[p.overflowFix] if p.overflowFix else None,
            quantize_outputs=p.quantizeOutputs,
            quantizer_propagation_rule=rule_of(p.quantizerPropagationRule or "MERGE_ALL_IN_ONE"),
            activations_quantization_params=algorithm._activations_quantization_params,
            weights_quantization_params=algorithm._weights_quantization_params,
            disable_bias_correction=True, batchwise_statistics=batchwise,
            smooth_quant_alphas=AdvancedSmoothQuantParameters(convolution=-1, matmul=-1),
            backend_params={BackendParameters.COMPRESS_WEIGHTS: False}, **more))


class Written:
    """The Q/DQ pairs of a quantized model by the (operation, input port) that read them."""

    def __init__(self, quantized):
        graph = quantized.graph
        self.constants = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
        self.makers = {o: n for n in graph.node for o in n.output}
        self.readers = {}
        for node in graph.node:
            if node.op_type in ("QuantizeLinear", "DequantizeLinear"):
                continue
            for port, tensor in enumerate(node.input):
                maker = self.makers.get(tensor)
                if maker is not None and maker.op_type == "DequantizeLinear":
                    self.readers[escape(node.name), port] = self.makers[maker.input[0]]

    def places(self):
        """(operation, port) → name of the QuantizeLinear."""
        return {place: q.name for place, q in self.readers.items()}

    def line(self, kind, name, port):
        q = self.readers[name, port]
        scale, zero = self.constants[q.input[1]], self.constants[q.input[2]]
        axis = next((a.i for a in q.attribute if a.name == "axis"), 1) if scale.ndim else None
        grain = "per-tensor" if axis is None else f"per-channel axis={axis}"
        return (f"{kind} {name} {port} {zero.dtype} {grain} scale={','.join(map(str, scale.astype(np.float32).ravel()))} "
                f"zero={','.join(map(str, zero.ravel()))}")


def disagreement(lines, written):
    """What the table's lines and the written model say differently, as text; empty when they agree."""
    told, groups = {}, {}
    for line in lines:
        words = line.split()
        place = words[1], int(words[2])
        extra = dict(w.split("=", 1) for w in words[3:] if "=" in w)
        told[place] = extra.get("group") or "weight:" + extra.get("shared", f"{words[1]}:{words[2]}")
    real = written.places()
    problems = [f"only in the table: {p}" for p in told.keys() - real.keys()]
    problems += [f"only in the model: {p}" for p in real.keys() - told.keys()]
    for place in told.keys() & real.keys():
        groups.setdefault(told[place], set()).add(real[place])
    problems += [f"one group, {len(q)} quantizers: {g}" for g, q in groups.items() if len(q) > 1]
    if sum(map(len, groups.values())) != len(set().union(*groups.values(), set())):
        problems.append("one quantizer, several groups")
    return "; ".join(sorted(problems))
