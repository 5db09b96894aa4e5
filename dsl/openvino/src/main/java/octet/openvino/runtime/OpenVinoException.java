package octet.openvino.runtime;

/** OpenVINO refused something; the message holds its own words. */
public final class OpenVinoException extends RuntimeException {

    private static final int LONGEST = 600;

    OpenVinoException(String message) {
        super(message);
    }

    /** The words of the library without its own source lines and line breaks. */
    static String inWords(String error, String details) {
        String text = String.valueOf(details)
                .replaceAll("Exception from \\S+:\\d+:", " ")
                .replaceAll("Check '[^\\n]*' failed at \\S+:\\d+:", " ")
                .replaceAll("\\S*/src/\\S+:\\d+:?", " ")
                .replaceAll("(?s)\\s+", " ")
                .strip()
                .replaceAll("\\.$", "");
        String words = text.isEmpty() || text.equals("null") ? error : text;
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
