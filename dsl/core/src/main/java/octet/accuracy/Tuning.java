package octet.accuracy;

import java.util.List;
import octet.engine.Quantization;
import octet.plan.Settings;
import octet.problem.Words;
import octet.report.TextTable;

/**
 * What a search over settings came to.
 *
 * @param name the model's name
 * @param metric the metric's name
 * @param bound how drops are measured; its greatest drop does not count
 * @param floatScore the float model's score
 * @param trials what was tried, in order, the settings that it began with in front
 * @param score the result's score on all samples
 * @param drop the result's drop on all samples
 * @param firstDrop the drop of the settings that it began with
 * @param samples how many samples each trial was scored on
 * @param evaluations what was spent
 * @param settings the best settings
 * @param quantization the model made with them
 */
public record Tuning(
        String name,
        String metric,
        Bound bound,
        double floatScore,
        List<Trial> trials,
        double score,
        double drop,
        double firstDrop,
        int samples,
        Evaluations evaluations,
        Settings settings,
        Quantization quantization) {

    /**
     * Settings that were tried.
     *
     * @param parameter what was changed
     * @param value to what
     * @param drop the drop on the samples that trials are scored on
     * @param noise of the outputs on the worst few of them
     * @param kept whether the search went on from here
     */
    public record Trial(String parameter, String value, double drop, double noise, boolean kept) {}

    /** Copies the list. */
    public Tuning {
        trials = List.copyOf(trials);
    }

    /** What was gained, and the trials as a table. */
    @Override
    public String toString() {
        var table = new TextTable("parameter", "value", "drop", "noise", "");
        trials.forEach(trial -> table.row(
                trial.parameter(),
                trial.value(),
                StepText.number(trial.drop()),
                StepText.brief(trial.noise()),
                trial.kept() ? "kept" : ""));
        return Words.of(
                        "%s tuned: %s %s → %s, a drop of %s instead of %s\n",
                        name,
                        metric,
                        StepText.number(floatScore),
                        StepText.number(score),
                        StepText.number(drop),
                        StepText.number(firstDrop))
                + table
                + Words.of(
                        "\n%d settings, each on %d samples; %d evaluations on all; %.1f s",
                        trials.size(), samples, evaluations.full(), evaluations.seconds());
    }
}
