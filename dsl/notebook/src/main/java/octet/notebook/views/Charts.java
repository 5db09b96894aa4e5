package octet.notebook.views;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import octet.AccuracyResult;
import octet.Calibration;
import octet.QuantizedModel;
import octet.accuracy.Analysis;
import octet.notebook.ChartTheme;
import octet.notebook.Visible;
import octet.report.Layers;
import octet.report.Ranges;
import octet.report.Validation;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Values of the chain as XChart charts, {@value #WIDTH} × {@value #HEIGHT} unless changed; imported into every cell.
 *
 * <pre>{@code
 * plot(int8.ranges())
 * }</pre>
 */
public final class Charts {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 320;
    /** The colours of the two models, as indices of {@link ChartTheme#SERIES}. */
    static final int FLOAT = 6;

    static final int INT8 = 0;

    private static final int LONGEST_NAME = 60;

    private Charts() {}

    /**
     * Draws the observed range of every quantized activation, from the model's input to its output. The axis goes by
     * powers of ten, below zero too, so that narrow ranges are seen beside wide ones.
     */
    public static XYChart plot(Ranges ranges) {
        double[] low = ranges.stream().mapToDouble(row -> row.observed().low()).toArray();
        double[] high =
                ranges.stream().mapToDouble(row -> row.observed().high()).toArray();
        double[] sizes =
                ranges.stream().mapToDouble(row -> row.observed().magnitude()).toArray();
        Decades decades = Decades.of(sizes);
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Ranges of " + ranges.size() + " quantized activations")
                .xAxisTitle(widest(ranges))
                .build();
        band(chart, "highest", high, decades, 0);
        band(chart, "lowest", low, decades, 1);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(decades::label);
        // Between whole positions XChart finds equal labels and leaves all of them out.
        Arrays.stream(low)
                .map(decades::position)
                .min()
                .ifPresent(y -> chart.getStyler().setYAxisMin(Math.floor(y)));
        Arrays.stream(high)
                .map(decades::position)
                .max()
                .ifPresent(y -> chart.getStyler().setYAxisMax(Math.ceil(y)));
        chart.getStyler().setYAxisTickMarkSpacingHint(40);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setXAxisMin(0.5);
        chart.getStyler().setXAxisMax(ranges.size() + 0.5);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return ChartTheme.apply(chart);
    }

    private static void band(XYChart chart, String name, double[] values, Decades decades, int color) {
        if (values.length == 0) {
            return;
        }
        // Two points a value make a step around its number, just not evenly spaced: XChart would mark each of them.
        double[] x = new double[2 * values.length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.5 + (i + 1) / 2 - (i % 2) * 1e-6;
            y[i] = decades.position(values[i / 2]);
        }
        XYSeries series = chart.addSeries(name, x, y);
        Color line = ChartTheme.SERIES.get(color);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(line);
        series.setFillColor(faint(line, 90));
    }

    private static String widest(Ranges ranges) {
        return ranges.stream()
                .max(Comparator.comparingDouble(row -> row.observed().magnitude()))
                .map(row -> "in their order; widest: no. " + (ranges.indexOf(row) + 1) + ", " + name(row.value()) + ", "
                        + Words.range(row.observed()))
                .orElse("there are none");
    }

    /**
     * Draws the int8 model's score, size and latency beside the float model's, each in percent of float. A metric without
     * a score of float is left out.
     */
    public static CategoryChart plot(Validation validation) {
        List<String> names = new ArrayList<>();
        List<Double> floats = new ArrayList<>();
        List<Double> int8 = new ArrayList<>();
        for (Validation.Line line : validation.lines()) {
            if (Double.isFinite(line.ratio())) {
                names.add(name(line.measure()) + ": " + line.ofFloat() + " → " + line.ofInt8());
                floats.add(100.0);
                int8.add(100 * line.ratio());
            }
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(name(validation.model()) + " in percent of float")
                .build();
        chart.addSeries("float", names, floats).setFillColor(ChartTheme.SERIES.get(FLOAT));
        chart.addSeries("int8", names, int8).setFillColor(ChartTheme.SERIES.get(INT8));
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setAvailableSpaceFill(0.6);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setYAxisDecimalPattern("0");
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return ChartTheme.apply(chart);
    }

    /**
     * Draws every model that accuracy control has run on all samples by its speed and its drop, beside float, the first int8
     * model and the bound: the lower and the further to the right, the better.
     */
    public static XYChart plot(AccuracyResult result) {
        return AccuracyCharts.of(result, WIDTH, HEIGHT);
    }

    /** Draws the noise that the worst groups of operations make, each quantized alone. */
    public static CategoryChart plot(Analysis analysis) {
        return AccuracyCharts.of(analysis, WIDTH, HEIGHT);
    }

    /**
     * Draws what is left of the signal behind each operation, from the model's input to its output, in dB: higher is
     * better. Operations that make most of the noise have another colour.
     */
    public static CategoryChart plot(Layers layers) {
        return LayersChart.of(layers, WIDTH, HEIGHT);
    }

    /**
     * Draws how often each size of number occurred in a value during calibration, and what its quantizer makes of that:
     * what lies beyond the range piles up at its ends.
     *
     * @param name the quantized value, or an operation that reads one
     * @throws octet.problem.BadSettingsException when there is none, or the calibration counted none; it does for
     *     {@code calibration.quantize(q -> q.activations(histogram()))}
     */
    public static CategoryChart plotValues(Calibration calibration, QuantizedModel int8, String name) {
        return ValueChart.of(calibration, int8, name, WIDTH, HEIGHT);
    }

    /** Draws {@link #plotWeights(QuantizedModel, String)} of the layer whose weights lost most. */
    public static CategoryChart plotWeights(QuantizedModel int8) {
        return histogram(Weights.worst(int8));
    }

    /**
     * Draws how often each value occurs among a layer's weights, in float and as the bytes stand for them.
     *
     * @param layer the operation's name, as in {@link QuantizedModel#layers()}
     * @throws octet.problem.BadSettingsException when it has no weights in int8; names the nearest that have
     */
    public static CategoryChart plotWeights(QuantizedModel int8, String layer) {
        return histogram(Weights.of(int8, layer));
    }

    private static CategoryChart histogram(Weights weights) {
        Bins bins = Bins.of(weights.floats());
        String beyond = bins.beyond() == 0 ? "" : Words.format(", %,d beyond the edges", bins.beyond());
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Weights of " + name(weights.layer()))
                .xAxisTitle(Words.format(
                        "%,d values%s; int8 keeps %s",
                        weights.floats().length,
                        beyond,
                        Double.isInfinite(weights.sqnr()) ? "them exactly" : Words.format("%.1f dB", weights.sqnr())))
                .build();
        chart.addSeries("float", bins.centers(), bins.counts(weights.floats()))
                .setFillColor(faint(ChartTheme.SERIES.get(FLOAT), 130));
        var line = chart.addSeries("int8", bins.centers(), bins.counts(weights.int8()));
        line.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(ChartTheme.SERIES.get(INT8));
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setXAxisMaxLabelCount(9);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(x -> Words.format("%.2g", x + 0.0));
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        chart.getStyler().setAvailableSpaceFill(0.98);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return ChartTheme.apply(chart);
    }

    static Color faint(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    static String name(String text) {
        return name(text, LONGEST_NAME);
    }

    /** The beginning and the end of a name, which usually tell one from another. */
    static String name(String text, int longest) {
        String line = Visible.line(text);
        int end = longest / 2;
        return line.length() <= longest
                ? line
                : line.substring(0, longest - end - 1) + "…" + line.substring(line.length() - end);
    }
}
