package octet.metric;

import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import octet.data.Tensor;

/**
 * A measure of a model's answers, sample by sample; the score of a dataset is the weighted mean.
 *
 * <p>Any function will do: {@code Metric.of("exact", (out, label) -> decode(out).equals(label) ? 1 : 0)}.
 */
public interface Metric {

    /** The name as it stands in tables. */
    String name();

    /** The score of one sample. Called from several threads. */
    Score score(Prediction prediction);

    /** Whether a greater score is a better one. */
    default boolean higherIsBetter() {
        return true;
    }

    /** Whether the score compares with the float model, so that the float model itself has none. */
    default boolean comparesWithFloat() {
        return false;
    }

    /**
     * Whether scores are computed from labels.
     *
     * @return false when samples need none
     */
    default boolean needsLabels() {
        return !comparesWithFloat();
    }

    /** A metric from a function of the model's first output and the label; greater is better. */
    static Metric of(String name, ToDoubleBiFunction<Tensor, Object> score) {
        return new FunctionMetric(name, score);
    }

    /** The share of samples whose label is the greatest of the first output; labels are class numbers from 0. */
    static Metric top1() {
        return new TopK(1);
    }

    /** The share of samples whose label is among the {@code k} greatest of the first output. */
    static Metric topK(int k) {
        return new TopK(k);
    }

    /**
     * One minus the character error rate: the edit distance between the decoded text and the label, over all samples,
     * divided by the labels' characters.
     *
     * @param decode from the model's first output to text
     */
    static Metric characterAccuracy(Function<Tensor, String> decode) {
        return new CharacterAccuracy(decode);
    }

    /** The mean cosine between the outputs of int8 and float. Needs no labels. */
    static Metric cosine() {
        return ToFloat.COSINE;
    }

    /** The mean over samples of signal to quantization noise of the outputs against float, in dB; equal outputs count as 120. */
    static Metric sqnr() {
        return ToFloat.SQNR;
    }
}
