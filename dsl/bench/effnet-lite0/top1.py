"""Prints the top-1 accuracy of models in Python's ONNX Runtime: the int8 file must run there as it does in Octet.

    top1.py EVAL.npz LABELS.npy MODEL...
"""

import sys

import numpy as np
import onnxruntime

if len(sys.argv) < 4:
    sys.exit(__doc__)
samples, labels = np.load(sys.argv[1])["input"], np.load(sys.argv[2])
for path in sys.argv[3:]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    found = [session.run(None, {"input": sample[np.newaxis]})[0].argmax() for sample in samples]
    print(f"{path}: top-1 {np.mean(found == labels):.3f}")
