package octet.report;

import octet.range.Range;

/**
 * One operation of a quantized model.
 *
 * @param name its name
 * @param type what it is called in its format
 * @param quantized whether it is int8
 * @param how how it is quantized, or why it stays float
 * @param input the range of its quantized input; {@code null} when that is float
 * @param scale of its quantized input; NaN when that is float
 * @param zeroPoint of its quantized input; 0 when that is float
 * @param weightSqnr signal to quantization noise of its weights alone, in dB; NaN without quantized weights
 */
public record Layer(
        String name,
        String type,
        boolean quantized,
        String how,
        Range input,
        double scale,
        int zeroPoint,
        double weightSqnr) {}
