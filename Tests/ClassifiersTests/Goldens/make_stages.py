"""Writes stages.json: principal components by scikit-learn, log-count ratios by the formulas of the paper.

The values are multiples of 1/8, so that single precision holds them exactly. Run with scikit-learn 1.9.1.
"""
import json
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA

random = np.random.default_rng(7)


def rounded(values):
    return [float(f"{value:.12g}") for value in np.ravel(values)]


def components(name, rows, columns, count, sparse, share=0.15):
    scale = np.linspace(4, 0.5, columns)
    data = np.round(random.normal(size=(rows, columns)) * scale * 8) / 8
    if sparse:
        data = np.where(random.random((rows, columns)) < share, np.abs(data), 0)
    fitted = PCA(n_components=count, svd_solver="full").fit(data)
    return {
        "name": name, "rows": rows, "columns": columns, "count": count, "isSparse": sparse,
        "data": rounded(data), "mean": rounded(fitted.mean_), "axes": rounded(fitted.components_),
        "variances": rounded(fitted.explained_variance_),
        "shares": rounded(fitted.explained_variance_ratio_),
        "places": rounded(fitted.transform(data)),
    }


def ratio(counts, labels, label, alpha):
    """ln((p / |p|) / (q / |q|)) of Wang and Manning (2012), section 2.1."""
    p = alpha + counts[labels == label].sum(axis=0)
    q = alpha + counts[labels != label].sum(axis=0)
    return np.log((p / p.sum()) / (q / q.sum()))


def ratios(name, classes, binary, alpha):
    counts = random.poisson(0.6, size=(24, 9)).astype(float)
    counts[:, 4] = 0
    labels = np.arange(24) % classes
    read = (counts > 0).astype(float) if binary else counts
    if classes == 2:
        found = ratio(read, labels, 1, alpha)
    else:
        found = np.sqrt(sum(ratio(read, labels, k, alpha) ** 2 for k in range(classes)))
    return {
        "name": name, "rows": 24, "columns": 9, "classes": classes, "isBinary": binary, "alpha": alpha,
        "data": rounded(counts), "labels": [int(label) for label in labels], "ratios": rounded(found),
        "features": rounded(read * found),
    }


document = {
    "components": [
        components("tall and dense", 40, 6, 4, False),
        components("as many as there are", 30, 5, 5, False),
        components("wide and dense", 9, 25, 6, False),
        components("tall and sparse", 60, 12, 5, True),
        components("wide and sparse", 14, 60, 7, True),
        components("one", 20, 8, 1, True, 0.4),
    ],
    "ratios": [
        ratios("two labels, as in the paper", 2, True, 1.0),
        ratios("two labels, counts", 2, False, 0.5),
        ratios("three labels", 3, True, 1.0),
        ratios("four labels, counts", 4, False, 2.0),
    ],
}
path = Path(__file__).with_name("stages.json")
path.write_text(json.dumps(document, separators=(",", ":")) + "\n")
