"""Reference numbers from scikit-learn for principal components and silhouettes. Run with scikit-learn 1.9.1; writes beside itself.

The vectors are small enough to be kept: forty rows of twelve columns in three groups, a tie in direction excluded by
unequal scales.
"""
import json
import pathlib

import numpy as np
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_samples

random = np.random.default_rng(7)
groups = np.array([row % 3 for row in range(40)])
rows = random.normal(size=(40, 12)) * np.linspace(2, 0.5, 12) + 1.5
rows[groups == 1, 0] += 4
rows[groups == 2, 3] -= 3
rows = rows.astype(np.float32)
pca = PCA(n_components=3, svd_solver="full").fit(rows.astype(np.float64))
signs = np.sign(pca.components_[range(3), np.abs(pca.components_).argmax(axis=1)])
golden = {
    "rows": rows.tolist(),
    "groups": groups.tolist(),
    "mean": pca.mean_.tolist(),
    "directions": (pca.components_ * signs[:, None]).tolist(),
    "variances": pca.explained_variance_.tolist(),
    "shares": pca.explained_variance_ratio_.tolist(),
    "projections": (pca.transform(rows.astype(np.float64)) * signs).tolist(),
    "silhouettes": silhouette_samples(rows.astype(np.float64), groups).tolist(),
}
(pathlib.Path(__file__).parent / "vectors.json").write_text(json.dumps(golden))
