package octet.problem;

/**
 * An error in words: what was found, what was expected, what to do next.
 *
 * <p>Every exception that Octet throws on purpose is one of these. The message is complete without a stack trace.
 */
public class OctetException extends RuntimeException {

    /** Characters of each part of a message. */
    private static final int LONGEST = 8000;

    /**
     * @param found what was found, as a sentence without its full stop
     * @param expected what would have been right, or {@code null} when that is obvious
     * @param advice what to do next, or {@code null} when nothing can be done
     */
    public OctetException(String found, String expected, String advice) {
        this(found, expected, advice, null);
    }

    /** As the other constructor, with the exception that showed the fault. */
    public OctetException(String found, String expected, String advice, Throwable cause) {
        super(sentence(found, expected, advice), cause);
    }

    /** Names come from files, and one of them may be as long as its file. */
    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + " […] " + text.substring(text.length() - LONGEST / 2);
    }

    private static String sentence(String found, String expected, String advice) {
        var text = new StringBuilder(shortened(found)).append(found.endsWith("\n") ? "" : ".");
        if (expected != null) {
            text.append(text.toString().endsWith("\n") ? "" : " ")
                    .append("Expected: ")
                    .append(shortened(expected))
                    .append('.');
        }
        if (advice != null) {
            text.append(" To do: ").append(shortened(advice)).append('.');
        }
        return text.toString();
    }
}
