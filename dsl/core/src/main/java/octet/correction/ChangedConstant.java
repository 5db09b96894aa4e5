package octet.correction;

import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.range.ChannelLayout;

/**
 * A constant {@code was · factor + addend}, channel by channel. Its elements are computed when they are asked for.
 *
 * @param name its own name
 * @param was the constant before
 * @param axis the axis that numbers the channels
 * @param factors one a channel
 * @param addends one a channel
 */
record ChangedConstant(String name, Constant was, int axis, float[] factors, float[] addends) implements Constant {

    @Override
    public DataType type() {
        return DataType.FLOAT32;
    }

    @Override
    public Shape shape() {
        return was.shape();
    }

    @Override
    public float[] floats() {
        float[] values = was.floats();
        var layout = ChannelLayout.of(shape(), axis);
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                float factor = factors[c];
                float addend = addends[c];
                for (int end = at + layout.inner(); at < end; at++) {
                    values[at] = values[at] * factor + addend;
                }
            }
        }
        return values;
    }
}
