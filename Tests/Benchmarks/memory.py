"""Streams many different short texts through encoder and cache: peak memory over the weights, and whether it grows.

usage: memory.py LOUPE HOME [COUNT]      (HOME holds models/all-MiniLM-L6-v2 and data/amazon.tsv; COUNT defaults to 100000)

Each run is a process of its own over an empty cache. COUNT and twice COUNT texts are streamed through MiniLM, then the second
again, from the cache. The tests' tiny encoder streams a quarter of a million and a million: what grows is the cache's index, which
doesn't depend on the encoder, so MiniLM's million is extrapolated by that growth, and said to be so.
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

LIMIT_KB = 150_000


TINY = pathlib.Path(__file__).resolve().parent.parent / "EncodersTests/Goldens/tiny"


def stream(loupe, home, texts, count, encoder="minilm"):
    made = subprocess.run(
        [loupe, "stream-bench", encoder, texts, str(count)],
        env={**os.environ, "LOUPE_HOME": home}, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    figures = json.loads(made.stdout)
    figures["over"] = figures["peak_kb"] - figures["peak_kb_after_first"]
    return figures


def tell(name, figures):
    print(f"{name:28}{figures['texts']:>9} texts {figures['seconds']:8.1f} s "
          f"{figures['texts'] / figures['seconds']:8.0f}/s   first vector {figures['first_vector'] * 1000:5.0f} ms   "
          f"peak {figures['peak_kb'] / 1000:6.1f} MB, of which {figures['over'] / 1000:5.1f} MB after the first vector")


def main():
    loupe, shared = sys.argv[1], pathlib.Path(sys.argv[2]).expanduser().resolve()
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        texts = folder + "/texts.txt"
        with open(shared / "data/amazon.tsv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        lines = [" ".join(row[2].split()[:12]) for row in rows if len(row) > 2 and row[2].strip()]
        pathlib.Path(texts).write_text("\n".join(lines) + "\n", encoding="utf-8")
        runs = []
        for size in (count, 2 * count):
            home = f"{folder}/home{size}"
            os.mkdir(home)
            os.symlink(shared / "models", home + "/models")
            runs.append(stream(loupe, home, texts, size))
            tell("encoded, with the cache", runs[-1])
        again = stream(loupe, f"{folder}/home{2 * count}", texts, 2 * count)
        tell("again, from the cache", again)
        small = []
        for size in (250_000, 1_000_000):
            home = f"{folder}/tiny{size}"
            os.mkdir(home)
            small.append(stream(loupe, home, texts, size, str(TINY)))
            tell("tiny encoder, with the cache", small[-1])
    growth = (small[1]["over"] - small[0]["over"]) / 750_000
    million = runs[1]["over"] + growth * (1_000_000 - 2 * count)
    print(f"growth {growth * 1000:.1f} kB a thousand texts; a million through MiniLM, extrapolated: {million / 1000:.0f} MB over the first vector")
    assert million <= LIMIT_KB, "more than 150 MB"


main()
