"""Writes the models of the tests as OpenVINO has them: convert.py FOLDER, where the .onnx files are."""

import sys
from pathlib import Path

import openvino

folder = Path(sys.argv[1])
for source, name in [("ch_PP-OCRv4_rec_infer", "rec"), ("ch_ppocr_mobile_v2.0_cls_infer", "cls"), ("all-minilm-l6-v2", "minilm")]:
    model = openvino.convert_model(folder / f"{source}.onnx")
    openvino.save_model(model, folder / f"{name}.xml", compress_to_fp16=False)
    openvino.save_model(model, folder / f"{name}-half.xml")
