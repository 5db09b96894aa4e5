package octet.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import octet.data.Tensor;
import octet.problem.Words;

/**
 * How far two models' outputs are apart, over all outputs of floating-point types and all samples;
 * NaN where there is no such output.
 *
 * @param sqnr signal to quantization noise, in dB; infinite when equal
 * @param cosine the mean over samples and outputs of the cosine between them, from −1 to 1
 * @param greatest the greatest absolute difference
 * @param samples the number of samples
 */
public record OutputError(double sqnr, double cosine, double greatest, int samples) {

    /** More noise than this tells nothing more, and must not outweigh all other outputs and samples. */
    private static final double MOST_NOISE = 10;

    /** Sums up sample by sample. Not thread-safe. */
    public static final class Sum {

        private final Map<String, Parts> parts = new LinkedHashMap<>();
        private int samples;

        /** Adds one sample's outputs. */
        public void add(Map<String, Tensor> reference, Map<String, Tensor> outputs) {
            samples++;
            reference.forEach((name, tensor) -> {
                if (isCompared(tensor) && isCompared(outputs.get(name))) {
                    parts.computeIfAbsent(name, n -> new Parts())
                            .add(tensor.toFloats(), outputs.get(name).toFloats());
                }
            });
        }

        private static boolean isCompared(Tensor tensor) {
            return tensor != null && tensor.type().isFloating();
        }

        /** The error so far. */
        public OutputError error() {
            var all = new Parts();
            parts.values().forEach(all::add);
            return all.error(samples);
        }

        /**
         * The mean over such outputs of the energy of the noise divided by that of the signal, at most {@value #MOST_NOISE}
         * for each; 0 when all are equal, NaN where there is none.
         */
        public double noise() {
            double sum = 0;
            for (Parts part : parts.values()) {
                double noise = Math.pow(10, -part.sqnr.decibels() / 10);
                sum += noise <= MOST_NOISE ? noise : MOST_NOISE;
            }
            return sum / parts.size();
        }

        /** The error of each such output so far, by name, in the order of the outputs. */
        public Map<String, OutputError> byOutput() {
            Map<String, OutputError> errors = new LinkedHashMap<>();
            parts.forEach((name, part) -> errors.put(name, part.error(samples)));
            return errors;
        }
    }

    private static final class Parts {

        private final Sqnr sqnr = new Sqnr();
        private double cosines;
        private int cosineCount;
        private double greatest;

        void add(float[] reference, float[] other) {
            if (reference.length != other.length) {
                lost(reference);
                return;
            }
            sqnr.add(reference, other);
            cosines += Cosine.between(reference, other);
            cosineCount++;
            for (int i = 0; i < reference.length; i++) {
                greatest = Math.max(greatest, Math.abs((double) reference[i] - other[i]));
            }
        }

        void add(Parts other) {
            sqnr.add(other.sqnr);
            cosines += other.cosines;
            cosineCount += other.cosineCount;
            greatest = Math.max(greatest, other.greatest);
        }

        /** An output of another size: nothing of the signal has come through. */
        private void lost(float[] reference) {
            sqnr.add(reference, new float[reference.length]);
            cosineCount++;
            greatest = Double.POSITIVE_INFINITY;
        }

        OutputError error(int samples) {
            return cosineCount == 0
                    ? new OutputError(Double.NaN, Double.NaN, Double.NaN, samples)
                    : new OutputError(sqnr.decibels(), cosines / cosineCount, greatest, samples);
        }
    }

    /** The ratio in words: {@code 23.1 dB}, or {@code identical} for equal outputs. */
    public String sqnrInWords() {
        return sqnr == Double.POSITIVE_INFINITY ? "identical" : Words.of("%.1f dB", sqnr);
    }

    /** One line: {@code SQNR 23.1 dB, cosine 0.998, greatest difference 0.12}. */
    @Override
    public String toString() {
        if (sqnr == Double.POSITIVE_INFINITY) {
            return "identical outputs";
        }
        return Words.of("SQNR %.1f dB, cosine %.4f, greatest difference %.3g", sqnr, cosine, greatest);
    }
}
