package octet.accuracy;

/**
 * A group of operations and what it does to the outputs.
 *
 * @param group the operations
 * @param share how much of the first model's noise comes from it, from 0 to 1, as far as that can be followed
 * @param importance the outputs' noise with the group quantized minus that with it in float, on the few samples that suffer
 *     most, all else as it is in the result; NaN when not measured
 */
public record Blame(Group group, double share, double importance) {}
