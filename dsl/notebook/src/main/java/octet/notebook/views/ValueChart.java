package octet.notebook.views;

import java.util.ArrayList;
import java.util.List;
import octet.Calibration;
import octet.QuantizedModel;
import octet.calibration.Histogram;
import octet.calibration.TapStatistics;
import octet.graph.Graph;
import octet.notebook.ChartTheme;
import octet.plan.ActivationQuantizer;
import octet.problem.BadSettingsException;
import octet.problem.Nearest;
import octet.range.Grid;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws how often each size of number occurred in a value, and what its quantizer makes of that. */
final class ValueChart {

    private static final int BINS = 120;

    private final double low;
    private final double width;

    private ValueChart(Histogram histogram) {
        double least = Math.min(0, histogram.low(0));
        double greatest = Math.max(0, histogram.high(histogram.size() - 1));
        this.width = greatest == least ? 1 : (greatest - least) / BINS;
        this.low = least;
    }

    /** Draws the value of this name, or the input of the operation of this name. */
    static CategoryChart of(Calibration calibration, QuantizedModel int8, String name, int chartWidth, int height) {
        ActivationQuantizer quantizer = find(int8, name);
        Histogram histogram = histogram(calibration, quantizer.value());
        var bins = new ValueChart(histogram);
        CategoryChart chart = new CategoryChartBuilder()
                .width(chartWidth)
                .height(height)
                .title("Values of " + Charts.name(quantizer.value()))
                .xAxisTitle(Words.format(
                        "%,d values from %.3g to %.3g; int8 spans %s in steps of %.3g",
                        histogram.total(),
                        histogram.low(0),
                        histogram.high(histogram.size() - 1),
                        Words.range(quantizer.grid().span()),
                        quantizer.grid().scale()))
                .yAxisTitle("how often, by powers of ten")
                .build();
        chart.addSeries("float", bins.centers(), logarithms(bins.floats(histogram)))
                .setFillColor(Charts.faint(ChartTheme.SERIES.get(Charts.FLOAT), 130));
        var line = chart.addSeries("int8", bins.centers(), logarithms(bins.rounded(histogram, quantizer.grid())));
        line.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.SteppedBar);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(ChartTheme.SERIES.get(Charts.INT8));
        line.setFillColor(Charts.faint(ChartTheme.SERIES.get(Charts.INT8), 60));
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setXAxisMaxLabelCount(9);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(x -> Words.format("%.2g", x + 0.0));
        chart.getStyler().setYAxisTickLabelsFormattingFunction(y -> Words.format("%,.0f", Math.pow(10, y)));
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setAvailableSpaceFill(0.98);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return ChartTheme.apply(chart);
    }

    private static ActivationQuantizer find(QuantizedModel int8, String name) {
        List<ActivationQuantizer> quantizers = int8.plan().activations();
        return quantizers.stream()
                .filter(quantizer -> quantizer.value().equals(name)
                        || quantizer.uses().stream().anyMatch(use -> use.node().equals(name)))
                .findFirst()
                .orElseThrow(() -> new BadSettingsException(
                        "'" + name + "' is neither a quantized value nor an operation that reads one",
                        "an operation in int8",
                        "nearest: "
                                + Nearest.inWords(
                                        name,
                                        int8.layers().quantized().stream()
                                                .map(layer -> layer.name())
                                                .toList())));
    }

    /** What was counted of the value, or of the one that it was moved from. */
    private static Histogram histogram(Calibration calibration, String value) {
        Graph graph = calibration.model().graph();
        String source = value;
        TapStatistics seen = calibration.statistics().get(source);
        while (seen == null
                && graph.producer(source).filter(node -> node.op().isMovement()).isPresent()) {
            source = graph.producer(source).orElseThrow().inputs().get(0);
            seen = calibration.statistics().get(source);
        }
        if (seen == null || seen.histogram().isEmpty()) {
            throw new BadSettingsException(
                    "The calibration counted no values of '" + value + "'",
                    "a histogram",
                    "calibration.quantize(q -> q.activations(histogram())) counts them");
        }
        return seen.histogram().orElseThrow();
    }

    private List<Double> centers() {
        List<Double> centers = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            centers.add(low + (bin + 0.5) * width);
        }
        return centers;
    }

    /** Deals out each bucket to the bins that it overlaps. */
    private double[] floats(Histogram histogram) {
        double[] counts = new double[BINS];
        for (int i = 0; i < histogram.size(); i++) {
            double from = histogram.low(i);
            double to = histogram.high(i);
            int first = bin(from);
            int last = bin(to);
            for (int bin = first; bin <= last; bin++) {
                double overlap = Math.min(to, low + (bin + 1) * width) - Math.max(from, low + bin * width);
                counts[bin] += first == last ? histogram.count(i) : histogram.count(i) * overlap / (to - from);
            }
        }
        return counts;
    }

    private double[] rounded(Histogram histogram, Grid grid) {
        double[] counts = new double[BINS];
        for (int i = 0; i < histogram.size(); i++) {
            double middle = (histogram.low(i) + histogram.high(i)) / 2;
            counts[bin(grid.dequantize(grid.quantize(middle)))] += histogram.count(i);
        }
        return counts;
    }

    private int bin(double real) {
        return (int) Math.max(0, Math.min(BINS - 1, Math.floor((real - low) / width)));
    }

    private static List<Double> logarithms(double[] counts) {
        List<Double> logarithms = new ArrayList<>();
        for (double count : counts) {
            logarithms.add(count <= 1 ? 0 : Math.log10(count));
        }
        return logarithms;
    }
}
