package octet.openvino;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final ConstantReader constants;
    private final WeightReader weights;
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
        this.constants = new ConstantReader(ir, names);
        this.weights = new WeightReader(ir, names, constants);
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
                types.put(names.of(source), ConstantReader.typeOf(layer, port));
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
                    if (!constants.isConvertedConstant(layer) && !added.contains(layer.id())) {
                        nodes.add(node(layer));
                    }
                }
            }
        }
        var graph = new Graph(
                nodes, inputs, List.copyOf(outputs.values()), constants.byName().values(), Set.of(), types);
        return new IrGraph(
                ir,
                graph,
                values,
                places,
                results,
                inputs.stream().map(ValueInfo::name).toList(),
                outputOrder);
    }

    private ValueInfo info(Source source) {
        Port port = ir.port(source);
        boolean anyAxes = ir.layer(source)
                .data("shape")
                .filter(shape -> shape.contains("..."))
                .isPresent();
        return new ValueInfo(
                names.of(source), ConstantReader.typeOf(ir.layer(source), port), anyAxes ? null : port.shape());
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
            if (constants.isConstant(constant)
                    && isConvolution(convolution)
                    && constants.readers(summed) == 1
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
                && constants.typeOf(constant) == DataType.FLOAT32
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
        List<Weight> trained = withoutWeight.contains(layer.name()) ? List.of() : weights.trained(layer, op, inputs);
        Layer last = layer;
        Bias bias = biases.get(layer.id());
        if (bias != null) {
            last = bias.add();
            Source constant = ir.inputs(last).get(bias.port());
            inputs.add(constants.reshaped(
                    constant, Shape.of(ir.port(constant).shape().elements())));
            places.put(new Use(layer.name(), inputs.size() - 1), new Place(last.id(), bias.port()));
        }
        if (op == Op.PRELU && isSingle(layer, 1)) {
            op = Op.LEAKY_RELU;
        } else if (op == Op.GATHER && takesRows(layer) && weights.table(trained).isPresent()) {
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
                weights.weight(op, layer, trained),
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
        return constants.isConstant(ir.inputs(layer).get(port))
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

    /** Whether a look-up takes rows. */
    private boolean takesRows(Layer gather) {
        return gather.inputs().size() > 2
                && constants.isConst(ir.inputs(gather).get(2))
                && java.util.Arrays.equals(
                        IrConstant.integers(ir, ir.layer(ir.inputs(gather).get(2))), new long[] {0});
    }
}
