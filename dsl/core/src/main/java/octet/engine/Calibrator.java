package octet.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.calibration.Observation;
import octet.calibration.Tap;
import octet.calibration.TapStatistics;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.Tensor;
import octet.format.FormatModel;
import octet.graph.DataType;
import octet.problem.BadDataException;

/** Runs a float model once over calibration samples and keeps what quantizers need to know. */
public final class Calibrator {

    /** So many samples are kept with the float model's outputs, for checks afterwards. */
    static final int KEPT = 8;

    private Calibrator() {}

    /**
     * What a calibration run saw.
     *
     * @param statistics by value
     * @param kept the first few samples with the float model's outputs
     * @param samples the number of samples
     * @param seconds wall time of the run
     */
    public record Result(Map<String, TapStatistics> statistics, List<Example> kept, int samples, double seconds) {

        /** With what another run over the same samples saw besides. */
        public Result complete(Result other) {
            Map<String, TapStatistics> all = new HashMap<>(statistics);
            other.statistics.forEach((value, seen) -> all.merge(value, seen, TapStatistics::complete));
            return new Result(all, kept, samples, seconds + other.seconds);
        }
    }

    /**
     * A sample and what the float model makes of it.
     *
     * @param inputs by input name
     * @param outputs by output name
     */
    public record Example(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

    /**
     * Runs the model over all samples.
     *
     * @param taps what to observe; see {@link Requirements}
     * @throws BadDataException when a sample does not fit, there is none, or the model computes NaN from it
     */
    public static Result run(FormatModel model, List<Tap> taps, Dataset data) {
        long start = System.nanoTime();
        var builders =
                taps.stream().map(tap -> new TapStatistics.Builder(tap.value())).toList();
        Example[] kept = new Example[KEPT];
        int samples;
        try (var session = model.open(taps)) {
            samples = new SampleRun(
                            "Calibrating", data, new Binding(model.graph().inputs()))
                    .forEach((index, sample, inputs) -> {
                        var result = session.run(inputs, index < KEPT);
                        if (index < KEPT) {
                            refuseNaN(result.outputs(), index, sample.id());
                            kept[index] = new Example(inputs, result.outputs());
                        }
                        for (int i = 0; i < taps.size(); i++) {
                            Observation seen = result.observations().get(i);
                            check(taps.get(i), seen, index, sample.id());
                            synchronized (builders.get(i)) {
                                builders.get(i).add(seen);
                            }
                        }
                    });
        }
        Map<String, TapStatistics> statistics = new HashMap<>();
        for (int i = 0; i < taps.size(); i++) {
            statistics.put(taps.get(i).value(), builders.get(i).build());
        }
        var examples = Arrays.stream(kept).filter(example -> example != null).toList();
        return new Result(statistics, examples, samples, (System.nanoTime() - start) / 1e9);
    }

    /** The runtime's maximum passes over NaN, so bounds alone do not show it. */
    private static void check(Tap tap, Observation seen, int index, String id) {
        float worst = Float.isFinite(seen.min()) ? seen.max() : seen.min();
        for (int c = 0; c < seen.channelMeans().length && Float.isFinite(worst); c++) {
            worst = seen.channelMeans()[c];
        }
        if (!Float.isFinite(worst)) {
            throw notFinite(worst, tap.value(), index, id);
        }
    }

    /** Infinite outputs may be meant, as where a mask hides them; NaN is not. */
    private static void refuseNaN(Map<String, Tensor> outputs, int index, String id) {
        outputs.forEach((name, tensor) -> {
            int at = tensor.firstNonFinite();
            if (at >= 0 && tensor.type() == DataType.FLOAT32 && containsNaN(tensor.floats(), at)) {
                throw notFinite(Float.NaN, name, index, id);
            }
        });
    }

    private static boolean containsNaN(float[] values, int from) {
        for (int i = from; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                return true;
            }
        }
        return false;
    }

    private static BadDataException notFinite(float number, String value, int index, String id) {
        return new BadDataException(
                "The model computes %s for '%s' from sample %d%s"
                        .formatted(number, value, index, id.isEmpty() ? "" : " (" + id + ")"),
                "finite numbers",
                "look at the sample, and at the model's weights");
    }
}
