package octet.placement.nncf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import octet.placement.PropagationRule;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;
import org.junit.jupiter.api.Test;

class MergeRuleTest {
    private static final QuantizerConfig TENSOR = config(8, Scheme.SYMMETRIC, false);
    private static final QuantizerConfig CHANNEL = config(8, Scheme.SYMMETRIC, true);
    private static final QuantizerConfig SHIFTED = config(8, Scheme.ASYMMETRIC, false);
    private static final QuantizerConfig WIDE = config(16, Scheme.SYMMETRIC, false);
    private static final List<QuantizerConfig> CONV = List.of(TENSOR, WIDE);
    private static final List<QuantizerConfig> DEPTHWISE = List.of(CHANNEL, TENSOR, WIDE);

    private static QuantizerConfig config(int bits, Scheme scheme, boolean perChannel) {
        return new QuantizerConfig(bits, scheme, perChannel, false, Signedness.BY_RANGE);
    }

    private static MergeRule.Merged merge(
            PropagationRule rule, List<QuantizerConfig> one, List<QuantizerConfig> other) {
        return new MergeRule(rule).merge(List.of(one, other));
    }

    @Test
    void allInOne_takesWhatAllBranchesCanTake() {
        var merged = merge(PropagationRule.MERGE_ALL_IN_ONE, CONV, DEPTHWISE);

        assertThat(merged.above()).containsExactly(TENSOR, WIDE);
        assertThat(merged.stays()).containsExactly(false, false);
    }

    @Test
    void allInOne_withNothingInCommon_leavesAllWhereTheyAre() {
        var merged = merge(PropagationRule.MERGE_ALL_IN_ONE, List.of(TENSOR), List.of(SHIFTED));

        assertThat(merged.above()).isEmpty();
        assertThat(merged.stays()).containsExactly(true, true);
    }

    @Test
    void allInOne_breaksTiesByScalesAndScheme() {
        assertThat(merge(
                                PropagationRule.MERGE_ALL_IN_ONE,
                                List.of(SHIFTED, CHANNEL, TENSOR),
                                List.of(TENSOR, CHANNEL, SHIFTED))
                        .above())
                .containsExactly(TENSOR, SHIFTED, CHANNEL);
    }

    @Test
    void ifAllSame_mergesEqualListsOnly() {
        assertThat(merge(PropagationRule.MERGE_IF_ALL_BRANCHES_SAME, CONV, CONV).above())
                .isEqualTo(CONV);
        assertThat(merge(PropagationRule.MERGE_IF_ALL_BRANCHES_SAME, CONV, DEPTHWISE)
                        .above())
                .isEmpty();
    }

    @Test
    void doNotMerge_mergesNothing() {
        assertThat(merge(PropagationRule.DO_NOT_MERGE_BRANCHES, CONV, CONV).above())
                .isEmpty();
    }

    @Test
    void withRequantization_leavesThoseThatDiffer() {
        var merged = merge(PropagationRule.MERGE_WITH_POTENTIAL_REQUANTIZATION, CONV, DEPTHWISE);

        assertThat(merged.above()).startsWith(TENSOR);
        assertThat(merged.stays()).containsExactly(false, true);
    }

    @Test
    void withRequantization_neverShiftsWhatWasSymmetric() {
        var merged = merge(PropagationRule.MERGE_WITH_POTENTIAL_REQUANTIZATION, List.of(TENSOR), List.of(SHIFTED));

        assertThat(merged.above()).containsExactly(SHIFTED);
        assertThat(merged.stays()).containsExactly(true, false);
    }

    @Test
    void aRepeatedQuantizer_isRedundantUnlessItIsFiner() {
        assertThat(MergeRule.isRedundant(TENSOR, CHANNEL)).isTrue();
        assertThat(MergeRule.isRedundant(CHANNEL, TENSOR)).isFalse();
        assertThat(MergeRule.isRedundant(TENSOR, SHIFTED)).isTrue();
        assertThat(MergeRule.isRedundant(SHIFTED, TENSOR)).isFalse();
        assertThat(MergeRule.isRedundant(TENSOR, WIDE)).isFalse();
    }
}
