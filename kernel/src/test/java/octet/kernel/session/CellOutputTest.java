package octet.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a cell gives: its value, its variables, and what it prints and shows. */
class CellOutputTest extends Cells {
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
}
