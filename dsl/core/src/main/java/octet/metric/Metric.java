package octet.metric;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import octet.data.Tensor;

/**
 * A measure of a model's answers: a score for every sample, of which a dataset's is the weighted mean, or one for all
 * samples together.
 *
 * <p>Any function will do: {@code Metric.of("exact", (out, label) -> decode(out).equals(label) ? 1 : 0)}, and for what is
 * no mean, such as an F1 score, {@link #overall(String, ToDoubleFunction)}.
 */
public interface Metric {

    /** The name as it stands in tables. */
    String name();

    /** The score of one sample. Called from several threads. */
    Score score(Prediction prediction);

    /**
     * The score of a dataset: the mean of its samples' scores by their weights, unless the metric knows better.
     *
     * @param scores those of the samples, in the order of the dataset; at least one
     */
    default double total(List<Score> scores) {
        double sum = 0;
        double weights = 0;
        for (Score score : scores) {
            sum += score.value() * score.weight();
            weights += score.weight();
        }
        return sum / weights;
    }

    /** Whether single samples have scores. */
    default boolean scoresSamples() {
        return true;
    }

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

    /**
     * A metric from a function of all answers together; greater is better. All outputs of a model are held until its run
     * has ended; {@link #overall(String, Function, ToDoubleFunction)} holds less.
     *
     * @param score from the answers, in the order of the dataset
     */
    static Metric overall(String name, ToDoubleFunction<List<Prediction>> score) {
        return overall(name, Function.identity(), score);
    }

    /**
     * A metric of all samples together, from what is kept of each: of an F1 score the counts. Greater is better.
     *
     * @param part what to keep of a sample; called from several threads
     * @param score from what was kept, in the order of the dataset
     */
    static <T> Metric overall(String name, Function<Prediction, T> part, ToDoubleFunction<List<T>> score) {
        return new Overall<>(name, part, score);
    }

    /** The same metric where a smaller score is a better one: {@code Metric.of("WER", ...).lowerIsBetter()}. */
    default Metric lowerIsBetter() {
        return new LowerIsBetter(this);
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

    /**
     * The mean over samples and outputs of the energy of the error divided by that of float's output, {@code Σ(x − y)² /
     * Σx²}, see {@link octet.compare.OutputError.Sum#noise}: 0.01 is a tenth of noise in amplitude, 20 dB. Smaller is
     * better; 0 when outputs are equal. Needs no labels.
     */
    static Metric outputError() {
        return ToFloat.ERROR;
    }

    /** The mean over samples of signal to quantization noise of the outputs against float, in dB; equal outputs count as 120. */
    static Metric sqnr() {
        return ToFloat.SQNR;
    }
}
