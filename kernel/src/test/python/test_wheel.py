"""The kernel as pip installs it, in an environment that holds nothing else of Octet's."""

import base64
import hashlib
import importlib.metadata
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest


def jupyter_console(code):
    return subprocess.run(
        [sys.executable, "-m", "jupyter_console", "--kernel", "octet", "--simple-prompt"],
        input=code,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def launcher(**environment):
    """Starts the launcher with no other environment than what is given; PATH holds no Java."""
    return subprocess.run(
        [sys.executable, "-m", "octet_kernel", "no-such-file.json"],
        env={"PATH": os.path.dirname(sys.executable), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class Wheel(unittest.TestCase):
    def test_console_answers(self):
        done = jupyter_console("40 + 2\n")
        self.assertIn("42", done.stdout, done.stderr)

    def test_every_file_is_as_recorded(self):
        files = importlib.metadata.files("octet-kernel")
        checked = 0
        for file in files:
            if file.hash and str(file).endswith((".jar", ".py", ".txt", ".json", "METADATA", "WHEEL")):
                content = pathlib.Path(file.locate()).read_bytes()
                digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                self.assertEqual(file.hash.value, digest, str(file))
                checked += 1
        self.assertGreater(checked, 20)

    def test_no_java_is_said_in_words(self):
        done = launcher()
        self.assertEqual(done.returncode, 1)
        self.assertIn("there is no Java", done.stderr)
        self.assertIn("install a JDK of version 17 or later", done.stderr)

    def test_wrong_java_home_is_said_in_words(self):
        self.assertIn("JAVA_HOME is /nowhere", launcher(JAVA_HOME="/nowhere").stderr)

    def test_old_java_is_said_in_words(self):
        with tempfile.TemporaryDirectory() as home:
            java = pathlib.Path(home, "bin", "java.exe" if os.name == "nt" else "java")
            java.parent.mkdir()
            java.write_text("")
            for version, number in [("1.8.0_402", 8), ("11.0.22", 11)]:
                pathlib.Path(home, "release").write_text('JAVA_VERSION="%s"\n' % version)
                self.assertIn("is Java %d, which is too old" % number, launcher(JAVA_HOME=home).stderr)
