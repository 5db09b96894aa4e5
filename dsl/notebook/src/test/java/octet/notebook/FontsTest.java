package octet.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** A chart where there are no fonts; the JVM of the tests has them, so another one is started. */
class FontsTest {
    /** What the other JVM runs. */
    static final class Other {
        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                XYChart chart = new XYChartBuilder().title("Range").build();
                chart.addSeries("min", new double[] {1, 2}, new double[] {3, 1});
                System.out.println(Render.of(chart).plain());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void chartWithoutFonts_saysWhatToInstall(@TempDir Path folder) throws IOException {
        Path none = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        // Java keeps what it has learnt of fonts in the home directory.
                        "-Duser.home=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("FONTCONFIG_FILE", none.toString());
        String output = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.lines().filter(line -> line.startsWith("XYChart \"Range\" of min")))
                .as(output)
                .hasSize(2);
        assertThat(output.lines().filter(line -> line.contains("apt-get install fontconfig")))
                .as(output)
                .hasSize(2);
        assertThat(output).doesNotContain("\tat ");
    }
}
