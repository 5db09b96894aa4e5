package octet.kernel.protocol;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import octet.kernel.session.Session;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;

/** A kernel as Jupyter starts it: serves the channels of a connection file until it is told to shut down. */
public final class Kernel {
    private static final long LARGEST_FRAME = 64L << 20;
    private static final int LINGER_MILLIS = 500;

    private final ZMQ.Context context = ZMQ.context(1);
    private final CountDownLatch shutdown = new CountDownLatch(1);
    private final ConnectionFile file;
    private final Wire wire;

    private Kernel(ConnectionFile file) throws IOException {
        this.file = file;
        this.wire = new Wire(file.signer(), file.signs());
    }

    /**
     * Serves a front end and returns when that asks for the kernel's end. What still runs then is left to the end of the
     * JVM, which the caller brings about.
     *
     * @throws IOException if the connection file is not one, or its ports are taken
     */
    public static void serve(Path connectionFile) throws IOException, InterruptedException {
        ConnectionFile file = ConnectionFile.read(connectionFile);
        file.warnings().forEach(warning -> System.err.println("octet: " + warning));
        new Kernel(file).serve();
    }

    private void serve() throws IOException, InterruptedException {
        var ports = file.properties();
        ZMQ.Socket published = bound(SocketType.PUB, ports.getIopubPort());
        // Without this the socket drops messages as soon as a front end is slower than a cell that prints.
        published.setSndHWM(0);
        ZMQ.Socket stdin = bound(SocketType.ROUTER, ports.getStdinPort());
        ZMQ.Socket control = bound(SocketType.ROUTER, ports.getControlPort());
        ZMQ.Socket shell = bound(SocketType.ROUTER, ports.getShellPort());
        Heartbeat.start(bound(SocketType.ROUTER, ports.getHbPort()));

        Publisher publisher = new Publisher(published, wire);
        Session session = Session.start();
        Stdin input = new Stdin(stdin, wire);
        KernelHandlers common = new KernelHandlers(file.properties(), session, shutdown::countDown);
        new Channel("control", control, wire, publisher, common.all()).start();

        Map<String, Handler> handlers = new HashMap<>(common.all());
        Channel channel = new Channel("shell", shell, wire, publisher, handlers);
        channel.around(session::announce, session::rest);
        History history = new History(HistoryFile.ofUser());
        handlers.put("execute_request", new ExecuteHandler(session, history, channel, input));
        handlers.put("history_request", new HistoryHandler(history));
        handlers.putAll(new EditorHandlers(session).all());
        handlers.putAll(new CommHandlers(session, input).all());
        publisher.state("starting", null);
        channel.start();

        shutdown.await();
        session.interrupt();
        history.close();
        publisher.close();
        input.close();
        end();
    }

    private ZMQ.Socket bound(SocketType type, int port) throws IOException {
        ZMQ.Socket socket = context.socket(type);
        socket.setLinger(LINGER_MILLIS);
        socket.setMaxMsgSize(LARGEST_FRAME);
        // A length below zero passes the limit and would end the thread that serves all sockets.
        socket.setMsgAllocator(size -> new Msg(Math.max(0, size)));
        String address = file.address(port);
        try {
            socket.bind(address);
        } catch (RuntimeException e) {
            throw new IOException("cannot listen at " + address + ": " + e.getMessage());
        }
        return socket;
    }

    /** Lets the last replies leave. A cell that does not stop keeps its channel open, so this waits no longer than that. */
    private void end() throws InterruptedException {
        Thread closing = new Thread(context::term, "octet-end");
        closing.setDaemon(true);
        closing.start();
        closing.join(LINGER_MILLIS);
    }
}
