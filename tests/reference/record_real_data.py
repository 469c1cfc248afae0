"""scikit-learn's classifiers on data that people collected: what BayesClassifier.Fit is held against.

    record_real_data.py [--splits N] [--sets iris,wine,...] [--data FOLDER] [--each]

Every data set is split N times, 30 % of each class to test; the rest is to learn from. Accuracy in percent and log loss in nats,
probabilities clipped to [1e-15, 1], means over the splits. Settings are searched for on the training part alone, as a user would.
The rows of each test part are written down, so that others can be judged on the same.
"""

import argparse
import json
import os
import sys
import time
import warnings
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np
import sklearn
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold, StratifiedShuffleSplit
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def searched(model, score="accuracy", **grid):
    pipeline = make_pipeline(StandardScaler(), model)
    step = pipeline.steps[-1][0]
    return GridSearchCV(pipeline, {f"{step}__{name}": values for name, values in grid.items()},
                        cv=StratifiedKFold(5, shuffle=True, random_state=0), scoring=score)


MODELS = {
    "SVC, C and gamma by CV, Platt": lambda: searched(SVC(probability=True, random_state=0), C=[1, 10, 100], gamma=["scale", 0.01, 0.1]),
    "RandomForest, 300": lambda: RandomForestClassifier(300, random_state=0),
    "HistGradientBoosting, 60": lambda: HistGradientBoostingClassifier(max_iter=60, random_state=0),
    "logistic regression, scaled": lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000)),
    "LDA, Ledoit-Wolf": lambda: LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"),
    "QDA, shrinkage by CV, scaled": lambda: searched(
        QuadraticDiscriminantAnalysis(), "neg_log_loss", reg_param=[0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.6]),
    "kNN by CV": lambda: searched(KNeighborsClassifier(), n_neighbors=[1, 3, 5, 9, 15]),
    "naive Bayes": GaussianNB,
}


def judge(model, x, y, test):
    """Accuracy in percent, log loss, and seconds of processor time to fit."""
    train = np.setdiff1d(np.arange(len(y)), test)
    begin = time.process_time()
    model.fit(x[train], y[train])
    seconds = time.process_time() - begin
    own = np.clip(model.predict_proba(x[test])[np.arange(len(test)), y[test]], 1e-15, 1)
    return 100 * np.mean(model.predict(x[test]) == y[test]), -np.mean(np.log(own)), seconds


def rounded(accuracy, loss, seconds):
    return {"accuracy": round(accuracy, 4), "logLoss": round(loss, 6), "seconds": round(seconds, 3)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--splits", type=int, default=5)
    parser.add_argument("--sets", default="iris,wine,cancer,digits")
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "notebooks" / "data")
    parser.add_argument("--each", action="store_true", help="write down every split, not the means alone")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")  # collinear variables, in QDA without shrinkage
    result = {"scikit-learn": sklearn.__version__, "sets": {}}
    for name in options.sets.split(","):
        table = np.genfromtxt(options.data / f"{name}.csv", delimiter=",", skip_header=1)
        x, y = table[:, :-1], table[:, -1].astype(int)
        splits = [np.sort(test) for _, test in StratifiedShuffleSplit(options.splits, test_size=0.3, random_state=11).split(x, y)]
        models = {}
        for label, make in MODELS.items():
            each = [judge(make(), x, y, test) for test in splits]
            accuracy, loss, seconds = np.mean(each, axis=0)
            models[label] = rounded(accuracy, loss, seconds)
            if options.each:
                models[label]["each"] = [rounded(*one) for one in each]
            print(f"{name}: {label} {accuracy:.2f} {loss:.3f} {seconds:.2f} s", file=sys.stderr, flush=True)
        result["sets"][name] = {"splits": [test.tolist() for test in splits], "models": models}
    print(json.dumps(result))


main()
