package octet.kernel.protocol;

import com.google.gson.JsonParseException;
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
            properties = KernelConnectionProperties.parse(Files.readString(file));
        } catch (JsonParseException e) {
            throw new IOException(file + " is no connection file of Jupyter: " + e.getMessage());
        }
        if (properties == null || properties.getTransport() == null || properties.getIp() == null) {
            throw new IOException(file + " is no connection file of Jupyter: transport or ip is missing");
        }
        if (properties.getKey() == null) {
            throw new IOException(file + " has no key: give one, or an empty one to accept messages without signature");
        }
        return new ConnectionFile(properties, warnings(file, properties));
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
