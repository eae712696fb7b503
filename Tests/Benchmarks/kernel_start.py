"""From spawn to `kernel_info_reply`, measured with a raw client: kernels take turns in one run.

    python kernel_start.py loupe python3 [--starts 9]

`kernel_latency.py` measures what a user of jupyter_client sees, in which its launching and libzmq's wait of 100 ms between
two tries to connect count too. Here the client tries every 2 ms, so that the kernel's own part shows. Milliseconds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session


def start(name, folder):
    """Starts a kernel, waits for its first reply, and ends it."""
    specification = KernelSpecManager().get_kernel_spec(name)
    file, connection = write_connection_file(os.path.join(folder, f"{name}.json"), key=b"a key")
    fields = {"connection_file": file, "resource_dir": specification.resource_dir}
    arguments = [part.format(**fields) for part in specification.argv]
    if arguments[0] in ("python", "python3"):  # as jupyter_client does
        arguments[0] = sys.executable
    session = Session(key=b"a key")
    context = zmq.Context()
    shell = context.socket(zmq.DEALER)
    shell.set(zmq.RECONNECT_IVL, 2)
    began = time.perf_counter()
    kernel = subprocess.Popen(
        arguments, env={**os.environ, **specification.env}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    try:
        shell.connect(f"tcp://{connection['ip']}:{connection['shell_port']}")
        session.send(shell, "kernel_info_request")
        if not shell.poll(60_000):
            raise TimeoutError(f"{name} did not answer")
        return 1000 * (time.perf_counter() - began)
    finally:
        kernel.kill()
        kernel.wait()
        context.destroy(linger=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kernels", nargs="+")
    parser.add_argument("--starts", type=int, default=9)
    options = parser.parse_args()
    times = {name: [] for name in options.kernels}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.starts):
            for name in options.kernels:
                times[name].append(start(name, folder))
                os.unlink(os.path.join(folder, f"{name}.json"))
    first = statistics.median(times[options.kernels[0]])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:12} median {median:7.1f}   min {min(values):7.1f}   max {max(values):7.1f}   "
              f"{options.kernels[0]} is {first / median:.2f} of it")


if __name__ == "__main__":
    main()
