"""Octet beside NNCF on OpenVINO IR, on models and data that run.sh has made in target/.

    openvino.sh [--samples N] [--rounds N] [--models FOLDER] [MODEL ...]

For each model: conversion to IR, cost of quantize in CPU time over that of a float pass (each in a fresh process, by turns),
then metric, SQNR, size and latency of all files by turns in one process, on one thread in float32.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

import numpy as np
import openvino

import models
from evaluate import LEAST, sqnr

HERE = pathlib.Path(__file__).resolve().parent
COUNTS = {"effnet-lite0": 300, "minilm": 100, "ocr": 60, "silero-vad": 50, "basic-pitch": 40}
SETTINGS = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1}


def compiled(file):
    return openvino.Core().compile_model(str(file), "CPU", SETTINGS)


def call(model, sample):
    results = model(sample)
    return {output.get_any_name(): results[output].copy() for output in model.outputs}


def repeated(samples, count):
    return [samples[i % len(samples)] for i in range(count)]


def worker(what, file, data, count, output, report):
    """One measured process of NNCF's side: a float pass, or quantize and save."""
    samples = repeated(models.load(data)[0], count)
    found = {}
    if what == "pass":
        model = compiled(file)
        for sample in samples[:10]:
            call(model, sample)
        start, passes = time.process_time(), 0
        while passes == 0 or time.process_time() - start < 0.5:
            for sample in samples:
                call(model, sample)
            passes += 1
        found["cpu"] = (time.process_time() - start) / passes
    else:
        import logging

        import nncf

        nncf.set_log_level(logging.ERROR)
        model = openvino.Core().read_model(file)
        transformer = any(op.get_type_name() in ("ScaledDotProductAttention",) for op in model.get_ops())
        start = time.process_time()
        quantized = nncf.quantize(model, nncf.Dataset(samples), subset_size=count,
                                  model_type=nncf.ModelType.TRANSFORMER if transformer else None)
        openvino.save_model(quantized, output, compress_to_fp16=False)
        found["cpu"] = time.process_time() - start
        found["fq"] = sum(op.get_type_name() == "FakeQuantize" for op in quantized.get_ops())
    pathlib.Path(report).write_text(json.dumps(found))


def nncf_side(what, file, data, count, output, report):
    command = [sys.executable, __file__, "--worker", what, file, data, count, output, report]
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "CI": "true", "PYTHONDONTWRITEBYTECODE": "1"})
    return json.loads(report.read_text())


def octet_side(what, classes, jar, file, data, count, output, report):
    command = ["java", "-Xmx4g", "-cp", f"{jar}:{classes}", "Quantize", what, file, data, count, output, report]
    environment = {**os.environ, "VIRTUAL_ENV": sys.prefix}
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return json.loads(report.read_text())


def latencies(files, samples, rounds):
    opened, rows = [compiled(file) for file in files], []
    for i in range(rounds + 1):
        sample, row = samples[i % min(8, len(samples))], []
        for model in opened:
            calls, start = 0, time.process_time()
            while (used := time.process_time() - start) < LEAST or calls == 0:
                model(sample)
                calls += 1
            row.append(used / calls)
        rows.append(row)
    times = np.array(rows[1:])
    return np.median(times[:, :1] / times, axis=0)


def size(file):
    return os.path.getsize(file) + os.path.getsize(pathlib.Path(file).with_suffix(".bin"))


def bench(name, folder, out, count, rounds, jar, classes):
    out.mkdir(parents=True, exist_ok=True)
    data, evaluation = folder / "calib.npz", folder / "eval.npz"
    float_file = out / "float.xml"
    openvino.save_model(openvino.convert_model(folder / "model.onnx"), float_file, compress_to_fp16=False)
    files = {"float": float_file, "NNCF": out / "nncf.xml", "Octet": out / "octet.xml"}
    report = out / "report.json"
    cost = {}
    passes = [nncf_side("pass", float_file, data, count, out, report)["cpu"]]
    nncf = nncf_side("quantize", float_file, data, count, files["NNCF"], report)
    passes.append(nncf_side("pass", float_file, data, count, out, report)["cpu"])
    cost["NNCF"] = (nncf["cpu"], nncf["cpu"] / min(passes))
    passes = [octet_side("pass", classes, jar, float_file, data, count, files["Octet"], report)["cpu"]]
    octet = octet_side("quantize", classes, jar, float_file, data, count, files["Octet"], report)
    passes.append(octet_side("pass", classes, jar, float_file, data, count, files["Octet"], report)["cpu"])
    cost["Octet"] = (octet["cpu"], octet["cpu"] / min(passes))
    samples, labels = models.load(evaluation)
    module, floats, rows = models.module(name), None, []
    speed = dict(zip(files, latencies(list(files.values()), samples, rounds)))
    for tool, file in files.items():
        model = compiled(file)
        outputs = [call(model, sample) for sample in samples]
        floats = floats or outputs
        quality = sqnr(outputs, floats)["sqnr"]
        rows.append(f"| {name} | {tool} | {count} | " + (f"{cost[tool][1]:.1f} ({cost[tool][0]:.1f} s)" if tool in cost else "") +
                    f" | {float(module.score(outputs, floats, labels)):.4f} | " + (f"{quality:.1f}" if tool != "float" else "") +
                    f" | {size(file) / size(float_file):.2f} | {speed[tool]:.2f} |")
        print(rows[-1], flush=True)
    print(f"  octet: calibrate {octet['calibrate']:.2f} quantize {octet['quantize']:.2f} save {octet['save']:.2f}; {octet['check']}; "
          f"{' '.join(octet['warnings'])[:200]}; load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
    return rows


def main():
    if len(sys.argv) > 1 and sys.argv[1] == "--worker":
        what, file, data, count, output, report = sys.argv[2:]
        return worker(what, file, data, int(count), output, report)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=pathlib.Path, default=HERE / "target")
    parser.add_argument("--classes", type=pathlib.Path, default=HERE / "target/classes")
    parser.add_argument("--jar", type=pathlib.Path, default=HERE / "../../kernel/target/octet.jar")
    parser.add_argument("--samples", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("model", nargs="*", default=list(COUNTS))
    given = parser.parse_args()
    print("| model | tool | N | cost | metric | SQNR dB | size | speed |\n|---|---|---|---|---|---|---|---|")
    rows = []
    for name in given.model or COUNTS:
        rows += bench(name, given.models / name, HERE / "target/openvino" / name, given.samples or COUNTS[name], given.rounds,
                      given.jar.resolve(), given.classes)
    return rows


if __name__ == "__main__":
    main()
