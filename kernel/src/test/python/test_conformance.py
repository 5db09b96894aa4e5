"""Jupyter's own test suite for kernels, with every optional sample given; the pager is nothing for a notebook."""

import unittest

import jupyter_kernel_test


class OctetConformance(jupyter_kernel_test.KernelTests):
    kernel_name = "octet"
    language_name = "java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    code_generate_error = "int broken = 1 / 0;"
    completion_samples = [
        {"text": '"text".isBl', "matches": {"isBlank()"}},
        {"text": "Math.flo"},
        {"text": "int a = 1;\nvoid f() {}\nvar words = List.of(\"a\");\nwords.isEm", "matches": {"isEmpty()"}},
        {"text": "Stream.of(1)\n  .map(x -> x)\n  .distin", "matches": {"distinct()"}},
    ]
    complete_code_samples = ["1 + 1", "int x = 1;", "for (int i = 0; i < 3; i++) {\n}\nx", "", "%lsmagic", "// only this"]
    incomplete_code_samples = ["int f(int a) {", "foo(1,", 'String s = """\n  text', "/* open"]
    invalid_code_samples = ["int x = )", "void 3() {}", "import ;"]
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "new int[] {1, 2}", "result": "[1, 2]"},
        {"code": 'Table.create("t", IntColumn.create("n", 1))', "mime": "text/html"},
    ]
    code_display_data = [
        {"code": 'display("<b>bold</b>", "text/html")', "mime": "text/html"},
        {"code": 'display(Table.create("t"))', "mime": "text/html"},
        {"code": 'display(new XYChartBuilder().build())', "mime": "image/png"},
        {"code": 'display("x")', "mime": "text/plain"},
    ]
    code_history_pattern = "1 ?*2"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "String.valueOf("
    code_clear_output = "clearOutput()"


if __name__ == "__main__":
    unittest.main()
