package octet.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import octet.AccuracyResult;
import octet.Model;
import octet.QuantizedModel;
import octet.accuracy.AccuracyControl;
import octet.accuracy.DropType;
import octet.data.Dataset;
import octet.data.NumpyFiles;
import octet.metric.Metric;
import picocli.CommandLine.Option;

/** A bound on how much worse than float the int8 model may be, as options. */
final class AccuracyOptions {
    private static final String TOP_1 = "top-1";
    private static final Map<String, Supplier<Metric>> METRICS = new TreeMap<>(Map.of(
            "output-error", Metric::outputError, "cosine", Metric::cosine, "sqnr", Metric::sqnr, TOP_1, Metric::top1));

    @Option(
            names = "--max-drop",
            paramLabel = "DROP",
            description =
                    "Accuracy control: take operations back to float until the metric on --validation-data is no further"
                            + " below float's than this.")
    private Double maxDrop;

    @Option(
            names = "--drop-type",
            paramLabel = "TYPE",
            defaultValue = "absolute",
            description = "absolute, or relative to float's score; ${DEFAULT-VALUE} unless set.")
    private String dropType;

    @Option(
            names = "--validation-data",
            paramLabel = "EVAL.npz",
            description = "Validation samples, which calibration has not seen: as --data.")
    private Path data;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description =
                    "output-error (energy of the error divided by that of float's outputs), cosine, sqnr, or top-1,"
                            + " which needs --labels; output-error unless set.")
    private String metric;

    @Option(
            names = "--labels",
            paramLabel = "LABELS.npy",
            description = "The class of each validation sample, a number from 0.")
    private Path labels;

    @Option(
            names = "--max-evaluations",
            paramLabel = "N",
            description = "Run over the whole validation data at most N times; 15 unless set.")
    private Integer evaluations;

    @Option(names = "--time-budget", paramLabel = "SECONDS", description = "Try no other model after so long.")
    private Double seconds;

    private DropType chosenType;
    private Metric chosenMetric;

    /** Whether there is a bound. */
    boolean isWanted() {
        return maxDrop != null;
    }

    /** Adds what is wrong with the options. */
    void check(OptionProblems problems) {
        chosenType = problems.choose("--drop-type", dropType, OptionProblems.byName(DropType.class));
        Supplier<Metric> made = problems.choose("--metric", metric, METRICS);
        chosenMetric = made == null ? Metric.outputError() : made.get();
        if (maxDrop == null && (data != null || labels != null || metric != null)) {
            problems.add("There is --validation-data, --metric or --labels, but no --max-drop");
        }
        if (maxDrop != null && data == null) {
            problems.add("--max-drop needs --validation-data");
        }
        if (maxDrop != null && !(maxDrop >= 0)) {
            problems.add("--max-drop is " + maxDrop + ", but float itself drops by 0");
        }
        if ((labels != null) != TOP_1.equalsIgnoreCase(metric)) {
            problems.add("--metric top-1 and --labels need each other");
        }
        if (evaluations != null && evaluations < 2) {
            problems.add("--max-evaluations is " + evaluations + ", but float and the first int8 model take 2");
        }
        if (seconds != null && !(seconds >= 0 && seconds < 1e9)) {
            problems.add("--time-budget is " + seconds + ", but it must be at least 0");
        }
        if (data != null) {
            problems.file(() -> NumpyFiles.check(data));
        }
        if (labels != null) {
            problems.file(() -> NumpyFiles.check(labels));
        }
    }

    /** Searches. */
    AccuracyResult search(Model floats, QuantizedModel int8) {
        Dataset samples = floats.numpy(data);
        Dataset labelled = labels == null ? samples : samples.labels(numbers());
        return int8.validate(labelled, chosenMetric).within(maxDrop, this::change);
    }

    private List<Long> numbers() {
        return NumpyFiles.numbers(labels);
    }

    private AccuracyControl change(AccuracyControl control) {
        AccuracyControl changed = control.dropType(chosenType);
        changed = evaluations == null ? changed : changed.atMost(evaluations);
        return seconds == null ? changed : changed.budget(Duration.ofMillis((long) (1000 * seconds)));
    }
}
