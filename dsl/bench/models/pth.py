"""Reads the tensors of a PyTorch checkpoint without PyTorch."""

import collections
import pickle
import struct

import numpy as np

STORAGES = {"FloatStorage": "<f4", "LongStorage": "<i8"}

# The stand-ins for everything that a .pth of tensors may name. Nothing of the file's choosing is ever imported or called.
ALLOWED = {
    ("collections", "OrderedDict"): collections.OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): lambda storage, offset, size, stride, *_: (storage, offset, size, stride),
    **{("torch", name): dtype for name, dtype in STORAGES.items()},
}


class TensorUnpickler(pickle.Unpickler):
    """Reads descriptions of tensors and refuses whatever else a pickle can name."""

    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"refused: the file names {module}.{name}; expected tensors only")
        return ALLOWED[module, name]

    def persistent_load(self, pid):
        kind, dtype, key, *_ = pid
        if kind != "storage":
            raise pickle.UnpicklingError(f"refused: a persistent {kind!r}; expected a storage")
        return key, dtype


def read(path):
    """The tensors of a .pth in PyTorch's format before 1.6: five pickles, then each storage as a count and its raw values."""
    with open(path, "rb") as file:
        for _ in range(3):  # magic number, version of the protocol, machine
            TensorUnpickler(file).load()
        tensors = TensorUnpickler(file).load()
        keys = TensorUnpickler(file).load()
        dtypes = {key: np.dtype(dtype) for (key, dtype), *_ in tensors.values()}
        storages = {}
        for key in keys:
            (count,) = struct.unpack("<q", file.read(8))
            storages[key] = np.frombuffer(file.read(count * dtypes[key].itemsize), dtypes[key])
            if len(storages[key]) != count:
                raise ValueError(f"{path}: truncated in storage {key}: {len(storages[key])} of {count} values")
    return {name: tensor(storages[key], *place) for name, ((key, _), *place) in tensors.items()}


def tensor(storage, offset, size, stride):
    """The weights lie transposed, as TensorFlow had them. Indexing, unlike as_strided, cannot leave the storage."""
    index = np.full((1,) * len(size), offset)
    for axis, (count, step) in enumerate(zip(size, stride)):
        steps = np.arange(count) * step
        index = index + steps.reshape((-1,) + (1,) * (len(size) - axis - 1))
    return storage[index]
