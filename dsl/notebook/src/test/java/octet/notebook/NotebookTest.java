package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
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
}
