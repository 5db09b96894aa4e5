package octet.placement.nncf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups of things that must have one scale: quantizers, and vertices whose table is quantized. */
final class UnifiedScales {

    private final Map<Object, Set<Object>> groups = new HashMap<>();

    /** Puts both, with all that is in a group with them, into one group. */
    void unite(Object one, Object other) {
        Set<Object> all = new LinkedHashSet<>(group(one));
        all.addAll(group(other));
        all.forEach(member -> groups.put(member, all));
    }

    /** Lets {@code above} take the place of {@code below}, in its group if it is in one. */
    void replace(Quantizer below, Quantizer above) {
        if (contains(below)) {
            unite(below, above);
        }
        remove(below);
    }

    /** Takes one out of its group. */
    void remove(Object member) {
        Set<Object> group = groups.remove(member);
        if (group != null) {
            group.remove(member);
        }
    }

    boolean contains(Object member) {
        return groups.containsKey(member);
    }

    /** All that share one scale with this, itself among them. */
    Set<Object> group(Object member) {
        return groups.getOrDefault(member, Set.of(member));
    }

    /** The quantizers that share one scale with this, itself among them. */
    List<Quantizer> quantizers(Quantizer member) {
        List<Quantizer> quantizers = new ArrayList<>();
        group(member).forEach(other -> {
            if (other instanceof Quantizer quantizer) {
                quantizers.add(quantizer);
            }
        });
        return quantizers;
    }
}
