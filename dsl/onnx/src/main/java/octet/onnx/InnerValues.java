package octet.onnx;

import java.util.Collection;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.ValueInfoProto;

/** Declares inner values of a model as outputs; their types are left to the runtime. */
final class InnerValues {

    private InnerValues() {}

    static ModelProto returned(ModelProto model, Collection<String> values) {
        if (values.isEmpty()) {
            return model;
        }
        var builder = model.toBuilder();
        values.forEach(value ->
                builder.getGraphBuilder().addOutput(ValueInfoProto.newBuilder().setName(value)));
        return builder.build();
    }
}
