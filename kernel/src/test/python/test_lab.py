"""The quickstart in JupyterLab, in a browser without a screen: what a person does in the first minutes.

OCTET_MODELS names the folder of the lesson's model. OCTET_SCREENSHOTS names a folder for pictures of both themes.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[4] / "notebooks"
LESSON = "01-quickstart.ipynb"
PATIENCE = 60
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1300,1000",
        "--force-device-scale-factor=1",
    ):
        options.add_argument(flag)
    return webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))


class Lab(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        home = pathlib.Path(cls.folder.name)
        cls.settings = home / "settings"
        work = home / "notebooks"
        (work / "target").mkdir(parents=True)
        (work / "data").symlink_to(NOTEBOOKS / "data")
        (work / "target" / "models").symlink_to(os.environ["OCTET_MODELS"])
        lesson = json.loads((NOTEBOOKS / LESSON).read_text(encoding="utf-8"))
        for cell in lesson["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
            if "parameters" in cell["metadata"].get("tags", []):
                cell["source"] = "var samples = 20;"
        (work / LESSON).write_text(json.dumps(lesson), encoding="utf-8")
        environment = dict(
            os.environ,
            HOME=str(home),
            JUPYTER_PREFER_ENV_PATH="1",
            JUPYTER_DATA_DIR=str(home / "data"),
            JUPYTER_CONFIG_DIR=str(home / "config"),
            JUPYTER_RUNTIME_DIR=str(home / "runtime"),
            JUPYTERLAB_SETTINGS_DIR=str(cls.settings),
            JUPYTERLAB_WORKSPACES_DIR=str(home / "workspaces"),
        )
        cls.server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                "--port=0",
                "--IdentityProvider.token=",
                "--LabApp.expose_app_in_browser=True",
                "--LabApp.news_url=",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            ],
            cwd=work,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        cls.addClassCleanup(cls.end_server)
        for line in cls.server.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                cls.url = found.group()
                break
        # What it says later must not fill the pipe.
        threading.Thread(target=cls.server.stderr.read, daemon=True).start()
        cls.setting("notification", {"fetchNews": "false", "checkForUpdates": False})
        cls.theme("light")
        cls.driver = browser()
        cls.addClassCleanup(cls.driver.quit)
        cls.driver.set_script_timeout(PATIENCE)

    @classmethod
    def end_server(cls):
        cls.server.terminate()
        cls.server.wait()

    @classmethod
    def setting(cls, of, values):
        file = cls.settings / "@jupyterlab" / "apputils-extension" / (of + ".jupyterlab-settings")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))

    @classmethod
    def theme(cls, name):
        cls.setting("themes", {"theme": THEMES[name]})

    def command(self, name):
        """Gives a command, and does not wait for its end."""
        enabled = "return window.jupyterapp.commands.isEnabled(arguments[0])"
        self.until(lambda: self.driver.execute_script(enabled, name), "a command that can be given: " + name)
        self.driver.execute_script("window.jupyterapp.commands.execute(arguments[0])", name)

    def until(self, condition, what):
        try:
            return WebDriverWait(self.driver, PATIENCE).until(lambda _: condition())
        except TimeoutException:
            self.picture("failed")
            self.fail("not seen: " + what + "\n" + self.driver.find_element(By.TAG_NAME, "body").text[-3000:])

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, ".jp-NotebookPanel " + selector)

    def prompts(self):
        """Returns the prompts of all cells, also of those that are not drawn because they are out of sight."""
        return self.driver.execute_script(
            "return window.jupyterapp.shell.currentWidget.content.widgets"
            ".filter(cell => cell.model.type === 'code').map(cell => cell.prompt)"
        )

    def outputs(self):
        """Returns the MIME types of the outputs of all cells."""
        return self.driver.execute_script(
            "return window.jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.model.type === 'code')"
            ".map(cell => cell.model.outputs.toJSON().map(o => o.output_type + ' ' + Object.keys(o.data || {}).join(' ')))"
        )

    def picture(self, name):
        folder = os.environ.get("OCTET_SCREENSHOTS")
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            self.driver.save_screenshot(os.path.join(folder, name + ".png"))

    def open(self):
        self.driver.get(self.url + "/lab/tree/" + LESSON)
        self.until(lambda: self.all(".jp-Notebook .jp-CodeCell"), "the notebook's cells")
        self.until(
            lambda: self.driver.execute_script(
                "const panel = window.jupyterapp.shell.currentWidget;"
                "return panel && panel.content && panel.content.widgets && panel.context.isReady"
            ),
            "the notebook in front",
        )
        self.until(self.is_idle, "a kernel that is ready")

    def status(self):
        """Returns what the kernel is known to do; the indicator in the corner says idle before there is one."""
        return self.driver.execute_script(
            "const session = window.jupyterapp.shell.currentWidget.sessionContext;"
            "return session.isReady && session.session.kernel.connectionStatus === 'connected'"
            " && session.session.kernel.status"
        )

    def is_idle(self):
        return self.status() == "idle"

    def new_cell(self, source):
        """Adds a cell below all others and writes into it as a person would."""
        before = len(self.prompts())
        self.driver.execute_script(
            "const notebook = window.jupyterapp.shell.currentWidget.content;"
            "notebook.activeCellIndex = notebook.widgets.length - 1"
        )
        self.command("notebook:insert-cell-below")
        self.until(lambda: len(self.prompts()) > before, "a new cell")
        self.command("notebook:enter-edit-mode")
        editor = self.until(lambda: self.all(".jp-Cell.jp-mod-active.jp-mod-selected .cm-content"), "its editor")[0]
        editor.send_keys(source)
        return editor

    def show(self, selector):
        element = self.all(selector)[0]
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        self.until(element.is_displayed, selector)

    def test_quickstart(self):
        self.open()
        self.command("notebook:run-all-cells")
        self.until(lambda: all(re.fullmatch(r"\d+", p) for p in self.prompts()), "a number at every cell")
        self.until(self.is_idle, "a kernel that is done")
        outputs = [output for cell in self.outputs() for output in cell]
        self.assertFalse([output for output in outputs if output.startswith("error")], outputs)
        self.assertGreaterEqual(sum("text/html" in output for output in outputs), 5)
        self.assertGreaterEqual(sum("image/png" in output for output in outputs), 2)
        self.complete()
        self.interrupt()
        self.look("light")
        self.command("docmanager:save")
        self.until(lambda: not self.driver.execute_script("return window.jupyterapp.shell.currentWidget.context.model.dirty"), "the saved file")
        self.theme("dark")
        self.open()
        self.look("dark")

    def complete(self):
        editor = self.new_cell("model.cal")
        editor.send_keys(Keys.TAB)
        self.until(
            lambda: [e for e in self.driver.find_elements(By.CSS_SELECTOR, ".jp-Completer-item") if "calibrate" in e.text],
            "calibrate among the completions",
        )
        self.picture("completion")
        editor.send_keys(Keys.ESCAPE)

    def interrupt(self):
        self.new_cell("while (true) {}")
        self.command("notebook:run-cell")
        self.until(lambda: self.status() == "busy", "a running cell")
        self.command("notebook:interrupt-kernel")
        self.until(lambda: any(e.text.strip() == "Interrupted." for e in self.all(".jp-OutputArea-output")), "the interrupt")
        self.new_cell("40 + 2")
        self.command("notebook:run-cell")
        self.until(lambda: any(e.text.strip() == "42" for e in self.all(".jp-OutputArea-output")), "the next cell's value")

    def look(self, theme):
        """The tables and charts are on the page, and drawn."""
        self.driver.execute_script(
            "document.querySelectorAll('.jp-WindowedPanel-outer').forEach(panel => panel.scrollTop = 0)"
        )
        tables, charts = 0, 0
        for index, mimes in enumerate(self.outputs()):
            self.driver.execute_script(
                "const notebook = window.jupyterapp.shell.currentWidget.content;"
                "const codes = notebook.widgets.filter(cell => cell.model.type === 'code');"
                "notebook.activeCellIndex = notebook.widgets.indexOf(codes[%d]);"
                "return notebook.scrollToItem(notebook.activeCellIndex, 'start')" % index
            )
            if any("text/html" in mime for mime in mimes):
                self.until(lambda: self.all(".jp-mod-active .jp-OutputArea-output.jp-RenderedHTML"), "an output of HTML")
                tables += len(self.all(".jp-mod-active .jp-OutputArea-output table.dataframe"))
            if any("image/png" in mime for mime in mimes):
                picture = self.until(lambda: self.all(".jp-mod-active .jp-OutputArea-output img"), "a chart")[0]
                self.until(lambda: self.driver.execute_script("return arguments[0].naturalWidth", picture) > 300, "its picture")
                charts += 1
            self.picture("%s-%02d" % (theme, index))
        self.assertGreater(tables, 3)
        self.assertGreater(charts, 1)


if __name__ == "__main__":
    unittest.main()
