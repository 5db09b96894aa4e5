package octet.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.data.Tensor;
import octet.format.Session;
import octet.problem.Words;
import octet.range.Range;

/**
 * Looks whether the inputs of a run stay within their calibrated ranges. Only inputs are looked at, on the host, as they
 * are at hand anyway: inner values would take a session with taps. What is beyond its range there is cut off in int8, and
 * a sign that inner values are too.
 */
public final class InputRanges {

    private final Map<String, Range> calibrated;
    private final Map<String, Excess> excesses = new LinkedHashMap<>();

    /** How many samples left a range, and by how much the worst. */
    private record Excess(int samples, double worst) {
        Excess plus(double beyond) {
            return new Excess(samples + 1, Math.max(worst, beyond));
        }
    }

    /** @param calibrated the ranges by input; inputs without one are not looked at */
    public InputRanges(Map<String, Range> calibrated) {
        this.calibrated = Map.copyOf(calibrated);
    }

    /** The same session, whose runs are looked at. */
    public Session watch(Session session) {
        return new Session() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                look(inputs);
                return session.run(inputs);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private void look(Map<String, Tensor> inputs) {
        calibrated.forEach((name, range) -> {
            Tensor tensor = inputs.get(name);
            if (tensor != null && tensor.type().isFloating() && tensor.shape().elements() > 0) {
                double beyond = range.exceededBy(rangeOf(tensor.toFloats()));
                if (beyond > Range.SLACK) {
                    add(name, beyond);
                }
            }
        });
    }

    private synchronized void add(String name, double beyond) {
        excesses.put(name, excesses.getOrDefault(name, new Excess(0, 0)).plus(beyond));
    }

    private static Range rangeOf(float[] values) {
        float least = values[0];
        float greatest = values[0];
        for (float value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return new Range(least, greatest);
    }

    /**
     * One sentence for each input that left its range.
     *
     * @param samples the number of samples that were run
     */
    public synchronized List<String> warnings(int samples) {
        List<String> warnings = new ArrayList<>();
        excesses.forEach((name, excess) -> warnings.add(Words.of(
                "The input '%s' leaves its calibrated range, %.4g … %.4g, in %d of %d samples, by up to %.3g %% of its width:"
                        + " calibrate on data like these too. Comparing calibrations shows inner values.",
                name,
                calibrated.get(name).low(),
                calibrated.get(name).high(),
                excess.samples,
                samples,
                100 * excess.worst)));
        return warnings;
    }
}
