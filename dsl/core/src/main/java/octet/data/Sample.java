package octet.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model is fed with once.
 *
 * @param id what it is, for messages: a file name or a row number
 * @param inputs the tensors by the model's input names; a single tensor may have the empty name and then goes to the
 *     model's only input
 * @param label the right answer, {@code null} when unknown
 */
public record Sample(String id, Map<String, Tensor> inputs, Object label) {

    /** Copies the map and keeps its order. */
    public Sample {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** A sample for a model with one input. */
    public static Sample of(Tensor tensor) {
        return new Sample("", Map.of("", tensor), null);
    }

    /** A sample for a model with named inputs. */
    public static Sample of(Map<String, Tensor> inputs) {
        return new Sample("", inputs, null);
    }

    /** The same sample with this label. */
    public Sample label(Object newLabel) {
        return new Sample(id, inputs, newLabel);
    }

    /** The same sample with this name. */
    public Sample named(String newId) {
        return new Sample(newId, inputs, label);
    }

    /** The same sample with other inputs. */
    public Sample with(Map<String, Tensor> newInputs) {
        return new Sample(id, newInputs, label);
    }

    /**
     * The only tensor.
     *
     * @throws IllegalStateException when there are several
     */
    public Tensor tensor() {
        if (inputs.size() != 1) {
            throw new IllegalStateException("the sample has " + inputs.size() + " inputs: " + inputs.keySet());
        }
        return inputs.values().iterator().next();
    }

    @Override
    public String toString() {
        return (id.isEmpty() ? "Sample " : id + " ") + inputs + (label == null ? "" : " label " + label);
    }
}
