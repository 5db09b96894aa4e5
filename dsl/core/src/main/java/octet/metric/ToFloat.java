package octet.metric;

import java.util.function.ToDoubleFunction;
import octet.compare.OutputError;

/** A measure of the distance to the float model's outputs, sample by sample. */
record ToFloat(String name, boolean higherIsBetter, ToDoubleFunction<OutputError.Sum> measure) implements Metric {

    /** Equal outputs count as so many dB, so that a mean exists. */
    private static final double EQUAL = 120;

    static final Metric COSINE =
            new ToFloat("cosine to float", true, sum -> sum.error().cosine());
    static final Metric SQNR =
            new ToFloat("SQNR (dB)", true, sum -> Math.min(EQUAL, sum.error().sqnr()));
    static final Metric ERROR = new ToFloat("output error", false, OutputError.Sum::noise);

    @Override
    public boolean comparesWithFloat() {
        return true;
    }

    @Override
    public Score score(Prediction prediction) {
        var sum = new OutputError.Sum();
        sum.add(prediction.reference(), prediction.outputs());
        return new Score(measure.applyAsDouble(sum), 1);
    }
}
