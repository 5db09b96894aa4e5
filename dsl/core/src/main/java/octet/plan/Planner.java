package octet.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.calibration.TapStatistics;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Use;
import octet.placement.ActivationSpot;
import octet.placement.Arithmetic;
import octet.placement.Placement;
import octet.placement.QuantizerConfig;
import octet.placement.WeightSpot;
import octet.problem.BadModelException;
import octet.range.Estimators;
import octet.range.Grid;
import octet.range.QuantizedTensor;
import octet.range.Range;
import octet.range.TrimmedRange;
import octet.range.WeightQuantizer;
import octet.range.WeightRules;

/** Makes a plan: gives every place of a placement its numbers. */
public final class Planner {

    private final Graph graph;
    private final Map<String, TapStatistics> statistics;
    private final Estimators estimators;
    private final TrimmedRange trimmedRange;
    private final WeightBytes bytes;
    private final Map<Constant, List<QuantizedTensor>> tensors = new IdentityHashMap<>();

    /**
     * @param statistics what the calibration saw, by value
     * @param estimators from statistics and weights to ranges
     */
    public Planner(Graph graph, Map<String, TapStatistics> statistics, Estimators estimators) {
        this(graph, statistics, estimators, new WeightBytes());
    }

    /** As the other constructor, with bytes that other plans have been made of. */
    public Planner(Graph graph, Map<String, TapStatistics> statistics, Estimators estimators, WeightBytes bytes) {
        this.graph = graph;
        this.statistics = statistics;
        this.estimators = estimators;
        this.trimmedRange = new TrimmedRange(graph);
        this.bytes = bytes;
    }

    /**
     * Makes the plan; biases are not corrected yet.
     *
     * @throws BadModelException when a weight is NaN or infinite
     */
    public Plan plan(Placement placement) {
        Map<Use, Float> scaleAt = new HashMap<>();
        List<ActivationQuantizer> activations = new ArrayList<>();
        for (ActivationSpot spot : placement.activations()) {
            ActivationQuantizer quantizer = quantize(spot);
            activations.add(quantizer);
            spot.uses().forEach(use -> scaleAt.put(use, quantizer.grid().scale()));
        }
        List<QuantizedWeight> weights = placement.weights().stream()
                .map(spot -> quantize(spot, scaleAt.get(new Use(spot.node().name(), 0))))
                .toList();
        return new Plan(
                placement.target(),
                activations,
                weights,
                placement.decisions(),
                placement.transformer(),
                placement.remarks(),
                false);
    }

    private ActivationQuantizer quantize(ActivationSpot spot) {
        QuantizerConfig config = spot.config();
        if (spot.mayScaleChannels() && seen(spot.value()).channelMaxima().length > 0) {
            return scaledChannels(spot);
        }
        List<Range> ranges = config.perChannel() ? channels(spot) : List.of(range(spot));
        List<Range> covered = estimators.adjust(ranges, config);
        if (estimators.mode() != null) {
            return float8(spot, covered, config);
        }
        DataType type = Grid.type(config, covered.stream().anyMatch(range -> range.low() < 0));
        List<Grid> grids =
                covered.stream().map(range -> Grid.of(range, config, type)).toList();
        return new ActivationQuantizer(
                spot.value(), spot.uses(), ranges, grids, config.perChannel() ? spot.channelAxis() : -1);
    }

    private ActivationQuantizer float8(ActivationSpot spot, List<Range> ranges, QuantizerConfig config) {
        DataType type = estimators.mode().type();
        List<Grid> grids = ranges.stream()
                .map(range -> Grid.float8(range, type, config.perChannel()))
                .toList();
        return new ActivationQuantizer(
                spot.value(), spot.uses(), ranges, grids, config.perChannel() ? spot.channelAxis() : -1);
    }

    private ActivationQuantizer scaledChannels(ActivationSpot spot) {
        Range whole = range(spot);
        List<Range> covered = estimators.adjust(List.of(whole), spot.config());
        Grid grid = Grid.of(
                covered.get(0),
                spot.config(),
                Grid.type(spot.config(), covered.get(0).low() < 0));
        List<Range> ranges = estimators.channels(seen(spot.value()));
        List<Grid> grids = ranges.stream().map(range -> grid.narrowedTo(range)).toList();
        return new ActivationQuantizer(spot.value(), spot.uses(), List.of(whole), grids, spot.channelAxis());
    }

    private List<Range> channels(ActivationSpot spot) {
        return spot.rangesOf().stream()
                .map(value -> estimators.channels(seen(value)))
                .reduce(Planner::union)
                .orElseThrow();
    }

    private static List<Range> union(List<Range> some, List<Range> others) {
        List<Range> all = new ArrayList<>(some);
        for (int c = 0; c < all.size(); c++) {
            all.set(c, all.get(c).union(others.get(c)));
        }
        return all;
    }

