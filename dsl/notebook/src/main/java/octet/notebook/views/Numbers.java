package octet.notebook.views;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.DoubleSummaryStatistics;
import java.util.StringJoiner;
import octet.data.Tensor;
import octet.graph.DataType;

/**
 * What the numbers of a tensor are like, in words.
 *
 * @param range the least and the greatest
 * @param mean their mean
 * @param first the first few
 */
record Numbers(String range, String mean, String first) {
    private static final int FIRST = 8;

    static Numbers of(Tensor tensor) {
        Buffer buffer = tensor.type().isFloating() && tensor.type().bytes() == 2
                ? FloatBuffer.wrap(tensor.toFloats())
                : tensor.buffer();
        int count = buffer.remaining();
        if (count == 0) {
            return new Numbers("no numbers", "", "");
        }
        var statistics = new DoubleSummaryStatistics();
        var first = new StringJoiner(", ", "", count > FIRST ? ", …" : "");
        for (int i = 0; i < count; i++) {
            double value = at(buffer, i, tensor.type());
            statistics.accept(value);
            if (i < FIRST) {
                first.add(Words.number(value));
            }
        }
        return new Numbers(
                Words.number(statistics.getMin()) + " … " + Words.number(statistics.getMax()),
                Words.number(statistics.getAverage()),
                first.toString());
    }

    private static double at(Buffer buffer, int index, DataType type) {
        if (buffer instanceof FloatBuffer floats) {
            return floats.get(index);
        } else if (buffer instanceof LongBuffer longs) {
            return longs.get(index);
        } else if (buffer instanceof IntBuffer ints) {
            return ints.get(index);
        } else if (buffer instanceof DoubleBuffer doubles) {
            return doubles.get(index);
        }
        byte value = ((ByteBuffer) buffer).get(index);
        return type == DataType.INT8 ? value : Byte.toUnsignedInt(value);
    }
}
