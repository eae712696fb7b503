"""A short soak; the long one is Tests/Benchmarks/soak.py."""

import os
import sys

from conftest import KERNEL

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "Benchmarks"))
import soak  # noqa: E402


def test_many_cells_and_interrupts_leave_the_kernel_as_it_was():
    soak.soak(KERNEL, 300, 30)
