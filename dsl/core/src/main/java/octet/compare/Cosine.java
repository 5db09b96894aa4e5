package octet.compare;

/** The cosine of the angle between two vectors, from −1 to 1; 1 when both are zero, 0 when one is. */
public final class Cosine {

    private Cosine() {}

    /** The cosine of two vectors of one length. */
    public static double between(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        if (squaresA == 0 || squaresB == 0) {
            return squaresA == squaresB ? 1 : 0;
        }
        return product / Math.sqrt(squaresA * squaresB);
    }
}
