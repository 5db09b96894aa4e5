package octet.placement;

import java.util.Locale;
import octet.graph.DataType;

/** A number format other than 8-bit integers (NNCF's {@code mode}); experimental there as here. */
public enum QuantizationMode {
    /** Floats of 8 bits with 4 bits of exponent and 3 of mantissa: up to 448, with steps of an eighth of a power of two. */
    FP8_E4M3(DataType.FLOAT8_E4M3),
    /** Floats of 8 bits with 5 bits of exponent and 2 of mantissa: up to 57344, with steps of a quarter of a power of two. */
    FP8_E5M2(DataType.FLOAT8_E5M2);

    private final DataType type;

    QuantizationMode(DataType type) {
        this.type = type;
    }

    /** The type that weights and activations are rounded to. */
    public DataType type() {
        return type;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
