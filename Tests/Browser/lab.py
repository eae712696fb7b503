"""JupyterLab, or Notebook, as its user sees it, driven through its own commands and the keyboard."""
import re

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

STATUS = "return app.shell.currentWidget.sessionContext.session?.kernel?.status"


class Lab:
    """A page of JupyterLab or Notebook; `url` leads to a file when its name is added."""

    def __init__(self, driver, url, token, screenshots):
        self.driver, self.url, self.token, self.screenshots = driver, url, token, screenshots
        screenshots.mkdir(parents=True, exist_ok=True)

    def js(self, code, *arguments):
        return self.driver.execute_script("const app = window.jupyterapp; " + code, *arguments)

    def wait(self, condition, what, seconds=60):
        # A list that is just drawn anew may lose an element between two looks.
        patient = WebDriverWait(self.driver, seconds, poll_frequency=0.05,
                                ignored_exceptions=[StaleElementReferenceException])
        return patient.until(lambda _: condition(), what)

    def visible(self, selector, seconds=30):
        """The first element shown that fits the selector."""
        def shown():
            return next((e for e in self.driver.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()), None)
        return self.wait(shown, f"nothing visible fits {selector}", seconds)

    def texts(self, selector):
        """The texts of all that fits, taken at one moment."""
        return self.js("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", selector)

    def command(self, name, seconds=600, **arguments):
        """Runs a command of JupyterLab's and waits until it is done; its error is a failure here."""
        self.js("window.ended = null; app.commands.execute(arguments[0], arguments[1])"
                ".then(() => { window.ended = 'well'; }, e => { window.ended = String(e); })", name, arguments)
        self.wait(lambda: self.js("return window.ended"), f"{name} does not end", seconds)
        assert self.js("return window.ended") == "well", name

    def open(self, path, kernel=True):
        self.driver.get(f"{self.url}{path}?reset&token={self.token}")
        self.wait(lambda: self.driver.execute_script(
            "return !!window.jupyterapp?.shell?.currentWidget?.context?.isReady"), f"{path} did not open")
        self.js("app.shell.collapseLeft?.()")
        if kernel:
            self.wait(lambda: self.js(STATUS) == "idle", "the kernel did not become idle")

    def theme(self, name):
        self.command("apputils:change-theme", theme=name)
        light = "true" if "Light" in name else "false"
        self.wait(lambda: self.js("return document.body.dataset.jpThemeLight") == light, f"{name} did not come")
        # The new theme fades in below a picture of its own.
        self.wait(lambda: not self.js("return document.querySelector('#jupyterlab-splash')"), "the splash stays")

    def outputs(self):
        """The outputs of every code cell, as in the notebook's file."""
        return self.js("return app.shell.currentWidget.content.widgets.filter(c => c.model.type === 'code')"
                       ".map(c => c.model.outputs.toJSON())")

    def write(self, code):
        """Puts code into the only cell, the cursor at its end, as if typed."""
        self.js("const book = app.shell.currentWidget.content; book.activeCellIndex = 0; book.mode = 'edit';"
                "const cell = book.activeCell; cell.model.sharedModel.setSource(arguments[0]);"
                "cell.model.outputs.clear(); cell.editor.focus();"
                "cell.editor.setCursorPosition(cell.editor.getPositionAt(arguments[0].length))", code)

    def start(self, code):
        """Starts a cell and returns once the kernel is at work on it."""
        self.write(code)
        self.js("app.commands.execute('notebook:run-cell')")
        self.wait(lambda: self.js(STATUS) == "busy", "the kernel did not become busy")

    def run(self, code):
        """Runs a cell to its end; its outputs' plain text, errors included."""
        self.write(code)
        self.command("notebook:run-cell")
        return self.shown()

    def shown(self):
        texts = []
        for output in self.outputs()[0]:
            text = output.get("text") or output.get("data", {}).get("text/plain") or output.get("traceback") or ""
            texts.append("".join(text) if isinstance(text, list) else text)
        return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(texts))

    def press(self, *keys):
        actions = ActionChains(self.driver)
        for key in keys[:-1]:
            actions.key_down(key)
        actions.send_keys(keys[-1])
        for key in reversed(keys[:-1]):
            actions.key_up(key)
        actions.perform()

    def complete(self, prefix):
        """Types the prefix and Tab, again if a slow kernel's answer came too late; the completions offered."""
        for attempts_left in (3, 2, 1, 0):
            self.write(prefix)
            self.visible(".jp-mod-completer-enabled")
            self.press(Keys.TAB)
            try:
                self.visible(".jp-Completer-item", seconds=8)
                break
            except TimeoutException:
                if attempts_left == 0:
                    raise
        return self.texts(".jp-Completer-item")

    def colours(self, selector):
        """Text and colour of each coloured piece of code there."""
        return self.js("return Object.fromEntries([...document.querySelectorAll(arguments[0] + ' .cm-line span')]"
                       ".map(span => [span.textContent, getComputedStyle(span).color]))", selector)

    def escape(self):
        self.press(Keys.ESCAPE)

    def picture(self, name):
        self.driver.save_screenshot(str(self.screenshots / f"{name}.png"))

    def pictures_of_cells(self, name, height=1600):
        """The whole notebook, screen after screen, and back to its top."""
        count, last = self.js("return app.shell.currentWidget.content.widgets.length"), -1
        for cell in range(count):
            top = self.js("const book = app.shell.currentWidget.content; book.activeCellIndex = arguments[0];"
                          "return book.activeCell.node.getBoundingClientRect().top +"
                          "book.outerNode.scrollTop", cell)
            if last < 0 or top - last > height * 0.7:
                self.driver.execute_async_script(
                    "const book = window.jupyterapp.shell.currentWidget.content, done = arguments[1];"
                    "book.scrollToItem(arguments[0], 'start').then("
                    "() => requestAnimationFrame(() => requestAnimationFrame(done)))", cell)
                self.picture(f"{name}-{cell + 1:02d}")
                last = top
