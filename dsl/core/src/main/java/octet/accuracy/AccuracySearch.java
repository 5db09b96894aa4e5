package octet.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.engine.Calibrator.Example;
import octet.engine.Latency;
import octet.engine.Sensitivity;
import octet.format.Session;
import octet.placement.IgnoredScope;
import octet.plan.Plan;
import octet.plan.Settings;
import octet.problem.BadSettingsException;
import octet.problem.CancelledException;
import octet.problem.Words;
import octet.progress.Progress;

/**
 * Looks for the least that must go back to float so that a metric drops no further than a bound allows. Groups of
 * operations are ranked by the noise that they make, from one run with inner values on the worst samples; the metric only
 * confirms. How many of the first in the ranking must go is found by bisection; then, in the order of what each does to
 * the outputs when it comes back alone, as many as possible are taken back into int8, by bisection again. Before all that
 * other settings for the whole model are tried by the noise of their outputs. The same every time, but for latencies.
 */
public final class AccuracySearch {

    /** Settings for the whole model must leave so much of the noise at most to be worth a run over the samples. */
    private static final double WORTH_A_RUN = 0.8;

    private static final double[] COVERAGES = {0.9, 0.99};
    /** Groups that make no more than this of the noise are taken back first. */
    private static final double INNOCENT = 0.05;

    private static final double LATENCY_SECONDS = 0.2;
    private static final int SUSPECTS = 5;

    private final Subject subject;
    private final AccuracyControl control;
    private final Judge judge;
    private final Workshop workshop;
    private final long started = System.nanoTime();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Double> shares = new HashMap<>();
    private final Map<Group, Double> importances = new HashMap<>();
    private final Map<Set<Group>, Step> tried = new HashMap<>();
    private List<Group> ranking = List.of();
    private Trial best;
    private Progress progress;

    /** A model that was tried, with the groups that are reverted in it. */
    private record Trial(Workshop.Made made, List<Group> reverted, Step step) {

        boolean within() {
            return step.within();
        }
    }

    private AccuracySearch(Subject subject, AccuracyControl control) {
        this.subject = subject;
        this.control = control;
        this.judge = new Judge(
                subject.model().graph().inputs(),
                subject.floats(),
                subject.data(),
                subject.metric(),
                subject.validated(),
                control);
        this.workshop = new Workshop(subject, control.restoreMode());
    }

    /**
     * Searches. An interruption ends it with the best model so far.
     *
     * @throws BadSettingsException when the control asks for what cannot be
     * @throws octet.problem.BadDataException when the metric fails or gives no finite number for a candidate
     */
    public static Outcome run(Subject subject, AccuracyControl control) {
        control.check();
        return new AccuracySearch(subject, control).run();
    }

    private Outcome run() {
        Trial first = first();
        if (first.within()) {
            return finished("the first int8 model is within the bound");
        }
        try (var shown = Progress.of("Accuracy control", "evaluations", control.maxEvaluations())) {
            progress = shown;
            progress.say(worstCase());
            return finished(search());
        } catch (CancelledException e) {
            return finished("it was interrupted");
        } catch (Spent e) {
            return finished(e.getMessage());
        }
    }

    private Trial first() {
        var plan = subject.quantized().plan();
        double drop = judge.bound().drop(judge.floatScore(), judge.firstScore());
        Step step = new Step(
                "all in int8",
                plan.quantizedOperations(),
                Double.NaN,
                Double.NaN,
                judge.firstScore(),
                drop,
                subject.latency().speedup(),
                subject.quantized().int8().bytes(),
                judge.bound().holds(drop));
        best = new Trial(
                new Workshop.Made(subject.settings(), plan, subject.quantized().int8()), List.of(), step);
        steps.add(step);
        return best;
    }

    /** What the search may cost, before it begins. */
    private String worstCase() {
        int left = control.maxEvaluations() - judge.fullEvaluations();
        double each = subject.latency().int8Millis() / 1000 * judge.samples() / Together.WORKERS;
        return Words.of(
                "%s drops by %.4g, %s allowed. At most %d more runs over all %d samples, about %.3g s each, and as many models"
                        + " again to look at%s.",
                judge.metric().name(),
                steps.get(0).drop(),
                judge.bound(),
                left,
                judge.samples(),
                each,
                control.budget() == null
                        ? ""
                        : Words.of(
                                "; none is begun after %.3g s", control.budget().toMillis() / 1000.0));
    }

