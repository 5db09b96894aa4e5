package octet.engine;

import octet.placement.IgnoredScope;
import octet.problem.Words;

/**
 * What to leave in float so that a model's outputs come near float again; tried, not guessed.
 *
 * @param scope what to ignore; its {@code toString} is the line to paste
 * @param before the SQNR of the worst output without it, in dB
 * @param after the SQNR of the worst output with it, in dB, on the same samples
 * @param ignored how many operations it takes from int8 back to float
 * @param quantized how many operations were in int8 before
 * @param speedup how many times quicker than float the model still is with it
 * @param trials how many models were made to find it
 */
public record Advice(
        IgnoredScope scope, double before, double after, int ignored, int quantized, double speedup, int trials) {

    /** What it brings and costs, as the end of a sentence. */
    public String effect() {
        return Words.of(
                "brings it from %.1f to %.1f dB; %d of %d operations go back to float, %.2fx as fast as float",
                before, after, ignored, quantized, speedup);
    }

    /** One line: what to paste, what it brings, what it costs. */
    @Override
    public String toString() {
        return scope + " " + effect();
    }
}
