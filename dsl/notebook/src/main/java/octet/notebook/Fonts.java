package octet.notebook;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** The fonts of this machine, which a slim container may lack. */
final class Fonts {
    /** What to do where there are none. */
    static final String ADVICE = "Java finds no fonts on this machine: install fontconfig and a font (on Debian and"
            + " Ubuntu: apt-get install fontconfig fonts-dejavu-core), then restart";

    private Fonts() {}

    /** Returns whether text can be drawn. */
    static boolean areThere() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("x", new FontRenderContext(null, true, true));
            return true;
        } catch (RuntimeException | InternalError | LinkageError none) {
            // Java has no exception of its own for this, and its versions differ in what they throw.
            return false;
        }
    }
}
