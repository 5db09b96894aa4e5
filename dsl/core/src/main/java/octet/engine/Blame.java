package octet.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.compare.Sqnr;
import octet.data.Tensor;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.graph.Node;
import octet.plan.Plan;

/** Finds the operations at which most of the signal is lost, by comparing inner values of float and int8 in one run. */
final class Blame {

    private static final int NAMED = 3;

    private Blame() {}

    private record Loss(String node, double decibels) {}

    /** The names of up to three operations, the worst first: those whose output is most noisier than their input. */
    static List<String> worst(FormatModel model, Rewritten int8, Plan plan, Example example) {
        List<Node> nodes = plan.weights().stream()
                .map(weight -> weight.spot().node())
                .filter(node -> !model.graph().isOutput(node.output()))
                .toList();
        Set<String> values = new LinkedHashSet<>();
        for (Node node : nodes) {
            values.add(node.output());
            if (isInner(model, node.inputs().get(0))) {
                values.add(node.inputs().get(0));
            }
        }
        Map<String, Double> sqnr = sqnr(model, int8, values, example);
        List<Loss> losses = new ArrayList<>();
        for (Node node : nodes) {
            Double after = sqnr.get(node.output());
            double before = sqnr.getOrDefault(node.inputs().get(0), 60.0);
            if (after != null) {
                losses.add(new Loss(node.name(), Math.min(before, 60) - after));
            }
        }
        return losses.stream()
                .sorted(Comparator.comparingDouble(Loss::decibels).reversed())
                .limit(NAMED)
                .map(Loss::node)
                .toList();
    }

    private static boolean isInner(FormatModel model, String value) {
        return model.graph().producer(value).isPresent() && !model.graph().isOutput(value);
    }

    private static Map<String, Double> sqnr(FormatModel model, Rewritten int8, Set<String> values, Example example) {
        try (var floats = model.openWith(values);
                var bytes = int8.openWith(values)) {
            Map<String, Tensor> exact = floats.run(example.inputs());
            Map<String, Tensor> rounded = bytes.run(example.inputs());
            Map<String, Double> sqnr = new HashMap<>();
            for (String value : values) {
                Tensor a = exact.get(value);
                Tensor b = rounded.get(value);
                if (a != null && b != null && a.type().isFloating() && b.type().isFloating()) {
                    sqnr.put(value, Sqnr.between(a.toFloats(), b.toFloats()));
                }
            }
            return sqnr;
        }
    }
}
