package octet.accuracy;

import java.util.List;
import java.util.Set;

/** Says which models are worth more than others. */
final class Worth {

    /** Sizes that differ by less than this of float's are taken for equal. */
    private static final double SIGNIFICANT = 0.01;

    /** So much of its weights' float bytes a group must save at least. */
    private static final double WORTH_BYTES = 0.25;

    private final Workshop workshop;
    private final long floatBytes;

    Worth(Workshop workshop, long floatBytes) {
        this.workshop = workshop;
        this.floatBytes = floatBytes;
    }

    /**
     * Whether groups are worth being int8: their weights become smaller, or they take no further quantizers, as between
     * others that are int8. Else changing to bytes before them and back behind them takes longer than is won.
     *
     * @param with the model in which they are int8
     * @param without the model in which they are not, and all else is the same
     */
    boolean pays(List<Group> groups, Workshop.Size with, Workshop.Size without) {
        long saved = without.bytes() - with.bytes();
        return with.quantizers() <= without.quantizers()
                || saved > 0 && saved >= WORTH_BYTES * workshop.floatWeights(groups);
    }

    /**
     * Within the bound beats outside, and outside what is nearer. Within, a model with more in int8 is better where that is
     * worth it; of others the smaller one.
     */
    boolean isBetter(Trial trial, Trial other) {
        if (!trial.step().isConfirmed()) {
            return false;
        }
        if (trial.within() != other.within()) {
            return trial.within();
        }
        if (!trial.within()) {
            return trial.step().drop() < other.step().drop();
        }
        List<Group> more = without(other.reverted(), trial.reverted());
        List<Group> less = without(trial.reverted(), other.reverted());
        if (less.isEmpty() && !more.isEmpty()) {
            return pays(more, trial.size(), other.size());
        }
        if (more.isEmpty() && !less.isEmpty()) {
            return !pays(less, other.size(), trial.size());
        }
        long larger = trial.step().bytes() - other.step().bytes();
        return Math.abs(larger) > SIGNIFICANT * floatBytes
                ? larger < 0
                : trial.step().int8Operations() > other.step().int8Operations();
    }

    /** The groups that are not among the others. */
    static List<Group> without(List<Group> groups, List<Group> others) {
        Set<Group> out = Set.copyOf(others);
        return groups.stream().filter(group -> !out.contains(group)).toList();
    }
}
