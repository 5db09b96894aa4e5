package octet.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.theme.Theme;
import org.knowm.xchart.style.theme.XChartTheme;

/**
 * The looks of charts: transparent, with greys and colours that read well on a light page and on a dark one.
 *
 * <p>What its author has set on a chart stays as it is.
 */
public final class ChartTheme {
    /** Grey of text; contrast above 4 to white and to JupyterLab's dark page. */
    public static final Color TEXT = new Color(0x7a7a7a);

    /** Colours of series in their order; of middle lightness, and different for colour-blind eyes. */
    public static final List<Color> SERIES = List.of(
            new Color(0x2f7fd1),
            new Color(0xe07b39),
            new Color(0x2a9d7f),
            new Color(0xc0508e),
            new Color(0x8a6fd1),
            new Color(0xb08d1e),
            new Color(0x5f8fa3),
            new Color(0xd1504f));

    private static final Color TRANSPARENT = new Color(128, 128, 128, 0);
    private static final Color GRID = new Color(128, 128, 128, 70);
    private static final Color FRAME = new Color(128, 128, 128, 110);

    private static final List<Setting<Styler, ?>> ALL = List.of(
            new Setting<>(Styler::getChartBackgroundColor, Styler::setChartBackgroundColor, TRANSPARENT),
            new Setting<>(Styler::getPlotBackgroundColor, Styler::setPlotBackgroundColor, TRANSPARENT),
            new Setting<>(Styler::getPlotBorderColor, Styler::setPlotBorderColor, FRAME),
            new Setting<>(Styler::getLegendBackgroundColor, Styler::setLegendBackgroundColor, TRANSPARENT),
            new Setting<>(Styler::getLegendBorderColor, Styler::setLegendBorderColor, TRANSPARENT),
            new Setting<>(
                    Styler::getChartTitleBoxBackgroundColor, Styler::setChartTitleBoxBackgroundColor, TRANSPARENT),
            new Setting<>(Styler::getChartTitleBoxBorderColor, Styler::setChartTitleBoxBorderColor, TRANSPARENT),
            new Setting<>(Styler::getChartFontColor, Styler::setChartFontColor, TEXT),
            new Setting<>(Styler::getChartTitleFontColor, Styler::setChartTitleFontColor, TEXT),
            new Setting<>(Styler::getXAxisTitleColor, Styler::setXAxisTitleColor, TEXT),
            new Setting<>(Styler::getYAxisTitleColor, Styler::setYAxisTitleColor, TEXT),
            new Setting<>(Styler::getAnnotationTextFontColor, Styler::setAnnotationTextFontColor, TEXT),
            new Setting<>(Styler::getChartTitleFont, Styler::setChartTitleFont, font(Font.BOLD, 15)),
            new Setting<>(Styler::getLegendFont, Styler::setLegendFont, font(Font.PLAIN, 12)),
            new Setting<>(Styler::getLegendPosition, Styler::setLegendPosition, Styler.LegendPosition.OutsideS),
            new Setting<>(Styler::getLegendLayout, Styler::setLegendLayout, Styler.LegendLayout.Horizontal),
            new Setting<>(Styler::getSeriesColors, Styler::setSeriesColors, SERIES.toArray(Color[]::new)));

    private static final List<Setting<AxesChartStyler, ?>> WITH_AXES = List.of(
            new Setting<>(AxesChartStyler::getAxisTitleFont, AxesChartStyler::setAxisTitleFont, font(Font.PLAIN, 12)),
            new Setting<>(
                    AxesChartStyler::getAxisTickLabelsFont,
                    AxesChartStyler::setAxisTickLabelsFont,
                    font(Font.PLAIN, 11)),
            new Setting<>(AxesChartStyler::getAxisTickLabelsColor, AxesChartStyler::setAxisTickLabelsColor, TEXT),
            new Setting<>(AxesChartStyler::getXAxisTickLabelsColor, AxesChartStyler::setXAxisTickLabelsColor, TEXT),
            new Setting<>(AxesChartStyler::getYAxisTickLabelsColor, AxesChartStyler::setYAxisTickLabelsColor, TEXT),
            new Setting<>(AxesChartStyler::getAxisTickMarksColor, AxesChartStyler::setAxisTickMarksColor, FRAME),
            new Setting<>(AxesChartStyler::getXAxisTickMarksColor, AxesChartStyler::setXAxisTickMarksColor, FRAME),
            new Setting<>(AxesChartStyler::getYAxisTickMarksColor, AxesChartStyler::setYAxisTickMarksColor, FRAME),
            new Setting<>(AxesChartStyler::isAxisTicksLineVisible, AxesChartStyler::setAxisTicksLineVisible, false),
            new Setting<>(AxesChartStyler::getPlotGridLinesColor, AxesChartStyler::setPlotGridLinesColor, GRID),
            new Setting<>(
                    AxesChartStyler::getPlotGridLinesStroke,
                    AxesChartStyler::setPlotGridLinesStroke,
                    new BasicStroke(1f)));

    private ChartTheme() {}

    /**
     * Gives a chart these looks, in everything that still is as XChart's default theme has it.
     *
     * @return the same chart
     */
    public static <C extends Chart<?, ?>> C apply(C chart) {
        Styler styler = chart.getStyler();
        Styler untouched = untouched(styler);
        if (untouched == null) {
            return chart;
        }
        ALL.forEach(setting -> setting.apply(styler, untouched));
        if (styler instanceof AxesChartStyler axes && untouched instanceof AxesChartStyler plain) {
            WITH_AXES.forEach(setting -> setting.apply(axes, plain));
            // The plot's frame is there already.
            axes.setAxisTicksLineVisible(false);
        }
        return chart;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** Returns a styler of the same kind as XChart makes it, or null where a chart was given another theme. */
    private static Styler untouched(Styler styler) {
        Theme theme = styler.getTheme();
        if (theme != null && !(theme instanceof XChartTheme)) {
            return null;
        }
        try {
            return styler.getClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException unknownStyler) {
            return null;
        }
    }

    /** One property, changed only where it still is the default. */
    private record Setting<S extends Styler, T>(Function<S, T> get, BiConsumer<S, T> set, T ours) {
        void apply(S styler, S untouched) {
            if (Objects.deepEquals(comparable(get.apply(styler)), comparable(get.apply(untouched)))) {
                set.accept(styler, ours);
            }
        }

        private static Object comparable(Object value) {
            return value instanceof Object[] array ? Arrays.asList(array) : value;
        }
    }
}
