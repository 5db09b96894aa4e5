package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** A chart where there are no fonts; the JVM of the tests has them, so another one is started. */
@EnabledOnOs(OS.LINUX)
class FontsTest {
    @TempDir
    Path folder;

    /** What the other JVM runs: two charts, how each is shown, and how much of the place of its title is painted. */
    static final class Other {
        public static void main(String[] arguments) throws IOException {
            for (int i = 0; i < 2; i++) {
                XYChart chart = new XYChartBuilder().title("Range").build();
                chart.addSeries("min", new double[] {1, 2}, new double[] {3, 1});
                Rich rich = Render.of(chart);
                System.out.println(rich.plain());
                String png = rich.data().get("image/png");
                if (png != null) {
                    byte[] bytes = Base64.getDecoder().decode(png);
                    System.out.println("painted " + painted(ImageIO.read(new ByteArrayInputStream(bytes))));
                }
            }
        }

        private static boolean painted(BufferedImage chart) {
            int count = 0;
            for (int x = 0; x < chart.getWidth(); x++) {
                for (int y = 0; y < 50; y++) {
                    count += chart.getRGB(x, y) >>> 24 > 128 ? 1 : 0;
                }
            }
            return count > 300;
        }
    }

    @Test
    void chartWithoutFonts_isDrawnWithTheOneThatComesAlong() throws IOException {
        List<String> lines = chartsWithoutFonts();
        assertThat(lines)
                .containsExactly(
                        "XYChart \"Range\" of min (800 × 600)",
                        "painted true",
                        "XYChart \"Range\" of min (800 × 600)",
                        "painted true");
        assertThat(folder.resolve("tmp")).as("where fonts lay").isEmptyDirectory();
    }

    @Test
    void chartWithNoFontAtAll_saysWhatToInstall() throws IOException {
        List<String> lines = chartsWithoutFonts("-Dsun.awt.fontconfig=" + folder.resolve("none"));
        assertThat(lines.stream().filter(line -> line.startsWith("XYChart \"Range\" of min")))
                .as(lines.toString())
                .hasSize(2);
        assertThat(lines.stream().filter(line -> line.contains("apt-get install fontconfig")))
                .as(lines.toString())
                .hasSize(2);
        assertThat(lines).noneMatch(line -> line.contains("\tat "));
    }

    private List<String> chartsWithoutFonts(String... flags) throws IOException {
        Path none = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                // Java keeps what it has learnt of fonts in the home directory.
                "-Duser.home=" + folder,
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp"))));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Other.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FONTCONFIG_FILE", none.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        String output = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.lines().toList();
    }
}
