"""The kernel as pip installs it, in an environment that holds nothing else of Octet's."""

import base64
import glob
import hashlib
import importlib.metadata
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

from jupyter_client.manager import start_new_kernel
from octet_kernel import archive


def jupyter_console(code):
    return subprocess.run(
        [sys.executable, "-m", "jupyter_console", "--kernel", "octet", "--simple-prompt"],
        input=code,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


ALONE = "from octet_kernel import javas; javas.USUAL.clear(); javas.USUAL_ELSEWHERE.clear(); print(javas.find()[0])"


def found_java(**environment):
    """Looks for a Java where nothing is but what is given; PATH holds none."""
    return subprocess.run(
        [sys.executable, "-c", ALONE],
        env={"PATH": os.path.dirname(sys.executable), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def pretended_java(home, release, javac=True):
    """Makes what looks like a Java, by the file that each carries."""
    for program in ["java", "javac"] if javac else ["java"]:
        file = pathlib.Path(home, "bin", program + (".exe" if os.name == "nt" else ""))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
        file.chmod(0o755)
    pathlib.Path(home, "release").write_text(release)
    return home


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
        done = found_java()
        self.assertEqual(done.returncode, 1)
        self.assertIn("there is no Java", done.stderr)
        self.assertIn("install a JDK of version 17 or later", done.stderr)
        self.assertNotIn("Traceback", done.stderr)

    def test_every_unfit_java_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            eight = pretended_java(folder + "/eight", 'JAVA_VERSION="1.8.0_402"\n')
            eleven = pretended_java(folder + "/eleven", 'JAVA_VERSION="11.0.22"\nMODULES="java.base jdk.jshell"\n')
            runtime = pretended_java(folder + "/jre", 'JAVA_VERSION="21.0.2"\nMODULES="java.base"\n', javac=False)
            path = os.pathsep.join([runtime + "/bin", os.path.dirname(sys.executable)])
            done = found_java(OCTET_JAVA_HOME=folder + "/none", JAVA_HOME=eight, PATH=eleven + "/bin:" + path)
            self.assertEqual(done.returncode, 1)
            self.assertIn("OCTET_JAVA_HOME is %s/none, but there is no " % folder, done.stderr)
            self.assertIn("(JAVA_HOME) is Java 8, which is too old", done.stderr)
            self.assertIn("(PATH) is Java 11, which is too old", done.stderr)
            self.assertIn("(PATH) is a runtime (JRE) without compiler and JShell", done.stderr)
            good = pretended_java(folder + "/good", 'JAVA_VERSION="21"\nMODULES="java.base jdk.compiler jdk.jshell"\n')
            done = found_java(JAVA_HOME=eight, PATH=path + os.pathsep + good + "/bin")
            self.assertTrue(done.stdout.startswith(good), done.stdout + done.stderr)
            done = found_java(OCTET_JAVA_HOME=good, JAVA_HOME=eight)
            self.assertTrue(done.stdout.startswith(good), done.stdout + done.stderr)

    def test_caches_are_where_the_system_keeps_them(self):
        home = os.path.expanduser("~")
        for platform, name, environment, expected in [
            ("linux", "posix", {}, home + "/.cache/octet/classes"),
            ("linux", "posix", {"XDG_CACHE_HOME": "/x"}, "/x/octet/classes"),
            ("darwin", "posix", {}, home + "/Library/Caches/octet/classes"),
            ("win32", "nt", {"LOCALAPPDATA": "/l"}, "/l/octet/classes"),
        ]:
            with self.subTest(platform=platform), mock.patch.object(sys, "platform", platform):
                with mock.patch.object(archive.os, "name", name), mock.patch.dict(os.environ, environment):
                    if not environment:
                        os.environ.pop("XDG_CACHE_HOME", None)
                    self.assertEqual(archive.cache(), expected)

    def test_classes_are_archived_at_the_first_start_and_used_at_the_next(self):
        with tempfile.TemporaryDirectory() as cache, mock.patch.dict(os.environ, {"XDG_CACHE_HOME": cache}):
            # The name of the file is the same on all systems; where its folder is only XDG tells in a test.
            if archive.cache() != os.path.join(cache, "octet", "classes"):
                self.skipTest("the cache of this system cannot be elsewhere")
            self.assertEqual(self.mapped(), "")
            until = time.time() + 300
            while not glob.glob(cache + "/octet/classes/*/octet.jsa") and time.time() < until:
                time.sleep(0.5)
            (made,) = glob.glob(cache + "/octet/classes/*/octet.jsa")
            self.assertEqual(os.listdir(os.path.dirname(made)).count("started"), 1)
            self.assertIn(made, self.mapped())

    def test_kernels_start_where_no_cache_can_be(self):
        with tempfile.NamedTemporaryFile() as file, mock.patch.dict(os.environ, {"XDG_CACHE_HOME": file.name}):
            self.assertEqual(self.mapped(), "")

    def mapped(self):
        """Starts a kernel and returns which archives its process has mapped."""
        manager, client = start_new_kernel(kernel_name="octet")
        try:
            with open("/proc/%d/maps" % manager.provisioner.process.pid, encoding="utf-8") as lines:
                return "".join(line for line in lines if "octet.jsa" in line)
        except FileNotFoundError:
            self.skipTest("this system does not tell what a process has mapped")
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    unittest.main()
