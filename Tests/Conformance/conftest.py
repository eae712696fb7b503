"""A kernel and a client for each test; every wait is for a condition, with a limit."""

import os
import sys

import pytest
from jupyter_client.manager import KernelManager

sys.path.insert(0, os.path.dirname(__file__))
KERNEL = os.environ.get("LOUPE_KERNEL", "loupe")


@pytest.fixture
def manager():
    manager = KernelManager(kernel_name=KERNEL)
    manager.start_kernel()
    yield manager
    if manager.is_alive():
        manager.shutdown_kernel(now=True)
    manager.cleanup_resources()


@pytest.fixture
def client(manager):
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    yield client
    client.stop_channels()
