package octet.onnx;

import octet.graph.DataType;
import octet.onnx.proto.TensorProto;

/** Maps ONNX's element types to the neutral ones. */
final class DataTypes {

    private DataTypes() {}

    static DataType of(int number) {
        var type = TensorProto.DataType.forNumber(number);
        if (type == null) {
            return DataType.OTHER;
        }
        return switch (type) {
            case FLOAT -> DataType.FLOAT32;
            case DOUBLE -> DataType.FLOAT64;
            case FLOAT16 -> DataType.FLOAT16;
            case BFLOAT16 -> DataType.BFLOAT16;
            case INT8 -> DataType.INT8;
            case UINT8 -> DataType.UINT8;
            case INT16 -> DataType.INT16;
            case UINT16 -> DataType.UINT16;
            case INT32 -> DataType.INT32;
            case UINT32 -> DataType.UINT32;
            case INT64 -> DataType.INT64;
            case UINT64 -> DataType.UINT64;
            case BOOL -> DataType.BOOL;
            default -> DataType.OTHER;
        };
    }

    /** The ONNX type of a quantizer's integers. */
    static TensorProto.DataType ofIntegers(DataType type) {
        return switch (type) {
            case INT8 -> TensorProto.DataType.INT8;
            case UINT8 -> TensorProto.DataType.UINT8;
            case INT16 -> TensorProto.DataType.INT16;
            case UINT16 -> TensorProto.DataType.UINT16;
            default -> throw new IllegalArgumentException("no quantizer has integers of " + type);
        };
    }
}
