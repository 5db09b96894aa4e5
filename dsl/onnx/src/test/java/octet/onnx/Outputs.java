package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import octet.data.Tensor;
import octet.format.Session;
import octet.graph.DataType;
import octet.onnx.proto.ModelProto;

/** Runs models and compares what comes out. */
final class Outputs {
    private static final float TOLERANCE = 1e-5f;

    private Outputs() {}

    static Map<String, Tensor> of(ModelProto model, Map<String, Tensor> inputs) {
        try (Session session = new OrtModelSession(OrtSessions.open(new OnnxWeights(model, null)))) {
            return session.run(inputs);
        }
    }

    /** Asserts equal names, types and shapes, and elements that are equal but for rounding. */
    static void assertClose(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) -> {
            assertThat(actual.get(name)).hasToString(tensor.toString());
            if (tensor.type() == DataType.FLOAT32) {
                float[] a = actual.get(name).floats();
                float[] b = tensor.floats();
                for (int i = 0; i < b.length; i++) {
                    assertThat(a[i]).as("%s[%d]", name, i).isCloseTo(b[i], within(TOLERANCE * (1 + Math.abs(b[i]))));
                }
            } else {
                assertThat(actual.get(name)).isEqualTo(tensor);
            }
        });
    }
}
