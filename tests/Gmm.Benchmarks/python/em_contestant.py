"""scikit-learn's EM and k-means as a contestant: em_contestant.py FOLDER KIND N D K

Threads come from OMP_NUM_THREADS and its like, which must be set before numpy is loaded: the C# side sets them.
"""

import sys
import time
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

from experiment import peak_mib, serve

folder, kind = Path(sys.argv[1]), sys.argv[2]
n, d, k = map(int, sys.argv[3:6])
x = np.fromfile(folder / "samples.f64").reshape(n, d)
means = np.fromfile(folder / "means.f64").reshape(k, d)


def start():
    """Components around the means, one wide."""
    model = GaussianMixture(k, covariance_type={"diagonal": "diag"}.get(kind, kind))
    model.weights_, model.means_ = np.full(k, 1 / k), means.copy()
    shape = {"diagonal": np.ones((k, d)), "tied": np.eye(d), "full": np.broadcast_to(np.eye(d), (k, d, d)).copy()}[kind]
    model.covariances_, model.precisions_cholesky_ = shape, shape.copy()
    return model


def iterate(model, count):
    for _ in range(count):
        _, log_resp = model._e_step(x)
        model._m_step(x, log_resp)


def k_means(count):
    return KMeans(k, init=means, n_init=1, max_iter=count, tol=0, algorithm="lloyd").fit(x)


def times():
    return np.array([time.perf_counter(), time.process_time()])


def steps(warmup, count):
    """Mean time of an iteration after some that do not count."""
    if kind == "kmeans":
        return answer(*iteration_of_k_means())
    model = start()
    iterate(model, warmup)
    begin = times()
    iterate(model, count)
    return answer(times() - begin, count)


def iteration_of_k_means(first=2, more=20):
    """What a longer fit takes more, which is its iterations: it ends by itself once no label changes, after fewer than were asked for."""
    k_means(first)  # pays for threads and pages
    begin = times()
    short = k_means(first)
    between = times()
    long = k_means(first + more)
    if long.n_iter_ < first + 5:
        raise RuntimeError(f"k-means ended after {long.n_iter_} iterations: too few to time")
    return times() - between - (between - begin), long.n_iter_ - short.n_iter_


def answer(elapsed, count):
    milliseconds, processor = elapsed / count * 1000
    return {"milliseconds": milliseconds, "processorMilliseconds": processor, "peakMib": peak_mib()}


def score(iterations, _):
    """Mean log-likelihood after some iterations; of k-means, the mean squared distance."""
    if kind == "kmeans":
        return {"score": -k_means(iterations).score(x) / n}
    model = start()
    iterate(model, iterations)
    return {"score": float(model.score(x))}


serve({"steps": steps, "score": score})
