package octet.notebook;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The fonts of this machine; where it has none, as in a slim container, one that comes along. */
final class Fonts {
    /** What to do where even that cannot be used. */
    static final String ADVICE = "Java can draw no text on this machine: install fontconfig, freetype and a font (on"
            + " Debian and Ubuntu: apt-get install fontconfig libfreetype6 fonts-dejavu-core), then restart";

    private static final String OURS = "fonts/LiberationSans-Regular.ttf";
    private static final String CONFIGURATION = "sun.awt.fontconfig";

    private static boolean found;

    private Fonts() {}

    /** Returns whether text can be drawn; before it says no, it gives Java the font that comes along. */
    static synchronized boolean areThere() {
        if (!found) {
            found = canDraw() || useOurs() && canDraw();
        }
        return found;
    }

    private static boolean canDraw() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("x", new FontRenderContext(null, true, true));
            return true;
        } catch (RuntimeException | InternalError | LinkageError none) {
            // Java has no exception of its own for this, and its versions differ in what they throw.
            return false;
        }
    }

    /**
     * Font.createFont needs fonts of the machine as well, so Java is told of the file as an administrator would, in a
     * configuration that it reads at its next attempt.
     */
    private static boolean useOurs() {
        if (System.getProperty(CONFIGURATION) != null) {
            return false;
        }
        try (InputStream ours = Fonts.class.getResourceAsStream(OURS)) {
            Path folder = Files.createTempDirectory("octet-fonts");
            Path font = folder.resolve("sans.ttf");
            Path configuration = folder.resolve("fontconfig.properties");
            folder.toFile().deleteOnExit();
            font.toFile().deleteOnExit();
            configuration.toFile().deleteOnExit();
            Files.copy(ours, font);
            Files.write(configuration, allFromOne(font));
            System.setProperty(CONFIGURATION, configuration.toString());
            return true;
        } catch (IOException | NullPointerException notThere) {
            return false;
        }
    }

    private static List<String> allFromOne(Path font) {
        String name = "-octet-sans-medium-r-normal--*-%d-*-*-p-*-iso10646-1";
        List<String> lines = new ArrayList<>(List.of("version=1", "sequence.allfonts=latin"));
        for (String family : List.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")) {
            for (String style : List.of("plain", "bold", "italic", "bolditalic")) {
                lines.add(family + "." + style + ".latin=" + name);
            }
        }
        lines.add("filename." + name + "=" + font);
        return lines;
    }
}
