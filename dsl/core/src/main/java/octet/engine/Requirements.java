package octet.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.TapStatistics;
import octet.format.FormatModel;
import octet.graph.Graph;
import octet.graph.Node;
import octet.placement.Placement;
import octet.placement.Placer;
import octet.plan.Settings;
import octet.range.RangeEstimator;

/**
 * What quantizing a model under some settings comes to before any number is known: where quantizers go, how their ranges
 * are estimated, and what a calibration must observe for it.
 *
 * @param graph the model's graph
 * @param placement where quantizers go
 * @param estimator from statistics to ranges
 * @param trims whether ranges leave out what no reader tells apart
 * @param taps what must be observed
 */
public record Requirements(Graph graph, Placement placement, RangeEstimator estimator, boolean trims, List<Tap> taps) {

    /**
     * Works them out.
     *
     * @throws octet.problem.BadSettingsException when settings are out of their limits, or something to be ignored is not
     *     there
     */
    public static Requirements of(FormatModel model, Settings settings) {
        settings.check();
        Placer placer = settings.placement() != null
                ? settings.placement()
                : settings.target() != null ? settings.target() : model.target();
        Placement placement = placer.place(model.graph(), settings.request());
        RangeEstimator estimator = settings.activationRange() != null
                ? settings.activationRange()
                : placer.averagesBounds() ? RangeEstimator.meanMinMax() : RangeEstimator.minMax();
        return new Requirements(
                model.graph(),
                placement,
                estimator,
                !placer.averagesBounds(),
                Taps.of(model.graph(), placement, estimator.needs()));
    }

    /** The taps that have not been observed yet. */
    public List<Tap> missing(Map<String, TapStatistics> known) {
        return taps.stream().filter(tap -> !isServed(tap, known)).toList();
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
                ? tap.statistics().stream().allMatch(wanted -> wanted == Statistic.BOUNDS)
                : known.get(value).known().containsAll(tap.statistics());
    }
}
