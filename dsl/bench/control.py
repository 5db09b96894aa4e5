"""One measured process: NNCF's quantization with accuracy control. Imports and loading are not counted.

    control.py nncf_control|nncf_scalar MODEL-NAME MODEL.onnx CALIB.npz EVAL.npz BOUND SECONDS FIRST.onnx OUTPUT.onnx REPORT.json

The validation function returns a score for every sample besides that of all, as NNCF's documentation advises, so that it
is not called for each sample; nncf_scalar returns the one score only. It opens ONNX Runtime as NNCF's examples do. FIRST
is what nncf.quantize makes without control, which is not counted.
"""

import json
import logging
import pathlib
import signal
import sys

import nncf
import numpy as np
import onnx
import onnxruntime
from nncf.common.logging import nncf_logger

import models
from peers import nncf_onnx
from worker import peak, timed


class Reverted(logging.Handler):
    """What NNCF's log says of reverted operations; it returns the model alone."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.quantized, self.names = None, []

    def emit(self, record):
        text = record.getMessage()
        if text.startswith("Total number of quantized operations"):
            self.quantized = int(text.split()[-1])
        elif text.startswith("All layers have been checked"):
            self.names = None
        elif "were reverted back to the floating-point precision" in text:
            self.names = [line.strip() for line in text.splitlines()[1:]]

    def report(self):
        if self.quantized is None:
            return {"reverted": 0, "names": []}
        everything = self.names is None
        return {"quantized": self.quantized, "reverted": self.quantized if everything else len(self.names),
                "names": ["everything"] if everything else self.names}


class Validation:
    """A validation function that counts its calls and the samples that it runs."""

    def __init__(self, module, samples, labels, floats, each):
        self.module, self.floats, self.each = module, floats, each
        self.all = list(zip(range(len(samples)), samples, labels))
        self.calls = self.full = self.items = 0

    def __call__(self, model, items):
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        names = [output.name for output in session.get_outputs()]
        outputs, floats, labels = [], [], []
        self.calls += 1
        for index, sample, label in items:
            self.items += 1
            outputs.append(dict(zip(names, session.run(None, sample))))
            floats.append(self.floats[index])
            labels.append(label)
        self.full += len(outputs) == len(self.all)
        each = None
        if self.each:
            each = [float(self.module.score(*([one] for one in part))) for part in zip(outputs, floats, labels)]
        return float(self.module.score(outputs, floats, labels)), each

    def report(self):
        return {"calls": self.calls, "full": self.full, "items": self.items}


def stop(*_):
    raise TimeoutError


def main(tool, name, model, calib, evaluation, bound, seconds, first, output, report):
    module = models.module(name)
    calibration = models.load(calib)[0]
    samples, labels = models.load(evaluation)
    labels = labels if len(labels) else [None] * len(samples)
    model = onnx.load(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    floats = [dict(zip(names, session.run(None, sample))) for sample in samples]
    nncf.set_log_level(logging.INFO)
    reverted = Reverted()
    nncf_logger.addHandler(reverted)
    validate = Validation(module, samples, labels, floats, each=tool != "nncf_scalar")

    def control():
        signal.signal(signal.SIGALRM, stop)
        signal.alarm(int(seconds))
        try:
            found = nncf.quantize_with_accuracy_control(
                model,
                nncf.Dataset(calibration),
                nncf.Dataset(validate.all),
                validate,
                max_drop=float(bound),
                subset_size=len(calibration),
                model_type=nncf.ModelType.TRANSFORMER if name == "minilm" else None,
            )
            onnx.save(found, output)
            return {}
        except Exception as e:  # whatever a peer throws is its result
            late = isinstance(e, TimeoutError)
            return {"error": f"stopped after {seconds} s" if late else f"{type(e).__name__}: {str(e)[:160]}"}
        finally:
            signal.alarm(0)

    found, used = timed(control)
    found |= used | validate.report() | reverted.report() | {"peak": peak()}
    nncf.set_log_level(logging.ERROR)
    if not pathlib.Path(first).exists():
        nncf_onnx.quantize(name, sys.argv[3], calibration, first)
    pathlib.Path(report).write_text(json.dumps(found))


if __name__ == "__main__":
    if len(sys.argv) != 11:
        sys.exit(__doc__)
    main(*sys.argv[1:])
