package octet.metric;

import java.util.List;
import octet.data.Tensor;
import octet.problem.BadDataException;

/** See {@link Metric#topK}. A batch has a list of labels, one a row. */
record TopK(int k) implements Metric {

    @Override
    public String name() {
        return "top-" + k + " accuracy";
    }

    @Override
    public Score score(Prediction prediction) {
        Tensor output = prediction.first();
        List<?> labels = prediction.label() instanceof List<?> list ? list : List.of(prediction.label());
        int classes = (int) output.shape().dim(-1);
        float[] scores = output.toFloats();
        if (scores.length != classes * labels.size()) {
            throw new BadDataException(
                    "The output " + output + " has " + scores.length / classes + " rows for " + labels.size()
                            + " labels",
                    "one row of class scores a label",
                    "use Metric.of(name, function) for another layout");
        }
        int hits = 0;
        for (int row = 0; row < labels.size(); row++) {
            hits += rank(scores, row * classes, classes, number(labels.get(row), classes)) < k ? 1 : 0;
        }
        return new Score(hits / (double) labels.size(), labels.size());
    }

    private static int number(Object label, int classes) {
        try {
            int number = Integer.parseInt(label.toString().strip());
            if (number >= 0 && number < classes) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new BadDataException(
                "The label '" + label + "' is no class", "a whole number from 0 to " + (classes - 1), null);
    }

    /** Of equal scores the first is the greatest, as argmax has it; one that is not a number is above all others. */
    private static int rank(float[] scores, int start, int classes, int label) {
        float own = scores[start + label];
        if (Float.isNaN(own)) {
            return classes;
        }
        int better = 0;
        for (int i = 0; i < classes; i++) {
            float other = scores[start + i];
            better += !(other <= own) || other == own && i < label ? 1 : 0;
        }
        return better;
    }
}
