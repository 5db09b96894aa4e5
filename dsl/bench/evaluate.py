"""Scores files of one model, all in this process: metric, distance from float, size, latency on one thread.

    evaluate.py MODEL-NAME EVAL.npz ROUNDS REPORT.json FLOAT [FILE ...]
"""

import json
import pathlib
import sys
import time

import numpy as np

import engines
import models

LEAST = 0.003  # seconds: shorter calls are repeated, so that the clock's steps do not matter


def run(opened, samples):
    return [dict(zip(opened.names, opened.run(sample))) for sample in samples]


def sqnr(outputs, floats):
    """Signal to quantization noise in dB over all samples, of each float output and of all together."""
    signal, noise = {}, {}
    for output, exact in zip(outputs, floats):
        for name, values in exact.items():
            if values.dtype == np.float32:
                values = values.astype(float)
                signal[name] = signal.get(name, 0) + (values**2).sum()
                noise[name] = noise.get(name, 0) + ((output[name] - values) ** 2).sum()
    each = {name: decibels(signal[name], noise[name]) for name in signal}
    return {"sqnr": decibels(sum(signal.values()), sum(noise.values())), "outputs": each}


def decibels(signal, noise):
    return 10 * np.log10(signal / noise) if noise > 0 else float("inf")


def latencies(sessions, samples, rounds):
    """CPU seconds a call: one row a round, one column a session, by turns on the same sample; each round another begins,
    since who comes behind a large model finds none of its own data in the caches."""
    rows = []
    for i in range(rounds + 1):
        sample, row = samples[i % min(8, len(samples))], [0.0] * len(sessions)
        for at in range(len(sessions)):
            turn = (at + i) % len(sessions)
            calls, start = 0, time.process_time()
            while (used := time.process_time() - start) < LEAST or calls == 0:
                sessions[turn].run(sample)
                calls += 1
            row[turn] = used / calls
        rows.append(row)
    return np.array(rows[1:])


def main(name, data, rounds, report, *files):
    module = models.module(name)
    samples, labels = models.load(data)
    found, opened, floats = {}, {}, None
    for file in files:
        try:
            opened[file] = engines.opened(file, threads=1)
            outputs = run(opened[file], samples)
            floats = outputs if floats is None else floats
            score = float(module.score(outputs, floats, labels))
            found[file] = {"metric": score, "bytes": engines.size(pathlib.Path(file)), **sqnr(outputs, floats)}
        except Exception as e:  # a file that does not load or run is a result
            opened.pop(file, None)
            found[file] = {"error": "does not run: " + str(e).splitlines()[0][:160]}
    if int(rounds):
        times = latencies(list(opened.values()), samples, int(rounds))
        speed = np.median(times[:, :1] / times, axis=0)
        for file, ratio, seconds in zip(opened, speed, np.median(times, axis=0)):
            found[file] |= {"speed": float(ratio), "ms": float(1000 * seconds)}
    pathlib.Path(report).write_text(json.dumps(found))


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
