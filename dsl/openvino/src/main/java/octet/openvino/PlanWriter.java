package octet.openvino;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.graph.Constant;
import octet.graph.Shape;
import octet.graph.Use;
import octet.openvino.IrGraph.Place;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.IrEditor;
import octet.openvino.ir.IrFile;
import octet.openvino.ir.Layer;
import octet.openvino.ir.Source;
import octet.plan.ActivationQuantizer;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.plan.Rescaling;
import octet.range.QuantizedTensor;

/**
 * Writes a plan as OpenVINO has it: FakeQuantize where activations are quantized, and in the place of weights their bytes,
 * converted and multiplied by the scales. The runtime recognises both and computes in int8.
 */
final class PlanWriter {

    private final IrGraph model;
    private final Plan plan;
    private final IrEditor editor;
    private final Layers layers;
    private final QuantizerWriter quantizers;
    private final boolean tunable;
    private final Shifts shifts;
    /** Where values come from as things stand: a value is what is behind an addition that was put in. */
    private final Map<String, Source> values;

    private final Map<Use, Source> replaced = new HashMap<>();
    private final Map<QuantizedTensor, Source> weights = new IdentityHashMap<>();
    private final Map<Use, BiasInput> biasInputs = new HashMap<>();

    /**
     * An input that stands where a bias is read.
     *
     * @param name its name
     * @param shape its shape
     */
    record BiasInput(String name, Shape shape) {}

    /**
     * A changed model that goes on being edited.
     *
     * @param editor the model
     * @param values where the values come from
     * @param biases the inputs that stand for biases, for a tunable model
     * @param inputs the names of all inputs, in their order
     */
    record Written(IrEditor editor, Map<String, Source> values, Map<Use, BiasInput> biases, List<String> inputs) {}

    private PlanWriter(IrGraph model, Plan plan, boolean tunable) {
        this.model = model;
        this.plan = plan;
        this.tunable = tunable;
        // Biases that are inputs come as the plan has them.
        this.shifts = tunable ? Shifts.none() : Shifts.of(plan);
        this.editor = new IrEditor(model.ir());
        this.layers = new Layers(editor);
        this.quantizers = new QuantizerWriter(layers);
        this.values = new HashMap<>(model.values());
    }

    static Written write(IrGraph model, Plan plan) {
        return new PlanWriter(model, plan, false).write();
    }

    /** The model of a plan whose biases are inputs. */
    static Written tunable(IrGraph model, Plan plan) {
        return new PlanWriter(model, plan, true).write();
    }

    /** The model as it is. */
    static IrFile unchanged(IrGraph model) {
        return new IrEditor(model.ir()).build();
    }

    private Written write() {
        List<String> inputs = new ArrayList<>(model.inputs());
        changedConstants(inputs);
        plan.weights().forEach(weight -> weight(weight, inputs));
        plan.rescalings().list().stream()
                .filter(rescaling -> !rescaling.isFree())
                .forEach(this::product);
        for (ActivationQuantizer quantizer : plan.activations()) {
            activation(quantizer);
        }
        replaced.forEach((use, source) -> {
            Place place = model.place(use).orElseThrow();
            editor.redirect(place.layer(), place.index(), source);
        });
        return new Written(editor, values, biasInputs, inputs);
    }

    /** The changed constants that stay float; those of quantized operations are in their bytes already. */
    private void changedConstants(List<String> inputs) {
        Set<Use> quantized = new HashSet<>();
        for (QuantizedWeight weight : plan.weights()) {
            quantized.add(
                    new Use(weight.spot().node().name(), weight.spot().weight().port()));
            weight.bias().ifPresent(bias -> quantized.add(bias.use()));
        }
        Map<Constant, Source> written = new IdentityHashMap<>();
        plan.rescalings().constants().forEach((use, constant) -> {
            if (!quantized.contains(use)) {
                bias(
                        use,
                        () -> written.computeIfAbsent(
                                constant,
                                c -> layers.floats(
                                        c.name(),
                                        c.floats(),
                                        shapeAt(use, c.shape().elements()).toArray())));
            }
        });
    }

    /** The shape of what is read there, or of a bias that is left out so far: one number a channel, on the second axis. */
    private Shape shapeAt(Use use, long channels) {
        Optional<Place> place = model.place(use);
        if (place.isPresent()) {
            return editor.shape(editor.input(place.get().layer(), place.get().index()));
        }
        long[] dims = new long[editor.shape(values.get(outputOf(use.node()))).rank()];
        java.util.Arrays.fill(dims, 1);
        dims[1] = channels;
        return Shape.of(dims);
    }

