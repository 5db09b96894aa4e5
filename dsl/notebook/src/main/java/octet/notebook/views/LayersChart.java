package octet.notebook.views;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import octet.notebook.ChartTheme;
import octet.report.Layer;
import octet.report.Layers;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Draws what is left of the signal behind each operation. */
final class LayersChart {

    /** More bars than these have numbers instead of names. */
    private static final int NAMED = 16;

    private static final int LONGEST_NAME = 26;
    private static final double MOST_DECIBELS = 60;
    /** Ten times more noise than signal, in amplitude. */
    private static final double LEAST_DECIBELS = -20;

    private static final double BLAMED = 0.05;

    private LayersChart() {}

    static CategoryChart of(Layers layers, int width, int height) {
        List<Layer> shown = layers.stream()
                .filter(layer -> !Double.isNaN(layer.outputSqnr()))
                .toList();
        CategoryChart chart = new CategoryChartBuilder()
                .width(width)
                .height(height)
                .title("Signal left behind " + shown.size() + " operations, in dB")
                .xAxisTitle(worst(shown))
                .build();
        series(chart, "int8", shown, layer -> layer.quantized() && !isBlamed(layer), Charts.INT8);
        series(chart, "float", shown, layer -> !layer.quantized(), Charts.FLOAT);
        series(chart, "int8, makes 5 % of the noise or more", shown, LayersChart::isBlamed, 1);
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setAvailableSpaceFill(shown.size() > 100 ? 0.98 : 0.85);
        double least = shown.stream().mapToDouble(LayersChart::decibels).min().orElse(0);
        chart.getStyler().setYAxisMin(Math.min(0, 10 * Math.floor(least / 10)));
        chart.getStyler().setYAxisMax(MOST_DECIBELS);
        chart.getStyler().setYAxisDecimalPattern("0");
        chart.getStyler().setXAxisMaxLabelCount(NAMED);
        chart.getStyler().setXAxisLabelRotation(shown.size() <= NAMED ? 30 : 0);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return ChartTheme.apply(chart);
    }

    private static double decibels(Layer layer) {
        return Math.max(LEAST_DECIBELS, Math.min(MOST_DECIBELS, layer.outputSqnr()));
    }

    private static boolean isBlamed(Layer layer) {
        return layer.noiseShare() >= BLAMED;
    }

    private static void series(
            CategoryChart chart, String name, List<Layer> shown, Predicate<Layer> member, int color) {
        List<String> labels = new ArrayList<>();
        List<Double> bars = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Layer layer = shown.get(i);
            labels.add(shown.size() <= NAMED ? named(i + 1, layer) : String.valueOf(i + 1));
            bars.add(member.test(layer) ? decibels(layer) : 0.0);
        }
        if (shown.stream().anyMatch(member)) {
            chart.addSeries(name, labels, bars).setFillColor(ChartTheme.SERIES.get(color));
        }
    }

    private static String named(int number, Layer layer) {
        String share = layer.noiseShare() == 0 ? "" : Words.format(" %.0f%%", 100 * layer.noiseShare());
        return number + " " + Charts.name(layer.name(), LONGEST_NAME) + share;
    }

    private static String worst(List<Layer> shown) {
        return shown.stream()
                .filter(layer -> layer.noiseShare() > 0)
                .max(Comparator.comparingDouble(Layer::noiseShare))
                .map(layer -> Words.format(
                        "in their order; most noise: no. %d, %s, %.0f%%",
                        shown.indexOf(layer) + 1, Charts.name(layer.name()), 100 * layer.noiseShare()))
                .orElse("in their order");
    }
}
