package octet.openvino.runtime;

/** A model was not converted; the message goes on after a colon. */
public final class ConverterException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean ofTheModel;

    ConverterException(boolean ofTheModel, String message) {
        super(message);
        this.ofTheModel = ofTheModel;
    }

    /** Whether OpenVINO refused the model, and not this machine is unable to convert any. */
    public boolean isOfTheModel() {
        return ofTheModel;
    }
}
