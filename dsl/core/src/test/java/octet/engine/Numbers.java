package octet.engine;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.graph.ValueInfo;

/** Samples {@code [i, 1]} for a model whose input is {@code x}, labelled with their numbers. */
final class Numbers {
    static final List<ValueInfo> INPUTS = List.of(new ValueInfo("x", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 2)));
    static final Binding BINDING = new Binding(INPUTS);

    private Numbers() {}

    static Dataset upTo(int count) {
        return Dataset.of(
                "numbers",
                OptionalLong.of(count),
                () -> IntStream.range(0, count)
                        .mapToObj(i -> Sample.of(Tensor.of(new float[] {i, 1}, 1, 2))
                                .named("number " + i)
                                .label(i)));
    }
}
