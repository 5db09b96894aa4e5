package octet.kernel.protocol;

import com.google.gson.JsonObject;
import org.zeromq.ZMQ;

/** A request and the ways to answer it. Replies are sent by the thread of its channel, publications by any. */
final class Exchange {
    private final Message request;
    private final ZMQ.Socket socket;
    private final Wire wire;
    private final Publisher publisher;
    private boolean idle;

    Exchange(Message request, ZMQ.Socket socket, Wire wire, Publisher publisher) {
        this.request = request;
        this.socket = socket;
        this.wire = wire;
        this.publisher = publisher;
    }

    Message request() {
        return request;
    }

    JsonObject header() {
        return request.header();
    }

    /** Returns what the request says. */
    <T> T content(Class<T> type) {
        return Json.GSON.fromJson(request.content(), type);
    }

    /** Answers with the reply of the request's name: {@code kernel_info_request} by {@code kernel_info_reply}. */
    void reply(Object content) {
        String type = request.type().replaceFirst("_request$", "_reply");
        wire.send(socket, request.identities(), type, request.header(), content);
    }

    void publish(String type, Object content) {
        publisher.publish(type, request.header(), content);
    }

    void busy() {
        publisher.state("busy", request.header());
    }

    /** Says that the request is dealt with; once, whoever says so first. */
    void idle() {
        if (!idle) {
            idle = true;
            publisher.state("idle", request.header());
        }
    }
}
