package octet.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Graph;
import octet.graph.Use;
import octet.graph.Weight;
import octet.placement.ActivationSpot;
import octet.placement.Placement;
import octet.placement.QuantizerConfig;
import octet.placement.Signedness;
import octet.placement.WeightSpot;

/** Writes a placement in the lines of {@link NncfTable}. */
final class NncfLines {

    private static final Comparator<Use> ORDER = Comparator.comparing(Use::node).thenComparing(Use::port);

    private final Graph graph;
    private final Placement placement;
    private final Map<List<String>, String> unified = new HashMap<>();

    private NncfLines(Graph graph, Placement placement) {
        this.graph = graph;
        this.placement = placement;
    }

    static List<String> of(Graph graph, Placement placement) {
        var lines = new NncfLines(graph, placement);
        for (ActivationSpot spot : placement.activations()) {
            lines.unite(spot.rangesOf(), lines.identity(spot));
        }
        for (WeightSpot spot : placement.weights()) {
            lines.unite(spot.rangesOf(), identity(spot));
        }
        List<String> all = new ArrayList<>();
        placement.activations().forEach(spot -> lines.addActivation(spot, all));
        Map<String, WeightSpot> firsts = new HashMap<>();
        placement.weights().forEach(spot -> all.add(lines.weight(spot, firsts)));
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private void unite(List<String> ranges, String identity) {
        if (ranges.size() > 1) {
            unified.merge(ranges, identity, (a, b) -> a.compareTo(b) < 0 ? a : b);
        }
    }

    private String unified(List<String> ranges) {
        return unified.containsKey(ranges) ? " unified=" + unified.get(ranges) : "";
    }

    private void addActivation(ActivationSpot spot, List<String> all) {
        QuantizerConfig config = spot.config();
        String grain = config.perChannel() ? "per-channel axis=" + spot.channelAxis() : "per-tensor";
        String forced = config.signedness() == Signedness.BY_RANGE ? "" : " forced=" + config.signedness();
        for (Use use : spot.uses()) {
            all.add("activation %s %d %d %s %s group=%s%s%s"
                    .formatted(
                            name(spot, use),
                            use.port(),
                            config.bits(),
                            config.scheme(),
                            grain,
                            identity(spot),
                            forced,
                            unified(spot.rangesOf())));
        }
    }

    private String identity(ActivationSpot spot) {
        return spot.uses().stream()
                .map(use -> new Use(name(spot, use), use.port()))
                .min(ORDER)
                .map(use -> use.node() + ":" + use.port())
                .orElseThrow();
    }

    private static String name(ActivationSpot spot, Use use) {
        return escape(use.isByCaller() ? "output:" + spot.value() : use.node());
    }

    private static String identity(WeightSpot spot) {
        return escape(spot.node().name()) + ":" + spot.weight().port();
    }

    private String weight(WeightSpot spot, Map<String, WeightSpot> firsts) {
        Weight weight = spot.weight();
        WeightSpot first = firsts.computeIfAbsent(weight.constant(), name -> spot);
        return "weight %s %d %d %s %s narrow=%b half=%b%s%s"
                .formatted(
                        escape(spot.node().name()),
                        weight.port(),
                        spot.config().bits(),
                        spot.config().scheme(),
                        spot.config().perChannel() ? "per-channel axis=" + spot.scaleAxis() : "per-tensor",
                        spot.config().narrowRange(),
                        spot.halfRange(),
                        first == spot ? "" : " shared=" + identity(first),
                        unified(spot.rangesOf()));
    }

    private static String escape(String name) {
        return name.replace("%", "%25").replace(" ", "%20");
    }
}
