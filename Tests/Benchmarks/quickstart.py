"""The quick start's work, cold, beside the same work in Python: wall time and peak memory, side by side in one run.

usage: quickstart.py LOUPE MODEL_FOLDER AMAZON_TSV [ROUNDS]

LOUPE is the program; the Python beside it needs scikit-learn and sentence-transformers. Loupe's cache is emptied before
each round. Prints each figure's median and the ratio Loupe / Python.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

CELL = """
reviews = load "amazon.tsv" columns id, rating, review text review
reviews = label reviews as bad when rating < -0.5, good when rating > 0.5, medium otherwise
train, test = split reviews test 20% seed 7
classical = tfidf(ngrams: 1..2, min_docs: 2) | logistic(C: 1)
semantic = encoder(minilm) | logistic(C: 1)
hybrid = tfidf(ngrams: 1..2, min_docs: 2) + encoder(minilm) | logistic(C: 1)
compare classical, semantic, hybrid on train against test
model = fit hybrid on train
report model on test
weights model top 15
"""

PYTHON = """
import os, sys
import scipy.sparse as sp
from sentence_transformers import SentenceTransformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split

rows = [line.rstrip("\\n").split("\\t") for line in open(sys.argv[1], encoding="utf-8")]
texts = [row[2] for row in rows]
labels = ["bad" if float(r[1]) < -.5 else "good" if float(r[1]) > .5 else "medium" for r in rows]
train, test, y, z = train_test_split(texts, labels, test_size=.2, stratify=labels, random_state=0)
words = TfidfVectorizer(ngram_range=(1, 2), min_df=2)
a, b = words.fit_transform(train), words.transform(test)
print("classical", LogisticRegression(max_iter=1000).fit(a, y).score(b, z))
encoder = SentenceTransformer(os.environ["MINILM"], device="cpu")
e, f = encoder.encode(train, show_progress_bar=False), encoder.encode(test, show_progress_bar=False)
print("semantic", LogisticRegression(max_iter=1000).fit(e, y).score(f, z))
both, both_test = sp.hstack([a, sp.csr_matrix(e)]).tocsr(), sp.hstack([b, sp.csr_matrix(f)]).tocsr()
hybrid = LogisticRegression(max_iter=1000).fit(both, y)
print("hybrid", hybrid.score(both_test, z))
print(classification_report(z, hybrid.predict(both_test)))
names = words.get_feature_names_out()
for k, label in enumerate(hybrid.classes_):
    top = hybrid.coef_[k, :len(names)].argsort()[::-1][:15]
    print(label, [(names[j], round(hybrid.coef_[k, j], 2)) for j in top])
"""


def timed(command, environment):
    """Runs a command; seconds and peak megabytes of it alone."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status != 0:
        sys.exit(output.decode(errors="replace"))
    return seconds, usage.ru_maxrss / 1024, output.decode()


def main():
    loupe, model, data = (os.path.abspath(path) for path in sys.argv[1:4])
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    figures = {"loupe": [], "python": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as home:
            os.makedirs(home + "/models")
            os.makedirs(home + "/data")
            os.symlink(model, home + "/models/all-MiniLM-L6-v2")
            os.symlink(data, home + "/data/amazon.tsv")
            cell = home + "/quickstart.loupe"
            with open(cell, "w") as file:
                file.write(CELL)
            seconds, megabytes, output = timed([loupe, "run", cell], dict(os.environ, LOUPE_HOME=home))
            figures["loupe"].append((seconds, megabytes))
            script = home + "/way.py"
            with open(script, "w") as file:
                file.write(PYTHON)
            figures["python"].append(timed([sys.executable, script, data], dict(os.environ, MINILM=model))[:2])
    print(output)
    medians = {name: [statistics.median(column) for column in zip(*values)] for name, values in figures.items()}
    for name, (seconds, megabytes) in medians.items():
        print(f"{name:8s} {seconds:8.2f} s  {megabytes:8.0f} MB   (median of {rounds})")
    print(f"ratio    {medians['loupe'][0] / medians['python'][0]:8.3f}    {medians['loupe'][1] / medians['python'][1]:8.3f}")


main()
