"""scikit-learn as a contestant, one GaussianMixture a class, fitted by EM: sklearn_contestant.py FOLDER THREADS

Threads come from OMP_NUM_THREADS and its like, which must be set before numpy is loaded: the C# side sets them.
"""

import sys
import time

import numpy as np
from sklearn.mixture import GaussianMixture

from experiment import Experiment, peak_mib, serve

data = Experiment(sys.argv[1])
labels = np.zeros(len(data.samples), int) if data.labels is None else data.labels


def fit(seed):
    """What a user would type: its defaults, but for axis-aligned components."""
    begin = time.perf_counter()
    mixtures = [
        GaussianMixture(count, covariance_type="diag", random_state=seed).fit(data.samples[labels == c])
        for c, count in enumerate(data.counts)]
    seconds = time.perf_counter() - begin
    logits = np.stack([mixture.score_samples(data.samples) for mixture in mixtures], 1)
    loss = np.mean(np.logaddexp.reduce(logits, 1) - np.take_along_axis(logits, labels[:, None], 1)[:, 0])
    answer = {"seconds": seconds, "peakMib": peak_mib(), "loss": loss if data.labels is not None else -logits.mean()}
    if data.fresh_labels is not None:
        fresh = np.stack([mixture.score_samples(data.fresh_samples) for mixture in mixtures], 1)
        answer["accuracy"] = np.mean(fresh.argmax(1) == data.fresh_labels)
    return {name: float(value) for name, value in answer.items()}


serve({"fit": fit})
