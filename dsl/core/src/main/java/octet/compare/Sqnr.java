package octet.compare;

/**
 * Signal to quantization noise, {@code 10 · log10(Σ signal² / Σ (signal − approximation)²)}, in dB. Sums are taken in
 * double, in order.
 */
public final class Sqnr {

    private double signal;
    private double noise;

    /** The ratio of two arrays of one length. */
    public static double between(float[] signal, float[] approximation) {
        var sqnr = new Sqnr();
        sqnr.add(signal, approximation);
        return sqnr.decibels();
    }

    /** Adds two arrays of one length to the sums. */
    public void add(float[] reference, float[] approximation) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < reference.length; i++) {
            if (Float.isInfinite(reference[i]) && reference[i] == approximation[i]) {
                // A mask on both sides: as equal as can be, and no signal.
                continue;
            }
            double difference = (double) reference[i] - approximation[i];
            squares += difference * difference;
            sum += (double) reference[i] * reference[i];
        }
        signal += sum;
        noise += squares;
    }

    /** Adds the sums of another. */
    void add(Sqnr other) {
        signal += other.signal;
        noise += other.noise;
    }

    /** The ratio so far; infinite without noise, NaN when a value was NaN. */
    public double decibels() {
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }
}
