package octet.openvino.ir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import octet.openvino.ir.Constants.Slice;
import octet.problem.BadModelException;

/** The file of weights, mapped into memory. */
final class Weights {

    /** A mapping ends here, as buffers have indices of 31 bits. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private final Path file;
    private final long size;
    private final ByteBuffer whole;

    private Weights(Path file, long size, ByteBuffer whole) {
        this.file = file;
        this.size = size;
        this.whole = whole;
    }

    /** The weights of a model that has none. */
    static Weights none() {
        return new Weights(null, 0, ByteBuffer.allocate(0));
    }

    static Weights of(Path file, long size) {
        return new Weights(file, size, size <= LARGEST ? map(file, new Slice(0, size)) : null);
    }

    private static ByteBuffer map(Path file, Slice slice) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, slice.offset(), slice.length());
        } catch (IOException | IllegalArgumentException e) {
            throw new BadModelException("The weights in " + file + " cannot be read: " + e, null, null, e);
        }
    }

    long size() {
        return size;
    }

    /** Part of the weights, in little-endian order. */
    ByteBuffer bytes(Slice slice) {
        ByteBuffer bytes = whole == null ? map(file, slice) : whole.slice((int) slice.offset(), (int) slice.length());
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }
}
