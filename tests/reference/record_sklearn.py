#!/usr/bin/python3
"""Records what scikit-learn's GaussianMixture and KMeans find from given starts, for the tests to hold ours against.

    record_sklearn.py --output DIR    draw data and starts, fit, and write em.json
    record_sklearn.py --check         fit the data and starts of the em.json beside this script once more, and compare

Written for scikit-learn 1.2.1 of Debian 12 (apt-get install python3-sklearn). All in float64. Takes some seconds.
"""

import argparse
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

HERE = pathlib.Path(__file__).parent
TYPES = ("diag", "spherical", "tied", "full")
RESULTS = ("weights", "means", "covariances")


# Data: overlapping Gaussian clusters, tilted, of different sizes. Starts: some samples as means, wide covariances.

def draw(seed, samples, features, components, spread):
    random = np.random.default_rng(seed)
    x = []
    for k in range(components):
        tilt = random.normal(size=(features, features)) * 0.4 + np.diag(0.2 + 0.3 * random.random(features))
        x.append(spread * random.normal(size=features) + random.normal(size=(samples // components, features)) @ tilt)
    x = np.concatenate(x)
    random.shuffle(x)
    return x.round(6)  # short to write, and exact in float64


def draw_start(x, components, covariance_type, seed):
    random = np.random.default_rng(seed)
    features = x.shape[1]
    weights = 0.5 + random.random(components)
    axes = x.var(axis=0) / components
    tilted = np.diag(axes) + 0.2 * axes.min() * (np.ones((features, features)) - np.eye(features)) / features
    return {
        "weights": weights / weights.sum(),
        "means": x[random.choice(len(x), components, replace=False)],
        "covariances": {"diag": np.tile(axes, (components, 1)), "spherical": np.full(components, axes.mean()),
                        "tied": tilted, "full": np.tile(tilted, (components, 1, 1))}[covariance_type]}


def precisions(covariances, covariance_type):
    covariances = np.array(covariances)
    return 1 / covariances if covariance_type in ("diag", "spherical") else np.linalg.inv(covariances)


def fit(x, start, case):
    """The fit, and the lower bound of each iteration: one iteration at a time, each from where the last one stopped."""
    def model(**changes):
        return GaussianMixture(
            n_components=case["K"], covariance_type=case["type"], tol=case["tol"], reg_covar=case["reg_covar"],
            weights_init=np.array(start["weights"]), means_init=np.array(start["means"]),
            precisions_init=precisions(start["covariances"], case["type"]), **changes)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        mixture = model(max_iter=case["max_iter"]).fit(x)
        step, bounds = model(max_iter=1, warm_start=True), []
        for _ in range(mixture.n_iter_):
            bounds.append(step.fit(x).lower_bound_)
    return {
        "iterations": mixture.n_iter_, "converged": bool(mixture.converged_), "lower_bounds": bounds,
        **{name: getattr(mixture, name + "_").tolist() for name in RESULTS},
        "aic": mixture.aic(x), "bic": mixture.bic(x), "log_densities": mixture.score_samples(x[:20]).tolist(),
        "responsibilities": mixture.predict_proba(x[:20]).tolist()}


def initial(x, labels, components):
    """The M step after a clustering, which is where a fit starts that is given nothing."""
    found = {}
    for covariance_type in TYPES:
        mixture = GaussianMixture(components, covariance_type=covariance_type)
        mixture._initialize(x, np.eye(components)[labels])
        found[covariance_type] = {name: getattr(mixture, name + "_").tolist() for name in RESULTS}
    return found


SHAPES = [  # samples, features, components of the data, spread of their means, components of the fit
    (200, 1, 3, 1.0, 3),
    (400, 2, 4, 1.0, 4),
    (300, 3, 2, 0.8, 5),
    (240, 5, 3, 1.5, 1),
]
VARIANTS = [  # tolerance, most iterations, what is added to variances
    (1e-3, 100, 1e-6),
    (1e-6, 500, 1e-6),
    (1e-4, 7, 1e-2),
]


def kmeans(x, centres):
    found = KMeans(n_clusters=len(centres), init=np.array(centres), n_init=1, algorithm="lloyd").fit(x)
    return {"centres": found.cluster_centers_.tolist(), "labels": found.labels_.tolist(), "inertia": found.inertia_,
            "iterations": found.n_iter_}


def record():
    data, cases = [], []
    for index, (samples, features, clusters, spread, components) in enumerate(SHAPES):
        x = draw(index, samples, features, clusters, spread)
        centres = x[:components]
        clusters = kmeans(x, centres)
        data.append({"x": x.tolist(), "kmeans_start": centres.tolist(), "kmeans": clusters,
                     "initial": initial(x, clusters["labels"], components)})
        for covariance_type in TYPES:
            start = {name: value.tolist() for name, value in draw_start(x, components, covariance_type, index).items()}
            for tolerance, most, reg_covar in VARIANTS:
                case = {"name": f"D{features}_K{components}_{covariance_type}_tol{tolerance:g}_max{most}_reg{reg_covar:g}",
                        "data": index, "type": covariance_type, "K": components, "tol": tolerance, "max_iter": most,
                        "reg_covar": reg_covar, "start": start}
                cases.append({**case, "fit": fit(x, start, case)})
    return {"meta": {"sklearn": sklearn.__version__, "numpy": np.__version__}, "data": data, "cases": cases}


def difference(ours, recorded):
    ours, recorded = np.array(ours, float), np.array(recorded, float)
    return float(np.max(np.abs(ours - recorded) / np.maximum(1, np.abs(recorded)), initial=0))


def check():
    file, failed = json.loads((HERE / "em.json").read_text()), False
    compared = [(f"kmeans {index}", kmeans(np.array(d["x"]), d["kmeans_start"]), d["kmeans"]) for index, d in enumerate(file["data"])]
    compared += [(f"initial {index} {name}", initial(np.array(d["x"]), d["kmeans"]["labels"], len(d["kmeans_start"]))[name], d["initial"][name])
                 for index, d in enumerate(file["data"]) for name in TYPES]
    compared += [(case["name"], fit(np.array(file["data"][case["data"]]["x"]), case["start"], case), case["fit"]) for case in file["cases"]]
    for name, ours, recorded in compared:
        exact = all(ours[key] == recorded[key] for key in ("iterations", "converged") if key in recorded)
        largest = max(difference(ours[key], recorded[key]) for key in recorded)
        right = exact and largest <= 1e-8
        failed |= not right
        print(f"{'ok  ' if right else 'FAIL'} {name}: {largest:.1e}, allowed 1e-08", flush=True)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=pathlib.Path, help="folder to write to")
    parser.add_argument("--check", action="store_true", help="compare with the file beside this script")
    options = parser.parse_args()
    if not options.check and not options.output:
        parser.error("say --check, or --output and a folder")

    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        (options.output / "em.json").write_text(json.dumps(record(), separators=(",", ":")) + "\n")
    return int(options.check and check())


if __name__ == "__main__":
    raise SystemExit(main())
