"""Front ends that have no window: nbconvert, papermill, nbval, and the console in a terminal."""
import os
import re
import subprocess
import sys
import time

import nbformat
import pexpect
import pytest

KERNEL = os.environ.get("LOUPE_KERNEL", "loupe")
CELLS = (
    "share = 30%  # for the test",
    "reviews = load sample reviews\ntrain, test = split reviews test share seed 7",
    "model = fit tfidf(ngrams: 1..2) | logistic(C: 1) on train\nreport model on test",
    'say "done"',
)


@pytest.fixture
def notebook(tmp_path):
    """A notebook without outputs, its first cell one of parameters."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    made.metadata.kernelspec = {"name": KERNEL, "display_name": "Loupe", "language": "loupe"}
    made.metadata.language_info = {"name": "loupe", "pygments_lexer": "loupe"}
    made.cells[0].metadata.tags = ["parameters"]
    nbformat.write(made, tmp_path / "made.ipynb")
    return tmp_path / "made.ipynb"


def run(*arguments, status=0):
    done = subprocess.run([sys.executable, "-m", *map(str, arguments)], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    assert done.returncode == status, done.stdout
    return done.stdout


def executed(notebook):
    run("nbconvert", "--to", "notebook", "--execute", "--inplace", notebook)
    return notebook


def test_nbconvert_runs_a_notebook_and_colours_its_cells(notebook):
    run("nbconvert", "--to", "html", executed(notebook))
    page = notebook.with_suffix(".html").read_text("utf-8")
    assert re.search(r'<span class="k">report</span>', page), "the verb is no keyword"
    assert re.search(r'<span class="nb">tfidf</span>', page), "the component has no colour"
    assert re.search(r'<span class="c1"># for the test</span>', page), "the comment has no colour"
    assert "accuracy" in page and "done" in page


def test_papermill_sets_a_parameter_without_a_complaint(notebook):
    out = notebook.with_name("out.ipynb")
    said = run("papermill", notebook, out, "-p", "share", "0.2")
    assert "unknown parameter" not in said
    cells = nbformat.read(out, as_version=4).cells
    assert [c.source for c in cells if "injected-parameters" in c.metadata.get("tags", [])] == [
        "# Parameters\nshare = 0.2\n"]
    assert not [o for c in cells for o in c.outputs if o.output_type == "error"]
    told = run("papermill", "--help-notebook", notebook)
    assert re.search(r"share: .*30%.*for the test", told, re.DOTALL)


def test_nbval_finds_every_output_again(notebook):
    said = run("pytest", "-p", "no:cacheprovider", "--nbval", executed(notebook))
    assert f"{len(CELLS)} passed" in said


@pytest.fixture
def console():
    child = pexpect.spawn(
        sys.executable, ["-m", "jupyter_console", "--kernel", KERNEL, "--simple-prompt"], timeout=60,
        encoding="utf-8", env={**os.environ, "TERM": "dumb"}, dimensions=(40, 160))
    child.expect(r"In \[1\]: ")
    yield child
    child.close(force=True)


def test_the_console_runs_cells_and_shows_errors_with_their_place(console):
    console.sendline('say "hello"')
    console.expect_exact("hello")
    console.expect(r"In \[2\]: ")
    console.sendline("frobnicate")
    console.expect_exact("L0")
    console.expect_exact("^^^")
    console.expect(r"In \[3\]: ")
    console.sendline("kept = 7")
    console.expect(r"In \[4\]: ")
    console.sendline("kept")
    console.expect(r"Out\[4\]: .*7")


def children_of(parent):
    """The fields of /proc/PID/stat, from the state on, of each process that another started."""
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended since
        if int(fields[1]) == parent:
            yield fields


def wait_until_busy(parent):
    """Waits until the kernel that a process started has computed for a fifth of a second more."""
    def ticks():
        return sum(int(fields[11]) for fields in children_of(parent))

    first, deadline = ticks(), time.monotonic() + 60
    while ticks() < first + os.sysconf("SC_CLK_TCK") / 5:
        assert time.monotonic() < deadline, "the cell never began"
        time.sleep(0.01)


def test_the_console_interrupts_a_cell_and_keeps_the_names(console):
    for number, cell in enumerate(("kept = 7", "reviews = load sample reviews"), 2):
        console.sendline(cell)
        console.expect(rf"In \[{number}\]: ")
    recipes = ", ".join(f"characters(ngrams: 1..6) | logistic(C: {1000 + number})" for number in range(50))
    console.sendline(f"compare {recipes} on reviews against reviews")
    wait_until_busy(console.pid)
    console.sendintr()
    console.expect_exact("interrupted")
    console.expect(r"In \[4\]: ")
    console.sendline("kept")
    console.expect(r"Out\[4\]: .*7")
