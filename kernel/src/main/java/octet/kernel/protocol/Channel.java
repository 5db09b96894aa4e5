package octet.kernel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** A channel of requests, served by a thread of its own that waits without polling. */
final class Channel {
    private static final Logger LOG = Logger.getLogger(Channel.class.getName());

    private final String name;
    private final ZMQ.Socket socket;
    private final Wire wire;
    private final Publisher publisher;
    private final Map<String, Handler> handlers;
    private Runnable before = () -> {};
    private Runnable after = () -> {};

    Channel(String name, ZMQ.Socket socket, Wire wire, Publisher publisher, Map<String, Handler> handlers) {
        this.name = name;
        this.socket = socket;
        this.wire = wire;
        this.publisher = publisher;
        this.handlers = handlers;
    }

    /** Sets what is done before a front end hears that a request is dealt with, and after it was. */
    void around(Runnable first, Runnable last) {
        before = first;
        after = last;
    }

    /** Serves until the socket's context ends. */
    void start() {
        Thread thread = new Thread(this::serve, "octet-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (true) {
                wire.read(socket, 0).ifPresent(this::dispatch);
            }
        } catch (ZMQException ended) {
            LOG.log(Level.FINE, name + " ended", ended);
        } finally {
            socket.close();
        }
    }

    /** Takes the requests that wait already. Called by a handler, in the channel's thread. */
    List<Message> readWaiting() {
        List<Message> waiting = new ArrayList<>();
        while ((socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
            wire.read(socket, ZMQ.DONTWAIT).ifPresent(waiting::add);
        }
        return waiting;
    }

    Exchange exchange(Message request) {
        return new Exchange(request, socket, wire, publisher);
    }

    void dispatch(Message request) {
        Exchange exchange = exchange(request);
        before.run();
        exchange.busy();
        try {
            handlers.getOrDefault(request.type(), Channel::answerUnknown).handle(exchange);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "could not answer " + request.type(), e);
            if (request.type().endsWith("_request")) {
                exchange.reply(Replies.error(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of()));
            }
        } finally {
            after.run();
            exchange.idle();
        }
    }

    /** A front end waits for the reply to a request, so one that is not known gets an error. */
    private static void answerUnknown(Exchange exchange) {
        String type = exchange.request().type();
        if (type.endsWith("_request")) {
            exchange.reply(Replies.error("UnknownRequest", "this kernel has no answer to " + type, List.of()));
        }
    }
}
