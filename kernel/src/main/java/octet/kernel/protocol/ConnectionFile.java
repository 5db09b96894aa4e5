package octet.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Jupyter tells a kernel at its start: addresses and the key of signatures.
 *
 * @param properties what the file says
 * @param warnings what is unsafe about it, a sentence each
 */
record ConnectionFile(KernelConnectionProperties properties, List<String> warnings) {
    /**
     * Reads a connection file.
     *
     * @throws IOException if it is not one; says what was expected
     */
    static ConnectionFile read(Path file) throws IOException {
        KernelConnectionProperties properties;
        try {
            properties =
                    properties(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | ClassCastException | NumberFormatException e) {
            throw new IOException(file + " is no connection file of Jupyter: " + e.getMessage());
        }
        if (properties.getTransport() == null || properties.getIp() == null) {
            throw new IOException(file + " is no connection file of Jupyter: transport or ip is missing");
        }
        if (properties.getKey() == null) {
            throw new IOException(file + " has no key: give one, or an empty one to accept messages without signature");
        }
        return new ConnectionFile(properties, warnings(file, properties));
    }

    /** By hand: the parser's way through reflection takes a tenth of a kernel's start. */
    private static KernelConnectionProperties properties(JsonObject json) {
        return new KernelConnectionProperties(
                text(json, "ip"),
                port(json, "control_port"),
                port(json, "shell_port"),
                port(json, "stdin_port"),
                port(json, "hb_port"),
                port(json, "iopub_port"),
                text(json, "transport"),
                text(json, "signature_scheme"),
                text(json, "key"));
    }

    private static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }

    private static int port(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? 0 : value.getAsInt();
    }

    String address(int port) {
        String separator = properties.getTransport().equals("ipc") ? "-" : ":";
        return properties.getTransport() + "://" + properties.getIp() + separator + port;
    }

    HMACGenerator signer() throws IOException {
        try {
            return properties.createHMACGenerator();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("the connection file's signature scheme is not known here: "
                    + properties.getSignatureScheme() + "; expected hmac-sha256");
        }
    }

    boolean signs() {
        return !properties.getKey().isEmpty();
    }

    private static List<String> warnings(Path file, KernelConnectionProperties properties) throws IOException {
        List<String> warnings = new ArrayList<>();
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            warnings.add(file + " can be read by everybody on this machine, so everybody can run code here");
        }
        if (properties.getIp().equals("0.0.0.0") || properties.getIp().equals("*")) {
            warnings.add("this kernel listens to every network of the machine (ip " + properties.getIp() + ")");
        }
        if (properties.getKey().isEmpty()) {
            warnings.add("messages are not signed, so whoever reaches the ports can run code here");
        }
        return warnings;
    }
}
