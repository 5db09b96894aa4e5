package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;
import octet.report.Layer;

/** Takes a small model through the chain, and looks at what was written. */
final class Quantizing {
    private static final int SAMPLES = 6;

    private Quantizing() {}

    /** Random samples for float32 inputs; dynamic axes have the length 2. */
    static Dataset samples(List<ValueInfo> inputs) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (ValueInfo input : inputs) {
                long[] dims = input.shape().toArray();
                for (int axis = 0; axis < dims.length; axis++) {
                    dims[axis] = dims[axis] == Shape.DYNAMIC ? 2 : dims[axis];
                }
                float[] values = TestModel.gaussian(31 * i + input.name().hashCode(), dims);
                tensors.put(input.name(), Tensor.of(values, dims));
            }
            samples.add(Sample.of(tensors));
        }
        return Octet.samples(samples);
    }

    static QuantizedModel quantize(TestModel model, Path folder) throws IOException {
        var loaded = Octet.load(model.write(folder));
        return loaded.calibrate(samples(loaded.inputs())).quantize();
    }

    /** As {@link #quantize}, and the outputs must be close to float's. */
    static QuantizedModel faithful(TestModel model, Path folder) throws IOException {
        QuantizedModel int8 = quantize(model, folder);
        assertThat(int8.check().error().sqnr()).as(int8.toString()).isGreaterThan(20);
        return int8;
    }

    static ModelProto saved(QuantizedModel int8, Path folder) {
        return ModelFile.read(int8.save(folder.resolve("int8.onnx"))).model();
    }

    /** The line of an operation, by its type. */
    static Layer layer(QuantizedModel int8, String type) {
        return int8.layers().stream()
                .filter(layer -> layer.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " in\n" + int8.layers()));
    }

    static List<String> initializers(ModelProto model, TensorProto.DataType type) {
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getDataType() == type.getNumber())
                .map(TensorProto::getName)
                .toList();
    }

    static List<String> types(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }
}