    private String search() {
        checkTime();
        judge.prepare();
        rank();
        checkEvaluations();
        Optional<Remedies.Change> changed = remedied();
        if (best.within()) {
            return "other settings for the whole model are enough";
        }
        if (changed.isPresent()) {
            workshop.use(changed.get());
            rank();
        }
        Optional<List<Group>> enough = enough();
        if (enough.isEmpty()) {
            return "nothing short of all in float is within the bound";
        }
        List<Group> reverted = readmitted(enough.get());
        widened(reverted);
        return best.within()
                ? "no more could be found that may stay in int8"
                : "nothing short of all in float is within the bound";
    }

    private void checkTime() {
        if (control.budget() != null
                && (System.nanoTime() - started) / 1e9 >= control.budget().toMillis() / 1e3) {
            throw new Spent(
                    Words.of("the budget of %.3g s is spent", control.budget().toMillis() / 1e3));
        }
    }

    private void checkEvaluations() {
        if (judge.fullEvaluations() >= control.maxEvaluations()) {
            throw new Spent("the budget of " + control.maxEvaluations() + " evaluations is spent");
        }
    }

    /**
     * The settings for the whole model that leave least noise, where that is much less, and the metric is better for it.
     */
    private Optional<Remedies.Change> remedied() {
        Plan before = best.made().plan();
        double noise = noise(best.made());
        Remedies.Change chosen = null;
        Workshop.Made made = null;
        double least = noise * WORTH_A_RUN;
        for (Remedies.Change change : Remedies.of(workshop.settings(), workshop.rescalings(), control.remedies())) {
            checkTime();
            Optional<Workshop.Made> other = made(change, before);
            double left = other.map(this::noise).orElse(Double.NaN);
            if (left < least) {
                least = left;
                chosen = change;
                made = other.get();
            }
        }
        if (chosen == null) {
            return Optional.empty();
        }
        progress.say(Words.of("%s: noise %.3g → %.3g", chosen.what(), noise, least));
        Step step = attempt(chosen.what(), made, List.of());
        double drop = step.isConfirmed() ? step.drop() : judge.expected(step.subsetDrop());
        return drop < steps.get(0).drop() ? Optional.of(chosen) : Optional.empty();
    }

    private Optional<Workshop.Made> made(Remedies.Change change, Plan before) {
        try {
            if (!workshop.variants().isObserved(change.settings(), change.rescalings())) {
                return Optional.empty();
            }
            var made = workshop.make(change.settings(), change.rescalings());
            boolean same = made.plan().activations().equals(before.activations())
                    && change.rescalings().equals(workshop.rescalings());
            return same ? Optional.empty() : Optional.of(made);
        } catch (BadSettingsException e) {
            // The target cannot do that.
            return Optional.empty();
        }
    }

    private double noise(Workshop.Made made) {
        try (Session session = made.int8().open()) {
            return judge.noise(session);
        }
    }

    /** Orders the groups by the noise that they make. */
    private void rank() {
        checkTime();
        List<Group> groups = workshop.groups();
        shares.clear();
        var made = workshop.make(workshop.settings());
        Sensitivity sensitivity = Sensitivity.of(subject.model(), made.int8(), made.plan(), judge.worst());
        double all = 0;
        for (Group group : groups) {
            double share = 0;
            for (String operation : group.operations()) {
                share += sensitivity.of(operation).noiseShare();
            }
            shares.put(key(group), share);
            all += share;
        }
        if (!(all > 0)) {
            rankByReverting(groups, made);
        }
        ranking = groups.stream()
                .sorted(Comparator.comparingDouble((Group group) -> -share(group)))
                .toList();
        progress.say("the noise comes from "
                + String.join(
                        ", ",
                        ranking.stream()
                                .limit(SUSPECTS)
                                .map(group -> Words.of("%s (%.0f %%)", group, 100 * share(group)))
                                .toList()));
    }

