package octet.accuracy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.engine.Calibrator.Example;
import octet.engine.Latency;
import octet.format.Session;
import octet.problem.CancelledException;
import octet.problem.Words;
import octet.progress.Progress;

/** Tries models within the budgets, keeps what was measured of each, and knows the best. */
final class Trials {

    private static final double LATENCY_SECONDS = 0.5;

    private final Subject subject;
    private final AccuracyControl control;
    private final Judge judge;
    private final Workshop workshop;
    private final Worth worth;
    private final long started = System.nanoTime();
    private final List<Step> steps = new ArrayList<>();
    private final Map<Set<Group>, Step> reverted = new HashMap<>();
    private Trial best;
    private Progress progress;

    /** Begins with the first int8 model, whose score is known. */
    Trials(Subject subject, AccuracyControl control, Judge judge, Workshop workshop, Worth worth) {
        this.subject = subject;
        this.control = control;
        this.judge = judge;
        this.workshop = workshop;
        this.worth = worth;
        var first = subject.quantized();
        double drop = judge.bound().drop(judge.floatScore(), judge.firstScore());
        Step step = new Step(
                "all in int8",
                first.plan().quantizedOperations(),
                Double.NaN,
                Double.NaN,
                judge.firstScore(),
                drop,
                subject.latency().speedup(),
                first.int8().bytes(),
                judge.bound().holds(drop));
        best = new Trial(new Workshop.Made(subject.settings(), first.plan(), first.int8()), List.of(), step);
        steps.add(step);
    }

    /** What is tried from now on is shown here. */
    void show(Progress shown) {
        progress = shown;
    }

    void say(String line) {
        progress.say(line);
    }

    Trial best() {
        return best;
    }

    Step first() {
        return steps.get(0);
    }

    List<Step> steps() {
        return steps;
    }

    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Throws {@link Spent} when the time is over. */
    void checkTime() {
        if (control.budget() != null && seconds() >= control.budget().toMillis() / 1e3) {
            throw new Spent(
                    Words.of("the budget of %.3g s is spent", control.budget().toMillis() / 1e3));
        }
    }

    /** Throws {@link Spent} when no run over all samples is left. */
    void checkEvaluations() {
        if (judge.fullEvaluations() >= control.maxEvaluations()) {
            throw new Spent("the budget of " + control.maxEvaluations() + " evaluations is spent");
        }
    }

    /** Measures the first model as candidates are measured. */
    void measureFirst() {
        Session session = subject.quantized().session();
        replace(first().measured(judge.noise(session), speedup(session)));
    }

    /** A result that looks slower than float is measured again, as chance must not be told for a fault. */
    void measureAgainIfSlow() {
        if (!(best.step().speedup() < 1) || judge.worst().isEmpty()) {
            return;
        }
        try (Session session = best.made().int8().open()) {
            replace(best.step().measured(best.step().noise(), speedup(session)));
        } catch (CancelledException e) {
            // The first measurement will do.
        }
    }

    private void replace(Step again) {
        steps.set(steps.indexOf(best.step()), again);
        best = new Trial(best.made(), best.reverted(), again);
    }

    private double speedup(Session session) {
        var inputs = judge.worst().stream().map(Example::inputs).toList();
        return Latency.compare(subject.floats(), session, inputs, LATENCY_SECONDS)
                .speedup();
    }

    /** Tries the model with these groups in float, once. */
    Step reverting(List<Group> groups) {
        Step known = reverted.get(Set.copyOf(groups));
        if (known == null) {
            checkTime();
            checkEvaluations();
            known = attempt(described("in float:", groups), workshop.make(workshop.reverting(groups)), groups);
            reverted.put(Set.copyOf(groups), known);
        }
        return known;
    }

    /** {@code in float: conv1 … (3 operations)}. */
    static String described(String how, List<Group> groups) {
        Group first = groups.get(0);
        int operations = Scopes.operations(groups).size();
        String more = operations == first.operations().size() ? "" : Words.of(" … (%d operations)", operations);
        return how + " " + first + more;
    }

    /** Looks at a candidate; it is run on all samples where it wins on the subset. */
    Step attempt(String what, Workshop.Made made, List<Group> groups) {
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
        var trial = new Trial(made, groups, step);
        if (worth.isBetter(trial, best)) {
            best = trial;
        }
        progress.step();
        progress.say(StepText.line(step, judge.bound()));
        return step;
    }
}
