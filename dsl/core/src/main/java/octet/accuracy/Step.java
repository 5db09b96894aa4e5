package octet.accuracy;

/**
 * A model that was tried.
 *
 * @param what how it differs from the first, in words
 * @param int8Operations how many operations are quantized in it
 * @param noise of its outputs on the few samples that suffer most, see {@link octet.compare.OutputError.Sum#noise}; NaN
 *     when not measured
 * @param subsetDrop its drop on the subset; NaN when not measured
 * @param score its score on all samples; NaN when it was not run on them
 * @param drop its drop on all samples; NaN when it was not run on them
 * @param speedup how many times quicker than float it is on this machine; NaN when not measured
 * @param bytes its size in bytes
 * @param within whether its drop on all samples is within the bound
 */
public record Step(
        String what,
        long int8Operations,
        double noise,
        double subsetDrop,
        double score,
        double drop,
        double speedup,
        long bytes,
        boolean within) {

    /** Whether it was run on all samples. */
    public boolean isConfirmed() {
        return !Double.isNaN(drop);
    }
}
