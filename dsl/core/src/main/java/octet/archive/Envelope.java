package octet.archive;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import octet.format.AtomicFile;
import octet.problem.BadDataException;
import octet.problem.SaveException;
import octet.problem.Words;

/** What is around the contents of a calibration's file: what tells its kind and version, and what shows damage. */
final class Envelope {

    /** The first byte is no text, the last one changes where line ends are. */
    private static final byte[] MAGIC = {(byte) 0x8f, 'O', 'C', 'T', 'C', 'A', 'L', '\n'};

    private static final int VERSION = 1;
    private static final int CHECK = 32;
    private static final int LEAST = MAGIC.length + Integer.BYTES + CHECK;
    private static final long MOST = 1L << 30;

    private Envelope() {}

    /**
     * Writes a file.
     *
     * @return its size in bytes
     */
    static long write(Path file, Sections.Contents contents) {
        AtomicFile.check(file);
        refuseOthers(file);
        AtomicFile.write(file, out -> {
            var digested = new DigestOutputStream(out, sha256());
            var data = new DataOutputStream(digested);
            data.write(MAGIC);
            data.writeInt(VERSION);
            contents.writeTo(data);
            data.flush();
            if (data.size() > MOST) {
                throw new IOException("it would be larger than 1 GB; calibrate with smaller samples");
            }
            digested.on(false);
            digested.write(digested.getMessageDigest().digest());
        });
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new SaveException("The file " + file + " is gone: " + e, "the file just written", null, e);
        }
    }

    /** What is no calibration may be the model, or the data. */
    private static void refuseOthers(Path file) {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                return;
            }
            try (var in = Files.newInputStream(file)) {
                if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                    throw new SaveException(
                            "The file " + file + " is there already and is no calibration",
                            "a new name, or that of a calibration",
                            "save under a new name");
                }
            }
        } catch (IOException e) {
            throw new SaveException("The file " + file + " cannot be looked at: " + e, "a writable folder", null, e);
        }
    }

    /** Reads a file whole and returns what is in it, once it is known to be undamaged. */
    static ByteBuffer read(Path file) {
        byte[] bytes = bytes(file);
        if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new BadDataException(
                    "The file " + file + " is no calibration" + (bytes.length == 0 ? ", but empty" : ""),
                    "a file that holds a saved calibration",
                    "check the path");
        }
        if (bytes.length < LEAST) {
            throw damaged(file);
        }
        int version = ByteBuffer.wrap(bytes, MAGIC.length, Integer.BYTES).getInt();
        if (version != VERSION) {
            throw new BadDataException(
                    "The file " + file + " is a calibration of version " + version,
                    "version " + VERSION,
                    "calibrate again, or read it with the Octet that wrote it");
        }
        MessageDigest digest = sha256();
        digest.update(bytes, 0, bytes.length - CHECK);
        if (!MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(bytes, bytes.length - CHECK, bytes.length))) {
            throw damaged(file);
        }
        int start = MAGIC.length + Integer.BYTES;
        return ByteBuffer.wrap(bytes, start, bytes.length - CHECK - start);
    }

    private static byte[] bytes(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadDataException(
                        Files.exists(file) ? "The path " + file + " is no file" : "There is no file " + file,
                        "a file that holds a saved calibration",
                        "check the path; the current folder is " + Path.of("").toAbsolutePath());
            }
            if (Files.size(file) > MOST) {
                throw new BadDataException(
                        Words.of("The file %s has %d bytes", file, Files.size(file)),
                        "a calibration, which has at most " + MOST,
                        "check the path");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes((int) MOST);
            }
        } catch (IOException e) {
            throw new BadDataException("The file " + file + " cannot be read: " + e, "a readable file", null, e);
        }
    }

    private static BadDataException damaged(Path file) {
        return new BadDataException(
                "The file " + file + " is damaged or cut off: its checksum is wrong",
                "a file that holds a saved calibration",
                "copy it again, or calibrate again");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
