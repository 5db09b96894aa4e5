package octet.onnx;

import java.util.Collections;
import java.util.List;
import octet.calibration.Tap;
import octet.onnx.proto.GraphProto;

/**
 * Adds operations that pick some elements of a value, evenly spread, for its histogram: a few thousand a run tell as much
 * as all of them, and all of them would take longer to count than the model takes to run.
 *
 * <p>Values with spatial axes are thinned out by a pool with a window of one position, in the blocked layout in which
 * ONNX Runtime's convolutions compute. Others are flattened and every n-th element is taken, n odd, so that it does not
 * stay in step with the channels.
 */
final class ElementsWriter {

    /** Of spatial values every fourth position along each axis. */
    private static final int STRIDE = 4;

    private static final String FLAT = "octet_flat";
    private static final String SHARE = "octet_elements_share";
    private static final String ONE = "octet_elements_one";
    private static final String TWO = "octet_elements_two";
    private static final String START = "octet_elements_start";
    private static final String END = "octet_elements_end";
    private static final int LEAST = 4096;

    private final GraphProto.Builder graph;
    private boolean constants;

    ElementsWriter(GraphProto.Builder graph) {
        this.graph = graph;
    }

    /** Adds the operations and returns the name of the picked elements, of any shape. */
    String write(Tap tap) {
        return tap.spatialAxes() > 0 ? thinned(tap.value(), tap.spatialAxes()) : everyNth(tap.value());
    }

    private String thinned(String value, int axes) {
        String output = "octet_elements/" + value;
        var kernel = Protos.integers("kernel_shape", same(axes, 1));
        var strides = Protos.integers("strides", same(axes, STRIDE));
        graph.addNode(Protos.node("MaxPool", output, List.of(value), output, kernel, strides));
        return output;
    }

    private static long[] same(int length, long number) {
        return Collections.nCopies(length, number).stream().mapToLong(n -> n).toArray();
    }

    private String everyNth(String value) {
        if (!constants) {
            graph.addInitializer(Protos.longs(SHARE, new long[] {2 * LEAST}, 1));
            graph.addInitializer(Protos.longs(ONE, new long[] {1}, 1));
            graph.addInitializer(Protos.longs(TWO, new long[] {2}, 1));
            graph.addInitializer(Protos.longs(START, new long[] {0}, 1));
            graph.addInitializer(Protos.longs(END, new long[] {Long.MAX_VALUE}, 1));
            constants = true;
        }
        String step = "octet_elements_step/" + value;
        node("Size", step + "/size", value);
        node("Div", step + "/half", step + "/size", SHARE);
        node("Mul", step + "/even", step + "/half", TWO);
        node("Add", step, step + "/even", ONE);
        String flat = "octet_elements_flat/" + value;
        node("Reshape", flat, value, FLAT);
        String output = "octet_elements/" + value;
        node("Slice", output, flat, START, END, START, step);
        return output;
    }

    private void node(String type, String output, String... inputs) {
        graph.addNode(Protos.node(type, output, List.of(inputs), output));
    }
}
