package octet.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.ValueInfoProto;

/** Makes of a float32 model one of float16, as exporters and converters do: weights, constants, inputs and outputs. */
final class Halves {
    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    private static final int HALF = TensorProto.DataType.FLOAT16.getNumber();

    private Halves() {}

    static ModelProto of(ModelProto model) {
        var builder = model.toBuilder();
        GraphProto.Builder graph = builder.getGraphBuilder().clearValueInfo();
        graph.getInitializerBuilderList().forEach(Halves::narrow);
        graph.getInputBuilderList().forEach(Halves::narrow);
        graph.getOutputBuilderList().forEach(Halves::narrow);
        graph.getNodeBuilderList()
                .forEach(node -> node.getAttributeBuilderList().forEach(attribute -> {
                    if (attribute.hasT()) {
                        narrow(attribute.getTBuilder());
                    } else if (attribute.getName().equals("to") && attribute.getI() == FLOAT) {
                        attribute.setI(HALF);
                    }
                }));
        return builder.build();
    }

    private static void narrow(ValueInfoProto.Builder value) {
        if (value.getType().getTensorType().getElemType() == FLOAT) {
            value.getTypeBuilder().getTensorTypeBuilder().setElemType(HALF);
        }
    }

    private static void narrow(TensorProto.Builder tensor) {
        if (tensor.getDataType() != FLOAT) {
            return;
        }
        float[] values = new OnnxConstant(tensor.build(), Path.of(".")).floats();
        var bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(half(value));
        }
        long[] dims = tensor.getDimsList().stream().mapToLong(dim -> dim).toArray();
        TensorProto half = Protos.raw(tensor.getName(), TensorProto.DataType.FLOAT16, bytes.array(), dims);
        tensor.clear().mergeFrom(half);
    }

    /** The nearest float16; what is larger than its greatest becomes that. */
    static short half(float value) {
        int sign = value < 0 ? 0x8000 : 0;
        double magnitude = Math.min(65504, Math.abs((double) value));
        int exponent = Math.max(-14, Math.getExponent(magnitude));
        long steps = Math.round(magnitude / Math.scalb(1.0, exponent - 10));
        return (short) (sign | (exponent == -14 ? steps : steps + ((long) exponent + 14 << 10)));
    }
}
