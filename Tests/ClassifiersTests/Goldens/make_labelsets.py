"""Makes labelsets.json: scikit-learn's figures and one-vs-rest scores where rows may have several labels, or none.

usage: make_labelsets.py    (needs scikit-learn 1.9.1)
"""
import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.metrics import accuracy_score, classification_report, hamming_loss, multilabel_confusion_matrix
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import BernoulliNB, ComplementNB, MultinomialNB
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")
random = np.random.default_rng(5)


def places(matrix):
    return [[int(k) for k in np.flatnonzero(row)] for row in matrix]


def report(truth, predicted):
    figures = classification_report(truth, predicted, output_dict=True, zero_division=0)
    rows = [[figures[name][key] for key in ("precision", "recall", "f1-score", "support")] for name in figures]
    return {"truth": places(truth), "predicted": places(predicted), "labels": truth.shape[1], "rows": rows,
            "counts": multilabel_confusion_matrix(truth, predicted).tolist(),
            "subsetAccuracy": accuracy_score(truth, predicted), "hammingLoss": hamming_loss(truth, predicted)}


def fits():
    x = random.poisson(1.0, (40, 6)).astype(float)
    y = (x @ random.normal(size=(6, 4)) + random.normal(size=(40, 4)) > 1).astype(int)
    y[0] = 0
    heads = {
        "logistic": LogisticRegression(tol=1e-10, max_iter=100000),
        "linear_svm": LinearSVC(tol=1e-10, max_iter=1000000), "ridge": RidgeClassifier(solver="cholesky"),
        "lda": LinearDiscriminantAnalysis(solver="lsqr"), "multinomial": MultinomialNB(),
        "bernoulli": BernoulliNB(), "complement": ComplementNB(),
    }
    found = {}
    for name, head in heads.items():
        model = OneVsRestClassifier(head).fit(x, y)
        has = hasattr(model, "predict_proba") and name not in ("linear_svm", "ridge")
        found[name] = {"figures": (model.predict_proba(x) if has else model.decision_function(x)).tolist(),
                       "sets": places(model.predict(x))}
    return {"x": x.tolist(), "sets": places(y), "heads": found}


truths = [random.random((30, 5)) < 0.35, random.random((12, 3)) < 0.15, random.random((25, 4)) < 0.5]
guesses = [t ^ (random.random(t.shape) < 0.25) for t in truths]
guesses[1][:, 2] = False
truths[2][:, 1] = False
cases = [report(t.astype(int), g.astype(int)) for t, g in zip(truths, guesses)]
Path(__file__).with_name("labelsets.json").write_text(json.dumps({"reports": cases, "fits": fits()}) + "\n")
