"""Libraries that a notebook adds, from a Maven repository in a folder: no network."""

import json
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

from kernel_case import KernelCase

import unittest


class Libraries(KernelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.javac = str(pathlib.Path(cls.manager.kernel_spec.argv[0]).with_name("javac"))
        for name, version, needs in [
            ("leaf", "1.0", None),
            ("leaf", "2.0", None),
            ("old", "1.0", "1.0"),
            ("young", "1.0", "2.0"),
            ("other", "1.0", None),
        ]:
            cls.library(name, version, needs)
        settings = cls.folder / "home" / ".m2" / "settings.xml"
        settings.parent.mkdir(parents=True)
        cls.settings = settings
        cls.say((cls.folder / "files").as_uri())

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        shutil.rmtree(cls.folder)

    @classmethod
    def say(cls, url, more=""):
        mirror = "<mirror><id>here</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>" % url
        cls.settings.write_text("<settings>%s<mirrors>%s</mirrors></settings>" % (more, mirror))

    @classmethod
    def library(cls, name, version, needs):
        """Adds a library of one class, which says its version, to the repository."""
        place = cls.folder / "files" / "tiny" / name / version
        place.mkdir(parents=True)
        source = place / (name.title() + ".java")
        source.write_text(
            'package tiny; public class %s { public static String version() { return "%s"; } }' % (source.stem, version)
        )
        subprocess.run([cls.javac, "-d", str(place), str(source)], check=True)
        with zipfile.ZipFile(place / ("%s-%s.jar" % (name, version)), "w") as jar:
            jar.write(place / "tiny" / (source.stem + ".class"), "tiny/" + source.stem + ".class")
        tag = "<dependency><groupId>tiny</groupId><artifactId>leaf</artifactId><version>%s</version></dependency>"
        (place / ("%s-%s.pom" % (name, version))).write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>tiny</groupId><artifactId>%s</artifactId>"
            "<version>%s</version><dependencies>%s</dependencies></project>"
            % (name, version, tag % needs if needs else "")
        )

    def setUp(self):
        self.run_cell('System.setProperty("user.home", %s);' % json.dumps(str(self.folder / "home")))

    def printed(self, code):
        reply, messages = self.run_cell(code)
        self.assertEqual(reply["status"], "ok", reply)
        return self.text(messages)

    def value(self, code):
        return self.result(self.run_cell(code)[1])[0]

    def failure(self, code):
        reply, _ = self.run_cell(code)
        self.assertEqual(reply["status"], "error")
        self.assertEqual(reply["ename"], "MagicError")
        return reply["evalue"]

    def test_maven(self):
        printed = self.printed("%maven tiny:young:1.0 tiny:old:1.0")
        self.assertIn("Added young 1.0, leaf 2.0, old 1.0", printed)
        self.assertIn("leaf in version 2.0, not 1.0, which old asks for", printed)
        self.assertEqual(self.value("tiny.Leaf.version() + tiny.Old.version()"), "2.01.0")
        printed = self.printed("%maven tiny:leaf:1.0")
        self.assertIn("leaf stays in version 2.0, which is loaded already; wanted was 1.0", printed)
        self.assertIn("tiny:laef:jar:1.0 is neither in", self.failure("%maven tiny:laef:1.0"))

    def test_maven_without_a_connection(self):
        self.say("http://127.0.0.1:1/maven")
        self.assertIn("'here' cannot be reached", self.failure("%maven tiny:other:1.0"))
        self.say("http://127.0.0.1:1/maven", "<offline>true</offline>")
        self.assertIn("says to stay offline", self.failure("%maven tiny:other:1.0"))
        self.say((self.folder / "files").as_uri())
        self.assertIn("Added other 1.0", self.printed("%maven tiny:other:1.0"))

    def test_pom_jars_class_path_and_load(self):
        pom = "<dependency><groupId>tiny</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
        self.printed("%%loadFromPOM\n" + pom % ("leaf", "2.0"))
        self.assertEqual(self.value("tiny.Leaf.version()"), "2.0")
        file = self.folder / "pom.xml"
        file.write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>some</groupId><artifactId>some</artifactId>"
            "<version>1</version><dependencies>%s</dependencies></project>" % pom % ("leaf", "2.0")
        )
        self.assertIn("Nothing to add", self.printed("%%loadFromPOM %s" % file))
        for magic, name in [("jars", "alone.jar"), ("classpath", "folder")]:
            source = self.folder / (magic.title() + "Class.java")
            source.write_text("package by; public class %s { public static int n = 7; }" % source.stem)
            subprocess.run([self.javac, "-d", str(self.folder / "folder"), str(source)], check=True)
            with zipfile.ZipFile(self.folder / "alone.jar", "w") as jar:
                jar.write(self.folder / "folder" / "by" / (source.stem + ".class"), "by/%s.class" % source.stem)
            self.printed("%%%s %s" % (magic, self.folder / name))
            self.assertEqual(self.value("by.%s.n" % source.stem), "7")
        script = self.folder / "some.jshell"
        script.write_text("int loaded = 6;\nint twice(int n) { return 2 * n; }\n")
        self.assertEqual(self.value("%%load %s\ntwice(loaded)" % script), "12")

    def test_hundreds_of_jars(self):
        folder = self.folder / ("long name of a folder " * 8)
        folder.mkdir()
        (source,) = (self.folder / "files" / "tiny" / "other").rglob("Other.class")
        for i in range(400):
            with zipfile.ZipFile(folder / ("library number %d.jar" % i), "w") as jar:
                jar.writestr("number%d/text.txt" % i, str(i))
                if i == 399:
                    jar.write(source, "tiny/Other.class")
        self.printed('%%jars "%s/*.jar"' % folder)
        self.assertEqual(self.value("tiny.Other.version()"), "1.0")


if __name__ == "__main__":
    unittest.main()
