#!/usr/bin/env python3
"""The same sums in NumPy, added up by mpi4py: what the cluster program is measured against.

    mpiexec -n 2 python3 baseline.py SAMPLES COMPONENTS ITERATIONS

Each rank draws its share of two-dimensional samples and keeps them in memory, as float32; an E step goes through blocks that stay in
the cache. Prints the seconds and the processor seconds of an iteration, without the drawing.
"""
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
from mpi4py import MPI

BLOCK = 1 << 14
world = MPI.COMM_WORLD
samples, components, iterations = int(float(sys.argv[1])) // world.size, int(sys.argv[2]), int(sys.argv[3])
random = np.random.default_rng(world.rank)
x = random.normal(size=(samples, 2)).astype(np.float32)
means = np.random.default_rng(7).normal(size=(components, 2))
variances = np.ones((components, 2))
weights = np.full(components, 1 / components)


def sums(block):
    """Σ r, Σ r·x, Σ r·x² and the log-likelihood of a block, as scikit-learn computes them."""
    precisions = 1 / variances
    squared = (block**2) @ precisions.T - 2 * block @ (means * precisions).T + (means**2 * precisions).sum(1)
    joint = np.log(weights) - 0.5 * (2 * np.log(2 * np.pi) + np.log(variances).sum(1) + squared)
    most = joint.max(1, keepdims=True)
    shares = np.exp(joint - most)
    total = shares.sum(1, keepdims=True)
    shares /= total
    log_likelihood = (most + np.log(total)).sum()
    return np.concatenate([shares.sum(0), (shares.T @ block).ravel(), (shares.T @ block**2).ravel(), [log_likelihood]])


world.Barrier()
began, processor = time.perf_counter(), time.process_time()
for _ in range(iterations):
    own = sum(sums(x[i : i + BLOCK].astype(np.float64)) for i in range(0, samples, BLOCK))
    total = np.empty_like(own)
    world.Allreduce(own, total)
    n = total[:components, None]
    means = total[components : 3 * components].reshape(-1, 2) / n
    variances = total[3 * components : 5 * components].reshape(-1, 2) / n - means**2
    weights = n[:, 0] / n.sum()
if world.rank == 0:
    print(f"{world.size} ranks: {(time.perf_counter() - began) / iterations:.3f} s, {(time.process_time() - processor) / iterations:.3f} processor s an iteration")