    /** Where inner values cannot be looked at: by what is left of the noise with each group in float. */
    private void rankByReverting(List<Group> groups, Workshop.Made made) {
        double noise = noise(made);
        List<Settings> without =
                groups.stream().map(group -> workshop.reverting(List.of(group))).toList();
        List<Double> noises = workshop.noises("Ranking", without, judge);
        double all = 0;
        for (double left : noises) {
            all += Math.max(0, noise - left);
        }
        for (int i = 0; i < groups.size(); i++) {
            shares.put(key(groups.get(i)), all == 0 ? 0 : Math.max(0, noise - noises.get(i)) / all);
        }
    }

    private static String key(Group group) {
        return group.operations().get(0);
    }

    private double share(Group group) {
        return shares.getOrDefault(key(group), 0.0);
    }

    /** The first so many of the ranking that suffice, all where no fewer were found to; empty when not even these do. */
    private Optional<List<Group>> enough() {
        int tooFew = 0;
        int enough = ranking.size();
        for (double coverage : COVERAGES) {
            int count = covering(coverage);
            if (count > tooFew && count < enough) {
                if (attempt(ranking.subList(0, count)).within()) {
                    enough = count;
                    break;
                }
                tooFew = count;
            }
        }
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (attempt(ranking.subList(0, middle)).within()) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        List<Group> first = ranking.subList(0, enough);
        // All in float is float, but all activations in float is not.
        boolean holds = enough < ranking.size()
                || control.restoreMode() == RestoreMode.ACTIVATIONS_AND_WEIGHTS
                || attempt(first).within();
        return holds ? Optional.of(first) : Optional.empty();
    }

    private int covering(double coverage) {
        double covered = 0;
        int count = 0;
        while (count < ranking.size() && covered < coverage - 1e-9) {
            covered += share(ranking.get(count++));
        }
        return count;
    }

    /** What is left of the reverted groups when as many as possible come back into int8, the least harmful first. */
    private List<Group> readmitted(List<Group> reverted) {
        checkTime();
        if (reverted.size() < 2 && reverted.size() < ranking.size()) {
            return reverted;
        }
        double noise = reverted.size() == ranking.size() && control.restoreMode() == RestoreMode.ACTIVATIONS_AND_WEIGHTS
                ? 0
                : best.step().noise();
        List<Settings> with = reverted.stream()
                .map(group -> workshop.reverting(without(reverted, List.of(group))))
                .toList();
        List<Double> noises = workshop.noises("Looking for what may come back", with, judge);
        double all = 0;
        for (int i = 0; i < noises.size(); i++) {
            importances.put(reverted.get(i), noises.get(i) - noise);
            all += Math.max(0, noises.get(i) - noise);
        }
        double little = INNOCENT * all;
        List<Group> order = reverted.stream()
                .sorted(Comparator.comparingDouble(importances::get))
                .toList();
        int back = 0;
        int tooMany = order.size();
        int next = (int)
                order.stream().filter(group -> importances.get(group) <= little).count();
        next = next == 0 || next == tooMany ? tooMany / 2 : next;
        while (tooMany - back > 1) {
            if (attempt(without(reverted, order.subList(0, next))).within()) {
                back = next;
            } else {
                tooMany = next;
            }
            next = (back + tooMany) / 2;
        }
        return without(reverted, order.subList(0, back));
    }

    private static List<Group> without(List<Group> groups, List<Group> others) {
        Set<Group> out = Set.copyOf(others);
        return groups.stream().filter(group -> !out.contains(group)).toList();
    }

    /** What would be float has activations of 16 bits instead, where that is asked for and holds. */
    private void widened(List<Group> reverted) {
        if (control.remedies().contains(Remedy.SIXTEEN_BITS) && !reverted.isEmpty()) {
            Settings settings = workshop.settings().sixteenBitActivations(Scopes.exactly(Scopes.operations(reverted)));
            attempt(described(reverted, "activations of 16 bits for"), workshop.make(settings), reverted);
        }
    }

    private Step attempt(List<Group> reverted) {
        Step known = tried.get(Set.copyOf(reverted));
        if (known == null) {
            checkTime();
            checkEvaluations();
            known = attempt(described(reverted, "in float:"), workshop.make(workshop.reverting(reverted)), reverted);
            tried.put(Set.copyOf(reverted), known);
        }
        return known;
    }

