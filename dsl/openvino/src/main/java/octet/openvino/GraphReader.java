package octet.openvino;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Saturation;
import octet.graph.Shape;
import octet.graph.Use;
import octet.graph.ValueInfo;
import octet.graph.Weight;
import octet.openvino.IrGraph.Place;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;
import octet.openvino.ir.Port;
import octet.openvino.ir.Source;

/**
 * Reads a model into the neutral graph. A convolution and the addition of one number a channel behind it become one
 * operation with a bias; a constant in half precision and the conversion behind it become one constant; weights in groups
 * are seen without the axis of the groups. What the model itself says stays as it is.
 */
final class GraphReader {

    private final Ir ir;
    private final Set<String> withoutWeight;
    private final ValueNames names;
    private final Map<Source, Integer> readers = new HashMap<>();
    private final Map<String, Constant> constants = new LinkedHashMap<>();
    private final Map<Use, Place> places = new HashMap<>();
    private final Map<String, Source> values = new HashMap<>();
    /** The additions that became biases, by the convolution before them. */
    private final Map<Integer, Bias> biases = new HashMap<>();

    private final Set<Integer> added = new HashSet<>();

    /** The addition of a bias: the layer, and which of its inputs is the constant. */
    private record Bias(Layer add, int port) {}

    private GraphReader(Ir ir, Set<String> withoutWeight) {
        this.ir = ir;
        this.withoutWeight = withoutWeight;
        this.names = new ValueNames(ir);
        ir.layers().values().forEach(layer -> ir.inputs(layer).forEach(s -> readers.merge(s, 1, Integer::sum)));
    }

    /**
     * Reads the graph.
     *
     * @param withoutWeight names of operations that are taken to have no weights that could be int8
     */
    static IrGraph read(Ir ir, Set<String> withoutWeight) {
        return new GraphReader(ir, withoutWeight).read();
    }

    private IrGraph read() {
        ir.layers().values().stream()
                .filter(layer -> layer.is("Const") || isConvertedConstant(layer))
                .forEach(layer ->
                        constant(new Source(layer.id(), layer.outputs().get(0).id())));
        ir.layers().values().forEach(this::findBias);
        List<Node> nodes = new ArrayList<>();
        List<ValueInfo> inputs = new ArrayList<>();
        Map<String, ValueInfo> outputs = new LinkedHashMap<>();
        List<String> outputOrder = new ArrayList<>();
        Map<String, List<Integer>> results = new HashMap<>();
        Map<String, DataType> types = new HashMap<>();
        for (Layer layer : ir.layers().values()) {
            for (Port port : layer.outputs()) {
                var source = new Source(layer.id(), port.id());
                values.put(names.of(source), source);
                types.put(names.of(source), typeOf(layer, port));
            }
            switch (layer.type()) {
                case "Parameter" ->
                    inputs.add(
                            info(new Source(layer.id(), layer.outputs().get(0).id())));
                case "Const" -> {}
                case "Result" -> {
                    Source given = ir.inputs(layer).get(0);
                    outputs.put(names.of(given), info(given));
                    outputOrder.add(names.of(given));
                    results.computeIfAbsent(names.of(given), n -> new ArrayList<>())
                            .add(layer.id());
                }
                default -> {
                    if (!isConvertedConstant(layer) && !added.contains(layer.id())) {
                        nodes.add(node(layer));
                    }
                }
            }
        }
        var graph = new Graph(nodes, inputs, List.copyOf(outputs.values()), constants.values(), Set.of(), types);
        return new IrGraph(
                ir,
                graph,
                values,
                places,
                results,
                inputs.stream().map(ValueInfo::name).toList(),
                outputOrder);
    }

    /** Ports of version 10 may leave their types out; those of inputs and constants are attributes too. */
    private static DataType typeOf(Layer layer, Port port) {
        return port.precision().isEmpty()
                ? layer.data("element_type").map(ElementType::ofAttribute).orElse(DataType.FLOAT32)
                : ElementType.ofPrecision(port.precision());
    }

    private ValueInfo info(Source source) {
        Port port = ir.port(source);
        boolean anyAxes = ir.layer(source)
                .data("shape")
                .filter(shape -> shape.contains("..."))
                .isPresent();
        return new ValueInfo(names.of(source), typeOf(ir.layer(source), port), anyAxes ? null : port.shape());
    }

    private boolean isConvertedConstant(Layer layer) {
        return layer.is("Convert")
                && layer.data("destination_type").filter("f32"::equals).isPresent()
                && isConst(ir.inputs(layer).get(0))
                && typeOf(
                                ir.layer(ir.inputs(layer).get(0)),
                                ir.port(ir.inputs(layer).get(0)))
                        .isFloating();
    }

    private boolean isConst(Source source) {
        return ir.layer(source).is("Const");
    }

    private boolean isConstant(Source source) {
        return isConst(source) || isConvertedConstant(ir.layer(source));
    }

    private void constant(Source source) {
        constants.put(
                names.of(source), view(names.of(source), source, ir.port(source).shape()));
    }

    private IrConstant view(String name, Source source, Shape shape) {
        Layer layer = ir.layer(source);
        boolean converted = !layer.is("Const");
        return new IrConstant(name, ir, converted ? ir.layer(ir.inputs(layer).get(0)) : layer, converted, shape);
    }

    /** The name of the constant in another shape; its own name if nothing else reads it. */
    private String reshaped(Source source, Shape shape) {
        String own = names.of(source);
        if (shape.equals(ir.port(source).shape())) {
            return own;
        }
        String name = readers.get(source) == 1 ? own : own + shape;
        constants.put(name, view(name, source, shape));
        return name;
    }

