package octet.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import octet.accuracy.Analysis.Measured;
import octet.accuracy.Analysis.Row;
import octet.format.Session;
import octet.placement.Decision;
import octet.placement.IgnoredScope;
import octet.plan.Plan;
import octet.plan.Settings;
import octet.progress.Progress;

/** Makes an {@link Analysis}: two models for each group and three besides, measured at the same time. */
public final class Analyst {

    private static final int SAMPLES = 16;
    private static final Measured NOTHING = new Measured(Double.NaN, Double.NaN);

    private final Subject subject;
    private final AccuracyControl control;
    private final Judge judge;
    private final Workshop workshop;
    private final Set<String> quantized = new LinkedHashSet<>();

    private Analyst(Subject subject, AccuracyControl control) {
        this.subject = subject;
        this.control = control;
        this.judge = new Judge(subject, control);
        this.workshop = new Workshop(subject, RestoreMode.ACTIVATIONS_AND_WEIGHTS);
    }

    /**
     * Looks at every group, on the samples that suffer most.
     *
     * @param control says how many these are: {@link AccuracyControl#subsetSize}
     * @throws octet.problem.CancelledException when the thread is interrupted
     */
    public static Analysis run(Subject subject, AccuracyControl control) {
        return new Analyst(subject, control).run();
    }

    private Analysis run() {
        judge.prepare(control.subsetSize() > 0 ? control.subsetSize() : SAMPLES);
        Plan plan = workshop.plan(workshop.settings());
        plan.decisions().stream()
                .filter(Decision::quantized)
                .map(Decision::node)
                .forEach(quantized::add);
        List<Group> groups = workshop.groups();
        List<Row> rows = new ArrayList<>();
        try (var progress = Progress.of("Looking at groups of operations", "groups", groups.size())) {
            Measured all = measure(List.of(plan)).get(0);
            List<Measured> halves = measure(List.of(weightsOnly(), activationsOnly(plan)));
            double worst = 0;
            for (Group group : groups) {
                Plan alone = workshop.plan(ignoring(others(group)));
                Plan without = workshop.plan(workshop.reverting(List.of(group)));
                List<Measured> both = measure(List.of(alone, without));
                Measured own = alone.quantizedOperations() == 0 ? NOTHING : both.get(0);
                rows.add(new Row(group, own, both.get(1)));
                progress.step();
                if (own.noise() > worst) {
                    worst = own.noise();
                    progress.say("the worst so far: " + group + ", noise " + StepText.brief(worst));
                }
            }
            IgnoredScope suggestion = workshop.readable(Scopes.operations(Analysis.suspects(rows)));
            return new Analysis(
                    subject.name(),
                    subject.metric() == null ? null : subject.metric().name(),
                    judge.comparedSamples(),
                    all,
                    halves.get(0),
                    halves.get(1),
                    rows,
                    suggestion);
        }
    }

    private Settings ignoring(Set<String> operations) {
        return workshop.settings().ignore(Scopes.exactly(operations));
    }

    private Set<String> others(Group group) {
        Set<String> others = new LinkedHashSet<>(quantized);
        group.operations().forEach(others::remove);
        return others;
    }

    private Plan weightsOnly() {
        return workshop.plan(workshop.settings().floatActivations(Scopes.exactly(quantized)));
    }

    private static Plan activationsOnly(Plan plan) {
        return new Plan(
                plan.target(),
                plan.activations(),
                List.of(),
                plan.decisions(),
                plan.transformer(),
                plan.remarks(),
                false,
                plan.rescalings(),
                plan.corrections());
    }

    private List<Measured> measure(List<Plan> plans) {
        List<Callable<Measured>> tasks = new ArrayList<>();
        for (Plan plan : plans) {
            tasks.add(() -> measured(plan));
        }
        return Together.run("Sensitivity", tasks);
    }

    private Measured measured(Plan plan) {
        try (Session session = workshop.write(plan).open()) {
            return judge.measured(session, subject.metric() != null);
        }
    }
}
