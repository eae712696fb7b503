"""What doesn't fit into a small address space is refused with figures; the process lives."""
import os
import sys

import pytest
from conftest import KERNEL
from jupyter_client.kernelspec import KernelSpecManager

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "Benchmarks"))
import limits  # noqa: E402

LIMIT = 500  # megabytes of address space; the program and its libraries take about 300


@pytest.fixture
def program():
    return KernelSpecManager().get_kernel_spec(KERNEL).argv[0]


@pytest.mark.parametrize("kind", list(limits.MAKERS))
def test_a_file_larger_than_memory_is_refused(program, tmp_path, kind):
    name, make = limits.MAKERS[kind]
    make(tmp_path / name, 400)
    code, output, _, _ = limits.load(program, str(tmp_path / name), LIMIT)
    assert code == 1 and "L222" in output and "are free" in output, (code, output)


def test_a_fit_larger_than_memory_is_refused_after_what_came_before_it(loupe, tmp_path):
    limits.make_csv(tmp_path / "some.csv", 20)
    (tmp_path / "cell.loupe").write_text(
        f'some = load "{tmp_path}/some.csv" text text label label\nsay "loaded"\n'
        "model = fit characters(ngrams: 1..8) | naive_bayes() on some\n", "utf-8")
    said = loupe("run", tmp_path / "cell.loupe", status=1, under=("prlimit", f"--as={LIMIT * 1_000_000}"))
    assert "loaded" in said and "L222" in said and "counting the features" in said
