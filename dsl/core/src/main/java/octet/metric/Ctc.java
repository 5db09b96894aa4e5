package octet.metric;

import java.util.List;
import java.util.Map;
import octet.data.Tensor;

/**
 * Reads text from the output of a model trained with connectionist temporal classification (Graves et al., 2006):
 * greedy, repeats joined, blanks left out.
 *
 * @param alphabet the text of each class, from class 1; class 0 is the blank
 */
public record Ctc(List<String> alphabet) {

    /** Copies the list. */
    public Ctc {
        alphabet = List.copyOf(alphabet);
    }

    /** As {@link #decode(Tensor)} with the first of a model's outputs, as {@code model.run(sample)} returns them. */
    public String decode(Map<String, Tensor> outputs) {
        return decode(outputs.values().iterator().next());
    }

    /**
     * The text of the first line of a batch.
     *
     * @param scores of a floating-point type, [lines, steps, classes]
     */
    public String decode(Tensor scores) {
        int classes = (int) scores.shape().dim(-1);
        int steps = (int) scores.shape().dim(-2);
        float[] values = scores.toFloats();
        var text = new StringBuilder();
        int before = 0;
        for (int step = 0; step < steps; step++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = values[step * classes + c] > values[step * classes + best] ? c : best;
            }
            if (best != 0 && best != before && best <= alphabet.size()) {
                text.append(alphabet.get(best - 1));
            }
            before = best;
        }
        return text.toString();
    }
}