    private String described(List<Group> reverted, String how) {
        int operations = Scopes.operations(reverted).size();
        return Words.of(
                "%s %s%s",
                how,
                reverted.get(0),
                operations == reverted.get(0).operations().size() ? "" : Words.of(" … (%d operations)", operations));
    }

    /** Looks at a candidate; it is run on all samples where it wins on the subset. */
    private Step attempt(String what, Workshop.Made made, List<Group> reverted) {
        checkTime();
        checkEvaluations();
        Step step;
        try (Session session = made.int8().open()) {
            double noise = judge.noise(session);
            double onSubset = judge.subsetSamples() == 0 ? Double.NaN : judge.subsetDrop(session);
            boolean wins = judge.subsetSamples() == 0 || judge.bound().holds(judge.expected(onSubset));
            double score = wins ? judge.score(session) : Double.NaN;
            double drop = wins ? judge.bound().drop(judge.floatScore(), score) : Double.NaN;
            step = new Step(
                    what,
                    made.plan().quantizedOperations(),
                    noise,
                    onSubset,
                    score,
                    drop,
                    wins ? speedup(session) : Double.NaN,
                    made.int8().bytes(),
                    wins && judge.bound().holds(drop));
        }
        steps.add(step);
        var trial = new Trial(made, List.copyOf(reverted), step);
        if (isBetter(trial, best)) {
            best = trial;
        }
        progress.step();
        progress.say(StepText.line(step, judge.bound()));
        return step;
    }

    private double speedup(Session session) {
        var inputs = judge.worst().stream().map(Example::inputs).toList();
        return Latency.compare(subject.floats(), session, inputs, LATENCY_SECONDS)
                .speedup();
    }

    /** Within the bound beats outside; then what keeps more in int8, or, outside, what is nearer. */
    private static boolean isBetter(Trial trial, Trial other) {
        if (!trial.step.isConfirmed()) {
            return false;
        }
        if (trial.within() != other.within()) {
            return trial.within();
        }
        return trial.within()
                ? trial.step.int8Operations() > other.step.int8Operations()
                : trial.step.drop() < other.step.drop();
    }

    private Outcome finished(String ended) {
        List<Blame> reverted = best.reverted().stream().map(this::blame).toList();
        Settings settings = best.made().settings();
        Optional<IgnoredScope> ignored = Optional.empty();
        if (!reverted.isEmpty()) {
            IgnoredScope scope = workshop.readable(Scopes.operations(best.reverted()));
            ignored = Optional.of(scope);
            boolean plain = settings.equals(workshop.reverting(best.reverted()));
            settings = plain ? workshop.reverting(scope) : settings;
        }
        boolean unchanged = best.step() == steps.get(0);
        return new Outcome(
                subject.name(),
                judge.metric().name(),
                judge.bound(),
                judge.floatScore(),
                best.step(),
                steps,
                reverted,
                ranking.stream().limit(SUSPECTS).map(this::blame).toList(),
                ignored,
                ended,
                warnings(),
                new Evaluations(
                        judge.fullEvaluations(),
                        judge.subsetEvaluations(),
                        workshop.models(),
                        judge.runs(),
                        (System.nanoTime() - started) / 1e9),
                judge.samples(),
                subject.model().info().bytes(),
                settings,
                unchanged
                        ? subject.quantized()
                        : workshop.variants()
                                .finished(best.made().plan(), best.made().int8()));
    }

    private Blame blame(Group group) {
        return new Blame(group, share(group), importances.getOrDefault(group, Double.NaN));
    }

    private List<String> warnings() {
        var problems = new ArrayList<String>();
        if (judge.varies() > 0) {
            problems.add(Words.of(
                    "The metric gives the same outputs another score the second time, by up to %.3g: drops of that size mean"
                            + " nothing.",
                    judge.varies()));
        }
        long floatBytes = subject.model().info().bytes();
        if (best.step().bytes() >= floatBytes) {
            problems.add(Words.of(
                    "The result is larger than float: %.3f times.", best.step().bytes() / (double) floatBytes));
        }
        if (best.step().speedup() < 1) {
            problems.add(Words.of(
                    "The result is slower than float on this machine: %.2fx as fast.",
                    best.step().speedup()));
        }
        return problems;
    }
}
