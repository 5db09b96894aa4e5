package octet.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import octet.engine.Calibrator;
import octet.engine.Quantization;
import octet.engine.Requirements;
import octet.placement.Preset;
import octet.placement.PropagationRule;
import octet.plan.Settings;
import octet.plan.When;
import octet.problem.BadSettingsException;
import octet.problem.CancelledException;
import octet.problem.Words;
import octet.progress.Progress;
import octet.range.RangeEstimator;

/**
 * A coordinate search over settings, as NNCF's hyper-parameter tuner makes: one parameter after another, each value with
 * the best found so far, and what is best is kept. All models come from one calibration; values that need a statistic which
 * it has not observed are left out. Trials are scored on the samples that suffer most, the best settings on all.
 */
public final class Tuner {

    private static final List<Double> ALPHAS = List.of(0.15, 0.25, 0.5, 0.75, 0.95);

    private final Subject subject;
    private final AccuracyControl control;
    private final Judge judge;
    private final long started = System.nanoTime();
    private final List<Tuning.Trial> trials = new ArrayList<>();
    private Settings settings;
    private Quantization best;
    private double bestDrop;
    private double bestNoise;
    private int models;

    private Tuner(Subject subject, AccuracyControl control) {
        this.subject = subject;
        this.control = control;
        this.judge = new Judge(subject, control);
        this.settings = subject.settings();
        this.best = subject.quantized();
    }

    /**
     * Searches; an interruption, or the end of the budget, ends it with the best settings so far.
     *
     * @throws BadSettingsException when the control asks for what cannot be
     * @throws octet.problem.BadDataException when the metric fails or gives no finite number
     */
    public static Tuning run(Subject subject, AccuracyControl control) {
        control.check();
        return new Tuner(subject, control).run();
    }

    private Tuning run() {
        double firstDrop = judge.bound().drop(judge.floatScore(), judge.firstScore());
        try {
            judge.prepare();
            search();
        } catch (CancelledException | Spent e) {
            // What was found until now is the result.
        }
        boolean changed = best != subject.quantized();
        double score = changed ? judge.score(best.session()) : judge.firstScore();
        return new Tuning(
                subject.name(),
                judge.metric().name(),
                judge.bound(),
                judge.floatScore(),
                trials,
                score,
                judge.bound().drop(judge.floatScore(), score),
                firstDrop,
                judge.subsetSamples() == 0 ? judge.samples() : judge.subsetSamples(),
                new Evaluations(
                        judge.fullEvaluations(),
                        judge.subsetEvaluations(),
                        models,
                        judge.runs(),
                        (System.nanoTime() - started) / 1e9),
                settings,
                best);
    }

    private void search() {
        bestDrop = judge.subsetSamples() == 0
                ? judge.bound().drop(judge.floatScore(), judge.firstScore())
                : judge.subsetDrop(best.session());
        bestNoise = judge.noise(best.session());
        trials.add(new Tuning.Trial("as it was", "", bestDrop, bestNoise, true));
        Map<String, Map<String, UnaryOperator<Settings>>> parameters = parameters();
        int total = parameters.values().stream().mapToInt(Map::size).sum();
        try (var progress = Progress.of("Tuning", "settings", total)) {
            parameters.forEach((parameter, values) -> tune(parameter, values, progress));
        }
    }

    private Map<String, Map<String, UnaryOperator<Settings>>> parameters() {
        Map<String, Map<String, UnaryOperator<Settings>>> parameters = new LinkedHashMap<>();
        Map<String, UnaryOperator<Settings>> alphas = new LinkedHashMap<>();
        for (double alpha : ALPHAS) {
            alphas.put("alpha " + alpha, q -> q.smooth(alpha));
        }
        alphas.put("none", q -> q.smoothQuant(When.NEVER));
        parameters.put("SmoothQuant", alphas);
        parameters.put(
                "propagation rule",
                Map.of(
                        PropagationRule.MERGE_IF_ALL_BRANCHES_SAME.toString(),
                        q -> q.quantizerPropagationRule(PropagationRule.MERGE_IF_ALL_BRANCHES_SAME)));
        Map<String, UnaryOperator<Settings>> presets = new LinkedHashMap<>();
        for (Preset preset : Preset.values()) {
            presets.put(preset.toString(), q -> q.preset(preset));
        }
        parameters.put("preset", presets);
        Map<String, UnaryOperator<Settings>> estimators = new LinkedHashMap<>();
        for (RangeEstimator estimator : Remedies.ESTIMATORS) {
            estimators.put(estimator.toString(), q -> q.activations(estimator));
        }
        parameters.put("estimator", estimators);
        Map<String, UnaryOperator<Settings>> biases = new LinkedHashMap<>();
        biases.put("by running the model", q -> q.fastBiasCorrection(false));
        biases.put("none", q -> q.biasCorrection(When.NEVER));
        parameters.put("bias correction", biases);
        parameters.put("channel alignment", Map.of("where it helps", q -> q.channelAlignment(When.IF_BETTER)));
        return parameters;
    }

    private void tune(String parameter, Map<String, UnaryOperator<Settings>> values, Progress progress) {
        Settings before = settings;
        values.forEach((value, change) -> {
            if (control.budget() != null
                    && (System.nanoTime() - started) / 1e9 >= control.budget().toMillis() / 1e3) {
                throw new Spent("the budget is spent");
            }
            attempt(parameter, value, change.apply(before), progress);
            progress.step();
        });
    }

    private void attempt(String parameter, String value, Settings changed, Progress progress) {
        Quantization made;
        try {
            var requirements = Requirements.of(subject.model(), changed);
            Calibrator.Result seen = subject.quantized().seen();
            if (changed.equals(settings)
                    || !requirements.missing(seen.statistics()).isEmpty()) {
                return;
            }
            made = Quantization.of(subject.model(), subject.floats(), seen, requirements);
        } catch (BadSettingsException e) {
            // The target cannot do that.
            return;
        }
        models++;
        double drop = judge.subsetSamples() == 0
                ? judge.bound().drop(judge.floatScore(), judge.score(made.session()))
                : judge.subsetDrop(made.session());
        double noise = judge.noise(made.session());
        boolean better = drop < bestDrop || drop == bestDrop && noise < bestNoise;
        trials.add(new Tuning.Trial(parameter, value, drop, noise, better));
        if (better) {
            bestDrop = drop;
            bestNoise = noise;
            best = made;
            settings = changed;
            progress.say(Words.of("%s %s: drop %.4g", parameter, value, drop));
        }
    }
}
