package octet.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.OperatorSetIdProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.TensorShapeProto;
import octet.onnx.proto.TypeProto;
import octet.onnx.proto.ValueInfoProto;

/** Builds small ONNX models, wrong ones too. */
final class TestModel {
    private static final TensorProto.DataType FLOAT = TensorProto.DataType.FLOAT;

    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(7);
    private final GraphProto.Builder graph = model.getGraphBuilder().setName("test");

    private TestModel(int opset) {
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
    }

    static TestModel opset(int opset) {
        return new TestModel(opset);
    }

    /** A convolution 1×1 from 3 to 8 channels, a ReLU and a sigmoid: {@code x}, {@code c}, {@code r}, {@code y}. */
    static TestModel small() {
        return opset(13)
                .input("x", -1, 3, 8, 8)
                .gaussian("w", 8, 3, 1, 1)
                .node("Conv", "c", "x", "w")
                .node("Relu", "r", "c")
                .node("Sigmoid", "y", "r")
                .output("y");
    }

    /** A float32 input; an axis of -1 is dynamic. */
    TestModel input(String name, long... dims) {
        return input(name, FLOAT, dims);
    }

    TestModel input(String name, TensorProto.DataType type, long... dims) {
        graph.addInput(value(name, type, dims));
        return this;
    }

    /** An output whose type is inferred. */
    TestModel output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name));
        return this;
    }

    static ValueInfoProto value(String name, TensorProto.DataType type, long... dims) {
        var shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            var axis = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(dim < 0 ? axis.setDimParam(name + shape.getDimCount()) : axis.setDimValue(dim));
        }
        var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    TestModel initializer(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    TestModel floats(String name, float[] values, long... dims) {
        return initializer(Protos.floats(name, values, dims));
    }

    TestModel longs(String name, long... values) {
        return initializer(Protos.longs(name, values, values.length));
    }

    /** A constant of normally distributed numbers, always the same for a name. */
    TestModel gaussian(String name, long... dims) {
        return floats(name, gaussian(name.hashCode(), dims), dims);
    }

    /** As {@link #gaussian}, and above zero. */
    TestModel positive(String name, long... dims) {
        float[] values = gaussian(name.hashCode(), dims);
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + Math.abs(values[i]);
        }
        return floats(name, values, dims);
    }

    static float[] gaussian(long seed, long... dims) {
        var random = new Random(seed);
        float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 2;
        }
        return values;
    }

    /** A node named after its output. */
    TestModel node(String type, String output, String... inputs) {
        return node(type, output, List.of(inputs));
    }

    TestModel node(String type, String output, List<String> inputs, AttributeProto... attributes) {
        return node(Protos.node(type, output, inputs, output, attributes));
    }

    TestModel node(NodeProto node) {
        graph.addNode(node);
        return this;
    }

    /** Gives the last node another output. */
    TestModel andOutput(String name) {
        graph.getNodeBuilder(graph.getNodeCount() - 1).addOutput(name);
        return this;
    }

    /** A subgraph as an attribute. */
    static AttributeProto body(String name, TestModel body) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(body.graph)
                .build();
    }

    static AttributeProto tensor(String name, TensorProto value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(value)
                .build();
    }

    ModelProto.Builder proto() {
        return model;
    }

    ModelProto build() {
        return model.build();
    }

    Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("model.onnx"), build().toByteArray());
    }

    /** Several values of one kind, as a list for {@link #node}. */
    static List<String> times(int count, String name) {
        return Collections.nCopies(count, name);
    }
}
