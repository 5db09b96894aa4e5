package octet.placement;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one. Matching takes time in proportion to the
 * lengths of pattern and text multiplied, whatever they are.
 *
 * @param pattern the pattern
 */
record Glob(String pattern) {

    /** Whether the pattern is no plain text. */
    boolean isWild() {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** Whether the whole text is of this form. */
    boolean matches(String text) {
        int star = -1;
        int resume = 0;
        int p = 0;
        int t = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                // Only the last star need take more: those before it have found the earliest place there is.
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