    private String outputOf(String node) {
        return model.graph().node(node).orElseThrow().output();
    }

    private interface Numbers {
        Source write();
    }

    /** Lets the numbers be read where the use says, by an addition that is put in where a bias is left out. */
    private void bias(Use use, Numbers numbers) {
        if (model.place(use).isPresent()) {
            replaced.put(use, numbers.write());
            return;
        }
        String value = outputOf(use.node());
        Source before = values.get(value);
        Source sum = layers.arithmetic(use.node() + "/bias", "Add", before, numbers.write());
        readInstead(value, before, sum);
    }

    /** Lets all that read a value read another, which is known by its name from now on. */
    private void readInstead(String value, Source before, Source now) {
        for (Use use : model.graph().uses(value)) {
            Place place = model.place(use).orElseThrow();
            editor.redirect(place.layer(), place.index(), now);
        }
        model.results().getOrDefault(value, List.of()).forEach(result -> editor.redirect(result, 0, now));
        editor.moveNames(before, now);
        values.put(value, now);
    }

    private void weight(QuantizedWeight weight, List<String> inputs) {
        var spot = weight.spot();
        var use = new Use(spot.node().name(), spot.weight().port());
        Source real = weights.computeIfAbsent(weight.tensor(), tensor -> bytes(use, weight));
        replaced.put(use, real);
        weight.bias()
                .map(given -> shifts.bias(weight))
                .filter(this::isWritten)
                .ifPresent(bias -> bias(bias.use(), () -> bias(bias, inputs)));
    }

    /** Of biases that are left out so far none is put in that changes nothing. */
    private boolean isWritten(Bias bias) {
        boolean changes = false;
        for (float value : bias.values()) {
            changes |= value != 0;
        }
        return tunable || changes || model.place(bias.use()).isPresent();
    }

    private Source bytes(Use use, QuantizedWeight weight) {
        QuantizedTensor tensor = weight.tensor();
        Place place = model.place(use).orElseThrow();
        Layer read = model.ir().layer(editor.input(place.layer(), place.index()));
        Shape own = editor.shape(editor.input(place.layer(), place.index()));
        return quantizers.weights(read.name(), tensor, own, scales(own, tensor));
    }

    /** The shape in which the scales are broadcast against the weights as the model has them. */
    private static Shape scales(Shape own, QuantizedTensor tensor) {
        long[] dims = new long[own.rank()];
        java.util.Arrays.fill(dims, 1);
        int axis = tensor.axis();
        if (tensor.scales().length == 1) {
            return Shape.of(dims);
        }
        // Weights in groups have an axis more than the graph sees, which one of the others holds.
        boolean grouped = own.rank() > tensor.shape().rank();
        boolean joined = grouped && tensor.shape().dim(axis) != own.dim(axis + 1);
        if (joined) {
            dims[0] = own.dim(0);
        }
        dims[grouped ? axis + 1 : axis] = joined ? own.dim(axis + 1) : tensor.scales().length;
        return Shape.of(dims);
    }

    private Source bias(Bias bias, List<String> inputs) {
        Shape shape = shapeAt(bias.use(), bias.values().length);
        String name = bias.use().node() + "/bias_values";
        if (!tunable) {
            return layers.floats(name, bias.values(), shape.toArray());
        }
        String input = "octet_bias/" + inputs.size();
        inputs.add(input);
        biasInputs.put(bias.use(), new BiasInput(input, shape));
        return editor.parameter(input, ElementType.F32, shape);
    }

    /** Lets the uses of a rescaled value read the quotient. */
    private void product(Rescaling rescaling) {
        float[] reciprocals = rescaling.factors().clone();
        for (int c = 0; c < reciprocals.length; c++) {
            reciprocals[c] = 1 / reciprocals[c];
        }
        Source factors = layers.floats(
                rescaling.product() + "_factors", reciprocals, rescaling.shape().toArray());
        Source product = layers.arithmetic(rescaling.product(), "Multiply", values.get(rescaling.value()), factors);
        values.put(rescaling.product(), product);
        rescaling.uses().forEach(use -> replaced.put(use, product));
    }

    private void activation(ActivationQuantizer quantizer) {
        Source value = values.get(quantizer.value());
        Source quantized = quantizers.activations(quantizer, value, shifts.contains(quantizer));
        for (Use use : quantizer.uses()) {
            if (use.isByCaller()) {
                model.results().get(quantizer.value()).forEach(result -> editor.redirect(result, 0, quantized));
                editor.moveNames(value, quantized);
            } else {
                replaced.put(use, quantized);
            }
        }
    }
}
