package octet.problem;

/** A result that could not be written; the file that stood there before is untouched. */
public final class SaveException extends OctetException {

    /** See {@link OctetException#OctetException(String, String, String)}. */
    public SaveException(String found, String expected, String advice) {
        super(found, expected, advice);
    }

    /** See {@link OctetException#OctetException(String, String, String, Throwable)}. */
    public SaveException(String found, String expected, String advice, Throwable cause) {
        super(found, expected, advice, cause);
    }
}
