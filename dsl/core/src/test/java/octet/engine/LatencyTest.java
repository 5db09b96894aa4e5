package octet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.data.Tensor;
import octet.problem.CancelledException;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final List<Map<String, Tensor>> INPUTS = List.of(Map.of("x", Tensor.of(new float[1], 1)));

    @Test
    void bothModels_areCalledByTurns_afterWarmingUp() {
        List<String> calls = new ArrayList<>();
        var a = new FakeSession(x -> {
            calls.add("a");
            return x;
        });
        var b = new FakeSession(x -> {
            calls.add("b");
            return x;
        });
        Latency latency = Latency.compare(a, b, INPUTS, 0);
        assertThat(latency.rounds()).isEqualTo(3);
        assertThat(String.join("", calls)).isEqualTo("ababababab");
        assertThat(latency.speedup()).isPositive();
    }

    @Test
    void anInterrupt_stopsTheMeasurement() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> Latency.compare(FakeSession.times(1), FakeSession.times(1), INPUTS, 1));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
