package octet.problem;

/** A sound model that Octet cannot quantize: an unknown opset, an operator or data type it does not know, or one that is int8 already. */
public final class UnsupportedModelException extends OctetException {

    /** See {@link OctetException#OctetException(String, String, String)}. */
    public UnsupportedModelException(String found, String expected, String advice) {
        super(found, expected, advice);
    }

    /** See {@link OctetException#OctetException(String, String, String, Throwable)}. */
    public UnsupportedModelException(String found, String expected, String advice, Throwable cause) {
        super(found, expected, advice, cause);
    }
}
