package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;

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
    void cellsStatics_reachTheScreen() {
        String id = Notebook.display(1);
        Notebook.updateDisplay(id, 2);
        Notebook.display("*x*", "text/markdown");
        Notebook.clearOutput(true);
        Notebook.clearOutput();
        assertThat(seen).containsExactly("show 1", "update 2", "show *x*", "clear true", "clear false");
    }
}
