package octet;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import octet.calibration.Statistic;
import octet.data.Csv;
import octet.data.Dataset;
import octet.data.Images;
import octet.data.NumpyFiles;
import octet.data.Sample;
import octet.data.Tensor;
import octet.format.Formats;
import octet.placement.IgnoredScope;
import octet.placement.Preset;
import octet.placement.QuantizationMode;
import octet.range.RangeEstimator;

/**
 * Where every chain begins: loaders of models and datasets, and the words that settings are made of. In a notebook all
 * of them are imported already.
 *
 * <pre>{@code
 * var model = load("model.onnx");
 * var data = images("photos/").resize(224, 224).normalize(127.5, 127.5);
 * var int8 = model.calibrate(data.take(300)).quantize();
 * int8.save("model-int8.onnx");
 * }</pre>
 */
public final class Octet {

    /** See {@link Preset#PERFORMANCE}. */
    public static final Preset PERFORMANCE = Preset.PERFORMANCE;

    /** See {@link QuantizationMode#FP8_E4M3}. */
    public static final QuantizationMode FP8_E4M3 = QuantizationMode.FP8_E4M3;

    /** See {@link QuantizationMode#FP8_E5M2}. */
    public static final QuantizationMode FP8_E5M2 = QuantizationMode.FP8_E5M2;

    /** See {@link Preset#MIXED}. */
    public static final Preset MIXED = Preset.MIXED;

    private Octet() {}

    /**
     * Loads a float model. The format is known by the name's ending.
     *
     * @throws octet.problem.BadModelException when the file is missing or no sound model
     * @throws octet.problem.UnsupportedModelException when it cannot be quantized
     */
    public static Model load(String file) {
        return load(Path.of(file));
    }

    /** As {@link #load(String)}. */
    public static Model load(Path file) {
        return new Model(Formats.read(file));
    }

    /**
     * Writes a float model as one of another format, which runs on another runtime, and loads that: {@code
     * convert("model.onnx", "model.xml")} makes OpenVINO IR by the OpenVINO that is installed. Nothing is rounded.
     *
     * @throws octet.problem.BadModelException when the model is missing or not sound
     * @throws octet.problem.UnsupportedModelException when it cannot be converted, or not on this machine
     * @throws octet.problem.SaveException when the target cannot be written; what stood there before is untouched
     */
    public static Model convert(String model, String target) {
        return convert(Path.of(model), Path.of(target));
    }

    /** As {@link #convert(String, String)}. */
    public static Model convert(Path model, Path target) {
        Formats.convert(model, target);
        return load(target);
    }

    /** All statistics, for a calibration that is to serve any setting: {@code model.calibrate(data, all())}. */
    public static Statistic[] all() {
        return Statistic.all();
    }

    /** The pictures of a folder, by name. */
    public static Images images(String folder) {
        return Images.in(Path.of(folder));
    }

    /** These pictures. */
    public static Images images(List<Path> files) {
        return Images.of(files);
    }

    /** The rows of an {@code .npy} file, or of all arrays of an {@code .npz} file: one array a model input. */
    public static Dataset numpy(String file) {
        return NumpyFiles.rows(Path.of(file));
    }

    /** A table. */
    public static Csv csv(String file) {
        return Csv.read(Path.of(file));
    }

    /** Samples in memory. */
    public static Dataset samples(List<Sample> samples) {
        List<Sample> copy = List.copyOf(samples);
        return Dataset.of(copy.size() + " samples", OptionalLong.of(copy.size()), copy::stream);
    }

    /** Samples from a stream that can be opened any number of times. */
    public static Dataset samples(Supplier<Stream<Sample>> samples) {
        return Dataset.of("a stream of samples", OptionalLong.empty(), samples);
    }

    /** One sample a row, as a tensor of the shape [1, features]. */
    public static Dataset rows(float[][] rows) {
        return Dataset.of(
                rows.length + " rows",
                OptionalLong.of(rows.length),
                () -> IntStream.range(0, rows.length)
                        .mapToObj(i ->
                                Sample.of(Tensor.of(rows[i], 1, rows[i].length)).named("row " + i)));
    }

    /** Rules for operations that stay float, by name; {@code *} and {@code ?} stand for other characters. */
    public static IgnoredScope names(String... patterns) {
        return IgnoredScope.names(patterns);
    }

    /** Rules for operations that stay float, by type, such as {@code Softmax}. */
    public static IgnoredScope types(String... types) {
        return IgnoredScope.types(types);
    }

    /**
     * Rules for operations that stay float, by regular expressions for the whole name: {@code patterns("head\\..*")}.
     *
     * @throws octet.problem.BadSettingsException naming all expressions that are none
     */
    public static IgnoredScope patterns(String... expressions) {
        return IgnoredScope.patterns(expressions);
    }

    /** A rule for operations that stay float: all between the operations of these names, themselves included. */
    public static IgnoredScope subgraph(List<String> inputs, List<String> outputs) {
        return IgnoredScope.subgraph(inputs, outputs);
    }

    /** As {@link #subgraph(List, List)} with one operation at each end. */
    public static IgnoredScope subgraph(String input, String output) {
        return subgraph(List.of(input), List.of(output));
    }

    /** See {@link RangeEstimator#minMax()}. */
    public static RangeEstimator minMax() {
        return RangeEstimator.minMax();
    }

    /** See {@link RangeEstimator#meanMinMax()}. */
    public static RangeEstimator meanMinMax() {
        return RangeEstimator.meanMinMax();
    }

    /** See {@link RangeEstimator#medianMinMax()}. */
    public static RangeEstimator medianMinMax() {
        return RangeEstimator.medianMinMax();
    }

    /** See {@link RangeEstimator#meanNoOutliers(double)}. */
    public static RangeEstimator meanNoOutliers(double tail) {
        return RangeEstimator.meanNoOutliers(tail);
    }

    /** See {@link RangeEstimator#medianNoOutliers(double)}. */
    public static RangeEstimator medianNoOutliers(double tail) {
        return RangeEstimator.medianNoOutliers(tail);
    }

    /** See {@link RangeEstimator#quantile(double)}. */
    public static RangeEstimator quantile(double share) {
        return RangeEstimator.quantile(share);
    }

    /** See {@link RangeEstimator#percentile(double)}. */
    public static RangeEstimator percentile(double percent) {
        return RangeEstimator.percentile(percent);
    }

    /** See {@link RangeEstimator#histogram()}. */
    public static RangeEstimator histogram() {
        return RangeEstimator.histogram();
    }

    /** See {@link RangeEstimator#entropy()}. */
    public static RangeEstimator entropy() {
        return RangeEstimator.entropy();
    }

    /** See {@link RangeEstimator#mse()}. */
    public static RangeEstimator mse() {
        return RangeEstimator.mse();
    }
}
