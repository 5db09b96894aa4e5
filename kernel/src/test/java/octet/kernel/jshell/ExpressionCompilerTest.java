package octet.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import octet.kernel.cell.Cell;
import octet.kernel.cell.Sink;
import octet.notebook.Rich;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cell must come to the same whether its expressions are compiled directly or by JShell. */
class ExpressionCompilerTest {
    private static final List<String> IMPORTS = List.of("import java.util.*;", "import java.util.stream.*;");
    private static final Sink NOBODY = new Nobody();

    private static Engine direct;
    private static Engine jshell;
    private static int count;

    @BeforeAll
    static void start() {
        direct = Engine.start(IMPORTS);
        jshell = Engine.start(IMPORTS, false);
        for (String cell : List.of(
                "int n = 3;",
                "int[] squares = {1, 4, 9};",
                "String twice(String s) {\n  return s + s;\n}",
                "void fail() {\n  throw new IllegalStateException(\"low\");\n}",
                "int later() { return notYet(); }",
                "record Point(int x, int y) {}",
                "<T> T same(T t) { return t; }")) {
            outcome(direct, cell);
            outcome(jshell, cell);
        }
    }

    @AfterAll
    static void end() {
        direct.close();
        jshell.close();
    }

    @Test
    void theJdkOfThisBuildHasIt() {
        try (JShell shell = JShell.create()) {
            assertThat(ExpressionCompiler.of(shell)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 1",
                "n",
                "n + 1;",
                "  n",
                "n // why",
                "n /* why",
                "n)",
                "n) + (n",
                "1 2",
                "n; n + 1",
                "twice(\"a\") + n",
                "n + 1;",
                "n++",
                "n += 2",
                "n = 7",
                "squares[1] = 5",
                "squares.length",
                "twice(\"a\")",
                "twice(\"a\");\ntwice(\"b\");",
                "// comment\ntwice(\"a\") // more",
                "/* open */ n /* close */",
                "new Point(1, 2)",
                "new Point(1, 2).x()",
                "new int[] {1, 2}[1]",
                "new Object() { int a = 4; }.a",
                "n > 2 ? \"big\" : null",
                "n < 3 && n > 1",
                "squares instanceof int[]",
                "(Object) n",
                "(n)",
                "-n",
                "!true",
                "'c'",
                "null",
                "\"\"\"\n  text\n  \"\"\"",
                "List.of(1, 2)\n  .stream()\n  .map(i -> i * n)\n  .collect(Collectors.toList())",
                "List.<String>of()",
                "same(null)",
                "same(n)",
                "switch (n) { case 1 -> \"a\"; default -> \"b\"; }",
                "System.getProperty(\"java.version\").isEmpty()",
                "List.of(1).forEach(i -> fail())",
                "Thread.onSpinWait()",
                "Objects.requireNonNull(n);",
                "fail()",
                "n +\n  squares[\n    7]",
                "same(1 / (n - n))",
                "later()",
                "nowhere + 1",
                "n + \"a\".foo()",
                "() -> 1",
                "fail() + 1",
                "int m = n; m + 1",
                "record.of(1)",
                "String a, b",
                "List<String> names = List.of(\"x\"); names.get(0)",
                "final int k = 2; k",
                "{ int hidden = 1; }",
                "if (n > 0) n--;",
                "outer: for (int i = 0; i < 2; i++) { continue outer; }",
                "throw new Exception(\"mine\")"
            })
    void sameAsJShell(String cell) {
        assertThat(outcome(direct, cell)).isEqualTo(outcome(jshell, cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "f(x)", "a.b.c()", "new A<>(1)", "x instanceof A", "x++", "a[1] = 2", "a == b", "// c\nf()"
            })
    void looksLikeAnExpression(String code) {
        assertThat(ExpressionCompiler.mayBeExpression(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int n",
                "int[] n = {}",
                "int n[]",
                "Map<String, List<int[]>> m",
                "java.util.List<?> all = null",
                "import a.b;",
                "void f() {}",
                "@A class B {}",
                "final var x = 1",
                "class A {}",
                "record R(int x) {}",
                "x = 1",
                "{ f(); }",
                "if (a) b();",
                "for (;;) {}",
                "return",
                "throw x",
                "/* a */ int n",
                "// only this",
                ""
            })
    void looksLikeSomethingElse(String code) {
        assertThat(ExpressionCompiler.mayBeExpression(code)).isFalse();
    }

    private static String outcome(Engine engine, String code) {
        Cell cell = new Cell(engine == direct ? ++count : count, NOBODY);
        try {
            Engine.Evaluation evaluation = engine.evaluate(code, 1, cell);
            return evaluation.value().map(ExpressionCompilerTest::words) + " " + evaluation.notices();
        } catch (CellFailure.NotCompiled failure) {
            return failure.problems().toString();
        } catch (CellFailure.Thrown failure) {
            return failure.chain().toString();
        } catch (CellFailure failure) {
            return failure.toString();
        }
    }

    private static String words(Object value) {
        return Optional.of(value.toString())
                .filter(text -> !text.contains("@"))
                .orElse(value.getClass().getSimpleName());
    }

    private static final class Nobody implements Sink {
        @Override
        public void text(Stream stream, String text) {}

        @Override
        public String ask(String prompt, boolean secret) {
            return "";
        }

        @Override
        public void show(String id, Rich value) {}

        @Override
        public void update(String id, Rich value) {}

        @Override
        public void clear(boolean wait) {}
    }
}
