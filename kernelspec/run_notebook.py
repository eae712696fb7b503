"""Runs a notebook from its first cell to its last, as nbclient does, and prints what some of its cells show.

usage: run_notebook.py NOTEBOOK [--print TAG] [--store | --replace OLD=NEW]
It runs in a temporary folder, so that what its cells write is not left lying about.
--print TAG prints the plain text of the cells with that tag; --store keeps the outputs in the notebook; --replace puts
another text in the place of one that some code cell has, such as a smaller sample.
The kernel is the notebook's own, or the one that LOUPE_KERNEL names. A cell that fails, unless it is tagged
`raises-exception`, ends the run with its error and exit code 1.
"""
import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError


def run(notebook, folder):
    kernel = os.environ.get("LOUPE_KERNEL") or notebook.metadata.kernelspec.name
    place = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=600, kernel_name=kernel, resources=place, record_timing=False).execute()


def plain(cell):
    """What a cell shows in a terminal, without colours."""
    parts = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.get("outputs", [])]
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(parts)).rstrip()


def stop(message):
    """Ends at once: nbclient's own farewell trips over a kernel that never came up."""
    print(message, file=sys.stderr, flush=True)
    os._exit(1)


def replace(notebook, old, new):
    changed = [cell for cell in notebook.cells if cell.cell_type == "code" and old in cell.source]
    if not changed:
        sys.exit(f"no code cell has {old!r}")
    for cell in changed:
        cell.source = cell.source.replace(old, new)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("notebook", type=Path)
    options.add_argument("--print", dest="tag")
    kept = options.add_mutually_exclusive_group()
    kept.add_argument("--store", action="store_true")
    kept.add_argument("--replace")
    options = options.parse_args()
    notebook = nbformat.read(options.notebook, as_version=4)
    if options.replace:
        replace(notebook, *options.replace.split("=", 1))
    with tempfile.TemporaryDirectory() as scratch:
        try:
            run(notebook, scratch)
        except CellExecutionError as failure:
            sys.exit(f"{options.notebook.name}: a cell failed\n{failure}")
        except (DeadKernelError, RuntimeError) as failure:
            stop(f"{options.notebook.name}: {failure}")
    for cell in notebook.cells:
        if options.tag and options.tag in cell.metadata.get("tags", []):
            print(plain(cell))
    if options.store:
        nbformat.write(notebook, options.notebook)


if __name__ == "__main__":
    main()
