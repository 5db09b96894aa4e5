package octet.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import octet.graph.Constant;
import octet.range.QuantizedTensor;
import octet.range.WeightRules;

/**
 * Constants as bytes, kept from plan to plan: plans for one model differ in few constants, and rounding is most of what a
 * plan costs. Not thread-safe.
 */
public final class WeightBytes {

    private final Map<Constant, Map<Manner, QuantizedTensor>> entries = new IdentityHashMap<>();

    /** Holds nothing yet. */
    public WeightBytes() {}

    /**
     * What bytes depend on besides the constant.
     *
     * @param axis the axis along which scales are taken; -1 for one scale
     * @param rules how they are rounded
     * @param leastScales a lower bound for each scale
     */
    record Manner(int axis, WeightRules rules, float[] leastScales) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Manner manner
                    && axis == manner.axis
                    && rules.equals(manner.rules)
                    && Arrays.equals(leastScales, manner.leastScales);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * axis + rules.hashCode()) + Arrays.hashCode(leastScales);
        }
    }

    /** What was made of the constant before, or is made now. */
    QuantizedTensor of(Constant constant, Manner manner, Supplier<QuantizedTensor> make) {
        return entries.computeIfAbsent(constant, c -> new HashMap<>()).computeIfAbsent(manner, m -> make.get());
    }
}
