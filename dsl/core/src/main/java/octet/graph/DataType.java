package octet.graph;

import java.util.Locale;

/** The type of a tensor's elements. */
public enum DataType {
    FLOAT32(4),
    FLOAT64(8),
    FLOAT16(2),
    BFLOAT16(2),
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    UINT64(8),
    BOOL(1),
    /** Any other type: strings, complex numbers, sub-byte integers. Never quantized. */
    OTHER(0);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element; 0 for {@link #OTHER}. */
    public int bytes() {
        return bytes;
    }

    /** Whether the type is one of the floating-point types. */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
    }

    /** The name as it is spelt in messages and tables: {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
