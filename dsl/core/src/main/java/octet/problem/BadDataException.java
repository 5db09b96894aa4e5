package octet.problem;

/** A sample or a data file that does not fit: wrong name, shape or type, NaN, or no samples at all. */
public final class BadDataException extends OctetException {

    /** See {@link OctetException#OctetException(String, String, String)}. */
    public BadDataException(String found, String expected, String advice) {
        super(found, expected, advice);
    }

    /** See {@link OctetException#OctetException(String, String, String, Throwable)}. */
    public BadDataException(String found, String expected, String advice, Throwable cause) {
        super(found, expected, advice, cause);
    }
}
