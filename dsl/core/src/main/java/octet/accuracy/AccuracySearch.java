package octet.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.plan.Settings;
import octet.problem.BadSettingsException;
import octet.problem.CancelledException;
import octet.problem.Words;
import octet.progress.Progress;

/**
 * Looks for the least that must go back to float so that a metric drops no further than a bound allows. Groups of
 * operations are ranked by the noise that they make, from one run with inner values on the worst samples; the metric only
 * confirms. How many of the first in the ranking must go is found by bisection; then, in the order of what each does to
 * the outputs when it comes back alone, as many as possible are taken back into int8, by bisection again, of those for which
 * int8 is a gain. Before all that other settings for the whole model are tried by the noise of their outputs.
 *
 * <p>The search is the same every time: latency is measured and told, but decides nothing.
 */
public final class AccuracySearch {

    private static final double[] COVERAGES = {0.9, 0.99};

    /** Groups that make no more than this of the noise are taken back first. */
    private static final double INNOCENT = 0.05;

    private static final String NOTHING_SHORT = "nothing short of all in float is within the bound";

    private final Subject subject;
    private final AccuracyControl control;
    private final Judge judge;
    private final Workshop workshop;
    private final Worth worth;
    private final Trials trials;
    private final Map<Group, Double> importances = new HashMap<>();
    private Ranking ranking = Ranking.none();

    private AccuracySearch(Subject subject, AccuracyControl control) {
        this.subject = subject;
        this.control = control;
        this.judge = new Judge(subject, control);
        this.workshop = new Workshop(subject, control.restoreMode());
        this.worth = new Worth(workshop, subject.model().info().bytes());
        this.trials = new Trials(subject, control, judge, workshop, worth);
    }

    /**
     * Searches. An interruption ends it with the best model so far.
     *
     * @throws BadSettingsException when the control asks for what cannot be
     * @throws octet.problem.BadDataException when the metric fails or gives no finite number for a candidate
     */
    public static Outcome run(Subject subject, AccuracyControl control) {
        control.check();
        var search = new AccuracySearch(subject, control);
        String ended = search.run();
        return new Conclusion(subject, search.judge, search.workshop, search.trials, search.ranking, search.importances)
                .outcome(ended);
    }

    private String run() {
        if (trials.best().within()) {
            return "the first int8 model is within the bound";
        }
        try (var shown = Progress.of("Accuracy control", "evaluations", control.maxEvaluations())) {
            trials.show(shown);
            trials.say(worstCase());
            return search();
        } catch (CancelledException e) {
            return "it was interrupted";
        } catch (Spent e) {
            return e.getMessage();
        }
    }

