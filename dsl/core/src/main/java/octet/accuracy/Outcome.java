package octet.accuracy;

import java.util.List;
import java.util.Optional;
import octet.engine.Quantization;
import octet.placement.IgnoredScope;
import octet.plan.Settings;

/**
 * What a search came to.
 *
 * @param name the model's name
 * @param metric the metric's name
 * @param bound what was asked for
 * @param floatScore the float model's score
 * @param result the last line that counts: the model that was chosen
 * @param steps every model whose score was measured, the first int8 model in front
 * @param reverted the groups that are not plain int8 in the result though they were in the first model, the worst first
 * @param suspects the groups of the first model from which most noise comes, the worst first; empty where nothing was ranked
 * @param ignored what to ignore to have the result at once
 * @param ended why the search ended, in words
 * @param warnings what should not be overlooked, in words
 * @param evaluations what was spent
 * @param samples how many validation samples there are
 * @param floatBytes the size of the float model in bytes
 * @param settings how the result is quantized
 * @param quantization the result
 */
public record Outcome(
        String name,
        String metric,
        Bound bound,
        double floatScore,
        Step result,
        List<Step> steps,
        List<Blame> reverted,
        List<Blame> suspects,
        Optional<IgnoredScope> ignored,
        String ended,
        List<String> warnings,
        Evaluations evaluations,
        int samples,
        long floatBytes,
        Settings settings,
        Quantization quantization) {

    /** Copies the lists. */
    public Outcome {
        steps = List.copyOf(steps);
        reverted = List.copyOf(reverted);
        suspects = List.copyOf(suspects);
        warnings = List.copyOf(warnings);
    }

    /** Whether the result is within the bound. */
    public boolean isWithin() {
        return result.within();
    }

    /** The first int8 model. */
    public Step first() {
        return steps.get(0);
    }

    /** What came of it, the steps as a table, what is to blame, and what was spent. */
    @Override
    public String toString() {
        return OutcomeText.of(this);
    }
}
