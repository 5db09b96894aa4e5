package octet.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import octet.calibration.Observation;
import octet.calibration.Tap;
import octet.calibration.TapStatistics;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.Digest;
import octet.data.Sample;
import octet.data.Tensor;
import octet.format.FormatModel;
import octet.format.Session;
import octet.graph.DataType;
import octet.problem.BadDataException;
import octet.problem.Problems;

/** Runs a float model once over calibration samples and keeps what quantizers need to know. */
public final class Calibrator {

    /** So many samples are kept with the float model's outputs, for checks afterwards. */
    static final int KEPT = 4;

    /** Of so many samples the outputs are looked at: what is wrong with a model shows in the first. */
    private static final int CHECKED = 8;

    private Calibrator() {}

    /**
     * What a calibration run saw.
     *
     * @param statistics by value
     * @param kept a few samples with the float model's outputs: those of the least digests, whatever their order
     * @param samples the number of samples
     * @param digest of all samples
     * @param seconds wall time of the run
     */
    public record Result(
            Map<String, TapStatistics> statistics, List<Example> kept, int samples, Digest digest, double seconds) {

        /** With what another run over the same samples saw besides. */
        public Result complete(Result other) {
            Map<String, TapStatistics> all = new HashMap<>(statistics);
            other.statistics.forEach((value, seen) -> all.merge(value, seen, TapStatistics::complete));
            return new Result(all, kept, samples, digest, seconds + other.seconds);
        }

        /** What a run over the samples of both would have seen; of a value that only one has observed, nothing. */
        public Result merge(Result other) {
            Map<String, TapStatistics> both = new HashMap<>();
            statistics.forEach((value, seen) -> {
                TapStatistics others = other.statistics.get(value);
                if (others != null) {
                    both.put(value, seen.merge(others));
                }
            });
            var least = new Examples(KEPT);
            kept.forEach(least::add);
            other.kept.forEach(least::add);
            return new Result(
                    both, least.list(), samples + other.samples, digest.plus(other.digest), seconds + other.seconds);
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
        var kept = new Examples(KEPT);
        var digest = new AtomicReference<>(Digest.NONE);
        int samples;
        try (var session = model.open(taps)) {
            samples = new SampleRun(
                            "Calibrating", data, new Binding(model.graph().inputs()))
                    .forEach((index, sample, inputs) -> {
                        Digest own = Digest.of(inputs);
                        digest.accumulateAndGet(own, Digest::plus);
                        boolean wanted = index < CHECKED || kept.wants(own);
                        var result = session.run(inputs, wanted);
                        if (wanted) {
                            refuseNaN(result.outputs(), index, sample.id());
                            kept.add(own, new Example(inputs, result.outputs()));
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
        return new Result(statistics, kept.list(), samples, digest.get(), (System.nanoTime() - start) / 1e9);
    }

    /** Reads all samples without running the model: their number and digest, and nothing seen. */
    public static Result digest(FormatModel model, Dataset data) {
        var digest = new AtomicReference<>(Digest.NONE);
        int samples = new SampleRun("Reading", data, new Binding(model.graph().inputs()))
                .forEach((index, sample, inputs) -> digest.accumulateAndGet(Digest.of(inputs), Digest::plus));
        return new Result(Map.of(), List.of(), samples, digest.get(), 0);
    }

    /**
     * What an earlier run saw; the float model makes its outputs of the kept samples again.
     *
     * @param examples the inputs of the kept samples
     * @throws BadDataException when these do not fit the model, or it has no such values
     */
    public static Result restored(
            FormatModel model,
            Session floats,
            Map<String, TapStatistics> statistics,
            List<Map<String, Tensor>> examples,
            int samples,
            Digest digest) {
        var problems = new Problems();
        for (String value : statistics.keySet()) {
            if (!model.graph().isInput(value) && model.graph().producer(value).isEmpty()) {
                problems.add("it has observed '%s', which is no value of the model", value);
            }
        }
        problems.throwIfAny(found -> new BadDataException(
                "The calibration is damaged: " + found, "values of this model", "calibrate again"));
        var binding = new Binding(model.graph().inputs());
        var kept = new Examples(KEPT);
        for (int i = 0; i < examples.size(); i++) {
            Map<String, Tensor> inputs = binding.bind(Sample.of(examples.get(i)).named("kept in the calibration"), i);
            kept.add(new Example(inputs, floats.run(inputs)));
        }
        return new Result(statistics, kept.list(), samples, digest, 0);
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
