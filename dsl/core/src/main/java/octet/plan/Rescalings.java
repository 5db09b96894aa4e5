package octet.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Constant;
import octet.graph.Use;

/**
 * What is changed about a model before anything is quantized, so that quantizing costs less; what it computes stays the
 * same.
 *
 * @param list the rescaled values
 * @param constants what is read instead of the constants that were there, in float; a quantized operation reads its bytes
 *     instead, which were made from these
 */
public record Rescalings(List<Rescaling> list, Map<Use, Constant> constants) {

    /** Nothing is changed. */
    public static final Rescalings NONE = new Rescalings(List.of(), Map.of());

    /** Copies the list and the map. */
    public Rescalings {
        list = List.copyOf(list);
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** Whether nothing is changed. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** How many operations are put in. */
    public long products() {
        return list.stream().filter(rescaling -> !rescaling.isFree()).count();
    }

    /** How the value itself comes out, one after another, where constants before it are changed. */
    public List<Rescaling> of(String value) {
        return list.stream()
                .filter(rescaling -> rescaling.isFree() && rescaling.value().equals(value))
                .toList();
    }
}
