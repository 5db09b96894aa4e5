package octet.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import octet.graph.Shape;
import octet.range.QuantizedTensor;
import octet.range.WeightQuantizer;
import octet.range.WeightRules;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Quantizing 4 M weights, 16 MB that no cache holds, beside a copy of as many bytes. Quantizing reads 4 bytes of each weight
 * twice, for the range and for rounding, and writes 1: 9 bytes; a copy reads 4 and writes 4: 8 bytes. So it runs at the
 * memory's speed when its time is 9/8 of {@code copy}'s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class Weights {

    private static final int COUNT = 1 << 22;

    /** How the channels lie: [output, input, 3, 3] as in a convolution, or [input, output] as in a product. */
    @Param({"convolution", "product", "one scale"})
    private String layout;

    private final float[] weights = new float[COUNT];
    private final float[] copy = new float[COUNT];
    private Shape shape;
    private int axis;
    private int scales;

    /** Fills the weights. */
    @Setup
    public void fill() {
        var random = new Random(1);
        for (int i = 0; i < COUNT; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        axis = layout.equals("product") ? 1 : layout.equals("convolution") ? 0 : -1;
        shape = layout.equals("product") ? Shape.of(4096, 1024) : Shape.of(1024, 256, 4, 4);
        scales = axis < 0 ? 1 : 1024;
    }

    /** The yardstick. */
    @Benchmark
    public float[] copy() {
        System.arraycopy(weights, 0, copy, 0, COUNT);
        return copy;
    }

    /** The yardstick with new memory, as quantizing gives. */
    @Benchmark
    public float[] copyToNew() {
        return Arrays.copyOf(weights, COUNT);
    }

    /** Symmetric bytes with a scale a channel. */
    @Benchmark
    public QuantizedTensor quantize() {
        return WeightQuantizer.quantize(weights, shape, axis, WeightRules.DEFAULT, new float[scales]);
    }
}
