"""Fits scikit-learn's GaussianMixture to the samples in a folder of SEED.f32, and prints what it found and its processor time."""

import pathlib
import sys
import time

import numpy as np
from sklearn.mixture import GaussianMixture

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.f32")):
    x = np.fromfile(path, np.float32).reshape(-1, 2)
    start = time.process_time()
    fit = GaussianMixture(4, covariance_type="diag", n_init=10, tol=1e-6, max_iter=1000, random_state=int(path.stem)).fit(x)
    seconds = time.process_time() - start
    print(path.stem, seconds, *fit.weights_, *fit.means_.ravel(), *np.sqrt(fit.covariances_).ravel(), flush=True)
