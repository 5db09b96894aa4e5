package octet.openvino;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import octet.graph.Op;
import octet.graph.Shape;
import octet.graph.Weight;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;
import octet.openvino.ir.Source;

/** Finds the constants that layers multiply by or look up, and what their axes mean. */
final class WeightReader {

    /** Smaller look-up tables gain nothing. */
    private static final int SMALLEST_TABLE = 1024;

    private final Ir ir;
    private final ValueNames names;
    private final ConstantReader constants;

    WeightReader(Ir ir, ValueNames names, ConstantReader constants) {
        this.ir = ir;
        this.names = names;
        this.constants = constants;
    }

    /** The weights as arithmetic sees them: what a convolution or a product multiplies by, and tables worth their bytes. */
    Optional<Weight> weight(Op op, Layer layer, List<Weight> trained) {
        return switch (op) {
            case CONV -> trained.stream().findFirst();
            case CONV_TRANSPOSE ->
                isDepthwiseTransposed(layer)
                        ? Optional.empty()
                        : trained.stream().findFirst();
            case MATMUL ->
                layer.flag("transpose_a")
                        ? Optional.empty()
                        : trained.stream()
                                .filter(weight -> weight.port() == 1 && rank(weight) >= 2)
                                .findFirst();
            case EMBEDDING -> table(trained);
            default -> Optional.empty();
        };
    }

    private int rank(Weight weight) {
        return constants.byName().get(weight.constant()).shape().rank();
    }

    /** The table of a look-up, when it is worth its bytes. */
    Optional<Weight> table(List<Weight> trained) {
        return trained.stream()
                .filter(weight -> rank(weight) == 2)
                .filter(weight ->
                        constants.byName().get(weight.constant()).shape().elements() >= SMALLEST_TABLE)
                .map(weight -> new Weight(weight.constant(), 0, 1, -1, 1, -1))
                .findFirst();
    }

    /**
     * All constants of the layer that training found.
     *
     * @param inputs the names of the layer's inputs, in which weights in groups get the name of their other shape
     */
    List<Weight> trained(Layer layer, Op op, List<String> inputs) {
        List<Weight> weights = new ArrayList<>();
        switch (op) {
            case CONV, CONV_TRANSPOSE -> convolution(layer, op, inputs).ifPresent(weights::add);
            case MATMUL -> {
                product(layer, 0, layer.flag("transpose_a")).ifPresent(weights::add);
                product(layer, 1, !layer.flag("transpose_b")).ifPresent(weights::add);
            }
            case GATHER -> table(layer).ifPresent(weights::add);
            case LSTM -> recurrent(layer, 4, weights);
            case GRU -> recurrent(layer, 3, weights);
            default -> {}
        }
        return weights;
    }

    /** Those for the input and for the state: directions, gates by units, inputs. */
    private void recurrent(Layer layer, int first, List<Weight> weights) {
        for (int port = first; port < first + 2; port++) {
            int at = port;
            trainedAt(layer, port)
                    .filter(source -> ir.port(source).shape().rank() == 3)
                    .ifPresent(source -> weights.add(new Weight(names.of(source), at, 1, 2, 1, -1)));
        }
    }

    private Optional<Source> trainedAt(Layer layer, int port) {
        return Optional.of(ir.inputs(layer).get(port))
                .filter(constants::isConstant)
                .filter(source -> constants.typeOf(source).isFloating());
    }

    /**
     * Grouped weights come with an axis of groups in front, which is joined with the next; where each group of a transposed
     * convolution reads one channel, with the one behind that, so that all channels of the result are along one axis.
     */
    private Optional<Weight> convolution(Layer layer, Op op, List<String> inputs) {
        boolean grouped = layer.type().startsWith("Group");
        int least = grouped ? 4 : 3;
        return trainedAt(layer, 1)
                .filter(source -> ir.port(source).shape().rank() >= least)
                .map(source -> {
                    List<Long> dims = new ArrayList<>(ir.port(source).shape().dims());
                    int groups = 1;
                    if (grouped) {
                        groups = (int) (long) dims.remove(0);
                        int joined = isDepthwiseTransposed(layer) ? 1 : 0;
                        dims.set(joined, groups * dims.get(joined));
                    }
                    String name = constants.reshaped(source, new Shape(dims));
                    inputs.set(1, name);
                    boolean transposed = op == Op.CONV_TRANSPOSE;
                    // Of groups of transposed weights the scales are shared, so that none is a channel's own.
                    int bias = transposed && groups > 1 ? -1 : layer.inputs().size();
                    return new Weight(name, 1, transposed ? 1 : 0, transposed ? 0 : 1, groups, bias, isPadded(layer));
                });
    }

    private boolean isDepthwiseTransposed(Layer layer) {
        return layer.is("GroupConvolutionBackpropData")
                && ir.port(ir.inputs(layer).get(1)).shape().dim(1) == 1;
    }

    private static boolean isPadded(Layer convolution) {
        return convolution
                        .data("auto_pad")
                        .filter(text -> text.startsWith("same"))
                        .isPresent()
                || convolution
                        .data("pads_begin")
                        .filter(WeightReader::isAnyNotZero)
                        .isPresent()
                || convolution
                        .data("pads_end")
                        .filter(WeightReader::isAnyNotZero)
                        .isPresent();
    }

    private static boolean isAnyNotZero(String numbers) {
        return octet.openvino.ir.Numbers.list(numbers).stream().anyMatch(number -> number != 0);
    }

    /**
     * A factor of a product. Of a vector OpenVINO 2026.4.1 computes the first row alone where it is in int8, so it stays float.
     *
     * @param outputsLast whether the axis of the result's channels is the last
     */
    private Optional<Weight> product(Layer layer, int port, boolean outputsLast) {
        return trainedAt(layer, port)
                .filter(source -> ir.port(source).shape().rank() >= 2)
                .map(source -> {
                    int rank = ir.port(source).shape().rank();
                    int axis = outputsLast ? rank - 1 : rank - 2;
                    return new Weight(names.of(source), port, axis, 2 * rank - 3 - axis, 1, -1);
                });
    }

    private Optional<Weight> table(Layer gather) {
        return trainedAt(gather, 0)
                .filter(source -> ir.port(source).shape().rank() >= 1)
                .map(source -> new Weight(names.of(source), 0, 0, -1, 1, -1));
    }
}
