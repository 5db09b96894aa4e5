"""all-MiniLM-L6-v2, a sentence transformer, and the sentences of the lessons; no padding."""

import csv
import shutil

import numpy as np
import onnx
from tokenizers import Tokenizer

from models import NOTEBOOKS, modernize, save

METRIC = "cosine to float"


def build(sources, folder):
    lessons = NOTEBOOKS
    shutil.copy(lessons / "target/models/all-minilm-l6-v2.onnx", folder / "model.onnx")
    onnx.save(modernize(onnx.load(folder / "model.onnx")), folder / "peer.onnx")
    tokenizer = Tokenizer.from_file(str(lessons / "target/models/all-minilm-l6-v2-tokenizer.json"))
    tokenizer.no_padding()
    with open(lessons / "data/sentences.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for name, split in ("calib", "calibration"), ("eval", "validation"):
        save(folder / f"{name}.npz", [sample(tokenizer.encode(row["text"])) for row in rows if row["split"] == split])


def sample(tokens):
    arrays = {"input_ids": tokens.ids, "attention_mask": tokens.attention_mask, "token_type_ids": tokens.type_ids}
    return {name: np.array([values], np.int64) for name, values in arrays.items()}


def score(outputs, floats, labels):
    return np.mean([cosine(a["last_hidden_state"], b["last_hidden_state"]) for a, b in zip(outputs, floats)])


def cosine(a, b):
    a, b = a.ravel().astype(float), b.ravel().astype(float)
    return a @ b / np.sqrt((a @ a) * (b @ b))
