package octet.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import octet.progress.ProgressView.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private final List<State> shown = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void restore() {
        Progress.showIn(new ConsoleProgress(System.err));
    }

    @Test
    void aShortRun_isSilent() {
        Progress.showIn(shown::add);
        try (var progress = Progress.of("Testing", "steps", 3)) {
            progress.step();
            progress.step();
            progress.step();
            assertThat(progress.done()).isEqualTo(3);
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void aLongRun_isShownUpToItsEnd_andNotBeyond() throws InterruptedException {
        Progress.showIn(shown::add);
        var progress = Progress.of("Testing", "steps", 2);
        Thread.sleep(1010);
        progress.step();
        progress.close();
        Thread.sleep(110);
        progress.step();
        assertThat(shown).extracting(State::finished).containsExactly(false, true);
        assertThat(shown).extracting(State::run).containsOnly(shown.get(0).run());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 | 300 | 2 | false | Testing 30/300 steps, 15.0/s, 18 s left",
                "30 | -1  | 2 | false | Testing 30 steps, 15.0/s",
                "0  | 300 | 2 | false | Testing 0/300 steps, 0.0/s",
                "9  | 300 | 2 | true  | Testing 9/300 steps in 2.0 s",
            })
    void aState_isOneLine(long done, long total, double seconds, boolean finished, String line) {
        assertThat(new State(1, "Testing", "steps", done, total, seconds, finished).inWords())
                .isEqualTo(line);
    }

    @Test
    void aLog_getsALineEveryTenSeconds_andTheLast() {
        var bytes = new ByteArrayOutputStream();
        var console = new ConsoleProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        for (double seconds : new double[] {1, 5, 9, 11, 15}) {
            console.show(new State(1, "Testing", "steps", (long) seconds, 20, seconds, false));
        }
        console.show(new State(1, "Testing", "steps", 16, 20, 16, true));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("11/20").contains("16/20 steps in");
    }
}
