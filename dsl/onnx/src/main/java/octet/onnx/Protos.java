package octet.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import octet.graph.Shape;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.OperatorSetIdProto;
import octet.onnx.proto.TensorProto;

/** Small readers and writers of protobuf messages. */
final class Protos {

    private static final List<String> STANDARD = List.of("", "ai.onnx");

    private Protos() {}

    static boolean isStandard(String domain) {
        return STANDARD.contains(domain);
    }

    /** The version of the standard operator set; 0 when the model declares none. */
    static int opset(ModelProto model) {
        return model.getOpsetImportList().stream()
                .filter(opset -> isStandard(opset.getDomain()))
                .mapToInt(opset -> (int) Math.min(opset.getVersion(), Integer.MAX_VALUE))
                .max()
                .orElse(0);
    }

    static ModelProto withOpset(ModelProto model, int version) {
        var builder = model.toBuilder().clearOpsetImport();
        builder.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(version));
        model.getOpsetImportList().stream()
                .filter(opset -> !isStandard(opset.getDomain()))
                .forEach(builder::addOpsetImport);
        return builder.build();
    }

    static NodeProto node(String type, String name, List<String> inputs, String output, AttributeProto... attributes) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes))
                .build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        var builder = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(builder::addInts);
        return builder.build();
    }

    static AttributeProto string(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static Optional<AttributeProto> attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    static long integer(NodeProto node, String name, long absent) {
        return attribute(node, name).map(AttributeProto::getI).orElse(absent);
    }

    static float real(NodeProto node, String name, float absent) {
        return attribute(node, name).map(AttributeProto::getF).orElse(absent);
    }

    static Shape shape(TensorProto tensor) {
        return new Shape(tensor.getDimsList());
    }

    static TensorProto floats(String name, float[] values, long... dims) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return raw(name, TensorProto.DataType.FLOAT, bytes.array(), dims);
    }

    static TensorProto longs(String name, long[] values, long... dims) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return raw(name, TensorProto.DataType.INT64, bytes.array(), dims);
    }

    static TensorProto ints(String name, int[] values, long... dims) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return raw(name, TensorProto.DataType.INT32, bytes.array(), dims);
    }

    /** A tensor over little-endian bytes, which are not copied. */
    static TensorProto raw(String name, TensorProto.DataType type, byte[] bytes, long... dims) {
        var builder = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
        Arrays.stream(dims).forEach(builder::addDims);
        return builder.build();
    }
}
