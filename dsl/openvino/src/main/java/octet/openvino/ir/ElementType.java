package octet.openvino.ir;

import java.util.Arrays;
import octet.graph.DataType;

/** A type of elements, as the attributes of constants and as ports spell it. */
public enum ElementType {
    F32("f32", "FP32", DataType.FLOAT32),
    F64("f64", "FP64", DataType.FLOAT64),
    F16("f16", "FP16", DataType.FLOAT16),
    BF16("bf16", "BF16", DataType.BFLOAT16),
    I8("i8", "I8", DataType.INT8),
    U8("u8", "U8", DataType.UINT8),
    I16("i16", "I16", DataType.INT16),
    U16("u16", "U16", DataType.UINT16),
    I32("i32", "I32", DataType.INT32),
    U32("u32", "U32", DataType.UINT32),
    I64("i64", "I64", DataType.INT64),
    U64("u64", "U64", DataType.UINT64),
    BOOLEAN("boolean", "BOOL", DataType.BOOL),
    F8E4M3("f8e4m3", "F8E4M3", DataType.OTHER),
    F8E5M2("f8e5m2", "F8E5M2", DataType.OTHER);

    private final String attribute;
    private final String precision;
    private final DataType type;

    ElementType(String attribute, String precision, DataType type) {
        this.attribute = attribute;
        this.precision = precision;
        this.type = type;
    }

    /** As attributes spell it: {@code f32}. */
    public String attribute() {
        return attribute;
    }

    /** As ports spell it: {@code FP32}. */
    public String precision() {
        return precision;
    }

    /** The neutral type of a port's elements. */
    public static DataType ofPrecision(String precision) {
        return Arrays.stream(values())
                .filter(type -> type.precision.equals(precision))
                .findFirst()
                .map(type -> type.type)
                .orElse(DataType.OTHER);
    }

    /** The neutral type of a constant's or an input's elements. */
    public static DataType ofAttribute(String attribute) {
        return Arrays.stream(values())
                .filter(type -> type.attribute.equals(attribute))
                .findFirst()
                .map(type -> type.type)
                .orElse(DataType.OTHER);
    }
}
