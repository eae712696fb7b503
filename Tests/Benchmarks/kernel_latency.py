"""Measures installed kernels side by side in one run, taking turns so that other load hits all alike.

    python kernel_latency.py loupe python3 [--client raw | library] [--starts 5] [--cells 200]

Each kernel needs a row in CODE for the parts that run code; without one those parts stay empty.
Milliseconds unless the heading says otherwise. The two `busy` rows are while a long cell runs, which says "on" when it has
begun. `--client library` measures through jupyter_client, whose own time is then in every figure.
"""

import argparse
import json
import statistics
import time

from kernel_clients import LibraryClient, RawClient

LONG = 'say "on"\n' + "d = load sample reviews\n" + "m = fit characters(ngrams: 1..6) | logistic(C: 1000) on d\n" * 2000
CODE = {
    "loupe": {
        "asked": "repo", "long": LONG, "lines": "\n".join(['say "line"'] * 10_000), "answers while busy": True,
    },
    "python3": {
        "asked": "prin",
        "long": "import time\nprint('on', flush=True)\nwhile True: time.sleep(0.001)",
        "lines": "for i in range(10_000): print('line')",
        "answers while busy": False,
    },
}
COLUMNS = (
    "start to info", "first cell", "cell p50", "cell p95", "completion p50", "inspection p50", "completion busy",
    "inspection busy", "interrupt to idle", "10k lines", "messages", "shutdown", "RSS MB",
)


def milliseconds(start):
    return 1000 * (time.perf_counter() - start)


def wait_for_reply(client, request, channel="shell"):
    while client.receive(channel)["parent_header"].get("msg_id") != request:
        pass


def wait_for_state(client, request, state):
    """Waits for a status of one request; returns how many stream messages came before."""
    streams = 0
    while True:
        message = client.receive("iopub")
        if message["parent_header"].get("msg_id") != request:
            continue
        streams += message["msg_type"] == "stream"
        if message["content"].get("execution_state") == state:
            return streams


def execute(client, code):
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
               "stop_on_error": True}
    return client.send("execute_request", content)


def run(client, code):
    """Milliseconds from the request to its idle, and how many stream messages it took."""
    start = time.perf_counter()
    request = execute(client, code)
    wait_for_reply(client, request)
    streams = wait_for_state(client, request, "idle")
    return milliseconds(start), streams


def ask(client, kind, code):
    start = time.perf_counter()
    content = {"code": code, "cursor_pos": len(code)}
    wait_for_reply(client, client.send(kind + "_request", content | ({"detail_level": 0} if kind == "inspect" else {})))
    return milliseconds(start)


def median_of_asking(client, kind, code):
    return statistics.median(ask(client, kind, code) for _ in range(50))


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def start_kernel(kind, name):
    """A client of a new kernel that has answered, and the milliseconds from its launch to its first answer."""
    start = time.perf_counter()
    client = kind(name)
    wait_for_reply(client, client.send("kernel_info_request", {}))
    info = milliseconds(start)
    while True:  # until iopub is heard too
        request = client.send("kernel_info_request", {})
        wait_for_reply(client, request)
        if client.hears():
            return client, info


def measure_busy(client, code, results):
    """Completion, inspection and interruption while a long cell runs."""
    cell = execute(client, code["long"])
    while client.receive("iopub")["msg_type"] != "stream":  # its first line: now it runs
        pass
    if code["answers while busy"]:
        results["completion busy"].append(median_of_asking(client, "complete", code["asked"]))
        results["inspection busy"].append(median_of_asking(client, "inspect", code["asked"]))
    start = time.perf_counter()
    client.interrupt()
    wait_for_state(client, cell, "idle")
    results["interrupt to idle"].append(milliseconds(start))


def measure_once(kind, name, cells, results):
    client, info = start_kernel(kind, name)
    try:
        code = CODE.get(name)
        results["start to info"].append(info)
        results["RSS MB"].append(resident_megabytes(client.process.pid))
        results["first cell"].append(run(client, "")[0])
        times = [run(client, "")[0] for _ in range(cells)]
        results["cell p50"].append(percentile(times, 0.5))
        results["cell p95"].append(percentile(times, 0.95))
        if code:
            results["completion p50"].append(median_of_asking(client, "complete", code["asked"]))
            results["inspection p50"].append(median_of_asking(client, "inspect", code["asked"]))
            taken, streams = run(client, code["lines"])
            results["10k lines"].append(taken)
            results["messages"].append(streams)
            measure_busy(client, code, results)
        start = time.perf_counter()
        client.send("shutdown_request", {"restart": False}, "control")
        client.process.wait()
        results["shutdown"].append(milliseconds(start))
    finally:
        client.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kernels", nargs="+")
    parser.add_argument("--client", choices=("raw", "library"), default="raw")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--cells", type=int, default=200)
    parser.add_argument("--json", action="store_true", help="all figures as JSON")
    options = parser.parse_args()
    kind = RawClient if options.client == "raw" else LibraryClient
    results = {name: {column: [] for column in COLUMNS} for name in options.kernels}
    for _ in range(options.starts):
        for name in options.kernels:
            measure_once(kind, name, options.cells, results[name])
    if options.json:
        return print(json.dumps(results))
    print(f"{'median of ' + str(options.starts):20}" + "".join(f"{name:>12}" for name in options.kernels))
    for column in COLUMNS:
        row = [results[name][column] for name in options.kernels]
        print(f"{column:20}" + "".join(f"{statistics.median(v):12.2f}" if v else f"{'–':>12}" for v in row))


if __name__ == "__main__":
    main()
