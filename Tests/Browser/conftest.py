"""JupyterLab and Notebook, and a headless Chromium that looks at them. Screenshots go to LOUPE_SCREENSHOTS."""
import contextlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from lab import Lab
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parents[2]
KERNEL = os.environ.get("LOUPE_KERNEL", "loupe")

# What the tests type. Another kernel stands in for Loupe (LOUPE_KERNEL=python3) to try the tests themselves.
LOUPE = {
    "names": "kept = 7",
    "before": 'long = load "long.csv" text text',
    "long": "vectors = embed long with minilm",
    "kept": ("kept", "7"),
    "lost": "kept",
    "alive": ('say "alive"', "alive"),
    "completion": ("re", "report"),
    "tooltip": ("report", "report"),
}
PYTHON = {
    "names": "kept = 7",
    "before": "import time",
    "long": "time.sleep(600)",
    "kept": ("kept", "7"),
    "lost": "kept",
    "alive": ("print('alive')", "alive"),
    "completion": ("re", "reversed"),
    "tooltip": ("print", "print"),
}


@pytest.fixture(scope="session")
def typed():
    return LOUPE if KERNEL == "loupe" else PYTHON


def write_texts(path):
    """Texts that no cache can know, enough to keep an encoder busy while the test interrupts it."""
    words = "the battery screen works never arrived late lovely broken cheap solid noisy it and but was not".split()
    rows = [" ".join(random.choices(words, k=60)) + f" {random.random()}" for _ in range(6_000)]
    path.write_text("\n".join(["text", *rows]) + "\n", "utf-8")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """What the server shows: the quick start, an empty notebook, a .loupe file, long texts."""
    folder = tmp_path_factory.mktemp("lab")
    notebook = nbformat.read(ROOT / "notebooks/quickstart.ipynb", as_version=4)
    empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")])
    for each, name in ((notebook, "quickstart.ipynb"), (empty, "empty.ipynb")):
        each.metadata.kernelspec = {"name": KERNEL, "display_name": KERNEL, "language": "loupe"}
        for cell in each.cells:
            cell.pop("outputs", None)
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                cell.source = cell.source if KERNEL == "loupe" else "print('stand-in')"
        nbformat.write(each, folder / name)
    (folder / "sample.loupe").write_text('# words\nreviews = load "a.csv" text body\nreport model on test\n', "utf-8")
    write_texts(folder / "long.csv")
    return folder


@contextlib.contextmanager
def serving(application, folder, tmp_path_factory):
    """The address of a JupyterLab or a Notebook of its own, with its token."""
    runtime, config = tmp_path_factory.mktemp("runtime"), tmp_path_factory.mktemp("config")
    (config / "labconfig").mkdir()
    (config / "labconfig/page_config.json").write_text(
        json.dumps({"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}))
    command = [sys.executable, "-m", application, "--no-browser", "--allow-root", "--expose-app-in-browser",
               "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", f"--ServerApp.root_dir={folder}"]
    environment = dict(os.environ, JUPYTER_RUNTIME_DIR=str(runtime), JUPYTER_CONFIG_DIR=str(config))
    with open(runtime / "server.log", "w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        yield address(process, runtime)
    finally:
        process.terminate()
        process.wait(30)


def address(process, runtime):
    for _ in range(600):
        for file in runtime.glob("jpserver-*.json"):
            info = json.loads(file.read_text() or "{}")
            if "token" in info:
                return info["url"], info["token"]
        assert process.poll() is None, (runtime / "server.log").read_text()
        time.sleep(0.1)
    pytest.fail("the server did not start:\n" + (runtime / "server.log").read_text())


@pytest.fixture(scope="session")
def driver():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=en",
                 "--window-size=1280,1600"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


SCREENSHOTS = Path(os.environ.get("LOUPE_SCREENSHOTS") or ROOT / ".build-tests/screenshots")


@pytest.fixture(scope="session")
def lab(driver, folder, tmp_path_factory):
    with serving("jupyterlab", folder, tmp_path_factory) as (url, token):
        yield Lab(driver, f"{url}lab/tree/", token, SCREENSHOTS)


@pytest.fixture(scope="session")
def notebook(driver, folder, tmp_path_factory):
    """Notebook 7, which is built from JupyterLab's parts."""
    with serving("notebook", folder, tmp_path_factory) as (url, token):
        yield Lab(driver, f"{url}notebooks/", token, SCREENSHOTS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keeps a picture of what a failed test saw last."""
    report = yield
    for page in ("lab", "notebook"):
        if report.failed and call.when == "call" and page in item.funcargs:
            item.funcargs[page].picture(f"failed-{item.name}")
    return report
