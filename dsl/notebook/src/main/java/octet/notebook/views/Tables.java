package octet.notebook.views;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import octet.AccuracyResult;
import octet.Calibration;
import octet.TuningResult;
import octet.accuracy.Analysis;
import octet.accuracy.Step;
import octet.accuracy.Tuning;
import octet.data.Csv;
import octet.engine.Evaluation.SampleResult;
import octet.report.Drift;
import octet.report.Layer;
import octet.report.Layers;
import octet.report.Ranges;
import octet.report.Validation;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Values of the chain as Tablesaw tables, to filter, sort and join; imported into every cell.
 *
 * <pre>{@code
 * var convolutions = table(int8.layers()).where(t -> t.stringColumn("type").isEqualTo("Conv"));
 * convolutions.sortOn("weights dB").first(5)
 * }</pre>
 */
public final class Tables {
    private Tables() {}

    /**
     * Returns one row an operation, with the columns operation, type, int8, integers, low, high, scale, zero point, weights
     * dB, input dB, output dB, noise (the share of the outputs' noise, from 0 to 1) and how or why. What an operation in
     * float does not have is missing.
     */
    public static Table table(Layers layers) {
        IntColumn zeroPoints = IntColumn.create("zero point");
        layers.forEach(layer -> append(zeroPoints, layer));
        return Table.create(
                "Layers",
                texts("operation", layers, Layer::name),
                texts("type", layers, Layer::type),
                BooleanColumn.create(
                        "int8", layers.stream().map(Layer::quantized).toList()),
                texts("integers", layers, Layer::integers),
                numbers(
                        "low",
                        layers,
                        layer -> layer.input() == null
                                ? Double.NaN
                                : layer.input().low()),
                numbers(
                        "high",
                        layers,
                        layer -> layer.input() == null
                                ? Double.NaN
                                : layer.input().high()),
                numbers("scale", layers, Layer::scale),
                zeroPoints,
                numbers("weights dB", layers, Layer::weightSqnr),
                numbers("input dB", layers, Layer::inputSqnr),
                numbers("output dB", layers, Layer::outputSqnr),
                numbers("noise", layers, Layer::noiseShare),
                texts("how or why", layers, Layer::how));
    }

    private static void append(IntColumn zeroPoints, Layer layer) {
        if (layer.input() == null) {
            zeroPoints.appendMissing();
        } else {
            zeroPoints.append(layer.zeroPoint());
        }
    }

    /**
     * Returns one row a quantized activation, with the columns value, low and high as observed, least and greatest as
     * they can be represented, scale and zero point.
     */
    public static Table table(Ranges ranges) {
        return Table.create(
                "Ranges",
                texts("value", ranges, Ranges.Row::value),
                numbers("low", ranges, row -> row.observed().low()),
                numbers("high", ranges, row -> row.observed().high()),
                numbers("least", ranges, row -> row.spanned().low()),
                numbers("greatest", ranges, row -> row.spanned().high()),
                numbers("scale", ranges, Ranges.Row::scale),
                IntColumn.create(
                        "zero point",
                        ranges.stream().mapToInt(Ranges.Row::zeroPoint).toArray()));
    }

    /**
     * Returns one row a sample, with the columns sample, float, int8, difference (of the scores; missing where the metric
     * gives float none) and SQNR dB of the outputs.
     */
    public static Table table(Validation validation) {
        return samples("Samples", validation.samples());
    }

    /** As {@link #table(Validation)} with the samples that lost most, the worst first; see {@link Validation#worst}. */
    public static Table worst(Validation validation, int count) {
        return samples("Worst of " + validation.samples().size() + " samples", validation.worst(count));
    }

    private static Table samples(String name, List<SampleResult> samples) {
        return Table.create(
                name,
                texts("sample", samples, SampleResult::id),
                numbers("float", samples, SampleResult::floatScore),
                numbers("int8", samples, SampleResult::int8Score),
                numbers("difference", samples, sample -> sample.int8Score() - sample.floatScore()),
                numbers("SQNR dB", samples, SampleResult::sqnr));
    }

