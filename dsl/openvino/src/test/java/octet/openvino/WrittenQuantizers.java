package octet.openvino;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import octet.graph.Shape;
import octet.openvino.WrittenTable.Quantizer;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;
import octet.openvino.ir.Source;

/** Tells the quantizers in a file that Octet wrote as {@link WrittenTable} has them. */
final class WrittenQuantizers {

    private final Ir ir;
    private final Map<Source, List<Reader>> readers = new HashMap<>();

    private record Reader(String node, int port) {}

    private WrittenQuantizers(Ir ir) {
        this.ir = ir;
        for (Layer layer : ir.layers().values()) {
            List<Source> inputs = ir.inputs(layer);
            for (int port = 0; port < inputs.size(); port++) {
                if (isQuantizer(ir.layer(inputs.get(port)))) {
                    readers.computeIfAbsent(inputs.get(port), s -> new ArrayList<>())
                            .add(new Reader(layer.name(), port));
                }
            }
        }
    }

    static List<Quantizer> of(Ir ir) {
        var written = new WrittenQuantizers(ir);
        List<Quantizer> all = new ArrayList<>();
        written.readers.forEach((source, readers) -> written.add(ir.layer(source), readers, all));
        return all;
    }

    private static boolean isQuantizer(Layer layer) {
        return layer.is("FakeQuantize") || layer.is("FakeConvert") || isWeight(layer);
    }

    private static boolean isWeight(Layer layer) {
        return layer.is("Multiply") && layer.name().endsWith("/fq_weights");
    }

    private void add(Layer quantizer, List<Reader> all, List<Quantizer> to) {
        String group = all.stream()
                .min(Comparator.comparing(Reader::node).thenComparing(Reader::port))
                .map(reader -> reader.node() + ":" + reader.port())
                .orElseThrow();
        boolean weight = isWeight(quantizer);
        Source range = ir.inputs(quantizer).get(1);
        double[] lows = weight ? new double[0] : floats(range);
        double[] steps = weight ? floats(range) : floats(ir.inputs(quantizer).get(2));
        boolean float8 = quantizer.is("FakeConvert");
        for (int i = 0; !weight && i < steps.length; i++) {
            steps[i] = float8
                    ? 1 / lows[i]
                    : (steps[i] - lows[i])
                            / (quantizer.data("levels").map(Integer::parseInt).orElseThrow() - 1);
        }
        String type = float8 ? quantizer.data("destination_type").orElseThrow() : weight ? stored(quantizer) : "i8";
        lows = float8 ? floats(ir.inputs(quantizer).get(2)) : lows;
        for (Reader reader : all) {
            String place = "%s %s %d%s shape=%s group=%s"
                    .formatted(
                            weight ? "weight" : "activation",
                            reader.node(),
                            reader.port(),
                            type.equals("i8") ? "" : " type=" + type,
                            text(ir.port(range).shape()),
                            group);
            to.add(new Quantizer(place, lows, steps));
        }
    }

    /** The type of the constant at the head of the layers that lead to the quantizer. */
    private String stored(Layer layer) {
        List<Source> inputs = ir.inputs(layer);
        return inputs.isEmpty() ? layer.data("element_type").orElseThrow() : stored(ir.layer(inputs.get(0)));
    }

    private static String text(Shape shape) {
        return shape.elements() == 1
                ? "scalar"
                : shape.dims().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    private double[] floats(Source constant) {
        FloatBuffer floats = ir.constant(ir.layer(constant)).asFloatBuffer();
        double[] numbers = new double[floats.remaining()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = floats.get(i);
        }
        return numbers;
    }
}
