package octet.plan;

import octet.graph.Use;

/**
 * The bias of a quantized operation, as it will be written. The arrays are shared: treat them as read-only.
 *
 * @param use where it is read; the port may be one that the operation left out so far
 * @param values the real values, one an output channel
 * @param scales the scale of each channel for an int32 bias; {@code null} for a float one
 */
public record Bias(Use use, float[] values, float[] scales) {

    /** Whether the bias is written as int32. */
    public boolean isInteger() {
        return scales != null;
    }

    /** The int32 values: {@code round(value / scale)}. */
    public int[] integers() {
        int[] integers = new int[values.length];
        for (int c = 0; c < integers.length; c++) {
            integers[c] = (int) Math.rint(values[c] / (double) scales[c]);
        }
        return integers;
    }

    /** The same bias with other values. */
    public Bias withValues(float[] newValues) {
        return new Bias(use, newValues, scales);
    }
}
