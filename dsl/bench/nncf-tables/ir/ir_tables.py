"""Writes models as OpenVINO IR and, for each, what NNCF writes when it quantizes them; started by ../run.sh."""

import argparse
import logging
import zlib
from pathlib import Path

import nncf
import numpy as np
import openvino as ov
from nncf.openvino.quantization.backend_parameters import BackendParameters
from nncf.quantization.advanced_parameters import AdvancedQuantizationParameters, AdvancedSmoothQuantParameters

import ir_catalogue

SUBJECTS = ["linear", "elementwise", "movement", "nets"]
COUNT = 6
HERE = Path(__file__).resolve().parent


def samples(model, seed):
    """Calibration inputs, stacked on axis 0: normal values, each sample with a scale of its own; on a grid of 1/32."""
    random = np.random.default_rng(seed)
    arrays = {}
    for value in model.inputs:
        shape = [COUNT * value.shape[0], *value.shape[1:]]
        if value.element_type.is_integral():
            dtype = value.element_type.to_dtype()
            arrays[value.any_name] = random.integers(0, 2 if dtype == np.bool_ else 6, shape).astype(dtype)
            continue
        scale = np.repeat(random.uniform(0.5, 1.5, COUNT), value.shape[0]).reshape(-1, *[1] * (len(shape) - 1))
        arrays[value.any_name] = (np.round(random.normal(0, 1, shape) * scale * 32) / 32).astype(np.float32)
    return arrays


def dataset(model, arrays):
    rows = {v.any_name: v.shape[0] for v in model.inputs}
    return nncf.Dataset([{k: a[i * rows[k]:(i + 1) * rows[k]] for k, a in arrays.items()} for i in range(COUNT)])


def quantize(model, case, data):
    """What NNCF writes, without bias correction and SmoothQuant, weights still float in front of their FakeQuantize."""
    return nncf.quantize(
        model, data, subset_size=COUNT,
        mode=nncf.QuantizationMode[case.mode] if case.mode else None,
        preset=nncf.QuantizationPreset(case.preset.lower()) if case.preset else None,
        model_type=nncf.ModelType(case.modelType.lower()) if case.modelType else None,
        ignored_scope=nncf.IgnoredScope(names=list(case.ignoredNames), types=list(case.ignoredTypes)),
        advanced_parameters=AdvancedQuantizationParameters(
            overflow_fix=nncf.OverflowFix[case.overflowFix] if case.overflowFix else None,
            disable_bias_correction=True,
            smooth_quant_alphas=AdvancedSmoothQuantParameters(convolution=-1, matmul=-1),
            backend_params={BackendParameters.COMPRESS_WEIGHTS: False}))


def numbers(node, port):
    value = node.input_value(port).get_node()
    data = value.get_data() if value.get_type_name() == "Constant" else value.input_value(0).get_node().get_data()
    return ",".join(map(str, data.astype(np.float32).ravel())), "x".join(map(str, data.shape)) or "scalar"


def is_constant(node):
    while node.get_type_name() in ("Convert", "Reshape", "FakeQuantize", "FakeConvert"):
        node = node.input_value(0).get_node()
    return node.get_type_name() == "Constant"


def lines(quantized):
    """One line for each port that reads what a FakeQuantize or FakeConvert gives."""
    found, groups = [], {}
    for node in quantized.get_ordered_ops():
        for port, value in enumerate(node.input_values()):
            fq = value.get_node()
            if fq.get_type_name() in ("FakeQuantize", "FakeConvert"):
                groups.setdefault(fq.get_friendly_name(), []).append((escape(node.get_friendly_name()), port, fq))
    for readers in groups.values():
        first = ":".join(map(str, min(r[:2] for r in readers)))
        for name, port, fq in readers:
            (low, shape), (high, _) = numbers(fq, 1), numbers(fq, 2)
            kind = "weight" if is_constant(fq) else "activation"
            if fq.get_type_name() == "FakeConvert":
                type = fq.get_attributes()["destination_type"]
                found.append(f"{kind} {name} {port} type={type} shape={shape} group={first} scale={low} shift={high}")
                continue
            levels = fq.get_attributes()["levels"]
            found.append(f"{kind} {name} {port} levels={levels} shape={shape} group={first} low={low} high={high}")
    return sorted(found)


def escape(name):
    return name.replace("%", "%25").replace(" ", "%20")


def main():
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=HERE.parents[2] / "openvino/src/test/resources/nncf-ir")
    parser.add_argument("--float8", action="store_true", help="the tables of float8 alone, of models that are there")
    parser.add_argument("--only", nargs="*", help="names of the models to write; all when left out")
    options = parser.parse_args()
    for subject in SUBJECTS:
        __import__(f"ir_models_{subject}")
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    if not options.only and not options.float8:
        for old in folder.iterdir():
            old.unlink()
    for name, entry in sorted(ir_catalogue.MODELS.items()):
        if options.only and name not in options.only:
            continue
        file = folder / f"{name}.xml"
        if options.float8:
            arrays = dict(np.load(folder / f"{name}.npz"))
        else:
            built = entry.build()
            ov.save_model(built, file, compress_to_fp16=entry.half)
            arrays = samples(built, zlib.crc32(name.encode()))
            np.savez_compressed(folder / f"{name}.npz", **arrays)
        for suffix, case in (({} if options.float8 else entry.cases) | ir_catalogue.float8(name)).items():
            # Each time from the file: NNCF changes what it is given.
            model = ov.Core().read_model(file)
            try:
                found = lines(quantize(model, case, dataset(model, arrays)))
            except Exception as e:  # whatever NNCF throws is the answer
                print(f"NNCF fails on {name}.{suffix}: {type(e).__name__}: {str(e)[:300]}")
                continue
            head = [f"# what NNCF {nncf.__version__} writes with OpenVINO {ov.__version__.split('-')[0]}", f"# model: {name}.xml",
                    *case.header(), f"# samples: {COUNT}"]
            (folder / f"{name}.{suffix}.txt").write_text("\n".join(head + found) + "\n", encoding="utf-8", newline="\n")


main()