    private Range range(ActivationSpot spot) {
        return union(spot.rangesOf(), spot.config());
    }

    /** Of values that were seen and of constants. */
    private Range union(List<String> values, QuantizerConfig config) {
        return values.stream()
                .map(value -> graph.constant(value)
                        .map(Planner::extremes)
                        .orElseGet(() -> trimmed(value, estimators.estimate(seen(value), config))))
                .reduce(Range::union)
                .orElseThrow();
    }

    private static Range extremes(Constant constant) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float real : constant.floats()) {
            low = Math.min(low, real);
            high = Math.max(high, real);
        }
        return new Range(low, high);
    }

    /** Exact arithmetic leaves out what no reader tells apart; NNCF's does not. */
    private Range trimmed(String value, Range range) {
        return estimators.arithmetic() == Arithmetic.EXACT ? trimmedRange.of(value, range) : range;
    }

    /**
     * What was seen of the value or, where moving it is ignored, of the value that it was moved from: the calibration
     * observed what the placement without ignored operations needs.
     */
    private TapStatistics seen(String value) {
        String source = value;
        while (!statistics.containsKey(source)) {
            source = graph.producer(source)
                    .filter(node -> node.op().isMovement())
                    .orElseThrow()
                    .inputs()
                    .get(0);
        }
        return statistics.get(source);
    }

    private QuantizedWeight quantize(WeightSpot spot, Float inputScale) {
        Constant constant = graph.constant(spot.weight().constant()).orElseThrow();
        int channels = (int) constant.shape().dim(spot.weight().outputAxis());
        int axis = spot.scaleAxis();
        Optional<float[]> bias = spot.bias().map(use -> biasValues(spot, use, channels));
        float[] leastScales = new float[axis < 0 ? 1 : channels];
        if (spot.integerBias() && bias.isPresent()) {
            // A bias must fit into 32 bits at the scale of the products, so small weights get a coarser scale.
            for (int c = 0; c < channels; c++) {
                int at = axis < 0 ? 0 : c;
                leastScales[at] = Math.max(leastScales[at], (float) (Math.abs(bias.get()[c]) / (inputScale * 0x1p30)));
            }
        }
        WeightRules own = estimators.weights(spot.config(), spot.halfRange());
        WeightRules rules = spot.rangesOf().isEmpty() ? own : own.of(union(spot.rangesOf(), spot.config()));
        QuantizedTensor made = bytes.of(
                constant,
                new WeightBytes.Manner(axis, rules, leastScales),
                () -> WeightQuantizer.quantize(finite(spot, constant), constant.shape(), axis, rules, leastScales));
        QuantizedTensor tensor = shared(constant, made);
        return new QuantizedWeight(
                spot, tensor, constant, bias.map(values -> bias(spot, values, inputScale, tensor.scalesOf(channels))));
    }

    /** The tensor that another operation has made of the same constant, if it is the same: it is then written once. */
    private QuantizedTensor shared(Constant constant, QuantizedTensor tensor) {
        List<QuantizedTensor> known = tensors.computeIfAbsent(constant, c -> new ArrayList<>());
        for (QuantizedTensor other : known) {
            if (other == tensor
                    || other.axis() == tensor.axis()
                            && Arrays.equals(other.scales(), tensor.scales())
                            && Arrays.equals(other.zeroPoints(), tensor.zeroPoints())
                            && Arrays.equals(other.values(), tensor.values())) {
                return other;
            }
        }
        known.add(tensor);
        return tensor;
    }

    private static Bias bias(WeightSpot spot, float[] values, Float inputScale, float[] weightScales) {
        if (!spot.integerBias()) {
            return new Bias(spot.bias().orElseThrow(), values, null);
        }
        float[] scales = new float[weightScales.length];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = inputScale * weightScales[c];
        }
        return new Bias(spot.bias().orElseThrow(), values, scales);
    }

    private float[] biasValues(WeightSpot spot, Use use, int channels) {
        var inputs = graph.node(use.node()).orElseThrow().inputs();
        boolean present = use.port() < inputs.size() && !inputs.get(use.port()).isEmpty();
        return present ? finite(spot, graph.constant(inputs.get(use.port())).orElseThrow()) : new float[channels];
    }

    private static float[] finite(WeightSpot spot, Constant constant) {
        float[] reals = constant.floats();
        for (int i = 0; i < reals.length; i++) {
            if (!Float.isFinite(reals[i])) {
                throw new BadModelException(
                        "The weights '%s' of '%s' hold %s at element %d"
                                .formatted(constant.name(), spot.node().name(), reals[i], i),
                        "finite numbers",
                        "look at how the model was trained, or leave the operation in float with ignore(\""
                                + spot.node().name() + "\")");
            }
        }
        return reals;
    }
}
