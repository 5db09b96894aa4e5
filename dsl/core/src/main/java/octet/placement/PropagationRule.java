package octet.placement;

/** How quantizers that meet at a branch are merged (NNCF's {@code quantizer_propagation_rule}). */
public enum PropagationRule {
    /** Each branch keeps its own. */
    DO_NOT_MERGE_BRANCHES,
    /** One above the branch where all branches want the same. */
    MERGE_IF_ALL_BRANCHES_SAME,
    /** One above the branch in the form that suits most; a branch that differs keeps its own besides. */
    MERGE_WITH_POTENTIAL_REQUANTIZATION,
    /** One above the branch in a form that all branches can take. */
    MERGE_ALL_IN_ONE
}
