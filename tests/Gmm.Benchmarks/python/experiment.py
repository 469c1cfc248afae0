"""Reads what the C# side wrote: one JSON file, and raw little-endian arrays beside it."""

import json
import sys
from pathlib import Path

import numpy as np


class Experiment:
    """The same data and the same starting parameters for every contestant."""

    def __init__(self, folder):
        folder = Path(folder)
        about = json.loads((folder / "experiment.json").read_text())
        self.counts = about["counts"]
        self.learning_rate = about["learningRate"]
        self.max_iterations = about["maxIterations"]
        self.close_enough = about["closeEnough"]
        self.plateau_below = about["plateauBelow"]
        self.plateau_window = about["plateauWindow"]
        features = about["features"]

        def floats(name, columns=None):
            values = read(folder / f"{name}.f32", "<f4")
            return values if values is None or columns is None else values.reshape(-1, columns)

        def labels(name):
            return read(folder / f"{name}.i64", "<i8")

        self.samples = floats("samples", features)
        self.labels = labels("labels")
        self.fresh_samples = floats("fresh-samples", features)
        self.fresh_labels = labels("fresh-labels")
        self.weights = floats("weights")
        self.means = floats("means", features)
        self.stdevs = floats("stdevs", features)

    def as_tensors(self):
        """Every array as a torch tensor that shares its memory."""
        import torch

        for name, value in vars(self).items():
            if isinstance(value, np.ndarray):
                setattr(self, name, torch.from_numpy(value))
        return self


def read(path, dtype):
    """A density has no labels, and no fresh samples."""
    return np.fromfile(path, dtype) if path.exists() else None


def peak_mib():
    """The most resident memory this process has had. (ru_maxrss would start from the parent's.)"""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def serve(commands):
    """Answers commands from standard input, one JSON object a line, until it ends."""
    print(json.dumps({"ready": True}), flush=True)
    while line := sys.stdin.readline().strip():
        name, *arguments = line.split()
        print(json.dumps(commands[name](*map(int, arguments))), flush=True)
