package octet.accuracy;

/** Ends a search whose budget is spent; the message says which. */
final class Spent extends RuntimeException {

    private static final long serialVersionUID = 1;

    Spent(String message) {
        super(message, null, false, false);
    }
}
