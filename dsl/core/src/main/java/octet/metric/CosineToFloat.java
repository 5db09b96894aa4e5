package octet.metric;

import octet.compare.OutputError;

/** See {@link Metric#cosine}. */
record CosineToFloat() implements Metric {

    @Override
    public String name() {
        return "cosine to float";
    }

    @Override
    public boolean comparesWithFloat() {
        return true;
    }

    @Override
    public Score score(Prediction prediction) {
        var sum = new OutputError.Sum();
        sum.add(prediction.reference(), prediction.outputs());
        return new Score(sum.error().cosine(), 1);
    }
}
