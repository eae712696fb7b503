"""The executable that the kernelspec named by LOUPE_KERNEL starts."""
import os
import subprocess

import pytest
from jupyter_client.kernelspec import KernelSpecManager

KERNEL = os.environ.get("LOUPE_KERNEL", "loupe")


@pytest.fixture(scope="session")
def loupe():
    """Runs the executable, and returns all it says once the status is the expected one."""
    program = KernelSpecManager().get_kernel_spec(KERNEL).argv[0]

    def run(*arguments, status=0, user=None, typed=None, under=(), **environment):
        done = subprocess.run(
            [*under, program, *map(str, arguments)], input=typed, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=None if typed is not None else subprocess.DEVNULL, user=user, env={**os.environ, **environment})
        assert done.returncode == status, done.stdout
        return done.stdout

    run.program = program
    return run
