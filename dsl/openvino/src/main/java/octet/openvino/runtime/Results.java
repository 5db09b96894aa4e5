package octet.openvino.runtime;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import octet.data.Tensor;
import octet.graph.DataType;

/** The results of one run, which are there until the next. */
public final class Results {

    private final OpenVino runtime;
    private final Pointer request;

    Results(OpenVino runtime, Pointer request) {
        this.runtime = runtime;
        this.request = request;
    }

    /** A copy of the result of this index; empty when its elements are of a type that Java has no array for. */
    public Optional<Tensor> tensor(int index) {
        return with(index, tensor -> {
            var number = new IntByReference();
            runtime.check(runtime.c().ov_tensor_get_element_type(tensor, number));
            return copy(runtime.types().type(number.getValue()), tensor);
        });
    }

    /** A copy of the elements of a float32 result. */
    public float[] floats(int index) {
        return with(index, tensor -> {
            int length = (int) (bytes(tensor) / Float.BYTES);
            return length == 0 ? new float[0] : data(tensor).getFloatArray(0, length);
        });
    }

    private interface Use<T> {
        T of(Pointer tensor);
    }

    private <T> T with(int index, Use<T> use) {
        var reference = new PointerByReference();
        runtime.check(runtime.c().ov_infer_request_get_output_tensor_by_index(request, index, reference));
        try {
            return use.of(reference.getValue());
        } finally {
            runtime.c().ov_tensor_free(reference.getValue());
        }
    }

    private Optional<Tensor> copy(DataType type, Pointer tensor) {
        long[] dims = dims(tensor);
        if (type == DataType.OTHER || type == DataType.INT16 || type.name().startsWith("UINT") && type.bytes() > 1) {
            return Optional.empty();
        }
        int length = Math.toIntExact(bytes(tensor) / type.bytes());
        Pointer data = length == 0 ? null : data(tensor);
        return Optional.of(
                switch (type) {
                    case FLOAT32 -> Tensor.of(length == 0 ? new float[0] : data.getFloatArray(0, length), dims);
                    case FLOAT64 -> Tensor.of(length == 0 ? new double[0] : data.getDoubleArray(0, length), dims);
                    case INT64 -> Tensor.of(length == 0 ? new long[0] : data.getLongArray(0, length), dims);
                    case INT32 -> Tensor.of(length == 0 ? new int[0] : data.getIntArray(0, length), dims);
                    case FLOAT16, BFLOAT16 ->
                        Tensor.of(type, length == 0 ? new short[0] : data.getShortArray(0, length), dims);
                    default -> Tensor.of(type, length == 0 ? new byte[0] : data.getByteArray(0, length), dims);
                });
    }

    private long bytes(Pointer tensor) {
        var bytes = new LongByReference();
        runtime.check(runtime.c().ov_tensor_get_byte_size(tensor, bytes));
        return bytes.getValue();
    }

    private Pointer data(Pointer tensor) {
        var data = new PointerByReference();
        runtime.check(runtime.c().ov_tensor_data(tensor, data));
        return data.getValue();
    }

    private long[] dims(Pointer tensor) {
        var shape = new OpenVinoC.Shape();
        runtime.check(runtime.c().ov_tensor_get_shape(tensor, shape));
        try {
            shape.read();
            return shape.rank == 0 ? new long[0] : shape.dims.getLongArray(0, (int) shape.rank);
        } finally {
            runtime.c().ov_shape_free(shape);
        }
    }
}
