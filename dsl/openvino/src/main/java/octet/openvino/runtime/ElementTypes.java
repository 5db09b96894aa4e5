package octet.openvino.runtime;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.graph.DataType;

/**
 * The numbers by which the C interface knows types of elements. They differ between releases, so the library is asked: it
 * reads a model with one input of each type.
 */
final class ElementTypes {

    private static final List<DataType> ASKED = List.of(
            DataType.FLOAT32,
            DataType.FLOAT64,
            DataType.FLOAT16,
            DataType.BFLOAT16,
            DataType.INT8,
            DataType.UINT8,
            DataType.INT16,
            DataType.UINT16,
            DataType.INT32,
            DataType.UINT32,
            DataType.INT64,
            DataType.UINT64,
            DataType.BOOL);

    private final Map<DataType, Integer> numbers = new EnumMap<>(DataType.class);
    private final Map<Integer, DataType> types = new HashMap<>();

    private ElementTypes() {}

    static ElementTypes ask(OpenVino runtime) {
        var found = new ElementTypes();
        Pointer model = runtime.read(model(), null);
        try {
            for (int i = 0; i < ASKED.size(); i++) {
                int number = typeOfInput(runtime, model, i);
                found.numbers.put(ASKED.get(i), number);
                found.types.put(number, ASKED.get(i));
            }
        } finally {
            runtime.c().ov_model_free(model);
        }
        return found;
    }

    private static byte[] model() {
        try (var in = ElementTypes.class.getResourceAsStream("types.xml")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int typeOfInput(OpenVino runtime, Pointer model, int index) {
        var port = new PointerByReference();
        runtime.check(runtime.c().ov_model_const_input_by_index(model, index, port));
        try {
            var type = new IntByReference();
            runtime.check(runtime.c().ov_port_get_element_type(port.getValue(), type));
            return type.getValue();
        } finally {
            runtime.c().ov_output_const_port_free(port.getValue());
        }
    }

    int number(DataType type) {
        return numbers.get(type);
    }

    /** The type of this number; {@link DataType#OTHER} for one that Java has no array for. */
    DataType type(int number) {
        return types.getOrDefault(number, DataType.OTHER);
    }
}
