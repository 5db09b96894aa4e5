package octet.onnx;

import java.nio.ByteOrder;
import java.nio.file.Path;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.onnx.proto.TensorProto;

/** An initializer as a constant of the neutral graph; its data may lie in a file of the folder. */
record OnnxConstant(TensorProto tensor, Path folder) implements Constant {

    @Override
    public String name() {
        return tensor.getName();
    }

    @Override
    public DataType type() {
        return DataTypes.of(tensor.getDataType());
    }

    @Override
    public Shape shape() {
        return Protos.shape(tensor);
    }

    @Override
    public float[] floats() {
        if (type() != DataType.FLOAT32) {
            throw new UnsupportedOperationException("'" + name() + "' holds " + type());
        }
        float[] floats = new float[(int) shape().elements()];
        if (tensor.hasRawData() || tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            ExternalData.bytes(tensor, folder)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(floats);
        } else {
            for (int i = 0; i < floats.length; i++) {
                floats[i] = tensor.getFloatData(i);
            }
        }
        return floats;
    }
}
