"""Data that try to run code in a browser: shown by a live kernel, in a file that nobody trusts, and in nbconvert's HTML.

Every case of hostile.json, which the Swift tests run through too, stands in texts, labels, columns and a file's name.
Any of them that runs calls hit().
"""
import csv
import json
from pathlib import Path

import nbformat
import pytest
from conftest import KERNEL
from nbconvert import HTMLExporter

pytestmark = pytest.mark.skipif(KERNEL != "loupe", reason="tables of Loupe")
CORPUS = json.loads((Path(__file__).parent / "hostile.json").read_text("utf-8"))
FILE = "<img src=x onerror=hit()>.csv"
TEXT = "good <img src=x onerror=hit()> </td><script>hit()</script>"
CELLS = [
    f'data = load "{FILE}" text text label label\ndescribe data\nshow data limit 200',
    "m = fit words(ngrams: 1..2) | logistic(C: 1) on data\nm\nweights m top 50",
    "report m on data\nconfusion m on data\nmistakes m on data limit 50",
    f'explain m for "{TEXT}"\nexplain m for "{TEXT}" by occlusion\nevidence m for "{TEXT}" limit 50',
    f'predict m for "{TEXT}"\ntokens "{TEXT}" with minilm\nattention minilm for "{TEXT}" by heads',
    f'attention minilm for "{TEXT}"\nattention minilm for "{TEXT}" token 2\nnames\nsay "{TEXT}"',
]
CANARY = "window.hit = () => { window.struck = true; }; window.struck = false;"

# Touches every element of the outputs as a user might, and tells what stands there that Loupe never writes.
TOUCH = """
const foreign = [];
for (const output of document.querySelectorAll(arguments[0])) {
    for (const element of output.querySelectorAll('*')) {
        if (/^(script|img|iframe|object|embed|link|meta|base|form|input|video|audio|style|animate|use|template)$/i
                .test(element.localName)) foreign.push(element.outerHTML.slice(0, 80));
        for (const { name } of element.attributes)
            if (/^on|^(href|src|srcdoc|action|data)$/i.test(name)) foreign.push(element.localName + ' ' + name);
        for (const event of ['mouseover', 'focus', 'toggle', 'animationstart', 'error', 'load', 'blur'])
            element.dispatchEvent(new Event(event));
    }
}
return foreign;
"""


@pytest.fixture(scope="module")
def hostile(folder):
    with open(folder / FILE, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        rows.writerow(["text", "label", "<svg onload=hit()>"])
        for number, case in enumerate(CORPUS):
            label = ("<svg onload=hit()>", "' onmouseover='hit()")[number % 2]
            rows.writerow([f"{('good', 'bad')[number % 2]} {case}", label, case])
    return folder


def inert(lab, selector, what):
    assert lab.driver.execute_script("return document.querySelectorAll(arguments[0]).length", selector) > 0, what
    foreign = lab.driver.execute_script(TOUCH, selector)
    assert not foreign, f"{what}: {foreign[:5]}"
    # Images and scripts that were let in would have been asked for by the time the page is idle.
    lab.driver.execute_async_script("requestIdleCallback(() => setTimeout(arguments[0], 300))")
    assert lab.driver.execute_script("return window.struck") is False, what


def test_hostile_data_are_inert_trusted_untrusted_and_converted(lab, hostile):
    assert len(CORPUS) >= 100
    lab.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": CANARY})
    lab.open("empty.ipynb")
    book = nbformat.v4.new_notebook()
    book.metadata.kernelspec = {"name": KERNEL, "display_name": KERNEL, "language": "loupe"}
    for code in CELLS:
        lab.run(code)
        inert(lab, ".jp-OutputArea-output", f"trusted: {code[:40]}")
        cell = nbformat.v4.new_code_cell(code, execution_count=1)
        cell.outputs = [nbformat.from_dict(output) for output in lab.outputs()[0]]
        assert cell.outputs and all(o["output_type"] != "error" for o in cell.outputs), code
        book.cells.append(cell)
    for cell in book.cells:
        for output in cell.outputs:
            # What JupyterLab keeps of a live output beside the format's own members.
            output.pop("transient", None)
    nbformat.write(book, hostile / "hostile.ipynb")
    lab.open("hostile.ipynb")
    inert(lab, ".jp-OutputArea-output", "untrusted")
    page = hostile / "hostile.html"
    page.write_text(HTMLExporter().from_notebook_node(book)[0], "utf-8")
    lab.driver.get(page.as_uri())
    inert(lab, ".jp-OutputArea-output", "nbconvert")
    # The canary lives: markup that isn't escaped does strike it.
    lab.driver.execute_script("document.body.insertAdjacentHTML('beforeend', '<img src=x:x onerror=hit()>')")
    lab.wait(lambda: lab.driver.execute_script("return window.struck"), "the canary is deaf", seconds=10)
