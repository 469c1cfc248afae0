"""scikit-learn's general-purpose classifiers on the five-class experiment, as users would call them and tuned.

    baselines.py FOLDER               fits every model to every data set in FOLDER; one JSON object a line
    baselines.py FOLDER --tune NAME   tries a grid for one kind of model instead; prints the mean accuracy of each setting

Every subfolder is a data set: samples.f32 and fresh-samples.f32, [N, 2] in float32, with labels.i64 and
fresh-labels.i64, all little-endian. Fitted on the former, judged on the latter. The C# side sets the number of threads
by OMP_NUM_THREADS and its like before numpy is loaded; scikit-learn's own n_jobs stays at one.
"""

import json
import sys
import time
import warnings
from itertools import product
from pathlib import Path

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC

KINDS = {
    "RandomForest": RandomForestClassifier,
    "MLP": MLPClassifier,
    "SVC": SVC,
    "HistGradientBoosting": HistGradientBoostingClassifier,
    "kNN": KNeighborsClassifier,
}

# What a user who knows the model would try. The features are of scale 1 already: nothing to standardise.
GRIDS = {
    "RandomForest": {"n_estimators": [300], "min_samples_leaf": [5, 10, 20, 40]},
    "MLP": {"hidden_layer_sizes": [(64, 64)], "alpha": [1e-4, 1e-2], "early_stopping": [False, True], "max_iter": [500]},
    "SVC": {"C": [1, 10, 100], "gamma": [2, 4, 8]},
    "HistGradientBoosting": {"learning_rate": [0.03, 0.1], "max_iter": [100], "max_leaf_nodes": [8, 16], "min_samples_leaf": [20, 60]},
    "kNN": {"n_neighbors": [15, 25, 50, 100], "weights": ["uniform", "distance"]},
}

# The best of each grid, on average over three data sets (seeds 1000 to 1002) that are in no table.
TUNED = {
    "RandomForest": {"n_estimators": 300, "min_samples_leaf": 10},
    "MLP": {"hidden_layer_sizes": (64, 64), "alpha": 1e-2, "max_iter": 500},
    "SVC": {"C": 10, "gamma": 4},
    "HistGradientBoosting": {"learning_rate": 0.1, "max_leaf_nodes": 8, "min_samples_leaf": 60},
    "kNN": {"n_neighbors": 25},
}


def data_sets(folder):
    for path in sorted((p for p in Path(folder).iterdir() if p.is_dir()), key=lambda p: int(p.name)):
        def read(name):
            return np.fromfile(path / f"{name}.f32", "<f4").reshape(-1, 2), np.fromfile(path / f"{name.replace('samples', 'labels')}.i64", "<i8")
        yield int(path.name), *read("samples"), *read("fresh-samples")


def with_seed(kind, seed, settings):
    model = KINDS[kind](**settings)
    return model.set_params(random_state=seed) if "random_state" in model.get_params() else model


def judge(model, x, labels, fresh, fresh_labels):
    """Seconds of processor time to fit, and accuracy on fresh samples."""
    begin = time.process_time()
    model.fit(x, labels)
    seconds = time.process_time() - begin
    return seconds, float(np.mean(model.predict(fresh) == fresh_labels))


def compare(folder):
    for seed, *data in data_sets(folder):
        for kind, tuned in product(KINDS, (False, True)):
            settings = TUNED[kind] if tuned else {}
            seconds, accuracy = judge(with_seed(kind, seed, settings), *data)
            written = " ".join(f"{name}={value}".replace(", ", "x") for name, value in settings.items()) or "defaults"
            print(json.dumps({"seed": seed, "model": kind, "settings": written, "seconds": seconds, "accuracy": accuracy,
                              "version": sklearn.__version__}), flush=True)


def tune(folder, kind):
    sets = [(seed, x, labels, fresh[::5], fresh_labels[::5]) for seed, x, labels, fresh, fresh_labels in data_sets(folder)]
    for values in product(*GRIDS[kind].values()):
        settings = dict(zip(GRIDS[kind], values))
        results = np.array([judge(with_seed(kind, seed, settings), *data) for seed, *data in sets])
        print(f"{100 * results[:, 1].mean():.3f} %  {results[:, 0].mean():7.2f} s  {settings}", flush=True)


warnings.filterwarnings("ignore", category=sklearn.exceptions.ConvergenceWarning)
if len(sys.argv) == 4 and sys.argv[2] == "--tune":
    tune(sys.argv[1], sys.argv[3])
else:
    compare(sys.argv[1])
