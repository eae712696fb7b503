"""Vectorising and fitting beside scikit-learn, in one run on the same data; ratios of time at the same objective.

usage: heads.py PATH-OF-heads-benchmark [TASK ...]     (needs scikit-learn; set OPENBLAS_NUM_THREADS for both alike)

scikit-learn's tolerance is tightened until its objective is within 1e-6 of the one Loupe reached, and that run counts.
"""
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")
program, chosen = sys.argv[1], sys.argv[2:]
random = np.random.default_rng(1)
folder = pathlib.Path(tempfile.mkdtemp())


def ours(task, classes=0):
    out = min((subprocess.run([program, str(folder), task, str(classes)], capture_output=True, text=True,
                              check=True).stdout.split(maxsplit=3) for _ in range(2)), key=lambda o: float(o[0]))
    return float(out[0]), float(out[1]), float(out[2]), out[3].strip() if len(out) > 3 else ""


def show(label, theirs, cpu, mine, used, note=""):
    print(f"{label:38s} scikit-learn {theirs:7.3f} s ({cpu:7.3f} cpu)  loupe {mine:7.3f} s ({used:7.3f} cpu)  "
          f"ratio {theirs / mine:5.1f} ({cpu / used:5.1f} cpu) {note}", flush=True)


def texts(count):
    words = ["".join(random.choice(list("etaoinshrdlu"), random.integers(2, 10))) for _ in range(30000)]
    picks = (random.pareto(1.0, (count, 60)) * 20).astype(int) % len(words)
    return [" ".join(words[j] for j in row[: random.integers(10, 60)]) + "." for row in picks]


def vectorise(task):
    content = texts(20000)
    (folder / "texts.txt").write_text("\n".join(content))
    options = {"words": {}, "bigrams": dict(ngram_range=(1, 2)),
               "characters": dict(analyzer="char_wb", ngram_range=(2, 4))}[task]
    start, cpu = time.perf_counter(), time.process_time()
    rows = TfidfVectorizer(**options).fit_transform(content)
    theirs, cpu = time.perf_counter() - start, time.process_time() - cpu
    mine, used, count, _ = ours(task)
    assert count == rows.nnz, (count, rows.nnz)
    show("tf-idf " + task, theirs, cpu, mine, used)


def write(x, y):
    y.astype(np.int64).tofile(folder / "labels")
    if sp.issparse(x):
        x.indptr.astype(np.int64).tofile(folder / "offsets")
        x.indices.astype(np.int32).tofile(folder / "indices")
        x.data.astype(np.float64).tofile(folder / "values")
        np.array([*x.shape, x.nnz], np.int64).tofile(folder / "shape")
    else:
        x.astype(np.float32).tofile(folder / "dense")
        np.array(x.shape, np.int64).tofile(folder / "shape")


def objective(head, x, y, model):
    f = x @ model.coef_.T + model.intercept_
    if head == "svm":
        signs = [np.where(y == (1 if len(model.coef_) == 1 else k), 1, -1) for k in range(len(model.coef_))]
        return 0.5 * ((model.coef_ ** 2).sum() + (model.intercept_ ** 2).sum()) + sum(
            (np.maximum(0, 1 - s * f[:, k]) ** 2).sum() for k, s in enumerate(signs))
    loss = np.logaddexp(0, -np.where(y == 1, 1, -1) * f[:, 0]) if f.shape[1] == 1 else \
        np.logaddexp.reduce(f, axis=1) - f[np.arange(len(y)), y]
    return 0.5 * (model.coef_ ** 2).sum() + loss.sum()


def fit(label, head, x, y, classes):
    write(x, y)
    mine, used, reached, facts = ours(head, classes)
    wide = x.astype(np.float64)
    for tolerance in [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9]:
        model = LinearSVC(tol=tolerance, max_iter=100000) if head == "svm" else \
            LogisticRegression(tol=tolerance, max_iter=100000)
        start, cpu = time.perf_counter(), time.process_time()
        model.fit(wide, y)
        theirs, cpu = time.perf_counter() - start, time.process_time() - cpu
        gap = objective(head, wide, y, model) / reached - 1
        if gap < 1e-6:
            break
    show(label, theirs, cpu, mine, used, f"(tol {tolerance:g}, their objective {gap:+.1e})\n    {facts}")


def dense(classes):
    y = random.integers(0, classes, 10000)
    centres = random.normal(size=(classes, 384))
    x = 0.35 * centres[y] + random.normal(size=(10000, 384)) @ np.diag(1 / np.sqrt(1 + np.arange(384))) * 4 + 0.3
    return (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32), y


def sparse(classes):
    rows, columns, each = 10000, 200000, 80
    y = random.integers(0, classes, rows)
    picks = (random.pareto(0.7, (rows, each)) * 60 + (random.random((rows, each)) < 0.1) * y[:, None] * 7).astype(np.int64)
    x = sp.csr_matrix((np.ones(rows * each), (np.repeat(np.arange(rows), each), picks.ravel() % columns)),
                      shape=(rows, columns))
    x.sum_duplicates()
    norms = np.sqrt(np.asarray(x.multiply(x).sum(1)).ravel())
    x = sp.csr_matrix(sp.diags(1 / norms) @ x)
    x.sort_indices()
    return x, y


for task in ["words", "bigrams", "characters"]:
    if not chosen or task in chosen:
        vectorise(task)
for kind, make in [("dense 384", dense), ("sparse 200000", sparse)]:
    for classes in [2, 3, 20]:
        for head in ["logistic", "svm"]:
            if not chosen or kind.split()[0] in chosen or head in chosen:
                fit(f"{head} {kind} x 10000, {classes} classes", head, *make(classes), classes)
