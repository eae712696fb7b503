"""Runs thousands of cells in one kernel, and shows that it neither grows nor loses count.

    python soak.py [--kernel loupe] [--cells 10000] [--interrupts 1000]

Cells of all kinds take turns: data verbs on the samples, fits, displays, errors; completions and inspections come in
between, and interrupts are spread over the whole. Ten times it prints memory, threads and descriptors. It fails if a reply
has the wrong state or number, if the least memory of the second half is more than GROWTH above the first's, or if threads or descriptors
become more than a moment explains.
"""

import argparse
import os
import sys
import time

from jupyter_client.manager import KernelManager

LIMIT = 60
GROWTH = 8  # megabytes: the history fills up to its bound, the allocator's arenas settle
SPARE = 4  # descriptors that a moment may need: an open file, a connection that ends
POOL = 2  # threads that the database's dispatch queue may start late, and end
START = "reviews = load sample reviews\ntrain, test = split reviews test 30% seed 7"
CELLS = (  # source and the status of its reply
    ("show reviews limit 3", "ok"),
    ("kept = keep reviews where rating > 3\ndescribe kept", "ok"),
    ('say "line"', "ok"),
    ("frobnicate x", "error"),
    ("model = fit tfidf(ngrams: 1..2) | logistic(C: 1) on train\nreport model on test", "ok"),
    ("show nothing_of_this_name", "error"),
    ('explain model for "a lovely screen"', "ok"),
    ("11", "ok"),
    ("names", "ok"),
    ("say )", "error"),
    ("plan = words() | naive_bayes()\nother = fit plan on train", "ok"),
    ("# nothing", "ok"),
    ("\n".join(f'say "{number}"' for number in range(50)), "ok"),
    ("confusion other on test", "ok"),
    ("help fit", "ok"),
)
STEP = "long = fit characters(ngrams: 1..6) | logistic(C: 1000) on reviews"
LONG = "\n".join([STEP] * 200)


class Kernel:
    """A kernel, its client and the count it should have."""

    def __init__(self, name):
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=LIMIT)
        self.process = self.manager.provisioner.process.pid
        self.count = 0

    def reply(self, request, channel="shell"):
        message = getattr(self.client, channel + "_channel").get_msg(timeout=LIMIT)
        assert message["parent_header"]["msg_id"] == request, message
        return message["content"]

    def until(self, request, state):
        """Reads iopub up to a status of one request."""
        while True:
            message = self.client.get_iopub_msg(timeout=LIMIT)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["content"].get("execution_state") == state or message["msg_type"] == state:
                return

    def run(self, code, status="ok"):
        request = self.client.execute(code)
        self.count += 1
        content = self.reply(request)
        assert (content["status"], content["execution_count"]) == (status, self.count), (code, content, self.count)
        self.until(request, "idle")

    def ask(self):
        """A completion and an inspection."""
        for request in (self.client.complete("rep"), self.client.inspect("fit")):
            assert self.reply(request)["status"] == "ok"
            self.until(request, "idle")

    def interrupt(self):
        """Interrupts a long cell, and asks for a completion while it runs."""
        request = self.client.execute(LONG)
        self.count += 1
        self.until(request, "execute_input")
        self.ask()
        message = self.client.session.msg("interrupt_request", {})
        self.client.control_channel.send(message)
        assert self.reply(message["header"]["msg_id"], "control")["status"] == "ok"
        content = self.reply(request)
        assert (content["status"], content["execution_count"]) == ("error", self.count), content
        self.until(request, "idle")

    def figures(self):
        """Resident megabytes, threads, descriptors."""
        with open(f"/proc/{self.process}/status") as file:
            status = dict(line.split(":", 1) for line in file if ":" in line)
        return (int(status["VmRSS"].split()[0]) / 1024, int(status["Threads"]),
                len(os.listdir(f"/proc/{self.process}/fd")))

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


def soak(name, cells, interrupts, tell=print):
    kernel = Kernel(name)
    try:
        kernel.run(START)
        kernel.run(STEP)  # to its end, so that how far interrupted ones get doesn't decide what memory was ever needed
        figures, start, interrupted = [], time.perf_counter(), 0
        for number in range(1, cells + 1):
            kernel.run(*CELLS[number % len(CELLS)] if number > len(CELLS) else CELLS[number - 1])
            if number % 5 == 0:
                kernel.ask()
            while interrupted < number * interrupts // cells:
                interrupted += 1
                kernel.interrupt()
            if number % max(1, cells // 10) == 0:
                last = kernel.figures()
                figures.append(last)
                tell(f"{number:6} cells, {interrupted:5} interrupts: {last[0]:6.1f} MB, {last[1]} threads, "
                     f"{last[2]} descriptors, {time.perf_counter() - start:6.1f} s")
        # What an interrupted fit needed stays with the allocator for a while, so single readings go up and down by more than a
        # small leak would; their least doesn't.
        half = len(figures) // 2
        first = figures[0]
        growth = min(f[0] for f in figures[half:]) - min(f[0] for f in figures[:half])
        assert growth <= GROWTH, f"memory grows by {growth:.1f} MB"
        tell(f"least memory of the second half: {growth:+.1f} MB")
        assert last[1] <= first[1] + POOL, "threads are lost"
        assert last[2] <= first[2] + SPARE, "descriptors are lost"
        assert kernel.count == 2 + cells + interrupts
    finally:
        kernel.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", default="loupe")
    parser.add_argument("--cells", type=int, default=10_000)
    parser.add_argument("--interrupts", type=int, default=1000)
    options = parser.parse_args()
    soak(options.kernel, options.cells, options.interrupts)


if __name__ == "__main__":
    sys.exit(main())
