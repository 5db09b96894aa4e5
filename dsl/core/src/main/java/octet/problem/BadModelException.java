package octet.problem;

/** A model file that is corrupt, truncated, hostile or not a model at all. */
public final class BadModelException extends OctetException {

    /** See {@link OctetException#OctetException(String, String, String)}. */
    public BadModelException(String found, String expected, String advice) {
        super(found, expected, advice);
    }

    /** See {@link OctetException#OctetException(String, String, String, Throwable)}. */
    public BadModelException(String found, String expected, String advice, Throwable cause) {
        super(found, expected, advice, cause);
    }
}
