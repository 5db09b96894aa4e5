package octet.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.compare.OutputError;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.format.TapSession;
import octet.format.TunableSession;
import octet.graph.Op;
import octet.graph.Use;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;

/** Tries biases on the kept samples, with one session for all trials. */
final class BiasTrials implements AutoCloseable {

    private final List<Example> examples;
    private final TunableSession session;
    private int runs;

    /**
     * @param plan its biases do not count
     * @param taps what to look at; see {@link #behind}
     */
    BiasTrials(FormatModel model, Plan plan, List<Tap> taps, List<Example> examples) {
        this.examples = examples;
        this.session = model.openTunable(plan, taps);
    }

    /**
     * What a trial showed.
     *
     * @param means of the channels of each tap, first by tap, then by sample
     * @param sqnr signal to noise of the outputs, in dB
     */
    record Look(List<double[][]> means, double sqnr) {}

    /** Runs the model with these biases. */
    Look look(Map<Use, float[]> biases) {
        List<double[][]> means = new ArrayList<>();
        var sum = new OutputError.Sum();
        for (int i = 0; i < examples.size(); i++) {
            TapSession.Result result = session.run(examples.get(i).inputs(), biases);
            sum.add(examples.get(i).outputs(), result.outputs());
            for (int tap = 0; tap < result.observations().size(); tap++) {
                if (i == 0) {
                    means.add(new double[examples.size()][]);
                }
                means.get(tap)[i] = doubles(result.observations().get(tap).channelMeans());
            }
        }
        runs++;
        return new Look(means, sum.error().sqnr());
    }

    /** How many trials there were. */
    int runs() {
        return runs;
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    /** The same values inside the float model, rescaled as the plan has it. */
    static BiasTrials ofFloat(FormatModel model, Plan plan, List<Tap> taps, List<Example> examples) {
        Plan nothing = new Plan(plan.target(), List.of(), List.of(), List.of(), false, List.of(), false);
        return new BiasTrials(model, nothing.with(plan.rescalings()), taps, examples);
    }

    /** The biases of a plan. */
    static Map<Use, float[]> biases(Plan plan) {
        Map<Use, float[]> biases = new HashMap<>();
        plan.weights().stream()
                .flatMap(weight -> weight.bias().stream())
                .forEach(bias -> biases.put(bias.use(), bias.values()));
        return biases;
    }

    /** A tap of the value behind a bias. */
    static Tap behind(FormatModel model, QuantizedWeight weight, Bias bias) {
        boolean spatial = weight.spot().node().op() == Op.CONV;
        return new Tap(
                model.graph().node(bias.use().node()).orElseThrow().output(),
                // Its least element is not looked at.
                true,
                spatial ? weight.tensor().shape().rank() - 2 : 0,
                spatial ? Channels.SECOND : Channels.LAST,
                bias.values().length,
                Set.of(Statistic.BOUNDS, Statistic.CHANNEL_MEANS));
    }

    @Override
    public void close() {
        session.close();
    }
}
