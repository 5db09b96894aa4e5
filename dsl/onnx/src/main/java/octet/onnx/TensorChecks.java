package octet.onnx;

import java.nio.file.Path;
import java.util.Optional;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.onnx.proto.TensorProto;
import octet.problem.BadModelException;

/** Checks that the parts of a tensor agree: type, shape, and where and how much data there is. */
final class TensorChecks {

    private TensorChecks() {}

    /** What is wrong with the tensor, in words. Allocates nothing of the declared size. */
    static Optional<String> problem(TensorProto tensor, Path folder) {
        if (TensorProto.DataType.forNumber(tensor.getDataType()) == null || tensor.getDataType() == 0) {
            return Optional.of("has the unknown data type " + tensor.getDataType());
        }
        long elements;
        try {
            Shape shape = Protos.shape(tensor);
            if (!shape.isStatic()) {
                return Optional.of("has the shape " + tensor.getDimsList() + "; lengths cannot be negative");
            }
            elements = shape.elements();
        } catch (ArithmeticException e) {
            return Optional.of("has the shape " + tensor.getDimsList() + ", which is larger than any memory");
        }
        DataType type = DataTypes.of(tensor.getDataType());
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            return external(tensor, elements, type, folder);
        }
        if (type == DataType.OTHER) {
            return Optional.empty();
        }
        if (tensor.hasRawData()) {
            return raw(tensor, elements, type);
        }
        long listed = listed(tensor, type);
        return listed == elements
                ? Optional.empty()
                : Optional.of("has the shape " + tensor.getDimsList() + " but " + listed + " elements");
    }

    private static Optional<String> raw(TensorProto tensor, long elements, DataType type) {
        if (tensor.getFloatDataCount() + tensor.getDoubleDataCount() + tensor.getInt32DataCount() > 0
                || tensor.getInt64DataCount() + tensor.getUint64DataCount() > 0) {
            return Optional.of("has both raw and listed data");
        }
        long bytes = tensor.getRawData().size();
        boolean fits = elements <= Long.MAX_VALUE / type.bytes() && bytes == elements * type.bytes();
        return fits
                ? Optional.empty()
                : Optional.of("has the shape " + tensor.getDimsList() + " of " + type + " but " + bytes + " bytes");
    }

    private static long listed(TensorProto tensor, DataType type) {
        return switch (type) {
            case FLOAT32 -> tensor.getFloatDataCount();
            case FLOAT64 -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32, UINT64 -> tensor.getUint64DataCount();
            default -> tensor.getInt32DataCount();
        };
    }

    private static Optional<String> external(TensorProto tensor, long elements, DataType type, Path folder) {
        try {
            var slice = ExternalData.locate(tensor, folder);
            boolean fits = type.bytes() == 0
                    || elements <= Long.MAX_VALUE / type.bytes() && slice.length() == elements * type.bytes();
            return fits
                    ? Optional.empty()
                    : Optional.of("has the shape " + tensor.getDimsList() + " of " + type + " but " + slice.length()
                            + " bytes of external data");
        } catch (BadModelException e) {
            return Optional.of(e.getMessage().replaceFirst("\\.$", ""));
        }
    }
}
