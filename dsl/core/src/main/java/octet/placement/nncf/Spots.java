package octet.placement.nncf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Use;
import octet.placement.ActivationSpot;
import octet.placement.nncf.Vertex.Edge;

/** Says in terms of values and their readers where quantizers stand. */
final class Spots {

    /** In most formats the second axis numbers the channels of activations. */
    private static final int CHANNEL_AXIS = 1;

    private final Graph graph;
    private final FusedBlocks blocks;
    private final Places places;
    private final UnifiedScales scales;
    private final boolean quantizeOutputs;

    /** One place of a quantizer. */
    private record Spot(Quantizer quantizer, String value, List<Use> uses) {}

    Spots(Graph graph, FusedBlocks blocks, Propagation propagation, boolean quantizeOutputs) {
        this.graph = graph;
        this.blocks = blocks;
        this.places = propagation.places();
        this.scales = propagation.scales();
        this.quantizeOutputs = quantizeOutputs;
    }

    /** The spots in topological order. */
    List<ActivationSpot> activations() {
        List<Spot> spots = new ArrayList<>();
        for (Vertex block : blocks.heads()) {
            for (Edge edge : blocks.in(block)) {
                if (places.before(edge) != null) {
                    spots.add(new Spot(places.before(edge), edge.value(), List.of(use(edge))));
                }
            }
            if (places.behind(block) != null) {
                spots.addAll(behind(places.behind(block), blocks.tail(block)));
            }
        }
        Map<Quantizer, Set<String>> values = new LinkedHashMap<>();
        spots.forEach(spot -> values.computeIfAbsent(spot.quantizer(), q -> new LinkedHashSet<>())
                .add(spot.value()));
        return spots.stream().map(spot -> spot(spot, values)).toList();
    }

    private ActivationSpot spot(Spot spot, Map<Quantizer, Set<String>> values) {
        boolean perChannel = spot.quantizer().config().perChannel();
        List<String> ranges =
                scales.contains(spot.quantizer()) ? ranges(spot.quantizer(), values) : List.of(spot.value());
        return new ActivationSpot(
                spot.value(), spot.uses(), ranges, spot.quantizer().config(), perChannel ? CHANNEL_AXIS : -1);
    }

    /** The values and tables whose ranges together give the scale. */
    private List<String> ranges(Object member, Map<Quantizer, Set<String>> values) {
        Set<String> ranges = new LinkedHashSet<>();
        for (Object other : scales.group(member)) {
            if (other instanceof Vertex embedding) {
                ranges.add(embedding.node.constants().get(0).constant());
            } else {
                ranges.addAll(values.getOrDefault(other, Set.of()));
            }
        }
        return List.copyOf(ranges);
    }

    /** The values and tables that share the scale of an embedding's table; empty where it has its own. */
    List<String> rangesOfTable(Vertex embedding, List<ActivationSpot> activations) {
        if (scales.group(embedding).size() < 2) {
            return List.of();
        }
        String table = embedding.node.constants().get(0).constant();
        return activations.stream()
                .map(ActivationSpot::rangesOf)
                .filter(ranges -> ranges.contains(table))
                .findFirst()
                .orElseGet(() -> ranges(embedding, Map.of()));
    }

    private Use use(Edge edge) {
        return edge.to().isOutput() ? Use.byCaller() : new Use(edge.to().node.name(), edge.port());
    }

    /** One spot for the only value that is read; where several are, one for each reading. */
    private List<Spot> behind(Quantizer quantizer, Vertex producer) {
        Map<String, List<Use>> uses = new LinkedHashMap<>();
        int read = 0;
        for (String value : producer.node == null ? List.of(producer.value) : producer.node.outputs()) {
            List<Use> of = new ArrayList<>(graph.uses(value));
            boolean given =
                    graph.outputs().stream().anyMatch(output -> output.name().equals(value));
            if (given && quantizeOutputs && producer.node != null) {
                of.add(Use.byCaller());
            }
            read += given || !of.isEmpty() ? 1 : 0;
            uses.put(value, of);
        }
        List<Spot> spots = new ArrayList<>();
        boolean several = read > 1;
        uses.forEach((value, of) -> {
            if (several) {
                of.forEach(use -> spots.add(new Spot(quantizer, value, List.of(use))));
            } else if (!of.isEmpty()) {
                spots.add(new Spot(quantizer, value, of));
            }
        });
        return spots;
    }
}
