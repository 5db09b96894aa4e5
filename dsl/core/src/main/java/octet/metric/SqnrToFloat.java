package octet.metric;

import octet.compare.OutputError;

/** See {@link Metric#sqnr}. Equal outputs count as 120 dB, so that a mean exists. */
record SqnrToFloat() implements Metric {

    private static final double EQUAL = 120;

    @Override
    public String name() {
        return "SQNR (dB)";
    }

    @Override
    public boolean comparesWithFloat() {
        return true;
    }

    @Override
    public Score score(Prediction prediction) {
        var sum = new OutputError.Sum();
        sum.add(prediction.reference(), prediction.outputs());
        return new Score(Math.min(EQUAL, sum.error().sqnr()), 1);
    }
}