    private static boolean isConvolution(Layer layer) {
        Op op = OpNames.of(layer.type(), layer.opset());
        return op == Op.CONV || op == Op.CONV_TRANSPOSE;
    }

    private void findBias(Layer add) {
        if (!add.is("Add") || add.inputs().size() != 2) {
            return;
        }
        for (int port = 0; port < 2; port++) {
            Source constant = ir.inputs(add).get(port);
            Source summed = ir.inputs(add).get(1 - port);
            Layer convolution = ir.layer(summed);
            if (isConstant(constant)
                    && isConvolution(convolution)
                    && readers.get(summed) == 1
                    && isOneNumberAChannel(constant, summed)) {
                biases.put(convolution.id(), new Bias(add, port));
                added.add(add.id());
                return;
            }
        }
    }

    private boolean isOneNumberAChannel(Source constant, Source value) {
        Shape bias = ir.port(constant).shape();
        Shape sum = ir.port(value).shape();
        int axis = bias.rank() - sum.rank() + 1;
        return sum.rank() >= 3
                && bias.rank() <= sum.rank()
                && axis >= 0
                && typeOf(ir.layer(constant), ir.port(constant)) == DataType.FLOAT32
                && bias.dim(axis) == sum.dim(1)
                && bias.elements() == sum.dim(1);
    }

    private Node node(Layer layer) {
        Op op = op(layer);
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < layer.inputs().size(); i++) {
            inputs.add(names.of(ir.inputs(layer).get(i)));
            places.put(new Use(layer.name(), i), new Place(layer.id(), i));
        }
        List<Weight> trained = withoutWeight.contains(layer.name()) ? List.of() : trained(layer, op, inputs);
        Layer last = layer;
        Bias bias = biases.get(layer.id());
        if (bias != null) {
            last = bias.add();
            Source constant = ir.inputs(last).get(bias.port());
            inputs.add(reshaped(constant, Shape.of(ir.port(constant).shape().elements())));
            places.put(new Use(layer.name(), inputs.size() - 1), new Place(last.id(), bias.port()));
        }
        if (op == Op.PRELU && isSingle(layer, 1)) {
            op = Op.LEAKY_RELU;
        } else if (op == Op.GATHER && takesRows(layer) && table(trained).isPresent()) {
            op = Op.EMBEDDING;
        }
        List<String> outputs = new ArrayList<>();
        for (Port port : last.outputs()) {
            outputs.add(names.of(new Source(last.id(), port.id())));
        }
        return new Node(
                layer.name(),
                op,
                layer.type(),
                inputs,
                outputs,
                weight(op, layer, trained),
                op.isNonNegative() || op == Op.CLIP && layer.real("min", -1) >= 0,
                trained,
                saturation(layer, op));
    }

    /** Of a recurrent layer that resets after the product nothing is int8: kernels do not take it so. */
    private static Op op(Layer layer) {
        Op op = OpNames.of(layer.type(), layer.opset());
        return op == Op.GRU && layer.flag("linear_before_reset") ? Op.OTHER : op;
    }

    private boolean isSingle(Layer layer, int port) {
        return isConstant(ir.inputs(layer).get(port))
                && ir.port(ir.inputs(layer).get(port)).shape().elements() == 1;
    }

    private Saturation saturation(Layer layer, Op op) {
        return switch (op) {
            case RELU -> new Saturation(0, Double.POSITIVE_INFINITY);
            case CLIP ->
                new Saturation(
                        layer.real("min", Double.NEGATIVE_INFINITY), layer.real("max", Double.POSITIVE_INFINITY));
            case HARD_SIGMOID -> layer.is("HSigmoid") ? new Saturation(-3, 3) : Saturation.NONE;
            case HARD_SWISH -> new Saturation(-3, Double.POSITIVE_INFINITY);
            default -> Saturation.NONE;
        };
    }

    /** The weights as arithmetic sees them: what a convolution or a product multiplies by, and tables worth their bytes. */
    private Optional<Weight> weight(Op op, Layer layer, List<Weight> trained) {
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
        return constants.get(weight.constant()).shape().rank();
    }

    private Optional<Weight> table(List<Weight> trained) {
        return trained.stream()
                .filter(weight -> rank(weight) == 2)
                .filter(weight -> constants.get(weight.constant()).shape().elements() >= SMALLEST_TABLE)
                .map(weight -> new Weight(weight.constant(), 0, 1, -1, 1, -1))
                .findFirst();
    }

    /** Smaller look-up tables gain nothing. */
    private static final int SMALLEST_TABLE = 1024;

    private List<Weight> trained(Layer layer, Op op, List<String> inputs) {
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
                .filter(this::isConstant)
                .filter(source -> typeOf(ir.layer(source), ir.port(source)).isFloating());
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
                    String name = reshaped(source, new Shape(dims));
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
                        .filter(GraphReader::isAnyNotZero)
                        .isPresent()
                || convolution
                        .data("pads_end")
                        .filter(GraphReader::isAnyNotZero)
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

    /** Whether a look-up takes rows. */
    private boolean takesRows(Layer gather) {
        return gather.inputs().size() > 2
                && isConst(ir.inputs(gather).get(2))
                && java.util.Arrays.equals(
                        IrConstant.integers(ir, ir.layer(ir.inputs(gather).get(2))), new long[] {0});
    }
}
