"""Writes the models and their tables; or, with --model, the table of any ONNX file."""

import argparse
import logging
import sys
import zlib
from dataclasses import fields
from pathlib import Path

import nncf
import numpy as np
import onnx
import onnxruntime

import catalogue
from placement import Parameters, Placement
from scales import inputs, scale_lines
from written import Written, dataset, disagreement, quantize, samples

SUBJECTS = ["blocks", "branches", "activations", "elementwise", "concat", "weights", "attention", "passthrough", "scope",
            "detection", "recurrent", "nets", "transformers"]
HERE = Path(__file__).resolve().parent


def table(lines, parameters, title, subject="places", header=()):
    head = [f"# quantizers that NNCF {nncf.__version__} {subject}", f"# model: {title}", *parameters.header(), *header]
    return "\n".join(head + lines) + "\n"


def check(model, parameters, lines, name):
    """Quantizes with NNCF and compares where the Q/DQ pairs are; gives a line of text when something differs."""
    try:
        quantized = quantize(model, parameters, dataset(model, samples(model, 2, 1)))
    except Exception as e:
        return f"NNCF places but cannot write {name}: {type(e).__name__}: {str(e)[:200]}"
    problem = disagreement(lines, Written(quantized))
    return f"{name} as written: {problem}" if problem else None


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


def everything(folder, only, checked):
    for subject in SUBJECTS:
        __import__(f"models_{subject}")
    folder.mkdir(parents=True, exist_ok=True)
    if not only:
        for old in [p for p in folder.iterdir() if p.is_file()]:
            old.unlink()
    failures = []
    for name, entry in sorted(catalogue.MODELS.items()):
        if only and name not in only:
            continue
        data = entry.build().SerializeToString(deterministic=True)
        onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
        written = 0
        for suffix, parameters in entry.cases.items():
            try:
                lines = Placement(onnx.load_model_from_string(data), parameters).lines()
            except Exception as e:  # whatever NNCF throws is the answer
                failures.append(f"NNCF fails on {name}.{suffix}: {type(e).__name__}: {e}")
                continue
            write(folder / f"{name}.{suffix}.txt", table(lines, parameters, f"{name}.onnx"))
            written += 1
            if checked:
                failures.append(check(onnx.load_model_from_string(data), parameters, lines, f"{name}.{suffix}"))
        if written:
            (folder / f"{name}.onnx").write_bytes(data)
        if entry.scales:
            write_scales(folder, entry, data)
    print(*filter(None, failures), sep="\n")


def write_scales(folder, entry, data):
    arrays = inputs(onnx.load_model_from_string(data), zlib.crc32(entry.name.encode()))
    np.savez_compressed(folder / f"{entry.name}.npz", **arrays)
    for suffix, parameters in entry.cases.items():
        if suffix not in ("performance", "mixed", "transformer"):
            continue
        placed = Placement(onnx.load_model_from_string(data), parameters).lines()
        for statistics in entry.scales:
            lines, header = scale_lines(data, parameters, arrays, statistics, placed)
            text = table(lines, parameters, f"{entry.name}.onnx", "writes, with scales and zero points", header)
            write(folder / f"{entry.name}.{suffix}.{statistics}.scales.txt", text)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the models and tables go")
    parser.add_argument("--only", nargs="*", help="names of the models to write; all when left out")
    parser.add_argument("--check", action="store_true", help="also compare each table with the model that nncf.quantize writes")
    parser.add_argument("--model", type=Path, help="an ONNX file to make one table of")
    parser.add_argument("--out", type=Path, help="the table of --model; standard output when left out")
    for f in fields(Parameters):
        if f.name == "ignoredSubgraphs":
            continue
        flag = dict(action="store_true") if f.name == "quantizeOutputs" else dict(nargs="*") if f.default_factory is list else {}
        parser.add_argument("--" + "".join("-" + c.lower() if c.isupper() else c for c in f.name), dest=f.name, **flag)
    return parser.parse_args()


def main():
    logging.disable(logging.WARNING)
    options = arguments()
    if options.model is None:
        everything(options.folder or HERE.parents[1] / "onnx/src/test/resources/nncf", options.only, options.check)
        return
    given = {f.name: getattr(options, f.name) for f in fields(Parameters) if getattr(options, f.name, None)}
    parameters = Parameters(**given)
    text = table(Placement(onnx.load(options.model), parameters).lines(), parameters, options.model.name)
    if options.out:
        write(options.out, text)
    else:
        sys.stdout.write(text)


main()
