package octet.kernel.protocol;

/** Jupyter counts code points, Java counts chars; they differ behind an emoji. */
final class Positions {
    private Positions() {}

    static int chars(String code, int points) {
        int all = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.max(0, Math.min(points, all)));
    }

    static int points(String code, int chars) {
        return code.codePointCount(0, Math.max(0, Math.min(chars, code.length())));
    }
}
