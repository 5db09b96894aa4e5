package octet.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that do not compile, fail, or do not end. */
class CellFailureTest extends Cells {
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

    @ParameterizedTest
    @ValueSource(strings = {"while (true) {}", "int begun = 1;", "%lsmagic", "1 + 1"})
    void interruptBeforeTheCellHasBegun_stopsIt(String code) {
        session.announce();
        session.interrupt();
        assertThat(failure(code).name()).isEqualTo("KeyboardInterrupt");
        session.rest();
        assertThat(value("3")).isEqualTo("3");
    }

    @Test
    void interruptThatNobodyIsMeantBy_doesNotStopTheNextCell() {
        session.interrupt();
        assertThat(value("4")).isEqualTo("4");
        session.announce();
        assertThat(value("5")).isEqualTo("5");
        session.interrupt();
        session.rest();
        session.announce();
        assertThat(value("6")).isEqualTo("6");
        session.rest();
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

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
