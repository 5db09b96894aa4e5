package octet.placement.nncf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import octet.placement.PropagationRule;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;

/** Decides what becomes of quantizers that meet below a value with several readers. */
final class MergeRule {

    /**
     * What to do.
     *
     * @param above the configs of one quantizer above the branches; empty where none goes up
     * @param stays for each branch, whether its own quantizer stays besides
     */
    record Merged(List<QuantizerConfig> above, List<Boolean> stays) {}

    /** Fewer scales, then simpler integers, as NNCF breaks ties. */
    private static final Comparator<QuantizerConfig> SIMPLER = Comparator.comparing(QuantizerConfig::bits)
            .reversed()
            .thenComparing(QuantizerConfig::perChannel)
            .thenComparing(QuantizerConfig::scheme);

    private final PropagationRule rule;

    MergeRule(PropagationRule rule) {
        this.rule = rule;
    }

    /** Merges the configs of the branches, each a list with the best first. */
    Merged merge(List<List<QuantizerConfig>> branches) {
        return switch (rule) {
            case DO_NOT_MERGE_BRANCHES -> none(branches);
            case MERGE_IF_ALL_BRANCHES_SAME ->
                branches.stream().allMatch(branch -> same(branch, branches.get(0)))
                        ? all(branches.get(0), branches)
                        : none(branches);
            case MERGE_ALL_IN_ONE -> all(common(branches, List::contains), branches);
            case MERGE_WITH_POTENTIAL_REQUANTIZATION -> requantized(branches);
        };
    }

    private static Merged none(List<List<QuantizerConfig>> branches) {
        return new Merged(List.of(), branches.stream().map(branch -> true).toList());
    }

    private static Merged all(List<QuantizerConfig> above, List<List<QuantizerConfig>> branches) {
        return above.isEmpty()
                ? none(branches)
                : new Merged(above, branches.stream().map(branch -> false).toList());
    }

    private static Merged requantized(List<List<QuantizerConfig>> branches) {
        List<QuantizerConfig> above = common(branches, MergeRule::canFollow);
        return above.isEmpty()
                ? none(branches)
                : new Merged(
                        above,
                        branches.stream().map(branch -> !same(branch, above)).toList());
    }

    private static boolean same(List<QuantizerConfig> one, List<QuantizerConfig> other) {
        return one.size() == other.size() && new HashSet<>(one).equals(new HashSet<>(other));
    }

    private interface Suits {
        boolean test(List<QuantizerConfig> branch, QuantizerConfig config);
    }

    /** The configs that suit all branches; first those that the branches together like best. */
    private static List<QuantizerConfig> common(List<List<QuantizerConfig>> branches, Suits suits) {
        Set<QuantizerConfig> union = new LinkedHashSet<>();
        branches.forEach(union::addAll);
        List<QuantizerConfig> common = new ArrayList<>(union);
        common.removeIf(config -> !branches.stream().allMatch(branch -> suits.test(branch, config)));
        common.sort(Comparator.comparing((QuantizerConfig config) -> places(config, branches))
                .thenComparing(SIMPLER));
        return common;
    }

    private static int places(QuantizerConfig config, List<List<QuantizerConfig>> branches) {
        int longest = branches.stream().mapToInt(List::size).max().orElse(0);
        int sum = 0;
        for (List<QuantizerConfig> branch : branches) {
            int place = branch.indexOf(config);
            sum += place < 0 ? longest + 1 : place;
        }
        return sum;
    }

    /** Whether a branch could take the config itself, or quantize again what comes in it. */
    private static boolean canFollow(List<QuantizerConfig> branch, QuantizerConfig above) {
        return branch.contains(above) || branch.stream().allMatch(below -> isRequantization(above, below));
    }

    private static boolean isRequantization(QuantizerConfig above, QuantizerConfig below) {
        boolean finer = below.bits() > above.bits();
        boolean shifts = below.scheme() == Scheme.ASYMMETRIC && above.scheme() == Scheme.SYMMETRIC;
        boolean undecided = below.signedness() == Signedness.BY_RANGE && above.signedness() != Signedness.BY_RANGE;
        boolean gainsSign = below.signedness() == Signedness.SIGNED && above.signedness() == Signedness.UNSIGNED;
        return !finer && !shifts && !undecided && !gainsSign && below.narrowRange() == above.narrowRange();
    }

    /** Whether a quantizer changes nothing of note behind another one. */
    static boolean isRedundant(QuantizerConfig above, QuantizerConfig below) {
        return below.bits() == above.bits()
                && (below.scheme() == above.scheme() || above.scheme() == Scheme.SYMMETRIC)
                && (below.perChannel() == above.perChannel() || !above.perChannel())
                && below.narrowRange() == above.narrowRange();
    }
}
