"""Loading one CSV file of reviews: Loupe beside pandas' C reader.

    python Tests/Benchmarks/loading.py [--megabytes 200] [--rounds 5] [--loupe PATH] [--python PATH]

Makes a seeded file (id, rating, sentiment, review; quotes, commas, line breaks and Chinese among the reviews), then
in every round runs each engine as a process of its own, in turn. Seconds are of the reading alone as each engine
tells them, and of the whole process; memory is the peak resident set of the process. With --limit BYTES a process of
Loupe reads the file under an address-space limit: it has to end with a message or a dataset, not with a signal.
"""
import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

WORDS = ("the a of and battery screen lovely awful lamp price good bad works broke after two weeks delivery fast slow "
         "would buy again never sound quality cable too short bright dim perfect gift cheap solid case").split()
PANDAS = """
import sys, time
import pandas
start = time.perf_counter()
frame = pandas.read_csv(sys.argv[1], engine="c")
print("seconds", time.perf_counter() - start, "rows", len(frame))
"""
CELL = 'reviews = load "{path}" text review label sentiment\n'


def make(path, megabytes, seed=7):
    """Writes about so many megabytes; the same for the same seed. Gives the number of rows."""
    chance = random.Random(seed)
    phrases = [" ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 9))) for _ in range(5000)]
    phrases += ["电池很好，屏幕也漂亮", "用了两周就坏了", "物流很快"] * 100

    def review(number):
        text = " ".join(chance.choices(phrases, k=min(12, 1 + int(chance.expovariate(0.25)))))
        if number % 23 == 0:
            return f'"{text}, they said ""fine""\nand so it was"'
        return f'"{text}, {chance.choice(WORDS)}"' if number % 3 == 0 else text

    rows, written = 0, 0
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("id,rating,sentiment,review\n")
        while written < megabytes * 1_000_000:
            block = "".join(
                f"{row},{chance.uniform(-4, 4):.2f},{chance.choice(('bad', 'medium', 'good'))},{review(row)}\n"
                for row in range(rows, rows + 5000))
            rows += 5000
            written += len(block.encode())
            file.write(block)
    return rows


def run(command, text=None, limit=None):
    """Seconds, peak resident bytes, exit code and output of a process."""
    read, write = os.pipe()
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=write, stderr=write, text=True,
        preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit))) if limit else None)
    os.close(write)
    child.stdin.write(text or "")
    child.stdin.close()
    output = os.fdopen(read, errors="replace").read()
    _, status, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status), output


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--megabytes", type=int, default=200)
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--loupe", default="loupe")
    ask.add_argument("--python", default=sys.executable)
    ask.add_argument("--limit", type=int, help="bytes of address space; reads with Loupe only, once")
    ask.add_argument("--folder", default=tempfile.gettempdir())
    asked = ask.parse_args()
    path = os.path.join(asked.folder, f"loupe-loading-{asked.megabytes}.csv")
    if not os.path.exists(path):
        make(path, asked.megabytes)
    cell = os.path.join(asked.folder, "loupe-loading.loupe")
    with open(cell, "w") as file:
        file.write(CELL.format(path=path) + "names\n")
    if asked.limit:
        seconds, peak, code, output = run([asked.loupe, "run", cell], limit=asked.limit)
        print(f"limit {asked.limit / 1e6:.0f} MB: exit {code} after {seconds:.2f} s, peak {peak / 1e6:.0f} MB")
        print(re.sub(r"\x1b\[[0-9;]*m", "", output).strip())
        return
    engines = {"pandas": [asked.python, "-c", PANDAS, path], "loupe": [asked.loupe, "run", cell]}
    found = {name: [] for name in engines}
    for _ in range(asked.rounds):
        for name, command in engines.items():
            seconds, peak, code, output = run(command)
            inner = re.search(r"seconds ([0-9.]+)", output)
            if code != 0:
                sys.exit(f"{name} ended with {code}:\n{output}")
            found[name].append((float(inner[1]) if inner else seconds, seconds, peak))
    size = os.path.getsize(path) / 1e6
    print(f"{size:.0f} MB, medians of {asked.rounds} rounds in turn")
    for name, rounds in found.items():
        inner, whole, peak = (statistics.median(values) for values in zip(*rounds))
        print(f"{name:8} reading {inner:6.2f} s   process {whole:6.2f} s   peak {peak / 1e6:6.0f} MB"
              f"   ({min(r[1] for r in rounds):.2f} to {max(r[1] for r in rounds):.2f} s)")


if __name__ == "__main__":
    main()
