package octet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.problem.BadDataException;
import octet.problem.CancelledException;
import octet.progress.ConsoleProgress;
import octet.progress.Progress;
import octet.progress.ProgressView;
import org.junit.jupiter.api.Test;

class SampleRunTest {
    private static SampleRun over(Dataset data) {
        return new SampleRun("Testing", data, Numbers.BINDING);
    }

    @Test
    void everySample_isRunOnce_underItsNumber() {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        int count = over(Numbers.upTo(100)).forEach((index, sample, inputs) -> {
            assertThat(inputs.get("x").floats()[0]).isEqualTo(index);
            assertThat(seen.add(index)).isTrue();
        });
        assertThat(count).isEqualTo(100);
        assertThat(seen).hasSize(100);
    }

    @Test
    void noSamples_areRefused() {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> over(Numbers.upTo(0)).forEach((index, sample, inputs) -> {}))
                .withMessageContaining("Testing: the dataset (numbers) has no samples");
    }

    @Test
    void aSampleThatDoesNotFit_endsTheRun_andIsNamed() {
        Dataset data = Numbers.upTo(10)
                .map(sample -> sample.label().equals(4)
                        ? sample.with(Sample.of(Tensor.of(new float[3], 1, 3)).inputs())
                        : sample);
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> over(data).forEach((index, sample, inputs) -> {}))
                .withMessageContaining("Sample 4 (number 4) does not fit")
                .withMessageContaining("[1, 3], not [?, 2]");
    }

    @Test
    void aConversion_isSaidOnce() {
        List<String> said = new ArrayList<>();
        Progress.showIn(new ProgressView() {
            @Override
            public void show(State state) {}

            @Override
            public void say(String line) {
                said.add(line);
            }
        });
        try {
            Dataset doubles =
                    Numbers.upTo(9).map(sample -> sample.with(Map.of("x", Tensor.of(new double[] {1, 2}, 1, 2))));
            over(doubles).forEach((index, sample, inputs) -> inputs.get("x").floats());
        } finally {
            Progress.showIn(new ConsoleProgress(System.err));
        }
        assertThat(said).containsExactly("Testing: converted 'x' from float64 to float32");
    }

    @Test
    void aSampleThatCannotBeMade_isNamed() {
        Dataset data = Numbers.upTo(10).map(sample -> {
            throw new ArithmeticException("no such number");
        });
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> over(data).forEach((index, sample, inputs) -> {}))
                .withMessageContaining("Sample 0 of the dataset (numbers, mapped)")
                .withMessageContaining("no such number")
                .withCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void aTaskThatFails_endsTheRun_withItsOwnException() {
        assertThatIllegalStateException()
                .isThrownBy(() -> over(Numbers.upTo(1000)).forEach((index, sample, inputs) -> {
                    throw new IllegalStateException("task");
                }))
                .withMessage("task");
    }

    @Test
    void anInterrupt_stopsTheRun_waitsForRunningSamples_andLeavesTheThreadUsable() throws InterruptedException {
        var started = new CountDownLatch(1);
        var running = new AtomicInteger();
        var failure = new AtomicReference<Throwable>();
        var again = new AtomicInteger();
        var thread = new Thread(() -> {
            try {
                over(Numbers.upTo(1_000_000)).forEach((index, sample, inputs) -> {
                    running.incrementAndGet();
                    started.countDown();
                    Thread.yield();
                    running.decrementAndGet();
                });
            } catch (CancelledException e) {
                failure.set(e);
            }
            assertThat(running).hasValue(0);
            again.set(over(Numbers.upTo(5)).forEach((index, sample, inputs) -> {}));
        });
        thread.start();
        started.await();
        thread.interrupt();
        thread.join();
        assertThat(failure.get()).hasMessageMatching("Testing was stopped after \\d+ of 1000000 samples\\.");
        assertThat(again).hasValue(5);
    }
}
