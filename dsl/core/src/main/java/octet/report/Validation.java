package octet.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.compare.OutputError;
import octet.engine.Evaluation.SampleResult;
import octet.engine.Latency;
import octet.metric.Metric;
import octet.problem.Words;

/** How an int8 model compares with its float model on validation data. Immutable. */
public class Validation {

    private final String model;
    private final String metric;
    private final boolean higherIsBetter;
    private final double floatScore;
    private final double int8Score;
    private final OutputError error;
    private final Map<String, OutputError> outputs;
    private final long floatBytes;
    private final long int8Bytes;
    private final Latency latency;
    private final List<SampleResult> samples;
    private final List<String> warnings;

    /**
     * Puts it together from what was measured.
     *
     * @param model the model's name
     * @param metric the metric's name, {@code null} when only outputs were compared
     * @param higherIsBetter whether a greater score is a better one
     * @param floatScore the float model's score; NaN when the metric compares with float, or there is none
     * @param int8Score the int8 model's score; NaN without a metric
     * @param error the distance of all outputs together
     * @param outputs the distance of each output of a floating-point type, by name
     * @param floatBytes the float model's size in bytes
     * @param int8Bytes the int8 model's size in bytes
     * @param latency of both, on one thread
     * @param samples one line a sample, in the order of the dataset
     * @param warnings what makes the comparison or the model doubtful, in words; empty when all is well
     */
    public Validation(
            String model,
            String metric,
            boolean higherIsBetter,
            double floatScore,
            double int8Score,
            OutputError error,
            Map<String, OutputError> outputs,
            long floatBytes,
            long int8Bytes,
            Latency latency,
            List<SampleResult> samples,
            List<String> warnings) {
        this.model = model;
        this.metric = metric;
        this.higherIsBetter = higherIsBetter;
        this.floatScore = floatScore;
        this.int8Score = int8Score;
        this.error = error;
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        this.floatBytes = floatBytes;
        this.int8Bytes = int8Bytes;
        this.latency = latency;
        this.samples = List.copyOf(samples);
        this.warnings = List.copyOf(warnings);
    }

    /** The same. */
    protected Validation(Validation other) {
        this(
                other.model,
                other.metric,
                other.higherIsBetter,
                other.floatScore,
                other.int8Score,
                other.error,
                other.outputs,
                other.floatBytes,
                other.int8Bytes,
                other.latency,
                other.samples,
                other.warnings);
    }

    /** The model's name. */
    public String model() {
        return model;
    }

    /** The metric's name, {@code null} when only outputs were compared. */
    public String metric() {
        return metric;
    }

    /** Whether a greater score is a better one. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** The float model's score; NaN when the metric compares with float, or there is none. */
    public double floatScore() {
        return floatScore;
    }

    /** The int8 model's score; NaN without a metric. */
    public double int8Score() {
        return int8Score;
    }

    /** The distance of all outputs together. */
    public OutputError error() {
        return error;
    }

    /** The distance of each output of a floating-point type, by name. */
    public Map<String, OutputError> outputs() {
        return outputs;
    }

    /** The float model's size in bytes. */
    public long floatBytes() {
        return floatBytes;
    }

    /** The int8 model's size in bytes. */
    public long int8Bytes() {
        return int8Bytes;
    }

    /** Latency of both models, on one thread. */
    public Latency latency() {
        return latency;
    }

    /** One line a sample, in the order of the dataset. */
    public List<SampleResult> samples() {
        return samples;
    }

    /** What makes the comparison or the model doubtful, in words; empty when all is well. */
    public List<String> warnings() {
        return warnings;
    }

    /** How much worse the int8 model scores; negative when it scores better; NaN when float has no score. */
    public double drop() {
        return higherIsBetter ? floatScore - int8Score : int8Score - floatScore;
    }

    /** The int8 model's size divided by the float model's. */
    public double sizeRatio() {
        return int8Bytes / (double) floatBytes;
    }

    /** How many times quicker the int8 model is. */
    public double speedup() {
        return latency.speedup();
    }

    /** The samples whose score fell most, or, without scores of float, whose outputs moved most. */
    public List<SampleResult> worst(int count) {
        Comparator<SampleResult> byDrop = Comparator.comparingDouble(
                s -> higherIsBetter ? s.int8Score() - s.floatScore() : s.floatScore() - s.int8Score());
        Comparator<SampleResult> bySqnr = Comparator.comparingDouble(SampleResult::sqnr);
        var order = Double.isNaN(floatScore) ? bySqnr : byDrop.thenComparing(bySqnr);
        return samples.stream().sorted(order).limit(count).toList();
    }

    /**
     * One measure of both models, in words.
     *
     * @param measure what is measured
     * @param ofFloat the float model's value
     * @param ofInt8 the int8 model's value
     * @param difference how they differ
     * @param ratio int8 divided by float; NaN where one of them has no value
     */
    public record Line(String measure, String ofFloat, String ofInt8, String difference, double ratio) {}

    /**
     * The lines of the table: the metric if there is one, size, latency, and the distance of the outputs, of each where
     * there are several.
     */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        if (metric != null) {
            String difference = Double.isNaN(floatScore) ? "–" : Words.of("%+.4f", int8Score - floatScore);
            double ratio = int8Score / floatScore;
            lines.add(new Line(metric, Format.number(floatScore), Format.number(int8Score), difference, ratio));
        }
        lines.add(new Line(
                "size",
                Format.bytes(floatBytes),
                Format.bytes(int8Bytes),
                Words.of("%.2fx", sizeRatio()),
                sizeRatio()));
        lines.add(new Line(
                "latency (1 thread)",
                Words.of("%.3g ms", latency.floatMillis()),
                Words.of("%.3g ms", latency.int8Millis()),
                Words.of("%.2fx as fast", speedup()),
                1 / speedup()));
        lines.add(new Line("SQNR of outputs", "–", error.sqnrInWords(), "–", Double.NaN));
        if (outputs.size() > 1) {
            outputs.forEach(
                    (name, each) -> lines.add(new Line("  of " + name, "–", each.sqnrInWords(), "–", Double.NaN)));
        }
        lines.add(new Line("greatest difference", "–", Format.number(error.greatest()), "–", Double.NaN));
        if (!Metric.cosine().name().equals(metric)) {
            lines.add(new Line("cosine of outputs", "–", Words.of("%.4f", error.cosine()), "–", Double.NaN));
        }
        return lines;
    }

    /** The table: float, int8, and the difference; then the warnings. */
    @Override
    public String toString() {
        var table = new TextTable("", "float", "int8", "difference");
        lines().forEach(line -> table.row(line.measure(), line.ofFloat(), line.ofInt8(), line.difference()));
        var text = new StringBuilder(model + " on " + samples.size() + " samples\n" + table);
        warnings.forEach(warning -> text.append("\nWarning: ").append(warning));
        return text.toString();
    }
}
