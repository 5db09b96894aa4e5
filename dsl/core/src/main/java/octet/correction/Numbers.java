package octet.correction;

import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Shape;

/** A constant that was not in the model. */
record Numbers(String name, Shape shape, float[] values) implements Constant {

    @Override
    public DataType type() {
        return DataType.FLOAT32;
    }

    @Override
    public float[] floats() {
        return values.clone();
    }
}
