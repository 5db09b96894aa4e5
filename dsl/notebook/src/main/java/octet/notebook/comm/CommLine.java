package octet.notebook.comm;

import java.util.Map;

/** What carries messages of comms to the front end; a kernel provides it. */
@FunctionalInterface
public interface CommLine {
    /**
     * Sends a message.
     *
     * @param type {@code comm_open}, {@code comm_msg} or {@code comm_close}
     * @param content as Jupyter's protocol has it
     */
    void send(String type, Map<String, Object> content);
}
