#!/usr/bin/python3
"""Records the log-likelihoods that scikit-learn and mclust reach on real data, for the tests to hold ours against.

    record_fits.py --output DIR    fit, and write fits.json: some minutes

Written for scikit-learn 1.2.1 and mclust 6.0.0 of Debian 12 (apt-get install python3-sklearn r-cran-mclust r-recommended).
scikit-learn's is the better of two fits of ten starts each: of the data, and of the data standardised. The cancer data are left to
it alone: mclust's tree of 30 features takes longer than all the others together.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
import time
import warnings

import numpy as np
import sklearn
from sklearn import datasets
from sklearn.mixture import GaussianMixture

HERE = pathlib.Path(__file__).parent
TYPES = ("diag", "spherical", "tied", "full")
FROM_R = {"faithful": "faithful", "galaxies": "MASS::galaxies", "diabetes": "diabetes[, -1]", "banknote": "banknote[, -1]",
          "thyroid": "thyroid[, -1]", "acidity": "acidity", "quakes": "quakes[, 1:4]"}


def from_r(expression):
    code = "data(list = c('diabetes', 'banknote', 'thyroid', 'acidity'), package = 'mclust'); " \
           f"write.table(format(as.matrix({expression}), digits = 15), row.names = FALSE, col.names = FALSE, quote = FALSE)"
    text = subprocess.run(["Rscript", "-e", code], check=True, capture_output=True, text=True).stdout
    return np.array([line.split() for line in text.splitlines()], float)


def load():
    data = {name: from_r(expression) for name, expression in FROM_R.items()}
    loaders = {"iris": datasets.load_iris, "wine": datasets.load_wine, "cancer": datasets.load_breast_cancer}
    return data | {name: loader().data for name, loader in loaders.items()}


def covariances(model, features):
    found = model.covariances_
    return {"diag": lambda: [np.diag(c) for c in found], "spherical": lambda: [c * np.eye(features) for c in found],
            "tied": lambda: [found], "full": lambda: found}[model.covariance_type]()


def fit(x, covariance_type, components):
    """Nats a sample, distinct samples of the smallest component, smallest variance relative to the data's, processor seconds."""
    results = []
    for scale in (np.ones(x.shape[1]), x.std(axis=0)):
        if covariance_type == "spherical":
            scale = np.full(x.shape[1], np.sqrt((scale ** 2).mean()))
        z = x / scale
        clock = time.process_time()
        model = GaussianMixture(components, covariance_type=covariance_type, n_init=10, random_state=0).fit(z)
        seconds = time.process_time() - clock
        shares = model.predict_proba(np.unique(z, axis=0)).sum(axis=0).min()
        total = np.cov(z.T, bias=True).reshape(x.shape[1], -1)
        own = total if covariance_type in ("full", "tied") else np.diag(np.diag(total))
        narrowest = min(np.linalg.eigvals(np.linalg.solve(own, c)).real.min() for c in covariances(model, x.shape[1]))
        results.append((model.score(z) - np.log(scale).sum(), shares, narrowest, seconds))
    return dict(zip(("logLikelihood", "shares", "narrowest", "seconds"), map(float, max(results)))) | {"seconds": results[0][3]}


def mclust(x):
    with tempfile.TemporaryDirectory() as folder:
        given, found = pathlib.Path(folder, "x.csv"), pathlib.Path(folder, "found")
        np.savetxt(given, x, delimiter=",", fmt="%.15g")
        subprocess.run(["Rscript", HERE / "record_fits.R", given, found], check=True, capture_output=True)
        lines = [line.split() for line in found.read_text().splitlines()]
    fits = {(t, int(k)): (float(value) / len(x), float(shares)) for t, k, value, shares in lines[:-1] if value != "NA"}
    return fits, {"components": int(lines[-1][1]), "model": lines[-1][2], "bic": float(lines[-1][3])}


def record():
    data = []
    for name, x in load().items():
        theirs, choice = mclust(x) if name != "cancer" else ({}, None)
        fits = []
        for covariance_type in TYPES[:1] if x.shape[1] == 1 else TYPES:
            for components in range(1, 7):
                found = theirs.get((covariance_type, components), (None, None))
                fits.append({"type": covariance_type, "K": components, "sklearn": fit(x, covariance_type, components),
                             "mclust": found[0], "mclustShares": found[1]})
        data.append({"name": name, "x": x.tolist(), "mclustChoice": choice, "fits": fits})
        print(name, x.shape, choice, flush=True)
    return {"meta": {"sklearn": sklearn.__version__, "mclust": "6.0.0"}, "data": data}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=pathlib.Path, required=True, help="folder to write to")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "fits.json").write_text(json.dumps(record(), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
