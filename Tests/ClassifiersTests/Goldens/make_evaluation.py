"""Reference numbers for scores, calibration and tests, from scikit-learn 1.9.1 and scipy 1.17.1; writes beside itself."""
import json
import pathlib
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics
from sklearn.calibration import _sigmoid_calibration, _TemperatureScaling, calibration_curve
from sklearn.isotonic import IsotonicRegression

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent


def softmax(scores):
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def scores_of(classes, n, rng, rounded=False):
    truth = np.concatenate([np.arange(classes), rng.choice(classes, n - classes, p=weights(classes))])
    scores = rng.normal(0, 1, (n, classes))
    scores[np.arange(n), truth] += 1.2
    if rounded:
        scores = np.round(scores, 1)
    return truth, scores


def weights(classes):
    share = np.arange(1, classes + 1, dtype=float)
    return share / share.sum()


def ece(probabilities, truth, bins=15):
    confidence, guess = probabilities.max(axis=1), probabilities.argmax(axis=1)
    total = 0.0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs((guess == truth)[inside].mean() - confidence[inside].mean())
    return total


def scored(classes, n, seed):
    rng = np.random.default_rng(seed)
    truth, scores = scores_of(classes, n, rng)
    p = softmax(2.5 * scores)
    guess = p.argmax(axis=1)
    auc = (
        metrics.roc_auc_score(truth, p[:, 1])
        if classes == 2
        else metrics.roc_auc_score(truth, p, multi_class="ovr", average="macro")
    )
    return {
        "classes": classes,
        "truth": truth.tolist(),
        "probabilities": p.tolist(),
        "scores": {
            "accuracy": metrics.accuracy_score(truth, guess),
            "balanced_accuracy": metrics.balanced_accuracy_score(truth, guess),
            "macro_f1": metrics.f1_score(truth, guess, average="macro"),
            "weighted_f1": metrics.f1_score(truth, guess, average="weighted"),
            "mcc": metrics.matthews_corrcoef(truth, guess),
            "auc": auc,
            "log_loss": metrics.log_loss(truth, p),
            "brier": metrics.brier_score_loss(truth, p),
            "ece": ece(p, truth),
        },
    }


def reliability(seed):
    """Bins of a two-class problem; calibration_curve's bins are of the positive class, so confidence is that class's."""
    rng = np.random.default_rng(seed)
    truth, scores = scores_of(2, 120, rng)
    p = softmax(scores)
    share, mean = calibration_curve(truth, p[:, 1], n_bins=10)
    return {"truth": truth.tolist(), "probabilities": p.tolist(), "share": share.tolist(), "mean": mean.tolist()}


def calibrated(classes, form, method, seed, rounded=False):
    rng = np.random.default_rng(seed)
    truth, scores = scores_of(classes, 150, rng, rounded)
    if form == "plane":
        margin = scores[:, 1] - scores[:, 0]
        scores = np.stack([-margin, margin], axis=1)
    elif form == "difference":
        scores = scores * 3 + 1
    new = scores[:40] * 1.3 + 0.1
    if form == "plane":
        new = np.stack([-new[:, 1], new[:, 1]], axis=1)

    def columns(s):
        if form == "plane":
            return s[:, 1:]
        return s[:, 1:] - s[:, :1] if form == "difference" else s

    fit, use = columns(scores), columns(new)
    if method == "temperature":
        beta = _TemperatureScaling().fit(fit[:, 0] if classes == 2 else fit, truth).beta_
        p = softmax(beta * (np.hstack([-use, use]) if classes == 2 else use))
    else:
        parts = []
        for column in range(fit.shape[1]):
            label = column if fit.shape[1] > 1 else 1
            own = (truth == label).astype(float)
            if method == "platt":
                a, b = _sigmoid_calibration(fit[:, column], own)
                parts.append(1 / (1 + np.exp(a * use[:, column] + b)))
            else:
                rule = IsotonicRegression(out_of_bounds="clip").fit(fit[:, column], own)
                parts.append(rule.predict(use[:, column]))
        p = np.stack(parts, axis=1)
        if classes == 2:
            p = np.hstack([1 - p, p])
        else:
            total = p.sum(axis=1, keepdims=True)
            p = np.divide(p, total, out=np.full_like(p, 1 / classes), where=total != 0)
    return {
        "method": method,
        "form": form,
        "truth": truth.tolist(),
        "scores": scores.tolist(),
        "new": new.tolist(),
        "probabilities": p.tolist(),
    }


def tests():
    rng = np.random.default_rng(5)
    ts = [(0.0, 4), (0.3, 1), (2.1, 4), (2.776, 4), (-3.5, 9), (12.0, 29), (1.0, 49)]
    differences = rng.normal(0.01, 0.02, 15)
    share, count = 0.25, len(differences)
    error = np.sqrt((1 / count + share) * differences.var(ddof=1))
    half = error * stats.t.ppf(0.975, count - 1)
    mean = differences.mean()
    return {
        "twoSided": [[t, f, 2 * stats.t.sf(abs(t), f)] for t, f in ts],
        "critical": [[f, stats.t.ppf(0.975, f)] for f in (1, 4, 9, 29, 49)],
        "differences": differences.tolist(),
        "testShare": share,
        "resampled": [mean, mean - half, mean + half, 2 * stats.t.sf(abs(mean / error), count - 1)],
    }


content = {
    "scored": [scored(2, 80, 1), scored(3, 120, 2), scored(8, 200, 3)],
    "reliability": reliability(4),
    "calibrated": [
        calibrated(classes, form, method, seed, rounded)
        for seed, (classes, form, rounded) in enumerate(
            [(2, "plane", False), (2, "difference", False), (3, "each", False), (5, "each", True)], 10)
        for method in ("temperature", "platt", "isotonic")
    ],
    "tests": tests(),
}
(HERE / "evaluation.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
