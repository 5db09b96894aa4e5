package octet.lessons;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a small ONNX model without any library: a file of protocol buffers, whose field numbers are those of the ONNX
 * specification's {@code onnx.proto}.
 */
final class Onnx {

    private static final int FLOAT = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final Message graph = new Message().text(2, "lesson");
    private final int opset;

    Onnx(int opset) {
        this.opset = opset;
    }

    Onnx input(String name, long... dims) {
        graph.message(11, value(name, dims));
        return this;
    }

    Onnx output(String name, long... dims) {
        graph.message(12, value(name, dims));
        return this;
    }

    Onnx constant(String name, float[] values, long... dims) {
        var tensor = new Message();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        var raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /** Adds an operation that is named as its output is. */
    Onnx node(String type, String output, String... inputs) {
        var node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        graph.message(1, node.text(2, output).text(3, output).text(4, type));
        return this;
    }

    byte[] model() {
        return new Message()
                .number(1, 8)
                .text(2, "octet lessons")
                .message(7, graph)
                .message(8, new Message().number(2, opset))
                .content();
    }

    private static Message value(String name, long... dims) {
        var shape = new Message();
        for (long dim : dims) {
            shape.message(1, new Message().number(1, dim));
        }
        var tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** Fields with their numbers, one after another. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.content());
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | LENGTH_DELIMITED);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        /** Seven bits a byte, the lowest first; the eighth says that more follow. */
        private void varint(long value) {
            long rest = value;
            while (rest >>> 7 != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] content() {
            return out.toByteArray();
        }
    }
}
