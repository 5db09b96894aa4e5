package octet.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.TapStatistics;
import octet.correction.ChannelAlignment;
import octet.correction.ChannelAxis;
import octet.correction.SmoothQuant;
import octet.format.FormatModel;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Shape;
import octet.graph.Weight;
import octet.placement.ActivationSpot;
import octet.placement.Placement;
import octet.placement.Placer;
import octet.plan.Corrections;
import octet.plan.Settings;
import octet.plan.When;
import octet.problem.BadSettingsException;
import octet.range.Estimators;
import octet.range.RangeEstimator;

/**
 * What quantizing a model under some settings comes to before any number is known: where quantizers go, how their ranges
 * are estimated, and what a calibration must observe for it.
 *
 * @param graph the model's graph
 * @param settings what was asked for
 * @param placer how quantizers are placed
 * @param placement where they go
 * @param estimators from statistics and weights to ranges
 * @param smoothed which values may be smoothed
 * @param aligned which values may be aligned
 * @param needed what must have been observed
 * @param taps what is observed in a pass over the data: besides what is needed, what corrections would be tried with
 */
public record Requirements(
        Graph graph,
        Settings settings,
        Placer placer,
        Placement placement,
        Estimators estimators,
        List<SmoothQuant.Group> smoothed,
        List<ChannelAlignment.Pair> aligned,
        List<Tap> needed,
        List<Tap> taps) {

    /** Copies the lists. */
    public Requirements {
        smoothed = List.copyOf(smoothed);
        aligned = List.copyOf(aligned);
        needed = List.copyOf(needed);
        taps = List.copyOf(taps);
    }

    /**
     * Works them out.
     *
     * @throws octet.problem.BadSettingsException when settings are out of their limits, or something to be ignored is not
     *     there
     */
    public static Requirements of(FormatModel model, Settings settings) {
        settings.check();
        var mode = settings.request().mode();
        if (mode != null && !model.takesFloat8()) {
            throw new BadSettingsException(
                    "mode is " + mode + ", but " + model.info().format() + " models are written with integers alone",
                    "a model of OpenVINO, or no mode",
                    "leave mode out for int8, or convert the model: ovc "
                            + model.info().file().getFileName());
        }
        Placer placer = settings.placement() != null
                ? settings.placement().on(model.target())
                : settings.target() != null ? settings.target() : model.target();
        Placement placement = settings.mixed().place(placer, model.graph(), settings.request());
        RangeEstimator activations = settings.activationRange() != null
                ? settings.activationRange()
                : placer.averagesBounds() ? RangeEstimator.meanMinMax() : RangeEstimator.minMax();
        var corrections = settings.corrections();
        List<SmoothQuant.Group> smoothed = smoothed(model.graph(), placement, corrections);
        List<ChannelAlignment.Pair> aligned = corrections.channelAlignment() == When.NEVER
                ? List.of()
                : ChannelAlignment.pairs(model.graph(), placement);
        Map<String, ChannelAxis> asked = new LinkedHashMap<>();
        if (corrections.channelAlignment() == When.ALWAYS) {
            aligned.forEach(pair -> asked.put(pair.value(), pair.axis()));
        }
        Map<String, ChannelAxis> tried = new LinkedHashMap<>();
        aligned.forEach(pair -> tried.put(pair.value(), pair.axis()));
        smoothed.forEach(group -> tried.putIfAbsent(group.value(), group.axis()));
        placement.activations().stream()
                .filter(ActivationSpot::mayScaleChannels)
                .forEach(spot -> tried.put(spot.value(), channels(model.graph(), spot.value())));
        List<Tap> taps = Taps.of(model.graph(), placement, activations.needs(), tried);
        List<Tap> needed = corrections.smoothQuant() == When.ALWAYS
                ? taps
                : Taps.of(model.graph(), placement, activations.needs(), asked);
        var estimators = new Estimators(
                activations,
                settings.weightRange(),
                placer.arithmetic(),
                settings.request().mode());
        return new Requirements(
                model.graph(), settings, placer, placement, estimators, smoothed, aligned, needed, taps);
    }

    /** The channels of a value behind a convolution. */
    private static ChannelAxis channels(Graph graph, String value) {
        Node before = graph.producer(value).orElseThrow();
        Weight weight = before.weight()
                .or(() -> graph.producer(before.inputs().get(0)).orElseThrow().weight())
                .orElseThrow();
        Shape shape = graph.constant(weight.constant()).orElseThrow().shape();
        return new ChannelAxis((int) shape.dim(weight.outputAxis()), shape.rank() - 2);
    }

    /** Where nobody insists on it, only transformers are smoothed: others have no channels that stand out so far. */
    private static List<SmoothQuant.Group> smoothed(Graph graph, Placement placement, Corrections corrections) {
        boolean tried = corrections.smoothQuant() == When.ALWAYS
                || corrections.smoothQuant() == When.IF_BETTER && placement.transformer();
        return tried ? SmoothQuant.groups(graph, placement, corrections.smoothQuantAlphas()) : List.of();
    }

    /** Where quantizers go in a model that computes the same with other constants. */
    Placement place(Graph changed) {
        return settings.mixed().place(placer, changed, settings.request());
    }

    /** The taps that have not been observed yet; the data are not read again for what would only be tried. */
    public List<Tap> missing(Map<String, TapStatistics> known) {
        return needed.stream().filter(tap -> !isServed(tap, known)).toList();
    }

    /** Bounds of a moved value may come from before the move; all else must have been seen itself. */
    private boolean isServed(Tap tap, Map<String, TapStatistics> known) {
        String value = tap.value();
        Optional<Node> mover = Optional.empty();
        while (!known.containsKey(value)) {
            mover = graph.producer(value).filter(node -> node.op().isMovement());
            if (mover.isEmpty()) {
                return false;
            }
            value = mover.get().inputs().get(0);
        }
        boolean moved = !value.equals(tap.value());
        return moved
                ? tap.given().stream().allMatch(wanted -> wanted == Statistic.BOUNDS)
                : known.get(value).known().containsAll(tap.given());
    }
}
