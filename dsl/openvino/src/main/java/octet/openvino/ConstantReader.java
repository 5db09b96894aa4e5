package octet.openvino;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;
import octet.openvino.ir.Port;
import octet.openvino.ir.Source;

/** The constants of a model as the graph sees them: with conversions to f32 behind them, and in other shapes. */
final class ConstantReader {

    private final Ir ir;
    private final ValueNames names;
    private final Map<Source, Integer> readers = new HashMap<>();
    private final Map<String, Constant> byName = new LinkedHashMap<>();

    ConstantReader(Ir ir, ValueNames names) {
        this.ir = ir;
        this.names = names;
        ir.layers().values().forEach(layer -> ir.inputs(layer).forEach(s -> readers.merge(s, 1, Integer::sum)));
        ir.layers().values().stream()
                .filter(layer -> layer.is("Const") || isConvertedConstant(layer))
                .forEach(layer ->
                        constant(new Source(layer.id(), layer.outputs().get(0).id())));
    }

    /** By name, in the order of the model. */
    Map<String, Constant> byName() {
        return byName;
    }

    /** How many inputs read the value. */
    int readers(Source source) {
        return readers.getOrDefault(source, 0);
    }

    /** The type of a value's elements. */
    DataType typeOf(Source source) {
        return typeOf(ir.layer(source), ir.port(source));
    }

    /** Ports of version 10 may leave their types out; those of inputs and constants are attributes too. */
    static DataType typeOf(Layer layer, Port port) {
        return port.precision().isEmpty()
                ? layer.data("element_type").map(ElementType::ofAttribute).orElse(DataType.FLOAT32)
                : ElementType.ofPrecision(port.precision());
    }

    /** Whether the layer makes f32 of a constant in another floating type. */
    boolean isConvertedConstant(Layer layer) {
        return layer.is("Convert")
                && layer.data("destination_type").filter("f32"::equals).isPresent()
                && isConst(ir.inputs(layer).get(0))
                && typeOf(
                                ir.layer(ir.inputs(layer).get(0)),
                                ir.port(ir.inputs(layer).get(0)))
                        .isFloating();
    }

    /** Whether the value is a constant itself. */
    boolean isConst(Source source) {
        return ir.layer(source).is("Const");
    }

    /** Whether the value is a constant, or one converted. */
    boolean isConstant(Source source) {
        return isConst(source) || isConvertedConstant(ir.layer(source));
    }

    private void constant(Source source) {
        byName.put(
                names.of(source), view(names.of(source), source, ir.port(source).shape()));
    }

    private IrConstant view(String name, Source source, Shape shape) {
        Layer layer = ir.layer(source);
        boolean converted = !layer.is("Const");
        return new IrConstant(name, ir, converted ? ir.layer(ir.inputs(layer).get(0)) : layer, converted, shape);
    }

    /** The name of the constant in another shape; its own name if nothing else reads it. */
    String reshaped(Source source, Shape shape) {
        String own = names.of(source);
        if (shape.equals(ir.port(source).shape())) {
            return own;
        }
        String name = readers.get(source) == 1 ? own : own + shape;
        byName.put(name, view(name, source, shape));
        return name;
    }
}
