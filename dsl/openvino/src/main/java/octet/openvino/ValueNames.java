package octet.openvino;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;
import octet.openvino.ir.Port;
import octet.openvino.ir.Source;

/**
 * Names for values: those by which users feed and read the model for its inputs and outputs, and for what is inside the
 * friendly name of the layer that it comes out of, with a number behind it where there are several.
 */
final class ValueNames {

    private final Ir ir;
    private final Map<Source, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    ValueNames(Ir ir) {
        this.ir = ir;
        for (Layer layer : ir.layers().values()) {
            if (layer.is("Parameter")) {
                outside(new Source(layer.id(), layer.outputs().get(0).id()));
            }
        }
        for (Layer layer : ir.layers().values()) {
            if (layer.is("Result")) {
                outside(ir.inputs(layer).get(0));
            }
        }
        for (Layer layer : ir.layers().values()) {
            for (int i = 0; i < layer.outputs().size(); i++) {
                var source = new Source(layer.id(), layer.outputs().get(i).id());
                String name = layer.outputs().size() == 1 ? layer.name() : layer.name() + "." + i;
                names.computeIfAbsent(source, s -> fresh(name));
            }
        }
    }

    private void outside(Source source) {
        List<String> known = ir.port(source).names();
        String name = known.isEmpty() ? inside(source) : known.get(0);
        names.computeIfAbsent(source, s -> fresh(name));
    }

    private String inside(Source source) {
        Layer layer = ir.layer(source);
        List<Integer> ports = layer.outputs().stream().map(Port::id).toList();
        return ports.size() == 1 ? layer.name() : layer.name() + "." + ports.indexOf(source.port());
    }

    private String fresh(String wanted) {
        String name = wanted.isEmpty() ? "value" : wanted;
        for (int i = 1; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    String of(Source source) {
        return names.get(source);
    }
}
