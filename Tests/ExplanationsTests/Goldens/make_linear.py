"""Makes linear.json: one scikit-learn model explained by shap's LinearExplainer and by eli5.

Run with scikit-learn 1.9.1, shap 0.51.0 and eli5 0.16.0:  python make_linear.py
"""

import json
import warnings

import numpy
import shap
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

WORDS = "good bad the battery screen not very lovely died fine slow quick".split()
random = numpy.random.default_rng(7)
texts = [" ".join(random.choice(WORDS, size=random.integers(3, 9))) for _ in range(45)]
labels = [["bad", "fine", "good"][(("good" in t) + ("lovely" in t)) if "bad" not in t else 0] for t in texts]

vectorizer = TfidfVectorizer(ngram_range=(1, 2))
rows = vectorizer.fit_transform(texts).toarray()
model = LogisticRegression(C=3, tol=1e-10, max_iter=10000).fit(rows, labels)
names = list(vectorizer.get_feature_names_out())

# What eli5 prints: features of each class by weight, the intercept under its own name.
try:
    import eli5

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shown = eli5.explain_weights(model, feature_names=names, top=(6, 4))
        eli5_weights = [
            {
                "label": target.target,
                "positive": [[w.feature, w.weight] for w in target.feature_weights.pos],
                "negative": [[w.feature, w.weight] for w in target.feature_weights.neg],
                "more": [target.feature_weights.pos_remaining, target.feature_weights.neg_remaining],
            }
            for target in shown.targets
        ]
        shown = eli5.explain_prediction(model, rows[0], feature_names=names, top=None)
        eli5_prediction = [
            {
                "label": target.target,
                "amounts": [[w.feature, w.weight] for w in target.feature_weights.pos + target.feature_weights.neg],
                "score": target.score,
            }
            for target in shown.targets
        ]
    print("eli5", eli5.__version__, "ran")
except Exception as problem:  # noqa: BLE001
    raise SystemExit(f"eli5 can't run here: {problem!r}")

explainer = shap.LinearExplainer(model, shap.maskers.Independent(rows, max_samples=len(rows)))
values = numpy.array(explainer.shap_values(rows[:2]))
json.dump(
    {
        "versions": {"sklearn": sklearn.__version__, "shap": shap.__version__, "eli5": eli5.__version__},
        "texts": texts,
        "names": names,
        "coefficients": model.coef_.tolist(),
        "intercepts": model.intercept_.tolist(),
        "shap": {"values": values.tolist(), "expected": numpy.ravel(explainer.expected_value).tolist()},
        "eli5": {"weights": eli5_weights, "prediction": eli5_prediction},
    },
    open("linear.json", "w"),
    default=int,
)
print(values.shape)
