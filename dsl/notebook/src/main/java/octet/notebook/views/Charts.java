package octet.notebook.views;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import octet.QuantizedModel;
import octet.notebook.ChartTheme;
import octet.notebook.Visible;
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
    private static final int BINS = 61;
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
        chart.getStyler().setXAxisDecimalPattern("0");
        return ChartTheme.apply(chart);
    }

    private static void band(XYChart chart, String name, double[] values, Decades decades, int color) {
        if (values.length == 0) {
            return;
        }
        // A step reaches from one whole number to the next, so the last one is repeated to be seen.
        double[] x = new double[values.length + 1];
        double[] y = new double[values.length + 1];
        for (int i = 0; i < x.length; i++) {
            x[i] = i + 1;
            y[i] = decades.position(values[Math.min(i, values.length - 1)]);
        }
        XYSeries series = chart.addSeries(name, x, y);
        Color line = ChartTheme.SERIES.get(color);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(line);
        series.setFillColor(new Color(line.getRed(), line.getGreen(), line.getBlue(), 90));
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
        chart.addSeries("float", names, floats).setFillColor(ChartTheme.SERIES.get(6));
        chart.addSeries("int8", names, int8).setFillColor(ChartTheme.SERIES.get(0));
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setAvailableSpaceFill(0.6);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setYAxisDecimalPattern("0");
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return ChartTheme.apply(chart);
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
        double most = Math.max(magnitude(weights.floats()), magnitude(weights.int8()));
        double width = most == 0 ? 1 : 2 * most / (BINS - 1);
        List<Double> centers = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            centers.add((bin - BINS / 2) * width);
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Weights of " + name(weights.layer()))
                .xAxisTitle(Words.format("%,d values; int8 keeps %.1f dB", weights.floats().length, weights.sqnr()))
                .build();
        Color color = ChartTheme.SERIES.get(6);
        chart.addSeries("float", centers, counts(weights.floats(), width))
                .setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 130));
        var line = chart.addSeries("int8", centers, counts(weights.int8(), width));
        line.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(ChartTheme.SERIES.get(0));
        chart.getStyler().setXAxisMaxLabelCount(9);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Words::number);
        chart.getStyler().setAvailableSpaceFill(0.98);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return ChartTheme.apply(chart);
    }

    private static double magnitude(float[] values) {
        double most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }

    private static List<Integer> counts(float[] values, double width) {
        int[] counts = new int[BINS];
        for (float value : values) {
            counts[(int) Math.round(value / width) + BINS / 2]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    private static String name(String text) {
        String line = Visible.line(text);
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
    }
}
