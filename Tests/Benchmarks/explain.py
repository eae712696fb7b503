"""One decision explained: Loupe's exact contributions beside eli5's and SHAP's text explainers, over the same encoder,
the same training texts and the same kind of head, one after the other in every round.

usage: explain.py LOUPE MODEL_FOLDER [ROUNDS]    (needs sentence-transformers, scikit-learn, eli5, shap, and the reviews
that  loupe fetch amazon  gets)

Loupe's figure is what one explanation adds to a run: a run with 40 less a run with none, by 40. The others are asked for
one at a time, their model loaded and warm.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
import eli5.lime
import numpy as np
import shap
from sentence_transformers import SentenceTransformer
from sklearn.linear_model import LogisticRegression

program, folder = sys.argv[1], sys.argv[2]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
home = Path(os.environ.get("LOUPE_HOME") or Path.home() / ".local/share/loupe")
data = home / "data/amazon.tsv"
sentences = [f"the {part} {verb} but the {other} is lovely"
             for part in ("battery", "screen", "keyboard", "speaker") for verb in ("died", "broke")
             for other in ("camera", "case", "sound", "price", "colour")]
head = f"""reviews = load "{data}" columns id, rating, review text review
reviews = keep reviews where rating < -0.5 or rating > 0.5
reviews = label reviews as bad when rating < 0, good otherwise
model = fit encoder("{folder}") | logistic(C: 10) on reviews
"""


def loupe(cells):
    with tempfile.NamedTemporaryFile("w", suffix=".loupe", encoding="utf-8") as file:
        file.write(head + cells)
        file.flush()
        start = time.perf_counter()
        subprocess.run([program, "run", file.name], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start


def timed(explain):
    start = time.perf_counter()
    explain()
    return time.perf_counter() - start


rows = [row.split("\t") for row in data.read_text("utf-8").splitlines()]
rows = [(float(rating), text) for _, rating, text in rows if abs(float(rating)) > 0.5]
encoder = SentenceTransformer(folder, device="cpu")
classifier = LogisticRegression(C=10, max_iter=1000)
classifier.fit(encoder.encode([text for _, text in rows]), [rating > 0 for rating, _ in rows])


def probabilities(texts):
    return classifier.predict_proba(encoder.encode([str(text) for text in texts]))


explain_shap = shap.Explainer(probabilities, shap.maskers.Text(r"\W+"))
many = "".join(f'explain model for "{sentence}"\n' for sentence in sentences)
loupe("")  # the training texts' vectors are kept from here on
figures = {"Loupe": [], "SHAP": [], "eli5": []}
for number in range(rounds):
    sentence = sentences[number % len(sentences)]
    figures["Loupe"].append((loupe(many) - loupe("")) / len(sentences))
    figures["SHAP"].append(timed(lambda: explain_shap([sentence], silent=True)))
    explainer = eli5.lime.TextExplainer(n_samples=1000, random_state=number)
    figures["eli5"].append(timed(lambda: explainer.fit(sentence, probabilities)))
print(f"{rounds} rounds, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
own = statistics.median(figures["Loupe"])
for name, seconds in figures.items():
    median = statistics.median(seconds)
    print(f"{name:6s} {median * 1000:9.1f} ms   {median / own:7.1f} times Loupe's")
