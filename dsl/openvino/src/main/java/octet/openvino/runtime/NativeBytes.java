package octet.openvino.runtime;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.List;

/** Bytes outside the heap, of any length. Not to be used once closed. */
public final class NativeBytes implements AutoCloseable {

    private static final int ALIGNMENT = 64;

    private final Memory memory;
    private final long size;
    private final long start;

    private NativeBytes(long size) {
        this.size = size;
        // Kernels read weights in whole lines of the cache.
        this.memory = new Memory(size + ALIGNMENT);
        this.start = -Pointer.nativeValue(memory) & ALIGNMENT - 1;
    }

    static NativeBytes of(byte[] bytes) {
        return of(List.of(ByteBuffer.wrap(bytes)));
    }

    /** A copy of the parts, one after another. */
    public static NativeBytes of(List<ByteBuffer> parts) {
        long size = 0;
        for (ByteBuffer part : parts) {
            size += part.remaining();
        }
        var bytes = new NativeBytes(size);
        long at = bytes.start;
        for (ByteBuffer part : parts) {
            int length = part.remaining();
            if (length > 0) {
                bytes.memory.getByteBuffer(at, length).put(part.duplicate());
                at += length;
            }
        }
        return bytes;
    }

    long size() {
        return size;
    }

    Pointer pointer() {
        return memory.share(start, Math.max(1, size));
    }

    @Override
    public void close() {
        memory.close();
    }
}
