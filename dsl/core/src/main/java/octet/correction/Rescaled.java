package octet.correction;

import java.util.Map;
import octet.calibration.TapStatistics;
import octet.graph.Graph;
import octet.plan.Rescalings;

/**
 * A model that computes what another does, with channels of other sizes inside. Placement, ranges and bias correction
 * take it for any other model.
 *
 * @param graph its computation
 * @param statistics what a calibration of it would have seen, worked out from what was seen of the other
 * @param rescalings how it differs from the other
 */
public record Rescaled(Graph graph, Map<String, TapStatistics> statistics, Rescalings rescalings) {

    /** Copies the map. */
    public Rescaled {
        statistics = Map.copyOf(statistics);
    }

    /** A model in which nothing is rescaled. */
    public static Rescaled nothing(Graph graph, Map<String, TapStatistics> statistics) {
        return new Rescaled(graph, statistics, Rescalings.NONE);
    }
}
