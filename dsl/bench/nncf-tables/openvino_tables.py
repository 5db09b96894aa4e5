"""Writes the models of the ONNX tables as OpenVINO has them, and where NNCF puts FakeQuantize in them and with which ranges.

openvino_tables.py [--only NAME ...]: into dsl/openvino/src/test/resources/nncf.
"""

import argparse
import logging
import re
from pathlib import Path

import nncf
import numpy as np
import openvino
from nncf.openvino.graph.nncf_graph_builder import GraphConverter
from nncf.openvino.graph.node_utils import get_weight_channel_axes

from placement import Parameters, Placement, escape, forced

HERE = Path(__file__).resolve().parent
ONNX = HERE.parents[1] / "onnx/src/test/resources/nncf"
FOLDER = HERE.parents[1] / "openvino/src/test/resources/nncf"
CASES = {
    "performance": Parameters(preset="PERFORMANCE"),
    "mixed": Parameters(preset="MIXED"),
    "transformer": Parameters(modelType="TRANSFORMER"),
}
SAMPLES = 3


class IrPlacement(Placement):
    """As Placement, for OpenVINO."""

    def __init__(self, model, parameters):
        self.model = model
        self.graph = GraphConverter.create_nncf_graph(model)
        self.algorithm = parameters.algorithm(13)
        self.algorithm._set_backend_entity(model)
        self.algorithm._reset_cache()
        points, unified = self.algorithm._get_quantization_target_points(model, self.graph)
        self.points, self.unified = dict(points), unified
        self.half = self.algorithm._get_quantization_points_overflow_fix(
            self.algorithm._overflow_fix, points, self.graph)
        self.quantize_outputs = parameters.quantizeOutputs

    def consumers(self, point):
        node = self.graph.get_node_by_name(point.target_node_name)
        if point.is_weight_target_point() or point.type.name == "PRE_LAYER_OPERATION":
            return [(self.name(node), point.port_id)]
        return sorted({(self.name(edge.to_node), edge.input_port_id) for edge in self.graph.get_output_edges(node)
                       if edge.output_port_id == point.port_id and edge.to_node.node_type != "Result"})

    def name(self, node):
        return escape(node.node_name)

    def weight_lines(self):
        lines, first = [], {}
        for point, config in self.points.items():
            if not point.is_weight_target_point():
                continue
            node = self.graph.get_node_by_name(point.target_node_name)
            attributes = node.layer_attributes.constant_attributes[point.port_id]
            owner, owner_config = first.setdefault(attributes["name"], (point, config))
            axes = get_weight_channel_axes(node) if owner_config.per_channel else []
            channels = int(np.prod([attributes["shape"][a] for a in axes])) if axes else 1
            lines.append(f"weight {escape(point.target_node_name)} {point.port_id} {owner_config.mode.value} "
                         f"channels={channels} narrow={str(owner_config.narrow_range).lower()} "
                         f"half={str(owner in self.half).lower()}")
        return lines


def sample(shape, kind, number, count):
    """Numbers that Java makes too: on a grid, so that they are exact."""
    flat = np.arange(int(np.prod(shape)), dtype=np.int64)
    if kind == np.int64 or kind == np.int32:
        return ((flat * 7 + count * 3 + number) % 5).astype(kind).reshape(shape)
    if kind == np.bool_:
        return ((flat + count) % 2 == 0).reshape(shape)
    return (((flat * 37 + count * 101 + number * 11) % 127 - 50) / 32).astype(np.float32).reshape(shape)


def samples(model):
    types = {"f32": np.float32, "i64": np.int64, "i32": np.int32, "boolean": np.bool_}
    for count in range(SAMPLES):
        yield {port.get_any_name(): sample([d.get_length() if d.is_static else 2 for d in port.get_partial_shape()],
                                           types[port.get_element_type().get_type_name()], number, count)
               for number, port in enumerate(model.inputs)}


def ranges(quantized):
    """The range that each reader of a FakeQuantize of activations gets."""
    lines = []
    for node in quantized.get_ops():
        if node.get_type_name() != "FakeQuantize" or node.input_value(0).get_node().get_type_name() == "Constant":
            continue
        low, high = (node.input_value(i).get_node().get_data().astype(np.float64) for i in (1, 2))
        for target in node.output(0).get_target_inputs():
            name = escape(target.get_node().get_friendly_name())
            lines.append(f"range {name} {target.get_index()} {low.size} {low.min():.6g} {high.max():.6g} {(high - low).sum():.6g}")
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="*")
    arguments = parser.parse_args()
    nncf.set_log_level(logging.ERROR)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for source in sorted(ONNX.glob("*.onnx")):
        name = source.stem
        if arguments.only and name not in arguments.only:
            continue
        try:
            converted = openvino.convert_model(source)
        except Exception as e:  # what OpenVINO cannot convert it has no table for
            print(f"OpenVINO cannot convert {name}: {str(e)[:100]!r}")
            continue
        for number, node in enumerate(converted.get_ordered_ops()):
            if re.search(r"_\d{3,}$", node.get_friendly_name()):
                node.set_friendly_name(f"{node.get_type_name()}/{number}")
        path = FOLDER / f"{name}.xml"
        openvino.save_model(converted, path, compress_to_fp16=False)
        wanted = [case for case in CASES if (ONNX / f"{name}.{case}.txt").exists()] or ["performance"]
        for case in wanted:
            parameters = CASES[case]
            try:
                model = openvino.Core().read_model(path)
                lines = IrPlacement(model, parameters).lines()
            except Exception as e:  # whatever NNCF throws is the answer
                print(f"NNCF fails on {name}.{case}: {type(e).__name__}: {str(e)[:200]!r}")
                continue
            try:
                quantized = nncf.quantize(
                    model, nncf.Dataset(list(samples(model))), subset_size=SAMPLES,
                    preset=nncf.QuantizationPreset(parameters.preset.lower()) if parameters.preset else None,
                    model_type=nncf.ModelType(parameters.modelType.lower()) if parameters.modelType else None,
                    advanced_parameters=nncf.AdvancedQuantizationParameters(
                        disable_bias_correction=True,
                        smooth_quant_alphas=nncf.AdvancedSmoothQuantParameters(matmul=-1, convolution=-1)))
                lines += sorted(ranges(quantized))
            except Exception as e:
                print(f"NNCF places but cannot quantize {name}.{case}: {type(e).__name__}: {str(e)[:200]!r}")
            head = [f"# FakeQuantize as NNCF {nncf.__version__} puts it with OpenVINO {openvino.__version__.split('-')[0]}",
                    f"# model: {name}.xml", *parameters.header()]
            (FOLDER / f"{name}.{case}.txt").write_text("\n".join(head + lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
