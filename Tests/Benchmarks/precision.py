"""What eight bits cost: the accuracy of a classifier over `precision: int8` beside single precision.

usage: precision.py LOUPE MODEL_FOLDER SNIPPETS [SNIPPETS ...] [--limit 3000] [--folds 5]

LOUPE is the release executable. SNIPPETS are the rated texts of the vaderSentiment sdist (`*_GroundTruth.txt`: number, mean
rating, text, by tabs), in three classes at ±0.5. Logistic regression over standardised vectors, cross-validated on the same
folds; the difference is in points of accuracy, beside its standard error over texts (McNemar's).
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def snippets(path, limit):
    rows = [line.split("\t", 2) for line in open(path, encoding="utf-8", errors="replace").read().split("\n")]
    rows = [(float(row[1]), " ".join(row[2].split())) for row in rows if len(row) == 3 and row[2].strip()][:limit]
    return [text for _, text in rows], np.array([int(np.digitize(rating, [-0.5, 0.5])) for rating, _ in rows])


def embedded(options, texts, precision, folder):
    source, target = f"{folder}/texts.txt", f"{folder}/vectors"
    pathlib.Path(source).write_text("\n".join(texts), encoding="utf-8")
    out = subprocess.run([options.loupe, "embed-bench", options.model, source, "2", "--precision", precision,
                          "--vectors", target], check=True, capture_output=True, text=True).stdout
    assert json.loads(out)["texts"] == len(texts)
    return np.fromfile(target, np.float32).reshape(len(texts), -1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("loupe")
    parser.add_argument("model")
    parser.add_argument("snippets", nargs="+")
    parser.add_argument("--limit", type=int, default=3000)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    print(f"{'texts':<40}{'rows':>6}{'float32':>9}{'int8':>8}{'points':>8}{'±':>6}{'cosine mean':>13}{'least':>9}")
    for path in options.snippets:
        texts, classes = snippets(path, options.limit)
        with tempfile.TemporaryDirectory() as folder:
            exact, coded = (embedded(options, texts, precision, folder) for precision in ("float32", "int8"))
        cosines = (exact * coded).sum(1) / np.linalg.norm(exact, axis=1) / np.linalg.norm(coded, axis=1)
        folds = StratifiedKFold(options.folds, shuffle=True, random_state=7)
        head = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))
        right = [cross_val_predict(head, x, classes, cv=folds) == classes for x in (exact, coded)]
        gained, lost = (right[1] & ~right[0]).sum(), (right[0] & ~right[1]).sum()
        print(f"{pathlib.Path(path).stem[:38]:<40}{len(texts):>6}{right[0].mean():>9.4f}{right[1].mean():>8.4f}"
              f"{100 * (gained - lost) / len(texts):>+8.2f}{100 * np.sqrt(gained + lost) / len(texts):>6.2f}"
              f"{cosines.mean():>13.5f}{cosines.min():>9.5f}", flush=True)


if __name__ == "__main__":
    main()
