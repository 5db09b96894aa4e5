package octet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.stream.Stream;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;

/** A dataset that digests its samples, in their order, while they are read. */
final class DigestedDataset implements Dataset {

    private final Dataset source;
    private final MessageDigest digest;

    DigestedDataset(Dataset source) {
        this.source = source;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public Stream<Sample> open() {
        return source.open().peek(sample -> sample.inputs().forEach(this::update));
    }

    private void update(String name, Tensor tensor) {
        digest.update((name + tensor).getBytes(StandardCharsets.UTF_8));
        tensor.littleEndian(digest::update);
    }

    /** The digest of all samples read so far, in hexadecimal; starts anew afterwards. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public OptionalLong size() {
        return source.size();
    }

    @Override
    public String describe() {
        return source.describe();
    }
}
