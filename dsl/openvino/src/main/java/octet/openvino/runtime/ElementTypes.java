package octet.openvino.runtime;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import octet.graph.DataType;

/**
 * The numbers by which the C interface knows types of elements. They differ between releases, so the library is asked: it
 * reads a model with one input of each type.
 */
final class ElementTypes {

    private static final Map<DataType, String> NAMES = Map.ofEntries(
            Map.entry(DataType.FLOAT32, "f32"),
            Map.entry(DataType.FLOAT64, "f64"),
            Map.entry(DataType.FLOAT16, "f16"),
            Map.entry(DataType.BFLOAT16, "bf16"),
            Map.entry(DataType.INT8, "i8"),
            Map.entry(DataType.UINT8, "u8"),
            Map.entry(DataType.INT16, "i16"),
            Map.entry(DataType.UINT16, "u16"),
            Map.entry(DataType.INT32, "i32"),
            Map.entry(DataType.UINT32, "u32"),
            Map.entry(DataType.INT64, "i64"),
            Map.entry(DataType.UINT64, "u64"),
            Map.entry(DataType.BOOL, "boolean"));

    private final Map<DataType, Integer> numbers = new EnumMap<>(DataType.class);
    private final Map<Integer, DataType> types = new HashMap<>();

    private ElementTypes() {}

    static ElementTypes ask(OpenVino runtime) {
        var found = new ElementTypes();
        DataType[] all = NAMES.keySet().toArray(DataType[]::new);
        var layers = new StringBuilder();
        var edges = new StringBuilder();
        for (int i = 0; i < all.length; i++) {
            layers.append("""
                    <layer id="%1$d" name="p%1$d" type="Parameter" version="opset1"><data shape="1" element_type="%3$s"/>
                    <output><port id="0" precision="%4$s"><dim>1</dim></port></output></layer>
                    <layer id="%2$d" name="r%1$d" type="Result" version="opset1">
                    <input><port id="0" precision="%4$s"><dim>1</dim></port></input></layer>
                    """.formatted(i, all.length + i, NAMES.get(all[i]), precision(NAMES.get(all[i]))));
            edges.append("<edge from-layer=\"%d\" from-port=\"0\" to-layer=\"%d\" to-port=\"0\"/>"
                    .formatted(i, all.length + i));
        }
        String xml =
                "<net name=\"types\" version=\"11\"><layers>" + layers + "</layers><edges>" + edges + "</edges></net>";
        Pointer model = runtime.read(xml.getBytes(StandardCharsets.UTF_8), null);
        try {
            for (int i = 0; i < all.length; i++) {
                int number = typeOfInput(runtime, model, i);
                found.numbers.put(all[i], number);
                found.types.put(number, all[i]);
            }
        } finally {
            runtime.c().ov_model_free(model);
        }
        return found;
    }

    /** As ports spell the type. */
    private static String precision(String name) {
        return name.equals("boolean") ? "BOOL" : name.replaceFirst("^f", "FP").toUpperCase(java.util.Locale.ROOT);
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
