package octet.calibration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import octet.problem.BadDataException;

/**
 * Reads numbers and texts, big-endian, from a part of a file that nobody vouches for: what is announced is compared with
 * what is left before anything is read, and memory is taken only as bytes arrive.
 */
public final class BoundedInput {

    private final String source;
    private final InputStream in;
    private long left;

    /**
     * @param source what is read, for messages
     * @param in gives the bytes
     * @param length how many bytes there should be
     */
    public BoundedInput(String source, InputStream in, long length) {
        this.source = source;
        this.in = in;
        this.left = length;
    }

    /** What is to be thrown when something that was read cannot be. */
    public BadDataException bad(String found) {
        return new BadDataException(
                source + " is damaged: " + found, "a file that holds a saved calibration", "calibrate again");
    }

    /** Reads so many bytes. */
    public byte[] bytes(long count) {
        if (count < 0 || count > left) {
            throw bad(count + " bytes are announced where " + left + " are left");
        }
        try {
            byte[] bytes = in.readNBytes(Math.toIntExact(count));
            if (bytes.length < count) {
                throw bad("it ends " + (count - bytes.length) + " bytes early");
            }
            left -= count;
            return bytes;
        } catch (IOException e) {
            throw bad("it cannot be unpacked (" + e.getMessage() + ")");
        } catch (ArithmeticException e) {
            throw bad(count + " bytes are announced for one array");
        }
    }

    private ByteBuffer buffer(long count, int size) {
        return ByteBuffer.wrap(bytes(count < 0 ? count : Math.min(count, Long.MAX_VALUE / size) * size));
    }

    /** Reads a byte. */
    public int unsigned() {
        return bytes(1)[0] & 0xff;
    }

    /** Reads an integer of 32 bits. */
    public int integer() {
        return buffer(1, Integer.BYTES).getInt();
    }

    /** Reads an integer of 64 bits. */
    public long number() {
        return buffer(1, Long.BYTES).getLong();
    }

    /** Reads a number of things of so many bytes each at least, all of which must still fit. */
    public int count(int bytesEach) {
        int count = integer();
        if (count < 0 || (long) count * bytesEach > left) {
            throw bad(count + " entries are announced where " + left + " bytes are left");
        }
        return count;
    }

    /** Reads so many finite floats. */
    public float[] floats(int count) {
        ByteBuffer bytes = buffer(count, Float.BYTES);
        float[] floats = new float[count];
        bytes.asFloatBuffer().get(floats);
        for (float number : floats) {
            if (!Float.isFinite(number)) {
                throw bad("it holds " + number + " where a finite number must be");
            }
        }
        return floats;
    }

    /** Reads so many integers of 64 bits. */
    public long[] numbers(int count) {
        ByteBuffer bytes = buffer(count, Long.BYTES);
        long[] numbers = new long[count];
        bytes.asLongBuffer().get(numbers);
        return numbers;
    }

    /** Reads so many integers of 32 bits. */
    public int[] integers(int count) {
        ByteBuffer bytes = buffer(count, Integer.BYTES);
        int[] integers = new int[count];
        bytes.asIntBuffer().get(integers);
        return integers;
    }

    /** Reads a text: its length in bytes, then as many bytes of UTF-8. */
    public String text() {
        byte[] bytes = bytes(count(1));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("a name in it is not UTF-8");
        }
    }

    /** Checks that nothing is left. */
    public void end() {
        if (left > 0) {
            throw bad(left + " bytes are left over");
        }
    }
}
