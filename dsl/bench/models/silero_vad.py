"""Silero's detector of speech (PyPI silero-vad), the file that takes a sequence of frames, on synthetic speech in noise.

eSpeak NG (PyPI espeakng-loader) speaks the sentences of the lessons. A frame is speech where the clean sound is loud.
eSpeak NG draws random numbers of its own: two builds differ by a few frames.
"""

import csv
import ctypes
import shutil

import numpy as np
from scipy.signal import resample_poly

from models import NOTEBOOKS, save

METRIC = "frame accuracy"
FILE = "silero_vad/data/silero_vad_16k_sequence.onnx"
FRAMES, HOP, CONTEXT = 128, 512, 64
VOICES = ["en-us", "en-gb", "en-us+f2", "en-gb+m3", "en-us+f4", "en-gb+f1", "en-us+m5", "en-gb+croak"]
RETRIEVE_AT_ONCE, UTF8, RATE_PARAMETER, PITCH_PARAMETER = 2, 1, 1, 3

CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Speaker:
    """eSpeak NG as a library: text in, samples at 16 kHz out."""

    def __init__(self, folder):
        self.library = ctypes.CDLL(str(folder / "libespeak-ng.so"))
        self.rate = self.library.espeak_Initialize(RETRIEVE_AT_ONCE, 0, str(folder).encode(), 0)
        self.parts = []
        self.callback = CALLBACK(self.receive)
        self.library.espeak_SetSynthCallback(self.callback)

    def receive(self, wave, count, _):
        if wave and count > 0:
            self.parts.append(np.ctypeslib.as_array(wave, (count,)).copy())
        return 0

    def say(self, text, voice, rate, pitch):
        self.parts = []
        self.library.espeak_SetVoiceByName(voice.encode())
        self.library.espeak_SetParameter(RATE_PARAMETER, rate, 0)
        self.library.espeak_SetParameter(PITCH_PARAMETER, pitch, 0)
        data = text.encode() + b"\0"
        self.library.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, 0, 0, UTF8, None, None)
        return resample_poly(np.concatenate(self.parts) / 32768.0, 16000, self.rate)


def build(sources, folder):
    shutil.copy(sources / FILE, folder / "model.onnx")
    with open(NOTEBOOKS / "data/sentences.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    speaker = Speaker(sources / "espeakng_loader")
    rng = np.random.default_rng(0)
    for name, split, count in ("calib", "calibration", 100), ("eval", "validation", 60):
        texts = [row["text"] for row in rows if row["split"] == split]
        scenes = [scene(speaker, texts, rng) for _ in range(count)]
        save(folder / f"{name}.npz", [frames(sound) for sound, _ in scenes], [speech for _, speech in scenes])


def scene(speaker, texts, rng):
    """Sentences and pauses, in noise of some colour; and which frames are speech."""
    clean, end = np.zeros(FRAMES * HOP), int(rng.integers(0, 16000))
    while end < len(clean):
        text, voice = rng.choice(texts), rng.choice(VOICES)
        said = speaker.say(text, voice, int(rng.integers(130, 220)), int(rng.integers(20, 80)))
        said = (said * rng.uniform(0.3, 1))[: len(clean) - end]
        clean[end : end + len(said)] += said
        end += len(said) + int(rng.integers(4000, 24000))
    noise = np.convolve(rng.normal(0, 1, len(clean)), np.ones(width := int(rng.integers(1, 9))) / width, "same")
    loudness = np.sqrt((clean.reshape(FRAMES, HOP) ** 2).mean(axis=1))
    speech = loudness > loudness.max() / 30
    level = np.sqrt((clean**2).mean()) / 10 ** (rng.uniform(5, 25) / 20)
    return clean + noise * level / noise.std(), speech


def frames(sound):
    padded = np.concatenate([np.zeros(CONTEXT), sound]).astype(np.float32)
    steps = np.stack([padded[i * HOP : i * HOP + HOP + CONTEXT] for i in range(FRAMES)])
    return {"input": steps, "h": np.zeros((1, 1, 128), np.float32), "c": np.zeros((1, 1, 128), np.float32)}


def score(outputs, floats, labels):
    return np.mean([(output["speech_probs"].ravel() > 0.5) == label for output, label in zip(outputs, labels)])
