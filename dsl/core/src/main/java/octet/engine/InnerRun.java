package octet.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import octet.data.Tensor;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.format.Session;
import octet.graph.ValueInfo;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.Rescaling;
import octet.plan.Rescalings;
import octet.progress.Progress;

/**
 * Runs a model in float and in int8 on the same examples and compares inner values. Values are fetched in slices, so that
 * only so many elements are held at a time, however large the model is.
 */
final class InnerRun {

    private static final int FIRST_SLICE = 16;
    private static final long MOST_ELEMENTS = 32L << 20;

    private final FormatModel model;
    private final Rewritten int8;
    private final List<Example> examples;
    private final Map<String, ActivationQuantizer> quantizers;
    private final Rescalings rescalings;
    private final Set<String> outputs;
    private final Map<String, ValueNoise> noises = new LinkedHashMap<>();
    private long elements;

    private InnerRun(FormatModel model, Rewritten int8, Plan plan, List<Example> examples) {
        this.model = model;
        this.int8 = int8;
        this.examples = examples;
        this.quantizers = plan.byValue();
        this.rescalings = plan.rescalings();
        this.outputs = model.graph().outputs().stream().map(ValueInfo::name).collect(Collectors.toSet());
    }

    /**
     * The noise of the values and of the model's inputs, by name; values that are no floating-point numbers are left out.
     *
     * @param values inner values and outputs of the model
     */
    static Map<String, ValueNoise> compare(
            FormatModel model, Rewritten int8, Plan plan, Collection<String> values, List<Example> examples) {
        var run = new InnerRun(model, int8, plan, examples);
        for (Example example : examples) {
            example.inputs().forEach((name, tensor) -> run.add(name, tensor, tensor));
        }
        run.compare(List.copyOf(new LinkedHashSet<>(values)));
        return run.noises;
    }

    /** The first slice is spread over the model and small; from it the number of values that may be held is estimated. */
    private void compare(List<String> values) {
        int stride = (values.size() + FIRST_SLICE - 1) / FIRST_SLICE;
        List<String> first = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            (i % Math.max(1, stride) == 0 ? first : others).add(values.get(i));
        }
        try (var progress = Progress.of("Comparing inner values", "values", values.size())) {
            slice(first, progress);
            long each = Math.max(1, elements / first.size());
            int size = (int) Math.max(1, Math.min(others.size(), MOST_ELEMENTS / each));
            for (int from = 0; from < others.size(); from += size) {
                slice(others.subList(from, Math.min(others.size(), from + size)), progress);
            }
        }
    }

    private void slice(List<String> values, Progress progress) {
        var inner = values.stream().filter(value -> !outputs.contains(value)).toList();
        try (Session floats = model.openWith(inner);
                Session bytes = int8.openWith(inner)) {
            for (Example example : examples) {
                Map<String, Tensor> exact = floats.run(example.inputs());
                Map<String, Tensor> rounded = bytes.run(example.inputs());
                elements = 0;
                values.forEach(value -> add(value, exact.get(value), rounded.get(value)));
            }
        }
        values.forEach(value -> progress.step());
    }

    private void add(String value, Tensor exact, Tensor rounded) {
        boolean comparable = exact != null
                && rounded != null
                && exact.type().isFloating()
                && rounded.type().isFloating()
                && exact.shape().equals(rounded.shape());
        if (!comparable) {
            return;
        }
        long[] dims = exact.shape().toArray();
        float[] reals = exact.toFloats();
        float[] approximations = rounded.toFloats();
        elements += reals.length;
        float[] expected = reals;
        for (Rescaling free : rescalings.of(value)) {
            expected = rescaled(expected, free, dims);
        }
        noise(value, expected, approximations, dims);
        for (Rescaling rescaling : rescalings.list()) {
            if (!rescaling.isFree() && rescaling.value().equals(value)) {
                float[] quotients = rescaled(reals, rescaling, dims);
                noise(rescaling.product(), quotients, rescaled(approximations, rescaling, dims), dims);
            }
        }
    }

    private void noise(String value, float[] exact, float[] rounded, long[] dims) {
        noises.computeIfAbsent(value, v -> new ValueNoise(quantizers.get(v))).add(exact, rounded, dims);
    }

    private static float[] rescaled(float[] reals, Rescaling rescaling, long[] dims) {
        float[] factors = rescaling.factors();
        List<Long> shape = rescaling.shape().dims();
        int run = 1;
        for (int back = 1; back <= shape.size() && shape.get(shape.size() - back) == 1; back++) {
            run *= (int) dims[dims.length - back];
        }
        float[] quotients = new float[reals.length];
        for (int i = 0; i < quotients.length; i++) {
            int channel = i / run % factors.length;
            quotients[i] = reals[i] / factors[channel] - rescaling.shifts()[channel];
        }
        return quotients;
    }
}
