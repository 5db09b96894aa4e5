"""Writes the models and their tables; or, with --model, the table of any ONNX file."""

import argparse
import logging
import sys
from dataclasses import fields
from pathlib import Path

import nncf
import onnx
import onnxruntime

import catalogue
from placement import Parameters, Placement

SUBJECTS = ["blocks", "branches", "activations", "elementwise", "concat", "weights", "attention", "passthrough", "scope"]
HERE = Path(__file__).resolve().parent


def table(model, parameters, title):
    lines = [f"# quantizers that NNCF {nncf.__version__} places", f"# model: {title}", *parameters.header()]
    return "\n".join(lines + Placement(model, parameters).lines()) + "\n"


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


def everything(folder, only):
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
                write(folder / f"{name}.{suffix}.txt", table(onnx.load_model_from_string(data), parameters, f"{name}.onnx"))
                written += 1
            except Exception as e:  # whatever NNCF throws is the answer
                failures.append(f"NNCF fails on {name}, {suffix}: {type(e).__name__}: {e}")
        if written:
            (folder / f"{name}.onnx").write_bytes(data)
    print(*failures, sep="\n")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the models and tables go")
    parser.add_argument("--only", nargs="*", help="names of the models to write; all when left out")
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
        everything(options.folder or HERE.parents[1] / "onnx/src/test/resources/nncf", options.only)
        return
    given = {f.name: getattr(options, f.name) for f in fields(Parameters) if getattr(options, f.name, None)}
    text = table(onnx.load(options.model), Parameters(**given), options.model.name)
    if options.out:
        write(options.out, text)
    else:
        sys.stdout.write(text)


main()
