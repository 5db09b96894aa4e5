"""Asks NNCF where it puts quantizers, without calibration, and writes the answer as sorted lines."""

import re
from dataclasses import dataclass, field, fields

import nncf
from nncf.common.graph.transformations.commands import TargetType
from nncf.common.quantization.structs import QuantizationScheme
from nncf.onnx.graph.nncf_graph_builder import GraphConverter
from nncf.onnx.graph.node_utils import get_weight_quantization_axis
from nncf.onnx.graph.passes import apply_preprocess_passes
from nncf.quantization.advanced_parameters import QuantizationParameters
from nncf.quantization.algorithms.min_max.algorithm import MinMaxQuantization


@dataclass
class Parameters:
    """What is asked of NNCF; the names are those of the table's header. Empty means NNCF's own default."""

    preset: str = ""
    modelType: str = ""
    overflowFix: str = ""
    quantizerPropagationRule: str = ""
    quantizeOutputs: bool = False
    ignoredNames: list = field(default_factory=list)
    ignoredPatterns: list = field(default_factory=list)
    ignoredTypes: list = field(default_factory=list)
    ignoredSubgraphs: list = field(default_factory=list)  # of (input names, output names)
    activationsPerChannel: str = ""
    weightsPerChannel: str = ""
    activationsMode: str = ""
    weightsMode: str = ""

    def header(self):
        lines = []
        for f in fields(self):
            value = getattr(self, f.name)
            if value in ("", [], False) and f.name not in ("preset", "modelType", "overflowFix", "quantizerPropagationRule"):
                continue
            if f.name == "ignoredSubgraphs":
                value = [f"{','.join(i)}->{','.join(o)}" for i, o in value]
            text = " ".join(value) if isinstance(value, list) else str(value).lower() if value is True else str(value)
            lines.append(f"# {f.name}: {text or 'default'}")
        return lines

    def algorithm(self, opset, **statistics):
        """NNCF's min-max algorithm, set up as nncf.quantize would for an ONNX model of this opset."""
        per_channel = {"": None, "true": True, "false": False}
        sides = {}
        for side in ("activations", "weights"):
            mode = getattr(self, f"{side}Mode")
            given = dict(per_channel=per_channel[getattr(self, f"{side}PerChannel")],
                         mode=QuantizationScheme(mode) if mode else None)
            if opset < 13:  # nncf.quantize forces this
                given = dict(per_channel=False)
            sides[f"{side}_quantization_params"] = QuantizationParameters(**given)
        rule = self.quantizerPropagationRule
        return MinMaxQuantization(
            preset=nncf.QuantizationPreset(self.preset.lower()) if self.preset else None,
            model_type=nncf.ModelType(self.modelType.lower()) if self.modelType else None,
            overflow_fix=nncf.OverflowFix[self.overflowFix] if self.overflowFix else None,
            quantizer_propagation_rule=rule_of(rule) if rule else None,
            quantize_outputs=self.quantizeOutputs,
            ignored_scope=nncf.IgnoredScope(
                names=self.ignoredNames, patterns=self.ignoredPatterns, types=self.ignoredTypes,
                subgraphs=[nncf.Subgraph(inputs=i, outputs=o) for i, o in self.ignoredSubgraphs]),
            **sides, **statistics)


def rule_of(name):
    from nncf.common.quantization.quantizer_propagation.structs import QuantizerPropagationRule
    return QuantizerPropagationRule[name]


class Placement:
    """NNCF's target points for one model, and the lines that tell them."""

    def __init__(self, model, parameters):
        self.model = apply_preprocess_passes(model)
        self.graph = GraphConverter.create_nncf_graph(self.model)
        self.algorithm = parameters.algorithm(self.model.opset_import[0].version)
        self.algorithm._set_backend_entity(self.model)
        self.algorithm._reset_cache()
        points, unified = self.algorithm._get_quantization_target_points(self.model, self.graph)
        self.points, self.unified = dict(points), unified
        self.half = self.algorithm._get_quantization_points_overflow_fix(
            self.algorithm._overflow_fix, points, self.graph)
        # `output:` lines name the model's outputs as NNCF numbers them: those that some node produces.
        self.outputs = [o.name for o in self.model.graph.output]
        self.quantize_outputs = parameters.quantizeOutputs

    def consumers(self, point):
        """The sorted (operation, input port) pairs that read what this quantizer gives."""
        node = self.graph.get_node_by_name(point.target_node_name)
        if point.type == TargetType.PRE_LAYER_OPERATION:
            return [(self.name(node), point.port_id)]
        found = set()
        for edge in self.graph.get_output_edges(node):
            to_output = edge.to_node.node_type == "nncf_model_output"
            if edge.output_port_id == point.port_id and (self.quantize_outputs or not to_output):
                found.add((self.name(edge.to_node), edge.input_port_id))
        return sorted(found)

    def name(self, node):
        match = re.fullmatch(r"nncf_model_output_(\d+)", node.node_name)
        return escape(f"output:{self.outputs[int(match.group(1))]}" if match else node.node_name)

    def identity(self, point):
        if point.is_weight_target_point():
            return f"{escape(point.target_node_name)}:{point.port_id}"
        return ":".join(map(str, self.consumers(point)[0]))

    def unified_identity(self, point):
        for group in self.unified:
            if point in group:
                return " unified=" + min(self.identity(p) for p in group)
        return ""

    def lines(self):
        return sorted(self.activation_lines() + self.weight_lines())

    def activation_lines(self):
        lines = []
        for point, config in self.points.items():
            if point.is_weight_target_point():
                continue
            grain = "per-channel axis=1" if config.per_channel else "per-tensor"
            for name, port in self.consumers(point):
                lines.append(f"activation {name} {port} {config.num_bits} {config.mode.value} {grain} "
                             f"group={self.identity(point)}{forced(config)}{self.unified_identity(point)}")
        return lines

    def weight_lines(self):
        lines, first = [], {}
        for point, config in self.points.items():
            if not point.is_weight_target_point():
                continue
            node = self.graph.get_node_by_name(point.target_node_name)
            attributes = node.layer_attributes.weight_attrs[point.port_id]
            owner, owner_config = first.setdefault(attributes["name"], (point, config))
            grain = "per-tensor"
            if owner_config.per_channel:
                owner_node = self.graph.get_node_by_name(owner.target_node_name)
                axis = get_weight_quantization_axis(owner_node, owner.port_id)
                grain = f"per-channel axis={axis % len(attributes['shape'])}"
            shared = "" if owner == point else f" shared={self.identity(owner)}"
            lines.append(
                f"weight {escape(point.target_node_name)} {point.port_id} {owner_config.num_bits} {owner_config.mode.value} "
                f"{grain} narrow={str(owner_config.narrow_range).lower()} half={str(owner in self.half).lower()}"
                f"{shared}{self.unified_identity(point)}")
        return lines


def forced(config):
    return "" if config.signedness_to_force is None else f" forced={'signed' if config.signedness_to_force else 'unsigned'}"


def escape(name):
    return name.replace("%", "%25").replace(" ", "%20")
