"""One measured process: a float pass, or a peer's quantization. Imports and loading are not counted.

    worker.py pass|quantize PEER MODEL-NAME MODEL CALIB.npz SAMPLES OUTPUT REPORT.json

The pass imports the peer too, so that both processes are of one kind and their memory can be compared.
"""

import importlib
import itertools
import json
import pathlib
import resource
import sys
import time

from engines import opened
from models import load

LEAST = 0.5  # CPU seconds: a shorter pass is repeated, so that the clock's steps do not matter
MEMORY = 12 << 30  # a process that wants more fails, instead of the machine


def cpu():
    """CPU seconds of this process and the children that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak():
    """The greatest resident memory so far, in MB."""
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024


def timed(action):
    start, clock = cpu(), time.perf_counter()
    result = action()
    return result, {"cpu": cpu() - start, "wall": time.perf_counter() - clock}


def float_pass(model, samples):
    session = opened(model)
    for sample in samples[:10]:
        session.run(sample)

    passes, start = 0, cpu()
    while passes == 0 or cpu() - start < LEAST:
        for sample in samples:
            session.run(sample)
        passes += 1
    return {"cpu": (cpu() - start) / passes}


def quantize(peer, name, model, samples, output):
    prepared, before = timed(lambda: peer.prepare(model, output.parent))
    _, used = timed(lambda: peer.quantize(name, prepared, samples, output))
    return used | {"prepare": before["cpu"]}


def main(kind, peer, name, model, calib, count, output, report):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    peer = importlib.import_module("peers." + peer)
    samples = list(itertools.islice(itertools.cycle(load(calib)[0]), int(count)))
    model, output = pathlib.Path(model), pathlib.Path(output)
    found = {"samples": len(samples)}
    try:
        found |= float_pass(model, samples) if kind == "pass" else quantize(peer, name, model, samples, output)
    except Exception as e:  # whatever a peer throws is its result
        text = str(e).splitlines() or [""]
        found["error"] = f"{type(e).__name__}: {text[0][:160]}"
    found["peak"] = peak()
    pathlib.Path(report).write_text(json.dumps(found))


if __name__ == "__main__":
    if len(sys.argv) != 9:
        sys.exit(__doc__)
    main(*sys.argv[1:])
