"""The same in Notebook 7, in short: cells run, Tab and Shift-Tab answer, a mistake shows its place, an interrupt works."""
import pytest
from conftest import KERNEL
from lab import STATUS
from selenium.webdriver.common.keys import Keys


@pytest.fixture
def empty(notebook):
    notebook.open("empty.ipynb")
    return notebook


def test_notebook_runs_cells_and_shows_tables_and_mistakes(empty, typed):
    code, expected = typed["alive"]
    assert expected in empty.run(code)
    if KERNEL == "loupe":
        empty.run("reviews = load sample reviews\nshow reviews limit 5")
        assert empty.visible(".jp-OutputArea-output table").text.count("\n") >= 5
    empty.picture("notebook-table")
    empty.run(typed["lost"])
    assert [o["output_type"] for o in empty.outputs()[0]] == ["error"]
    empty.picture("notebook-error")


def test_notebook_completes_and_explains(empty, typed):
    prefix, expected = typed["completion"]
    items = empty.complete(prefix)
    assert any(expected in item for item in items), items
    empty.escape()
    code, expected = typed["tooltip"]
    empty.write(code)
    empty.press(Keys.SHIFT, Keys.TAB)
    tooltip = empty.visible(".jp-Tooltip")
    empty.wait(lambda: expected in tooltip.text, "the tooltip says something else")
    empty.escape()


def test_notebook_interrupts(empty, typed):
    empty.run(typed["names"])
    empty.run(typed["before"])
    empty.start(typed["long"])
    empty.command("notebook:interrupt-kernel")
    empty.wait(lambda: empty.js(STATUS) == "idle", "the kernel is still busy", seconds=10)
    code, expected = typed["kept"]
    assert expected in empty.run(code)
