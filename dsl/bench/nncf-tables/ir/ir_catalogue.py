"""The models and the parameters each is asked about: `@model(...)` marks a function that fills a Net."""

from dataclasses import dataclass

from ir_net import Net

MODELS = {}


@dataclass
class Case:
    """What is asked of NNCF; empty means its own default."""

    preset: str = ""
    modelType: str = ""
    overflowFix: str = ""
    ignoredNames: tuple = ()
    ignoredTypes: tuple = ()
    mode: str = ""

    def header(self):
        told = {"preset": self.preset, "modelType": self.modelType, "overflowFix": self.overflowFix}
        lines = [f"# {key}: {value or 'default'}" for key, value in told.items()]
        lines += [f"# mode: {self.mode}"] if self.mode else []
        lines += [f"# ignoredNames: {' '.join(self.ignoredNames)}"] if self.ignoredNames else []
        return lines + ([f"# ignoredTypes: {' '.join(self.ignoredTypes)}"] if self.ignoredTypes else [])


PERFORMANCE = {"performance": Case(preset="PERFORMANCE")}
MIXED = {"mixed": Case(preset="MIXED")}
BOTH = PERFORMANCE | MIXED
TRANSFORMER = {"transformer": Case(modelType="TRANSFORMER")}


# What is asked about in float8 too: one of each kind.
FLOAT8 = ["arithmetic", "attention-operator", "attention-plain", "concat", "conv", "conv-one-dimension", "conv-transpose", "depthwise",
          "detector", "embedding", "fully-connected", "gates", "group-conv", "half-precision", "interpolate", "matmul", "mobile-net",
          "moved", "overflow", "residual", "scalars", "shared-weight", "split", "transformer", "u-net"]


def float8(name):
    """The cases of a model in float8; presets are for integers."""
    if name not in FLOAT8:
        return {}
    cases = {mode.lower().replace("_", "-"): Case(mode=mode) for mode in ("FP8_E4M3", "FP8_E5M2")}
    if "transformer" in MODELS[name].cases:
        cases["fp8-transformer"] = Case(mode="FP8_E4M3", modelType="TRANSFORMER")
    return cases


class Entry:
    def __init__(self, name, function, cases, half):
        self.name, self.function, self.cases, self.half = name, function, cases, half

    def build(self):
        net = Net(self.name)
        self.function(net)
        return net.build()


def model(cases=PERFORMANCE, half=False):
    """Registers a model under its function's name with dashes. `half`: weights are saved in f16."""

    def register(function):
        name = function.__name__.replace("_", "-").strip("-")
        MODELS[name] = Entry(name, function, dict(cases), half)
        return function

    return register
