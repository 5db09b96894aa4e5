package octet.data;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Tells samples, and sets of samples, from others. That of one sample is the SHA-256 over each tensor's name, type,
 * shape and the CRC-32C of its elements, inputs by name; that of several is the sum modulo 2²⁵⁶, which is the same
 * whatever their order. It tells samples apart by accident, not by attack, and costs nothing beside a run of a model.
 */
public final class Digest implements Comparable<Digest> {

    /** The length in bytes. */
    public static final int BYTES = 32;

    /** The digest of no samples. */
    public static final Digest NONE = new Digest(new byte[BYTES]);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(8 * BYTES);

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The digest that {@link #bytes()} gave. */
    public static Digest of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a digest has " + BYTES + " bytes, not " + bytes.length);
        }
        return new Digest(bytes.clone());
    }

    /** The digest of one sample, its tensors by input name. */
    public static Digest of(Map<String, Tensor> inputs) {
        MessageDigest sha256 = sha256();
        new TreeMap<>(inputs).forEach((name, tensor) -> {
            var elements = new CRC32C();
            tensor.littleEndian(elements::update);
            sha256.update((name + '\0' + tensor + '\0' + elements.getValue()).getBytes(StandardCharsets.UTF_8));
        });
        return new Digest(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The digest of the samples of both. */
    public Digest plus(Digest other) {
        byte[] sum = new BigInteger(1, bytes)
                .add(new BigInteger(1, other.bytes))
                .mod(MODULUS)
                .toByteArray();
        byte[] padded = new byte[BYTES];
        int count = Math.min(BYTES, sum.length);
        System.arraycopy(sum, sum.length - count, padded, BYTES - count, count);
        return new Digest(padded);
    }

    /** The bytes in a new array. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
