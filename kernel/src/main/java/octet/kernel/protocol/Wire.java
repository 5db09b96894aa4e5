package octet.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;
import org.zeromq.ZMQ;

/**
 * Reads and writes messages: identities, a delimiter, a signature, then header, parent header, metadata and content.
 *
 * <p>What is malformed, wrongly signed or sent twice is dropped with a line in the log and never ends the kernel.
 */
final class Wire {
    static final String VERSION = "5.3";

    private static final Logger LOG = Logger.getLogger(Wire.class.getName());
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final int LONGEST_WORDS = 120;
    private static final int REMEMBERED_SIGNATURES = 1 << 14;

    private final HMACGenerator signer;
    private final boolean signs;
    private final String session = UUID.randomUUID().toString();
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_SIGNATURES;
        }
    });

    /**
     * Makes a wire.
     *
     * @param signer makes signatures
     * @param signs whether the connection file has a key; without one nothing is checked
     */
    Wire(HMACGenerator signer, boolean signs) {
        this.signer = signer;
        this.signs = signs;
    }

    /**
     * Reads the next message of a socket.
     *
     * @param flags 0 to wait for one, or {@link ZMQ#DONTWAIT}
     * @return empty if there is none, or one that was dropped
     */
    Optional<Message> read(ZMQ.Socket socket, int flags) {
        byte[] first = socket.recv(flags);
        if (first == null) {
            return Optional.empty();
        }
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        try {
            return Optional.of(parse(frames));
        } catch (Malformed | RuntimeException | StackOverflowError e) {
            LOG.warning("dropped a message: " + brief(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** The parser's messages repeat what it has read. */
    private static String brief(String words) {
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    }

    private Message parse(List<byte[]> frames) throws Malformed {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        if (frames.size() < delimiter + 6) {
            throw new Malformed("of " + frames.size() + " frames, expected a delimiter and five behind it");
        }
        byte[] signature = frames.get(delimiter + 1);
        List<byte[]> signed = frames.subList(delimiter + 2, delimiter + 6);
        checkSignature(signature, signed);
        JsonObject header = object(signed.get(0));
        JsonObject content = object(signed.get(3));
        return new Message(List.copyOf(frames.subList(0, delimiter)), header, content);
    }

    private void checkSignature(byte[] signature, List<byte[]> signed) throws Malformed {
        if (!signs) {
            return;
        }
        byte[] expected =
                signer.calculateSignature(signed.toArray(byte[][]::new)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, signature)) {
            throw new Malformed("whose signature is wrong");
        }
        synchronized (seen) {
            if (!seen.add(new String(signature, StandardCharsets.US_ASCII))) {
                throw new Malformed("that was received before");
            }
        }
    }

    private static JsonObject object(byte[] utf8) throws Malformed {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonElement element = JsonParser.parseString(text);
            if (!element.isJsonObject()) {
                throw new Malformed("with JSON that is no object");
            }
            return element.getAsJsonObject();
        } catch (CharacterCodingException e) {
            throw new Malformed("that is not UTF-8");
        }
    }

    /**
     * Sends a message.
     *
     * @param identities whom to; for a publication its topic
     * @param parent the header of the request that it belongs to, or null
     */
    void send(ZMQ.Socket socket, List<byte[]> identities, String type, JsonObject parent, Object content) {
        List<byte[]> signed = List.of(
                bytes(header(type, parent)),
                parent == null ? NOTHING : bytes(parent),
                NOTHING,
                bytes(Json.GSON.toJsonTree(content)));
        identities.forEach(socket::sendMore);
        socket.sendMore(DELIMITER);
        socket.sendMore(signer.calculateSignature(signed.toArray(byte[][]::new)));
        for (int i = 0; i < signed.size(); i++) {
            socket.send(signed.get(i), i < signed.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private JsonObject header(String type, JsonObject parent) {
        JsonObject header = new JsonObject();
        header.addProperty("msg_id", UUID.randomUUID().toString());
        header.addProperty("msg_type", type);
        header.addProperty("session", session);
        header.addProperty("date", Instant.now().toString());
        header.addProperty("version", VERSION);
        JsonElement user = parent == null ? null : parent.get("username");
        header.addProperty("username", user == null || !user.isJsonPrimitive() ? "kernel" : user.getAsString());
        return header;
    }

    private static byte[] bytes(JsonElement json) {
        return Json.GSON.toJson(json).getBytes(StandardCharsets.UTF_8);
    }

    /** A message that cannot be one; the text goes on from "dropped a message". */
    private static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }
}
