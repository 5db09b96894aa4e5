package octet.notebook.views;

import java.util.ArrayList;
import java.util.List;
import octet.AccuracyResult;
import octet.accuracy.Analysis;
import octet.accuracy.Step;
import octet.notebook.ChartTheme;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws what accuracy control and the analysis of groups came to. */
final class AccuracyCharts {

    private static final int SHOWN = 12;
    private static final int LONGEST_NAME = 22;
    private static final int RED = 7;

    private AccuracyCharts() {}

    /** Every model that was run on all samples, by speed and drop, with float and the bound. */
    static XYChart of(AccuracyResult result, int width, int height) {
        var outcome = result.outcome();
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(Charts.name(outcome.metric()) + ": drop against speed")
                .xAxisTitle("times as fast as float")
                .yAxisTitle("drop")
                .build();
        List<Step> confirmed =
                outcome.steps().stream().filter(Step::isConfirmed).toList();
        List<Step> others = confirmed.stream()
                .filter(step -> step != outcome.result() && step != outcome.first())
                .toList();
        double[] speeds = confirmed.stream().mapToDouble(Step::speedup).toArray();
        double least = 1;
        double most = 1;
        for (double speed : speeds) {
            least = Math.min(least, speed);
            most = Math.max(most, speed);
        }
        double margin = Math.max(0.05, (most - least) / 10);
        double[] ends = {least - margin, most + margin};
        double bound = outcome.bound().maxDrop();
        XYSeries line = chart.addSeries("bound", ends, new double[] {bound, bound});
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(ChartTheme.SERIES.get(RED));
        points(chart, "float", new double[] {1}, new double[] {0}, Charts.FLOAT, SeriesMarkers.SQUARE);
        points(chart, "first int8 model", List.of(outcome.first()), 1, SeriesMarkers.DIAMOND);
        points(chart, "tried", others, 4, SeriesMarkers.CIRCLE);
        if (outcome.result() != outcome.first()) {
            points(chart, "the result", List.of(outcome.result()), Charts.INT8, SeriesMarkers.TRIANGLE_UP);
        }
        chart.getStyler().setXAxisMin(ends[0]);
        chart.getStyler().setXAxisMax(ends[1]);
        chart.getStyler().setXAxisDecimalPattern("0.00");
        chart.getStyler().setYAxisDecimalPattern("0.####");
        return ChartTheme.apply(chart);
    }

    private static void points(XYChart chart, String name, List<Step> steps, int color, Marker marker) {
        if (!steps.isEmpty()) {
            points(
                    chart,
                    name,
                    steps.stream().mapToDouble(Step::speedup).toArray(),
                    steps.stream().mapToDouble(Step::drop).toArray(),
                    color,
                    marker);
        }
    }

    private static void points(XYChart chart, String name, double[] x, double[] y, int color, Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(marker);
        series.setMarkerColor(ChartTheme.SERIES.get(color));
    }

    /** The noise that the worst groups make alone, in percent of the outputs' energy. */
    static CategoryChart of(Analysis analysis, int width, int height) {
        List<Analysis.Row> shown = analysis.worst().stream()
                .filter(row -> !Double.isNaN(row.alone().noise()))
                .limit(SHOWN)
                .toList();
        List<String> names = new ArrayList<>(List.of("everything", "weights only", "activations only"));
        List<Double> noises = new ArrayList<>();
        noises.add(100 * analysis.all().noise());
        noises.add(100 * analysis.weightsOnly().noise());
        noises.add(100 * analysis.activationsOnly().noise());
        for (int i = 0; i < shown.size(); i++) {
            names.add((i + 1) + " " + Charts.name(shown.get(i).group().toString(), LONGEST_NAME));
            noises.add(100 * shown.get(i).alone().noise());
        }
        int more = analysis.size() - shown.size();
        CategoryChart chart = new CategoryChartBuilder()
                .width(width)
                .height(height)
                .title("Noise of the outputs with only this quantized, in percent")
                .xAxisTitle(more == 0 ? "the worst group first" : "the worst groups of " + analysis.size())
                .build();
        chart.addSeries("noise", names, noises).setFillColor(ChartTheme.SERIES.get(Charts.INT8));
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisLabelRotation(30);
        chart.getStyler().setXAxisMaxLabelCount(names.size());
        chart.getStyler().setAvailableSpaceFill(0.85);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setYAxisMin(0.0);
        return ChartTheme.apply(chart);
    }
}
