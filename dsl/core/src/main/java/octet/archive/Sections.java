package octet.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import octet.calibration.BoundedInput;

/**
 * Parts of a file, each with its length, packed with DEFLATE where that does not make it too small: what unpacks to more
 * than {@value #MOST} times its size is kept as it is, so that a reader need not believe that there are such parts.
 */
final class Sections {

    private static final int MOST = 64;
    private static final int SPARE = 1 << 16;
    private static final int PLAIN = 0;
    private static final int PACKED = 1;

    /** Kind, length, length as it stands in the file. */
    private static final int HEADER = 1 + 2 * Long.BYTES;

    private Sections() {}

    /** Writes the contents of a part. */
    interface Contents {
        void writeTo(DataOutputStream out) throws IOException;
    }

    static void write(DataOutputStream out, Contents contents) throws IOException {
        var packed = new ByteArrayOutputStream();
        long length = write(contents, new DeflaterOutputStream(packed));
        if (isBelievable(length, packed.size())) {
            header(out, PACKED, length, packed.size());
            packed.writeTo(out);
        } else {
            header(out, PLAIN, length, length);
            contents.writeTo(out);
        }
    }

    private static long write(Contents contents, DeflaterOutputStream packer) throws IOException {
        try (var counted = new DataOutputStream(packer)) {
            contents.writeTo(counted);
            counted.flush();
            if (counted.size() == Integer.MAX_VALUE) {
                throw new IOException("it would be larger than 1 GB; calibrate with smaller samples");
            }
            return counted.size();
        }
    }

    private static void header(DataOutputStream out, int kind, long length, long inFile) throws IOException {
        out.writeByte(kind);
        out.writeLong(length);
        out.writeLong(inFile);
    }

    private static boolean isBelievable(long length, long packed) {
        return length <= packed * MOST + SPARE;
    }

    /** Opens the part at the buffer's position and moves the position behind it. */
    static BoundedInput open(String source, ByteBuffer file) {
        if (file.remaining() < HEADER) {
            throw new BoundedInput(source, InputStream.nullInputStream(), 0).bad("it ends before a part of it");
        }
        int kind = file.get();
        long length = file.getLong();
        long inFile = file.getLong();
        boolean sound = length >= 0
                && inFile >= 0
                && inFile <= file.remaining()
                && (kind == PLAIN ? length == inFile : kind == PACKED && isBelievable(length, inFile));
        if (!sound) {
            throw new BoundedInput(source, InputStream.nullInputStream(), 0)
                    .bad("a part of " + length + " bytes is announced as " + inFile + " bytes of the "
                            + file.remaining() + " that are left");
        }
        InputStream bytes = new ByteArrayInputStream(file.array(), file.position(), (int) inFile);
        file.position(file.position() + (int) inFile);
        return new BoundedInput(source, kind == PACKED ? new InflaterInputStream(bytes) : bytes, length);
    }
}