    /** What the search may cost, before it begins. */
    private String worstCase() {
        int left = control.maxEvaluations() - judge.fullEvaluations();
        double each = subject.latency().int8Millis() / 1000 * judge.samples() / Together.WORKERS;
        return Words.of(
                "%s drops by %.4g, %s allowed. At most %d more runs over all %d samples, about %.3g s each, and as many models"
                        + " again to look at%s.",
                judge.metric().name(),
                trials.first().drop(),
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
        trials.checkTime();
        judge.prepare();
        trials.measureFirst();
        rank();
        trials.checkEvaluations();
        Optional<Remedies.Change> changed = new OtherSettings(workshop, judge, trials).best(control.remedies());
        if (trials.best().within()) {
            return "other settings for the whole model are enough";
        }
        changed.ifPresent(this::useWhereItHelps);
        Optional<List<Group>> enough = enough();
        if (enough.isEmpty()) {
            return NOTHING_SHORT;
        }
        widened(readmitted(enough.get()));
        return trials.best().within() ? "no more could be found that may stay in int8" : NOTHING_SHORT;
    }

    private void rank() {
        trials.checkTime();
        ranking = Ranking.of(subject, workshop, judge);
        trials.say(ranking.toString());
    }

    /** Other settings may mend the culprits and harm the rest: they stay where less noise is left without the culprits too. */
    private void useWhereItHelps(Remedies.Change change) {
        List<Group> culprits = ranking.groups().subList(0, ranking.covering(COVERAGES[0]));
        if (isFloat(culprits)) {
            workshop.use(change);
            rank();
            return;
        }
        var before = new Remedies.Change("as it was", workshop.settings(), workshop.rescalings());
        double noise = noiseWithout(culprits);
        workshop.use(change);
        if (noiseWithout(culprits) < noise) {
            rank();
        } else {
            trials.say(change.what() + ": not where the worst is in float");
            workshop.use(before);
        }
    }

    private double noiseWithout(List<Group> groups) {
        return workshop.noise(workshop.make(workshop.reverting(groups)).int8(), judge);
    }

    /** The first so many of the ranking that suffice, all where no fewer were found to; empty when not even these do. */
    private Optional<List<Group>> enough() {
        List<Group> groups = ranking.groups();
        int tooFew = 0;
        int enough = groups.size();
        for (double coverage : COVERAGES) {
            int count = ranking.covering(coverage);
            if (count > tooFew && count < enough) {
                if (trials.reverting(groups.subList(0, count)).within()) {
                    enough = count;
                    break;
                }
                tooFew = count;
            }
        }
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (trials.reverting(groups.subList(0, middle)).within()) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        List<Group> first = groups.subList(0, enough);
        // All in float is float, but all activations in float is not.
        boolean holds = enough < groups.size()
                || control.restoreMode() == RestoreMode.ACTIVATIONS_AND_WEIGHTS
                || trials.reverting(first).within();
        return holds ? Optional.of(first) : Optional.empty();
    }

    /** What is left of the reverted groups when as many as possible come back into int8, the least harmful first. */
    private List<Group> readmitted(List<Group> reverted) {
        trials.checkTime();
        List<Group> order = worthTakingBack(reverted);
        double all = 0;
        for (Group group : reverted) {
            all += Math.max(0, importances.get(group));
        }
        double little = INNOCENT * all;
        int back = 0;
        int tooMany = order.size() + (order.size() < reverted.size() ? 1 : 0);
        int next = (int)
                order.stream().filter(group -> importances.get(group) <= little).count();
        next = next == 0 || next == tooMany ? tooMany / 2 : next;
        while (tooMany - back > 1) {
            if (trials.reverting(Worth.without(reverted, order.subList(0, next)))
                    .within()) {
                back = next;
            } else {
                tooMany = next;
            }
            next = (back + tooMany) / 2;
        }
        return Worth.without(reverted, order.subList(0, back));
    }

    /** The groups for which int8 is a gain, the least harmful first; measures how harmful each of all is. */
    private List<Group> worthTakingBack(List<Group> reverted) {
        double noise = isFloat(reverted) ? 0 : trials.reverting(reverted).noise();
        Workshop.Size less = size(reverted);
        List<Settings> with = reverted.stream()
                .map(group -> workshop.reverting(Worth.without(reverted, List.of(group))))
                .toList();
        List<Double> noises = workshop.noises("Looking for what may come back", with, judge);
        List<Group> order = new ArrayList<>();
        for (int i = 0; i < noises.size(); i++) {
            importances.put(reverted.get(i), noises.get(i) - noise);
            List<Group> alone = List.of(reverted.get(i));
            if (worth.pays(alone, size(Worth.without(reverted, alone)), less)) {
                order.addAll(alone);
            }
        }
        order.sort(Comparator.comparingDouble(importances::get));
        return order;
    }

    private Workshop.Size size(List<Group> reverted) {
        return isFloat(reverted)
                ? new Workshop.Size(subject.model().info().bytes(), 0)
                : workshop.size(workshop.reverting(reverted));
    }

    private boolean isFloat(List<Group> reverted) {
        return reverted.size() == ranking.groups().size()
                && control.restoreMode() == RestoreMode.ACTIVATIONS_AND_WEIGHTS;
    }

    /** What would be float has activations of 16 bits instead, where that is asked for and holds. */
    private void widened(List<Group> reverted) {
        boolean integers = workshop.settings().request().mode() == null;
        if (control.remedies().contains(Remedy.SIXTEEN_BITS) && integers && !reverted.isEmpty()) {
            Settings settings = workshop.settings().sixteenBitActivations(Scopes.exactly(Scopes.operations(reverted)));
            trials.attempt(Trials.described("activations of 16 bits for", reverted), workshop.make(settings), reverted);
        }
    }
}
