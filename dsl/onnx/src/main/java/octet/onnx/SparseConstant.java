package octet.onnx;

import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.onnx.proto.SparseTensorProto;

/** A sparse initializer: known by name and shape, never quantized. */
record SparseConstant(SparseTensorProto tensor) implements Constant {

    @Override
    public String name() {
        return tensor.getValues().getName();
    }

    @Override
    public DataType type() {
        return DataType.OTHER;
    }

    @Override
    public Shape shape() {
        return new Shape(tensor.getDimsList());
    }

    @Override
    public float[] floats() {
        throw new UnsupportedOperationException("'" + name() + "' is sparse");
    }
}
