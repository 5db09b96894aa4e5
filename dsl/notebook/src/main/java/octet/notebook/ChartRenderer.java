package octet.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;

/** Shows XChart charts as pictures of twice their size in pixels, so that they are sharp on any display. */
public final class ChartRenderer implements Renderer<Chart<?, ?>> {
    private static final int PIXELS_PER_POINT = 2;

    /** For {@link java.util.ServiceLoader}. */
    public ChartRenderer() {}

    @Override
    @SuppressWarnings("unchecked")
    public Class<Chart<?, ?>> type() {
        return (Class<Chart<?, ?>>) (Class<?>) Chart.class;
    }

    @Override
    public Rich render(Chart<?, ?> chart) {
        if (!Fonts.areThere()) {
            return Rich.text(words(chart) + System.lineSeparator() + "(shown as text because " + Fonts.ADVICE + ")");
        }
        ChartTheme.apply(chart);
        int width = chart.getWidth();
        int height = chart.getHeight();
        BufferedImage picture =
                new BufferedImage(width * PIXELS_PER_POINT, height * PIXELS_PER_POINT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        chart.paint(graphics, width, height);
        graphics.dispose();
        return Rich.text(words(chart)).withImage("image/png", Pictures.png(picture), width, height);
    }

    private static String words(Chart<?, ?> chart) {
        List<String> series = new ArrayList<>();
        for (Series one : chart.getSeriesCollection()) {
            series.add(Visible.line(one.getName()));
        }
        String title = chart.getTitle() == null || chart.getTitle().isBlank()
                ? chart.getClass().getSimpleName()
                : chart.getClass().getSimpleName() + " \"" + Visible.line(chart.getTitle()) + "\"";
        return title + " of " + (series.isEmpty() ? "nothing" : String.join(", ", series)) + " (" + chart.getWidth()
                + " × " + chart.getHeight() + ")";
    }
}
