package octet.problem;

/** Settings that contradict each other or name something that is not there. */
public final class BadSettingsException extends OctetException {

    /** See {@link OctetException#OctetException(String, String, String)}. */
    public BadSettingsException(String found, String expected, String advice) {
        super(found, expected, advice);
    }

    /** See {@link OctetException#OctetException(String, String, String, Throwable)}. */
    public BadSettingsException(String found, String expected, String advice, Throwable cause) {
        super(found, expected, advice, cause);
    }
}
