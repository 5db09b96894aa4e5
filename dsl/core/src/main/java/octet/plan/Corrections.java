package octet.plan;

import octet.problem.Problems;

/**
 * What to do about the error that rounding leaves. Every verb returns other corrections.
 *
 * @param smoothQuant whether activations hand large channels over to weights; {@link When#IF_BETTER} unless set
 * @param smoothQuantAlphas how much of them, from 0 to 1; below 0 for none
 * @param channelAlignment whether the channels between two convolutions are aligned; {@link When#IF_BETTER} unless set
 * @param biasCorrection whether biases are corrected; {@link When#IF_BETTER} unless set
 * @param fastBiasCorrection whether biases are corrected from the calibration alone, or by running the quantized model
 * @param biasCorrectionThreshold corrections of more than so many times the bias are refused; infinite unless set
 */
public record Corrections(
        When smoothQuant,
        SmoothQuantAlphas smoothQuantAlphas,
        When channelAlignment,
        When biasCorrection,
        boolean fastBiasCorrection,
        double biasCorrectionThreshold) {

    /** What holds unless something else is said. */
    public static final Corrections DEFAULT = new Corrections(
            When.IF_BETTER,
            new SmoothQuantAlphas(-1, 0.95),
            When.IF_BETTER,
            When.IF_BETTER,
            true,
            Double.POSITIVE_INFINITY);

    /** None at all. */
    public static final Corrections NONE = new Corrections(
            When.NEVER, DEFAULT.smoothQuantAlphas, When.NEVER, When.NEVER, true, DEFAULT.biasCorrectionThreshold);

    /**
     * How much of a channel's size is handed over, by the kind of operation: 0 nothing, 1 all.
     *
     * @param convolution for convolutions; below 0 for not at all
     * @param matmul for matrix products; below 0 for not at all
     */
    public record SmoothQuantAlphas(double convolution, double matmul) {}

    /** Smooths always, never, or where it helps. */
    public Corrections smoothQuant(When when) {
        return new Corrections(
                when, smoothQuantAlphas, channelAlignment, biasCorrection, fastBiasCorrection, biasCorrectionThreshold);
    }

    /** Smooths so much. */
    public Corrections smoothQuantAlphas(SmoothQuantAlphas alphas) {
        return new Corrections(
                smoothQuant, alphas, channelAlignment, biasCorrection, fastBiasCorrection, biasCorrectionThreshold);
    }

    /** Aligns channels always, never, or where it helps. */
    public Corrections channelAlignment(When when) {
        return new Corrections(
                smoothQuant, smoothQuantAlphas, when, biasCorrection, fastBiasCorrection, biasCorrectionThreshold);
    }

    /** Corrects biases always, never, or where it helps. */
    public Corrections biasCorrection(When when) {
        return new Corrections(
                smoothQuant, smoothQuantAlphas, channelAlignment, when, fastBiasCorrection, biasCorrectionThreshold);
    }

    /** Corrects biases from the calibration alone, or by running the quantized model. */
    public Corrections fastBiasCorrection(boolean fast) {
        return new Corrections(
                smoothQuant, smoothQuantAlphas, channelAlignment, biasCorrection, fast, biasCorrectionThreshold);
    }

    /** Refuses corrections of more than so many times the bias. */
    public Corrections biasCorrectionThreshold(double threshold) {
        return new Corrections(
                smoothQuant, smoothQuantAlphas, channelAlignment, biasCorrection, fastBiasCorrection, threshold);
    }

    /** Adds everything that is wrong. */
    void check(Problems problems) {
        alpha("convolution", smoothQuantAlphas.convolution, problems);
        alpha("matmul", smoothQuantAlphas.matmul, problems);
        if (!(biasCorrectionThreshold > 0)) {
            problems.add("biasCorrectionThreshold is %s, not above 0", biasCorrectionThreshold);
        }
    }

    private static void alpha(String kind, double alpha, Problems problems) {
        if (!(alpha <= 1)) {
            problems.add("smoothQuantAlphas: %s is %s, not from 0 to 1, or below 0 for none", kind, alpha);
        }
    }
}
