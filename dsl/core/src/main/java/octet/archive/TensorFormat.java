package octet.archive;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import octet.calibration.BoundedInput;
import octet.calibration.StatisticsFormat;
import octet.data.Tensor;
import octet.data.TensorBytes;
import octet.graph.DataType;
import octet.graph.Shape;

/** How a tensor stands in a file: the name of its type, its shape, its elements in little-endian order. */
final class TensorFormat {

    private static final int MOST_AXES = 64;

    private TensorFormat() {}

    static void write(Tensor tensor, DataOutputStream out) throws IOException {
        StatisticsFormat.write(tensor.type().toString(), out);
        out.writeInt(tensor.shape().rank());
        for (long dim : tensor.shape().dims()) {
            out.writeLong(dim);
        }
        IOException[] failure = {null};
        tensor.littleEndian(piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.duplicate().get(bytes);
            try {
                out.write(bytes);
            } catch (IOException e) {
                failure[0] = e;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    static Tensor read(BoundedInput in) {
        String name = in.text();
        DataType type = Arrays.stream(DataType.values())
                .filter(known -> known.toString().equals(name))
                .filter(TensorFormat::isHeld)
                .findFirst()
                .orElseThrow(() -> in.bad("it holds elements of the type '" + name + "'"));
        int rank = in.count(Long.BYTES);
        long[] dims = in.numbers(rank);
        if (rank > MOST_AXES || Arrays.stream(dims).anyMatch(dim -> dim < 0)) {
            throw in.bad("it holds a tensor of the shape " + Arrays.toString(dims));
        }
        try {
            long bytes = Math.multiplyExact(Shape.of(dims).elements(), (long) type.bytes());
            var elements = ByteBuffer.wrap(in.bytes(bytes)).order(ByteOrder.LITTLE_ENDIAN);
            return TensorBytes.read(type, elements, dims);
        } catch (ArithmeticException e) {
            throw in.bad("it holds a tensor of the shape " + Arrays.toString(dims));
        }
    }

    /** Whether tensors hold elements of the type. */
    private static boolean isHeld(DataType type) {
        return switch (type) {
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16, INT8, UINT8, INT32, INT64, BOOL -> true;
            default -> false;
        };
    }
}
