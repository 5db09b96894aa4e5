package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

class ChartRendererTest {
    @Test
    void chart_isSharpAndTransparent() throws IOException {
        XYChart chart =
                new XYChartBuilder().width(400).height(250).title("Range").build();
        chart.addSeries("min", new double[] {1, 2, 3}, new double[] {3, 1, 2});
        Rich rich = Render.of(chart);
        assertThat(rich.plain()).isEqualTo("XYChart \"Range\" of min (400 × 250)");
        assertThat(rich.metadata().get("image/png")).containsEntry("width", 400).containsEntry("height", 250);
        BufferedImage picture = picture(rich);
        assertThat(picture.getWidth()).isEqualTo(800);
        assertThat(new Color(picture.getRGB(2, 2), true).getAlpha()).isZero();
    }

    @Test
    void whatTheAuthorSet_stays() {
        CategoryChart chart = new CategoryChartBuilder().width(300).height(200).build();
        chart.getStyler().setChartBackgroundColor(Color.PINK);
        chart.addSeries("size", List.of("fp32", "int8"), List.of(4, 1));
        ChartTheme.apply(chart);
        assertThat(chart.getStyler().getChartBackgroundColor()).isEqualTo(Color.PINK);
        assertThat(chart.getStyler().getChartFontColor()).isEqualTo(ChartTheme.TEXT);
    }

    @Test
    void chartWithoutAxes_isShown() throws IOException {
        PieChart chart = new PieChartBuilder().width(300).height(200).build();
        chart.addSeries("a", 1);
        assertThat(picture(Render.of(chart)).getHeight()).isEqualTo(400);
    }

    private static BufferedImage picture(Rich rich) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(rich.data().get("image/png"));
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }
}
