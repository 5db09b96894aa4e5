package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
    void cellsStatics_reachTheScreen() {
        String id = Notebook.display(1);
        Notebook.updateDisplay(id, 2);
        Notebook.display("*x*", "text/markdown");
        Notebook.clearOutput(true);
        Notebook.clearOutput();
        assertThat(seen).containsExactly("show 1", "update 2", "show *x*", "clear true", "clear false");
    }
}
