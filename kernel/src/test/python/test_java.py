"""Java as people write it in notebooks."""

import unittest

from kernel_case import KernelCase


class Java(KernelCase):
    def value(self, code):
        reply, messages = self.run_cell(code)
        self.assertEqual(reply["status"], "ok", (code, reply))
        self.assertEqual(self.text(messages, "stderr"), "", code)
        return "".join(self.result(messages))

    def check(self, *cells):
        """Runs cells; each is code and what its last expression comes to."""
        for code, expected in cells:
            with self.subTest(code=code):
                self.assertEqual(self.value(code), expected)

    def test_types(self):
        self.check(
            (
                "sealed interface Expr permits Num, Add {}\nrecord Num(int v) implements Expr {}\n"
                "record Add(Expr l, Expr r) implements Expr {}",
                "",
            ),
            (
                "int eval(Expr e) {\n    if (e instanceof Num n) return n.v();\n"
                "    if (e instanceof Add a) return eval(a.l()) + eval(a.r());\n    throw new IllegalStateException();\n}\n"
                "eval(new Add(new Num(1), new Num(2)))",
                "3",
            ),
            ("<T extends Comparable<T>> T most(List<T> l) { return Collections.max(l); }\nmost(List.of(1, 5, 3))", "5"),
            (
                "record Gen<T extends Number>(T val) { static <U extends Number> Gen<U> of(U u) { return new Gen<>(u); } }\nGen.of(3).val()",
                "3",
            ),
            (
                "class Outer { static class Nested { int v = 1; } class Inner { int w = 2; } enum E { A } record R(int q) {} }\n"
                "new Outer.Nested().v + new Outer().new Inner().w + new Outer.R(3).q()",
                "6",
            ),
            (
                'enum Op implements IntBinaryOperator { PLUS("+") { public int applyAsInt(int a, int b) { return a + b; } };\n'
                "  final String s; Op(String s) { this.s = s; } }\nOp.PLUS.applyAsInt(1, 2) + Op.PLUS.s",
                "3+",
            ),
            (
                "import java.lang.annotation.*;\n@Retention(RetentionPolicy.RUNTIME) @interface Mark { String value() default \"m\"; }\n"
                '@Mark("z") class Marked {}\nMarked.class.getAnnotation(Mark.class).value()',
                "z",
            ),
            (
                "abstract class Base { abstract int f(); static int made; { made++; } }\nclass Derived extends Base { int f() { return 9; } }\n"
                "new Derived().f() + new Base() { int f() { return 1; } }.f() + Base.made",
                "12",
            ),
            ("@FunctionalInterface\ninterface Tri { int of(int a, int b, int c); }\nTri tri = (a, b, c) -> a + b + c;\ntri.of(1, 2, 3)", "6"),
        )

    def test_statements(self):
        self.check(
            ('String t = """\n    Hello,\n      "World" \\\n    joined""";\nt', 'Hello,\n  "World" joined'),
            ("int i = 5;\nif (i > 9) {\n    i = 0;\n}\nelse {\n    i = 6;\n}\ni", "6"),
            ('try {\n    throw new IOException("x");\n}\ncatch (IOException e) {\n    i = 7;\n}\nfinally {\n    i++;\n}\ni', "8"),
            ("int r = switch (i) { case 8 -> 50; default -> { yield 0; } };\nr", "50"),
            ("label: for (int q = 0; q < 3; q++) for (int w = 0; w < 3; w++) { if (w == 1) continue label; i++; }\ni", "11"),
            ("Object obj = 5; obj instanceof Integer n && n > 3", "true"),
            ("int y = 1, z = 2; y + z", "3"),
            ("i++", "11"),
            ("1L << 40", "1099511627776"),
            ("var lock = new Object(); synchronized (lock) { i = 1; }\ni", "1"),
            ("var anonymous = new Object() { int hidden = 5; };\nanonymous.hidden", "5"),
            ("static int shared = 3; public int open = 4; private int closed = 5; shared + open + closed", "12"),
        )

    def test_cells_without_code(self):
        for code in ("", "   \n\t", "// only a comment", "/* block\n comment */", "/** Javadoc only */", ";"):
            self.check((code, ""))

    def test_characters(self):
        self.check(
            ('String 日本 = "漢字 😀"; String naïve = "é";\n日本 + naïve', "漢字 😀é"),
            ('"a😀".codePointCount(0, 3)', "2"),
            ("'é'", "é"),
            ('"\\u00e9\\t|"', "é\t|"),
        )

    def test_references_within_and_across_cells(self):
        self.check(
            ("class A { B b; int v = 1; }\nclass B { A a; int w = 2; }\nvar a = new A(); a.b = new B(); a.b.a = a; a.b.a.b.w", "2"),
            ("int even(int n) { return n == 0 ? 1 : odd(n - 1); }\nint odd(int n) { return n == 0 ? 0 : even(n - 1); }\neven(10)", "1"),
            ("int base = 2;\nint scaled(int n) { return base * n; }", ""),
            ("base = 3;", ""),
            ("scaled(4)", "12"),
        )
        _, messages = self.run_cell("int forward() { return later() + 1; }\nclass Uses { Missing m; int go() { return m.v(); } }")
        self.assertIn("forward cannot be used until this is declared: method later()", self.text(messages, "stderr"))
        self.assertIn("Uses cannot be used until this is declared: class Missing", self.text(messages, "stderr"))
        self.check(
            ("int later() { return 41; }\nrecord Missing(int v) {}", ""),
            ("forward()", "42"),
            ("var uses = new Uses(); uses.m = new Missing(3); uses.go()", "3"),
        )

    def test_what_is_wrong_is_told_with_its_line(self):
        for code, line, words in (
            ("int fine = 1;\nint bad = ;", 2, "illegal start of expression"),
            ("int fine = 1;\n\nint bad = \"a\";", 3, "incompatible types"),
            ("import no.such.Thing;", 1, "package no.such does not exist"),
            ("int one = 1\nint two = 2", 1, "';' expected"),
            ("void f() {\n  int x = 1;\n  nowhere++;\n}\nf();", 1, "cannot be used until this is declared: variable nowhere"),
            ("record Positive(int n) { Positive { } }", 1, "write public before it"),
        ):
            with self.subTest(code=code):
                reply, messages = self.run_cell(code)
                told = "\n".join(reply.get("traceback", [])) + self.text(messages, "stderr")
                self.assertEqual(reply["status"], "error", reply)
                self.assertIn(words, told)
                self.assertRegex(told, rf"line {line}\b|:{line}\b|missing|y")

    def test_failures_in_lambdas_name_their_lines(self):
        reply, _ = self.run_cell("List.of(1, 2, 0)\n    .stream()\n    .map(i -> {\n        return 10 / i;\n    })\n    .toList()")
        told = "\n".join(reply["traceback"])
        self.assertEqual(reply["ename"], "ArithmeticException")
        self.assertIn("]:4", told)
        self.assertIn("]:6", told)

    def test_errors_of_the_jvm_leave_the_kernel_alive(self):
        for code, name in (
            ("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)", "StackOverflowError"),
            ("var big = new long[Integer.MAX_VALUE];", "OutOfMemoryError"),
        ):
            with self.subTest(name=name):
                self.assertEqual(self.run_cell(code)[0]["ename"], name)
        self.check(("40 + 2", "42"))

    def test_large_outputs(self):
        self.assertEqual(len(self.value('"x".repeat(3_000_000)')), 3_000_000)
        _, messages = self.run_cell('System.out.println("y".repeat(5_000_000));')
        self.assertEqual(len(self.text(messages)), 5_000_001)
        self.assertTrue(self.value("new int[1_000_000]").startswith("[0, 0, 0"))

    def test_threads(self):
        _, messages = self.run_cell(
            "var pool = Executors.newFixedThreadPool(4);\n"
            "for (int i = 0; i < 40; i++) { int n = i; pool.submit(() -> System.out.println(\"job \" + n)); }\n"
            "pool.shutdown(); pool.awaitTermination(60, TimeUnit.SECONDS)"
        )
        self.assertEqual(sorted(self.text(messages).split("\n")[:-1]), sorted(f"job {i}" for i in range(40)))

    def test_switch_patterns(self):
        if int(self.value("Runtime.version().feature()")) < 21:
            self.skipTest("patterns in switch came with Java 21")
        self.check(
            (
                "sealed interface Shape permits Circle, Square {}\nrecord Circle(double r) implements Shape {}\n"
                "record Square(double s) implements Shape {}",
                "",
            ),
            (
                "double area(Shape shape) {\n    return switch (shape) {\n        case Circle(double r) -> r * 3;\n"
                "        case Square(var s) when s > 1 -> s * s;\n        case Square s -> 0;\n    };\n}\n"
                "area(new Circle(2)) + area(new Square(3)) + area(new Square(1))",
                "15.0",
            ),
        )


if __name__ == "__main__":
    unittest.main()
