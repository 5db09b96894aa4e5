"""Where the time of models goes: milliseconds a run by type of operation, on one thread, files side by side.

    nodes.py EVAL.npz FILE.onnx [FILE.onnx ...]
"""

import collections
import json
import pathlib
import sys
import tempfile

import onnxruntime

import models
from table import markdown

RUNS = 30


def times(file, samples):
    """By type: milliseconds a run, and how many operations there are after ONNX Runtime's optimisation."""
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_profiling = True
        options.profile_file_prefix = str(pathlib.Path(folder, "profile"))
        session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        for i in range(RUNS):
            session.run(None, samples[i % len(samples)])
        events = json.loads(pathlib.Path(session.end_profiling()).read_text())
    spent, names = collections.Counter(), collections.defaultdict(set)
    for event in events:
        if event["cat"] == "Node" and event["name"].endswith("_kernel_time"):
            spent[event["args"]["op_name"]] += event["dur"] / 1000 / RUNS
            names[event["args"]["op_name"]].add(event["name"])
    return {kind: (spent[kind], len(names[kind])) for kind in spent}


def main(data, *files):
    samples = models.load(data)[0][:8]
    found = [times(file, samples) for file in files]
    kinds = sorted({kind for part in found for kind in part}, key=lambda kind: -max(p.get(kind, (0,))[0] for p in found))
    rows = [[kind, *(f"{p[kind][0]:.3f} ({p[kind][1]})" if kind in p else "" for p in found)] for kind in kinds]
    rows.append(["all", *(f"{sum(spent for spent, _ in p.values()):.3f}" for p in found)])
    print(markdown(["ms a run (operations)", *(pathlib.Path(file).parent.name for file in files)], rows))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
