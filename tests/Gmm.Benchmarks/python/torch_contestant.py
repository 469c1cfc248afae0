"""PyTorch as a contestant: torch_contestant.py {article|batched} FOLDER THREADS"""

import sys
import time

import numpy as np
import torch

from experiment import Experiment, peak_mib, serve
from torch_models import FORMS

form, folder, threads = FORMS[sys.argv[1]], sys.argv[2], int(sys.argv[3])
torch.set_num_threads(threads)
data = Experiment(folder).as_tensors()


def steps(warmup, count):
    """From the start: steps that do not count, then those that do."""
    model = form(data)
    for _ in range(warmup):
        model.step()
    begin = time.perf_counter()
    for _ in range(count):
        model.step()
    return {"milliseconds": (time.perf_counter() - begin) * 1000 / count, "peakMib": peak_mib()}


def run(most, evaluate_every):
    """The article's loop with its stopping rules. Accuracy on fresh samples is measured with the clock stopped."""
    model, losses, seconds, accuracies = form(data), [], [], []
    begin = time.perf_counter()
    for iteration in range(1, min(most, data.max_iterations) + 1):
        losses.append(model.step())
        stop = losses[-1] < data.close_enough or (
            data.plateau_below > 0
            and len(losses) > data.plateau_window
            and np.std(losses[-data.plateau_window:]) < data.plateau_below)
        seconds.append(time.perf_counter() - begin)
        if data.fresh_labels is not None and iteration % evaluate_every == 0:
            with torch.no_grad():
                right = model.logits(data.fresh_samples).argmax(1) == data.fresh_labels
            accuracies.append(right.float().mean().item())
        if stop:
            break
        begin = time.perf_counter() - seconds[-1]
    return {"losses": losses, "seconds": seconds, "accuracies": accuracies}


serve({"steps": steps, "run": run})
