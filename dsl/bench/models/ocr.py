"""PP-OCRv4's text recogniser and the pictures of the lessons, 48 pixels high, as wide as they are."""

import csv
import shutil

import numpy as np
import onnx
from PIL import Image

from models import NOTEBOOKS, modernize, save

METRIC = "character accuracy"
HEIGHT = 48
DICTIONARY = "target/models/ppocr_keys_v1.txt"


def build(sources, folder):
    lessons = NOTEBOOKS
    shutil.copy(lessons / "target/models/ch_PP-OCRv4_rec_infer.onnx", folder / "model.onnx")
    onnx.save(modernize(onnx.load(folder / "model.onnx")), folder / "peer.onnx")
    alphabet = ["", *(lessons / DICTIONARY).read_text(encoding="utf-8").splitlines(), " "]
    with open(lessons / "data/lines.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for name, split in ("calib", "calibration"), ("eval", "validation"):
        lines = [row for row in rows if row["split"] == split]
        pictures = [{"x": picture(lessons / "data/lines" / row["file"])} for row in lines]
        texts = [[alphabet.index(c) if c in alphabet else -1 for c in row["text"]] for row in lines]
        width = max(map(len, texts))
        save(folder / f"{name}.npz", pictures, [text + [0] * (width - len(text)) for text in texts])


def picture(file):
    image = Image.open(file).convert("RGB")
    width = round(image.width * HEIGHT / image.height)
    pixels = np.asarray(image.resize((width, HEIGHT), Image.Resampling.BILINEAR), np.float32)
    return ((pixels[:, :, ::-1] - 127.5) / 127.5).transpose(2, 0, 1)[np.newaxis].copy()


def score(outputs, floats, labels):
    """One minus the character error rate; class 0 is CTC's blank, and pads the labels."""
    errors = characters = 0
    for output, label in zip(outputs, labels):
        classes = output["softmax_11.tmp_0"][0].argmax(axis=1)
        read = [c for c, before in zip(classes, [0, *classes]) if c != 0 and c != before]
        text = [c for c in label if c != 0]
        errors += distance(read, text)
        characters += len(text)
    return 1 - errors / characters


def distance(a, b):
    """Levenshtein's."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]
