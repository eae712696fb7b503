"""Loads files that are larger than the memory allowed: each has to be refused with figures or read, never killed.

    python Tests/Benchmarks/limits.py [--megabytes 2000] [--limit 1000] [--loupe PATH] [--only csv jsonl sqlite folder]

Makes each file in a temporary folder and loads it in a process whose address space is limited (RLIMIT_AS). Prints how the
process ended, its seconds, and its peak resident memory; fails when one was ended by a signal.
"""
import argparse
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

# About 500 bytes each, of letters in no order: what repeats is packed when it is loaded, and these files are to be too large.
CHANCE = random.Random(5)
TEXTS = ["".join(CHANCE.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789  ", k=100 * (1 + number % 9)))
         for number in range(1000)]
LABELS = ("bad", "medium", "good")


def rows(megabytes):
    written = number = 0
    while written < megabytes * 1_000_000:
        text = TEXTS[number % 1000]
        yield number, LABELS[number % 3], text
        written += len(text) + 20
        number += 1


def make_csv(path, megabytes):
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,label,text\n")
        file.writelines(f'{number},{label},"{text}"\n' for number, label, text in rows(megabytes))


def make_jsonl(path, megabytes):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": number, "label": label, "text": text}) + "\n"
                        for number, label, text in rows(megabytes))


def make_sqlite(path, megabytes):
    with sqlite3.connect(path) as database:
        database.execute("create table reviews (id integer, label text, text text)")
        database.executemany("insert into reviews values (?, ?, ?)", rows(megabytes))


def make_folder(path, megabytes):
    for label in LABELS:
        os.makedirs(os.path.join(path, label))
    for number in range(megabytes):
        with open(os.path.join(path, LABELS[number % 3], f"{number}.txt"), "w", encoding="utf-8") as file:
            file.write((" ".join(TEXTS) * 2)[number:number + 1_000_000])


MAKERS = {"csv": ("big.csv", make_csv), "jsonl": ("big.jsonl", make_jsonl), "sqlite": ("big.db", make_sqlite),
          "folder": ("big", make_folder)}


def load(loupe, path, limit):
    """The status, output, seconds and peak megabytes of a process that loads the file."""
    cell = os.path.join(os.path.dirname(path), "cell.loupe")
    with open(cell, "w", encoding="utf-8") as file:
        file.write(f'big = load "{path}" text text label label\nsay "loaded"\n')
    start = time.perf_counter()
    process = subprocess.Popen(
        [loupe, "run", cell], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit * 1_000_000,) * 2))
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), output, time.perf_counter() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=2000)
    parser.add_argument("--limit", type=int, default=1000, help="megabytes of address space")
    parser.add_argument("--loupe", default=os.path.expanduser("~/.local/share/loupe/bin/loupe"))
    parser.add_argument("--only", nargs="*", choices=list(MAKERS), default=list(MAKERS))
    options = parser.parse_args()
    killed = []
    for kind in options.only:
        name, make = MAKERS[kind]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            make(path, options.megabytes)
            code, output, seconds, peak = load(options.loupe, path, options.limit)
        said = next((line for line in output.splitlines() if "L222" in line or line == "loaded"), output.strip()[-200:])
        print(f"{kind:8} exit {code:3} after {seconds:6.2f} s, peak {peak:6.0f} MB: {said}", flush=True)
        if code not in (0, 1) or (code == 1 and "L222" not in output):
            killed.append(kind)
    return f"ended badly: {', '.join(killed)}" if killed else 0


if __name__ == "__main__":
    sys.exit(main())
