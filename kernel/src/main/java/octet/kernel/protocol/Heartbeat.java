package octet.kernel.protocol;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Sends back whatever comes, whatever else the kernel does. */
final class Heartbeat {
    private Heartbeat() {}

    static void start(ZMQ.Socket socket) {
        Thread thread = new Thread(() -> echo(socket), "octet-heartbeat");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private static void echo(ZMQ.Socket socket) {
        try (socket) {
            while (true) {
                byte[] beat = socket.recv();
                boolean more = socket.hasReceiveMore();
                socket.send(beat, more ? ZMQ.SNDMORE : 0);
            }
        } catch (ZMQException ended) {
            // The kernel shuts down.
            return;
        }
    }
}
