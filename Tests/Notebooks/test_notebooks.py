"""Every notebook in notebooks/ runs from its first cell to its last, and is kept in a state worth opening."""
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Less of what takes long: the same cells over fewer rows.
SMALLER = {"快速入门": "rows 1200=rows 150", "看清模型": "rows 800=rows 120", "微调编码器": "rows 700=rows 150"}
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)


def cells(path):
    return nbformat.read(path, as_version=4).cells


def test_there_is_a_quick_start():
    assert (ROOT / "notebooks/quickstart.ipynb") in NOTEBOOKS


@each_notebook
def test_runs_to_its_end(path):
    command = [sys.executable, ROOT / "kernelspec/run_notebook.py", path]
    command += ["--replace", SMALLER[path.stem]] if path.stem in SMALLER else []
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-4000:]


@each_notebook
def test_is_valid_and_belongs_to_loupe(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "loupe"


@each_notebook
def test_stores_no_error_but_where_it_teaches_one(path):
    for number, cell in enumerate(cells(path), 1):
        if "raises-exception" not in cell.metadata.get("tags", []):
            kinds = [output.output_type for output in cell.get("outputs", [])]
            assert "error" not in kinds, f"cell {number}"


@each_notebook
def test_names_nobodys_folders(path):
    text = path.read_text("utf-8")
    for place in (str(ROOT), str(Path.home()), os.environ.get("LOUPE_HOME", str(ROOT))):
        assert f"{place}/" not in text
