"""Cuts calibration and evaluation samples out of foolbox's 20 labelled ImageNet pictures.

    data.py PICTURES_DIR OUTPUT_DIR

Writes calib.npz (300) and eval.npz (100), each with one array `input` of [N, 3, 224, 224] float32, and eval-labels.npy.
Sample i is a random crop, at times mirrored, of picture i % 20; both sets use all 20 pictures.
"""

import pathlib
import sys

import numpy as np
from PIL import Image, ImageOps

SIZE = 224
MEAN, STD = np.float32(0.498), np.float32(0.502)


def crop(image, rng):
    width, height = image.size
    side = int(min(width, height) * rng.uniform(0.6, 1))
    x = rng.integers(0, width - side + 1)
    y = rng.integers(0, height - side + 1)
    if rng.random() < 0.5:
        image = ImageOps.mirror(image)
    part = image.crop((x, y, x + side, y + side)).resize((SIZE, SIZE), Image.Resampling.BICUBIC)
    return ((np.asarray(part, np.float32) / 255 - MEAN) / STD).transpose(2, 0, 1)


def main(pictures, output):
    files = sorted(pathlib.Path(pictures).glob("imagenet_*.jpg"))
    if len(files) != 20:
        sys.exit(f"{pictures}: expected 20 pictures imagenet_*_LABEL.jpg, found {len(files)}")
    labels = [int(file.stem.split("_")[-1]) for file in files]
    images = [Image.open(file).convert("RGB") for file in files]
    rng = np.random.default_rng(0)
    for name, count in ("calib", 300), ("eval", 100):
        np.savez(pathlib.Path(output, name + ".npz"), input=np.stack([crop(images[i % 20], rng) for i in range(count)]))
    np.save(pathlib.Path(output, "eval-labels.npy"), np.array([labels[i % 20] for i in range(100)]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
