"""The data of heads.json, and its references: scikit-learn's solvers, sharpened where they stop early. Used by make.py."""
import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import BernoulliNB, ComplementNB, MultinomialNB
from sklearn.svm import LinearSVC

MASK = (1 << 64) - 1


class Random:
    """xoshiro256** filled by SplitMix64, as SeededRandom.swift."""

    def __init__(self, seed):
        self.state = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            z = seed
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            self.state.append(z ^ (z >> 31))

    def unit(self):
        s = self.state
        rotate = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
        result = (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return (result >> 11) * 2.0 ** -53


def data(case):
    random = Random(case["seed"])
    n, dense, sparse, classes = case["rows"], case["dense"], case["sparse"], case["classes"]
    x, y = np.zeros((n, sparse + dense)), np.zeros(n, int)
    for i in range(n):
        if case["duplicated"] and i >= n // 2:
            x[i], y[i] = x[i - n // 2], y[i - n // 2]
            continue
        u = random.unit()
        y[i] = i if i < classes else (0 if case["imbalanced"] and u < 0.8 else int(u * classes))
        for j in range(sparse):
            if random.unit() < (0.4 if j % classes == y[i] else 0.15):
                x[i, j] = 1 + int(random.unit() * 3)
        for j in range(dense):
            value = random.unit() - 0.5 + (0.6 if j % classes == y[i] else 0)
            x[i, sparse + j] = np.float32(1 if case["constant"] and j == 0 else value)
    return x, y


def row_weights(y, weight):
    counts = np.bincount(y)
    if weight == "balanced":
        return (len(y) / (len(counts) * counts))[y]
    return np.array([weight.get(k, 1.0) for k in range(len(counts))])[y] if weight else np.ones(len(y))


def losses(y, f, positive=None):
    if f.ndim == 1:
        return np.logaddexp(0, -np.where(y == positive, 1, -1) * f)
    return np.logaddexp.reduce(f, axis=1) - f[np.arange(len(y)), y]


def logistic(x, y, C, weight, ratio=0.0, penalised=True):
    """The best of several solvers; ratio is the share of the L1 norm."""
    best = None
    if ratio:
        return elastic_net(x, y, C, weight, ratio)
    for solver in ["lbfgs", "newton-cholesky", "newton-cg"]:
        model = LogisticRegression(C=C if penalised else np.inf, solver=solver, tol=1e-12, max_iter=200000,
                                   class_weight=weight).fit(x, y)
        w, b = model.coef_, model.intercept_
        f = x @ w.T + b
        loss = losses(y, f[:, 0], 1) if len(w) == 1 else losses(y, f)
        value = (0.5 * (w ** 2).sum() if penalised else 0) + (C * row_weights(y, weight) * loss).sum()
        if best is None or value < best[0]:
            best = value, model
    value, model = best
    w, b = model.coef_, model.intercept_
    if len(w) > 1:
        w, b = w - w.mean(0), b - b.mean()
    return value, model.predict(x), w, b, model.predict_proba(x)


def elastic_net(x, y, C, weight, ratio):
    """scikit-learn's saga, then Newton steps among the weights that aren't 0, until the optimality conditions are proven.

    saga alone needs more than 200,000 passes where weights are very uneven.
    """
    model = LogisticRegression(C=C, solver="saga", tol=1e-9, l1_ratio=ratio, max_iter=3000, class_weight=weight).fit(x, y)
    rows = np.hstack([x, np.ones((len(y), 1))])
    s = C * row_weights(y, weight)
    theta = np.hstack([model.coef_, model.intercept_[:, None]])  # [planes × (columns + 1)]
    planes, size = theta.shape
    is_weight = np.tile(np.arange(size) < size - 1, planes)

    def smooth(v):
        f = rows @ v.reshape(planes, size).T
        if planes == 1:
            p = 1 / (1 + np.exp(-f[:, 0]))
            residual, bend = (s * (p - y))[:, None], (s * p * (1 - p))[:, None, None]
            value = (s * losses(y, f[:, 0], 1)).sum()
        else:
            p = np.exp(f - f.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            residual = s[:, None] * (p - np.eye(planes)[y])
            bend = s[:, None, None] * (p[:, :, None] * np.eye(planes) - p[:, :, None] * p[:, None, :])
            value = (s * losses(y, f)).sum()
        w = v * is_weight
        hessian = np.einsum("iab,ij,ik->ajbk", bend, rows, rows).reshape(v.size, v.size)
        return (value + 0.5 * (1 - ratio) * w @ w, (residual.T @ rows).ravel() + (1 - ratio) * w,
                hessian + (1 - ratio) * np.diag(is_weight.astype(float)))

    def total(v):
        return smooth(v)[0] + ratio * np.abs(v * is_weight).sum()

    def violation(v, gradient):
        slope = np.abs(gradient + ratio * np.sign(v) * is_weight)
        return np.where(is_weight & (v == 0), np.maximum(0, np.abs(gradient) - ratio), slope)

    v = theta.ravel().copy()
    for step in range(400):
        _, gradient, hessian = smooth(v)
        if violation(v, gradient).max() < 1e-11 * s.sum():
            break
        # A proximal gradient step finds what is 0; a Newton step with the signs held moves the rest.
        length = 1 / np.linalg.eigvalsh(hessian)[-1]
        for _ in range(50):
            _, gradient, _ = smooth(v)
            moved = v - length * gradient
            v = np.where(is_weight, np.sign(moved) * np.maximum(0, np.abs(moved) - length * ratio), moved)
        _, gradient, hessian = smooth(v)
        free = ~is_weight | (v != 0)
        slope = (gradient + ratio * np.sign(v) * is_weight)[free]
        move = np.linalg.lstsq(hessian[np.ix_(free, free)], -slope, rcond=1e-13)[0]
        share = 1.0
        while share > 1e-6:
            tried = v.copy()
            tried[free] += share * move
            tried[is_weight & (np.sign(tried) * np.sign(v) < 0)] = 0
            if total(tried) <= total(v):
                v = tried
                break
            share /= 2
    assert violation(v, smooth(v)[1]).max() < 1e-9 * s.sum(), (violation(v, smooth(v)[1]).max(), step)
    assert total(v) <= total(theta.ravel()) * (1 + 1e-12), "scikit-learn's own point is better"
    model.coef_, model.intercept_ = v.reshape(planes, size)[:, :-1], v.reshape(planes, size)[:, -1]
    if planes > 1:
        model.intercept_ = model.intercept_ - model.intercept_.mean()
    return total(v), model.predict(x), model.coef_, model.intercept_, model.predict_proba(x)


def one_versus_rest(x, y, C, weight):
    model = OneVsRestClassifier(LogisticRegression(C=C, solver="newton-cholesky", tol=1e-12, max_iter=10000,
                                                   class_weight=weight)).fit(x, y)
    w = np.vstack([e.coef_ for e in model.estimators_])
    b = np.concatenate([e.intercept_ for e in model.estimators_])
    value = 0
    for k in range(len(w)):
        side = (y == k).astype(int)
        value += 0.5 * w[k] @ w[k] + (C * row_weights(side, weight) * losses(side, x @ w[k] + b[k], 1)).sum()
    return value, model.predict(x), w, b, model.predict_proba(x)


def svm(x, y, C, weight):
    model = LinearSVC(C=C, dual=False, tol=1e-12, max_iter=10 ** 5, class_weight=weight).fit(x, y)
    value = sum(0.5 * (w @ w + b ** 2) + (s * np.maximum(0, 1 - sign * (x @ w + b)) ** 2).sum()
                for (sign, s), w, b in zip(sides(y, C, weight), model.coef_, model.intercept_))
    return value, model.predict(x), model.coef_, model.intercept_, None


def sides(y, C, weight):
    """For each plane the signs of the rows, and C times their weights."""
    classes = y.max() + 1
    s = C * row_weights(y, weight)
    for k in [1] if classes == 2 else range(classes):
        yield np.where(y == k, 1.0, -1.0), s if classes == 2 else np.where(y == k, s, C)


def solve(matrix, right):
    """Symmetric and positive definite, in extended precision, which numpy's own solvers don't have."""
    matrix, right = matrix.copy(), right.copy()
    for k in range(len(right)):
        factor = matrix[k + 1:, k] / matrix[k, k]
        matrix[k + 1:, k:] -= factor[:, None] * matrix[k, k:]
        right[k + 1:] -= factor * right[k]
    for k in reversed(range(len(right))):
        right[k] = (right[k] - matrix[k, k + 1:] @ right[k + 1:]) / matrix[k, k]
    return right


def hinge(x, y, C, weight):
    """LIBLINEAR, sharpened: its dual solver stops some 1e-9 above the optimum, which leaves 1e-4 to the weights.

    An interior-point method in extended precision solves the same dual; weights are within the root of twice the duality gap, which is proven.
    """
    # It goes astray at the tightest tolerances, so the best of several counts.
    models = [LinearSVC(C=C, loss="hinge", dual=True, tol=tol, max_iter=10 ** 5, class_weight=weight).fit(x, y)
              for tol in [1e-5, 1e-6, 1e-7, 1e-8, 1e-9]]
    rows = np.hstack([x, np.ones((len(y), 1))])
    value, planes = 0, []
    for plane, (sign, s) in enumerate(sides(y, C, weight)):
        signed, s = (sign[:, None] * rows).astype(np.longdouble), s.astype(np.longdouble)
        cost = lambda v: 0.5 * v @ v + (s * np.maximum(0, 1 - signed @ v)).sum()
        best, low, high = None, 0.5 * s, 0.5 * s  # α and C s − α
        below, above = np.ones_like(s), np.ones_like(s)  # their multipliers
        for step in range(200):
            alpha = low
            v = signed.T @ alpha
            gap = cost(v) - (alpha.sum() - 0.5 * v @ v)
            if best is None or gap < best[0]:
                best = gap, v
            if gap < 1e-15 * cost(v) or best[0] < min(gap, 1e-11):  # as near as rounding lets it come
                break
            slope = signed @ v - 1 - below + above
            centre = 0.1 * (low @ below + high @ above) / (2 * len(s))
            d = below / low + above / high
            right = -slope - below + centre / low + above - centre / high
            # (Q + D)⁻¹ by the few columns that Q = signed · signedᵀ has.
            inner = np.eye(signed.shape[1]) + signed.T @ (signed / d[:, None])
            move = right / d - (signed @ solve(inner, signed.T @ (right / d))) / d
            fall, rise = (centre - below * move) / low - below, (centre + above * move) / high - above
            share = 1.0
            for now, change in [(low, move), (high, -move), (below, fall), (above, rise)]:
                if (change < 0).any():
                    share = min(share, 0.995 * (now[change < 0] / -change[change < 0]).min())
            low, high, below, above = low + share * move, high - share * move, below + share * fall, above + share * rise
        gap, v = best
        assert np.sqrt(2 * max(0, gap)) < 5e-6, (gap, cost(v), step)
        own = min(cost(np.append(model.coef_[plane], model.intercept_[plane])) for model in models)
        assert cost(v) <= own + 1e-12 * own and own - cost(v) < 1e-6 * own, (cost(v), own)
        value += float(cost(v))
        planes.append(v.astype(float))
    w, b = np.array(planes)[:, :-1], np.array(planes)[:, -1]
    f = x @ w.T + b
    return value, (f[:, 0] > 0).astype(int) if len(w) == 1 else f.argmax(1), w, b, None


def ridge(x, y, alpha, weight):
    model = RidgeClassifier(alpha=alpha, solver="svd", class_weight=weight).fit(x, y)
    value, w, b = 0, np.atleast_2d(model.coef_), np.atleast_1d(model.intercept_)
    for k in range(len(w)):
        target = np.where(y == (1 if len(w) == 1 else k), 1, -1)
        value += alpha * w[k] @ w[k] + (row_weights(y, weight) * (target - x @ w[k] - b[k]) ** 2).sum()
    return value, model.predict(x), w, b, None


def discriminant(x, y, shrinkage):
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=shrinkage).fit(x, y)
    return 0, model.predict(x), model.coef_, model.intercept_, model.predict_proba(x)


def without_planes(model, x, y):
    model.fit(x, y)
    return 0, model.predict(x), None, None, model.predict_proba(x)


def bayes(x, y, kind, alpha):
    model = (MultinomialNB if kind == "multinomial" else ComplementNB)(alpha=alpha).fit(x, y)
    b = model.class_log_prior_ if kind == "multinomial" else np.zeros(len(model.classes_))
    return 0, model.predict(x), model.feature_log_prob_, b, model.predict_proba(x)


def bernoulli(x, y, alpha):
    model = BernoulliNB(alpha=alpha).fit(x, y)
    absent = np.log1p(-np.exp(model.feature_log_prob_))
    return (0, model.predict(x), model.feature_log_prob_ - absent, model.class_log_prior_ + absent.sum(1),
            model.predict_proba(x))
