"""Measures installed kernels side by side in one run, taking turns so that other load hits all alike.

    python kernel_latency.py loupe python3 [--starts 5] [--cells 200]

Each kernel needs a row in CODE for the parts that run code; without one those parts stay empty.
Milliseconds unless the heading says otherwise. `completion busy` is while a long cell runs, which says "on" when it has begun.
"""

import argparse
import json
import os
import statistics
import time

from jupyter_client.manager import KernelManager

LIMIT = 60
LONG = 'say "on"\n' + "d = load sample reviews\n" + "m = fit characters(ngrams: 1..6) | logistic(C: 1000) on d\n" * 2000
CODE = {
    "loupe": {
        "complete": "repo", "long": LONG, "lines": "\n".join(['say "line"'] * 10_000), "answers while busy": True,
    },
    "python3": {
        "complete": "prin",
        "long": "import time\nprint('on', flush=True)\nwhile True: time.sleep(0.001)",
        "lines": "for i in range(10_000): print('line')",
        "answers while busy": False,
    },
}
COLUMNS = (
    "start to info", "ready", "first cell", "cell p50", "cell p95", "completion p50", "inspection p50", "completion busy",
    "interrupt to idle", "10k lines", "messages", "shutdown", "RSS MB",
)


def milliseconds(start):
    return 1000 * (time.perf_counter() - start)


def wait_for_reply(client, msg_id, channel="shell_channel"):
    while getattr(client, channel).get_msg(timeout=LIMIT)["parent_header"].get("msg_id") != msg_id:
        pass


def wait_for_state(client, msg_id, state):
    """Waits for a status of one request; returns how many stream messages came before."""
    streams = 0
    while True:
        message = client.get_iopub_msg(timeout=LIMIT)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        streams += message["msg_type"] == "stream"
        if message["content"].get("execution_state") == state:
            return streams


def run(client, code, **options):
    """Milliseconds from the request to its idle, and how many stream messages it took."""
    start = time.perf_counter()
    msg_id = client.execute(code, **options)
    wait_for_reply(client, msg_id)
    streams = wait_for_state(client, msg_id, "idle")
    return milliseconds(start), streams


def ask(client, method, *arguments):
    start = time.perf_counter()
    wait_for_reply(client, getattr(client, method)(*arguments))
    return milliseconds(start)


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def start_kernel(name):
    """Launches a kernel; returns manager, client and the milliseconds to its first kernel_info_reply and to ready."""
    start = time.perf_counter()
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    wait_for_reply(client, client.kernel_info())
    info = milliseconds(start)
    client.wait_for_ready(timeout=LIMIT)
    return manager, client, info, milliseconds(start)


def measure_busy(manager, client, code, results):
    """Completion and interruption while a long cell runs."""
    cell = client.execute(code["long"])
    while client.get_iopub_msg(timeout=LIMIT)["msg_type"] != "stream":  # its first line: now it runs
        pass
    if code["answers while busy"]:
        times = [ask(client, "complete", code["complete"]) for _ in range(20)]
        results["completion busy"].append(statistics.median(times))
    start = time.perf_counter()
    manager.interrupt_kernel()
    wait_for_state(client, cell, "idle")
    results["interrupt to idle"].append(milliseconds(start))


def measure_once(name, cells, results):
    manager, client, info, ready = start_kernel(name)
    code = CODE.get(name)
    results["start to info"].append(info)
    results["ready"].append(ready)
    results["RSS MB"].append(resident_megabytes(manager.provisioner.process.pid))
    results["first cell"].append(run(client, "")[0])
    times = [run(client, "")[0] for _ in range(cells)]
    results["cell p50"].append(percentile(times, 0.5))
    results["cell p95"].append(percentile(times, 0.95))
    if code:
        results["completion p50"].append(statistics.median(ask(client, "complete", code["complete"]) for _ in range(50)))
        results["inspection p50"].append(statistics.median(ask(client, "inspect", code["complete"]) for _ in range(50)))
        taken, streams = run(client, code["lines"])
        results["10k lines"].append(taken)
        results["messages"].append(streams)
        measure_busy(manager, client, code, results)
    process = manager.provisioner.process
    start = time.perf_counter()
    client.shutdown()
    process.wait(timeout=LIMIT)
    results["shutdown"].append(milliseconds(start))
    client.stop_channels()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kernels", nargs="+")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--cells", type=int, default=200)
    parser.add_argument("--json", action="store_true", help="all figures as JSON")
    options = parser.parse_args()
    results = {name: {column: [] for column in COLUMNS} for name in options.kernels}
    for _ in range(options.starts):
        for name in options.kernels:
            measure_once(name, options.cells, results[name])
    if options.json:
        return print(json.dumps(results))
    print(f"{'median of ' + str(options.starts):20}" + "".join(f"{name:>12}" for name in options.kernels))
    for column in COLUMNS:
        row = [results[name][column] for name in options.kernels]
        print(f"{column:20}" + "".join(f"{statistics.median(v):12.2f}" if v else f"{'–':>12}" for v in row))


if __name__ == "__main__":
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    main()
