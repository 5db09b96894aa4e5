package octet.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.List;
import java.util.Map;
import octet.data.Tensor;
import octet.format.Session;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.onnx.proto.TensorProto;

/** A model in ONNX Runtime. */
record OrtModelSession(OrtSession session) implements Session {

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return OrtTensors.with(inputs, inside -> {
            try (var result = session.run(inside)) {
                return OrtTensors.fromRuntime(result);
            }
        });
    }

    @Override
    public List<ValueInfo> inputs() {
        return values(session::getInputInfo);
    }

    @Override
    public List<ValueInfo> outputs() {
        return values(session::getOutputInfo);
    }

    private interface Infos {
        Map<String, NodeInfo> get() throws OrtException;
    }

    private static List<ValueInfo> values(Infos infos) {
        try {
            return infos.get().values().stream().map(OrtModelSession::value).toList();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The runtime gives no axes both for a single number and for a shape that it does not know. */
    private static ValueInfo value(NodeInfo info) {
        if (!(info.getInfo() instanceof TensorInfo tensor)) {
            return new ValueInfo(info.getName(), DataType.OTHER, null);
        }
        long[] dims = tensor.getShape();
        return new ValueInfo(info.getName(), type(tensor.type), dims.length == 0 ? null : Shape.of(dims));
    }

    private static DataType type(OnnxJavaType type) {
        return type == OnnxJavaType.UNKNOWN
                ? DataType.OTHER
                : DataTypes.of(TensorProto.DataType.valueOf(type.name()).getNumber());
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
