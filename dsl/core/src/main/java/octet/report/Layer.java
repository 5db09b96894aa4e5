package octet.report;

import octet.range.Range;

/**
 * One operation of a quantized model. Ratios of signal to noise are in dB, on a few samples of the calibration; 20 dB are
 * a tenth of noise in amplitude, 40 dB a hundredth.
 *
 * @param name its name
 * @param type what it is called in its format
 * @param quantized whether it is int8
 * @param how how it is quantized, or why it stays float
 * @param integers the integers of its input and weights, and how many scales they have where there is more than one:
 *     {@code u8, s8×24}; empty for a float operation
 * @param input the range of its quantized input; {@code null} when that is float
 * @param scale of its quantized input; NaN when that is float
 * @param zeroPoint of its quantized input; 0 when that is float
 * @param weightSqnr what rounding alone leaves of its weights; NaN without quantized weights
 * @param inputSqnr what rounding alone leaves of its input; NaN when that is float, or nothing was compared
 * @param outputSqnr what is left at its output in the int8 model, all noise from before included; NaN when nothing was
 *     compared
 * @param noiseShare how much of the noise of the model's outputs comes from it, from 0 to 1, as far as that can be followed
 */
public record Layer(
        String name,
        String type,
        boolean quantized,
        String how,
        String integers,
        Range input,
        double scale,
        int zeroPoint,
        double weightSqnr,
        double inputSqnr,
        double outputSqnr,
        double noiseShare) {}
