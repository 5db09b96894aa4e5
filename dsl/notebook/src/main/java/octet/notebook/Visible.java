package octet.notebook;

/**
 * Makes text from a file safe to look at: terminal escapes, control characters and direction overrides become visible.
 *
 * <p>For names of layers, files and the like inside text that is our own. What a user prints is the user's affair.
 */
public final class Visible {
    private static final char FIRST_CONTROL_PICTURE = '\u2400';
    private static final char PICTURE_OF_DELETE = '\u2421';

    private Visible() {}

    /** Returns the text on one line: line breaks and tabs become visible too. */
    public static String line(String text) {
        return replaced(text, false);
    }

    /** Returns the text with its line breaks and tabs kept. */
    public static String lines(String text) {
        return replaced(text, true);
    }

    private static String replaced(String text, boolean keepLines) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (keepLines && (c == '\n' || c == '\t')) {
                out.append((char) c);
            } else if (c < 0x20) {
                out.append((char) (FIRST_CONTROL_PICTURE + c));
            } else if (c == 0x7f) {
                out.append(PICTURE_OF_DELETE);
            } else if (isInvisible(c)) {
                out.append(String.format("\\u%04X", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** C1 controls, line separators, direction marks and overrides, zero-width characters, lone surrogates, tags. */
    private static boolean isInvisible(int c) {
        return c >= 0x80 && c < 0xa0
                || c == 0x61c
                || c >= 0x200b && c <= 0x200f && c != 0x200d
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c == 0xfeff
                || c >= 0xd800 && c <= 0xdfff
                || c >= 0xe0000 && c <= 0xe007f;
    }
}
