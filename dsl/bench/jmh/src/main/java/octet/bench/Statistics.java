package octet.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import octet.calibration.Observation;
import octet.calibration.TapStatistics;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;
import octet.range.Range;
import octet.range.RangeEstimator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Counting elements, merging what two runs counted, and searching a range in it: one value of a model. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class Statistics {

    private static final QuantizerConfig ASYMMETRIC =
            new QuantizerConfig(8, Scheme.ASYMMETRIC, false, false, Signedness.UNSIGNED);
    private static final QuantizerConfig SYMMETRIC =
            new QuantizerConfig(8, Scheme.SYMMETRIC, false, false, Signedness.SIGNED);

    private final float[] elements = new float[1 << 20];
    private TapStatistics some;
    private TapStatistics others;

    /** Counts the elements that are merged and searched. */
    @Setup
    public void count() {
        some = count(1);
        others = count(2);
    }

    private TapStatistics count(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) random.nextGaussian();
        }
        return counting();
    }

    /** A million elements into a new histogram. */
    @Benchmark
    public TapStatistics counting() {
        float[] none = {};
        var builder = new TapStatistics.Builder("x");
        builder.add(new Observation(-6, 6, none, none, none, elements));
        return builder.build();
    }

    /** Two histograms into one. */
    @Benchmark
    public TapStatistics merging() {
        return some.merge(others);
    }

    /** Both ends of an asymmetric range. */
    @Benchmark
    public Range leastSquares() {
        return RangeEstimator.histogram().estimate(some, ASYMMETRIC);
    }

    /** One end of a symmetric range. */
    @Benchmark
    public Range leastSquaresSymmetric() {
        return RangeEstimator.histogram().estimate(some, SYMMETRIC);
    }

    /** The threshold of least divergence. */
    @Benchmark
    public Range entropy() {
        return RangeEstimator.entropy().estimate(some, ASYMMETRIC);
    }
}
