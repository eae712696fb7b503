"""Interrupts a long embedding: milliseconds from the interrupt to idle, and what is left of the work.

usage: interrupt.py HOME [ROUNDS]      (HOME holds models/all-MiniLM-L6-v2 and data/amazon.tsv; needs the kernelspec `loupe`)

Each round has an empty cache. Names must survive, and the repeated cell must begin where the interrupt came.
"""
import os
import re
import statistics
import sys
import tempfile
import time

from jupyter_client.manager import KernelManager

LIMIT = 120
LOAD = 'reviews = load "amazon.tsv" columns id, rating, review text review'
EMBED = "vectors = embed reviews with minilm"


def messages(client, request):
    """The messages of one request up to its idle, with the time of each."""
    while True:
        message = client.get_iopub_msg(timeout=LIMIT)
        if message["parent_header"].get("msg_id") != request:
            continue
        yield time.perf_counter(), message
        if message["content"].get("execution_state") == "idle":
            return


def text(message):
    return str(message["content"].get("data", {}).get("text/plain", "")) + str(message["content"].get("evalue", ""))


def total(shown):
    """The texts still to encode, as the progress line tells."""
    found = re.findall(r"(?:of|/) ?([\d,]+) texts", " ".join(shown)) or re.findall(r"([\d,]+) texts", " ".join(shown))
    return int(found[-1].replace(",", "")) if found else 0


def one_round(home):
    manager = KernelManager(kernel_name="loupe")
    manager.start_kernel(env=dict(os.environ, LOUPE_HOME=home))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=LIMIT)
        list(messages(client, client.execute(LOAD)))
        began, shown = None, []
        for now, message in messages(client, client.execute(EMBED)):
            shown.append(text(message))
            if message["msg_type"] in ("display_data", "update_display_data") and began is None:
                began = time.perf_counter()
                control = client.session.msg("interrupt_request", {})
                client.control_channel.send(control)
        milliseconds = 1000 * (now - began)
        first = total(shown)
        names = "".join(text(message) for _, message in messages(client, client.execute("names")))
        assert "reviews" in names and "3,708 rows" in names, names
        again = []
        for _, message in messages(client, client.execute(EMBED)):
            again.append(text(message))
        return milliseconds, first, total(again)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    source = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    times = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as home:
            for folder in ("models", "data"):
                os.symlink(f"{source}/{folder}", f"{home}/{folder}")
            milliseconds, first, rest = one_round(home)
            print(f"idle after {milliseconds:.0f} ms; {first} texts to encode at first, {rest} when repeated")
            assert 0 < rest < first
            times.append(milliseconds)
    print(f"median {statistics.median(times):.0f} ms, greatest {max(times):.0f} ms")


main()
