"""The main job in JupyterLab, as someone at the keyboard meets it."""
import pytest
from conftest import KERNEL
from lab import STATUS
from selenium.webdriver.common.keys import Keys


@pytest.fixture
def empty(lab):
    lab.open("empty.ipynb")
    return lab


def test_the_quick_start_runs_to_its_end_and_reads_well_in_light_and_dark(lab):
    lab.open("quickstart.ipynb")
    lab.command("notebook:run-all-cells")
    outputs = lab.outputs()
    assert len(set(lab.colours(".jp-CodeCell").values())) > 1, "the cells are not coloured"
    for theme in ("Light", "Dark"):
        lab.theme(f"JupyterLab {theme}")
        lab.pictures_of_cells(f"quickstart-{theme.lower()}")
    lab.theme("JupyterLab Light")
    errors = [o for cell in outputs for o in cell if o["output_type"] == "error"]
    assert not errors, "\n".join(errors[0]["traceback"])
    assert outputs[-1] or outputs[-2], "the last cells show nothing"


def test_a_loupe_file_is_coloured(lab):
    lab.open("sample.loupe", kernel=False)
    lab.visible(".jp-FileEditor .cm-line span")
    lab.picture("highlighting-file")
    colours = lab.colours(".jp-FileEditor")
    assert {"# words", "reviews", "load", '"a.csv"', "report"} <= colours.keys()
    assert colours["load"] == colours["report"] == colours["text"]
    assert len({colours[word] for word in ("# words", "reviews", "load", '"a.csv"')}) == 4


def test_tab_offers_completions(empty, typed):
    prefix, expected = typed["completion"]
    items = empty.complete(prefix)
    empty.picture("completion")
    empty.escape()
    assert any(expected in item for item in items), items


def test_shift_tab_explains(empty, typed):
    code, expected = typed["tooltip"]
    empty.write(code)
    empty.press(Keys.SHIFT, Keys.TAB)
    tooltip = empty.visible(".jp-Tooltip")
    empty.wait(lambda: tooltip.text.strip(), "the tooltip is empty")
    empty.picture("tooltip")
    text = tooltip.text
    empty.escape()
    assert expected in text


def test_an_interrupt_stops_a_long_cell_and_names_survive(empty, typed):
    empty.run(typed["names"])
    empty.run(typed["before"])
    empty.start(typed["long"])
    empty.command("notebook:interrupt-kernel")
    empty.wait(lambda: empty.js(STATUS) == "idle", "the kernel is still busy", seconds=10)
    empty.wait(lambda: empty.outputs()[0], "the interrupted cell shows nothing", seconds=10)
    empty.picture("interrupt")
    code, expected = typed["kept"]
    assert expected in empty.run(code)


@pytest.mark.skipif(KERNEL != "loupe", reason="the stand-in completes only when its cell has ended")
def test_completion_in_a_long_cell_leaves_the_kernel_shown_as_busy(empty, typed):
    empty.run(typed["before"])
    empty.start(typed["long"])
    prefix, expected = typed["completion"]
    items = empty.complete(prefix)
    assert any(expected in item for item in items), items
    # The answer's own idle passes at once: what stays is that the cell still runs.
    empty.wait(lambda: empty.js(STATUS) == "busy", "the kernel is shown as idle", seconds=5)
    empty.picture("completion-while-busy")
    empty.escape()
    assert empty.js(STATUS) == "busy"
    empty.command("notebook:interrupt-kernel")
    empty.wait(lambda: empty.js(STATUS) == "idle", "the kernel is still busy", seconds=10)


def test_a_restart_forgets_the_names_and_works_again(empty, typed):
    empty.run(typed["names"])
    empty.js("app.commands.execute('notebook:restart-kernel')")
    empty.visible(".jp-Dialog .jp-mod-accept").click()
    empty.wait(lambda: empty.js(STATUS) != "idle", "the kernel did not restart", seconds=20)
    empty.wait(lambda: empty.js(STATUS) == "idle", "the kernel did not come back")
    code, expected = typed["alive"]
    assert expected in empty.run(code)
    empty.run(typed["lost"])
    assert [o["output_type"] for o in empty.outputs()[0]] == ["error"]
