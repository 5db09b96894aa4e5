"""Tables of scales and zero points under each kind of statistic, calibrated on committed inputs."""

import numpy as np
import onnx
from nncf.quantization.range_estimator import AggregatorType, RangeEstimatorParameters, RangeEstimatorParametersSet
from nncf.quantization.range_estimator import StatisticsCollectorParameters, StatisticsType

from written import Written, dataset, quantize, samples

COUNT = 8


def both(statistic, aggregator, tail=1e-4, high=None):
    """One rule for both ends; `high` names another statistic for the upper end."""
    low = StatisticsCollectorParameters(StatisticsType(statistic[0]), AggregatorType(aggregator[0]), quantile_outlier_prob=tail)
    top = StatisticsCollectorParameters(StatisticsType(high or statistic[1]), AggregatorType(aggregator[1]),
                                        quantile_outlier_prob=tail)
    return RangeEstimatorParameters(low, top)


MIN_MAX = ("min", "max")
# name → (range estimator, or None for NNCF's default; samples in one batch; statistics per sample of a batch)
STATISTICS = {
    "default": (None, 1, False),
    "minmax": (RangeEstimatorParametersSet.MINMAX, 1, False),
    "median": (RangeEstimatorParametersSet.MEDIAN_MINMAX, 1, False),
    "mean-no-outliers": (RangeEstimatorParametersSet.MEAN_NO_OUTLIERS_MINMAX, 1, False),
    "median-no-outliers": (both(MIN_MAX, ("median_no_outliers",) * 2, 0.15), 1, False),
    "mean-quantile": (RangeEstimatorParametersSet.MEAN_QUANTILE, 1, False),
    "quantile-percent": (both(("quantile", "quantile"), ("mean", "mean"), 0.01), 1, False),
    "quantile-minmax": (both(("quantile", "quantile"), MIN_MAX, 0.01), 1, False),
    "abs-quantile": (both(("quantile", "abs_quantile"), ("mean", "mean"), 0.01), 1, False),
    "mean-value": (both(("mean", "mean"), MIN_MAX), 1, False),
    "histogram": (RangeEstimatorParametersSet.HISTOGRAM, 1, False),
    "batches-of-two": (None, 2, False),
    "batchwise": (None, 2, True),
}


def describe(ranges):
    if ranges is None:
        return "default"
    end = lambda p: f"{p.statistics_type.value}/{p.aggregator_type.value}"
    return f"min={end(ranges.min)} max={end(ranges.max)} tail={ranges.min.quantile_outlier_prob}"


def inputs(model, seed):
    """The calibration inputs to commit; values on a grid of 1/32 so that the file stays small."""
    return {k: np.round(a * 32) / np.float32(32) if a.dtype == np.float32 else a for k, a in samples(model, COUNT, seed).items()}


def scale_lines(data, parameters, arrays, statistics, placement_lines):
    """(lines, header) for one kind of statistic; weights are told for the default one only, they do not depend on it."""
    ranges, batch, batchwise = STATISTICS[statistics]
    model = onnx.load_model_from_string(data)
    model = batched(model, batch)
    written = Written(quantize(model, parameters, dataset(onnx.load_model_from_string(data), arrays, batch), ranges, batchwise))
    lines = []
    for line in placement_lines:
        kind, name, port = line.split()[:3]
        if kind == "activation" or statistics == "default":
            lines.append(written.line(kind, name, int(port)))
    return lines, [f"# samples: {COUNT}", f"# batch: {batch}", f"# batchwiseStatistics: {str(batchwise).lower()}",
                   f"# activationStatistics: {describe(ranges)}", "# biasCorrection: off", "# smoothQuant: off"]


def batched(model, batch):
    """The model with its first axis widened, for the statistics of batches."""
    if batch > 1:
        for value in [*model.graph.input, *model.graph.output]:
            dims = value.type.tensor_type.shape.dim
            if dims:
                dims[0].dim_value *= batch
    return model
