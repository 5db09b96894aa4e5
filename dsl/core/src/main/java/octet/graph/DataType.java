package octet.graph;

import java.util.Locale;

/** The type of a tensor's elements. */
public enum DataType {
    FLOAT32(4),
    FLOAT64(8),
    FLOAT16(2),
    BFLOAT16(2),
    /** 4 bits of exponent, 3 of mantissa, no infinities. */
    FLOAT8_E4M3(1),
    /** 5 bits of exponent, 2 of mantissa. */
    FLOAT8_E5M2(1),
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

    /** Whether the type is one of the floating-point types that models compute in. */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
    }

    /** Whether the type is one of the floating-point types of 8 bits, which weights and activations are rounded to. */
    public boolean isFloat8() {
        return this == FLOAT8_E4M3 || this == FLOAT8_E5M2;
    }

    /** The name as it is spelt in messages and tables: {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
