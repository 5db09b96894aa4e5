package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import octet.progress.ProgressView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotebookTest {
    private final List<String> seen = new ArrayList<>();
    private Screen before;

    @BeforeEach
    void watch() {
        before = Screens.install(new Screen() {
            @Override
            public void show(String id, Rich value) {
                seen.add("show " + value);
            }

            @Override
            public void update(String id, Rich value) {
                seen.add("update " + value);
            }

            @Override
            public void clear(boolean wait) {
                seen.add("clear " + wait);
            }
        });
    }

    @AfterEach
    void restore() {
        Screens.install(before);
    }

    @Test
    void progress_isShownOnceAndUpdated() {
        ProgressBar progress = new ProgressBar();
        progress.show(new ProgressView.State(7, "Calibrating", "samples", 1, 4, 2, false));
        progress.show(new ProgressView.State(7, "Calibrating", "samples", 4, 4, 4, true));
        progress.show(new ProgressView.State(8, "Validating", "samples", 1, -1, 2, false));
        assertThat(seen).hasSize(3);
        assertThat(seen.get(0)).startsWith("show Calibrating 1/4 samples");
        assertThat(seen.get(1)).startsWith("update Calibrating 4/4 samples");
        assertThat(seen.get(2)).startsWith("show Validating 1 samples");
    }

    @Test
    void progress_isABarWhileItRuns_thenALine() {
        List<Rich> shown = new ArrayList<>();
        Screens.install(new Screen() {
            @Override
            public void show(String id, Rich value) {
                shown.add(value);
            }

            @Override
            public void update(String id, Rich value) {
                shown.add(value);
            }

            @Override
            public void clear(boolean wait) {}
        });
        ProgressBar progress = new ProgressBar();
        progress.show(new ProgressView.State(1, "<b>\u001b", "samples", 1, 4, 2, false));
        progress.show(new ProgressView.State(1, "<b>\u001b", "samples", 3, 4, 4, true));
        assertThat(shown.get(0).data().get(Rich.HTML)).contains("max=\"4\"", "value=\"1\"", "&lt;b&gt;␛ 1/4");
        assertThat(shown.get(0).plain()).startsWith("<b>␛ 1/4 samples");
        assertThat(shown.get(1).data().get(Rich.HTML)).contains("3/4").doesNotContain("<progress");
    }

    @Test
    void progress_thatNobodyCanSee_stopsNothing() {
        Screens.install(new Screen() {
            @Override
            public void show(String id, Rich value) {
                throw new IllegalStateException("no cell");
            }

            @Override
            public void update(String id, Rich value) {
                throw new IllegalStateException("no cell");
            }

            @Override
            public void clear(boolean wait) {}
        });
        assertThatCode(() ->
                        new ProgressBar().show(new ProgressView.State(1, "Calibrating", "samples", 1, 4, 2, false)))
                .doesNotThrowAnyException();
    }

    @Test
    void cellsStatics_reachTheScreen() {
        String id = Notebook.display(1);
        Notebook.updateDisplay(id, 2);
        Notebook.display("*x*", "text/markdown");
        Notebook.clearOutput(true);
        Notebook.clearOutput();
        assertThat(seen).containsExactly("show 1", "update 2", "show *x*", "clear true", "clear false");
    }

    record Point(int x, int y) {}

    record Note(String words) {}

    @Test
    void renderer_ofTheUsers_showsAnything() {
        Notebook.renderer(Point.class, p -> List.of(new int[p.x()], new int[p.y()]));
        Rich point = Notebook.render(new Point(2, 3));
        assertThat(point.plain()).isEqualTo("Point[x=2, y=3]");
        assertThat(point.data().get(Rich.HTML)).contains("<table");
        Notebook.renderer(Note.class, n -> Notebook.render("*" + n.words() + "*", "text/markdown"));
        assertThat(Notebook.render(new Note("a")).data()).containsEntry("text/markdown", "*a*");
        Notebook.renderer(Note.class, n -> "note: " + n.words());
        assertThat(Notebook.render(new Note("b")).data()).containsExactly(entry(Rich.PLAIN, "note: b"));
        Notebook.renderer(Note.class, n -> n);
        assertThat(Notebook.render(new Note("c")).plain()).as("itself").isEqualTo("Note[words=c]");
    }

    @Test
    void formsOfEveryKind_areShownAsWritten() {
        assertThat(Notebook.render("$x^2$", "text/latex").data()).containsEntry("text/latex", "$x^2$");
        assertThat(Notebook.render("<svg/>", "image/svg+xml").plain()).isEqualTo("(a picture in SVG)");
        assertThat(Notebook.render("{\"a\": 1}", "application/json").data()).containsKey("application/json");
        assertThat(Notebook.render(new byte[] {1, 2}, "image/png").data()).containsEntry("image/png", "AQI=");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Notebook.render(List.of(1), "image/png"))
                .withMessageContaining("text/plain");
    }

    @Test
    void stream_isReadOnlyWhereItIsGivenToBeShown() {
        IntStream endless = IntStream.iterate(0, i -> i + 1);
        assertThat(Render.of(endless).plain())
                .startsWith("a stream of int, not read")
                .contains("display(…)");
        Rich shown = Notebook.render(endless);
        assertThat(shown.plain()).startsWith("[0, 1, 2, 3").contains("the first 20 elements of a stream of int");
        assertThat(Notebook.render(Stream.of("a", "b")).plain())
                .startsWith("[a, b]")
                .contains("2 elements of a stream, which is used up now");
        assertThat(Render.of(List.of(DoubleStream.of(1))).plain()).contains("a stream of double, not read");
    }
}
