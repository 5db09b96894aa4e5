package octet.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.InflaterInputStream;

/** Numbers for files, and files with their parts unpacked. */
final class TestNumbers {
    private static final int START = 12;
    private static final int CHECK = 32;

    private TestNumbers() {}

    static float[] gaussian(long seed, int count) {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** The same file with every part as it is, and no checksum yet. */
    static byte[] unpacked(byte[] file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(file, 0, START);
        ByteBuffer in = ByteBuffer.wrap(file, START, file.length - START - CHECK);
        while (in.hasRemaining()) {
            boolean packed = in.get() == 1;
            in.getLong();
            byte[] part = new byte[(int) in.getLong()];
            in.get(part);
            byte[] plain = packed ? new InflaterInputStream(new ByteArrayInputStream(part)).readAllBytes() : part;
            out.writeByte(0);
            out.writeLong(plain.length);
            out.writeLong(plain.length);
            out.write(plain);
        }
        out.write(new byte[CHECK]);
        return bytes.toByteArray();
    }
}
