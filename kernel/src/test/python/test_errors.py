"""What a reader is told when code fails, wherever the trace is printed."""

import re
import unittest

from kernel_case import KernelCase

INVENTED = ("REPL", "JShell", "do_it", "octet.kernel", "jdk.internal.reflect", "loader 'cells'")


class Errors(KernelCase):
    def assert_readable(self, text):
        for word in INVENTED:
            self.assertNotIn(word, text)

    def failure(self, code):
        reply, messages = self.run_cell(code)
        self.assertEqual(reply["status"], "error", code)
        text = re.sub("\x1b\\[[0-9;]*m", "", "\n".join(reply["traceback"]))
        self.assert_readable(text)
        self.assert_readable(reply["evalue"])
        return reply, text

    def printed(self, code):
        reply, messages = self.run_cell(code)
        self.assertEqual(reply["status"], "ok", reply)
        text = self.text(messages, "stderr")
        self.assert_readable(text)
        return reply["execution_count"], text

    def test_error_names_cell_and_line(self):
        _, text = self.failure("int x = 1;\n\nint y = missing + x;")
        self.assertIn("line 3", text)
        self.assertIn("^^^^^^^", text)
        self.assertIn("cannot find symbol", text)
        self.run_cell('void g() {\n  throw new IllegalStateException("low");\n}')
        reply, text = self.failure('try { g(); } catch (Exception e) {\n  throw new RuntimeException("high", e); }')
        self.assertEqual(reply["ename"], "RuntimeException")
        self.assertIn("Caused by", text)
        self.assertIn("low", text)
        self.assertNotIn("FutureTask", text)

    def test_printed_traces_name_cells_and_lines(self):
        self.run_cell("import java.util.logging.*;")
        reply, _ = self.run_cell(
            'class Deep {\n  int n;\n\n  void go() {\n    throw new IllegalStateException("low");\n  }\n}\n'
            "void go() {\n  new Deep().go();\n}"
        )
        declared = reply["execution_count"]
        # More imports move the lines of classes that are made later.
        self.run_cell("import java.time.*;\nimport java.text.*;")
        cell, text = self.printed("int a = 1;\ntry {\n  go();\n} catch (Exception e) {\n  e.printStackTrace();\n}")
        self.assertEqual(
            text.strip().splitlines(),
            [
                "java.lang.IllegalStateException: low",
                f"\tat Deep.go(In [{declared}]:5)",
                f"\tat go(In [{declared}]:9)",
                f"\tat cell(In [{cell}]:3)",
            ],
        )
        cell, text = self.printed("var t = new Thread(() -> {\n  go();\n}, \"worker\");\nt.start(); t.join();")
        self.assertIn('Exception in thread "worker" java.lang.IllegalStateException: low', text)
        self.assertIn(f"\tat lambda(In [{cell}]:2)", text)
        cell, text = self.printed(
            'int b = 1;\nLogger.getLogger("x").log(Level.WARNING, "oops", new RuntimeException("r", new IOException("c")));'
        )
        self.assertIn(f"\tat cell(In [{cell}]:2)", text)
        self.assertIn("Caused by: java.io.IOException: c", text)

    def test_messages_of_the_jvm(self):
        self.run_cell("String word; int size(String text) { return text.length(); }")
        self.assertIn('because "word" is null', self.failure("word.length()")[0]["evalue"])
        self.assertIn('because "text" is null', self.failure("size(word)")[0]["evalue"])
        self.run_cell("class Box { String name; }\nObject box = new Box();")
        self.assertIn('because "box.name" is null', self.failure("((Box) box).name.length()")[0]["evalue"])
        reply, _ = self.failure("(Integer) box")
        self.assertEqual(reply["evalue"], "class Box cannot be cast to class java.lang.Integer")
        self.run_cell("class Box { int side; }")
        reply, _ = self.failure("(Box) box")
        self.assertIn("Box cannot be cast to class Box, which was declared anew", reply["evalue"])

    def test_messages_of_the_compiler(self):
        self.run_cell("int half(int n) { return n / 2; }")
        reply, _ = self.failure("half(1, 2)")
        self.assertTrue(reply["evalue"].startswith("method half cannot be applied"), reply["evalue"])
        self.run_cell("class Mine extends RuntimeException {}")
        self.assertEqual(self.failure("throw new Mine();")[0]["ename"], "Mine")

    def test_objects_without_words_of_their_own(self):
        _, messages = self.run_cell("class Plain {}\nSystem.out.println(new Plain());\nnew Plain()")
        self.assertRegex(self.text(messages), r"^Plain@[0-9a-f]+\s*$")
        self.assertRegex(self.result(messages)[0], r"^Plain@[0-9a-f]+$")

    def test_exit_does_not_end_the_kernel(self):
        self.run_cell("int before = 7;")
        for code in (
            "System.exit(3);",
            "Runtime.getRuntime().exit(3);",
            "Runtime.getRuntime().halt(3);",
            "IntConsumer leave = System::exit; leave.accept(3);",
            "void stop() { System.exit(3); }\nstop();",
        ):
            with self.subTest(code=code):
                reply, text = self.failure(code)
                self.assertEqual(reply["ename"], "SystemExit")
                self.assertIn("the kernel goes on", reply["evalue"])
        _, text = self.printed("var t = new Thread(() -> System.exit(3)); t.start(); t.join();")
        self.assertIn("SystemExit: System.exit(3)", text)
        self.assertEqual(self.result(self.run_cell("before")[1]), ["7"])


if __name__ == "__main__":
    unittest.main()
