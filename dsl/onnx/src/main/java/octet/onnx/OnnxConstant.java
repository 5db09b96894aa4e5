package octet.onnx;

import java.nio.ByteOrder;
import java.nio.file.Path;
import octet.data.Tensor;
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
        return switch (type()) {
            case FLOAT32 -> singles();
            case FLOAT16, BFLOAT16 -> halves().toFloats();
            default -> throw new UnsupportedOperationException("'" + name() + "' holds " + type());
        };
    }

    private boolean isListed() {
        return !tensor.hasRawData() && tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL;
    }

    /** Listed halves lie in the lower bits of 32-bit integers, as onnx.proto says. */
    private Tensor halves() {
        short[] halves = new short[(int) shape().elements()];
        if (isListed()) {
            for (int i = 0; i < halves.length; i++) {
                halves[i] = (short) tensor.getInt32Data(i);
            }
        } else {
            ExternalData.bytes(tensor, folder)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(halves);
        }
        return Tensor.of(type(), halves, shape().toArray());
    }

    private float[] singles() {
        float[] floats = new float[(int) shape().elements()];
        if (!isListed()) {
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
