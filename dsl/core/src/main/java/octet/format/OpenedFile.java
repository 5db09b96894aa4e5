package octet.format;

/**
 * A model file that is ready to run as it is.
 *
 * @param session runs it
 * @param bytes its size, with the data that lies beside it
 */
public record OpenedFile(Session session, long bytes) implements AutoCloseable {

    @Override
    public void close() {
        session.close();
    }
}
