"""What a front end asks while somebody types: completion, documentation, is it complete."""

import os
import tempfile
import time
import unittest

from kernel_case import KernelCase


class Editor(KernelCase):
    def complete(self, code, cursor=None):
        reply = self.reply(self.client.complete(code, cursor))
        self.assertEqual(reply["status"], "ok")
        return reply

    def completed(self, code):
        """Returns what the code becomes with each match."""
        reply = self.complete(code)
        return [code[: reply["cursor_start"]] + match + code[reply["cursor_end"] :] for match in reply["matches"]]

    def inspect(self, code, cursor=None, detail=0):
        return self.reply(self.client.inspect(code, cursor, detail))

    def is_complete(self, code):
        return self.reply(self.client.is_complete(code))

    def test_completion_has_types_and_signatures(self):
        reply = self.complete('"text".subs')
        types = {one["text"]: one for one in reply["metadata"]["_jupyter_types_experimental"]}
        self.assertEqual([one["text"] for one in types.values()], reply["matches"])
        function = types["substring("]
        self.assertEqual(function["type"], "function")
        self.assertIn("(int beginIndex, int endIndex) : String", function["signature"])
        self.assertEqual((function["start"], function["end"]), (reply["cursor_start"], reply["cursor_end"]))
        for code, text, kind in (("Strin", "String", "class"), ("java.ut", "util.", "module"), ("System.o", "out", "variable")):
            with self.subTest(code=code):
                self.assertEqual(self.kind(code, text), kind)

    def kind(self, code, text):
        """Returns the type of a completion; those of packages come when JShell has listed them in the background."""
        for _ in range(60):
            for one in self.complete(code)["metadata"]["_jupyter_types_experimental"]:
                if one["text"] == text:
                    return one["type"]
            time.sleep(0.5)
        return None

    def test_completion_in_chains_and_behind_emoji(self):
        self.assertIn("distinct()", self.complete("Stream.of(1)\n  // all\n  .map(x -> x)\n  .distin")["matches"])
        self.assertIn("load(", self.complete("loa")["matches"])
        code = 'String s = "😀"; s.isBl'
        self.assertEqual(self.completed(code), ['String s = "😀"; s.isBlank()'])
        code = "var a = 1; a.x(); String t; t.isBl + 1"
        reply = self.complete(code, code.index(" + 1"))
        self.assertEqual(code[reply["cursor_start"] : reply["cursor_end"]], "isBl")

    def test_completion_of_paths(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = folder.replace("\\", "/")
            os.mkdir(folder + "/models")
            for name in ("models/small.onnx", "models/smaller model.onnx", "mode.txt", ".hidden"):
                open(f"{folder}/{name}", "w", encoding="utf-8").close()
            self.assertEqual(
                self.completed(f'load("{folder}/mod'), [f'load("{folder}/mode.txt', f'load("{folder}/models/']
            )
            self.assertEqual(
                self.completed(f'var é = 1;\nvar m = load("{folder}/models/smaller m'),
                [f'var é = 1;\nvar m = load("{folder}/models/smaller model.onnx'],
            )
            self.assertNotIn(".hidden", self.complete(f'load("{folder}/')["matches"])
            self.assertEqual(self.complete(f'f("{folder}/nothing')["matches"], [])
            self.assertEqual(self.completed(f"%load {folder}/mode."), [f"%load {folder}/mode.txt"])
            self.assertEqual(self.completed(f'%jars "{folder}/models/smaller '), [f'%jars "{folder}/models/smaller model.onnx'])
            kinds = self.complete(f'load("{folder}/mod')["metadata"]["_jupyter_types_experimental"]
            self.assertEqual([one["type"] for one in kinds], ["path", "path"])

    def test_completion_of_magics(self):
        self.assertEqual(self.completed("%ma"), ["%maven"])
        self.assertEqual(self.completed("int a = 1;\n%%loadF"), ["int a = 1;\n%%loadFromPOM"])
        self.assertIn("lsmagic", self.complete("%")["matches"])
        self.assertEqual(self.completed('%time "a".isBl'), ['%time "a".isBlank()'])
        # A percent sign inside of a statement is Java's.
        self.run_cell("int mass = 7;")
        self.assertIn("mass", self.complete("int r = (100\n%mas")["matches"])

    def test_inspection_of_octets_own_api(self):
        for code, word in (
            ("load(", "Loads a float model"),
            ("Model", "float model"),
            ("Metric.top1(", "label"),
            ("display(", "Shows"),
        ):
            with self.subTest(code=code):
                reply = self.inspect(code)
                self.assertTrue(reply["found"], code)
                self.assertIn(word, reply["data"]["text/plain"])
                self.assertIn(word, reply["data"]["text/html"])
                self.assertTrue(reply["data"]["text/html"].startswith("<"))
        self.assertNotIn("{@", self.inspect("load(")["data"]["text/plain"])

    def test_inspection_of_the_jdk_and_of_cells(self):
        reply = self.inspect("String.valueOf(1)", 10)
        self.assertTrue(reply["found"])
        self.assertIn("<pre>String String.valueOf(", reply["data"]["text/html"])
        self.run_cell("/** Doubles. */\nint twice(int n) {\n  return 2 * n;\n}")
        self.assertNotIn("return 2 * n", self.inspect("twice(1)", 3)["data"]["text/plain"])
        detailed = self.inspect("twice(1)", 3, 1)["data"]
        self.assertIn("int twice(int n)", detailed["text/plain"])
        self.assertIn("return 2 * n", detailed["text/plain"])
        self.assertIn("<pre>", detailed["text/html"])
        self.assertIn("%maven", self.inspect("%maven a:b:1", 3)["data"]["text/plain"])
        self.assertFalse(self.inspect("nowhere", 3)["found"])
        self.assertEqual(self.inspect("nowhere", 3)["data"], {})

    def test_readiness(self):
        for code in (
            "1 + 1",
            "int x = 1",
            "if (true) f();",
            "if (true) { f(); } else { g(); }",
            "class A {\n  int f() { return 1; }\n}",
            "@Deprecated\nvoid f() {}",
            "@FunctionalInterface interface F { void f(); }",
            'String s = """\n  text\n  """;',
            "// only a comment",
            "/* a\n comment */",
            "Stream.of(1)\n  .map(x -> x)\n  .toList()",
            "for (int i = 0; i < 3; i++) f();",
            "int[] a = {1, 2}",
            "",
        ):
            with self.subTest(code=code):
                self.assertEqual(self.is_complete(code)["status"], "complete")
        for code in ("int x = )", "1 +* 2", "void 3() {}", "class { }", "foo(1,)", "else { }"):
            with self.subTest(code=code):
                self.assertEqual(self.is_complete(code)["status"], "invalid")

    def test_indent(self):
        for code, indent in (
            ("int f() {", 4),
            ("class A {\n    int f() {", 8),
            ("class A {\n    int f() {\n        return 1;", 8),
            ("class A {\n    int f() {\n        return 1;\n    }", 4),
            ("class A {\n    int f() {\n        return 1;\n    }\n", 4),
            ("foo(1,", 4),
            ("foo(bar(1), new int[] {", 4),
            ("if (a > 1)", 4),
            ("if (a) {\n    f();\n} else {", 4),
            ("for (int i = 0; i < 3; i++)", 4),
            ("while (true)", 4),
            ("do", 4),
            ("int total =", 4),
            ("Runnable r = () ->", 4),
            ("Stream.of(1)\n    .map(x -> {", 8),
            ("switch (x) {\n    case 1:", 8),
            ('String s = """\n  text', 2),
            ("/* open", 0),
            ("@Deprecated", 0),
            ("void f() { // {{{", 4),
            ('void f(String s) {\n    g("{");', 4),
        ):
            with self.subTest(code=code):
                reply = self.is_complete(code)
                self.assertEqual((reply["status"], len(reply.get("indent", ""))), ("incomplete", indent))


if __name__ == "__main__":
    unittest.main()
