package octet.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap for the inputs of one run after another on one thread. The runtime reads it in place; fresh
 * memory for every run would be cleared, mapped page by page and given back, which costs as much as a layer of a small
 * model.
 */
final class InputMemory {

    /** Larger inputs get memory of their own, so that a thread does not keep it. */
    private static final int KEPT = 1 << 24;

    private static final int ALIGNMENT = 64;
    private static final ThreadLocal<InputMemory> OF_THREAD = ThreadLocal.withInitial(InputMemory::new);

    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private int used;

    /** This thread's memory, free again: what was taken from it before must no longer be in use. */
    static InputMemory reused() {
        InputMemory own = OF_THREAD.get();
        own.used = 0;
        return own;
    }

    /** A part of so many bytes, in native order; its contents are whatever was there before. */
    ByteBuffer take(int bytes) {
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

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
