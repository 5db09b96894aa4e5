package octet.kernel.protocol;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Sends back whatever comes, whatever else the kernel does. Its socket is a router, which returns a beat frame by frame to
 * where it came from: one that insists on the order of requests and replies stops at a stranger's bytes.
 */
final class Heartbeat {
    private Heartbeat() {}

    static void start(ZMQ.Socket router) {
        Thread thread = new Thread(() -> echo(router), "octet-heartbeat");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private static void echo(ZMQ.Socket router) {
        try (router) {
            while (true) {
                byte[] beat = router.recv();
                if (beat != null) {
                    router.send(beat, router.hasReceiveMore() ? ZMQ.SNDMORE : 0);
                }
            }
        } catch (ZMQException ended) {
            // The kernel shuts down.
            return;
        }
    }
}
