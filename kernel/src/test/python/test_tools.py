"""What other tools of Jupyter make of a notebook in Java."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import nbclient
import nbformat
from jupyter_client.kernelspec import get_kernel_spec
from kernel_case import KernelCase
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

CELLS = [
    "int square(int n) {\n\n    return n * n;\n}",
    'record Named(String name, int value) {}\nvar all = List.of(new Named("a", square(3)), new Named("b", 2));',
    "all.stream()\n    .mapToInt(Named::value)\n    .sum()",
    'System.out.println("printed");',
]


def notebook():
    kernel = {"display_name": "Java (Octet)", "language": "java", "name": "octet"}
    cells = [new_markdown_cell("# Title\n\nSome *text*.")] + [new_code_cell(source) for source in CELLS]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


class Tools(KernelCase):
    def test_language_is_told_as_editors_expect(self):
        request = self.client.kernel_info()
        info = self.reply(request)["language_info"]
        self.assertEqual(info["name"], "java", "the name by which VS Code knows the language")
        self.assertEqual(info["file_extension"], ".jshell")
        self.assertEqual(info["mimetype"], "text/x-java-source")
        self.assertEqual(info["pygments_lexer"], "java")
        self.assertEqual(info["codemirror_mode"], "text/x-java")
        self.assertEqual(info["nbconvert_exporter"], "script")
        self.assertTrue(info["version"])

    def test_nbclient_executes(self):
        done = nbclient.NotebookClient(notebook(), kernel_name="octet").execute()
        outputs = [output for cell in done.cells if cell.cell_type == "code" for output in cell.outputs]
        self.assertEqual(outputs[0]["data"]["text/plain"], "11")
        self.assertEqual(outputs[1]["text"], "printed\n")
        self.assertEqual(done.metadata["language_info"]["file_extension"], ".jshell")
        nbformat.validate(done)

    def test_script_of_nbconvert_runs(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "some.ipynb")
            done = nbclient.NotebookClient(notebook(), kernel_name="octet").execute()
            nbformat.write(done, file)
            convert = [sys.executable, "-m", "nbconvert", "--to", "script", str(file)]
            subprocess.run(convert, check=True, capture_output=True)
            script = file.with_suffix(".jshell")
            argv = get_kernel_spec("octet").argv
            run = [argv[0], "-jar", argv[argv.index("-jar") + 1], "run", str(script)]
            ours = subprocess.run(run, capture_output=True, text=True, check=False)
            self.assertEqual(ours.returncode, 0, ours.stderr)
            self.assertIn("\n11\n", ours.stdout)
            self.assertIn("\nprinted\n", ours.stdout)
            jshell = [str(pathlib.Path(argv[0]).with_name("jshell")), "-"]
            jdk = subprocess.run(jshell, input=script.read_text(), capture_output=True, text=True, check=False)
            self.assertEqual(jdk.returncode, 0, jdk.stderr)
            self.assertIn("printed", jdk.stdout)
            self.assertNotIn("Error", jdk.stdout)

    def test_page_of_nbconvert_has_the_outputs(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "some.ipynb")
            nbformat.write(notebook(), file)
            convert = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", str(file)]
            subprocess.run(convert, check=True, capture_output=True)
            self.assertIn("<pre>11</pre>", file.with_suffix(".html").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
