package octet.correction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.calibration.TapStatistics;
import octet.graph.Constant;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Shape;
import octet.graph.Use;
import octet.plan.Rescaling;
import octet.plan.Rescalings;

/** Gathers changes of constants and products to put in, and makes the changed model of them. Not thread-safe. */
final class Rewriting {

    private final Rescaled from;
    private final Map<Use, Constant> constants;
    private final List<Rescaling> rescalings;
    private final Map<String, TapStatistics> statistics;
    private final Map<Use, String> redirected = new HashMap<>();
    private final List<Node> products = new ArrayList<>();
    private final Set<String> added = new HashSet<>();
    private final List<Constant> factors = new ArrayList<>();

    Rewriting(Rescaled from) {
        this.from = from;
        this.constants = new LinkedHashMap<>(from.rescalings().constants());
        this.rescalings = new ArrayList<>(from.rescalings().list());
        this.statistics = new HashMap<>(from.statistics());
    }

    /** The constant read there as it stands now; a bias that is left out has none. */
    Optional<Constant> constant(Use use) {
        Constant changed = constants.get(use);
        if (changed != null) {
            return Optional.of(changed);
        }
        List<String> inputs = from.graph().node(use.node()).orElseThrow().inputs();
        return use.port() < inputs.size() ? from.graph().constant(inputs.get(use.port())) : Optional.empty();
    }

    /** Multiplies the channels of a constant, if there is one. */
    void multiply(Use use, int axis, float[] by) {
        if (constant(use).isPresent()) {
            change(use, axis, by, new float[by.length]);
        }
    }

    /** Adds to the channels of a constant, or makes one of one axis where there is none. */
    void add(Use use, int axis, float[] addends) {
        if (constant(use).isPresent()) {
            float[] ones = new float[addends.length];
            Arrays.fill(ones, 1);
            change(use, axis, ones, addends);
        } else {
            constants.put(use, new Numbers(fresh(use.node() + "/bias"), Shape.of(addends.length), addends.clone()));
        }
    }

    private void change(Use use, int axis, float[] by, float[] addends) {
        Constant was = constant(use).orElseThrow();
        String name = fresh(was.name() + "/rescaled");
        constants.put(use, new ChangedConstant(name, was, axis, by.clone(), addends.clone()));
    }

    /** Lets the uses read the value divided by the factors, which an operation computes. */
    void divide(String value, List<Use> uses, float[] by, Shape shape) {
        String product = fresh(value + "/smoothed");
        Constant numbers = new Numbers(fresh(product + "_factors"), shape, by);
        factors.add(numbers);
        products.add(new Node(
                product, Op.RESCALE, "Mul", List.of(value, numbers.name()), List.of(product), Optional.empty(), false));
        uses.forEach(use -> redirected.put(use, product));
        rescalings.add(new Rescaling(value, product, uses, by, new float[by.length], shape));
        statistics.put(product, statistics.get(value).rescaled(product, by, new float[by.length]));
    }

    /** Notes that the constants before a value make it come out divided by the factors, after which the shifts are taken off. */
    void divided(String value, float[] by, float[] shifts, Shape shape) {
        rescalings.add(new Rescaling(value, null, from.graph().uses(value), by, shifts, shape));
        statistics.computeIfPresent(value, (name, seen) -> seen.rescaled(name, by, shifts));
    }

    private String fresh(String wanted) {
        String name = wanted;
        for (int i = 1; isTaken(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        Graph graph = from.graph();
        return graph.isConstant(name)
                || graph.isInput(name)
                || graph.producer(name).isPresent()
                || graph.node(name).isPresent()
                || !added.add(name);
    }

    /** The changed model. */
    Rescaled build() {
        List<Node> nodes = new ArrayList<>();
        for (Node node : from.graph().nodes()) {
            nodes.add(changed(node));
        }
        // Behind all others, so that those keep their order.
        nodes.addAll(products);
        Collection<Constant> all = new ArrayList<>(from.graph().constants().values());
        all.addAll(factors);
        all.addAll(constants.values());
        return new Rescaled(from.graph().with(nodes, all), statistics, new Rescalings(rescalings, constants));
    }

    private Node changed(Node node) {
        List<String> inputs = new ArrayList<>(node.inputs());
        // A bias that was left out may have come into being at the port behind the last.
        for (int port = 0; port <= node.inputs().size() + 1; port++) {
            var use = new Use(node.name(), port);
            Constant constant = constants.get(use);
            String name = constant != null ? constant.name() : redirected.get(use);
            if (name != null) {
                while (inputs.size() <= port) {
                    inputs.add("");
                }
                inputs.set(port, name);
            }
        }
        return inputs.equals(node.inputs()) ? node : node.reading(inputs);
    }
}
