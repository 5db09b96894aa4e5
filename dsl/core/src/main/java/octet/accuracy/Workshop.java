package octet.accuracy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import octet.engine.Requirements;
import octet.engine.Variants;
import octet.format.Rewritten;
import octet.format.Session;
import octet.graph.Constant;
import octet.graph.Graph;
import octet.graph.Node;
import octet.placement.IgnoredScope;
import octet.placement.Placement;
import octet.plan.Corrections;
import octet.plan.Plan;
import octet.plan.Settings;

/** Makes int8 models with some groups reverted, under settings that may be changed once. */
final class Workshop {

    private final Subject subject;
    private final Variants variants;
    private final RestoreMode mode;
    private Settings settings;
    private Corrections rescalings;
    private final Map<Settings, Size> sizes = new HashMap<>();
    private int models;

    Workshop(Subject subject, RestoreMode mode) {
        this.subject = subject;
        this.mode = mode;
        this.settings = subject.settings();
        this.rescalings = subject.quantized().rescalings();
        this.variants = new Variants(subject.model(), subject.floats(), subject.calibration(), subject.quantized());
    }

    /**
     * A model that was made.
     *
     * @param settings how
     * @param plan its plan
     * @param int8 the model
     */
    record Made(Settings settings, Plan plan, Rewritten int8) {}

    Graph graph() {
        return subject.model().graph();
    }

    Settings settings() {
        return settings;
    }

    Corrections rescalings() {
        return rescalings;
    }

    Variants variants() {
        return variants;
    }

    int models() {
        return models;
    }

    /** From now on everything is made with these settings. */
    void use(Remedies.Change change) {
        settings = change.settings();
        rescalings = change.rescalings();
    }

    /** Where quantizers go. */
    Placement placement(Settings some) {
        var requirements = Requirements.of(subject.model(), some.corrections(rescalings));
        return requirements.placement();
    }

    /** Where quantizers go when something more is ignored. */
    Placement ignoring(IgnoredScope scope) {
        return placement(settings.ignore(scope));
    }

    Settings reverting(IgnoredScope scope) {
        if (scope.rules().isEmpty()) {
            return settings;
        }
        return mode == RestoreMode.ONLY_ACTIVATIONS ? settings.floatActivations(scope) : settings.ignore(scope);
    }

    Settings reverting(Collection<Group> groups) {
        return reverting(Scopes.exactly(Scopes.operations(groups)));
    }

    Made make(Settings some) {
        return make(some, rescalings);
    }

    Made make(Settings some, Corrections corrections) {
        models++;
        Plan plan = variants.plan(some, corrections);
        return new Made(some, plan, variants.write(plan));
    }

    Plan plan(Settings some) {
        return variants.plan(some, rescalings);
    }

    /** May be called from several threads. */
    Rewritten write(Plan plan) {
        return variants.write(plan);
    }

    /** The noise of the models of these settings, made and run at the same time. */
    List<Double> noises(String what, List<Settings> all, Judge judge) {
        List<Callable<Double>> tasks = new ArrayList<>();
        List<Double> noises = new ArrayList<>();
        for (Settings some : all) {
            Plan plan = variants.plan(some, rescalings);
            models++;
            tasks.add(() -> noise(plan, judge));
            if (tasks.size() == 2 * Together.WORKERS) {
                noises.addAll(Together.run(what, tasks));
                tasks.clear();
            }
        }
        noises.addAll(Together.run(what, tasks));
        return noises;
    }

    private double noise(Plan plan, Judge judge) {
        return noise(variants.write(plan), judge);
    }

    /** The noise of a model's outputs on the worst samples. */
    double noise(Rewritten int8, Judge judge) {
        try (Session session = int8.open()) {
            return judge.noise(session);
        }
    }

    /**
     * How large a model is.
     *
     * @param bytes as a file
     * @param quantizers of activations
     */
    record Size(long bytes, int quantizers) {}

    /** The size of the model of these settings, which is written but not run. */
    Size size(Settings some) {
        return sizes.computeIfAbsent(some, s -> {
            Plan plan = variants.plan(s, rescalings);
            return new Size(variants.write(plan).bytes(), plan.activations().size());
        });
    }

    /** The bytes that the weights of groups take in float, each constant once. */
    long floatWeights(List<Group> groups) {
        Set<String> constants = new HashSet<>();
        for (String operation : Scopes.operations(groups)) {
            graph().node(operation).flatMap(Node::weight).ifPresent(weight -> constants.add(weight.constant()));
        }
        long bytes = 0;
        for (String name : constants) {
            Constant constant = graph().constant(name).orElseThrow();
            bytes += constant.shape().elements() * constant.type().bytes();
        }
        return bytes;
    }

    /** The groups that can be cut. */
    List<Group> groups() {
        return Groups.of(graph(), placement(settings), this::ignoring);
    }

    /** Rules for the operations, short to read where that makes no difference. */
    IgnoredScope readable(Set<String> operations) {
        return Scopes.readable(graph(), operations, placement(settings), scope -> placement(reverting(scope)));
    }
}
