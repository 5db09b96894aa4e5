"""The models and the parameters each is asked about: `@model(...)` marks a function that fills a Net."""

from net import Net
from placement import Parameters

MODELS = {}


class Entry:
    def __init__(self, name, function, opset, cases, scales):
        self.name, self.function, self.opset, self.cases, self.scales = name, function, opset, cases, scales

    def build(self):
        net = Net(self.name, self.opset)
        self.function(net)
        return net.build()


PERFORMANCE = {"performance": Parameters(preset="PERFORMANCE")}
MIXED = {"mixed": Parameters(preset="MIXED")}
BOTH = PERFORMANCE | MIXED
TRANSFORMER = {"transformer": Parameters(modelType="TRANSFORMER")}


def model(cases=PERFORMANCE, opset=17, scales=(), name=None):
    """Registers a model under its function's name with dashes. `cases`: table suffix → Parameters; `scales`: statistics (scales.py)."""

    def register(function):
        key = name or function.__name__.replace("_", "-").strip("-")
        if key in MODELS:
            raise ValueError(f"two models are called {key}")
        MODELS[key] = Entry(key, function, opset, dict(cases), tuple(scales))
        return function

    return register


DEFAULT = ("default",)
ALL_STATISTICS = ("default", "minmax", "median", "mean-no-outliers", "median-no-outliers", "mean-quantile", "quantile-percent",
                  "quantile-minmax", "abs-quantile", "mean-value", "histogram", "batches-of-two", "batchwise")


def case(**parameters):
    return Parameters(**parameters)