    /**
     * Returns one row a model that accuracy control has scored, with the columns model, int8 operations, noise, drop on the
     * worst (samples), score, drop, within, speed (in times of float) and bytes; missing where it was not measured.
     */
    public static Table table(AccuracyResult result) {
        List<Step> steps = result.steps();
        return Table.create(
                "Models that were scored",
                texts("model", steps, Step::what),
                numbers("int8 operations", steps, Step::int8Operations),
                numbers("noise", steps, Step::noise),
                numbers("drop on the worst", steps, Step::subsetDrop),
                numbers("score", steps, Step::score),
                numbers("drop", steps, Step::drop),
                BooleanColumn.create("within", steps.stream().map(Step::within).toList()),
                numbers("speed", steps, Step::speedup),
                numbers("bytes", steps, Step::bytes));
    }

    /**
     * Returns one row a group of operations, with the columns group, operations (their names), noise alone, noise without,
     * drop alone and drop without: of the model in which it alone is quantized, and of that in which all else is.
     */
    public static Table table(Analysis analysis) {
        return Table.create(
                "Piece by piece",
                texts("group", analysis, row -> row.group().toString()),
                texts(
                        "operations",
                        analysis,
                        row -> String.join("\n", row.group().operations())),
                numbers("noise alone", analysis, row -> row.alone().noise()),
                numbers("noise without", analysis, row -> row.without().noise()),
                numbers("drop alone", analysis, row -> row.alone().drop()),
                numbers("drop without", analysis, row -> row.without().drop()));
    }

    /** Returns one row a trial of settings, with the columns parameter, value, drop, noise and kept. */
    public static Table table(TuningResult result) {
        var trials = result.tuning().trials();
        return Table.create(
                "Settings that were tried",
                texts("parameter", trials, Tuning.Trial::parameter),
                texts("value", trials, Tuning.Trial::value),
                numbers("drop", trials, Tuning.Trial::drop),
                numbers("noise", trials, Tuning.Trial::noise),
                BooleanColumn.create(
                        "kept", trials.stream().map(Tuning.Trial::kept).toList()));
    }

    /** Returns the rows and columns of a CSV file, as text. */
    public static Table table(Csv csv) {
        Table table = Table.create(csv.toString());
        csv.columns().forEach(column -> table.addColumns(StringColumn.create(column, csv.column(column))));
        return table;
    }

    /**
     * Returns one row an observed value, with the columns value, lowest and highest over all samples, and the mean over
     * the samples of each sample's lowest and highest.
     */
    public static Table table(Calibration calibration) {
        var seen = Observed.of(calibration);
        return Table.create(
                "Calibration on " + calibration.samples() + " samples",
                texts("value", seen, Observed::value),
                numbers("lowest", seen, Observed::lowest),
                numbers("highest", seen, Observed::highest),
                numbers("mean lowest", seen, Observed::meanLowest),
                numbers("mean highest", seen, Observed::meanHighest));
    }

    /**
     * Returns one row a value, with the columns value, low, high, other low, other high, beyond (in widths of the
     * calibrated range), outside (the share of the other's elements) and distance; the last two are missing without
     * histograms.
     */
    public static Table table(Drift drift) {
        return Table.create(
                "Drift",
                texts("value", drift, Drift.Row::value),
                numbers("low", drift, row -> row.calibrated().low()),
                numbers("high", drift, row -> row.calibrated().high()),
                numbers("other low", drift, row -> row.other().low()),
                numbers("other high", drift, row -> row.other().high()),
                numbers("beyond", drift, Drift.Row::beyond),
                numbers("outside", drift, Drift.Row::outside),
                numbers("distance", drift, Drift.Row::distance));
    }

    private static <T> StringColumn texts(String name, Collection<T> rows, Function<T, String> cell) {
        return StringColumn.create(name, rows.stream().map(cell).toList());
    }

    private static <T> DoubleColumn numbers(String name, Collection<T> rows, ToDoubleFunction<T> cell) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(cell).toArray());
    }
}
