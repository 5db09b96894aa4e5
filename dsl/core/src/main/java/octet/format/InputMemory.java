package octet.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import octet.data.Tensor;

/**
 * Memory outside the heap for the inputs of one run after another on one thread. The runtime reads it in place; fresh
 * memory for every run would be cleared, mapped page by page and given back, which costs as much as a layer of a small
 * model.
 */
public final class InputMemory {

    /** Larger inputs get memory of their own, so that a thread does not keep it. */
    private static final int KEPT = 1 << 24;

    private static final int ALIGNMENT = 64;
    private static final ThreadLocal<InputMemory> OF_THREAD = ThreadLocal.withInitial(InputMemory::new);

    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private int used;

    /** This thread's memory, free again: what was taken from it before must no longer be in use. */
    public static InputMemory reused() {
        InputMemory own = OF_THREAD.get();
        own.used = 0;
        return own;
    }

    /** A part of so many bytes, in native order; its contents are whatever was there before. */
    public ByteBuffer take(int bytes) {
        int start = used;
        if (bytes > KEPT - start) {
            return direct(bytes);
        }
        if (start + bytes > memory.capacity()) {
            // Parts that were taken before keep the old memory alive as long as they need it.
            memory = ByteBuffer.allocateDirect(start + bytes);
        }
        used = Math.min(KEPT, (start + bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        return memory.slice(start, bytes).order(ByteOrder.nativeOrder());
    }

    /** A copy of the tensor's elements. */
    public ByteBuffer copy(Tensor tensor) {
        var buffer = tensor.buffer();
        ByteBuffer direct = take(Math.toIntExact(
                Math.multiplyExact(buffer.remaining(), (long) tensor.type().bytes())));
        if (buffer instanceof FloatBuffer floats) {
            direct.asFloatBuffer().put(floats);
        } else if (buffer instanceof LongBuffer longs) {
            direct.asLongBuffer().put(longs);
        } else if (buffer instanceof IntBuffer ints) {
            direct.asIntBuffer().put(ints);
        } else if (buffer instanceof DoubleBuffer doubles) {
            direct.asDoubleBuffer().put(doubles);
        } else if (buffer instanceof ShortBuffer halves) {
            direct.asShortBuffer().put(halves);
        } else {
            direct.put((ByteBuffer) buffer).flip();
        }
        return direct;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
