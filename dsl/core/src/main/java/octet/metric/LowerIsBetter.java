package octet.metric;

import java.util.List;

/** See {@link Metric#lowerIsBetter}. */
record LowerIsBetter(Metric metric) implements Metric {

    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public Score score(Prediction prediction) {
        return metric.score(prediction);
    }

    @Override
    public double total(List<Score> scores) {
        return metric.total(scores);
    }

    @Override
    public boolean scoresSamples() {
        return metric.scoresSamples();
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public boolean comparesWithFloat() {
        return metric.comparesWithFloat();
    }

    @Override
    public boolean needsLabels() {
        return metric.needsLabels();
    }
}
