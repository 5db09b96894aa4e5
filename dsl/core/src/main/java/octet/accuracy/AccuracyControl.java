package octet.accuracy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import octet.problem.BadSettingsException;
import octet.problem.Problems;

/**
 * What accuracy control may do and spend. Every verb returns another one; none is needed.
 *
 * @param maxDrop how much worse than float the metric may be, at least 0; 0.01 unless set
 * @param dropType whether that is a difference or a share of float's score; a difference unless set
 * @param restoreMode what goes back to float; activations and weights unless set
 * @param maxEvaluations so many runs over the whole validation set at most, those of the float and of the first int8 model
 *     among them; 15 unless set
 * @param budget after so long no other candidate is begun; {@code null} for no limit
 * @param subsetSize on so many samples, those that suffer most, a candidate must win before it is run on all; 0 to choose
 *     by the number of samples, NNCF's {@code ranking_subset_size}
 * @param remedies what is tried before operations go back to float
 * @param seed chooses samples where nothing tells which suffer most
 */
public record AccuracyControl(
        double maxDrop,
        DropType dropType,
        RestoreMode restoreMode,
        int maxEvaluations,
        Duration budget,
        int subsetSize,
        Set<Remedy> remedies,
        long seed) {

    /** What holds unless something else is said. */
    public static final AccuracyControl DEFAULT = new AccuracyControl(
            0.01,
            DropType.ABSOLUTE,
            RestoreMode.ACTIVATIONS_AND_WEIGHTS,
            15,
            null,
            0,
            EnumSet.complementOf(EnumSet.of(Remedy.SIXTEEN_BITS)),
            0);

    /** Copies the set. */
    public AccuracyControl {
        remedies = Set.copyOf(remedies);
    }

    /** Allows such a drop. */
    public AccuracyControl maxDrop(double drop) {
        return new AccuracyControl(drop, dropType, restoreMode, maxEvaluations, budget, subsetSize, remedies, seed);
    }

    /** Measures drops so. */
    public AccuracyControl dropType(DropType type) {
        return new AccuracyControl(maxDrop, type, restoreMode, maxEvaluations, budget, subsetSize, remedies, seed);
    }

    /** Measures drops as shares of float's score. */
    public AccuracyControl relative() {
        return dropType(DropType.RELATIVE);
    }

    /** Takes so much of an operation back to float. */
    public AccuracyControl restoreMode(RestoreMode mode) {
        return new AccuracyControl(maxDrop, dropType, mode, maxEvaluations, budget, subsetSize, remedies, seed);
    }

    /**
     * Runs at most so many times over the whole validation set; the two runs that a validation has made already count.
     */
    public AccuracyControl atMost(int evaluations) {
        return new AccuracyControl(maxDrop, dropType, restoreMode, evaluations, budget, subsetSize, remedies, seed);
    }

    /** Begins no other candidate after so long. */
    public AccuracyControl budget(Duration time) {
        return new AccuracyControl(maxDrop, dropType, restoreMode, maxEvaluations, time, subsetSize, remedies, seed);
    }

    /** Tries candidates on so many samples first. */
    public AccuracyControl subsetSize(int samples) {
        return new AccuracyControl(maxDrop, dropType, restoreMode, maxEvaluations, budget, samples, remedies, seed);
    }

    /** Tries these before operations go back to float; none for that at once. */
    public AccuracyControl remedies(Remedy... tried) {
        return new AccuracyControl(
                maxDrop, dropType, restoreMode, maxEvaluations, budget, subsetSize, Set.of(tried), seed);
    }

    /** Chooses samples so, where nothing tells which suffer most. */
    public AccuracyControl seed(long newSeed) {
        return new AccuracyControl(
                maxDrop, dropType, restoreMode, maxEvaluations, budget, subsetSize, remedies, newSeed);
    }

    /**
     * Checks everything.
     *
     * @throws BadSettingsException naming all that is wrong
     */
    public void check() {
        var problems = new Problems();
        if (!(maxDrop >= 0) || maxDrop == Double.POSITIVE_INFINITY) {
            problems.add(
                    "maxDrop is %s, but float itself drops by 0: a bound below that, or none, cannot be met by a search",
                    maxDrop);
        }
        if (maxEvaluations < 2) {
            problems.add("atMost(%d): the float model and the first int8 model take 2 evaluations", maxEvaluations);
        }
        if (budget != null && budget.isNegative()) {
            problems.add("budget(%s) is negative", budget);
        }
        if (subsetSize < 0) {
            problems.add("subsetSize is %d, not at least 0", subsetSize);
        }
        problems.throwIfAny(found -> new BadSettingsException(found, "a bound and budgets that can be kept", null));
    }
}
