"""The peers. Each module calls one tool through its public Python API, set as its documentation advises for a CPU:

    prepare(model, folder)                   returns the float file to quantize, pre-processed where the tool asks for it
    quantize(name, model, samples, output)   calibrates, quantizes and saves
"""

NAMES = ["nncf_onnx", "ort_minmax", "ort_entropy", "ort_expert", "inc", "nncf_openvino"]
# Entropy ranges: all activations of all samples are kept in memory, some 60 MB a sample of EfficientNet-lite0.
MOST = {"ort_entropy": 40}
EVERY = 300
