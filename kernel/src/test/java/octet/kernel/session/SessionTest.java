package octet.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import octet.kernel.jshell.Introspection.Readiness;
import octet.notebook.Rich;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    private static Session session;
    private static int count;

    private RecordingSink sink;

    @BeforeAll
    static void start() {
        session = Session.start();
    }

    @AfterAll
    static void end() {
        session.close();
    }

    private Outcome run(String code) {
        sink = new RecordingSink();
        return session.execute(code, ++count, sink);
    }

    private String value(String code) {
        Outcome outcome = run(code);
        assertThat(outcome).as(code).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).value().map(Rich::plain).orElse("nothing");
    }

    private Outcome.Failed failure(String code) {
        Outcome outcome = run(code);
        assertThat(outcome).as(code).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) outcome;
    }

    private static String traceback(Outcome.Failed failure) {
        return String.join("\n", failure.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Test
    void lastExpression_isTheValue() {
        assertThat(value("1 + 1")).isEqualTo("2");
        assertThat(value("int a = 3;")).isEqualTo("nothing");
        assertThat(value("int b = 3; b")).isEqualTo("3");
        assertThat(value("b = 4")).isEqualTo("nothing");
        assertThat(value("\"text\"")).isEqualTo("text");
        assertThat(value("null")).isEqualTo("nothing");
        assertThat(value("new double[] {1, 2}")).isEqualTo("[1.0, 2.0]");
        assertThat(value("int twice(int i) { return 2 * i; }\n\ntwice(b)")).isEqualTo("8");
        assertThat(value("record P(int x) {}\nnew P(1)")).isEqualTo("P[x=1]");
        assertThat(value("")).isEqualTo("nothing");
        assertThat(value("// nothing here")).isEqualTo("nothing");
    }

    @Test
    void values_areObjectsAndNotStrings() {
        Outcome.Done done = (Outcome.Done) run("Table.create(\"t\", IntColumn.create(\"n\", 1, 2))");
        assertThat(done.value().orElseThrow().data()).containsKeys("text/html", "text/plain");
    }

    @Test
    void chainOverLines_isOneStatement() {
        assertThat(value("""
                var words = Stream.of("b", "a")
                    // sorted by name
                    .sorted()

                    .map(w -> {
                        return w + w;
                    })
                    /* joined */ .collect(Collectors.joining("-"));
                words
                  .toUpperCase()
                  .strip()""")).isEqualTo("AA-BB");
    }

    @Test
    void textBlockAndUnicode_areKept() {
        assertThat(value("String s = \"\"\"\n  %time é\n  😀\"\"\";\ns")).isEqualTo("%time é\n😀");
    }

    @Test
    void variables_surviveWhatComesLater() {
        run("int base() { return 40; }\nint sum = base() + 2;\nObject o = new Object[] {1};");
        run("int base() { return 0; }");
        run("import java.time.Duration;");
        assertThat(value("sum")).isEqualTo("42");
        assertThat(value("o")).isEqualTo("[1]");
    }

    @Test
    void variableOfARedeclaredClass_isSaidToBeLost() {
        run("record Box(int side) {}\nvar box = new Box(3);");
        run("record Box(int side, int depth) {}");
        assertThat(sink.err()).contains("variable box was lost").contains("set it again");
    }

    @Test
    void classesThatNeedEachOther_mayComeInOneCell() {
        assertThat(value("class Ping { Pong p; }\nclass Pong { Ping p; }\nnew Ping().p == null"))
                .isEqualTo("true");
        assertThat(sink.err()).isEmpty();
    }

    @Test
    void unfinishedDeclaration_saysWhatIsMissing() {
        run("int later() { return notYet() + 1; }");
        assertThat(sink.err())
                .contains("later")
                .contains("cannot be used until")
                .contains("notYet");
        Outcome.Failed failure = failure("later()");
        assertThat(failure.message()).contains("notYet");
    }

    @Test
    void compileError_hasCellLineAndCaret() {
        Outcome.Failed failure = failure("int one = 1;\n\nint two = nowhere + one;");
        assertThat(traceback(failure)).isEqualTo("""
                In [%d], line 3
                  int two = nowhere + one;
                            ^^^^^^^
                error: cannot find symbol
                  symbol:   variable nowhere""".formatted(count));
        assertThat(failure.name()).isEqualTo("CompilationError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int f(", "foo(1,", "\"\"\"\n text", "{ int x = 1;", "/* open"})
    void unfinishedCode_isNotRun(String code) {
        assertThat(failure("int ran = 1;\n" + code).message()).contains("the cell ends before this does");
    }

    @Test
    void exception_hasItsCausesAndOnlyTheReadersFrames() {
        int cell = count + 1;
        run("void inner() {\n  throw new IllegalStateException(\"low\");\n}");
        Outcome.Failed failure = failure(
                "try {\n  inner();\n} catch (IllegalStateException e) {\n  throw new RuntimeException(\"high\", e);\n}");
        assertThat(failure.name()).isEqualTo("RuntimeException");
        assertThat(failure.message()).isEqualTo("high");
        assertThat(traceback(failure)).isEqualTo("""
                java.lang.RuntimeException: high
                    at cell (In [%2$d]:4)   throw new RuntimeException("high", e);
                Caused by: java.lang.IllegalStateException: low
                    at inner (In [%1$d]:2)   throw new IllegalStateException("low");
                    at cell (In [%2$d]:2)   inner();""".formatted(cell, cell + 1));
    }

    @Test
    void deepRecursion_isCutInTheTraceback() {
        Outcome.Failed failure = failure("int down(int i) { return down(i + 1) + 1; }\ndown(0)");
        assertThat(failure.name()).isEqualTo("StackOverflowError");
        assertThat(failure.traceback()).hasSizeLessThan(20);
        assertThat(traceback(failure)).contains(" more");
    }

    @Test
    void hundredThousandLines_arriveInOrder() {
        run("for (int i = 0; i < 100_000; i++) System.out.println(i);");
        String expected = IntStream.range(0, 100_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
        assertThat(sink.out()).isEqualTo(expected);
        assertThat(sink.events()).as("pieces").hasSizeLessThan(1000);
    }

    @Test
    void printedAndShown_keepTheirOrder() {
        run("System.out.print(1); display(2); System.err.print(3); clearOutput(); System.out.print(4);");
        assertThat(sink.events()).containsExactly("stdout", "show 2", "stderr", "clear", "stdout");
        assertThat(value("display(5)")).as("the id of what was shown").isEqualTo("nothing");
    }

    @Test
    void threadOfACell_writesToItsCell() {
        run(
                "var gate = new java.util.concurrent.CountDownLatch(1);\nvar done = new java.util.concurrent.CountDownLatch(1);\n"
                        + "new Thread(() -> { try { gate.await(); } catch (InterruptedException e) {}\n"
                        + "System.out.println(\"late\"); done.countDown(); }).start();");
        RecordingSink first = sink;
        run("gate.countDown(); done.await(); System.out.println(\"second\");");
        assertThat(sink.out()).isEqualTo("second\n");
        session.execute("Thread.sleep(200)", ++count, new RecordingSink());
        assertThat(first.out()).isEqualTo("late\n");
    }

    @Test
    void standardInput_asksTheReader() {
        assertThat(value("new Scanner(System.in).nextLine()")).isEqualTo("answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (int i = 0; ; i++) { switch (i) { case 1: continue; default: } }",
                "Stream.iterate(1, i -> i).forEach(i -> {})",
                "Thread.sleep(1_000_000)",
                "while (true) { try { Thread.sleep(1); } catch (Throwable e) {} }",
                "class Slow { public String toString() { while (true) {} } }\nnew Slow()"
            })
    void endlessCell_isInterrupted(String code) throws InterruptedException {
        Thread reader = new Thread(() -> {
            pause(400);
            session.interrupt();
        });
        reader.start();
        Outcome.Failed failure = failure(code);
        reader.join();
        assertThat(failure.name()).isEqualTo("KeyboardInterrupt");
        assertThat(value("1")).isEqualTo("1");
    }

    @Test
    void interruptWithoutACell_doesNothing() {
        session.interrupt();
        assertThat(value("2")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.google.gson.Gson",
                "org.zeromq.ZMQ",
                "org.objectweb.asm.ClassReader",
                "picocli.CommandLine",
                "octet.kernel.session.Session",
                "octet.kernel.jshell.Stop",
                "org.commonmark.parser.Parser",
                "io.github.spencerpark.jupyter.kernel.BaseKernel"
            })
    void kernelsOwnLibraries_areHidden(String name) {
        assertThat(failure(name + ".class").name()).isEqualTo("CompilationError");
    }

    @Test
    void magics_areListedAndUnknownOnesRefused() {
        run("%lsmagic");
        assertThat(sink.out()).contains("%jars").contains("%classpath").contains("%time");
        assertThat(failure("%nosuch x").message()).contains("no magic %nosuch").contains("%jars");
        assertThat(value("%time int t = 5;\nt")).isEqualTo("5");
        assertThat(sink.out()).matches("\\d+\\.\\d{3} s\\R");
        assertThat(value("%%time\nint u = 6;\nu")).isEqualTo("6");
        assertThat(value("int big = 17\n  % 5;\nbig")).isEqualTo("2");
    }

    @Test
    void classPathMagic_addsClasses(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Added.java"),
                "package added; public class Added { public static int n() { return 7; } }");
        javax.tools.ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), source.toString());
        assertThat(failure("added.Added.n()").name()).isEqualTo("CompilationError");
        assertThat(value("%classpath \"" + folder + "\"\nadded.Added.n()")).isEqualTo("7");
        assertThat(failure("com.google.gson.Gson.class").name())
                .as("still hidden")
                .isEqualTo("CompilationError");
        assertThat(failure("%classpath no/such/folder").message()).contains("no/such/folder");
        assertThat(failure("%jars " + folder + "/*.jar").message()).contains("no file matches");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 + 1                   | COMPLETE
                    unknown.name()          | COMPLETE
                    int x = 1;              | COMPLETE
                    %lsmagic                | COMPLETE
                    class A { int f() {     | INCOMPLETE
                    foo(                    | INCOMPLETE
                    int x = )               | INVALID
                    1 +* 2                  | INVALID
                    """)
    void readiness_isKnown(String code, Readiness expected) {
        assertThat(session.readiness(code)).isEqualTo(expected);
    }

    @Test
    void completion_knowsTheCellsOwnVariables() {
        String code = "void unrelated() {}\nvar text = \"a\";\ntext.isBl";
        var found = session.introspection().complete(code, code.length());
        assertThat(found.texts()).containsExactly("isBlank()");
        assertThat(code.substring(found.start(), found.end())).isEqualTo("isBl");
    }

    @Test
    void inspection_hasSignature() {
        assertThat(session.introspection().inspect("String.valueOf(", 15).orElseThrow())
                .contains("String.valueOf");
        assertThat(session.introspection().inspect("String.valueOf(1)", 17)).isPresent();
        assertThat(session.introspection().inspect("nowhere", 7)).isEmpty();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
