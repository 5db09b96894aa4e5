"""Spotify's basic-pitch (PyPI basic-pitch), which finds the notes in music, on notes synthesised here.

Each sample is two seconds of one to four voices, each a few notes of decaying harmonics, with a little noise.
"""

import shutil

import numpy as np

from models import save

METRIC = "frame F1"
FILE = "basic_pitch/saved_models/icassp_2022/nmp.onnx"
INPUT, NOTES = "serving_default_input_2:0", "StatefulPartitionedCall:1"
RATE, LENGTH, HOP, FRAMES, LOWEST = 22050, 43844, 256, 172, 21
THRESHOLD = 0.3


def build(sources, folder):
    shutil.copy(sources / FILE, folder / "model.onnx")
    rng = np.random.default_rng(0)
    for name, count in ("calib", 60), ("eval", 60):
        pieces = [piece(rng) for _ in range(count)]
        save(folder / f"{name}.npz", [{INPUT: sound} for sound, _ in pieces], [notes for _, notes in pieces])


def piece(rng):
    sound, notes = np.zeros(LENGTH), np.zeros((FRAMES, 88), bool)
    for _ in range(rng.integers(1, 5)):
        start = rng.integers(0, RATE // 4)
        while start < LENGTH - RATE // 8:
            length = min(int(rng.integers(RATE // 5, RATE)), LENGTH - start)
            pitch = int(rng.integers(36, 85))
            sound[start : start + length] += tone(440 * 2 ** ((pitch - 69) / 12), length, rng)
            notes[start // HOP : (start + length) // HOP, pitch - LOWEST] = True
            start += length + int(rng.integers(0, RATE // 8))
    sound += rng.normal(0, 0.001, LENGTH)
    return (sound / max(1, np.abs(sound).max())).astype(np.float32).reshape(1, LENGTH, 1), notes


def tone(frequency, length, rng):
    time = np.arange(length) / RATE
    brightness, decay = rng.uniform(0.8, 2), rng.uniform(0.5, 2)
    wave = np.zeros(length)
    for harmonic in range(1, 13):
        if harmonic * frequency < RATE / 2:
            wave += np.sin(2 * np.pi * harmonic * frequency * time + rng.uniform(0, 6)) / harmonic**brightness
    ends = np.minimum(1, np.minimum(time, time[::-1]) / 0.01)
    return rng.uniform(0.1, 0.3) * wave * np.exp(-decay * time) * ends


def score(outputs, floats, labels):
    found = np.concatenate([output[NOTES][0, :FRAMES] > THRESHOLD for output in outputs])
    notes = np.concatenate(labels)
    return 2 * (found & notes).sum() / (found.sum() + notes.sum())
